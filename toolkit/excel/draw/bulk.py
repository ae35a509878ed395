"""A worksheet for many rows: cells come from whole columns and become XML in pieces, not one object a cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from toolkit.rules.finding import column_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

_PIECE = 5_000
_LONGEST = 32_767
"""Characters that a cell of Excel holds."""


@dataclass(frozen=True)
class BulkColumn:
    """A column's values in the order of the rows, and how they look.

    values: objects (str, or None and "" for an empty cell), or float64 with NaN for an empty cell; shape (n,).
    other: a second look for the rows in `is_other`.
    """

    place: int
    values: pd.Series | np.ndarray
    look: Any = None
    other: Any = None
    is_other: np.ndarray | None = None


@dataclass
class _Cells:
    """A column ready to be written: what follows the reference of each cell, "" for none."""

    letters: str
    column: BulkColumn
    codes: np.ndarray | None = None
    texts: list[str] = field(default_factory=list)

    def xml(self, start: int, stop: int, first: int) -> list[str]:
        """Return the cells of the rows start to stop; `first` is the Excel row of the first of all."""
        tails = self._tails(start, stop)
        numbers = range(first + start, first + stop)
        if self.column.is_other is None or not self.column.is_other[start:stop].any():
            head = f'<c r="{self.letters}', _style(self.column.look)
            return [
                f"{head[0]}{n}{head[1]}{tail}" if tail else "" for n, tail in zip(numbers, tails, strict=True)
            ]
        styles = [
            _style(self.column.other if other else self.column.look)
            for other in self.column.is_other[start:stop]
        ]
        return [
            f'<c r="{self.letters}{n}{style}{tail}' if tail else ""
            for n, style, tail in zip(numbers, styles, tails, strict=True)
        ]

    def _tails(self, start: int, stop: int) -> list[str]:
        if self.codes is not None:
            return [self.texts[code] for code in self.codes[start:stop].tolist()]
        values = self.column.values[start:stop]
        return [
            "" if is_blank else f"><v>{_number(value)}</v></c>"
            for value, is_blank in zip(values.tolist(), np.isnan(values).tolist(), strict=True)
        ]


class BulkSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that can be filled by columns; everything else is XlsxWriter's."""

    def __init__(self) -> None:
        super().__init__()
        self._bulk: list[_Cells] = []
        self._bulk_first = 0
        self._bulk_count = 0
        self._bulk_heights: np.ndarray | None = None

    def fill(self, row: int, columns: Sequence[BulkColumn], heights: np.ndarray | None = None) -> None:
        """Give the rows from `row` (0 is the first) their cells; nothing else may be written there.

        heights: in points, NaN for the usual one, shape (n,).
        """
        self._bulk_first, self._bulk_heights = row + 1, heights
        self._bulk_count = len(columns[0].values) if columns else 0
        self._bulk = [self._ready(column) for column in columns]
        if self._bulk_count:
            self._check_dimensions(row + self._bulk_count - 1, max(column.place for column in columns))

    def add_table(self, first_row: int, first_col: int, last_row: int, last_col: int, options: Any) -> int:
        """Add a table as XlsxWriter does, but without its note of every cell: a million notes outweigh the cells."""
        failed: int = super().add_table(first_row, first_col, first_row + 1, last_col, options)
        if not failed:
            whole = xl_range(first_row, first_col, last_row, last_col)
            self.tables[-1].update(range=whole, a_range=whole, autofilter=whole)
        return failed

    def _ready(self, column: BulkColumn) -> _Cells:
        letters = column_letters(column.place + 1)
        if isinstance(column.values, np.ndarray):
            return _Cells(letters, column)
        codes, texts = pd.factorize(column.values.replace("", None))
        index = self.str_table._get_shared_string_index  # noqa: SLF001
        tails = [f' t="s"><v>{index(text[:_LONGEST])}</v></c>' for text in texts]
        # The table counts every use of a text, and has seen each of these once.
        self.str_table.count += int((codes >= 0).sum()) - len(texts)
        return _Cells(letters, column, codes, [*tails, ""])  # the code of an empty cell is -1

    def _write_rows(self) -> None:
        super()._write_rows()
        for start in range(0, self._bulk_count, _PIECE):
            stop = min(start + _PIECE, self._bulk_count)
            cells = [column.xml(start, stop, self._bulk_first) for column in self._bulk]
            heads = self._heads(start, stop)
            rows = [
                f"{head}{''.join(row)}</row>"
                for head, row in zip(heads, zip(*cells, strict=True), strict=True)
            ]
            self.fh.write("".join(rows))

    def _heads(self, start: int, stop: int) -> list[str]:
        numbers = range(self._bulk_first + start, self._bulk_first + stop)
        if self._bulk_heights is None:
            return [f'<row r="{n}">' for n in numbers]
        heights = np.nan_to_num(self._bulk_heights[start:stop]).tolist()
        return [
            f'<row r="{n}" ht="{height:g}" customHeight="1">' if height else f'<row r="{n}">'
            for n, height in zip(numbers, heights, strict=True)
        ]


def _style(look: Any) -> str:
    """Return the end of a cell's reference and its style."""
    return f'" s="{look._get_xf_index()}"' if look else '"'  # noqa: SLF001


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
