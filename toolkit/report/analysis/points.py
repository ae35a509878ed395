"""What is watched from week to week: how many came in, how many were late, how many were dissatisfied, the first issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.figures import attainment as kept
from toolkit.domain.figures import satisfaction
from toolkit.domain.quality.spc import ControlChart, Kind, control_chart, held_chart
from toolkit.report.month import moment_text
from toolkit.words import variation as say

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.domain.quality.runs import Signal
    from toolkit.domain.quality.spc import Span
    from toolkit.report.month import Month

_WEEK = np.timedelta64(7, "D")
_MOST = 520
"""Weeks looked back at most, ten years: the first of them set the limits, which must not move because time goes on."""
_MONDAY = np.datetime64("1970-01-05", "D")


@dataclass(frozen=True)
class Watched:
    """A series by week. names: the first day of each week, "2026-10-19". own: the weeks that end in the period. since: what set the limits where it was not the first weeks: a measure that begins a stretch, or the settings."""

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
    chart, since = _charted(month, key, starts, found, issue)
    ends = starts + _WEEK - np.timedelta64(1, "D")
    inside = np.flatnonzero((ends >= month.period.start) & (ends < month.period.end))
    own = (int(inside[0]), int(inside[-1]) + 1) if len(inside) else (0, 0)
    names = tuple(str(one) for one in starts.astype("M8[D]"))
    return Watched(
        key,
        say.NAMES[key](month.lang, issue=issue) if key == "top" else say.NAMES[key](month.lang),
        found[0],
        names,
        chart,
        own,
        since,
    )


def _charted(
    month: Month, key: str, starts: np.ndarray, found: tuple[Kind, np.ndarray, np.ndarray], issue: str
) -> tuple[ControlChart, str]:
    """Return the chart, and what set its limits where that was not simply the first weeks."""
    spans = month.options.baselines.get(key, ())
    held = held_chart(*found, [_weeks_in(span, starts) for span in spans]) if len(starts) else None
    if held:
        first, last = held.phases[-1].baseline
        ends = {"start": starts[first], "end": starts[last - 1] + _WEEK - np.timedelta64(1, "D")}
        return held, say.HELD(
            month.lang, **{name: moment_text(day, is_day=True) for name, day in ends.items()}
        )
    day, measure = month.measure_for(issue if key == "top" else "")
    begins = int(np.searchsorted(starts, day)) if not np.isnat(day) else 0
    chart = control_chart(*found, (0, begins) if 0 < begins < len(starts) else (0,))
    since = (
        say.SINCE(month.lang, day=moment_text(day, is_day=True), measure=measure)
        if len(chart.phases) > 1
        else ""
    )
    return chart, since


def _weeks_in(span: Span, starts: np.ndarray) -> tuple[int, int]:
    """Return the whole weeks of some days, as places of their Mondays."""
    days = starts.astype("M8[D]")
    return int(np.searchsorted(days, span[0])), int(np.searchsorted(days + _WEEK, span[1] + 1, side="right"))


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
