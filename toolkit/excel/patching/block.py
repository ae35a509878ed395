"""Columns to fill in a table of a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.excel.patching.kinds import GENERAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt
    import pandas as pd

    from toolkit.excel.marking import Marks
    from toolkit.excel.parts.styles import Tint


@dataclass(frozen=True, slots=True, eq=False)
class BlockColumn:
    """One column to fill.

    values: shape (n,): text, numbers, booleans, moments; None, NaN, NaT and "" leave a cell blank.
    number_format: as Excel spells it, one for the column; "General" lets moments choose a format of their own.
    column: its number where it is there already; without one it goes where its header stands, or to the right.
    width, tint: how a new column looks; without a width it is as wide as its neighbour.
    """

    header: str
    values: npt.NDArray[Any] | pd.Series
    number_format: str = GENERAL
    column: int | None = None
    width: float | None = None
    tint: Tint = ""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Columns to fill in some rows of a sheet: `rows` are Excel's row numbers below `header_row`, shape (n,), ascending."""

    header_row: int
    rows: npt.NDArray[np.integer]
    columns: tuple[BlockColumn, ...]

    def __post_init__(self) -> None:
        rows = self.rows
        if len(rows) and (int(rows[0]) <= self.header_row or (np.diff(rows) <= 0).any()):
            raise ValueError("rows must ascend below the header row")
        if any(len(column.values) != len(rows) for column in self.columns):
            raise ValueError("every column needs one value for each row")
        if len({column.header.strip().casefold() for column in self.columns}) != len(self.columns):
            raise ValueError("two columns of one name")


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
    """The width asked for, or one that shows the header: a full-width character takes two."""
    if column.width is not None:
        return column.width
    shown = sum(1 if character.isascii() else 2 for character in column.header)
    return float(min(max(shown + 3, 10), 40))
