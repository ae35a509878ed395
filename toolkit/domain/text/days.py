"""Dates as they are written in running text, with or without a year."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd

from toolkit.domain.text.mention import Mention

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_BEFORE = re.compile(rf"(?:^|[^A-Za-z])(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?\s+$", re.IGNORECASE)
_DAY_AFTER = re.compile(rf"(?P<day>{_DAY})(?:st|nd|rd|th)?(?:,?\s+(?P<year>20\d\d))?", re.IGNORECASE)
_DATE = re.compile(
    rf"(?P<year>20\d\d)(?:年|[-./])(?P<month>{_MONTH})(?:月|[-./])(?P<day>{_DAY})"
    rf"|(?P<short_month>{_MONTH})月(?P<short_day>{_DAY})[日号]?"
)


def written_date(text: str, at: int, before: str) -> Mention | None:
    match = _DATE.match(text, at)
    if match is not None:
        month, day = match["month"] or match["short_month"], match["day"] or match["short_day"]
        return _date_of(match, int(month), int(day))
    if not before[-1:].isspace():
        return None
    named, match = _MONTH_BEFORE.search(before), _DAY_AFTER.match(text, at)
    if named is None or match is None:
        return None
    return _date_of(match, _MONTHS.index(named["name"].lower()) + 1, int(match["day"]))


def _date_of(match: re.Match[str], month: int, day: int) -> Mention:
    year = f"{match['year']}-" if match["year"] else ""
    return Mention("date", f"{year}{month:02}-{day:02}", match.end())


def dated(written: np.ndarray, received: pd.Series | None, comma: str) -> np.ndarray:
    """Dates that exist, joined as they came, with the year of the last such day up to the receipt."""
    rows = np.flatnonzero(pd.notna(written))
    days = [None] * len(rows) if received is None else pd.to_datetime(received.iloc[rows]).dt.date.to_list()
    made = np.full(len(written), None, object)
    made[rows] = [_days(words, day, comma) for words, day in zip(written[rows], days, strict=True)]
    return made


def _days(words: str, received: date | None, comma: str) -> str | None:
    known = received if received is not None and not pd.isna(received) else None
    days = (_day(word, known) for word in words.split(comma))
    return comma.join(dict.fromkeys(filter(None, days))) or None


def _day(word: str, received: date | None) -> str | None:
    try:
        if len(word) > len("09-18"):
            return date.fromisoformat(word).isoformat()
        month, day = map(int, word.split("-"))
        if received is None:
            return date(2000, month, day).strftime("%m-%d")
        return date(received.year - ((month, day) > (received.month, received.day)), month, day).isoformat()
    except ValueError:
        return None
