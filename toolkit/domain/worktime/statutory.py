"""State holidays: those the law fixes to a date, and the yearly arrangements as `chinesecalendar` carries them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import chinese_calendar

from toolkit.domain.worktime.openhours import CalendarDay, Periods
from toolkit.errors import CalendarHorizonError
from toolkit.words import Text
from toolkit.words import deadlines as say

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np

# 全国年节及纪念日放假办法, as revised for 2025: the days that need no almanac and no yearly notice.
FIXED_DATES: dict[tuple[int, int], Text] = {
    (1, 1): say.NEW_YEAR,
    (5, 1): say.LABOUR_DAY,
    (5, 2): say.LABOUR_DAY,
    (10, 1): say.NATIONAL_DAY,
    (10, 2): say.NATIONAL_DAY,
    (10, 3): say.NATIONAL_DAY,
}


def fixed_days(first: np.datetime64, end: np.datetime64) -> dict[date, Text]:
    """Return the days off that the law fixes to a date, from `first` up to, not including, `end` (R22)."""
    start, stop = first.astype(date), end.astype(date)
    named = {
        date(year, *on): name for year in range(start.year, stop.year + 1) for on, name in FIXED_DATES.items()
    }
    return {on: name for on, name in named.items() if start <= on < stop}


def official_days(years: Iterable[int], working_hours: Periods) -> tuple[CalendarDay, ...]:
    """Return the days off and the make-up days of these years; make-up days are open in `working_hours`.

    It is meant to fill a settings sheet once: deadlines read the sheet only, so a newer package moves nothing.

    Raises:
        CalendarHorizonError: the package does not know one of the years.
    """
    return tuple(day for year in years for day in _days_of_year(year, working_hours))


def is_published(year: int) -> bool:
    """Say whether the package knows the official arrangement of this year."""
    try:
        chinese_calendar.is_holiday(date(year, 7, 1))
    except NotImplementedError:
        return False
    return True


def _days_of_year(year: int, working_hours: Periods) -> list[CalendarDay]:
    if not is_published(year):
        raise CalendarHorizonError(say.YEAR_NOT_PUBLISHED, value=year)
    found = []
    for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days):
        on = date(year, 1, 1) + timedelta(days=number)
        is_off, name = chinese_calendar.get_holiday_detail(on)
        if name is None:
            continue
        holiday = chinese_calendar.Holiday(name)
        note = Text(holiday.chinese, holiday.value) if is_off else say.MAKE_UP_DAY
        found.append(CalendarDay(on, () if is_off else working_hours, note))
    return found
