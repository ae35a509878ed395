"""Dates and moments in every form that people and programs write them, as one array."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.excel.reading.datewords import NO_TIME, DateText, Order, parse
from toolkit.excel.reading.plain import TRIM, number_text

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_YEAR, LAST_YEAR = 1970, 2099
LOCAL_OFFSET = 8 * 60
"""The team's wall clock, in minutes east of Greenwich."""

_EPOCH, _EPOCH_1904 = np.datetime64("1899-12-30", "s"), np.datetime64("1904-01-01", "s")
_DAY = 86_400
# no serial in our years is as large; longer numbers may be 20231001
_NO_SERIAL = 100_000
_KIND_OF = {datetime: "d", date: "d", str: "t", float: "n", int: "n", timedelta: "n"}
_ISO_LENGTHS = {10, 16, 19}
_FEW = 3
_HALF_SECOND = np.timedelta64(500_000, "us")


@dataclass
class Moments:
    """A column's distinct values, understood.

    when: datetime64[s], NaT where a value is no moment of our years, shape (n,). is_day: a bare date, shape (n,).
    order: the order that was assumed for dates like 10/06/2019, None when nothing had to be assumed.
    doubtful, zoned, yearless: an example of a value with that trouble, "" when there is none.
    """

    when: np.ndarray
    is_day: np.ndarray
    order: Order | None = None
    doubtful: str = ""
    zoned: str = ""
    yearless: np.ndarray = field(default_factory=lambda: np.empty(0, bool))


@dataclass(frozen=True, slots=True)
class Habits:
    """How dates are written here.

    year: of dates that are written without one. is_1904: how plain numbers count days, by the workbook.
    order: of day and month where a column's own values do not tell.
    """

    year: int | None = None
    is_1904: bool = False
    order: Order | None = None


def understand(raw: np.ndarray, habits: Habits = Habits()) -> Moments:
    """Return what raw values mean as moments, shape (n,) each."""
    count = len(raw)
    found = Moments(_no_moments(count), np.zeros(count, bool), yearless=np.zeros(count, bool))
    kinds = _kinds(raw)
    if (real := np.flatnonzero(kinds == "d")).size:
        _take_real(found, raw, real)
    if (numbers := np.flatnonzero(kinds == "n")).size:
        _take_serials(found, raw, numbers, _EPOCH_1904 if habits.is_1904 else _EPOCH)
    if (texts := np.flatnonzero(kinds == "t")).size:
        _take_texts(found, [_as_text(value) for value in raw[texts]], texts, habits)
    years = found.when.astype("datetime64[Y]").astype(int) + 1970
    found.when[(years < FIRST_YEAR) | (years > LAST_YEAR)] = np.datetime64("NaT")
    _see_bare_dates(found)
    found.is_day &= ~np.isnat(found.when)
    return found


def _kinds(raw: np.ndarray) -> np.ndarray:
    """Return for each value whether it is a date (d), a number of days (n), a text (t) or nothing of these."""
    kinds = np.array([_KIND_OF.get(type(value), "") for value in raw], "U1").reshape(len(raw))
    numbers = np.flatnonzero(kinds == "n")
    large = [isinstance(value, (int, float)) and value >= _NO_SERIAL for value in raw[numbers]]
    kinds[numbers[large]] = "t"
    return kinds


def _as_text(value: object) -> str:
    return value.strip(TRIM) if isinstance(value, str) else number_text(value)  # type: ignore[arg-type]


def _take_real(found: Moments, raw: np.ndarray, at: np.ndarray) -> None:
    exact = pd.to_datetime(pd.Series(raw[at], dtype=object)).to_numpy("datetime64[us]")
    # Excel keeps moments as fractions of a day, so a full second may lie a hair below
    found.when[at] = (exact + _HALF_SECOND).astype("datetime64[s]")
    found.is_day[at] = found.when[at].astype(np.int64) % _DAY == 0


def _take_serials(found: Moments, raw: np.ndarray, at: np.ndarray, epoch: np.datetime64) -> None:
    days = [v / timedelta(days=1) if isinstance(v, timedelta) else v for v in raw[at]]
    seconds = np.nan_to_num(np.array(days, float), nan=-_NO_SERIAL).clip(-_NO_SERIAL, _NO_SERIAL) * _DAY
    found.when[at] = epoch + np.round(seconds).astype("timedelta64[s]")
    found.is_day[at] = np.round(seconds) % _DAY == 0


