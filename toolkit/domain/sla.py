"""Time limits judged: when a first response and a resolution are due, whether they were in time, when to follow up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.domain.calendar import WorkCalendar
from toolkit.domain.changes import Matched, find_policies, promised, settled
from toolkit.domain.due import NAT, Rules, count_on
from toolkit.domain.facts import Facts, read_facts
from toolkit.domain.fields import frame_of
from toolkit.domain.merging import merge_groups
from toolkit.domain.policy import Clock, Reopening, Stage
from toolkit.domain.verdict import BREACH, NOT_JUDGED, OPEN, UNDECIDABLE, VERDICTS, Held, compare, has_run_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from toolkit.domain.fields import Mask, Moments
    from toolkit.domain.policy import Policy
    from toolkit.domain.promise import Promise
    from toolkit.domain.verdict import Codes

Calendars = WorkCalendar | Mapping[str, WorkCalendar]
# A limit by typed date without that date is no promise; with one, the typed date is judged.
_UNJUDGED_CLOCKS = (Clock.NOT_JUDGED, Clock.IMMEDIATE, Clock.FIXED_DATE)


@dataclass(frozen=True)
class Judged:
    """One stage of every row: what was promised, between which due moments the facts leave it, and the verdict."""

    rules: Rules
    promise: Promise
    due: Moments
    held: Held
    verdict: Codes
    is_by_clock: Mask
    is_provisional: Mask


def judge(
    cases: pd.DataFrame,
    policies: Iterable[Policy],
    calendar: Calendars,
    as_of: np.datetime64 | None = None,
) -> pd.DataFrame:
    """Judge the time limits of a table of feedback.

    Args:
        cases: n rows; columns by key, a missing one is blank: received_at, first_responded_at, resolved_at, held_from,
            held_until, due_override (datetime64, each may have a bool `<key>_is_day` for bare dates), kind, urgency,
            priority, channel, customer_type, department, is_complex, is_major, cycle, hold_reason, merged_into. Also
            read where present: registered_at (R6), reopened_at (R14), urgency_before, urgency_changed_at and
            change_is_approved (R15), extension_approved_at (R16), contact_attempts (R17), response_is_auto (R7).
        policies: rows of 时限策略; those of first response, resolution and follow-up count here.
        calendar: one calendar, or several by name with the main one under "".
        as_of: the moment to look from; None leaves rows open whose promise only the clock could have broken.

    Returns:
        Same index. first_response_due, resolution_due, follow_up_from, follow_up_due, follow_up_suggested_at
        (datetime64[s]); response_verdict, resolution_verdict ("met", "breach", "undecidable", "not_judged" or None);
        response_is_by_clock, resolution_is_by_clock (the verdict follows from as_of, so a returned workbook leaves
        it out); is_provisional, is_on_hold, is_retroactive, is_response_assumed, is_wrong (bool); held_minutes
        (in the resolution's own clock); response_policy, resolution_policy (ids); computed_resolution_due and
        computed_resolution_verdict (what held without due_override, R19).

    Raises:
        TypeError: a column of moments holds something else, such as moments with a time zone.
    """
    calendars = {"": calendar} if isinstance(calendar, WorkCalendar) else calendar
    policies = tuple(policies)
    cases = merge_groups(cases)
    facts = read_facts(cases, as_of)
    response, computed = (
        judge_stage(Rules(tuple(p for p in policies if p.stage is stage), calendars), cases, facts, as_of)
        for stage in (Stage.FIRST_RESPONSE, Stage.RESOLUTION)
    )
    resolution = _overridden(computed, facts, as_of)
    columns = {
        **_columns(response, "first_response_due", "response"),
        **_columns(resolution, "resolution_due", "resolution"),
        "is_provisional": response.is_provisional | resolution.is_provisional,
        "is_on_hold": resolution.promise.on_hold & np.isnat(facts.override),
        "is_retroactive": response.promise.is_retroactive | resolution.promise.is_retroactive,
        "is_response_assumed": facts.responded_is_assumed,
        "is_wrong": facts.is_wrong,
        "held_minutes": resolution.promise.held,
        "computed_resolution_due": computed.due,
        "computed_resolution_verdict": VERDICTS[computed.verdict],
        **_follow_up(
            cases, facts, Rules(tuple(p for p in policies if p.stage is Stage.FOLLOW_UP), calendars)
        ),
    }
    return frame_of(columns, cases.index)


def judge_stage(rules: Rules, cases: pd.DataFrame, facts: Facts, as_of: np.datetime64 | None) -> Judged:
    """Judge first response or resolution by the policies of that stage."""
    matched = find_policies(rules, cases, facts)
    calendar = rules.calendars[""]
    facts = settled(rules, matched, facts, calendar)
    event, event_is_day = _event(rules, matched, facts)
    shown = promised(rules, matched, facts.assuming(calendar), event)
    held = _bounds(rules, matched, facts, shown, event)
    in_days = rules.which(lambda policy: not policy.clock.is_in_hours)[shown.index]
    verdict = compare(held, event, event_is_day, calendar, in_days)
    is_unfilled = rules.which(lambda policy: policy.is_unfilled)[shown.index]
    verdict[is_unfilled | np.isnat(facts.start) | facts.is_wrong] = UNDECIDABLE
    verdict[_is_not_judged(rules, facts, shown)] = NOT_JUDGED
    verdict, by_clock = _by_clock(verdict, held, event, as_of)
    return Judged(rules, shown, shown.due, held, verdict, by_clock, _is_provisional(rules, shown))


def _event(rules: Rules, matched: Matched, facts: Facts) -> tuple[Moments, Mask]:
    """What keeps the promise: an automatic receipt is no response unless the policy says so (R7)."""
    if not rules.policies or rules.policies[0].stage is not Stage.FIRST_RESPONSE:
        return facts.resolved, facts.resolved_is_day
    is_none = facts.response_is_auto & ~rules.which(lambda policy: policy.counts_auto_receipt)[matched.index]
    is_none &= ~facts.responded_is_assumed
    fallback = np.where(is_none, facts.resolved, facts.responded)
    return fallback, np.where(is_none, facts.resolved_is_day, facts.responded_is_day)


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


def _by_clock(verdict: Codes, held: Held, event: Moments, as_of: np.datetime64 | None) -> tuple[Codes, Mask]:
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


def _overridden(computed: Judged, facts: Facts, as_of: np.datetime64 | None) -> Judged:
    """Let a due moment that a person typed win over the computed one (R19); a bare date lasts until closing."""
    is_typed = ~np.isnat(facts.override)
    if not is_typed.any():
        return computed
    calendar = computed.rules.calendars[""]
    typed = np.where(facts.override_is_day, calendar.closing(facts.override), facts.override)
    due = np.where(is_typed, typed, computed.due)
    held = Held(
        np.where(is_typed, typed, computed.held.earliest),
        np.where(is_typed, typed, computed.held.latest),
        computed.held.is_due_included | is_typed,
    )
    verdict = compare(held, facts.resolved, facts.resolved_is_day, calendar, in_days=is_typed)
    verdict = np.where(facts.is_wrong, UNDECIDABLE, np.where(facts.is_child, NOT_JUDGED, verdict)).astype(
        np.int8
    )
    verdict, by_clock = _by_clock(verdict, held, facts.resolved, as_of)
    return replace(
        computed, due=due, held=held, verdict=np.where(is_typed, verdict, computed.verdict),
        is_by_clock=np.where(is_typed, by_clock, computed.is_by_clock), is_provisional=computed.is_provisional & ~is_typed,
    )  # fmt: skip


def _columns(judged: Judged, due: str, name: str) -> dict[str, Any]:
    return {
        due: judged.due,
        f"{name}_verdict": VERDICTS[judged.verdict],
        f"{name}_is_by_clock": judged.is_by_clock,
        f"{name}_policy": judged.rules.column("id")[judged.promise.index],
    }


def _follow_up(cases: pd.DataFrame, facts: Facts, rules: Rules) -> dict[str, Moments]:
    """The window after resolution in which to ask the customer, and when inside working time to do so (E14)."""
    opens, closes, suggested = (np.full(len(facts), NAT) for _ in range(3))
    resolved = np.where(facts.resolved_is_day, rules.calendars[""].opening(facts.resolved), facts.resolved)
    matched = find_policies(rules, cases, facts).index
    for number, policy in enumerate(rules.policies):
        rows = np.flatnonzero((matched == number) & ~facts.is_child)
        calendar, starts = rules.calendar(policy), resolved[rows]
        closes[rows] = count_on(policy, calendar, starts, rules.amounts[matched[rows]])
        first = np.full(len(rows), policy.amount_from, dtype=np.float64)
        opens[rows] = count_on(policy, calendar, starts, first) if policy.amount_from else starts
        suggested[rows] = suggest_within(calendar, opens[rows], closes[rows])
    return {"follow_up_from": opens, "follow_up_due": closes, "follow_up_suggested_at": suggested}


def suggest_within(calendar: WorkCalendar, opens: Moments, closes: Moments) -> Moments:
    """Return the last working moment inside each window, else the first after it."""
    has_time = calendar.minutes_between(opens, closes) > 0
    moment: Moments = np.where(has_time, calendar.last_open(closes), calendar.next_open(closes))
    return moment
