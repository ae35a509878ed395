"""Months, quarters and weeks, checked against a calendar on the wall."""

from __future__ import annotations

import numpy as np
import pytest

from toolkit.domain.figures.period import Period

AS_OF = np.datetime64("2026-11-02T09:00")


@pytest.mark.parametrize(("period", "start", "end", "before"), [
    (Period.month("2026-10", AS_OF), "2026-10-01", "2026-11-01", "2026-09-01"),
    (Period.quarter("2026Q3", AS_OF), "2026-07-01", "2026-10-01", "2026-04-01"),
    (Period.quarter("2026-q1", AS_OF), "2026-01-01", "2026-04-01", "2025-10-01"),
    (Period.week("2026-W45", AS_OF), "2026-11-02", "2026-11-09", "2026-10-26"),
    (Period.week("2026W53", AS_OF), "2026-12-28", "2027-01-04", "2026-12-21"),
    (Period.week("2027-W1", AS_OF), "2027-01-04", "2027-01-11", "2026-12-28"),
])  # fmt: skip
def test_a_period_and_the_one_before(period, start, end, before):
    assert [period.start, period.end] == [np.datetime64(start, "s"), np.datetime64(end, "s")]
    previous = period.previous()
    assert [previous.start, previous.end] == [np.datetime64(before, "s"), period.start]


@pytest.mark.parametrize("make", [
    lambda: Period.month("2026-13", AS_OF), lambda: Period.quarter("2026Q5", AS_OF), lambda: Period.quarter("2026", AS_OF),
    lambda: Period.week("2025-W53", AS_OF), lambda: Period.week("2026-45", AS_OF), lambda: Period.week("2026-W00", AS_OF),
])  # fmt: skip
def test_what_is_no_period(make):
    with pytest.raises(ValueError, match=r"20|week"):
        make()


def test_the_months_of_a_quarter():
    assert [one.name for one in Period.quarter("2026Q4", AS_OF).by_month()] == [
        "2026-10",
        "2026-11",
        "2026-12",
    ]
    assert Period.week("2026-W45", AS_OF).months == 0


@pytest.mark.parametrize(("period", "start", "end"), [
    (Period.month("2026-10", AS_OF), "2025-10-01", "2025-11-01"),
    (Period.quarter("2026Q1", AS_OF), "2025-01-01", "2025-04-01"),
    (Period.week("2026-W44", AS_OF), "2025-10-27", "2025-11-03"),
    (Period.week("2027-W01", AS_OF), "2025-12-29", "2026-01-05"),
], ids=["month", "quarter", "week", "a week by its number, where the year before had 53"])  # fmt: skip
def test_the_same_stretch_a_year_ago(period, start, end):
    found = period.year_ago()
    assert (str(found.start.astype("M8[D]")), str(found.end.astype("M8[D]"))) == (start, end)
    assert found.as_of == period.as_of


def test_a_53rd_week_has_none_where_the_year_before_had_52():
    assert Period.week("2026-W53", AS_OF).year_ago() is None
