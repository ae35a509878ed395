"""Our cells put between a sheet's bytes: what is not ours is copied as it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zlib import crc32

from toolkit.errors import PatchRefusedError
from toolkit.excel.cells import BLANK
from toolkit.excel.formulas import free_dependents, refuse_arrays, shared_masters
from toolkit.excel.refs import Box, cell_name
from toolkit.excel.rowindex import RowIndex, index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.excel.edits import EditColumn, Edits
    from toolkit.excel.formulas import Masters

_SPANS = re.compile(rb"""\sspans=["'][^"']*["']""")
_EMPTY = re.compile(rb"<c [^>]*(?:/>|></c>)\s*")


@dataclass(slots=True)
class Splice:
    """One pass over a sheet's rows, and what was met on the way.

    free: ranges that must hold no content, because our new columns go there.
    formulas: how many formulas were overwritten. shared: by how many the cells with shared strings grew.
    cells, digest: how many cells were written, and the CRC of their bytes, row by row.
    """

    edits: Edits
    free: tuple[Box, ...] = ()
    formulas: int = 0
    shared: int = 0
    cells: int = 0
    digest: int = 0
    _masters: Masters = field(default_factory=dict)

    def run(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the rows with our cells in them.

        Raises:
            IrregularXmlError: the rows must go through a parser first.
            PatchRefusedError: content in a range that must be free, an array formula, a row beyond repair.
        """
        waiting = _Waiting(self.edits)
        last = 0
        for chunk in chunks:
            rows = self._checked(index(chunk, last), last)
            last = int(rows.number[-1])
            yield b"".join(self._patched(rows, waiting))
        yield b"".join(self._fresh(row, cells) for row, cells in waiting.until(None))

    def _checked(self, rows: RowIndex, after: int) -> RowIndex:
        for box in self.free:
            refuse_content(rows, box)
        if not rows.formula_at.size:
            return rows
        refuse_arrays(rows, self.edits)
        self._masters.update(shared_masters(rows, self.edits))
        chunk = free_dependents(rows, self.edits, self._masters) if self._masters else rows.chunk
        return rows if chunk is rows.chunk else index(chunk, after)

    def _patched(self, rows: RowIndex, waiting: _Waiting) -> Iterator[bytes]:
        numbers, chunk, done = rows.number.tolist(), rows.chunk, 0
        columns, starts = rows.cell_column.tolist(), rows.cell_at.tolist()
        for row, cells in waiting.until(numbers[-1]):
            k = bisect_left(numbers, row)
            at = int(rows.at[k])
            yield chunk[done:at]
            if numbers[k] != row:
                yield self._fresh(row, cells)
                done = at
                continue
            first, behind = int(rows.first_cell[k]), int(rows.first_cell[k + 1])
            opened, done = int(rows.opened[k]), int(rows.closed[k])
            yield _start_tag(chunk[at:opened])
            yield from self._merged(
                chunk, row, cells, (columns[first:behind], [*starts[first:behind], done], opened)
            )
            if opened == done:
                yield b"</row>"
        yield chunk[done:]

    def _merged(
        self,
        chunk: bytes,
        row: int,
        cells: Iterable[tuple[EditColumn, bytes]],
        present: tuple[list[int], list[int], int],
    ) -> Iterator[bytes]:
        """The cells of a row, ours among those present (their columns, their starts and the row's end, where to begin)."""
        columns, starts, done = present
        for column, tail in cells:
            n = bisect_left(columns, column.number)
            at = starts[n]
            yield chunk[done:at]
            done = at
            old = b""
            if n < len(columns) and columns[n] == column.number:
                done = starts[n + 1]
                old = chunk[at:done]
            yield self._cell(row, column, tail, old)
        yield chunk[done : starts[-1]]

    def _cell(self, row: int, column: EditColumn, tail: bytes, old: bytes = b"") -> bytes:
        style, was_shared = column.look.over(old)
        self.shared += tail.startswith(b' t="s"') - was_shared
        self.formulas += b"<f" in old
        if tail is BLANK and not style and not old:
            return b""
        cell = b'<c r="%b%d"%b%b' % (column.letters, row, style, tail)
        self.cells += 1
        self.digest = crc32(cell, self.digest)
        return cell

    def _fresh(self, row: int, cells: Iterable[tuple[EditColumn, bytes]]) -> bytes:
        content = b"".join(self._cell(row, column, tail) for column, tail in cells)
        return b'<row r="%d">%b</row>' % (row, content) if content else b""


class _Waiting:
    """The edited rows still to come."""

    def __init__(self, edits: Edits) -> None:
        self._walk = edits.walk()
        self._next = next(self._walk, None)

    def until(self, last: int | None) -> Iterator[tuple[int, list[tuple[EditColumn, bytes]]]]:
        while self._next is not None and (last is None or self._next[0] <= last):
            yield self._next
            self._next = next(self._walk, None)


def _start_tag(tag: bytes) -> bytes:
    """The start of a touched row: its spans are a hint that our cells would make wrong."""
    if b" spans=" in tag:
        tag = _SPANS.sub(b"", tag)
    return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag


def refuse_content(rows: RowIndex, box: Box) -> None:
    """Refuse when a cell of a range holds more than a look.

    Raises:
        PatchRefusedError: `cell-in-the-way` with the address of the first such cell.
    """
    near = (rows.cell_column >= box.left) & (rows.cell_column <= box.right)
    number = rows.number[rows.cell_row]
    for n in (near & (number >= box.top) & (number <= box.bottom)).nonzero()[0].tolist():
        if not _EMPTY.fullmatch(rows.cell(n)):
            raise PatchRefusedError("cell-in-the-way", cell_name(int(number[n]), int(rows.cell_column[n])))
