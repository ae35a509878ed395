"""Where the rows and cells of a piece of sheet XML lie, found with numpy; anything unusual is left to a parser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Offsets = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

_LT, _GT, _SLASH, _QUOTE, _SPACE, _BANG, _QUERY = b'<>/" !?'
_R, _O, _C, _F = b"rocf"
_PADDING = b"\0" * 16


class IrregularXmlError(Exception):
    """The XML is not written the plain way that Excel, WPS, LibreOffice and XlsxWriter write it."""


@dataclass(frozen=True, slots=True)
class RowIndex:
    """Offsets into a chunk of whole rows: k rows in ascending order, m cells in ascending order within each.

    number, at, opened, closed: shape (k,): row number, offset of "<row", behind its start tag, of its "</row>"
        (for an empty row `closed` equals `opened`). first_cell: shape (k + 1,).
    cell_at, cell_column, cell_row: shape (m,): offset of "<c", column number, position of its row.
    formula_at: offsets of "<f".
    """

    chunk: bytes
    number: Offsets
    at: Offsets
    opened: Offsets
    closed: Offsets
    first_cell: Offsets
    cell_at: Offsets
    cell_column: Offsets
    cell_row: Offsets
    formula_at: Offsets

    def cell(self, n: int) -> bytes:
        """The bytes of the nth cell of the chunk, and blanks behind it."""
        row = self.cell_row[n]
        end = self.cell_at[n + 1] if n + 1 < self.first_cell[row + 1] else self.closed[row]
        return self.chunk[self.cell_at[n] : end]


def index(chunk: bytes, after: int) -> RowIndex:
    """Find the rows and cells of a chunk that follows row `after`.

    Raises:
        IrregularXmlError: a row or cell without number, out of order, twice, prefixed, or written in another way.
    """
    data = np.frombuffer(chunk + _PADDING, np.uint8)
    opens = np.flatnonzero(data == _LT)
    second, third = data[opens + 1], data[opens + 2]
    _require(not ((second == _BANG) | (second == _QUERY)).any())
    at = opens[(second == _R) & (third == _O)]
    _require(at.size > 0 and at[0] == opens[0])
    number = _row_numbers(data, at, after)
    closing = opens[(second == _SLASH) & (third == _R) & (data[opens + 3] == _O)]
    opened, closed = _row_bounds(data, at, closing)
    cell_at = opens[(second == _C) & (third == _SPACE)]
    _require(
        np.isin(third[second == _C], np.frombuffer(b" oh", np.uint8)).all()
    )  # colour and charset of runs
    cell_row = np.searchsorted(at, cell_at, "right") - 1
    _require(((cell_at >= opened[cell_row]) & (cell_at < closed[cell_row])).all())
    cell_column = _cell_columns(data, cell_at, number[cell_row])
    step = np.diff(cell_column)
    _require(((step > 0) | (np.diff(cell_row) > 0)).all())
    formula_at = opens[(second == _F) & np.isin(third, np.frombuffer(b" >/", np.uint8))]
    first_cell = np.searchsorted(cell_row, np.arange(at.size + 1))
    return RowIndex(chunk, number, at, opened, closed, first_cell, cell_at, cell_column, cell_row, formula_at)


def _require(condition: bool | np.bool_) -> None:
    if not condition:
        raise IrregularXmlError


def _row_numbers(data: Bytes, at: Offsets, after: int) -> Offsets:
    _require(_spelt(data, at + 3, b'w r="').all())
    number, end = _read(data, at + 8, 48, range(10), 8)
    _require((data[end] == _QUOTE).all())
    _require(number[0] > after and (np.diff(number) > 0).all())
    return number


def _row_bounds(data: Bytes, at: Offsets, closing: Offsets) -> tuple[Offsets, Offsets]:
    ends = np.flatnonzero(data == _GT)
    places = np.searchsorted(ends, at)
    _require(bool(places[-1] < ends.size))
    opened = ends[places] + 1
    filled = data[opened - 2] != _SLASH
    _require(int(filled.sum()) == closing.size)
    closed = opened.copy()
    closed[filled] = closing
    _require((closed >= opened).all() and (closed[:-1] <= at[1:]).all())
    return opened, closed


def _cell_columns(data: Bytes, at: Offsets, rows: Offsets) -> Offsets:
    _require(_spelt(data, at + 3, b'r="').all())
    columns, end = _read(data, at + 6, 64, range(1, 27), 3)
    numbers, end = _read(data, end, 48, range(10), 8)
    _require(((data[end] == _QUOTE) & (columns > 0) & (numbers == rows)).all())
    return columns


def _spelt(data: Bytes, at: Offsets, text: bytes) -> Mask:
    window = data[at[:, None] + np.arange(len(text))]
    return np.asarray((window == np.frombuffer(text, np.uint8)).all(axis=1))


def _read(data: Bytes, at: Offsets, zero: int, digits: range, most: int) -> tuple[Offsets, Offsets]:
    """Read numbers written from `at` on in a base of the largest digit; return them and where they end."""
    base, end = digits.stop - digits.start if digits.start else 10, at.copy()
    number, reading = np.zeros(at.size, np.int64), np.ones(at.size, np.bool_)
    for _ in range(most):
        digit = data[end].astype(np.int64) - zero
        reading &= (digit >= digits.start) & (digit < digits.stop)
        if not reading.any():
            break
        number = np.where(reading, number * base + digit, number)
        end += reading
    return number, end


def members(sorted_values: npt.NDArray[Any], wanted: npt.NDArray[Any]) -> Mask:
    """Which of `wanted` are among the sorted values; shape of `wanted`."""
    if not sorted_values.size:
        return np.zeros(wanted.shape, np.bool_)
    places = np.minimum(np.searchsorted(sorted_values, wanted), sorted_values.size - 1)
    return np.asarray(sorted_values[places] == wanted)
