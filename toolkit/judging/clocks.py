"""The time limits of judged rows as columns: those of the running cycle, those of the ones before, and what presses now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.deadlines.between import JUDGED, folded
from toolkit.domain.deadlines.follow_up import suggest_within
from toolkit.domain.deadlines.receipts import RECEIPT, is_receipt_only
from toolkit.domain.deadlines.reminders import called, reached
from toolkit.domain.deadlines.sla import assess, columns
from toolkit.domain.fields import moments
from toolkit.domain.loop.asking import window
from toolkit.schema import choices as lists
from toolkit.words.deadline_notes import LATER_CYCLE

if TYPE_CHECKING:
    from toolkit.domain.deadlines.cycles import Cycles
    from toolkit.domain.deadlines.sla import Assessment
    from toolkit.settings.model import Settings
    from toolkit.words import Language

_CLOCKS = (
    "first_response_due", "resolution_due", "response_verdict", "resolution_verdict",
    "follow_up_from", "follow_up_due", "follow_up_suggested_at", "held_minutes", "is_on_hold", "is_wrong", "response_policy",
    "resolution_policy", "is_retroactive", "is_response_assumed", "computed_resolution_due", "computed_resolution_verdict",
)  # fmt: skip
_NO_OR_YES = np.array([None, "yes"], object)
DUES = ("first_response_due", "resolution_due")
VERDICTS = ("response_verdict", "resolution_verdict")
EARLIER = {f"earlier_{key}": key for key in (*DUES, *VERDICTS)}


def clock_columns(found: Assessment) -> dict[str, pd.Series]:
    """The columns of the running cycle."""
    clocks = columns(found)
    held = (clocks["held_minutes"] / 60).round(2)
    return {
        **{key: clocks[key] for key in _CLOCKS},
        "is_provisional": pd.Series(
            _NO_OR_YES[clocks["is_provisional"].to_numpy(np.intp)], clocks.index, dtype=object
        ),
        "held_hours": held.where(held > 0),
    }


def windows(frame: pd.DataFrame, found: Assessment, settings: Settings) -> dict[str, np.ndarray]:
    """When to ask the customer: as the rule says that the row falls under, else as the time limits give it."""
    calendar, facts = settings.calendar, found.facts
    resolved = np.where(facts.resolved_is_day, calendar.opening(facts.resolved), facts.resolved)
    resolved = np.where(facts.is_child, np.datetime64("NaT", "s"), resolved)
    limits = tuple(moments(frame, key) for key in ("follow_up_from", "follow_up_due"))
    usual = tuple(float(settings.answers[f"follow_up_{end}_hours"]) for end in ("from", "until"))
    rules = frame["ask_rule"].to_numpy(np.intp)
    opens, closes = window(rules, settings.follow_ups, resolved, (limits[0], limits[1]), (usual[0], usual[1]))
    return {
        "follow_up_from": opens,
        "follow_up_due": closes,
        "follow_up_suggested_at": suggest_within(calendar, opens, closes),
    }


def pressing(found: Assessment, as_of: np.datetime64) -> dict[str, np.ndarray]:
    """By clock: the reminder that has come and whom it calls, and whether the due moment falls on a day off."""
    made: dict[str, np.ndarray] = {}
    for name, judged in (("response", found.response), ("resolution", found.resolution)):
        points, _ = reached(judged, as_of)
        main = judged.rules.calendars[""]
        made[f"{name}_reminder"], made[f"{name}_calls"] = points, called(judged, points)
        made[f"{name}_is_off_duty"] = (main.roll(judged.due) != judged.due) & ~np.isnat(judged.due)
    return made


def _responded(now: pd.DataFrame, found: Assessment) -> pd.Series:
    """When each row was responded to in its cycle: a receipt is none, but where a policy says that it counts."""
    own, event = now["first_responded_at"], pd.Series(found.response.event, now.index)
    is_receipt = is_receipt_only(now) | (own.isna() & (event == now[RECEIPT])).to_numpy(bool)
    return own.mask(is_receipt, event)


def cycle_columns(cycles: Cycles, found: Assessment, settings: Settings) -> dict[str, pd.Series]:
    """Which cycle each row is in since when, what ended it, and how the first one was judged: that stays (R14)."""
    now = cycles.current
    made = {
        "cycle": now["cycle"],
        "cycle_started_at": pd.Series(moments(now, "reopened_at"), now.index),
        "response_done_at": _responded(now, found),
        "resolution_done_at": now["resolved_at"],
    }
    first = columns(assess(cycles.first, settings.policies, settings.calendars))
    first["resolution_verdict"] = first["resolution_verdict"].mask(cycles.is_overwritten, "undecidable")
    earlier = first.rename(columns={key: name for name, key in EARLIER.items()})[[*EARLIER]]
    whole = earlier.set_axis(now.index[cycles.rows]).reindex(now.index)
    for name, key in EARLIER.items():
        whole[name] = (
            whole[name] if key in DUES else whole[name].astype(object).where(whole[name].notna(), None)
        )
    return (
        made
        | {name: whole[name] for name in EARLIER}
        | {"first_verdict": whole["earlier_resolution_verdict"]}
        | _between(cycles, settings)
    )


def _between(cycles: Cycles, settings: Settings) -> dict[str, pd.Series]:
    """The cycles between a row's first and its running one, judged as each was; nothing where no row has any."""
    if not len(cycles.between_rows):
        return {}
    found = assess(cycles.between, settings.policies, settings.calendars)
    judged = columns(found).assign(
        cycle=cycles.between["cycle"],
        cycle_started_at=cycles.between["reopened_at"],
        response_done_at=_responded(cycles.between, found),
        resolution_done_at=cycles.between["resolved_at"],
    )
    index = cycles.current.index
    return {JUDGED: pd.Series(folded(cycles.between_rows, judged, len(index)), index, dtype=object)}


def cycle_words(frame: pd.DataFrame, lang: Language) -> np.ndarray:
    """What a note begins with where a dissatisfied customer opened a later cycle, shape (n,)."""
    words = np.full(len(frame), "", object)
    rows = np.flatnonzero(frame["cycle"] > 1)
    labels = lists.VERDICTS.label_of(lang)
    for row, cycle, verdict in zip(
        rows, frame["cycle"].iloc[rows], frame["first_verdict"].iloc[rows], strict=True
    ):
        words[row] = LATER_CYCLE(lang, cycle=int(cycle), verdict=labels.get(verdict, "–"))
    return words
