"""Did the figure move: before and after a measure over windows of equal length, and whether the goal is reached."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.figures.period import Period
from toolkit.domain.improvement import intervals
from toolkit.domain.improvement.claims import Claim, Kind, parse_claim
from toolkit.domain.improvement.goals import Goal, parse_goal
from toolkit.domain.improvement.metrics import Estimate, Metric, Named, Unit

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.domain.improvement.intervals import Interval

REACHED, MISSED, UNKNOWN = "reached", "missed", "unknown"


class Reason(StrEnum):
    """Why an achievement is what it is."""

    MEASURED = "measured"
    TYPED = "typed"
    NO_METRIC = "no_metric"
    NO_DATE = "no_date"
    NO_GOAL = "no_goal"
    NOT_OVER = "not_over"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class EffectRules:
    """days: how long a window is. few: below so many answers a share or mean settles nothing by itself."""

    days: int = 30
    few: int = 30


@dataclass(frozen=True, slots=True)
class Check:
    """What somebody wants to know: did this figure move when this took effect.

    since: the day from which it works, NaT where unknown. goal: as typed, "" for none. typed_after: the figure that
    somebody entered, None for none.
    """

    named: Named | None
    since: np.datetime64
    goal: str = ""
    typed_after: float | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """The answer. before, after: over `windows`; None where the ledger cannot tell.

    change: later less earlier, or the ratio of two counts; with its interval. target: in the figure's own unit.
    """

    check: Check
    achievement: str
    reason: Reason
    target: float | None = None
    windows: tuple[Period, Period] | None = None
    before: Estimate | None = None
    after: Estimate | None = None
    change: Interval | None = None

    @property
    def could_be_chance(self) -> bool:
        """Whether the interval of the change holds "no change at all"."""
        if self.change is None or self.check.named is None:
            return True
        return self.change.holds(1.0 if self.check.named.metric.unit is Unit.COUNT else 0.0)


def windows(since: np.datetime64, days: int, as_of: np.datetime64) -> tuple[Period, Period]:
    """Return the windows before and after a day: so many days each, the day itself the first of the second."""
    day, length = since.astype("M8[D]"), np.timedelta64(days, "D")
    start, middle, end = ((day + n * length).astype("M8[s]") for n in (-1, 0, 1))
    return Period(start, middle, as_of), Period(middle, end, as_of)


def effect(rows: pd.DataFrame, check: Check, as_of: np.datetime64, rules: EffectRules) -> Effect:
    """Compute a figure before and after, and say whether its goal is reached; `rows` as known at that moment."""
    if check.named is None or np.isnat(check.since):
        return _by_typing(check, Reason.NO_METRIC if check.named is None else Reason.NO_DATE)
    metric, spans = check.named.metric, windows(check.since, rules.days, as_of)
    before, after = (metric.estimate(rows, span, check.named.issue) for span in spans)
    goal = target_of(check.goal, metric, before)
    achievement, reason = _judged(goal, after, spans[1], rules, metric)
    target, moved = goal.target if goal else None, change(metric, before, after)
    return Effect(check, achievement, reason, target, spans, before, after, moved)


def _by_typing(check: Check, reason: Reason) -> Effect:
    """Where the ledger cannot tell, what was typed counts, as far as goal and figure allow."""
    goal = parse_goal(check.goal) if check.goal else None
    if goal is None or check.typed_after is None:
        return Effect(check, UNKNOWN, reason)
    return Effect(check, REACHED if goal.is_reached(check.typed_after) else MISSED, Reason.TYPED, goal.target)


def target_of(text: str, metric: Metric, before: Estimate) -> Goal | None:
    """Return the goal in the figure's own unit: 88 points of a share are 0.88, "下降50%" is half of what was before."""
    goal = parse_goal(text) if text else None
    if goal is not None:
        in_points = metric.unit is Unit.SHARE and not goal.is_percentage and goal.target > 1.5
        return Goal(
            text, goal.target / 100 if in_points else goal.target, goal.is_percentage, metric.is_lower_better
        )
    claim = parse_claim(text)
    if claim is None or before.value is None:
        return None
    return Goal(text, claim.expected(before.value), metric.unit is Unit.SHARE, metric.is_lower_better)


