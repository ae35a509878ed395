"""The hours of one day as people write them: periods such as 09:00 to 12:00, and days that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from toolkit.domain.faults import CalendarDataError
from toolkit.words import Text
from toolkit.words import deadlines as say

MINUTES_A_DAY = 1440
WEEKDAY_KEYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Periods = tuple[tuple[int, int], ...]
"""Open periods of a day: sorted, disjoint (from, to) in minutes after midnight."""

FIRST_YEAR, LAST_YEAR = 1970, 2099
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:\uff1a]([0-5][0-9])|24[:\uff1a]00")
"""A Chinese keyboard types the wide colon."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A date that differs from its weekday: closed (no periods), or open in these periods."""

    on: date
    periods: Periods
    note: Text


def minute_of_day(text: Any) -> int:
    """Return "09:30" as minutes after midnight; "24:00" is 1440.

    Raises:
        CalendarDataError: not a time of day to the minute.
    """
    found = _CLOCK.fullmatch(text.strip()) if isinstance(text, str) else None
    if not found:
        raise CalendarDataError(say.NOT_A_TIME, value=text)
    return int(found[1]) * 60 + int(found[2]) if found[1] else MINUTES_A_DAY


def clock_text(minute: int) -> str:
    """Return minutes after midnight as "09:30"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def listed(value: Any) -> Sequence[Any]:
    """Return a list as it is, None as an empty one.

    Raises:
        CalendarDataError: a single text or anything else that is no list.
    """
    if value is None:
        return ()
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise CalendarDataError(say.NOT_A_LIST, value=value)
    return tuple(value)


def named(value: Any) -> Mapping[str, Any]:
    """Return a dictionary as it is, None as an empty one.

    Raises:
        CalendarDataError: anything else.
    """
    if value is not None and not isinstance(value, Mapping):
        raise CalendarDataError(say.NOT_BY_NAME, value=value)
    return value or {}


def read_periods(pairs: Iterable[Sequence[Any]] | None) -> Periods:
    """Return periods given as pairs of times, sorted; periods may touch but not overlap.

    Raises:
        CalendarDataError: a time is not one, a period ends before it starts, or two overlap.
    """
    periods = tuple(sorted(_read_period(pair) for pair in listed(pairs)))
    for first, second in pairwise(periods):
        if second[0] < first[1]:
            raise CalendarDataError(
                say.PERIODS_OVERLAP, first=_period_text(first), second=_period_text(second)
            )
    return periods


def _read_period(pair: Sequence[Any]) -> tuple[int, int]:
    if isinstance(pair, str) or not isinstance(pair, Sequence) or len(pair) != 2:
        raise CalendarDataError(
            say.NOT_A_PERIOD, value=pair if isinstance(pair, str) else "-".join(map(str, pair))
        )
    period = minute_of_day(pair[0]), minute_of_day(pair[1])
    if period[0] >= period[1]:
        raise CalendarDataError(say.ENDS_BEFORE_START, value=_period_text(period))
    return period


def _period_text(period: tuple[int, int]) -> str:
    return f"{clock_text(period[0])}-{clock_text(period[1])}"


def read_week(weekly_hours: Mapping[str, Iterable[Sequence[Any]]] | None) -> tuple[Periods, ...]:
    """Return the periods of Monday to Sunday from {"mon": [["09:00", "12:00"]]}; a weekday left out is closed.

    Raises:
        CalendarDataError: an unknown weekday or unusable hours.
    """
    week = named(weekly_hours)
    for key in week:
        if key not in WEEKDAY_KEYS:
            raise CalendarDataError(say.NOT_A_WEEKDAY, value=key)
    return tuple(read_periods(week.get(key)) for key in WEEKDAY_KEYS)


def without(periods: Periods, start: int, end: int) -> Periods:
    """Return what is left of these periods when `start` to `end` (minutes after midnight) is cut out."""
    pieces = [(a, min(b, start)) for a, b in periods] + [(max(a, end), b) for a, b in periods]
    return tuple(sorted(piece for piece in pieces if piece[0] < piece[1]))


def read_date(text: Any) -> date:
    """Return an ISO date such as "2026-10-01"; a date stays one.

    Raises:
        CalendarDataError: not a date, or one of a year that nobody can mean.
    """
    on = text if type(text) is date else _date(text)
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise CalendarDataError(say.YEAR_OUTSIDE, value=on, first=FIRST_YEAR, last=LAST_YEAR)
    return on


def _date(text: Any) -> date:
    # fromisoformat also reads "20261001" and "2026-W40-4": two spellings would hide that a date is there twice.
    if isinstance(text, str) and _DATE.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise CalendarDataError(say.NOT_A_DATE, value=text)
