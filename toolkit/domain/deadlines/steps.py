"""The clocks of single steps (ε) and the cut-offs (ζ): each starts at one moment of a table and ends at another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.domain.deadlines.due import Rules, due_moments
from toolkit.domain.deadlines.facts import read_facts, reversed_by
from toolkit.domain.deadlines.policy import Stage
from toolkit.domain.deadlines.stage import judge_stage
from toolkit.domain.deadlines.verdict import VERDICTS
from toolkit.domain.fields import flags, frame_of, moments
from toolkit.domain.worktime.calendar import WorkCalendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from toolkit.domain.deadlines.policy import Policy
    from toolkit.domain.deadlines.sla import Calendars

JUDGED_FOR_EVERY_ROW = (Stage.FIRST_RESPONSE, Stage.RESOLUTION, Stage.FOLLOW_UP)


def judge_steps(
    cases: pd.DataFrame,
    policies: Iterable[Policy],
    calendar: Calendars,
    as_of: np.datetime64 | None = None,
) -> pd.DataFrame:
    """Judge every step whose start the table holds, by the policies of its stage.

    Args:
        cases: n rows, with the moments that the policies name as start and end event (and `<key>_is_day`).
        policies: rows of 时限策略; those of other stages than the three that `judge` looks at count here.
        calendar: one calendar, or several by name with the main one under "".
        as_of: the moment to look from; None leaves rows open whose promise only the clock could have broken.

    Returns:
        Same index; for each stage found: `<stage>_from` (when a window opens, else NaT), `<stage>_due`,
        `<stage>_verdict`, `<stage>_policy`.
    """
    calendars = {"": calendar} if isinstance(calendar, WorkCalendar) else calendar
    columns: dict[str, Any] = {}
    for way in _ways(policies):
        if way[0].start_event in cases:
            columns |= _step(way, calendars, cases, as_of)
    return frame_of(columns, cases.index)


def _ways(policies: Iterable[Policy]) -> list[tuple[Policy, ...]]:
    """The policies of one stage together; they start and end at the same events."""
    ways: dict[tuple[Stage, str, str], list[Policy]] = {}
    for policy in policies:
        if policy.stage not in JUDGED_FOR_EVERY_ROW:
            ways.setdefault((policy.stage, policy.start_event, policy.end_event), []).append(policy)
    return [tuple(way) for way in ways.values()]


def _step(
    policies: tuple[Policy, ...],
    calendars: Mapping[str, WorkCalendar],
    cases: pd.DataFrame,
    as_of: np.datetime64 | None,
) -> dict[str, Any]:
    rules, (start, end) = Rules(policies, calendars), (policies[0].start_event, policies[0].end_event)
    facts = replace(
        read_facts(cases, as_of),
        start=moments(cases, start),
        start_is_day=flags(cases, f"{start}_is_day"),
        resolved=moments(cases, end),
        resolved_is_day=flags(cases, f"{end}_is_day"),
    )
    facts = replace(facts, is_wrong=reversed_by(facts, "start", "resolved"))
    judged = judge_stage(rules, cases, facts, as_of)
    index = judged.promise.index
    first = np.array([*(policy.amount_from for policy in policies), None], dtype=np.float64)[index]
    opens = due_moments(rules, index, judged.promise.start, first)
    stage = policies[0].stage
    return {
        f"{stage}_from": np.where(np.isnan(first), np.datetime64("NaT", "s"), opens),
        f"{stage}_due": judged.due,
        f"{stage}_verdict": VERDICTS[judged.verdict],
        f"{stage}_policy": rules.column("id")[index],
    }
