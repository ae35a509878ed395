"""A stretch of time that is reported on, seen from one moment."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Self

import numpy as np

if TYPE_CHECKING:
    from datetime import datetime

Mask = Any
"""A bool array or Series, one value a row."""


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` up to, not including, `end`, as known at `as_of`: whole calendar months, or a week from its Monday."""

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

    @classmethod
    def quarter(cls, quarter: str, as_of: datetime | np.datetime64) -> Self:
        """Return a quarter such as "2026Q3".

        Raises:
            ValueError: not a quarter.
        """
        found = re.fullmatch(r"(\d{4})-?Q([1-4])", quarter, re.IGNORECASE)
        if found is None:
            raise ValueError(f"not a quarter: {quarter}")
        first = np.datetime64(found[1], "Y").astype("M8[M]") + 3 * (int(found[2]) - 1)
        return cls(_second(first), _second(first + 3), np.datetime64(as_of).astype("M8[s]"))

    @classmethod
    def week(cls, week: str, as_of: datetime | np.datetime64) -> Self:
        """Return a week such as "2026-W45", counted as ISO 8601 does.

        Raises:
            ValueError: not a week.
        """
        found = re.fullmatch(r"(\d{4})-?W(\d{1,2})", week, re.IGNORECASE)
        if found is None:
            raise ValueError(f"not a week: {week}")
        first = np.datetime64(date.fromisocalendar(int(found[1]), int(found[2]), 1), "s")
        return cls(first, first + np.timedelta64(7, "D"), np.datetime64(as_of).astype("M8[s]"))

    @property
    def months(self) -> int:
        """How many calendar months; 0 for a week."""
        first, last = self.start.astype("M8[M]"), self.end.astype("M8[M]")
        is_whole = _second(first) == self.start and _second(last) == self.end
        return int((last - first).astype(int)) if is_whole else 0

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

    @property
    def label(self) -> str:
        """A name of its own kind: "2026-10", "2026Q3", "2026-W45"."""
        first: date = self.start.astype("M8[D]").item()
        if not self.months:
            year, week, _ = first.isocalendar()
            return f"{year}-W{week:02}"
        return self.name if self.months == 1 else f"{first.year}Q{(first.month + 2) // 3}"

    def shifted(self, months: int) -> Self:
        """Return the period so many months later (earlier when negative), as known at the same moment."""
        start, end = self.start.astype("M8[M]") + months, self.end.astype("M8[M]") + months
        return replace(self, start=_second(start), end=_second(end))

    def previous(self) -> Self:
        """The stretch of the same kind just before."""
        if self.months:
            return self.shifted(-self.months)
        return replace(self, start=self.start - (self.end - self.start), end=self.start)

    def year_ago(self) -> Self | None:
        """The same stretch of the year before, a week by its number; None for a 53rd week that the year before had not."""
        if self.months:
            return self.shifted(-12)
        year, week, _ = self.start.astype("M8[D]").item().isocalendar()
        try:
            first = np.datetime64(date.fromisocalendar(year - 1, week, 1), "s")
        except ValueError:
            return None
        return replace(self, start=first, end=first + (self.end - self.start))

    def by_month(self) -> tuple[Self, ...]:
        """The calendar months of it."""
        first = replace(self, end=_second(self.start.astype("M8[M]") + 1))
        return tuple(first.shifted(n) for n in range(self.months))

    def holds(self, moments: Any) -> Mask:
        """Say of each moment whether it lies in the period; NaT does not."""
        return (moments >= self.start) & (moments < self.end)


def _second(month: Any) -> np.datetime64:
    first: np.datetime64 = month.astype("M8[D]").astype("M8[s]")
    return first