def _take_texts(found: Moments, texts: list[str], at: np.ndarray, habits: Habits) -> None:
    iso = np.fromiter(map(_is_iso, texts), bool, len(texts))
    _take_iso(found, [text for text, plain in zip(texts, iso, strict=True) if plain], at[iso])
    rest = np.flatnonzero(np.isnat(found.when[at]))
    parsed = [(n, part) for n in rest if (part := parse(texts[n]))]
    if not parsed:
        return
    where = np.array([n for n, _ in parsed])
    parts = [part for _, part in parsed]
    _decide_order(found, parts, [texts[n] for n in where], habits.order)
    _take_parts(found, parts, at[where], habits.year)
    odd = [n for n, part in parsed if part.offset not in (None, LOCAL_OFFSET)]
    found.zoned = texts[odd[0]] if odd else ""


def _is_iso(text: str) -> bool:
    """Whether a text has the one form that is parsed as an array: 2026-10-08, with 09:30 or 09:30:00 behind it."""
    size = len(text)
    if size not in _ISO_LENGTHS or text[4] != text[7] or text[4] not in "-/" or not text.isascii():
        return False
    return size == 10 or (text[10] in " T" and text[13] == ":" and (size == 16 or text[16] == ":"))


def _take_iso(found: Moments, texts: list[str], at: np.ndarray) -> None:
    if texts:
        plain = pd.Series(texts, dtype=object).str.replace("/", "-", regex=False)
        found.when[at] = pd.to_datetime(plain, format="ISO8601", errors="coerce").to_numpy("datetime64[s]")
        found.is_day[at] = np.fromiter(map(len, texts), int, len(texts)) == 10


def _decide_order(found: Moments, parts: list[DateText], texts: list[str], habit: Order | None) -> None:
    """Find out whether the day or the month comes first, by the numbers that can only be days."""
    two = [(part, text) for part, text in zip(parts, texts, strict=True) if part.order == "mdy"]
    if not two:
        return
    day_first = any(part.first > 12 for part, _ in two)
    day_second = any(part.second > 12 for part, _ in two)
    unsure = [text for part, text in two if max(part.first, part.second) <= 12 and part.first != part.second]
    if day_first != day_second:
        found.order = "dmy" if day_first else "mdy"
    elif habit:
        found.order = habit
    else:
        # dots are a European habit; all else is what American programs export
        found.order = "dmy" if two[0][0].mark == "." else "mdy"
        found.doubtful = unsure[0] if unsure else ""


def _take_parts(found: Moments, parts: Sequence[DateText], at: np.ndarray, year: int | None) -> None:
    numbers = np.array([part[1:4] for part in parts], int)
    years, months, days = numbers.T.copy()
    orders = np.array([part.order for part in parts])
    swapped = (orders == "mdy") & (months > 12) if found.order != "dmy" else (orders == "mdy") & (days <= 12)
    months[swapped], days[swapped] = days[swapped], months[swapped]
    yearless = orders == "md"
    found.yearless[at] = yearless & (year is None)
    years[yearless] = year or 0
    seconds = np.array([part.second_of_day for part in parts])
    found.when[at] = _assembled(years, months, days, np.where(seconds == NO_TIME, 0, seconds))
    shift = [0 if part.offset is None else LOCAL_OFFSET - part.offset for part in parts]
    found.when[at] += np.array(shift, "timedelta64[m]")
    found.is_day[at] = seconds == NO_TIME


def _assembled(years: np.ndarray, months: np.ndarray, days: np.ndarray, seconds: np.ndarray) -> np.ndarray:
    """Return moments from their numbers; NaT where there is no such day or time. 24:00 is the next day's 0:00."""
    possible = (months >= 1) & (months <= 12) & (days >= 1) & (days <= 31) & (seconds <= _DAY) & (years > 0)
    first = (np.where(possible, (years - 1970) * 12 + months - 1, 0)).astype("datetime64[M]")
    day = first.astype("datetime64[D]") + np.where(possible, days - 1, 0)
    possible &= day.astype("datetime64[M]") == first
    values = day.astype("datetime64[s]") + seconds.astype("timedelta64[s]")
    return np.where(possible, values, np.datetime64("NaT"))


def _see_bare_dates(found: Moments) -> None:
    """Take 00:00 for no time at all where every one of several values has it: programs export dates so."""
    known = found.when[~np.isnat(found.when)]
    if len(known) >= _FEW and not (known.astype(np.int64) % _DAY).any():
        found.is_day[:] = True


def _no_moments(count: int) -> np.ndarray:
    return np.full(count, "NaT", "datetime64[s]")
