"""When the team works: from 常用, 工作时间 and 工作日历 to one calendar."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from toolkit.domain.faults import CalendarDataError
from toolkit.domain.worktime.calendar import WorkCalendar
from toolkit.domain.worktime.openhours import WEEKDAY_KEYS, CalendarDay, Periods, read_periods
from toolkit.rules.codes.settings import P601, P609, P610, P611, P612
from toolkit.rules.finding import Place
from toolkit.schema.rule_choices import DAY_KINDS
from toolkit.words import Text
from toolkit.words import settings as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toolkit.settings.rows import Faults, Row

_WORKDAYS = 5
_LAST_MONTH = 12
_LEAST_DAYS = 7
"""A year's arrangement has more days off and make-up days than a team adds of its own before it is published."""
_NEVER = date(1970, 1, 1)
_DASH = re.compile(r"\s*[-–—~至到]\s*")


def periods_of(text: str) -> Periods:
    """Return "09:00-12:00;13:00-18:00" as periods; a word for a day off gives none.

    Raises:
        CalendarDataError: not hours, or hours that overlap.
    """
    plain = unicodedata.normalize("NFKC", text).strip()  # what a Chinese keyboard types wide
    if plain.casefold() in say.OFF_WORDS:
        return ()
    pieces = (piece for piece in re.split(r"[;、,\n]+", plain) if piece.strip())
    return read_periods([_DASH.split(piece.strip()) for piece in pieces])


def read_calendars(
    usual: str, week: Sequence[Row], days: Sequence[Row], faults: Faults, place: Place
) -> dict[str, WorkCalendar] | None:
    """Return the calendars by name, the main one under "", or None where it has no working time at all.

    A calendar with a name has what its rows say, and for all else what the main one has. Every fault is noted at its
    cell.
    """
    hours = _usual(usual, faults, place)
    weekly = _overlaid([hours] * _WORKDAYS + [()] * (len(WEEKDAY_KEYS) - _WORKDAYS), _named(week, ""))
    special = [special for row in days if (special := _special(row))]
    found: dict[str, WorkCalendar] = {}
    for name in dict.fromkeys(("", *(row.text("calendar") for row in (*week, *days)))):
        own = weekly if not name else _overlaid(weekly, _named(week, name))
        usual_here = hours if not name else next((periods for periods in own if periods), hours)
        made = _made(own, _days(special, name, usual_here))
        if made is None:
            faults.add(P609, place)
            return None
        found[name] = made
    return found


def _made(weekly: Sequence[Periods], days: tuple[CalendarDay, ...]) -> WorkCalendar | None:
    try:
        return WorkCalendar(weekly, days, **_known(days))
    except CalendarDataError:
        return None


def _named(rows: Iterable[Row], name: str) -> list[Row]:
    return [row for row in rows if row.text("calendar") == name]


def _overlaid(weekly: Sequence[Periods], rows: Iterable[Row]) -> list[Periods]:
    """The hours of Monday to Sunday with those that rows give other hours."""
    made = list(weekly)
    for row in rows:
        if row["weekday"] in WEEKDAY_KEYS and (hours := _hours(row)) is not None:
            made[WEEKDAY_KEYS.index(row["weekday"])] = hours
    return made


def check_years(calendar: WorkCalendar, today: date, faults: Faults, title: str) -> None:
    """Say which year has no published days off yet: the one we are in, and in December the next, whose limits begin."""
    years = (today.year, today.year + 1) if today.month == _LAST_MONTH else (today.year,)
    for year in years:
        if calendar.is_provisional(f"{year}-07-01T12:00"):
            faults.add(P612, Place(title), value=year)


def _usual(text: str, faults: Faults, place: Place) -> Periods:
    try:
        return periods_of(text)
    except CalendarDataError as error:
        faults.add(P610, place, value=text, problem=error.said(faults.lang))
        return ()


def _hours(row: Row) -> Periods | None:
    try:
        return periods_of(row.text("hours"))
    except CalendarDataError as error:
        row.wrong(P610, "hours", problem=error.said(row.faults.lang))
        return None


@dataclass(frozen=True, slots=True)
class _Special:
    """A row of the work calendar: hours are None where it takes the usual ones."""

    row: Row
    on: date
    calendar: str
    hours: Periods | None
    is_half: bool
    note: Text

    def day(self, usual: Periods) -> CalendarDay:
        hours = self.hours if self.hours is not None else usual[:1] if self.is_half else usual
        return CalendarDay(self.on, hours, self.note)

    def is_unclear(self, usual: Periods) -> bool:
        """Whether nobody can say which half is meant: the usual hours are one stretch without a break."""
        return self.is_half and self.hours is None and len(usual) == 1


def _special(row: Row) -> _Special | None:
    on, kind = row.day("day"), row["day_kind"]
    if on is None or kind not in DAY_KINDS.keys:
        return None
    note = row.text("note") or DAY_KINDS.label_of(row.faults.lang)[kind]
    hours = () if kind == "off" else _hours(row) if row.text("hours") else None
    return _Special(row, on, row.text("calendar"), hours, kind == "half", Text(note, note))


def _days(special: Iterable[_Special], name: str, usual: Periods) -> tuple[CalendarDay, ...]:
    """The days of a calendar that differ; those of its own name replace the main calendar's."""
    found: dict[date, CalendarDay] = {}
    own: dict[date, CalendarDay] = {}
    for one in special:
        if one.calendar not in ("", name):
            continue
        days = own if one.calendar == name else found
        day = one.day(usual)
        if one.calendar == name and one.is_unclear(usual):
            one.row.wrong(P601, "hours")
        if days.setdefault(one.on, day).periods != day.periods and one.calendar == name:
            one.row.wrong(P611, "day", value=one.on)
    return tuple((found | own).values())


def _known(days: Iterable[CalendarDay]) -> dict[str, date]:
    """Between which dates the sheet is complete: the last run of years whose days off stand in it.

    Some days of a team's own, typed ahead, are not yet the year's official arrangement.
    """
    counts = Counter(day.on.year for day in days)
    years = {year for year, count in counts.items() if count >= _LEAST_DAYS}
    if not years:
        return {"known_from": _NEVER, "known_until": _NEVER} if counts else {}
    last = max(years)
    first = next(year for year in range(last, 0, -1) if year - 1 not in years)
    return {"known_from": date(first, 1, 1), "known_until": date(last, 12, 31)}
