"""Our cells put between a sheet's bytes: what is not ours is copied as it stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zlib import crc32

from toolkit.errors import PatchRefusedError
from toolkit.excel.parts.rowindex import RowIndex, index
from toolkit.excel.patching.cells import BLANK
from toolkit.excel.patching.edits import NO_STYLE
from toolkit.excel.patching.formulas import free_dependents, refuse_arrays, shared_masters
from toolkit.excel.refs import Box, cell_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toolkit.excel.patching.edits import Edits, Group, RowCells
    from toolkit.excel.patching.formulas import Masters

_STARTS = re.compile(rb'<c r="[A-Z]+[0-9]+"([^>]*)')
_FORMULA = re.compile(rb"<f[\s>/]")
_SPANS = re.compile(rb"""\sspans=["'][^"']*["']""")
_EMPTY = re.compile(rb"<c [^>]*(?:/>|></c>)\s*")


@dataclass(slots=True)
class Splice:
    """One pass over a sheet's rows, and what was met on the way.

    free: ranges that must hold no content, because our new columns go there.
    formulas: how many formulas were overwritten; has_formulas: whether there were any. shared: by how many the cells with shared strings grew.
    cells, digest: how many cells were written, and the CRC of their bytes, row by row.
    """

    edits: Edits
    free: tuple[Box, ...] = ()
    formulas: int = 0
    has_formulas: bool = False
    shared: int = 0
    cells: int = 0
    digest: int = 0
    _masters: Masters = field(default_factory=dict)
    _ours: list[bytes] = field(default_factory=list)

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
            self._count()
        yield b"".join(self._fresh(row, cells) for row, cells in waiting.until(None))
        self._count()

    def _checked(self, rows: RowIndex, after: int) -> RowIndex:
        for box in self.free:
            refuse_content(rows, box)
        if not rows.formula_at.size:
            return rows
        self.has_formulas = True
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
            if chunk.endswith(b"/>", 0, opened):
                yield b"</row>"
        yield chunk[done:]

    def _merged(
        self, chunk: bytes, row: int, cells: RowCells, present: tuple[list[int], list[int], int]
    ) -> Iterator[bytes]:
        """The cells of a row, ours among those present: their columns, their starts and the row's end, where to begin."""
        columns, starts, done = present
        for group, tails in cells:
            n = bisect_left(columns, group.first)
            behind = bisect_right(columns, group.last, n)
            yield chunk[done : starts[n]]
            done = starts[behind]
            if n == behind:
                yield self._new_cells(row, group, tails)
            else:
                yield self._over(row, group, tails, (columns[n:behind], chunk[starts[n] : done]))
        yield chunk[done : starts[-1]]

    def _over(self, row: int, group: Group, tails: Sequence[bytes], old: tuple[list[int], bytes]) -> bytes:
        """Our cells where some cells are; `old` is which columns they fill, and how they are written."""
        if b"<f" in old[1]:
            self.formulas += len(_FORMULA.findall(old[1]))
        attributes = dict(zip(old[0], _STARTS.findall(old[1]), strict=True))
        pieces = []
        for column, tail in zip(group.columns, tails, strict=True):
            said = attributes.get(column.number)
            style, was_shared = (column.look.default, False) if said is None else column.look.over(said)
            self.shared -= was_shared
            if tail is not BLANK or style or said is not None:
                pieces.append(b'<c r="%b%d"%b%b' % (column.letters, row, style, tail))
        return self._noted(b"".join(pieces))

    def _new_cells(self, row: int, group: Group, tails: Sequence[bytes]) -> bytes:
        """Cells where none were; a blank one is written only for its look."""
        number = b"%d" % row
        pieces: list[bytes] = []
        for (start, style), tail in zip(group.openings, tails, strict=True):
            if tail is not BLANK or style != NO_STYLE:
                pieces += (start, number, style, tail)
        return self._noted(b"".join(pieces))

    def _noted(self, ours: bytes) -> bytes:
        self._ours.append(ours)
        return ours

    def _count(self) -> None:
        """Take stock of the cells written since the last time: how many, how many shared strings, and their digest."""
        ours = b"".join(self._ours)
        self._ours.clear()
        self.cells += ours.count(b"<c r=")
        self.shared += ours.count(b' t="s"')
        self.digest = crc32(ours, self.digest)

    def _fresh(self, row: int, cells: RowCells) -> bytes:
        content = b"".join([self._new_cells(row, group, tails) for group, tails in cells])
        return b'<row r="%d">%b</row>' % (row, content) if content else b""


class _Waiting:
    """The edited rows still to come."""

    def __init__(self, edits: Edits) -> None:
        self._walk = edits.walk()
        self._next = next(self._walk, None)

    def until(self, last: int | None) -> Iterator[tuple[int, RowCells]]:
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
