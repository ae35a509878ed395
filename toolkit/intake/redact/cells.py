"""The cells of a worksheet without a person: by their columns, so that an id of two digits is found where it is one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from toolkit.excel.reading.plain import number_text
from toolkit.intake.redact.texts import joined_text, local, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.intake.redact.person import Person

_LETTERS = re.compile(r"[A-Z]+")


@dataclass(frozen=True)
class Strings:
    """The shared texts of a workbook, in order; used: those that some cell still shows."""

    texts: tuple[str, ...]
    used: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, part: bytes) -> Strings:
        root = parsed(part) if part else None
        return cls(() if root is None else tuple(joined_text(item) for item in root if local(item) == "si"))

    def shown_by(self, cell: etree._Element) -> int | None:
        """The place of the text that a cell shows, None where it has no shared one."""
        place = _value(cell) if cell.get("t") == "s" else ""
        return int(place) if place.isdigit() and int(place) < len(self.texts) else None

    def forget_unused(self, root: etree._Element, person: Person) -> bool:
        """Blot out texts that no cell shows any more; say whether there are any."""
        items = [item for item in root if local(item) == "si"]
        gone = [
            item
            for place, (item, text) in enumerate(zip(items, self.texts, strict=True))
            if place not in self.used and person.is_all_of(text, tells_who=True)
        ]
        for item in gone:
            _hold(item, person.token)
        return bool(gone)


def cells_without(sheet: etree._Element, strings: Strings, person: Person) -> bool:
    """Put the word that stands for a person into the cells that hold nothing else; say whether there are any.

    Texts that only mention one are changed where they stand (see `texts`), the shared ones once for all.
    """
    telling: set[str] = set()
    has_any = False
    for column, cell in _filled(sheet):
        place = strings.shown_by(cell)
        text = _text(cell) if place is None else strings.texts[place]
        if person.names_them(text):
            telling.add(column)
        elif person.is_all_of(text, tells_who=column in telling):
            _put(cell, person.of_cell(text, tells_who=True))
            has_any, place = True, None
        if place is not None:
            strings.used.add(place)
    return has_any


def _filled(sheet: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The cells of a sheet, each with its column."""
    for row in sheet.iter("{*}row"):
        for place, cell in enumerate(row.iterchildren("{*}c")):
            match = _LETTERS.match(cell.get("r") or "")
            yield match[0] if match else f"#{place}", cell


def _value(cell: etree._Element) -> str:
    return cell.findtext("{*}v") or ""


def _text(cell: etree._Element) -> str:
    kind, value = cell.get("t", "n"), _value(cell)
    if kind == "inlineStr":
        return joined_text(cell)
    try:
        return number_text(float(value)) if kind == "n" and value else value
    except (ValueError, OverflowError):
        return value


def _put(cell: etree._Element, text: str) -> None:
    """Make a cell hold a text of its own; its format stays, its formula goes."""
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    _hold(etree.SubElement(cell, _beside(cell, "is")), text)


def _hold(item: etree._Element, text: str) -> None:
    """Make an item hold a text in one piece."""
    for child in list(item):
        item.remove(child)
    etree.SubElement(item, _beside(item, "t")).text = text


def _beside(element: etree._Element, name: str) -> str:
    """The name of an element in the namespace of another."""
    return f"{{{etree.QName(element).namespace}}}{name}"
