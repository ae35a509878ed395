"""When to ask the customer after a resolution, and the working moment in that window to do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.deadlines.due import NAT, count_on
from toolkit.domain.deadlines.matching import match

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.domain.deadlines.due import Rules
    from toolkit.domain.deadlines.facts import Facts
    from toolkit.domain.fields import Moments
    from toolkit.domain.worktime.calendar import WorkCalendar


def follow_up(cases: pd.DataFrame, facts: Facts, rules: Rules) -> dict[str, Moments]:
    """The window after resolution in which to ask the customer, and when inside working time to do so (E14)."""
    opens, closes, suggested = (np.full(len(facts), NAT) for _ in range(3))
    resolved = np.where(facts.resolved_is_day, rules.calendars[""].opening(facts.resolved), facts.resolved)
    matched = match(cases, rules.policies)
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
