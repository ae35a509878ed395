"""What is watched from week to week: how many came in, how many were late, how many were dissatisfied, the first issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain import attainment as kept
from toolkit.domain import satisfaction
from toolkit.domain.quality.spc import ControlChart, Kind, control_chart
from toolkit.report.month import moment_text
from toolkit.words import variation as say

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.domain.quality.runs import Signal
    from toolkit.report.month import Month

_WEEK = np.timedelta64(7, "D")
_MOST = 156
"""Weeks looked back at most: three years."""
_MONDAY = np.datetime64("1970-01-05", "D")


@dataclass(frozen=True)
class Watched:
    """A series by week. names: the first day of each week. own: the weeks that end in the period. since: a measure that begins a stretch."""

    key: str
    name: str
    kind: Kind
    names: tuple[str, ...]
    chart: ControlChart
    own: tuple[int, int]
    since: str = ""

    @property
    def signals(self) -> tuple[Signal, ...]:
        """The signs that weeks of the period complete."""
        first, last = self.own
        return tuple(sign for sign in self.chart.signals if first < sign.end <= last)


def weeks(month: Month) -> np.ndarray:
    """Return the Mondays of the whole weeks from the first feedback to the end of the period, shape (n,)."""
    received = month.rows["received_at"].dropna()
    if received.empty:
        return np.array([], "M8[D]")
    first = _monday(np.datetime64(received.min(), "D"))
    # A week that began before the first feedback was known only in part.
    first = first if first == np.datetime64(received.min(), "D") else first + _WEEK
    last = _monday((month.period.until + np.timedelta64(1, "s")).astype("M8[D]"))
    return np.arange(first, last, _WEEK)[-_MOST:]


def _monday(day: np.datetime64) -> np.datetime64:
    monday: np.datetime64 = day - (day - _MONDAY) % _WEEK
    return monday


def watched(month: Month) -> tuple[Watched, ...]:
    """Return the four series, each with its chart; a measure of the plan for an issue begins a stretch of its own."""
    starts = weeks(month)
    issue = _first_issue(month)
    series = {
        "volume": (Kind.U, _per_week(month.rows["received_at"], starts), np.full(len(starts), 7)),
        "breach": (Kind.P, *_late(month, starts)),
        "dissatisfied": (Kind.P, *_dissatisfied(month, starts)),
    }
    if issue:
        of = month.rows["received_at"].where(month.rows["issue_type"] == issue)
        series["top"] = (Kind.P, _per_week(of, starts), _per_week(month.rows["received_at"], starts))
    return tuple(_watched(month, key, starts, found, issue) for key, found in series.items())


def _watched(
    month: Month, key: str, starts: np.ndarray, found: tuple[Kind, np.ndarray, np.ndarray], issue: str
) -> Watched:
    kind, counts, sizes = found
    day, measure = month.measure_for(issue if key == "top" else "")
    begins = int(np.searchsorted(starts, day)) if not np.isnat(day) else 0
    phases = (0, begins) if 0 < begins < len(starts) else (0,)
    chart = control_chart(kind, counts, sizes, phases)
    ends = starts + _WEEK - np.timedelta64(1, "D")
    inside = np.flatnonzero((ends >= month.period.start) & (ends < month.period.end))
    own = (int(inside[0]), int(inside[-1]) + 1) if len(inside) else (0, 0)
    names = tuple(str(one.astype("M8[D]"))[2:] for one in starts)
    since = (
        say.SINCE(month.lang, day=moment_text(day, is_day=True), measure=measure)
        if len(chart.phases) > 1
        else ""
    )
    return Watched(
        key,
        say.NAMES[key](month.lang, issue=issue) if key == "top" else say.NAMES[key](month.lang),
        kind,
        names,
        chart,
        own,
        since,
    )


def _per_week(moments: pd.Series, starts: np.ndarray) -> np.ndarray:
    """Count the moments of each week, shape (n,)."""
    known = np.sort(moments.dropna().to_numpy("M8[s]"))
    edges = np.append(starts, starts[-1:] + _WEEK).astype("M8[s]")
    found: np.ndarray = np.diff(np.searchsorted(known, edges))
    return found


def _late(month: Month, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Resolutions late, of those judged, by the basis that the team counts by."""
    rows = kept.by_cycle(month.rows)
    verdicts = kept.verdicts(rows, kept.RESOLUTION, month.period.as_of).to_numpy()
    moments = kept.counted_at(rows, kept.RESOLUTION, month.options.basis)
    late = _per_week(moments[verdicts == "breach"], starts)
    return late, late + _per_week(moments[verdicts == "met"], starts)


def _dissatisfied(month: Month, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    moments = satisfaction.answered_at(month.rows)
    said = month.rows["satisfaction"]
    words = ("satisfied", "fairly_satisfied", "dissatisfied")
    return _per_week(moments[said == "dissatisfied"], starts), _per_week(moments[said.isin(words)], starts)


def _first_issue(month: Month) -> str:
    """The most frequent issue of the period that says what it is about."""
    counts = month.received["issue_type"].value_counts().drop(list(month.options.last_types), errors="ignore")
    return str(counts.index[0]) if len(counts) else ""
