"""What the detail says beside the facts: where the time of each row went, how old it is, and whether it was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from toolkit.domain.figures import attainment as kept
from toolkit.domain.figures import measures, stretches
from toolkit.domain.text.wording import is_vague

if TYPE_CHECKING:
    from toolkit.domain.figures.period import Mask, Period
    from toolkit.report.options import ReportOptions

DERIVED = (
    "resolution_hours", "waiting_hours", "net_hours", "handling_hours", "work_hours", "work_net_hours", "age_days",
)  # fmt: skip
"""Columns that follow from moments on the same row: hours to resolution in several readings, and days open."""
SOON = np.timedelta64(7, "D")
_SPAN = ("received_at", "resolved_at")
_DAY = np.timedelta64(86_400, "s")
_STORYLESS = ("praise", "question")
"""Kinds whose description need not tell a story."""


def derived(rows: pd.DataFrame, period: Period, options: ReportOptions) -> dict[str, np.ndarray]:
    """Return the columns of `DERIVED`, each of shape (n,); NaN where something is not known to the minute.

    waiting: for the customer or a day agreed with him. net: without it. handling: from the first response on, without
    it. work: in working hours of the main calendar; NaN without a calendar. age: of what is open at the end.
    """
    calendar = options.practice.calendar
    hours = measures.hours_between(rows, *_SPAN)
    waiting = stretches.waited(rows, *_SPAN)
    response = measures.response_hours(rows)
    nothing = np.full(len(rows), np.nan)
    work = stretches.working(rows, *_SPAN, calendar) if calendar else nothing
    work_waiting = stretches.waited(rows, *_SPAN, calendar) if calendar else nothing
    net, handling = hours - waiting, hours - waiting - response
    age = (period.until - rows["received_at"]).to_numpy() / _DAY
    return {
        "resolution_hours": hours, "waiting_hours": waiting, "net_hours": net,
        "handling_hours": np.where(handling >= 0, handling, np.nan), "work_hours": work,
        "work_net_hours": work - work_waiting, "age_days": np.where(kept.is_open(rows, period.until), age, np.nan),
    }  # fmt: skip


def more_flags(rows: pd.DataFrame, period: Period, options: ReportOptions) -> dict[str, Any]:
    """Return where a row is due soon, was to be asked in the period and was, and where its description says too little."""
    due, asked = rows["follow_up_due"], rows["followed_up_at"]
    is_asked = period.holds(due) & rows["resolved_at"].notna() & ~kept.is_merged(rows)
    was_asked = is_asked & (asked <= period.until)
    tells = ~rows["kind"].isin([options.label("kind", key) for key in _STORYLESS])
    return {
        "in_due_soon": is_due_soon(rows, period),
        "in_follow_up": is_asked,
        "is_followed_up": was_asked,
        "is_asked_in_time": was_asked & (asked <= due),
        "is_vague": _is_vague(rows, measures.is_received(rows, period) & tells),
    }  # fmt: skip


def is_due_soon(rows: pd.DataFrame, period: Period) -> Mask:
    """Say of each row whether it is open at the end of the period and to be resolved within seven days from there."""
    due = rows["resolution_due"]
    is_ahead = (due >= period.until) & (due < period.until + SOON)
    return kept.is_open(rows, period.until) & is_ahead & (rows["resolution_verdict"] != "not_judged")


def _is_vague(rows: pd.DataFrame, received: Any) -> np.ndarray:
    """Judge each distinct text once."""
    found = np.zeros(len(rows), bool)
    some = np.flatnonzero(received.to_numpy(bool))
    codes, texts = pd.factorize(rows["description"].iloc[some])
    vague = np.append(is_vague(pd.Series(texts, dtype=object)), False)
    found[some] = vague[codes]
    return found
