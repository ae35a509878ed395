"""A stretch of time that is reported on, seen from one moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import numpy as np

if TYPE_CHECKING:
    from datetime import datetime

Mask = Any
"""A bool array or Series, one value a row."""


@dataclass(frozen=True, slots=True)
class Period:
    """Whole calendar months from `start` up to, not including, `end`, as known at `as_of`."""

    start: np.datetime64
    end: np.datetime64
    as_of: np.datetime64

    @classmethod
    def month(cls, month: str, as_of: datetime | np.datetime64) -> Self:
        """Return a month such as "2026-10".

        Raises:
            ValueError: not a month.
        """
        first = np.datetime64(month, "M")
        if len(month) != 7:
            raise ValueError(f"not a month: {month}")
        return cls(_second(first), _second(first + 1), np.datetime64(as_of).astype("M8[s]"))

    @property
    def months(self) -> int:
        return int((self.end.astype("M8[M]") - self.start.astype("M8[M]")).astype(int))

    @property
    def is_open(self) -> bool:
        """Whether it is still going on at the as-of moment."""
        return bool(self.as_of < self.end)

    @property
    def until(self) -> np.datetime64:
        """The last moment that the period can speak of: its end, or the as-of moment before that."""
        return min(self.as_of, self.end - np.timedelta64(1, "s"))

    @property
    def name(self) -> str:
        return str(self.start.astype("M8[M]"))

    def shifted(self, months: int) -> Self:
        """Return the period so many months later (earlier when negative), as known at the same moment."""
        start, end = self.start.astype("M8[M]") + months, self.end.astype("M8[M]") + months
        return replace(self, start=_second(start), end=_second(end))

    def previous(self) -> Self:
        return self.shifted(-self.months)

    def holds(self, moments: Any) -> Mask:
        """Say of each moment whether it lies in the period; NaT does not."""
        return (moments >= self.start) & (moments < self.end)


def _second(month: Any) -> np.datetime64:
    first: np.datetime64 = month.astype("M8[D]").astype("M8[s]")
    return first
