"""Columns to fill in a table of a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from toolkit.excel.patching.kinds import GENERAL
from toolkit.excel.refs import LAST_COLUMN, LAST_ROW, cell_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from toolkit.excel.marking import Marks
    from toolkit.excel.parts.styles import Tint


_MOMENTS = ("datetime64", "datetime", "date")
_MOMENT_WIDTH = 17


@dataclass(frozen=True, slots=True, eq=False)
class BlockColumn:
    """One column to fill.

    values: shape (n,): text, numbers, booleans, moments; None, NaN, NaT and "" leave a cell blank.
    number_format: as Excel spells it, one for the column; "General" lets moments choose a format of their own.
    column: its number where it is there already; without one it goes where its header stands, or to the right.
    width, tint: how a new column looks; without a width it shows its header and moments whole.
    """

    header: str
    values: npt.NDArray[Any] | pd.Series
    number_format: str = GENERAL
    column: int | None = None
    width: float | None = None
    tint: Tint = ""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Columns to fill in some rows of a sheet.

    rows: Excel's row numbers below `header_row`, shape (n,), ascending.
    left: the number of the first column, where all stand side by side at a place of their own whatever is there.
    """

    header_row: int
    rows: npt.NDArray[np.integer]
    columns: tuple[BlockColumn, ...]
    left: int | None = None

    def __post_init__(self) -> None:
        rows = self.rows
        ends = [self.header_row, *rows[:1], *rows[-1:]]
        if not 1 <= min(ends) <= max(ends) <= LAST_ROW:
            raise ValueError(f"rows of a worksheet are 1 to {LAST_ROW}")
        if len(rows) and (int(rows[0]) <= self.header_row or (np.diff(rows) <= 0).any()):
            raise ValueError("rows must ascend below the header row")
        if not all(1 <= place <= LAST_COLUMN for place in self._fixed):
            raise ValueError(f"columns of a worksheet are 1 to {LAST_COLUMN}")
        if any(len(column.values) != len(rows) for column in self.columns):
            raise ValueError("every column needs one value for each row")
        if len({column.header.strip().casefold() for column in self.columns}) != len(self.columns):
            raise ValueError("two columns of one name")

    @classmethod
    def of_frame(cls, frame: pd.DataFrame, at: str) -> Block:
        """A frame whose first header stands in the cell `at`, its rows below; the index is left out."""
        row, left = cell_numbers(at)
        columns = (BlockColumn(str(name), frame.iloc[:, n]) for n, name in enumerate(frame.columns))
        return cls(row, np.arange(row + 1, row + 1 + len(frame)), tuple(columns), left)

    def places(self, found: Mapping[int, str], right: int) -> list[int | None]:
        """The number of each column, None where a column is to be found by its header or put at the right.

        found: the header texts of the sheet by column. right: the last column of the table or range.
        """
        if self.left is None:
            return [column.column for column in self.columns]
        theirs = {text.strip().casefold() for text in found.values()}
        is_new = theirs.isdisjoint(column.header.strip().casefold() for column in self.columns)
        # beside a table a frame makes the table grow, as it would under somebody's hands
        return [None if is_new and self.left == right + 1 else number for number in self._fixed]

    @property
    def known(self) -> list[list[int]]:
        """Columns that tell which table is meant; where no table holds the first of these, the next ones count."""
        if self.left is None:
            return [self._fixed]
        return [[self.left], [self.left - 1]]

    @property
    def _fixed(self) -> list[int]:
        if self.left is not None:
            return [self.left + n for n in range(len(self.columns))]
        return [column.column for column in self.columns if column.column is not None]


@dataclass(frozen=True, slots=True, eq=False)
class SheetJob:
    """All that is to be done on one sheet.

    blocks: columns to fill; only the first may bring new columns, the others fill some rows of columns that are there.
    cells: single values by address. marks: what to show beside them; None leaves what was shown before.
    """

    sheet: str
    blocks: tuple[Block, ...] = ()
    cells: Mapping[str, object] = field(default_factory=dict)
    marks: Marks | None = None


def width_of(column: BlockColumn) -> float:
    """The width asked for, or one that shows the header and moments: a full-width character takes two."""
    if column.width is not None:
        return column.width
    shown = sum(1 if character.isascii() else 2 for character in column.header)
    has_moments = pd.api.types.infer_dtype(column.values, skipna=True) in _MOMENTS
    return float(min(max(shown + 3, _MOMENT_WIDTH if has_moments else 10), 40))
