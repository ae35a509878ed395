"""A dissatisfied customer opens a new cycle: what belongs to the running one, and what to the first, which stays as it was (R14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.deadlines.between import unfolded
from toolkit.domain.fields import filled, flags, moments

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.domain.deadlines.matching import Index
    from toolkit.domain.fields import Mask, Moments

NAT = np.datetime64("NaT", "s")
_SINCE = ("dissatisfied_at", "followed_up_at", "resolved_at")
"""When the customer said so: as written down, else at the follow-up, else at the resolution."""


@dataclass(frozen=True)
class Cycles:
    """A table of feedback by cycles.

    current: all rows, each with the moments of the cycle it is in, as `sla.judge` wants them (cycle, reopened_at).
    rows: the positions of those in a later cycle. first: these rows with the moments of their first cycle.
    is_overwritten: of these, where the first resolution is no longer on record.
    between_rows, between: positions and rows of the cycles that lie between a row's first and its running one.
    """

    current: pd.DataFrame
    rows: Index
    first: pd.DataFrame
    is_overwritten: Mask
    between_rows: Index
    between: pd.DataFrame


def is_dissatisfied(cases: pd.DataFrame) -> Mask:
    """Say where the customer was not satisfied, be it long ago."""
    said = cases["satisfaction"].eq("dissatisfied").to_numpy(bool) if "satisfaction" in cases else False
    unhappy: Mask = filled(cases, "dissatisfied_at") | said
    return unhappy


def dissatisfied_since(cases: pd.DataFrame) -> tuple[Moments, Mask]:
    """Return when each customer said so, and where that is a bare date; it may also be set for satisfied ones."""
    at, is_day = moments(cases, _SINCE[0]), flags(cases, f"{_SINCE[0]}_is_day")
    for key in _SINCE[1:]:
        is_blank = np.isnat(at)
        at, is_day = (
            np.where(is_blank, moments(cases, key), at),
            np.where(is_blank, flags(cases, f"{key}_is_day"), is_day),
        )
    return at, is_day


def is_after(later: Moments, earlier: Moments, by_day: Mask) -> Mask:
    """Say where one moment is certainly after another; when either is a bare date, on a later day."""
    days = later.astype("datetime64[D]") > earlier.astype("datetime64[D]")
    after: Mask = np.where(by_day, days, later > earlier)
    return after


def by_cycles(cases: pd.DataFrame) -> Cycles:
    """Tell the cycles of a table apart; cases as for `sla.judge`, with satisfaction and the moments of a second try.

    Reads dissatisfied_at (else followed_up_at, else resolved_at), responded_again_at and resolved_again_at. A first
    answer that was overwritten with a later one counts for the new cycle. What a row no longer holds of the cycles in
    between comes in `between.MIDDLE`.
    """
    rows = np.flatnonzero(is_dissatisfied(cases) & filled(cases, "resolved_at"))
    cycle = np.ones(len(cases))
    if not len(rows):
        return Cycles(
            cases.assign(cycle=cycle), rows, cases.iloc[rows], np.zeros(0, bool), rows, cases.iloc[rows]
        )
    some = cases.iloc[rows]
    since, is_day = dissatisfied_since(some)
    second = _Second(some, since, is_day)
    places, between = unfolded(some, since)
    told = 2 + np.bincount(places, minlength=len(rows))
    cycle[rows] = np.maximum(told, np.where(second.is_stale("resolved_again_at"), 3, 2))
    current = {key: _put(cases, key, rows, value) for key, value in second.current().items()}
    return Cycles(
        cases.assign(**current, cycle=cycle),
        rows,
        some.assign(**second.first(), cycle=1.0),
        second.belongs("resolved_at"),
        rows[places],
        between,
    )


@dataclass(frozen=True)
class _Second:
    """Rows of a later cycle and since when that runs, shape (n,)."""

    cases: pd.DataFrame
    since: Moments
    since_is_day: Mask

    def belongs(self, key: str) -> Mask:
        """Where a moment lies in the running cycle for certain."""
        by_day = self.since_is_day | flags(self.cases, f"{key}_is_day")
        return is_after(moments(self.cases, key), self.since, by_day)

    def is_stale(self, key: str) -> Mask:
        """Where a moment lies before the running cycle for certain."""
        by_day = self.since_is_day | flags(self.cases, f"{key}_is_day")
        return is_after(self.since, moments(self.cases, key), by_day)

    def current(self) -> dict[str, np.ndarray]:
        """The moments of the running cycle, by the key that `sla.judge` reads them from."""
        found: dict[str, np.ndarray] = {"reopened_at": self.since, "reopened_at_is_day": self.since_is_day}
        for key, again in (
            ("first_responded_at", "responded_again_at"),
            ("resolved_at", "resolved_again_at"),
        ):
            is_new = filled(self.cases, again) & ~self.is_stale(again)
            is_late = ~is_new & self.belongs(key)
            found[key] = np.select(
                [is_new, is_late], [moments(self.cases, again), moments(self.cases, key)], NAT
            )
            days = [flags(self.cases, f"{name}_is_day") for name in (again, key)]
            found[f"{key}_is_day"] = np.select([is_new, is_late], days, default=False)
        for key in ("held_from", "held_until", "due_override"):
            known = moments(self.cases, key)
            found[key] = np.where(self.is_stale("held_from" if key == "held_until" else key), NAT, known)
        return found

    def first(self) -> dict[str, np.ndarray]:
        """The moments of the first cycle."""
        keys = ("first_responded_at", "resolved_at", "held_from", "held_until")
        found = {key: np.where(self.belongs(key), NAT, moments(self.cases, key)) for key in keys}
        typed = moments(self.cases, "due_override")
        return found | {"due_override": np.where(self.is_stale("due_override"), typed, NAT)}


def _put(cases: pd.DataFrame, key: str, rows: Index, values: np.ndarray) -> np.ndarray:
    column = flags(cases, key) if key.endswith("_is_day") else moments(cases, key)
    column = column.copy()
    column[rows] = values
    return column
