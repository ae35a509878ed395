"""Rows of an irregular sheet written again, plainly: numbered, in order, without prefixes, comments or odd quotes."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from lxml import etree

from toolkit.errors import PatchRefusedError
from toolkit.excel.markup import Element, main
from toolkit.excel.refs import LAST_COLUMN, LAST_ROW, cell_name, cell_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)
_XML = "{http://www.w3.org/XML/1998/namespace}"
_PREFIX = main("")


class PlainRows:
    """A file of plain rows, read back in the order of their numbers."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: list[tuple[int, int, int]] = []
        self._last = 0

    def add(self, row: Element) -> None:
        """Write a row element; one without a number follows the row before it.

        Raises:
            PatchRefusedError: the row or a cell lies outside a worksheet, or a cell stands in the wrong row or twice.
        """
        self._last = _row_number(row, self._last)
        data = _row(row, self._last).encode()
        self._places.append((self._last, self._file.tell(), len(data)))
        self._file.write(data)

    def sort(self) -> None:
        """Put the rows in order.

        Raises:
            PatchRefusedError: a row is there twice, so that nobody knows which one counts.
        """
        self._places.sort()
        for (number, *_), (following, *_) in zip(self._places, self._places[1:], strict=False):
            if number == following:
                raise PatchRefusedError("row-twice", str(number))

    def chunks(self, size: int) -> Iterator[bytes]:
        rows: list[bytes] = []
        length = 0
        for _, offset, count in self._places:
            self._file.seek(offset)
            rows.append(self._file.read(count))
            length += count
            if length >= size:
                yield b"".join(rows)
                rows, length = [], 0
        if rows:
            yield b"".join(rows)


def _row_number(row: Element, last: int) -> int:
    text = row.get("r")
    number = int(text) if text and text.strip().isdecimal() else last + 1
    if not 0 < number <= LAST_ROW:
        raise PatchRefusedError("bad-reference", text or str(number))
    return number


def _row(row: Element, number: int) -> str:
    attributes = _attributes(row, ("r", "spans"))
    cells: dict[int, str] = {}
    others, column = [], 0
    for child in row.iterchildren(etree.Element):
        if child.tag != main("c"):
            others.append(_element(child))
            continue
        column = _column(child, number, column)
        name = cell_name(number, column)
        if column in cells:
            raise PatchRefusedError("cell-twice", name)
        cells[column] = _cell(child, name)
    content = "".join(cells[n] for n in sorted(cells)) + "".join(others)
    head = f'<row r="{number}"{attributes}'
    return f"{head}>{content}</row>" if content else f"{head}/>"


def _column(cell: Element, number: int, last: int) -> int:
    text = cell.get("r")
    if text is None:
        row, column = number, last + 1
    else:
        try:
            row, column = cell_numbers(text.strip())
        except ValueError as error:
            raise PatchRefusedError("bad-reference", text) from error
    if row != number or column > LAST_COLUMN:
        raise PatchRefusedError("bad-reference", text or "")
    return column


def _cell(cell: Element, name: str) -> str:
    style = cell.get("s")
    first = f'<c r="{name}"' + (f' s="{style.strip()}"' if style else "")
    content = "".join(_element(child) for child in cell.iterchildren(etree.Element))
    head = first + _attributes(cell, ("r", "s"))
    return f"{head}>{content}</c>" if content else f"{head}/>"


def _element(element: Element) -> str:
    tag = str(element.tag)
    if not tag.startswith(_PREFIX):
        return etree.tostring(element, encoding="unicode", with_tail=False)
    name = tag[len(_PREFIX) :]
    content = (element.text or "").translate(_TEXT)
    for child in element:
        # a comment's own text goes, what follows it stays
        inner = _element(child) if isinstance(child.tag, str) else ""
        content += inner + (child.tail or "").translate(_TEXT)
    return f"<{name}{_attributes(element)}>{content}</{name}>"


def _attributes(element: Element, without: tuple[str, ...] = ()) -> str:
    if not element.attrib:
        return ""
    pairs = [(str(key), str(value)) for key, value in element.attrib.items() if key not in without]
    return "".join(f' {_attribute_name(element, key)}="{value.translate(_VALUE)}"' for key, value in pairs)


def _attribute_name(element: Element, key: str) -> str:
    if not key.startswith("{"):
        return key
    if key.startswith(_XML):
        return f"xml:{key[len(_XML) :]}"
    uri, _, name = key[1:].partition("}")
    prefix = next(p for p, known in element.nsmap.items() if known == uri and p)
    return f"{prefix}:{name}"
