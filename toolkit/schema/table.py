"""The table that flows: one sheet's rows as columns, each cell still knowing where it stood."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.schema.column import FilledBy, Kind, is_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.schema.column import Column
    from toolkit.schema.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Header:
    """A header as the person wrote it, and the number of its column (1 is A)."""

    text: str
    column: int


@dataclass
class Table:
    """The rows of one sheet.

    frame: one column per schema key that the sheet has, n rows, RangeIndex. Text, ids and choices are objects
        (str, or None where blank; a choice holds its vocabulary's key, or the word as typed when it is none of
        them); moments and dates are datetime64[s] with NaT, each beside a bool column `<key>_is_day` that is true
        for a bare date; numbers are float64 with NaN.
    raw: the same keys, what each cell held before it was understood (str, float, bool, datetime, None).
    carried: the columns that are not ours, by header text, as they were.
    rows: the Excel row number of each row, shape (n,).
    errors: by key, a mask of the cells that held an Excel error value (#N/A …), shape (n,); absent when none did.
    uncomputed: by key, a mask of formula cells without a cached value; absent when there is none.
    """

    sheet: Sheet
    title: str
    header_row: int
    headers: dict[str, Header]
    frame: pd.DataFrame
    raw: pd.DataFrame
    rows: np.ndarray
    carried: pd.DataFrame = field(default_factory=pd.DataFrame)
    errors: dict[str, np.ndarray] = field(default_factory=dict)
    uncomputed: dict[str, np.ndarray] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The declared columns that this sheet really has, in declared order."""
        return tuple(column for column in self.sheet.columns if column.key in self.headers)

    def only(self, rows: np.ndarray) -> Table:
        """Return the table with these of its rows, a mask of shape (n,)."""
        errors, uncomputed = (
            {key: mask[rows] for key, mask in masks.items()} for masks in (self.errors, self.uncomputed)
        )
        frame, raw = (part[rows].reset_index(drop=True) for part in (self.frame, self.raw))
        # A sheet without foreign columns carries a frame without rows.
        carried = (
            self.carried[rows].reset_index(drop=True) if len(self.carried) == len(self) else self.carried
        )
        return replace(
            self,
            frame=frame,
            raw=raw,
            carried=carried,
            rows=self.rows[rows],
            errors=errors,
            uncomputed=uncomputed,
        )

    def used(self) -> Table:
        """Return the table without rows that we prepared and nobody has used: they hold what a row cannot do without alone."""
        prepared = {column.key for column in self.columns if column.is_required and column.is_ours}
        people = [
            c.key for c in self.columns if c.filled_by is not FilledBy.TOOLKIT and c.key not in prepared
        ]
        is_used = self.frame[people].notna().any(axis=1).to_numpy(bool)
        return self.only(is_used) if prepared and not is_used.all() else self

    def where(self, key: str) -> tuple[int, str]:
        """The column number and header of a key, as the person sees them; (0, declared header) when it is absent."""
        found = self.headers.get(key)
        return (found.column, found.text) if found else (0, self.sheet[key].zh)


def blank_column(column: Column, count: int) -> pd.Series:
    """Return a column of `count` blanks in the form a table's frame holds them."""
    if column.is_time:
        return pd.Series(np.full(count, "NaT", "datetime64[s]"), name=column.key)
    if column.is_number:
        return pd.Series(np.full(count, np.nan), name=column.key)
    return pd.Series(np.full(count, None, object), name=column.key)


def complete(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """Return the frame with every one of these columns; the ones it lacked are blank."""
    added: dict[str, pd.Series] = {}
    for column in columns:
        if column.key not in frame:
            added[column.key] = blank_column(column, len(frame)).set_axis(frame.index)
        if column.kind is Kind.MOMENT and is_day(column.key) not in frame:
            added[is_day(column.key)] = pd.Series(np.zeros(len(frame), bool), index=frame.index)
    return pd.concat([frame, pd.DataFrame(added)], axis=1) if added else frame
