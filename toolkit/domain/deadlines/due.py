"""When a promise runs out: one function for each way of counting, over all rows that count that way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from toolkit.domain.deadlines.policy import Clock, DayEnd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from toolkit.domain.deadlines.matching import Index
    from toolkit.domain.deadlines.policy import CutOff, Policy
    from toolkit.domain.fields import Mask, Moments
    from toolkit.domain.worktime.calendar import WorkCalendar

Amounts = npt.NDArray[np.float64]
NAT = np.datetime64("NaT", "s")
DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Rules:
    """The policies of one stage and the calendars they name; "" is the main calendar."""

    policies: tuple[Policy, ...]
    calendars: Mapping[str, WorkCalendar]

    def calendar(self, policy: Policy) -> WorkCalendar:
        """The calendar that a policy names, the main one where it names none or an unknown one."""
        return self.calendars.get(policy.calendar, self.calendars[""])

    @cached_property
    def amounts(self) -> Amounts:
        """The amount of each policy, NaN without one; the last is for rows that no policy is meant for."""
        return np.array([*(policy.amount for policy in self.policies), None], dtype=np.float64)

    def column(self, name: str) -> npt.NDArray[np.object_]:
        """A field of each policy, to be indexed by policy number; -1 gives None."""
        values = np.full(len(self.policies) + 1, None, dtype=object)
        values[:-1] = [getattr(policy, name) for policy in self.policies]
        return values

    def which(self, is_so: Callable[[Policy], bool], *, without: bool = False) -> Mask:
        """Which policies something is true of, to be indexed by policy number; -1 gives `without`."""
        return np.array([*(is_so(policy) for policy in self.policies), without], dtype=bool)

    def groups(self, index: Index) -> Iterator[tuple[Policy, Index]]:
        """Give the rows that count the same way, each with a policy that says how; amounts may still differ."""
        ways = list(dict.fromkeys(_way(policy) for policy in self.policies))
        way_of = np.array([*(ways.index(_way(policy)) for policy in self.policies), -1])
        speakers = {_way(policy): policy for policy in self.policies}
        way_of_row = way_of[index]
        for number, way in enumerate(ways):
            rows = np.flatnonzero(way_of_row == number)
            if len(rows):
                yield speakers[way], rows


def _way(policy: Policy) -> tuple[object, ...]:
    return (
        policy.clock, policy.day_end, policy.counts_first_day, policy.rolls_over_days_off,
        policy.cut_off, policy.calendar, policy.pause_rounds_up,
    )  # fmt: skip


def due_moments(rules: Rules, index: Index, starts: Moments, amounts: Amounts) -> Moments:
    """Return when each row's promise runs out, NaT where it names no moment; all of shape (n,)."""
    due = np.full(len(starts), NAT)
    for policy, rows in rules.groups(index):
        due[rows] = count_on(policy, rules.calendar(policy), starts[rows], amounts[rows])
    return due


def count_on(policy: Policy, calendar: WorkCalendar, starts: Moments, amounts: Amounts) -> Moments:
    """Return the moments so many hours or days on, counted as the policy says; amounts are its hours or days."""
    if policy.clock not in _COUNT:
        return np.full(len(starts), NAT)
    is_blank = np.isnan(amounts) & (policy.clock.is_in_hours or policy.clock.is_in_days)
    due: Moments = _COUNT[policy.clock](policy, calendar, starts, np.where(np.isnan(amounts), 1, amounts))
    due[is_blank] = NAT
    return due


def _natural_hours(_policy: Policy, _calendar: WorkCalendar, starts: Moments, hours: Amounts) -> Moments:
    due: Moments = starts + np.rint(hours * 3600).astype("timedelta64[s]")
    return due


def _working_hours(_policy: Policy, calendar: WorkCalendar, starts: Moments, hours: Amounts) -> Moments:
    due: Moments = calendar.add_minutes(starts, hours * 60)
    return due


def _working_days(policy: Policy, calendar: WorkCalendar, starts: Moments, days: Amounts) -> Moments:
    whole = days.astype(np.int64)
    if policy.counts_first_day:
        whole -= calendar.roll(starts) == starts
    return _end_of_day(policy, calendar, calendar.add_days(starts, whole))


def _natural_days(policy: Policy, calendar: WorkCalendar, starts: Moments, days: Amounts) -> Moments:
    due = starts + (days.astype(np.int64) - int(policy.counts_first_day)) * DAY
    return _end_of_day(policy, calendar, calendar.roll(due) if policy.rolls_over_days_off else due)


def _end_of_day(policy: Policy, calendar: WorkCalendar, due: Moments) -> Moments:
    if policy.day_end is DayEnd.SAME_TIME:
        return due
    if policy.day_end is DayEnd.MIDNIGHT:
        return _day(due) + DAY
    closing: Moments = calendar.closing(due)
    return closing


def _cut_off(policy: Policy, calendar: WorkCalendar, starts: Moments, _amounts: Amounts) -> Moments:
    cut = policy.cut_off
    assert cut is not None  # a policy of this clock cannot be made without
    if cut.month_day:
        day = _month(starts, 1) + (cut.month_day - 1) * DAY
        return _end_of_day(policy, calendar, calendar.roll(day) if policy.rolls_over_days_off else day)
    is_before = _is_before(cut, starts)
    days = np.where(is_before, cut.before[0], cut.after[0]) * DAY
    due: Moments = _day(starts) + days
    if policy.rolls_over_days_off:
        due = calendar.roll(due)
    due += np.where(is_before, cut.before[1], cut.after[1]).astype("timedelta64[m]")
    return due


def _is_before(cut: CutOff, starts: Moments) -> Mask:
    minute = (starts - _day(starts)).astype("timedelta64[m]").astype(np.int64)
    return np.where(cut.takes_at, minute <= cut.at, minute < cut.at)


def _batch(_policy: Policy, calendar: WorkCalendar, starts: Moments, _amounts: Amounts) -> Moments:
    """Closing time of the last working day of the month."""
    due: Moments = calendar.last_open(_month(starts, 1))
    return due


def _day(moments: Moments) -> Moments:
    return moments.astype("datetime64[D]").astype("datetime64[s]")


def _month(moments: Moments, later: int) -> Moments:
    return (moments.astype("datetime64[M]") + later).astype("datetime64[s]")


_COUNT: dict[Clock, Callable[[Policy, WorkCalendar, Moments, Amounts], Moments]] = {
    Clock.NATURAL_HOURS: _natural_hours,
    Clock.WORKING_HOURS: _working_hours,
    Clock.NATURAL_DAYS: _natural_days,
    Clock.WORKING_DAYS: _working_days,
    Clock.CUT_OFF: _cut_off,
    Clock.BATCH: _batch,
}
