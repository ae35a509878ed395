"""Business time: when is an allowance of working time used up, and how much of it lies between two moments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt

from toolkit.domain.faults import CalendarDataError
from toolkit.domain.worktime.calendar_dict import read_calendar
from toolkit.domain.worktime.statutory import fixed_days
from toolkit.domain.worktime.timetable import DAY_SECONDS, NAT, Timetable
from toolkit.errors import CalendarHorizonError
from toolkit.words import deadlines as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from toolkit.domain.worktime.openhours import CalendarDay, Periods
    from toolkit.words import Text

Moments = Any
"""numpy datetime64, a scalar or an array of any shape: local wall-clock time."""
Seconds = npt.NDArray[np.int64]

FIRST_DAY = np.datetime64("1970-01-01", "D")
END_DAY = np.datetime64("2100-01-01", "D")
_MOST_MINUTES = int((END_DAY - FIRST_DAY).astype(int)) * 1440


class WorkCalendar:
    """Opening hours by weekday, and the days that break the pattern.

    A holiday closes a day; a make-up day (调休) opens one. Both are data, never code. A period is half-open: at
    09:00 sharp it is open, at 18:00 sharp it is closed. All arithmetic takes datetime64 of any unit, scalars or arrays
    that broadcast; it keeps seconds (fractions of one are dropped), gives datetime64[s], scalars for scalars, and NaT
    for NaT.

    Raises:
        CalendarHorizonError: a moment that is given or found lies outside 1970 to 2099.
        TypeError: moments are not datetime64, or an amount is no number.
    """

    def __init__(
        self,
        week: Sequence[Periods],
        days: Iterable[CalendarDay] = (),
        *,
        known_from: date | None = None,
        known_until: date | None = None,
    ) -> None:
        """Make a calendar from the periods of Monday to Sunday and the days that differ.

        Between `known_from` and `known_until` the days are complete, as officially published. Outside, the days
        that the law fixes to a date are closed unless `days` says otherwise, and results are provisional (R22).

        Raises:
            CalendarDataError: a date is given twice, or there is no working time at all.
        """
        self._known = _day(known_from, FIRST_DAY), _day(known_until, END_DAY)
        self.week = tuple(week)
        self.days = _by_date(days)
        fixed = fixed_days(FIRST_DAY, self._known[0]) | fixed_days(self._known[1] + 1, END_DAY)
        self.notes: dict[date, Text] = fixed | {on: day.note for on, day in self.days.items()}
        periods: dict[date, Periods] = dict.fromkeys(fixed, ())
        periods |= {on: day.periods for on, day in self.days.items()}
        self._table = Timetable(self.week, periods, FIRST_DAY, END_DAY)

    @property
    def known_days(self) -> tuple[np.datetime64, np.datetime64]:
        """The first and the last day of the years whose days off are known."""
        return self._known

    @classmethod
    def from_dict(cls, settings: Mapping[str, Any]) -> Self:
        """Make a calendar from plain data, such as JSON holds.

        Keys: weekly_hours {"mon": [["09:00", "12:00"], ["13:00", "18:00"]]} ("24:00" allowed), holidays [dates]
        (closed whatever else is set), extra_workdays [dates], extra_workday_hours (else the hours of the first
        weekday that has any), date_hours {date: hours} (replace that date's hours), breaks [[from, to]] (closed from
        the one moment up to the other, over midnight too; they may overlap), known_from and known_until (dates). All
        but weekly_hours may be left out or None. Dates are "2026-10-01", moments "2026-03-10T14:00", without zone or
        seconds; date and datetime objects will do.

        Raises:
            CalendarDataError: something cannot be used as it is written.
        """
        read = read_calendar(settings)
        return cls(read.week, read.days, known_from=read.known_from, known_until=read.known_until)

    def add_minutes(self, starts: Moments, minutes: Any) -> Any:
        """Return when an allowance of working minutes is used up; negative minutes go backwards.

        starts: moments, minutes: numbers, shapes that broadcast. An allowance used up exactly at closing time ends at
        closing time (going backwards: at opening time); zero minutes stay where they are, open or not. A fraction of a
        minute is rounded to the second.

        Raises:
            ValueError: an amount is not finite.
        """
        return _moments(self._table.add(*np.broadcast_arrays(_seconds(starts), _amount(minutes))))

    def minutes_between(self, starts: Moments, ends: Moments) -> Any:
        """Return the working minutes from start to end as float64, negative when reversed, nan for NaT.

        Seconds count as parts of a minute: working time from 17:59:30 to closing at 18:00 is 0.5.
        """
        starts, ends = np.broadcast_arrays(_seconds(starts), _seconds(ends))
        gone = self._table.position(ends) - self._table.position(starts)
        return np.where(_is_nat(starts) | _is_nat(ends), np.nan, gone / 60)[()]

    def add_days(self, starts: Moments, days: Any) -> Any:
        """Return the moments so many working days on, at the same time of day; negative days go backwards.

        A working day is one with any open minute. The start's own day is not counted, open or not: from a Sunday, one
        day leads to Monday and minus one to Friday. Zero days stay where they are, open or not.

        Raises:
            TypeError: a number of days is not whole.
        """
        starts, amount = np.broadcast_arrays(_seconds(starts), _whole(days))
        is_nat = _is_nat(starts)
        day, time = np.divmod(np.where(is_nat, 0, starts), DAY_SECONDS)
        moved = self._table.add_days(day, np.where(is_nat, 0, amount)) * DAY_SECONDS + time
        return _moments(np.where(is_nat, NAT, moved))

    def days_between(self, starts: Moments, ends: Moments) -> Any:
        """Return the working days from the start's date up to, not including, the end's; negative when reversed.

        Only the dates matter, not the times of day. Reversed, the days from the end's date up to, not including, the
        start's are counted. Returns int64.

        Raises:
            ValueError: one of the moments is NaT, for which there is no whole number.
        """
        starts, ends = np.broadcast_arrays(_seconds(starts), _seconds(ends))
        if _is_nat(starts).any() or _is_nat(ends).any():
            raise ValueError("days_between needs moments without NaT")
        first, last = starts // DAY_SECONDS, ends // DAY_SECONDS
        return (self._table.open_days_before(last) - self._table.open_days_before(first))[()]

    def roll(self, moments: Moments) -> Any:
        """Return the moments with those on a closed day moved to the same time of the next open day."""
        moments = _seconds(moments)
        is_nat = _is_nat(moments)
        day, time = np.divmod(np.where(is_nat, 0, moments), DAY_SECONDS)
        rolled = self._table.next_open_day(day) * DAY_SECONDS + time
        return _moments(np.where(is_nat, NAT, rolled))

    def opening(self, moments: Moments) -> Any:
        """Return when that day opens; a closed day has the opening time of the ordinary shift."""
        return _moments(self._table.opening(_seconds(moments)))

    def closing(self, moments: Moments) -> Any:
        """Return when that day closes; a closed day has the closing time of the ordinary shift."""
        return _moments(self._table.closing(_seconds(moments)))

    def next_open(self, moments: Moments) -> Any:
        """Return the moments themselves where open, else the next opening."""
        moments = _seconds(moments)
        return _moments(self._table.moment(self._table.position(moments), moments, ends=False))

    def last_open(self, moments: Moments) -> Any:
        """Return the moments themselves where open or just closing, else the last closing before."""
        moments = _seconds(moments)
        return _moments(self._table.moment(self._table.position(moments), moments, ends=True))

    def is_provisional(self, moments: Moments) -> Any:
        """Say of each moment whether it lies in days whose holidays are not officially published yet."""
        days = np.asarray(moments).astype("datetime64[D]")
        return ((days < self._known[0]) | (days > self._known[1]))[()]

    def periods_on(self, on: date) -> Periods:
        """Return the open periods of a date, in minutes after midnight."""
        return self._table.periods_on(on)


def _by_date(days: Iterable[CalendarDay]) -> dict[date, CalendarDay]:
    found: dict[date, CalendarDay] = {}
    for day in days:
        if day.on in found:
            raise CalendarDataError(say.DAY_TWICE, value=day.on)
        found[day.on] = day
    return found


def _day(on: date | None, otherwise: np.datetime64) -> np.datetime64:
    return otherwise if on is None else np.datetime64(on, "D")


def _is_nat(seconds: Seconds) -> npt.NDArray[np.bool_]:
    return np.equal(seconds, NAT)


def _seconds(moments: Moments) -> Seconds:
    """Moments as seconds since 1970, NaT as the least integer."""
    given = np.asarray(moments)
    if given.dtype.kind != "M":
        raise TypeError(f"moments are numpy datetime64, not {given.dtype}")
    seconds: Seconds = given.astype("datetime64[s]").view(np.int64)
    end = END_DAY.astype(np.int64) * DAY_SECONDS
    if seconds.size and (
        seconds.max() >= end or (seconds.min() < 0 and ((seconds < 0) & ~_is_nat(seconds)).any())
    ):
        raise CalendarHorizonError(say.OUTSIDE_CALENDAR, first=FIRST_DAY, last=END_DAY - 1)
    return seconds


def _amount(minutes: Any) -> Seconds:
    """Minutes as whole seconds; a float is rounded to the second."""
    amount = np.asarray(minutes)
    if amount.dtype.kind not in "iuf":
        raise TypeError(f"minutes are numbers, not {amount.dtype}")
    if not np.isfinite(amount).all():
        raise ValueError("minutes are finite numbers")
    if amount.size and max(-float(amount.min()), float(amount.max())) > _MOST_MINUTES:
        raise CalendarHorizonError(say.OUTSIDE_CALENDAR, first=FIRST_DAY, last=END_DAY - 1)
    seconds: Seconds = (
        np.rint(amount * 60.0).astype(np.int64) if amount.dtype.kind == "f" else amount.astype(np.int64) * 60
    )
    return seconds


def _whole(days: Any) -> Seconds:
    """Days as whole numbers that can go below zero; more than the calendar has stay too many."""
    amount = np.asarray(days)
    if amount.dtype.kind not in "iuf" or (amount.dtype.kind == "f" and (amount != np.rint(amount)).any()):
        raise TypeError("working days are whole numbers")
    whole: Seconds = np.clip(amount.astype(np.float64), -_MOST_MINUTES, _MOST_MINUTES).astype(np.int64)
    return whole


def _moments(seconds: Seconds) -> Any:
    return np.asarray(seconds, dtype=np.int64).view("datetime64[s]")[()]
