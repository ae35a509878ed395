"""An OpenDocument workbook (.ods) without a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from toolkit.intake.redact.texts import joined_text, local, parsed, texts_without, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.intake.redact.person import Person

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_VALUES = ("value", "value-type", "string-value", "date-value", "boolean-value")


def changed(parts: Mapping[str, bytes], person: Person) -> dict[str, bytes]:
    """Return the parts of a package that are other ones without a person, by name."""
    found = {}
    for name, part in parts.items():
        root = parsed(part) if name.endswith(".xml") else None
        if root is None:
            continue
        has_cells = _cells_without(root, person)
        if texts_without(root, person) or has_cells:
            found[name] = written(root)
    return found


def _cells_without(root: etree._Element, person: Person) -> bool:
    has_any = False
    for table in root.iter(f"{{{_TABLE}}}table"):
        telling: set[int] = set()
        for row in table.iter(f"{{{_TABLE}}}table-row"):
            has_any |= _row_without(row, telling, person)
    return has_any


def _row_without(row: etree._Element, telling: set[int], person: Person) -> bool:
    place, has_any = 0, False
    for cell in row:
        if local(cell) not in {"table-cell", "covered-table-cell"}:
            continue
        count = int(cell.get(f"{{{_TABLE}}}number-columns-repeated", "1"))
        text = "".join(joined_text(one) for one in cell.iter(f"{{{_TEXT}}}p"))
        places = range(place, place + min(count, 1_000))
        if person.names_them(text):
            telling.update(places)
        elif text and person.is_all_of(text, tells_who=not telling.isdisjoint(places)):
            _put(cell, person.of_cell(text, tells_who=True))
            has_any = True
        place += count
    return has_any


def _put(cell: etree._Element, text: str) -> None:
    """Make a cell hold a text; its format stays, its formula goes."""
    values = (*(f"{{{_OFFICE}}}{name}" for name in _VALUES), f"{{{_TABLE}}}formula")
    for name in values:
        if name in cell.attrib:
            del cell.attrib[name]
    for child in list(cell):
        cell.remove(child)
    cell.set(f"{{{_OFFICE}}}value-type", "string")
    etree.SubElement(cell, f"{{{_TEXT}}}p").text = text
