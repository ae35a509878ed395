"""Checks of one moment: it has happened, in a year that can be, and with a time of day where hours count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.rules.checking import check
from toolkit.rules.codes import cell as code
from toolkit.rules.quoting import moment_text

if TYPE_CHECKING:
    from toolkit.rules.checking import Cells, Facts, Mask
    from toolkit.schema.column import Column

HAPPENED = frozenset({
    "received_at", "first_responded_at", "resolved_at", "closed_at", "followed_up_at", "dissatisfied_at",
    "reviewed_at", "synced_at", "occurred_at", "held_from", "extension_approved_at", "urgency_changed_at",
    "responded_again_at", "resolved_again_at", "acknowledged_at", "progress_at", "forwarded_at",
})  # fmt: skip
"""Moments that a person records afterwards; 指定期限, 暂停结束 and 完成时间 may lie ahead."""

HOUR_CLOCKS = frozenset({"received_at", "first_responded_at"})
"""Where the response limits start and end; they run in working hours at every level."""

_CLOCK_SLACK = np.timedelta64(15, "m")  # the clocks of two computers in one office differ by minutes
_FIRST_YEAR = np.datetime64("2000-01-01", "s")
_FURTHEST = np.timedelta64(20 * 366, "D")
_BETWEEN_SYSTEMS = np.timedelta64(
    1462, "D"
)  # from 1900-01-01 to 1904-01-02, the two starts of Excel's calendar
_NEAR = np.timedelta64(92, "D")
_LEAST_ROWS = 5


def _happened(column: Column) -> bool:
    return column.key in HAPPENED


def _is_time(column: Column) -> bool:
    return column.is_time


def _now(cells: Cells, _index: np.ndarray) -> Facts:
    return {"as_of": moment_text(cells.context.as_of)}


@check(code.C311, on=_happened, facts=_now)
def in_the_future(cells: Cells) -> Mask:
    """A bare date is in the future only from the next day on."""
    as_of = cells.context.as_of.astype("datetime64[s]")
    tomorrow = as_of.astype("datetime64[D]") + np.timedelta64(1, "D")
    is_ahead: Mask = np.where(
        cells.is_bare_date, cells.moments >= tomorrow, cells.moments > as_of + _CLOCK_SLACK
    )
    return is_ahead


@check(code.C312, on=_is_time)
def absurd_year(cells: Cells) -> Mask:
    last = cells.context.as_of.astype("datetime64[s]") + _FURTHEST
    latest = np.datetime64("9999-12-31", "s") if cells.column.key in HAPPENED else last
    is_absurd: Mask = (cells.moments < _FIRST_YEAR) | (cells.moments > latest)
    return is_absurd


def _four_years_on(cells: Cells, index: np.ndarray) -> Facts:
    later = cells.moments[index] + _BETWEEN_SYSTEMS
    return {"likely": np.array([moment_text(moment) for moment in later], object)}


@check(code.C313, on=_happened, facts=_four_years_on)
def four_years_early(cells: Cells) -> Mask:
    """Only in a table of some months, where nearly all rows lie close together and few are off by just that much."""
    known = cells.moments[~cells.is_null]
    if len(known) < _LEAST_ROWS:
        return np.zeros(len(cells.moments), bool)
    usual = np.median(known.astype(np.int64)).astype("datetime64[s]")
    is_early: Mask = np.abs(cells.moments + _BETWEEN_SYSTEMS - usual) <= _NEAR
    is_usual: Mask = np.abs(cells.moments - usual) <= _NEAR
    explained = np.count_nonzero(is_usual | is_early)
    return (
        is_early
        if explained == len(known) and np.count_nonzero(is_usual) >= _LEAST_ROWS
        else np.zeros_like(is_early)
    )


@check(code.C314, on=lambda column: column.key in HOUR_CLOCKS)
def bare_date(cells: Cells) -> Mask:
    start = cells.context.go_live
    is_judged: Mask = ~cells.is_null if start is None else cells.moments >= start.astype("datetime64[s]")
    return cells.is_bare_date & is_judged


MOMENT_CHECKS = (in_the_future, absurd_year, four_years_early, bare_date)
