"""What a team does again and again: on which days, moved off days off (例行安排)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toolkit.domain.worktime.calendar import WorkCalendar

DAILY, WEEKLY, MONTHLY, QUARTERLY = "daily", "weekly", "monthly", "quarterly"
NEXT, BEFORE, STAY = "next", "before", "stay"
_DAY = timedelta(days=1)
_FURTHEST_SHIFT = 31
"""Days a date is moved at most: a calendar that closes for longer has no such day."""


@dataclass(frozen=True, slots=True)
class Routine:
    """Something that recurs.

    every: DAILY, WEEKLY (on `weekday`, 0 is Monday), MONTHLY or QUARTERLY (on `day` of the month, the quarter's first;
    a month that is shorter has its last day). shift: what becomes of a day off. at: minute of the day, None for any.
    who, about: whom it concerns, and the key of the list that it goes through.
    """

    name: str
    every: str
    weekday: int = 0
    day: int = 1
    shift: str = NEXT
    at: int | None = None
    who: str = ""
    about: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Occasion:
    """A day on which a routine is due, and the day that it was moved from where it was moved."""

    on: date
    routine: Routine
    planned: date

    @property
    def is_moved(self) -> bool:
        return self.on != self.planned


def occasions(routine: Routine, first: date, last: date, calendar: WorkCalendar) -> list[Occasion]:
    """Return the days from first to last, both included, on which a routine is due, in order; no day twice."""
    reach = timedelta(days=_FURTHEST_SHIFT)
    found: dict[date, Occasion] = {}
    for planned in _planned(routine, first - reach, last + reach):
        on = shifted(planned, routine.shift, calendar)
        if routine.every == DAILY and routine.shift != STAY and on != planned:
            continue
        if first <= on <= last:
            # Where a moved day meets the next one's own, the own one is told.
            found[on] = Occasion(on, routine, planned)
    return [found[on] for on in sorted(found)]


def agenda(routines: Sequence[Routine], first: date, last: date, calendar: WorkCalendar) -> list[Occasion]:
    """Return what is due from first to last, by day, then by hour, then in the order of the routines."""
    every = [one for routine in routines for one in occasions(routine, first, last, calendar)]
    return sorted(every, key=lambda one: (one.on, -1 if one.routine.at is None else one.routine.at))


def in_month_of(routine: Routine, on: date, calendar: WorkCalendar) -> date | None:
    """Return the day in this month for which a routine is planned, moved as its rule says; None without one."""
    last = monthrange(on.year, on.month)[1]
    planned = next(_planned(routine, on.replace(day=1), on.replace(day=last)), None)
    return None if planned is None else shifted(planned, routine.shift, calendar)


def shifted(on: date, shift: str, calendar: WorkCalendar) -> date:
    """Return the day moved to the next working day, or to the one before, or as it is."""
    if shift == STAY:
        return on
    step = _DAY if shift == NEXT else -_DAY
    moved = on
    for _ in range(_FURTHEST_SHIFT):
        if calendar.periods_on(moved):
            return moved
        moved += step
    return on


def _planned(routine: Routine, first: date, last: date) -> Iterator[date]:
    """The days that a routine names, days off or not."""
    if routine.every in (DAILY, WEEKLY):
        step = _DAY if routine.every == DAILY else 7 * _DAY
        on = first if routine.every == DAILY else first + (routine.weekday - first.weekday()) % 7 * _DAY
        while on <= last:
            yield on
            on += step
        return
    for year, month in _months(first, last, 3 if routine.every == QUARTERLY else 1):
        on = date(year, month, min(routine.day, monthrange(year, month)[1]))
        if first <= on <= last:
            yield on


def _months(first: date, last: date, step: int) -> Iterator[tuple[int, int]]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        if number % step == 0:
            yield number // 12, number % 12 + 1