def _judged(
    goal: Goal | None, after: Estimate, window: Period, rules: EffectRules, metric: Metric
) -> tuple[str, Reason]:
    if goal is None:
        return UNKNOWN, Reason.NO_GOAL
    if window.is_open:
        return UNKNOWN, Reason.NOT_OVER
    if after.value is None:
        return UNKNOWN, Reason.TOO_FEW
    # A count is a census; a share of few answers settles it where chance hardly gives it, a mean where its whole interval does.
    is_sure = metric.unit is Unit.COUNT or after.count >= rules.few or _is_clear(metric, after, goal.target)
    if not is_sure:
        return UNKNOWN, Reason.TOO_FEW
    is_kept = after.value <= goal.target if metric.is_lower_better else after.value >= goal.target
    return (REACHED if is_kept else MISSED), Reason.MEASURED


def _is_clear(metric: Metric, after: Estimate, target: float) -> bool:
    if metric.unit is Unit.SHARE:
        return intervals.is_clearly_off(after.successes, after.count, min(max(target, 0.0), 1.0))
    return after.interval is not None and not after.interval.low < target < after.interval.high


def change(metric: Metric, before: Estimate, after: Estimate) -> Interval | None:
    """Return the interval of the change: of the ratio for counts, of the difference for all else; None for medians."""
    if metric.unit is Unit.COUNT:
        return intervals.ratio_of_counts(before.count, after.count)
    if metric.unit is Unit.SHARE:
        return intervals.change_of_shares((before.successes, before.count), (after.successes, after.count))
    if metric.unit is Unit.MARK:
        return intervals.change_of_means(np.array(before.values), np.array(after.values))
    return None


class Standing(StrEnum):
    """How a claim stands to the data."""

    BORNE_OUT = "borne_out"
    CONTRADICTED = "contradicted"
    NOT_OVER = "not_over"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim beside what the ledger counted, in the figure that it names.

    found: in the claim's own terms (a relative change, a difference, a value).
    """

    claim: Claim
    standing: Standing
    found: float | None = None
    before: Estimate | None = None
    after: Estimate | None = None
    could_be_chance: bool = True
    named: Named | None = None


SLACK = 0.05
"""People round: a claim of 50 % stands from 45 % on."""


def check_claim(
    claim: Claim, named: Named | None, rows: pd.DataFrame, spans: tuple[Period, Period] | None
) -> Checked:
    """Hold a claim against the figures of the two windows."""
    if named is None or spans is None:
        return Checked(claim, Standing.NO_DATA)
    if spans[1].is_open:
        return Checked(claim, Standing.NOT_OVER)
    before, after = (named.metric.estimate(rows, span, named.issue) for span in spans)
    found = _found(claim, before, after)
    if found is None:
        return Checked(claim, Standing.NO_DATA, None, before, after, named=named)
    bounds = change(named.metric, before, after)
    nothing = 1.0 if named.metric.unit is Unit.COUNT else 0.0
    standing = Standing.BORNE_OUT if claim.is_borne_out(found, SLACK) else Standing.CONTRADICTED
    return Checked(claim, standing, found, before, after, bounds is None or bounds.holds(nothing), named)


def _found(claim: Claim, before: Estimate, after: Estimate) -> float | None:
    """What really happened, in the terms of the claim."""
    if claim.kind is Kind.NONE:
        return float(after.count)
    if after.value is None or (claim.kind is not Kind.TO and before.value is None):
        return None
    if claim.kind is Kind.TO:
        return after.value
    assert before.value is not None, "only a claim of a value does without a figure before"
    if claim.kind is Kind.DIFFERENCE:
        return after.value - before.value
    return after.value / before.value - 1 if before.value else None
