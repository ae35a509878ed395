"""How much of a sheet is used: the filled cells and the range that a reader would allocate for them.

A reader allocates rows × columns of a sheet's used range whole, so two cells in opposite corners are enough to end
a process. Most sheets are plain and are measured at the speed of numpy by an upper bound, blank cells included.
Only a sheet that is not plain, or whose bound is too large, is parsed exactly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_REF_AT = len(b'<c r="')
_LONGEST_REF = 12
_PADDING = bytes(_REF_AT + _LONGEST_REF)
_LESS, _C, _QUOTE = b'<c"'
_AFTER_NAME = np.frombuffer(b" \t\r\n/>", np.uint8)
_PREFIXED = re.compile(rb"<[^\s<>/]+:c[\s/>]")
_SECOND_REF = re.compile(rb'<c r="[^">]*"[^>]*\sr\s*=')
_MERGE = b"mergeCell "


@dataclass(slots=True)
class Extent:
    """What a sheet uses: filled cells, and the last row and column that hold one."""

    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    merges: int = 0
    is_plain: bool = True

    @property
    def area(self) -> int:
        return self.last_row * self.last_column

    @property
    def is_beyond(self) -> bool:
        return self.last_row > LAST_ROW or self.last_column > LAST_COLUMN

    def reach(self, row: int, column: int) -> None:
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)


def bound(extent: Extent, piece: bytes) -> None:
    """Add a piece of a plain sheet to its upper bound; say so where the piece is not plain.

    Plain means: each cell is written <c r="C7" …>, and no other way of naming a cell occurs.
    """
    extent.merges += piece.count(_MERGE)
    letters = np.frombuffer(piece + _PADDING, np.uint8)
    tags = np.flatnonzero(letters[: len(piece)] == _LESS)
    tags = tags[letters[tags + 1] == _C]
    tags = tags[np.isin(letters[tags + 2], _AFTER_NAME)]
    extent.cells += len(tags)
    extent.is_plain &= _names_cells_plainly(piece, letters, tags)
    if extent.is_plain:
        extent.reach(*_last_cell(letters, tags + _REF_AT))


def _names_cells_plainly(piece: bytes, letters: np.ndarray, tags: np.ndarray) -> bool:
    if b":c" in piece and _PREFIXED.search(piece):
        return False
    plain = np.ones(len(tags), dtype=bool)
    for offset, sign in enumerate(b' r="', start=2):
        plain &= letters[tags + offset] == sign
    named_once = piece.count(b"r=") <= len(tags) + piece.count(b"<row r=") or not _SECOND_REF.search(piece)
    return bool(plain.all()) and named_once


def _last_cell(letters: np.ndarray, starts: np.ndarray) -> tuple[int, int]:
    """Return the largest row and the largest column among references that start here."""
    rows = np.zeros(len(starts), np.int64)
    columns = np.zeros(len(starts), np.int64)
    inside = np.ones(len(starts), dtype=bool)
    for offset in range(_LONGEST_REF):
        sign = letters[starts + offset].astype(np.int64)
        inside &= sign != _QUOTE
        if not inside.any():
            break
        digit, letter = sign - 48, (sign & ~32) - 64  # a reader takes lower case too
        is_digit = inside & (digit >= 0) & (digit <= 9)
        is_letter = inside & (letter >= 1) & (letter <= 26) & (sign >= 65)
        rows[is_digit] = rows[is_digit] * 10 + digit[is_digit]
        columns[is_letter] = columns[is_letter] * 26 + letter[is_letter]
    return int(rows.max(initial=0)), int(columns.max(initial=0))


class Used:
    """Where filled cells were met, for any reader: how far they reach, and which one lies alone far away."""

    def __init__(self) -> None:
        self.extent = Extent()
        self._rows, self._columns = bytearray(LAST_ROW + 1), bytearray(LAST_COLUMN + 1)
        self._lowest = self._rightmost = (0, 0)
        self.beyond: tuple[int, int] | None = None

    def add(self, row: int, column: int, count: int = 1) -> None:
        """Add `count` filled cells that end at this row and column (1 is the first)."""
        if row > LAST_ROW or column > LAST_COLUMN:
            self.beyond = self.beyond or (row, column)
            return
        self.extent.cells += count
        self._rows[row] = self._columns[column] = 1
        if row > self.extent.last_row:
            self.extent.last_row, self._lowest = row, (row, column)
        if column > self.extent.last_column:
            self.extent.last_column, self._rightmost = column, (row, column)

    @property
    def stray(self) -> tuple[int, int]:
        """The row and column of the last cell behind the wider gap: the one to look at when the range is absurd."""
        row_gap = _gap(self._rows, self.extent.last_row)
        column_gap = _gap(self._columns, self.extent.last_column)
        return self._lowest if row_gap >= column_gap else self._rightmost


def _gap(used: bytearray, last: int) -> float:
    """Return what share of the way to the last used line is blank."""
    return 1 - max(used.rfind(1, 0, last), 0) / last if last else 0.0
