"""The hours of one day as people write them: periods such as 09:00 to 12:00, and days that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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

_CLOCK = re.compile(r"([01]?\d|2[0-3])[::]([0-5]\d)|24[::]00")


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


def read_periods(pairs: Iterable[Sequence[Any]]) -> Periods:
    """Return periods given as pairs of times, sorted; periods may touch but not overlap.

    Raises:
        CalendarDataError: a time is not one, a period ends before it starts, or two overlap.
    """
    periods = tuple(sorted(_read_period(pair) for pair in pairs))
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


def read_week(weekly_hours: Mapping[str, Iterable[Sequence[Any]]]) -> tuple[Periods, ...]:
    """Return the periods of Monday to Sunday from {"mon": [["09:00", "12:00"]]}; a weekday left out is closed.

    Raises:
        CalendarDataError: an unknown weekday or unusable hours.
    """
    for key in weekly_hours:
        if key not in WEEKDAY_KEYS:
            raise CalendarDataError(say.NOT_A_WEEKDAY, value=key)
    return tuple(read_periods(weekly_hours.get(key, ())) for key in WEEKDAY_KEYS)


def without(periods: Periods, start: int, end: int) -> Periods:
    """Return what is left of these periods when `start` to `end` (minutes after midnight) is cut out."""
    pieces = [(a, min(b, start)) for a, b in periods] + [(max(a, end), b) for a, b in periods]
    return tuple(sorted(piece for piece in pieces if piece[0] < piece[1]))


def read_date(text: Any) -> date:
    """Return an ISO date such as "2026-10-01"; a date stays one.

    Raises:
        CalendarDataError: not a date.
    """
    if type(text) is date:
        return text
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise CalendarDataError(say.NOT_A_DATE, value=text) from None
