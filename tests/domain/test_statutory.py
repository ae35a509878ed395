"""State holidays: the package's days against the notices, and what happens for a year it does not know."""

from __future__ import annotations

import json
from datetime import date

import pytest

from toolkit.domain.worktime.calendar import WorkCalendar
from toolkit.domain.worktime.statutory import is_published, official_days
from toolkit.errors import CalendarHorizonError

SHIFT = ((540, 720), (780, 1080))
WEEK = (SHIFT,) * 5 + ((), ())


def test_the_days_of_2026():
    days = {day.on.isoformat(): day for day in official_days([2026], SHIFT)}
    assert days["2026-09-20"].periods == SHIFT
    assert days["2026-09-20"].note("zh") == "调休上班"
    assert days["2026-10-10"].periods == SHIFT
    assert days["2026-10-01"].periods == ()
    assert days["2026-10-01"].note("zh") == "国庆节"
    assert days["2026-10-01"].note("en") == "National Day"
    assert "2026-10-08" not in days
    assert "2026-03-14" not in days


def test_every_day_of_the_years_agrees_with_the_notices(shared_data):
    years = json.loads((shared_data / "cn_calendar.json").read_text(encoding="utf-8"))["years"]
    named = {day["date"]: day["off"] for year in years.values() for day in year["days"]}
    calendar = WorkCalendar(WEEK, official_days(range(2020, 2027), SHIFT))
    checked = [day for day in named if "2020" <= day[:4] <= "2026"]
    assert len(checked) > 200
    assert [day for day in checked if bool(calendar.periods_on(date.fromisoformat(day))) == named[day]] == []


def test_an_unknown_year_is_said_to_be_unknown():
    assert is_published(2026)
    assert not is_published(2099)
    with pytest.raises(CalendarHorizonError, match="2099"):
        official_days([2026, 2099], SHIFT)
