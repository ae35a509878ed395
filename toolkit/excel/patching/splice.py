"""Our cells put between a sheet's bytes: what is not ours is copied as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING
from zlib import crc32

from toolkit.errors import PatchRefusedError
from toolkit.excel.parts.rowindex import RowIndex, index
from toolkit.excel.patching.formulas import formula_cells, free_dependents, refuse_arrays, shared_masters
from toolkit.excel.patching.weave import Weaving, fresh_rows
from toolkit.excel.refs import Box, cell_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.excel.patching.edits import Edits
    from toolkit.excel.patching.formulas import Masters
    from toolkit.excel.patching.weave import Pieces

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

    def run(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the rows with our cells in them.

        Raises:
            IrregularXmlError: the rows must go through a parser first.
            PatchRefusedError: content in a range that must be free, an array formula, a row beyond repair.
        """
        last = 0
        for chunk in chunks:
            rows = self._checked(index(chunk, last), last)
            after, last = last, int(rows.number[-1])
            weaving = Weaving(rows)
            pieces = self._counted(weaving.pieces(self.edits.strips(after, last)))
            self.shared -= weaving.shared
            yield pieces.woven(rows.chunk)
        yield self._counted(fresh_rows(self.edits.strips(last, inf), lambda _: 0)).woven(b"")

    def _checked(self, rows: RowIndex, after: int) -> RowIndex:
        for box in self.free:
            refuse_content(rows, box)
        if not rows.formula_at.size:
            return rows
        self.has_formulas = True
        refuse_arrays(rows, self.edits)
        self.formulas += len(formula_cells(rows, self.edits, ours=True))
        self._masters.update(shared_masters(rows, self.edits))
        chunk = free_dependents(rows, self.edits, self._masters) if self._masters else rows.chunk
        return rows if chunk is rows.chunk else index(chunk, after)

    def _counted(self, pieces: Pieces) -> Pieces:
        """Take stock of our cells: how many, how many shared strings, and their digest."""
        ours = pieces.cells
        self.cells += ours.count(b"<c r=")
        self.shared += ours.count(b' t="s"')
        self.digest = crc32(ours, self.digest)
        return pieces


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
