"""When the team works: from 常用, 工作时间 and 工作日历 to one calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from toolkit.domain.calendar import WorkCalendar
from toolkit.domain.faults import CalendarDataError
from toolkit.domain.openhours import WEEKDAY_KEYS, CalendarDay, Periods, read_periods
from toolkit.rules.codes.settings import P609, P610, P611, P612
from toolkit.rules.finding import Place
from toolkit.schema.rule_choices import DAY_KINDS
from toolkit.words import Text
from toolkit.words import settings as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toolkit.settings.rows import Faults, Row

_WORKDAYS = 5
_DASH = re.compile(r"\s*[-–—~至到]\s*")


def periods_of(text: str) -> Periods:
    """Return "09:00-12:00;13:00-18:00" as periods; a word for a day off gives none.

    Raises:
        CalendarDataError: not hours, or hours that overlap.
    """
    if text.strip().casefold() in say.OFF_WORDS:
        return ()
    pieces = (piece for piece in re.split(r"[;；、,，\n]+", text) if piece.strip())
    return read_periods([_DASH.split(piece.strip()) for piece in pieces])


def read_calendar(usual: str, week: Sequence[Row], days: Sequence[Row], faults: Faults, place: Place) -> WorkCalendar | None:
    """Return the calendar, or None where there is no working time at all; every fault is noted at its cell."""
    usual_hours = _usual(usual, faults, place)
    weekly = [usual_hours] * _WORKDAYS + [()] * (len(WEEKDAY_KEYS) - _WORKDAYS)
    for row in week:
        if row["weekday"] in WEEKDAY_KEYS and (hours := _hours(row)) is not None:
            weekly[WEEKDAY_KEYS.index(row["weekday"])] = hours
    special = _days(days, usual_hours)
    years = {day.on.year for day in special}
    try:
        return WorkCalendar(weekly, special, **_known(years))
    except CalendarDataError:
        faults.add(P609, place)
        return None


def check_years(calendar: WorkCalendar, year: int, faults: Faults, title: str) -> None:
    """Say which year has no published days off yet: the one we are in, and from December the next."""
    if calendar.is_provisional(f"{year}-07-01T12:00"):
        faults.add(P612, Place(title), value=year)


def _usual(text: str, faults: Faults, place: Place) -> Periods:
    try:
        return periods_of(text)
    except CalendarDataError as error:
        faults.add(P610, place, value=text, problem=error)
        return ()


def _hours(row: Row) -> Periods | None:
    try:
        return periods_of(row.text("hours"))
    except CalendarDataError as error:
        row.wrong(P610, "hours", problem=error)
        return None


def _days(rows: Iterable[Row], usual: Periods) -> tuple[CalendarDay, ...]:
    found: dict[date, CalendarDay] = {}
    for row in rows:
        on = row.day("day")
        if on is None:
            continue
        day = _day(row, on, usual)
        if found.setdefault(on, day).periods != day.periods:
            row.wrong(P611, "day", value=on)
    return tuple(found.values())


def _day(row: Row, on: date, usual: Periods) -> CalendarDay:
    note = row.text("note") or DAY_KINDS.label_of("zh").get(row["day_kind"], "")
    if row["day_kind"] == "off":
        return CalendarDay(on, (), Text(note, note))
    hours = _hours(row) if row.text("hours") else usual[:1] if row["day_kind"] == "half" else usual
    return CalendarDay(on, usual if hours is None else hours, Text(note, note))


def _known(years: set[int]) -> dict[str, date]:
    """Between which dates the sheet is complete: the run of years that have any days at all."""
    if not years:
        return {}
    last = max(years)
    first = next(year for year in range(last, 0, -1) if year - 1 not in years)
    return {"known_from": date(first, 1, 1), "known_until": date(last, 12, 31)}
