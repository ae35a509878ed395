"""Which reminder of an open promise has come: so much of the time used, so long before, due, and each day after (R23)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from toolkit.domain.deadlines.policy import Clock
from toolkit.domain.deadlines.verdict import OPEN
from toolkit.domain.faults import PolicyDataError
from toolkit.words import deadlines as say

if TYPE_CHECKING:
    from toolkit.domain.deadlines.matching import Index
    from toolkit.domain.deadlines.policy import Policy
    from toolkit.domain.deadlines.stage import Judged
    from toolkit.domain.fields import Moments
    from toolkit.domain.worktime.calendar import WorkCalendar

_SHARE = re.compile(r"(\d{1,2}|100)%")
_BEFORE = re.compile(r"-(\d+)([mhd])")
_UNITS = {"m": 60, "h": 3600, "d": 86_400}
_DAY = np.timedelta64(86_400, "s")
NAT = np.datetime64("NaT", "s")

_LATE = ("due", "daily")

Points = npt.NDArray[np.object_]


def reached(judged: Judged, as_of: np.datetime64) -> tuple[Points, Moments]:
    """Return the latest reminder point that each open row has reached, and when; None and NaT without one.

    A row on hold, done or without a due moment has none. Reminders of policies that keep to working time move to the
    next opening; "daily" is the last of the daily ones.

    Raises:
        PolicyDataError: a policy has a reminder point that is none.
    """
    points = np.full(len(judged.due), None, dtype=object)
    moments = np.full(len(judged.due), NAT)
    is_open = np.isnat(judged.event) & ~np.isnat(judged.due) & ((judged.verdict == OPEN) | judged.is_by_clock)
    for number, policy in enumerate(judged.rules.policies):
        rows = np.flatnonzero(is_open & (judged.promise.index == number))
        for point in policy.reminders if len(rows) else ():
            when = _moment(point, policy, judged, rows, as_of)
            if policy.reminds_in_working_time:
                when = judged.rules.calendar(policy).next_open(when)
            newer = (when <= as_of) & (np.isnat(moments[rows]) | (when >= moments[rows]))
            points[rows[newer]], moments[rows[newer]] = point, when[newer]
    return points, moments


def called(judged: Judged, points: Points) -> npt.NDArray[np.object_]:
    """Return whom the reminders speak to, as tuples: from the due moment on those it escalates to, before others.

    An empty tuple is the owner alone.
    """
    before, late = judged.rules.column("reminds"), judged.rules.column("escalates_to")
    index = judged.promise.index
    is_late = np.isin(points.astype(str), _LATE)
    whom = np.full(len(points), None, dtype=object)
    for row in np.flatnonzero(points != None):  # noqa: E711 - an array of objects
        whom[row] = (late if is_late[row] else before)[index[row]] or ()
    return whom


def check_point(point: str) -> None:
    """Refuse a text that is no reminder point: "50%", "-30m", "-2h", "-1d", "due" or "daily".

    Raises:
        PolicyDataError: it is none.
    """
    if point not in ("due", "daily") and not _SHARE.fullmatch(point) and not _BEFORE.fullmatch(point):
        raise PolicyDataError(say.NOT_A_REMINDER, value=point)


def _moment(point: str, policy: Policy, judged: Judged, rows: Index, as_of: np.datetime64) -> Moments:
    check_point(point)
    start, due = judged.promise.start[rows], judged.due[rows]
    if point == "due":
        return due
    if point == "daily":
        late = np.maximum((as_of - due) // _DAY, 0)
        return np.where(late > 0, due + late * _DAY, NAT)
    before = _BEFORE.fullmatch(point)
    if before:
        return due - np.timedelta64(int(before[1]) * _UNITS[before[2]], "s")
    return _share(int(point[:-1]) / 100, policy, judged.rules.calendar(policy), start, due)


def _share(share: float, policy: Policy, calendar: WorkCalendar, start: Moments, due: Moments) -> Moments:
    """The moment when that share of the time is used, in working time where the policy counts that."""
    if policy.clock in (Clock.WORKING_HOURS, Clock.WORKING_DAYS):
        used: Moments = calendar.add_minutes(
            start, share * np.maximum(calendar.minutes_between(start, due), 0)
        )
    else:
        used = start + (share * (due - start).astype(np.int64)).astype("timedelta64[s]")
    return used
