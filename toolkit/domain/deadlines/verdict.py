"""Was the promise kept: a verdict from facts where every reading of them agrees, from the clock where nothing was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from toolkit.domain.deadlines.facts import LAST_MINUTE

if TYPE_CHECKING:
    from toolkit.domain.fields import Mask, Moments
    from toolkit.domain.worktime.calendar import WorkCalendar

Codes = npt.NDArray[np.int8]
OPEN, MET, BREACH, UNDECIDABLE, NOT_JUDGED = range(5)
VERDICTS = np.array([None, "met", "breach", "undecidable", "not_judged"], dtype=object)


@dataclass(frozen=True)
class Held:
    """Per row: the earliest and latest due moment that its facts allow, and whether an event on the due is in time."""

    earliest: Moments
    latest: Moments
    is_due_included: Mask


def compare(held: Held, event: Moments, event_is_day: Mask, calendar: WorkCalendar, in_days: Mask) -> Codes:
    """Judge events by whole minutes (R5, R20), shape (n,); OPEN where there is no event or no due moment.

    A bare date counts as the whole day; where the promise is counted in days it counts as the day's close of business,
    so that dates alone decide.
    """
    first, last = _minute(event), _minute(event)
    if event_is_day.any():
        day = event.astype("datetime64[D]")
        end = np.where(in_days, calendar.closing(event), day.astype("datetime64[s]") + LAST_MINUTE)
        first = np.where(event_is_day, _minute(day), first)
        last = np.where(event_is_day, _minute(end), last)
    is_met = _is_kept(last, held.earliest, held.is_due_included)
    is_breach = ~_is_kept(first, held.latest, held.is_due_included)
    verdict = np.where(is_met, MET, np.where(is_breach, BREACH, UNDECIDABLE))
    is_open = np.isnat(event) | np.isnat(held.earliest)
    return np.where(is_open, OPEN, verdict).astype(np.int8)


def has_run_out(held: Held, as_of: np.datetime64) -> Mask:
    """Say where the due moment has passed for certain, as of a moment."""
    now = _minute(np.full(len(held.latest), as_of))
    gone: Mask = ~np.isnat(held.latest) & ~_is_kept(now, held.latest, held.is_due_included)
    return gone


def _is_kept(event: Moments, due: Moments, is_due_included: Mask) -> Mask:
    due = _minute(due)
    kept: Mask = (event < due) | (is_due_included & (event == due))
    return kept


def _minute(moments: Moments) -> Moments:
    return moments.astype("datetime64[m]")
