"""Promises still to be kept: overdue, due today, due in seven days, and those that a reminder has come for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.figures import attainment as kept
from toolkit.domain.figures.measures import HOUR

if TYPE_CHECKING:
    from toolkit.domain.figures.attainment import Clock
    from toolkit.domain.figures.period import Mask

WEEK = 7
_PRESSING = ("reminder", "calls", "is_off_duty")


def waiting_for(rows: pd.DataFrame, clock: Clock, as_of: np.datetime64) -> Mask:
    """Say of each row whether it is open and what this clock waits for has not happened; unjudged ones are not."""
    is_done = kept.done_at(rows, clock).notna()
    if clock is kept.RESOLUTION:
        is_done = pd.Series(False, rows.index)
    return kept.is_open(rows, as_of) & ~is_done & (rows[clock.verdict] != "not_judged")


def deadlines(rows: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    """Return every promise still to be kept, the most pressing first: a row each, a feedback may have two.

    Added columns: limit (the clock's name), due, hours_left (natural hours, negative when over), reminder (the last
    point reached), calls (whom it speaks to), is_off_duty (due on a day off).
    """
    found = [_promised(rows, clock, as_of) for clock in kept.CLOCKS]
    every = pd.concat(found)
    every = every.assign(hours_left=(every["due"] - as_of).to_numpy() / HOUR)
    ordered: pd.DataFrame = every.sort_values(["due", "feedback_id"], kind="stable")
    return ordered


def _promised(rows: pd.DataFrame, clock: Clock, as_of: np.datetime64) -> pd.DataFrame:
    waiting = rows[waiting_for(rows, clock, as_of) & rows[clock.due].notna()]
    pressing = {name: of(waiting, f"{clock.name}_{name}") for name in _PRESSING}
    promised: pd.DataFrame = waiting.assign(limit=clock.name, due=waiting[clock.due], **pressing)
    return promised


def due_lists(rows: pd.DataFrame, as_of: np.datetime64) -> dict[str, pd.DataFrame]:
    """Return the promises by list: overdue, today (what is left of it), week (the seven days after), reminders."""
    promises = deadlines(rows, as_of)
    due, tomorrow = promises["due"], as_of.astype("M8[D]") + 1
    is_ahead = due >= as_of
    return {
        "overdue": promises.loc[~is_ahead],
        "today": promises.loc[is_ahead & (due < tomorrow)],
        "week": promises.loc[(due >= tomorrow) & (due < tomorrow + WEEK)],
        "reminders": promises.loc[is_ahead & promises["reminder"].notna()],
    }


def of(rows: pd.DataFrame, key: str) -> pd.Series:
    """Return a column that judging adds; blank in a table that was not judged by us."""
    return rows[key] if key in rows else pd.Series(None, rows.index, dtype=object)


def moments_of(rows: pd.DataFrame, key: str) -> pd.Series:
    """Return a column of moments that judging adds; NaT where it is missing."""
    return of(rows, key).astype("datetime64[s]")


def time_states(rows: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    """Return, with the rows' index, time_state (a key or None) and remaining_hours of the resolution (NaN)."""
    is_due = waiting_for(rows, kept.RESOLUTION, as_of) & rows["resolution_due"].notna()
    due = rows["resolution_due"].where(is_due)
    tomorrow = as_of.astype("M8[D]") + 1
    names = ["overdue", "on_hold", "due_today"]
    tests = [due < as_of, due.notna() & (rows["status"] == "on_hold"), due < tomorrow]
    state = pd.Series("not_due", rows.index, dtype=object).where(due.notna(), None)
    for test, name in reversed([*zip(tests, names, strict=True)]):
        state = state.mask(test, name)
    hours = np.round((due - as_of).to_numpy() / HOUR, 1)
    return pd.DataFrame({"time_state": state, "remaining_hours": hours}, rows.index)
