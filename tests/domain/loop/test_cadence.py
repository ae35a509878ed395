"""On which days a routine is due; October 2026 has a holiday from the 1st to the 7th and works on Saturday the 10th."""

from __future__ import annotations

from datetime import date

import pytest

from toolkit.domain.loop.cadence import (
    BEFORE,
    DAILY,
    MONTHLY,
    QUARTERLY,
    STAY,
    WEEKLY,
    Routine,
    agenda,
    in_month_of,
    occasions,
)  # fmt: skip
from toolkit.domain.worktime.calendar import WorkCalendar

CALENDAR = WorkCalendar.from_dict({
    "weekly_hours": {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    "holidays": [f"2026-10-0{day}" for day in range(1, 8)], "extra_workdays": ["2026-10-10"],
})  # fmt: skip


def days(routine, first, last):
    found = occasions(routine, date.fromisoformat(first), date.fromisoformat(last), CALENDAR)
    return [f"{one.on:%m-%d}" for one in found]


@pytest.mark.parametrize(
    ("routine", "first", "last", "expected"),
    [
        (Routine("周汇总", WEEKLY, weekday=1), "2026-09-28", "2026-10-20", ["09-29", "10-08", "10-13", "10-20"]),
        (Routine("月汇总", MONTHLY, day=2), "2026-09-01", "2026-11-30", ["09-02", "10-08", "11-02"]),
        (Routine("月汇总", MONTHLY, day=2, shift=BEFORE), "2026-09-01", "2026-10-31", ["09-02", "09-30"]),
        (Routine("月汇总", MONTHLY, day=2, shift=STAY), "2026-10-01", "2026-10-31", ["10-02"]),
        (Routine("月末", MONTHLY, day=31), "2026-09-01", "2026-11-30", ["09-30", "11-02", "11-30"]),
        (Routine("季度会", QUARTERLY, day=3), "2026-07-01", "2027-01-31", ["07-03", "10-08", "01-04"]),
        (Routine("看积压", DAILY), "2026-10-07", "2026-10-12", ["10-08", "10-09", "10-10", "10-12"]),
        (Routine("值班", DAILY, shift=STAY), "2026-10-03", "2026-10-04", ["10-03", "10-04"]),
        (Routine("周会", WEEKLY, weekday=3), "2026-10-08", "2026-10-08", ["10-08"]),
    ],
    ids=["a holiday Tuesday moves", "the 2nd moves", "or comes earlier", "or stays", "short months, days off", "quarters",
         "working days only", "every day", "a moved day meets its own"],
)  # fmt: skip
def test_days(routine, first, last, expected):
    assert days(routine, first, last) == expected


def test_a_moved_day_says_from_when():
    (one,) = occasions(Routine("月汇总", MONTHLY, day=2), date(2026, 10, 1), date(2026, 10, 9), CALENDAR)
    assert (one.is_moved, one.planned) == (True, date(2026, 10, 2))


def test_an_agenda_is_in_the_order_of_the_day():
    routines = (Routine("晚", DAILY, at=1000), Routine("早", DAILY, at=540), Routine("随时", DAILY))
    found = agenda(routines, date(2026, 10, 8), date(2026, 10, 9), CALENDAR)
    assert [one.routine.name for one in found] == ["随时", "早", "晚"] * 2


@pytest.mark.parametrize(
    ("on", "expected"), [("2026-10-20", "10-08"), ("2026-11-02", "11-04"), ("2026-07-31", "07-06")]
)
def test_the_fourth_of_a_month(on, expected):
    found = in_month_of(Routine("未了事宜", MONTHLY, day=4), date.fromisoformat(on), CALENDAR)
    assert f"{found:%m-%d}" == expected


def test_a_calendar_that_never_opens_moves_nothing():
    shut = WorkCalendar.from_dict({"weekly_hours": {"mon": [["09:00", "18:00"]]}, "holidays": [
        f"2026-10-{day:02}" for day in (5, 12, 19, 26)] + ["2026-11-02"]})  # fmt: skip
    assert in_month_of(Routine("未了事宜", MONTHLY, day=2), date(2026, 10, 2), shut) == date(2026, 10, 2)
