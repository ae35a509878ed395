"""A column as its distinct values and which of them each row has, so that work is done once for each value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd

from toolkit.excel.parcel import Parcel, pack, unpack
from toolkit.excel.plain import BLANK, TRIM

if TYPE_CHECKING:
    from collections.abc import Callable

_TRIMMED = frozenset(TRIM)


@dataclass(frozen=True, slots=True)
class Distinct:
    """codes: for each row the position of its value, shape (n,). values: raw values. empty: which show nothing."""

    codes: np.ndarray
    values: np.ndarray
    empty: np.ndarray

    @classmethod
    def of(cls, cells: np.ndarray) -> Self:
        """Find the distinct values of raw cells, shape (n,); None and NaN count as blank."""
        kinds = set(map(type, cells))
        if bool in kinds and kinds & {int, float}:
            # True equals 1, but a person did not mean the same; such columns are too rare to be clever about
            return cls(np.arange(len(cells)), np.ascontiguousarray(cells), _empty(cells))
        codes, values = pd.factorize(np.ascontiguousarray(cells))
        values = np.asarray(values, object)
        if (codes < 0).any():
            codes[codes < 0] = len(values)
            values = np.append(values, BLANK)
        return cls(
            codes.astype(np.int32), values, _empty(values) if str in kinds else np.zeros(len(values), bool)
        )

    def __reduce__(self) -> tuple[object, ...]:
        return _sent, (self.codes, pack(self.values), self.empty)

    def __len__(self) -> int:
        return len(self.codes)

    def rows(self, keep: np.ndarray) -> Distinct:
        """Return the column with only these rows; `keep` is a mask, shape (n,)."""
        if keep.all():
            return self
        codes = self.codes[keep]
        used = np.bincount(codes, minlength=len(self.values)) > 0
        places = (np.cumsum(used) - 1).astype(np.int32)
        return Distinct(places[codes], self.values[used], self.empty[used])

    def where(self, test: Callable[[object], bool]) -> np.ndarray:
        """Return for each row whether its value passes, shape (n,)."""
        passes: np.ndarray = np.fromiter(map(test, self.values), bool, len(self.values))[self.codes]
        return passes

    def equal(self, value: object) -> np.ndarray:
        """Return for each row whether its value is this one, shape (n,)."""
        same: np.ndarray = (self.values == value)[self.codes]
        return same

    def blank(self) -> np.ndarray:
        """Return for each row whether it shows nothing, shape (n,)."""
        mask: np.ndarray = self.empty[self.codes]
        return mask

    def cells(self) -> np.ndarray:
        """Return the raw cells again, None where blank; equal ones share one object."""
        cells: np.ndarray = self.shown()[self.codes]
        return cells

    def shown(self) -> np.ndarray:
        """Return the distinct values, None where blank."""
        if not self.empty.any():
            return self.values
        values = self.values.copy()
        values[self.empty] = None
        return values


def _sent(codes: np.ndarray, values: Parcel, empty: np.ndarray) -> Distinct:
    return Distinct(codes, unpack(values), empty)


def _empty(values: np.ndarray) -> np.ndarray:
    """Like plain.is_blank, over many values: only text that starts with a blank is looked at closely."""
    said = [
        value is None
        or (type(value) is str and (not value or (value[0] in _TRIMMED and not value.strip(TRIM))))
        for value in values
    ]
    return np.array(said, bool)
