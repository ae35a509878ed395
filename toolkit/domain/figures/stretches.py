"""Where the time of a feedback went: until somebody answered, handling, waiting for the customer; natural and working hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.deadlines.holds import other_holds, waits_for
from toolkit.domain.fields import flags, moments

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.domain.fields import Moments
    from toolkit.domain.worktime.calendar import WorkCalendar

    Hours = np.ndarray

HOUR = np.timedelta64(3600, "s")
_NAT = np.datetime64("NaT", "s")
_OURS = "partner"
"""Waiting for a department of our own, or for a partner, is our time and not the customer's."""


def natural(rows: pd.DataFrame, start: str, end: str) -> Hours:
    """Return the hours from one moment to another, shape (n,); NaN where either is missing or lacks its time of day."""
    begins, ends = _exact(rows, start, end)
    hours = (ends - begins) / HOUR
    result: Hours = np.where(hours < 0, np.nan, hours)
    return result


def working(rows: pd.DataFrame, start: str, end: str, calendar: WorkCalendar) -> Hours:
    """Return the same in working hours."""
    begins, ends = _exact(rows, start, end)
    hours: Hours = _working(begins, ends, calendar)
    return hours


def waited(rows: pd.DataFrame, start: str, end: str, calendar: WorkCalendar | None = None) -> Hours:
    """Return the hours between two moments in which we waited for the customer or a day agreed with him, shape (n,).

    With a calendar in working hours. A hold that did not end lasts until the second moment. Holds that overlap count once.
    """
    begins, ends = _exact(rows, start, end)
    total = np.where(np.isnat(begins) | np.isnat(ends), np.nan, 0.0)
    for first, last in _holds(rows, begins, ends):
        some = np.flatnonzero(last > first)
        held = np.zeros(len(total))
        span = first[some], last[some]
        held[some] = _working(*span, calendar) if calendar else (span[1] - span[0]) / HOUR
        total += held
    return total


def _exact(rows: pd.DataFrame, start: str, end: str) -> tuple[Moments, Moments]:
    """Both moments; a pair of which one is missing, bare, or before the other is none."""
    begins, ends = moments(rows, start), moments(rows, end)
    is_out = flags(rows, f"{start}_is_day") | flags(rows, f"{end}_is_day") | np.isnat(begins) | np.isnat(ends)
    is_out |= ends < begins
    return np.where(is_out, _NAT, begins), np.where(is_out, _NAT, ends)


def _working(begins: Moments, ends: Moments, calendar: WorkCalendar) -> Hours:
    hours = np.full(len(begins), np.nan)
    known = np.flatnonzero(~np.isnat(begins) & ~np.isnat(ends))
    if len(known):
        hours[known] = np.asarray(calendar.minutes_between(begins[known], ends[known]), float) / 60
    return hours


def _holds(rows: pd.DataFrame, begins: Moments, ends: Moments) -> list[tuple[Moments, Moments]]:
    """The holds between two moments as columns, each beginning where the one before ended at the earliest."""
    first, last = _all_holds(rows)
    if not first.shape[1]:
        return []
    first = np.maximum(first, begins[:, None])
    last = np.minimum(last, ends[:, None])
    order = np.argsort(first, axis=1, kind="stable")
    first, last = np.take_along_axis(first, order, 1), np.take_along_axis(last, order, 1)
    found, until = [], begins
    for place in range(first.shape[1]):
        start = np.fmax(first[:, place], until)
        found.append((start, last[:, place]))
        until = np.fmax(until, last[:, place])
    return found


def _all_holds(rows: pd.DataFrame) -> tuple[Moments, Moments]:
    """The hold in its own columns and the others, shape (n, k); without an end it is still going on."""
    others = other_holds(rows["other_holds"])
    own_start, own_end = moments(rows, "held_from"), moments(rows, "held_until")
    is_ours = rows["hold_reason"].map(_is_ours, na_action="ignore").eq(other=True).to_numpy(bool)
    own_start = np.where(is_ours, _NAT, own_start)
    own_end = np.where(np.isnat(own_end) & ~np.isnat(own_start), np.datetime64("2079-12-31", "s"), own_end)
    shown = others.waits != _OURS
    first = np.column_stack([own_start, np.where(shown, others.begins, _NAT)])
    last = np.column_stack([own_end, np.where(shown, others.ends, _NAT)])
    used = ~np.isnat(first).all(axis=0)
    return first[:, used], last[:, used]


def _is_ours(reason: object) -> bool:
    return isinstance(reason, str) and waits_for(reason) == _OURS
