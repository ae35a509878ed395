"""其他暂停: the holds of a feedback besides the one in its columns, as people write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.domain.fields import flags, moments

if TYPE_CHECKING:
    from toolkit.domain.fields import Mask, Moments

NAT = np.datetime64("NaT", "s")
_DAY = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
_CLOCK = r"(\d{1,2}):(\d{2})(?::00)?"
_HOLD = re.compile(
    rf"{_DAY}\s*{_CLOCK}\s*(?:至|到|to|[-~–—]+)\s*(?:{_DAY}\s*)?{_CLOCK}\s*(?:\((.*)\))?", re.IGNORECASE
)
_FIRST_YEAR, _LAST_YEAR = 1980, 2079
_PARTNER_WORDS = (
    "第三方",
    "协同",
    "部门",
    "供应商",
    "物流商",
    "厂家",
    "third party",
    "department",
    "supplier",
    "partner",
)
_AGREED_WORDS = ("约定", "预约", "未了", "agreed", "appointment")
_Hold = tuple[datetime, datetime, str]


@dataclass(frozen=True)
class OtherHolds:
    """The holds of n rows, at most k each: from, until (NaT where a row has fewer) and what was waited for, (n, k)."""

    begins: Moments
    ends: Moments
    waits: npt.NDArray[np.object_]


def waits_for(reason: str) -> str:
    """Return what a hold waits for by the words of its reason: "customer", "agreed_date" or "partner"."""
    said = reason.casefold()
    if any(word in said for word in _AGREED_WORDS):
        return "agreed_date"
    return "partner" if any(word in said for word in _PARTNER_WORDS) else "customer"


def other_holds(cells: pd.Series) -> OtherHolds:
    """Read a column such as "2026-03-10 16:00 至 2026-03-12 10:00（等客户寄回）；…"; a cell that is not like that has none."""
    codes, distinct = pd.factorize(cells)
    read = [_read(text) or () for text in distinct]
    most = max(map(len, read), default=0)
    begins, ends = (np.full((len(read) + 1, most), "NaT", dtype="datetime64[s]") for _ in range(2))
    waits = np.full((len(read) + 1, most), "customer", dtype=object)
    for row, holds in enumerate(read):
        for place, (first, last, wait) in enumerate(holds):
            begins[row, place], ends[row, place], waits[row, place] = first, last, wait
    # A blank has code -1 and finds the last row, which has no holds.
    return OtherHolds(begins[codes], ends[codes], waits[codes])


def is_unreadable(cells: pd.Series) -> Mask:
    """Say where a cell is filled, but not with holds that have a start and a later end; shape (n,)."""
    codes, distinct = pd.factorize(cells)
    bad: Mask = np.array([*(_read(text) is None for text in distinct), False], dtype=bool)[codes]
    return bad


def going_on(cases: pd.DataFrame) -> pd.DataFrame:
    """Return the table without the ends of holds that lie before their start.

    Whoever starts a second hold clears the end of the first; a blank deletes nothing, so that end is still on record.
    """
    begins, ends = moments(cases, "held_from"), moments(cases, "held_until")
    is_old = ends.astype("datetime64[D]") < begins.astype("datetime64[D]")
    by_time = ~flags(cases, "held_from_is_day") & ~flags(cases, "held_until_is_day")
    is_old |= by_time & (ends < begins)
    return cases.assign(held_until=np.where(is_old, NAT, ends)) if is_old.any() else cases


def _read(cell: Any) -> tuple[_Hold, ...] | None:
    """The holds of one cell, None where one of them cannot be read."""
    parts = re.split(r"[;\n]+", unicodedata.normalize("NFKC", str(cell)))
    holds = [_hold(part.strip()) for part in parts if part.strip()]
    return None if None in holds else tuple(hold for hold in holds if hold)


def _hold(text: str) -> _Hold | None:
    found = _HOLD.fullmatch(text)
    if found is None:
        return None
    day, other = found.group(1, 2, 3), found.group(6, 7, 8)
    first = _moment(day, found.group(4, 5))
    last = _moment(other if other[0] else day, found.group(9, 10))
    if first is None or last is None or last <= first:
        return None
    return first, last, waits_for(found[11] or "")


def _moment(day: tuple[str | Any, ...], clock: tuple[str | Any, ...]) -> datetime | None:
    """A day and a time of day, at latest 24:00; None where there is no such moment."""
    year, month, date = map(int, day)
    hour, minute = map(int, clock)
    if not _FIRST_YEAR <= year <= _LAST_YEAR or minute > 59 or hour * 60 + minute > 1440:
        return None
    try:
        return datetime(year, month, date) + timedelta(hours=hour, minutes=minute)  # noqa: DTZ001 - local wall-clock time
    except ValueError:
        return None
