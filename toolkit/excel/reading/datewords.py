"""One written date taken apart: which numbers stand where, before anybody decides which is the month."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple
from unicodedata import normalize

from toolkit.words import forms

Order = Literal["ymd", "mdy", "dmy", "md"]

_WEEKDAY = re.compile(forms.WEEKDAYS, re.IGNORECASE)
_BEFORE = "|".join(
    sorted(forms.MORNING | forms.NOON | forms.AFTERNOON | forms.EVENING, key=len, reverse=True)
)
_DATE = rf"""
    (?: (?P<y>\d{{4}}) \s*[-/.{forms.YEAR}]\s* (?P<m>\d{{1,2}}) \s*[-/.{forms.MONTH}]\s* (?P<d>\d{{1,2}}) \s*{forms.DAY}?
      | (?P<compact>(?:19|20)\d{{6}})
      | (?P<a>\d{{1,2}}) (?P<mark>[-/.]) (?P<b>\d{{1,2}}) (?P=mark) (?P<y3>\d{{4}})
      | (?P<d4>\d{{1,2}}) (?:st|nd|rd|th)? [\s-]+ (?P<mon4>[a-z]{{3,9}}) \.? [\s-]+ (?P<y4>\d{{4}})
      | (?P<mon5>[a-z]{{3,9}}) \.? \s+ (?P<d5>\d{{1,2}}) (?:st|nd|rd|th)? \s+ (?P<y5>\d{{4}})
      | (?P<m6>\d{{1,2}}) \s*[-/.{forms.MONTH}]\s* (?P<d6>\d{{1,2}}) \s*{forms.DAY}? )
"""
_TIME = rf"""
    (?: [T\s]* (?P<before>{_BEFORE})? \s*
        (?: (?P<h>\d{{1,2}}) \s* (?: : | {forms.HOUR} ) \s*
            (?: (?P<half>{forms.HALF_PAST})
              | (?P<min>\d{{1,2}}) \s*{forms.MINUTE}?
                (?: \s*:?\s* (?P<sec>\d{{1,2}}) (?:[.,]\d+)? \s*{forms.SECOND}? )? )?
          | (?P<digits>\d{{4}}(?:\d{{2}})?)
          | (?P<hour>\d{{1,2}}) (?=\s*[ap]\.?m) )
        \s* (?P<after>[ap]\.?m\.?)? \s* (?P<zone>Z|UTC|GMT|[+-]\d{{2}}:?\d{{2}})? )?
"""
_WRITTEN = re.compile(rf"{_DATE}{_TIME}", re.IGNORECASE | re.VERBOSE)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_NOON_UNTIL = 10
NO_TIME = -1


class DateText(NamedTuple):
    """The numbers of a written date.

    order: "ymd" when the writing leaves no choice; "mdy" stands for "two numbers, then the year", order unknown;
    "md" has no year. year is 0 then. second_of_day is NO_TIME for a bare date. offset: minutes east of Greenwich.
    """

    order: Order
    year: int
    first: int
    second: int
    mark: str
    second_of_day: int
    offset: int | None


def parse(text: str) -> DateText | None:
    """Take a written date apart; None when it is none. Whether the day exists is checked by the caller."""
    tidy = _WEEKDAY.sub(" ", normalize("NFKC", text)).replace(",", " ").strip()
    found = _WRITTEN.fullmatch(tidy)
    if found is None:
        return None
    part = found.groupdict()
    order, year, first, second = _date(part)
    return DateText(order, year, first, second, part["mark"] or "", _time(part), _offset(part["zone"]))


def _date(part: dict[str, str | None]) -> tuple[Order, int, int, int]:
    if part["y"]:
        return "ymd", _number(part["y"]), _number(part["m"]), _number(part["d"])
    if compact := part["compact"]:
        return "ymd", int(compact[:4]), int(compact[4:6]), int(compact[6:])
    if part["a"]:
        return "mdy", _number(part["y3"]), _number(part["a"]), _number(part["b"])
    for day, month, year in (("d4", "mon4", "y4"), ("d5", "mon5", "y5")):
        if name := part[month]:
            return "ymd", _number(part[year]), _MONTHS.get(name[:3].lower(), 0), _number(part[day])
    return "md", 0, _number(part["m6"]), _number(part["d6"])


def _number(digits: str | None) -> int:
    return int(digits or 0)


def _time(part: dict[str, str | None]) -> int:
    """Return the second of the day, NO_TIME for none, more than a day when a part is out of range."""
    if part["digits"]:
        hour, minute, second = (int((part["digits"] + "00")[n : n + 2]) for n in (0, 2, 4))
    elif part["h"] or part["hour"]:
        hour = int(part["h"] or part["hour"] or 0)
        minute, second = 30 if part["half"] else int(part["min"] or 0), int(part["sec"] or 0)
    else:
        return NO_TIME
    word = (part["before"] or part["after"] or "").replace(".", "").lower()
    return _hour(hour, word) * 3600 + minute * 60 + second if max(minute, second) < 60 else 25 * 3600


def _hour(hour: int, word: str) -> int:
    """Return the hour of 24; the words win only over hours that a 12-hour clock has."""
    if word in forms.MORNING:
        return 0 if hour == 12 else hour
    if word in forms.EVENING and hour == 12:
        return 24
    if word in forms.EVENING | forms.AFTERNOON:
        return hour + 12 * (hour < 12)
    return hour + 12 if word in forms.NOON and hour < _NOON_UNTIL else hour


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    if zone[0] not in "+-":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return -minutes if zone[0] == "-" else minutes
