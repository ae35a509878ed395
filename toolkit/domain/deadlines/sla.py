"""Time limits judged: when a first response and a resolution are due, whether they were in time, when to follow up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.domain.deadlines.due import Rules
from toolkit.domain.deadlines.facts import Facts, read_facts
from toolkit.domain.deadlines.follow_up import follow_up
from toolkit.domain.deadlines.merging import merge_groups
from toolkit.domain.deadlines.policy import Stage
from toolkit.domain.deadlines.stage import Judged, by_clock, judge_stage
from toolkit.domain.deadlines.verdict import NOT_JUDGED, UNDECIDABLE, VERDICTS, Held, compare
from toolkit.domain.fields import frame_of
from toolkit.domain.worktime.calendar import WorkCalendar

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from toolkit.domain.deadlines.policy import Policy
    from toolkit.domain.fields import Moments

_FOLLOWING_UP = (Stage.FOLLOW_UP, Stage.SUPERVISOR_CALL, Stage.CALL_BACK)
"""Stages that say when to ask the customer: the first row that fits does, whatever its stage."""

Calendars = WorkCalendar | Mapping[str, WorkCalendar]


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
    return columns(assess(cases, policies, calendar, as_of))


@dataclass(frozen=True)
class Assessment:
    """All that judging a table brought to light; `computed` is the resolution as if nobody had typed a due moment."""

    cases: pd.DataFrame
    facts: Facts
    response: Judged
    computed: Judged
    resolution: Judged
    follow_up: Mapping[str, Moments]


def assess(
    cases: pd.DataFrame, policies: Iterable[Policy], calendar: Calendars, as_of: np.datetime64 | None = None
) -> Assessment:
    """Judge a table as `judge` does, and keep what an explanation needs."""
    calendars = {"": calendar} if isinstance(calendar, WorkCalendar) else calendar
    policies = tuple(policies)
    cases = merge_groups(cases)
    facts = read_facts(cases, as_of)
    response, computed = (
        Rules(tuple(p for p in policies if p.stage is stage), calendars)
        for stage in (Stage.FIRST_RESPONSE, Stage.RESOLUTION)
    )
    follow = Rules(tuple(p for p in policies if p.stage in _FOLLOWING_UP), calendars)
    judged = judge_stage(computed, cases, facts, as_of)
    return Assessment(
        cases, facts, judge_stage(response, cases, facts, as_of), judged, _overridden(judged, facts, as_of),
        follow_up(cases, facts, follow),
    )  # fmt: skip


def columns(found: Assessment) -> pd.DataFrame:
    """Return the columns that `judge` describes."""
    response, resolution, computed, facts = found.response, found.resolution, found.computed, found.facts
    judged = {
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
        **found.follow_up,
    }
    return frame_of(judged, found.cases.index)


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
    verdict, is_late = by_clock(verdict, held, facts.resolved, as_of)
    return replace(
        computed, due=due, held=held, verdict=np.where(is_typed, verdict, computed.verdict),
        is_by_clock=np.where(is_typed, is_late, computed.is_by_clock), is_provisional=computed.is_provisional & ~is_typed,
    )  # fmt: skip


def _columns(judged: Judged, due: str, name: str) -> dict[str, Any]:
    return {
        due: judged.due,
        f"{name}_verdict": VERDICTS[judged.verdict],
        f"{name}_is_by_clock": judged.is_by_clock,
        f"{name}_policy": judged.rules.column("id")[judged.promise.index],
    }
