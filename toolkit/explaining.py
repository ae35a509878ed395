"""Why one feedback is due when it is: its time limits stretch by stretch, with rule and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.account.trace import explain
from toolkit.domain.deadlines.sla import assess
from toolkit.domain.loop.past import cycles_of
from toolkit.judging import assessed, enriched
from toolkit.schema.naming import normalise

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.domain.account.trace import Trace
    from toolkit.domain.loop.past import PastCycle
    from toolkit.ledger.ledger import Ledger
    from toolkit.settings.model import Settings

_FROM, _DUE, _BEST = "follow_up_from", "follow_up_due", "follow_up_suggested_at"
_UNSAID = ("keywords", "duplicate_of", "similar_to", "mentions", "is_first_of_customer")
"""Columns of ours that explain nothing and cost time."""


@dataclass(frozen=True, slots=True)
class Why:
    """One feedback explained.

    row: the enriched facts, by key. response, resolution: the limits of the cycle it is in. first: those of its first
    cycle where a dissatisfied customer opened another. follow_up: from when until when to ask the customer, and the
    working moment to do it; NaT without. is_before_start: received before the toolkit was in use, so not judged.
    """

    team: str
    feedback_id: str
    row: pd.Series
    cycle: int
    response: Trace
    resolution: Trace
    first: tuple[Trace, Trace] | None
    follow_up: tuple[np.datetime64, np.datetime64, np.datetime64]
    is_before_start: bool


def why(
    facts: pd.DataFrame, settings: Settings, feedback: str, as_of: np.datetime64 | None = None
) -> list[Why]:
    """Return every feedback of that name explained: "华东/F001" is one, "F001" is one of each team that has it.

    Args:
        facts: n rows by the keys of the feedback sheet, and `team`; all that may be merged with it.
        settings: the rules in force.
        feedback: the id, after a team and a slash where it belongs to one.
        as_of: the moment to look from; None says only what facts alone decide.
    """
    team, slash, feedback_id = feedback.rpartition("/")
    is_meant = facts["feedback_id"].map(normalise, na_action="ignore") == normalise(feedback_id)
    if slash:
        is_meant &= facts["team"] == team
    rows = np.flatnonzero(is_meant)
    if not len(rows):
        return []
    frame = enriched(facts, settings, as_of, unwanted=_UNSAID)
    cycles, found = assessed(frame, settings, as_of)
    earlier = assess(cycles.first, settings.policies, settings.calendars)
    place_in_first = {int(row): number for number, row in enumerate(cycles.rows)}
    told = []
    for row in rows.tolist():
        one, lang, place = frame.iloc[row], settings.lang, place_in_first.get(row)
        response, resolution = explain(found, row, lang)
        told.append(
            Why(
                team=one["team"],
                feedback_id=one["feedback_id"],
                row=one,
                cycle=int(cycles.current["cycle"].iloc[row]),
                response=response,
                resolution=resolution,
                first=None if place is None else explain(earlier, place, lang),
                follow_up=(
                    found.follow_up[_FROM][row],
                    found.follow_up[_DUE][row],
                    found.follow_up[_BEST][row],
                ),
                is_before_start=settings.started_on is not None
                and bool(one["received_at"] < settings.started_on),
            )
        )
    return told


def past_cycles(ledger: Ledger, team: str, feedback_id: str) -> tuple[PastCycle, ...]:
    """Return every cycle that a feedback went through, by its history.

    Raises:
        LedgerError: there is no such feedback in the team.
    """
    return cycles_of(ledger.states(team, feedback_id))
