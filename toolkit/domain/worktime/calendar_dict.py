"""A work calendar written as plain data, read and checked: nothing is guessed, the first fault is named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from toolkit.domain.faults import CalendarDataError
from toolkit.domain.worktime.openhours import (
    MINUTES_A_DAY,
    CalendarDay,
    Periods,
    listed,
    minute_of_day,
    named,
    read_date,
    read_periods,
    read_week,
    without,
)
from toolkit.words import deadlines as say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::00)?")
KEYS = (
    "weekly_hours",
    "holidays",
    "extra_workdays",
    "extra_workday_hours",
    "date_hours",
    "breaks",
    "known_from",
    "known_until",
)


@dataclass(frozen=True, slots=True)
class CalendarData:
    """What a calendar is made of: the periods of Monday to Sunday, the days that differ, the years known."""

    week: tuple[Periods, ...]
    days: tuple[CalendarDay, ...]
    known_from: date | None
    known_until: date | None


def read_calendar(settings: Mapping[str, Any]) -> CalendarData:
    """Read the plain data that `WorkCalendar.from_dict` describes.

    Raises:
        CalendarDataError: something cannot be used as it is written.
    """
    for key in named(settings):
        if key not in KEYS:
            raise CalendarDataError(say.UNKNOWN_SETTING, value=key)
    week = read_week(settings.get("weekly_hours"))
    days = _special_days(settings, week)
    for pair in listed(settings.get("breaks")):
        _cut(days, week, *_break(pair))
    return CalendarData(
        week, tuple(days.values()), *(_known(settings, key) for key in ("known_from", "known_until"))
    )


def _known(settings: Mapping[str, Any], key: str) -> date | None:
    return read_date(settings[key]) if settings.get(key) is not None else None


def _special_days(settings: Mapping[str, Any], week: Sequence[Periods]) -> dict[date, CalendarDay]:
    """Days that differ, each layer over the one before: make-up days, a date's own hours, holidays."""
    holidays, extra = (_dates(settings.get(key)) for key in ("holidays", "extra_workdays"))
    own = {read_date(text): read_periods(pairs) for text, pairs in named(settings.get("date_hours")).items()}
    shift = read_periods(settings.get("extra_workday_hours")) or next(filter(None, week), ())
    for on in extra:
        if on in holidays:
            raise CalendarDataError(say.BOTH_OFF_AND_ON, value=on)
        if not shift and on not in own:
            raise CalendarDataError(say.OPEN_WITHOUT_HOURS, value=on)
    days = {on: CalendarDay(on, shift, say.MAKE_UP_DAY) for on in extra}
    for on, periods in own.items():
        days[on] = CalendarDay(on, periods, say.MAKE_UP_DAY if on in extra else say.SPECIAL_HOURS)
    return days | {on: CalendarDay(on, (), say.DAY_OFF) for on in holidays}


def _dates(texts: Any) -> dict[date, None]:
    return dict.fromkeys(read_date(text) for text in listed(texts))


def _break(pair: Any) -> tuple[datetime, datetime]:
    ends = listed(pair)
    if len(ends) != 2:
        raise CalendarDataError(say.NOT_A_BREAK, value=", ".join(map(str, ends)))
    start, end = map(_moment, ends)
    if start >= end:
        raise CalendarDataError(say.BREAK_REVERSED, first=_shown(start), value=_shown(end))
    return start, end


def _moment(text: Any) -> datetime:
    """Read "2026-03-10T14:00"; "2026-03-10T24:00" is the midnight after that day."""
    moment = text
    if isinstance(text, str) and (found := _MOMENT.fullmatch(text)):
        midnight = datetime.combine(read_date(found[1]), time())
        moment = midnight + timedelta(minutes=minute_of_day(found[2]))
    if not isinstance(moment, datetime) or moment.tzinfo or moment.second or moment.microsecond:
        raise CalendarDataError(say.NOT_A_MOMENT, value=text)
    read_date(moment.date())
    return moment


def _shown(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _cut(days: dict[date, CalendarDay], week: Sequence[Periods], start: datetime, end: datetime) -> None:
    """Cut a break out of every day it touches."""
    for number in range((end.date() - start.date()).days + 1):
        on = start.date() + timedelta(days=number)
        day = days.get(on) or CalendarDay(on, week[on.weekday()], say.SPECIAL_HOURS)
        first = start.hour * 60 + start.minute if on == start.date() else 0
        last = end.hour * 60 + end.minute if on == end.date() else MINUTES_A_DAY
        days[on] = CalendarDay(on, without(day.periods, first, last), day.note)
