"""A work calendar written as plain data, read and checked: nothing is guessed, the first fault is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from toolkit.domain.faults import CalendarDataError
from toolkit.domain.openhours import (
    MINUTES_A_DAY,
    CalendarDay,
    Periods,
    read_date,
    read_periods,
    read_week,
    without,
)
from toolkit.words import deadlines as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    for key in settings:
        if key not in KEYS:
            raise CalendarDataError(say.UNKNOWN_SETTING, value=key)
    week = read_week(settings.get("weekly_hours", {}))
    days = _special_days(settings, week)
    for start, end in settings.get("breaks", ()):
        _cut(days, week, _moment(start), _moment(end))
    return CalendarData(
        week, tuple(days.values()), *(_known(settings, key) for key in ("known_from", "known_until"))
    )


def _known(settings: Mapping[str, Any], key: str) -> date | None:
    return read_date(settings[key]) if settings.get(key) is not None else None


def _special_days(settings: Mapping[str, Any], week: Sequence[Periods]) -> dict[date, CalendarDay]:
    """Days that differ, each layer over the one before: make-up days, a date's own hours, holidays."""
    holidays = _dates(settings.get("holidays", ()))
    extra = _dates(settings.get("extra_workdays", ()))
    for on in extra:
        if on in holidays:
            raise CalendarDataError(say.BOTH_OFF_AND_ON, value=on)
    hours = settings.get("extra_workday_hours")
    shift = read_periods(hours) if hours else next((periods for periods in week if periods), ())
    days = {on: CalendarDay(on, shift, say.MAKE_UP_DAY) for on in extra}
    for text, pairs in settings.get("date_hours", {}).items():
        on = read_date(text)
        days[on] = CalendarDay(on, read_periods(pairs), days[on].note if on in days else say.SPECIAL_HOURS)
    return days | {on: CalendarDay(on, (), say.DAY_OFF) for on in holidays}


def _dates(texts: Iterable[Any]) -> dict[date, None]:
    return dict.fromkeys(read_date(text) for text in texts)


def _moment(text: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise CalendarDataError(say.NOT_A_MOMENT, value=text) from None
    if moment.tzinfo or moment.second or moment.microsecond:
        raise CalendarDataError(say.NOT_A_MOMENT, value=text)
    return moment


def _cut(days: dict[date, CalendarDay], week: Sequence[Periods], start: datetime, end: datetime) -> None:
    """Cut a break out of every day it touches."""
    if start >= end:
        raise CalendarDataError(say.ENDS_BEFORE_START, value=f"{start:%Y-%m-%d %H:%M}-{end:%Y-%m-%d %H:%M}")
    for number in range((end.date() - start.date()).days + 1):
        on = start.date() + timedelta(days=number)
        day = days.get(on) or CalendarDay(on, week[on.weekday()], say.SPECIAL_HOURS)
        first = start.hour * 60 + start.minute if on == start.date() else 0
        last = end.hour * 60 + end.minute if on == end.date() else MINUTES_A_DAY
        days[on] = CalendarDay(on, without(day.periods, first, last), day.note)
