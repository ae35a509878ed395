"""Rows of an irregular sheet written again, plainly: numbered, in order, without prefixes, comments or odd quotes."""

from __future__ import annotations

import re
from array import array
from typing import IO, TYPE_CHECKING

import numpy as np
from lxml import etree

from toolkit.errors import PatchRefusedError
from toolkit.excel.markup import Element, main
from toolkit.excel.parts.parsedrows import ParsedRows
from toolkit.excel.parts.rowindex import IrregularXmlError
from toolkit.excel.refs import LAST_COLUMN, LAST_ROW, cell_name, cell_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)
_XML = "{http://www.w3.org/XML/1998/namespace}"
_PREFIX = main("")
_AT_ROW = re.compile(rb"(?=<row[\s>/])")
_NUMBERED = re.compile(rb'<row r="([0-9]+)"')


class PlainRows:
    """A file of plain rows, read back in the order of their numbers."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._numbers, self._offsets = array("q"), array("q", [0])
        self._order: list[int] = []
        self._parsed: ParsedRows | None = None

    def add_tidied(self, chunk: bytes) -> None:
        """Write rows that are plain already, in whatever order they come.

        Raises:
            IrregularXmlError: a row has no number.
        """
        rows = _AT_ROW.split(chunk)
        if rows[0].strip():
            raise IrregularXmlError
        for row in rows[1:]:
            match = _NUMBERED.match(row)
            if match is None:
                raise IrregularXmlError
            self._put(int(match[1]), row)

    def _put(self, number: int, data: bytes) -> None:
        self._numbers.append(number)
        self._offsets.append(self._offsets[-1] + len(data))
        self._file.write(data)

    def add(self, row: Element) -> None:
        """Write a row element; one without a number follows the row before it.

        Raises:
            PatchRefusedError: the row or a cell lies outside a worksheet, or a cell stands in the wrong row or twice.
        """
        if self._parsed is None:
            self._parsed = ParsedRows(row.getroottree().getroot())
        number = _row_number(row, self._numbers[-1] if self._numbers else 0)
        self._put(number, self._parsed.plain(row, number) or _row(row, number).encode())

    def sort(self) -> None:
        """Put the rows in order.

        Raises:
            PatchRefusedError: a row is there twice, so that nobody knows which one counts.
        """
        numbers = np.array(self._numbers, np.int64)
        order = np.argsort(numbers, kind="stable")
        again = np.flatnonzero(np.diff(numbers[order]) == 0)
        if again.size:
            raise PatchRefusedError("row-twice", str(numbers[order][again[0]]))
        self._order = order.tolist()

    def chunks(self, size: int) -> Iterator[bytes]:
        """The rows in order, joined to pieces of about this size."""
        rows: list[bytes] = []
        length = 0
        for n in self._order:
            offset, end = self._offsets[n], self._offsets[n + 1]
            self._file.seek(offset)
            rows.append(self._file.read(end - offset))
            length += end - offset
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
