"""A column as its distinct values and which of them each row has, so that work is done once for each value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd

from toolkit.excel.plain import is_blank

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Distinct:
    """codes: for each row the position of its value in `values`, shape (n,). values: raw values, objects."""

    codes: np.ndarray
    values: np.ndarray

    @classmethod
    def of(cls, cells: np.ndarray) -> Self:
        """Find the distinct values of raw cells, shape (n,)."""
        kinds = set(map(type, cells))
        if bool in kinds and kinds & {int, float}:
            # True equals 1, but a person did not mean the same; such columns are too rare to be clever about
            return cls(np.arange(len(cells)), np.ascontiguousarray(cells))
        codes, values = pd.factorize(np.ascontiguousarray(cells), use_na_sentinel=False)
        return cls(codes, np.asarray(values, object))

    def __len__(self) -> int:
        return len(self.codes)

    def rows(self, keep: np.ndarray) -> Distinct:
        """Return the column with only these rows; `keep` is a mask or positions."""
        codes = self.codes[keep]
        used = np.bincount(codes, minlength=len(self.values)) > 0
        return Distinct((np.cumsum(used) - 1)[codes], self.values[used])

    def where(self, test: Callable[[object], bool]) -> np.ndarray:
        """Return for each row whether its value passes, shape (n,)."""
        passes: np.ndarray = np.fromiter(map(test, self.values), bool, len(self.values))[self.codes]
        return passes

    def equal(self, value: object) -> np.ndarray:
        """Return for each row whether its value is this one, shape (n,)."""
        same: np.ndarray = (self.values == value)[self.codes]
        return same

    def blank(self) -> np.ndarray:
        return self.where(is_blank)

    def cells(self) -> np.ndarray:
        """Return the raw cells again, None where blank; equal ones share one object."""
        values = np.array([None if is_blank(value) else value for value in self.values], object)
        cells: np.ndarray = values[self.codes]
        return cells
