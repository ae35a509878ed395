"""One stage of every row judged: what was promised, what happened, and whether that was in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.deadlines.changes import Matched, find_policies, promised, settled, started, waits
from toolkit.domain.deadlines.policy import Clock, Reopening, Stage
from toolkit.domain.deadlines.verdict import BREACH, NOT_JUDGED, OPEN, UNDECIDABLE, Held, compare, has_run_out

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.domain.deadlines.due import Rules
    from toolkit.domain.deadlines.facts import Facts
    from toolkit.domain.deadlines.promise import Promise
    from toolkit.domain.deadlines.verdict import Codes
    from toolkit.domain.fields import Mask, Moments

# A limit by typed date without that date is no promise; with one, the typed date is judged.
_UNJUDGED_CLOCKS = (Clock.NOT_JUDGED, Clock.IMMEDIATE, Clock.FIXED_DATE)


@dataclass(frozen=True)
class Judged:
    """One stage of every row: what was promised, between which due moments the facts leave it, and the verdict.

    event: what keeps the promise. facts: as the policies read them, bare dates still bare.
    """

    rules: Rules
    matched: Matched
    facts: Facts
    event: Moments
    event_is_day: Mask
    promise: Promise
    due: Moments
    held: Held
    verdict: Codes
    is_by_clock: Mask
    is_provisional: Mask


def judge_stage(rules: Rules, cases: pd.DataFrame, facts: Facts, as_of: np.datetime64 | None) -> Judged:
    """Judge first response or resolution by the policies of that stage."""
    matched = find_policies(rules, cases, facts)
    calendar = rules.calendars[""]
    facts = settled(rules, matched, started(rules, matched, facts, cases), calendar)
    event, event_is_day = _event(rules, matched, facts)
    shown = promised(rules, matched, facts.assuming(calendar), event)
    held = _bounds(rules, matched, facts, shown, event)
    in_days = rules.which(lambda policy: not policy.clock.is_in_hours)[shown.index]
    verdict = compare(held, event, event_is_day, calendar, in_days)
    is_unfilled = rules.which(lambda policy: policy.is_unfilled)[shown.index]
    has_no_start = np.isnat(facts.start) & ~(waits(rules, shown.index) & np.isnat(event))
    verdict[is_unfilled | has_no_start | facts.is_wrong] = UNDECIDABLE
    verdict[_is_not_judged(rules, facts, shown)] = NOT_JUDGED
    verdict, is_by_clock = by_clock(verdict, held, event, as_of)
    is_provisional = _is_provisional(rules, shown)
    return Judged(
        rules,
        matched,
        facts,
        event,
        event_is_day,
        shown,
        shown.due,
        held,
        verdict,
        is_by_clock,
        is_provisional,
    )


def _event(rules: Rules, matched: Matched, facts: Facts) -> tuple[Moments, Mask]:
    """What keeps the promise: an automatic receipt is no response unless the policy says so (R7), and then it is the first."""
    if not rules.policies or rules.policies[0].stage is not Stage.FIRST_RESPONSE:
        return facts.resolved, facts.resolved_is_day
    counts = rules.which(lambda policy: policy.counts_auto_receipt)[matched.index]
    is_none = facts.response_is_auto & ~counts & ~facts.responded_is_assumed
    is_receipt = counts & (facts.acknowledged >= facts.start) & ~(facts.responded <= facts.acknowledged)
    which = [is_receipt, is_none]
    moments = np.select(which, [facts.acknowledged, facts.resolved], facts.responded)
    return moments, np.select(
        which, [facts.acknowledged_is_day, facts.resolved_is_day], facts.responded_is_day
    )


def _bounds(rules: Rules, matched: Matched, facts: Facts, shown: Promise, event: Moments) -> Held:
    """The due moments between which bare dates leave the promise; for most rows they are the same (R20)."""
    included = rules.which(lambda policy: policy.is_due_included)[shown.index]
    rows = np.flatnonzero(facts.is_vague)
    if not len(rows):
        return Held(shown.due, shown.due, included)
    earliest, latest = shown.due.copy(), shown.due.copy()
    some, way = facts.take(rows), matched.take(rows)
    earliest[rows] = promised(rules, way, some.at_earliest(), event[rows]).due
    latest[rows] = promised(rules, way, some.at_latest(), event[rows]).due
    return Held(earliest, latest, included)


def _is_not_judged(rules: Rules, facts: Facts, shown: Promise) -> Mask:
    never = rules.which(lambda policy: policy.clock in _UNJUDGED_CLOCKS, without=True)[shown.index]
    stops = rules.which(lambda policy: policy.reopening is Reopening.NOT_JUDGED)[shown.index]
    return never | facts.is_child | (facts.is_reopened & stops)


def by_clock(verdict: Codes, held: Held, event: Moments, as_of: np.datetime64 | None) -> tuple[Codes, Mask]:
    """Call what is open past its due moment a breach, and say which rows those are."""
    if as_of is None:
        return verdict, np.zeros(len(verdict), dtype=bool)
    is_late = (verdict == OPEN) & np.isnat(event) & has_run_out(held, as_of)
    return np.where(is_late, BREACH, verdict).astype(np.int8), is_late


def _is_provisional(rules: Rules, shown: Promise) -> Mask:
    """Where a due moment was counted over days whose holidays are not published yet (R22)."""
    provisional = np.zeros(len(shown.due), dtype=bool)
    for policy, rows in rules.groups(shown.index):
        if policy.clock is not Clock.NATURAL_HOURS:
            provisional[rows] = rules.calendar(policy).is_provisional(shown.due[rows])
    return provisional
