"""A sheet as it lies in the file: a rectangle of raw cells that knows where it starts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from toolkit.excel.reading.plain import BLANK, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

BLOCK = 4096
"""Rows of a slice: a sheet is read slice by slice."""

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """The used rectangle of a sheet.

    cells: raw values, shape (rows, columns), "" where blank: str, float, bool, datetime, date, time, timedelta.
    first_row, first_column: where cells[0, 0] stands; 1 is row 1 and column A.
    merges: merged rectangles as (top, left, bottom, right), positions in `cells`, ends included.
    """

    title: str
    cells: np.ndarray
    first_row: int = 1
    first_column: int = 1
    merges: tuple[Box, ...] = ()
    is_hidden: bool = False

    @property
    def is_empty(self) -> bool:
        return self.cells.size == 0


class SheetsFile(Protocol):
    """An open file of sheets."""

    @property
    def titles(self) -> tuple[str, ...]: ...
    def grid(self, title: str) -> Grid: ...


class CalamineFile:
    """A workbook of any format that calamine reads: xlsx, xlsm, xlsb, xls, ods."""

    def __init__(self, path: Path) -> None:
        self._book = CalamineWorkbook.from_path(path)
        self._metadata = {meta.name: meta for meta in self._book.sheets_metadata}

    @property
    def titles(self) -> tuple[str, ...]:
        """The sheets that hold cells; chart sheets and macro sheets do not."""
        return tuple(name for name, meta in self._metadata.items() if meta.typ == SheetTypeEnum.WorkSheet)

    def grid(self, title: str) -> Grid:
        """Read one sheet.

        Raises:
            CalamineError: the sheet's part is missing or malformed.
        """
        sheet = self._book.get_sheet_by_name(title)
        hidden = self._metadata[title].visible != SheetVisibleEnum.Visible
        if sheet.start is None:
            return Grid(title, no_cells(), is_hidden=hidden)
        top, left = sheet.start
        merges = tuple(_box(merge, top, left) for merge in sheet.merged_cell_ranges or ())
        # iter_rows starts in row 1, but in the first used column
        cells = stacked(islice(sheet.iter_rows(), top, None))
        return Grid(title, cells, top + 1, left + 1, merges, hidden)


def no_cells() -> np.ndarray:
    return np.empty((0, 0), object)


def stacked(rows: Iterable[list[Any]]) -> np.ndarray:
    """Return rows as an array of objects, block by block: the lists never exist all at once. Short rows are filled up.

    Blank rows at the end are dropped, so a single blank in row 1,048,576 does not cost a million rows.
    """
    blocks = list(_blocks(iter(rows)))
    while blocks and _last_filled(blocks[-1]) < 0:
        blocks.pop()
    if not blocks:
        return no_cells()
    blocks[-1] = blocks[-1][: _last_filled(blocks[-1]) + 1]
    width = max(block.shape[1] for block in blocks)
    return np.concatenate([_widened(block, width) for block in blocks])


def _blocks(rows: Iterator[list[Any]]) -> Iterator[np.ndarray]:
    while block := list(islice(rows, BLOCK)):
        width = max(map(len, block))
        if min(map(len, block)) < width:
            block = [row + [BLANK] * (width - len(row)) for row in block]
        # columns are what everybody asks for later
        array = np.empty((len(block), width), object, order="F")
        array[:] = _sharing_texts(block)
        yield array


def _sharing_texts(block: list[list[Any]]) -> list[list[Any]]:
    """The reader makes a text for each cell; a slice of a table has few, many times: 10 million cells take a third less."""
    once: dict[str, str] = {}
    return [[once.setdefault(cell, cell) if type(cell) is str else cell for cell in row] for row in block]


def _widened(block: np.ndarray, width: int) -> np.ndarray:
    if block.shape[1] == width:
        return block
    return np.hstack([block, np.full((len(block), width - block.shape[1]), BLANK, object)])


def _last_filled(block: np.ndarray) -> int:
    """Return the position of the last row that shows something, -1 when none does."""
    for row in np.flatnonzero((block != BLANK).any(axis=1))[::-1]:
        if not all(is_blank(cell) for cell in block[row]):
            return int(row)
    return -1


def _box(merge: tuple[tuple[int, int], tuple[int, int]], top: int, left: int) -> Box:
    (first_row, first_column), (last_row, last_column) = merge
    return first_row - top, first_column - left, last_row - top, last_column - left
