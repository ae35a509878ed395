"""The texts in a part of a package that people read, apart from what only programs do: addresses, counts, formulas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.intake.redact.person import Person

_NUMBER = re.compile(r"[-+.\dEe]+")
"""In the cache of a chart or of another workbook: it stays a number."""

_FORMULAS = frozenset({"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula"})
_OF_PROGRAMS = frozenset({
    "sqref", "ref", "Anchor", "Row", "Column", "col", "row", "colOff", "rowOff", "TotalTime", "ObjectType", "ext",
})  # fmt: skip
"""Elements whose text is an address or a count."""

_RUNS = frozenset({"si", "is", "text", "p", "h"})
"""Elements whose text may stand in several pieces, each with a format of its own."""

_SHOWN = frozenset({
    "display", "tooltip", "title", "descr", "alt", "prompt", "promptTitle", "error", "errorTitle", "caption",
    "displayName", "comment", "string-value", "author", "creator", "uniqueName", "userId",
})  # fmt: skip
"""Attributes that people read."""

_NAMED = frozenset({"sheet", "tableColumn", "table", "cacheField", "property", "person"})
"""Elements whose name people gave."""


def parsed(part: bytes) -> etree._Element | None:
    """Return the root of a part, None where it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_blank_text=False)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        return None


def written(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def texts_without(root: etree._Element, person: Person) -> bool:
    """Take a person out of the texts of a part; say whether anything changed. Cells' values are left (see `cells`)."""
    changed = False
    for element in root.iter():
        name = local(element)
        if name in _RUNS:
            changed |= joined_without(element, person)
        changed |= _text_without(element, name, person)
        changed |= _attributes_without(element, name, person)
    return changed


def joined_without(element: etree._Element, person: Person) -> bool:
    """Take a person out of a text in pieces; where one goes across them, it loses its formats."""
    pieces = [piece for piece in _pieces(element) if piece.text.strip()]
    said = [piece.text for piece in pieces]
    if not person.is_in("".join(said)):
        return False
    new = [person.taken_out(text) for text in said]
    if person.is_in("".join(new)):
        new = [person.taken_out("".join(said))] + [""] * (len(said) - 1)
    for piece, text in zip(pieces, new, strict=True):
        piece.put(text)
    return True


def joined_text(element: etree._Element) -> str:
    """All text of an item in pieces, as people see it."""
    return "".join(piece.text for piece in _pieces(element))


class _Piece(NamedTuple):
    """What stands in an element, or behind it."""

    element: etree._Element
    is_behind: bool

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_behind else self.element.text) or ""

    def put(self, text: str) -> None:
        if self.is_behind:
            self.element.tail = text
        else:
            self.element.text = text


def _pieces(element: etree._Element) -> Iterator[_Piece]:
    """The texts inside an element in order, readings (furigana) left out."""
    yield _Piece(element, is_behind=False)
    for child in element:
        if local(child) not in {"rPh", ""}:
            yield from _pieces(child)
        yield _Piece(child, is_behind=True)


def _text_without(element: etree._Element, name: str, person: Person) -> bool:
    before = (element.text, element.tail)
    if element.text and name not in _OF_PROGRAMS:
        element.text = _said(element, name, person)
    if element.tail:
        element.tail = person.taken_out(element.tail)
    return (element.text, element.tail) != before


def _said(element: etree._Element, name: str, person: Person) -> str:
    text = element.text or ""
    if name in _FORMULAS:
        return person.of_formula(text)
    if name == "v" and _NUMBER.fullmatch(text.strip()):
        cell = element.getparent()
        is_shared = cell is not None and cell.get("t") == "s"
        return "0" if person.is_all_of(text, tells_who=False) and not is_shared else text
    return person.taken_out(text)


def _attributes_without(element: etree._Element, name: str, person: Person) -> bool:
    changed = False
    for key, value in [(str(key), str(value)) for key, value in element.attrib.items()]:
        plain = etree.QName(key).localname
        is_named = plain == "name" and name in _NAMED
        is_cached = plain == "v" and name in {"s", "n"}
        is_outside = plain == "Target" and element.get("TargetMode") == "External"
        if not (plain in _SHOWN or is_named or is_cached or is_outside) or not person.is_in(value):
            continue
        element.set(key, "0" if is_cached and name == "n" else person.taken_out(value))
        changed = True
    return changed
