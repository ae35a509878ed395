"""Where the rows and cells of a piece of sheet XML lie, found with numpy; anything unusual is left to a parser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable

Offsets = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]

_LT, _GT, _SLASH, _QUOTE, _BANG, _QUERY = b'<>/"!?'
_R, _O, _C, _F = b"rocf"
_ZERO, _BEFORE_A = b"0@"
_MOST_DIGITS, _MOST_LETTERS = 7, 3
_PADDING = b"\0" * 32


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
    words, tags = _words(data), _tags(data)
    at, _ = _split(data, tags(_R), b"o")
    _require(at.size > 0 and at[0] == chunk.find(b"<"))
    number, spelt, behind = _row_numbers(words, at, after)
    closing = tags(_SLASH, _R)
    opened, closed = _row_bounds(data, at, behind, closing[data[closing + 3] == _O])
    cell_at, others = _split(data, tags(_C), b" ")
    _require(not _split(data, others, b"oh")[1].size)  # colour and charset of runs
    first_cell = np.append(np.searchsorted(cell_at, at), cell_at.size)
    _require_inside(cell_at, first_cell, (opened, closed))
    cells = np.diff(first_cell)
    cell_column = _cell_columns(words, cell_at, np.repeat(spelt, cells, axis=1))
    _require_rising(cell_column, first_cell)
    cell_row = np.repeat(np.arange(at.size), cells)
    formula_at, _ = _split(data, tags(_F), b" >/")
    return RowIndex(chunk, number, at, opened, closed, first_cell, cell_at, cell_column, cell_row, formula_at)


def _require(condition: bool | np.bool_) -> None:
    if not condition:
        raise IrregularXmlError


def _tags(data: Bytes) -> Callable[..., Offsets]:
    """A way to find the tags that begin with some bytes; masks over all bytes are cheaper than lists of all tags.

    Raises:
        IrregularXmlError: there are comments, instructions or the like.
    """
    opens, second, third = data[:-2] == _LT, data[1:-1], data[2:]
    _require(not (opens & ((second == _BANG) | (second == _QUERY))).any())

    def find(byte: int, then: int | None = None) -> Offsets:
        mask = opens & (second == byte)
        return np.flatnonzero(mask if then is None else mask & (third == then))

    return find


def _words(data: Bytes) -> Words:
    """The eight bytes from each offset on as one number, the first the lowest; nothing is copied."""
    return np.ndarray((data.size - 7,), "<u8", data, strides=(1,))


def _low(count: int) -> np.uint64:
    """A mask for the first bytes of a word."""
    return np.uint64((1 << 8 * count) - 1)


def _word(text: bytes) -> np.uint64:
    return np.uint64(int.from_bytes(text, "little"))


def _byte(words: Words, place: int) -> Offsets:
    return ((words >> np.uint64(8 * place)) & np.uint64(0xFF)).astype(np.int64)


def _split(data: Bytes, at: Offsets, thirds: bytes) -> tuple[Offsets, Offsets]:
    """The tags whose third byte is one of these, and the others."""
    third = data[at + 2]
    mask = np.logical_or.reduce([third == byte for byte in thirds])
    return (at, at[:0]) if mask.all() else (at[mask], at[~mask])


def _row_numbers(words: Words, at: Offsets, after: int) -> tuple[Offsets, Words, Offsets]:
    """The numbers of rows; the word that spells each up to the quote, with its mask, shape (2, k); what is behind."""
    _require((words[at] == _word(b'<row r="')).all())
    spelt = words[at + 8]
    number, reading, digits = np.zeros(at.size, np.int64), np.ones(at.size, np.bool_), np.zeros(at.size, int)
    for place in range(_MOST_DIGITS):
        digit = _byte(spelt, place) - _ZERO
        reading = reading & (digit >= 0) & (digit < 10)
        number = np.where(reading, number * 10 + digit, number)
        digits += reading
    _require((words[at + 8 + digits] & _low(1) == _QUOTE).all())
    _require(number[0] > after and (np.diff(number) > 0).all())
    masks = np.array([_low(count + 1) for count in range(_MOST_DIGITS + 1)])[digits]
    return number, np.stack((spelt & masks, masks)), at + 9 + digits


def _row_bounds(data: Bytes, at: Offsets, behind: Offsets, closing: Offsets) -> tuple[Offsets, Offsets]:
    """Where the start tags of rows end, from behind their numbers on, and where their contents do."""
    opened = behind + 1
    if (longer := data[behind] != _GT).any():
        ends = np.flatnonzero(data == _GT)
        places = np.searchsorted(ends, behind[longer])
        _require(bool(places[-1] < ends.size))
        opened[longer] = ends[places] + 1
    filled = data[opened - 2] != _SLASH
    _require(int(filled.sum()) == closing.size)
    closed = opened.copy()
    closed[filled] = closing
    _require((closed >= opened).all() and (closed[:-1] <= at[1:]).all())
    return opened, closed


def _require_inside(cell_at: Offsets, first_cell: Offsets, bounds: tuple[Offsets, Offsets]) -> None:
    """Each row's first and last cell, and so all of them, must lie between its tags."""
    opened, closed = bounds
    filled = np.diff(first_cell) > 0
    _require((cell_at[first_cell[:-1][filled]] >= opened[filled]).all())
    _require((cell_at[first_cell[1:][filled] - 1] < closed[filled]).all())


def _require_rising(columns: Offsets, first_cell: Offsets) -> None:
    rising = columns[1:] > columns[:-1]
    starts = first_cell[(first_cell > 0) & (first_cell < columns.size)]
    rising[starts - 1] = True
    _require(rising.all())


def _cell_columns(words: Words, at: Offsets, rows: Words) -> Offsets:
    """The columns of cells; `rows` says how the number of each one's row is spelt."""
    _require((words[at] & _low(6) == _word(b'<c r="')).all())
    start, column, letters = words[at + 6], np.zeros(at.size, np.int64), np.ones(at.size, np.bool_)
    end = at + 6
    for place in range(_MOST_LETTERS):
        letter = _byte(start, place) - _BEFORE_A
        letters = letters & (letter >= 1) & (letter <= 26)
        if not letters.any():
            break
        column = np.where(letters, column * 26 + letter, column)
        end += letters
    spelt, masks = rows
    _require(((words[end] & masks == spelt) & (column > 0)).all())
    return column


def members(sorted_values: npt.NDArray[Any], wanted: npt.NDArray[Any]) -> Mask:
    """Which of `wanted` are among the sorted values; shape of `wanted`."""
    if not sorted_values.size:
        return np.zeros(wanted.shape, np.bool_)
    places = np.minimum(np.searchsorted(sorted_values, wanted), sorted_values.size - 1)
    return np.asarray(sorted_values[places] == wanted)
