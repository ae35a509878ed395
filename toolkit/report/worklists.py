"""Who has to do what now: lists of open feedback, each in the order in which to work it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain import attainment as kept
from toolkit.domain.measures import HOUR

if TYPE_CHECKING:
    from toolkit.domain.attainment import Clock
    from toolkit.domain.period import Mask

FOLLOW_UP = "follow_up"
_PRESSING = ("reminder", "calls", "is_off_duty")
_BY_DUE = ["due", "received_at", "feedback_id"]


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
    found = [
        rows[waiting_for(rows, clock, as_of) & rows[clock.due].notna()].assign(
            limit=clock.name,
            due=lambda frame, key=clock.due: frame[key],
            **{name: _of(rows, f"{clock.name}_{name}") for name in _PRESSING},
        )
        for clock in kept.CLOCKS
    ]
    every = pd.concat(found)
    every = every.assign(hours_left=(every["due"] - as_of).to_numpy() / HOUR)
    ordered: pd.DataFrame = every.sort_values(["due", "feedback_id"], kind="stable")
    return ordered


def overdue(rows: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    promises = deadlines(rows, as_of)
    return promises.loc[promises["due"] < as_of]


def due_today(rows: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    promises = deadlines(rows, as_of)
    day = as_of.astype("M8[D]")
    is_today: Mask = (promises["due"] >= as_of) & (promises["due"] < day + 1)
    return promises.loc[is_today]


def reminders(rows: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    """Return the promises not yet due that a reminder has come for, the most pressing first."""
    promises = deadlines(rows, as_of)
    return promises.loc[(promises["due"] >= as_of) & promises["reminder"].notna()]


def to_review(rows: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    """Return what a supervisor decides the level of: readings that disagree, a suggestion, a word that is ambiguous."""
    is_waiting = kept.is_open(rows, as_of) & rows["reviewed_level"].isna()
    is_unclear = _of(rows, "suggested_urgency").notna() | _of(rows, "level_is_ambiguous").eq(other=True)
    found = rows[(rows["status"] == "in_review") | (is_waiting & is_unclear)]
    found = found.assign(limit="resolution", due=found["resolution_due"])
    ordered: pd.DataFrame = found.sort_values(_BY_DUE, kind="stable")
    return ordered


def to_check(rows: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    """Return what somebody should look at, a row for each matter: `matter` names it.

    wrong: moments that contradict each other. typed_later: a due moment agreed on that is later than the computed one
    (R19). retroactive: late by a change of level alone (R15). off_duty: due on a day off, so somebody must be there.
    """

    def is_yes(key: str) -> Mask:
        return _of(rows, key).eq(other=True)

    own = {
        "wrong": is_yes("is_wrong"),
        "typed_later": rows["due_override"] > _of(rows, "computed_resolution_due").astype("datetime64[s]"),
        "retroactive": is_yes("is_retroactive"),
    }
    found = [
        rows[mask].assign(matter=matter, limit="resolution", due=lambda frame: frame["resolution_due"])
        for matter, mask in own.items()
    ]
    promises = deadlines(rows, as_of)
    found.append(
        promises[promises["is_off_duty"].eq(other=True) & (promises["due"] >= as_of)].assign(
            matter="off_duty"
        )
    )
    ordered: pd.DataFrame = pd.concat(found).sort_values(_BY_DUE, kind="stable")
    return ordered


def _of(rows: pd.DataFrame, key: str) -> pd.Series:
    """A column that judging adds; blank in a table that was not judged by us."""
    return rows[key] if key in rows else pd.Series(None, rows.index, dtype=object)


def in_status(
    rows: pd.DataFrame, status: str, due: str = "resolution_due", limit: str = "resolution"
) -> pd.DataFrame:
    """Return the rows in a status, the one due first at the top; those without a due moment last."""
    found = rows[rows["status"] == status].assign(limit=limit, due=lambda frame: frame[due])
    return found.sort_values(_BY_DUE, kind="stable")


def to_call(rows: pd.DataFrame) -> pd.DataFrame:
    """Return whom to ask, with `opens` and `best`: when the window opens, and the working moment to ask in it (E14)."""
    found = in_status(rows, "awaiting_follow_up", "follow_up_due", FOLLOW_UP)
    return found.assign(opens=found["follow_up_from"], best=_of(found, "follow_up_suggested_at"))


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
