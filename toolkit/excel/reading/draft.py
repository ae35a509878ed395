"""A table before it is spread out: distinct values and codes, small enough to hand from process to process."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.schema.column import is_day
from toolkit.schema.table import Header, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.excel.reading.coerce import Typed
    from toolkit.excel.reading.distinct import Distinct
    from toolkit.schema.sheet import Sheet


@dataclass
class Draft:
    """What Table holds, column by column; `sheet` is the key of its kind. See Table for the rest."""

    sheet: str
    title: str
    header_row: int
    headers: dict[str, Header]
    rows: np.ndarray
    raw: dict[str, Distinct]
    carried: dict[str, Distinct]
    typed: dict[str, Typed] = field(default_factory=dict)
    errors: dict[str, np.ndarray] = field(default_factory=dict)
    uncomputed: dict[str, np.ndarray] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, object]:
        """Texts that are as they were typed travel once: their `distinct` is left out here and found in `raw`."""
        return {**self.__dict__, "typed": {key: self._sent(key) for key in self.typed}}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__ = state
        for key, found in self.typed.items():
            if not found.distinct.size:
                self.typed[key] = replace(found, distinct=self.raw[key].shown())

    def _sent(self, key: str) -> Typed:
        found = self.typed[key]
        as_typed = found.distinct.dtype == object and np.array_equal(found.distinct, self.raw[key].shown())
        return replace(found, distinct=np.empty(0, object)) if as_typed else found

    def table(self, sheet: Sheet) -> Table:
        """Spread the columns out over the rows."""
        frame = _framed(dict(self._typed_columns()), len(self.rows))
        raw = _framed({key: cells.cells() for key, cells in self.raw.items()}, len(self.rows))
        carried = _framed({name: cells.cells() for name, cells in self.carried.items()}, len(self.rows))
        return Table(
            sheet, self.title, self.header_row, self.headers, frame, raw, self.rows,
            carried=carried, errors=self.errors, uncomputed=self.uncomputed,
        )  # fmt: skip

    def _typed_columns(self) -> Iterator[tuple[str, np.ndarray]]:
        for key, found in self.typed.items():
            yield key, found.cells
            if found.is_day is not None:
                yield is_day(key), found.is_day[found.codes]


def _framed(columns: dict[str, np.ndarray], count: int) -> pd.DataFrame:
    index = pd.RangeIndex(count)
    # a dtype is named for objects, or pandas would guess one for texts
    kinds = {name: object if cells.dtype == object else None for name, cells in columns.items()}
    series = {name: pd.Series(cells, index, dtype=kinds[name], copy=False) for name, cells in columns.items()}
    return pd.DataFrame(series, index, copy=False)
