"""A column as its distinct values and which of them each row has, so that work is done once for each value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd

from toolkit.excel.reading.parcel import Parcel, pack, unpack
from toolkit.excel.reading.plain import BLANK, TRIM

if TYPE_CHECKING:
    from collections.abc import Callable

_TRIMMED = frozenset(TRIM)
_LONG, _SAMPLE = 10_000, 1_000


@dataclass(frozen=True, slots=True)
class Distinct:
    """codes: for each row the position of its value, shape (n,). values: raw values. empty: which show nothing."""

    codes: np.ndarray
    values: np.ndarray
    empty: np.ndarray

    @classmethod
    def of(cls, cells: np.ndarray) -> Self:
        """Find the distinct values of raw cells, shape (n,); None counts as blank."""
        kinds = set(map(type, cells))
        # True equals 1, but a person did not mean the same; such columns are too rare to be clever about
        if (bool in kinds and kinds & {int, float}) or _all_differ(cells):
            return cls(
                np.arange(len(cells), dtype=np.int32), np.ascontiguousarray(cells), _empty(cells, kinds)
            )
        codes, values = pd.factorize(np.ascontiguousarray(cells))
        values = np.asarray(values, object)
        if (codes < 0).any():
            codes[codes < 0] = len(values)
            values = np.append(values, BLANK)
        return cls(codes.astype(np.int32), values, _empty(values, {*kinds, str}))

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


def _all_differ(cells: np.ndarray) -> bool:
    """Whether a thousand cells from all over a long column are all different; then hardly any two are the same."""
    sample = cells[:: len(cells) // _SAMPLE] if len(cells) >= _LONG else ()
    return len(sample) > 0 and len(set(sample)) == len(sample)


def _empty(values: np.ndarray, kinds: set[type]) -> np.ndarray:
    """Like plain.is_blank, over many values: only text that starts with a blank is looked at closely."""
    if not kinds & {str, type(None)}:
        return np.zeros(len(values), bool)
    said = [
        value is None
        or (type(value) is str and (not value or (value[0] in _TRIMMED and not value.strip(TRIM))))
        for value in values
    ]
    return np.array(said, bool)
