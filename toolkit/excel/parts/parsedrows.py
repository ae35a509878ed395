"""Rows that only a parser understood, as the parser writes them: plain but for a few things that are mended in their bytes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lxml import etree

from toolkit.excel.markup import MAIN
from toolkit.excel.parts.tidy import tidied
from toolkit.excel.refs import LAST_COLUMN, letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.excel.markup import Element

_AT_CELL = re.compile(rb"<c(?=[\s/>])")
_REFERRED = b' r="'


class ParsedRows:
    """The rows under one root: what they inherit from it need not be said again in each."""

    def __init__(self, root: Element) -> None:
        spaces: dict[Any, str] = dict(root.nsmap)
        self._is_usual = spaces.get(None, MAIN) == MAIN
        self._prefixes = [prefix for prefix, uri in spaces.items() if prefix and uri == MAIN]
        bare = _serialised(etree.Element("row", nsmap=spaces))
        self._declared = bare.removeprefix(b"<row").removesuffix(b"/>")

    def plain(self, row: Element, number: int) -> bytes | None:
        """The row with its number and those of its cells; None where it must be looked at cell by cell."""
        if not self._is_usual:
            return None
        text = self._written(row)
        head, *cells = _AT_CELL.split(text)
        if not all(cell.startswith(_REFERRED) for cell in cells) and text.count(_REFERRED) > (
            _REFERRED in head
        ):
            head, *cells = _AT_CELL.split(tidied(text, ()))
        if row.get("r") is None:
            head = b"<row" + b' r="%d"' % number + head.removeprefix(b"<row")
        name = b"%d" % number
        marked = _marked(cells, name)
        if marked is None or not head.startswith(b'<row r="%b"' % name):
            return None
        return b"<c".join([head, *marked])

    def _written(self, row: Element) -> bytes:
        text = _serialised(row)
        if b"<!--" in text or b"<?" in text:
            etree.strip_elements(row, etree.Comment, etree.ProcessingInstruction, with_tail=False)
            text = _serialised(row)
        text = text.replace(self._declared, b"", 1)
        return tidied(text, self._prefixes) if self._prefixes else text


def _serialised(row: Element) -> bytes:
    return str(etree.tostring(row, encoding="unicode", with_tail=False)).encode()


def _marked(cells: Sequence[bytes], row: bytes) -> Sequence[bytes] | None:
    """Cells with their references: all have them in order, or none has any; else None."""
    if not any(_REFERRED in cell[: cell.find(b">")] for cell in cells):
        if len(cells) > LAST_COLUMN:
            return None
        return [b' r="%b%b"%b' % (letters(n), row, cell) for n, cell in enumerate(cells, start=1)]
    found = [cell[len(_REFERRED) : cell.find(b'"', len(_REFERRED))] for cell in cells]
    columns = [reference.removesuffix(row) for reference in found if reference.endswith(row)]
    is_whole = len(columns) == len(cells) and all(cell.startswith(_REFERRED) for cell in cells)
    ranks = [(len(column), column) for column in columns]
    is_plain = all(column.isalpha() and column.isupper() and len(column) < 4 for column in columns)
    return cells if is_whole and is_plain and all(a < b for a, b in pairwise(ranks)) else None
