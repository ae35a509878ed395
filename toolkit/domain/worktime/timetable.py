"""The arithmetic under a work calendar: every day's open seconds counted once, then looked up in both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from toolkit.domain.faults import CalendarDataError
from toolkit.domain.worktime.openhours import MINUTES_A_DAY, Periods
from toolkit.errors import CalendarHorizonError
from toolkit.words import deadlines as say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

DAY_SECONDS = 86_400
NAT = np.iinfo(np.int64).min
_STRIDE = MINUTES_A_DAY + 1
_HOUR = 3600

Ints = npt.NDArray[np.int64]


class Timetable:
    """Days numbered from 1970, each with one of a few patterns of open minutes.

    A moment's position is the number of open seconds before it. Position of a moment: what was open before its
    day plus a look into its day's pattern, minute by minute. Moment of a position: a coarse table names the open
    day or one shortly before, a few comparisons settle it, and the pattern read backwards gives the minute.
    Both cost the same whatever the distance; there is no loop over minutes, days or rows.
    """

    def __init__(
        self,
        week: Sequence[Periods],
        dates: Mapping[date, Periods],
        first: np.datetime64,
        end: np.datetime64,
    ) -> None:
        self._first, self._end = first, end
        self._offset = int(first.astype(np.int64))
        self._patterns = tuple(dict.fromkeys((*week, *dates.values())))
        self._pattern = self._pattern_of_days(week, dates)
        self._ordinary = self._patterns.index(next((hours for hours in week if hours), week[0]))
        self._read_patterns()
        self._count_days()

    def _pattern_of_days(
        self, week: Sequence[Periods], dates: Mapping[date, Periods]
    ) -> npt.NDArray[np.intp]:
        number = {hours: n for n, hours in enumerate(self._patterns)}
        days = np.arange(self._offset, int(self._end.astype(np.int64)))
        of_weekday = np.array([number[hours] for hours in week], dtype=np.intp)
        pattern = of_weekday[(days + 3) % 7]  # 1970-01-01 was a Thursday
        special = np.array(list(dates), dtype="datetime64[D]")
        inside = (special >= self._first) & (special < self._end)
        numbers = np.array([number[hours] for hours in dates.values()], dtype=np.intp)
        pattern[(special - self._first).astype(np.int64)[inside]] = numbers[inside]
        return pattern

    def _read_patterns(self) -> None:
        """Tables of a pattern, minute by minute: seconds open before it, whether open; and the n-th open minute."""
        is_open = np.zeros((len(self._patterns), _STRIDE), dtype=np.int64)
        for row, periods in zip(is_open, self._patterns, strict=True):
            for start, end in periods:
                row[start:end] = 1
        self._open_minutes = is_open.sum(axis=1)
        self._is_open = is_open.ravel()
        self._before_minute = ((is_open.cumsum(axis=1) - is_open) * 60).ravel()
        self._minute_at = np.argsort(1 - is_open, axis=1, kind="stable").ravel()
        self._opens = np.array([periods[0][0] if periods else 0 for periods in self._patterns]) * 60
        self._closes = np.array([periods[-1][1] if periods else 0 for periods in self._patterns]) * 60

    def _count_days(self) -> None:
        """Running totals over the days, and the coarse table from a position to its open day."""
        seconds = self._open_minutes[self._pattern] * 60
        is_open = seconds > 0
        if not is_open.any():
            raise CalendarDataError(say.NEVER_OPEN)
        self._before_day = np.concatenate(([0], seconds.cumsum()))
        self._open_before = np.concatenate(([0], is_open.cumsum()))
        self._open_days = np.flatnonzero(is_open)
        self._day_start = np.append(self._before_day[self._open_days], self._before_day[-1])
        self._step = max(_HOUR, int(seconds[is_open].min()))
        marks = np.arange(0, self._before_day[-1] + self._step, self._step)
        self._near = np.searchsorted(self._day_start[:-1], marks, side="right") - 1
        self._tries = int(np.diff(self._near).max(initial=0))

    def position(self, moments: Ints) -> Ints:
        """Return the open seconds before these moments (seconds since 1970); NaT gives anything."""
        if _has_nat(moments):
            moments = np.where(moments == NAT, self._offset * DAY_SECONDS, moments)
        day = moments // DAY_SECONDS
        second = moments - day * DAY_SECONDS
        day -= self._offset
        minute = second // 60
        second -= minute * 60
        minute += self._pattern[day] * _STRIDE
        second *= self._is_open[minute]
        second += self._before_minute[minute]
        second += self._before_day[day]
        return second

    def add(self, moments: Ints, seconds: Ints) -> Ints:
        """Return the moments so many open seconds on (or back); zero stays where it is."""
        forward = (seconds > 0).astype(np.int64)
        there = self._moment_of(self.position(moments) + seconds, forward, moments)
        stays = seconds == 0
        return np.where(stays, moments, there) if stays.any() else there

    def moment(self, positions: Ints, moments: Ints, *, ends: bool) -> Ints:
        """Return the moments at these positions: the end of an open stretch if `ends`, else the next opening."""
        return self._moment_of(positions, np.full_like(positions, int(ends)), moments)

    def _moment_of(self, positions: Ints, is_end: Ints, moments: Ints) -> Ints:
        """The moment where the open second before (`is_end` 1) or after (0) each position lies."""
        second = positions - is_end
        if _has_nat(moments):
            second = np.where(moments == NAT, 0, second)
        if second.size and (second.min() < 0 or second.max() >= self._before_day[-1]):
            raise self._horizon()
        near = self._near[second // self._step]
        for _ in range(self._tries):
            near += self._day_start[near + 1] <= second
        second -= self._day_start[near]
        day = self._open_days[near]
        minute = second // 60
        second -= minute * 60
        second += self._minute_at[minute + self._pattern[day] * _STRIDE] * 60
        second += (day + self._offset) * DAY_SECONDS + is_end
        return np.where(moments == NAT, NAT, second) if _has_nat(moments) else second

    def add_days(self, days: Ints, amounts: Ints) -> Ints:
        """Return the day numbers so many open days on (or back), the start's own not counted."""
        day = days - self._offset
        wanted = np.where(amounts > 0, self._open_before[day + 1] - 1, self._open_before[day]) + amounts
        if (((wanted < 0) | (wanted >= len(self._open_days))) & (amounts != 0)).any():
            raise self._horizon()
        found = self._open_days[np.clip(wanted, 0, len(self._open_days) - 1)] + self._offset
        return np.where(amounts == 0, days, found)

    def open_days_before(self, days: Ints) -> Ints:
        """Return how many open days lie before each day."""
        return self._open_before[days - self._offset]

    def next_open_day(self, days: Ints) -> Ints:
        """Return the days themselves where open, else the next open ones."""
        wanted = self._open_before[days - self._offset]
        if (wanted >= len(self._open_days)).any():
            raise self._horizon()
        return self._open_days[wanted] + self._offset

    def opening(self, moments: Ints) -> Ints:
        """Return when the day of each moment opens, by the ordinary shift where it is closed."""
        return self._edge(moments, self._opens)

    def closing(self, moments: Ints) -> Ints:
        """Return when the day of each moment closes, by the ordinary shift where it is closed."""
        return self._edge(moments, self._closes)

    def _edge(self, moments: Ints, edges: Ints) -> Ints:
        is_nat = moments == NAT
        day = np.where(is_nat, 0, moments) // DAY_SECONDS
        pattern = self._pattern[day - self._offset]
        pattern = np.where(self._open_minutes[pattern] > 0, pattern, self._ordinary)
        return np.where(is_nat, NAT, day * DAY_SECONDS + edges[pattern])

    def periods_on(self, on: date) -> Periods:
        """Return the open periods of a date."""
        return self._patterns[self._pattern[int((np.datetime64(on, "D") - self._first).astype(np.int64))]]

    def _horizon(self) -> CalendarHorizonError:
        return CalendarHorizonError(say.OUTSIDE_CALENDAR, first=self._first, last=self._end - 1)


def _has_nat(moments: Ints) -> bool:
    return bool(moments.size and moments.min() == NAT)
