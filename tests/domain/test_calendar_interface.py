"""The stable interface of WorkCalendar, as it is promised: one dictionary in, four questions answered."""

from __future__ import annotations

import numpy as np
import pytest

from toolkit.domain.faults import CalendarDataError
from toolkit.domain.worktime.calendar import WorkCalendar

DAY = [["09:00", "12:00"], ["13:00", "18:00"]]
SETTINGS = {
    "weekly_hours": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), DAY),
    "holidays": ["2026-10-01"],
    "extra_workdays": ["2026-10-10"],
    "extra_workday_hours": [["09:00", "12:00"]],
    "date_hours": {"2026-09-30": [["09:00", "12:00"]]},
    "breaks": [["2026-03-10T14:00", "2026-03-10T15:00"]],
}
CALENDAR = WorkCalendar.from_dict(SETTINGS)


def at(text):
    return np.datetime64(text.replace(" ", "T"))


def made(**settings):
    return WorkCalendar.from_dict(SETTINGS | settings)


@pytest.mark.parametrize(("start", "minutes", "end"), [
    ("2026-09-30 11:00", 60, "2026-09-30 12:00"),
    ("2026-09-30 11:00", 61, "2026-10-02 09:01"),
    ("2026-10-09 17:00", 60, "2026-10-09 18:00"),
    ("2026-10-09 17:00", 61, "2026-10-10 09:01"),
    ("2026-10-10 11:00", 61, "2026-10-12 09:01"),
    ("2026-03-10 13:30", 60, "2026-03-10 15:30"),
    ("2026-10-09 17:00:30", 1, "2026-10-09 17:01:30"),
    ("2026-10-01 10:00", 0, "2026-10-01 10:00"),
    ("2026-10-02 09:01", -61, "2026-09-30 11:00"),
    ("2026-10-12 09:00", -180, "2026-10-10 09:00"),
], ids=[
    "used up exactly at closing stays at closing", "a date's own hours, then a holiday", "closing again",
    "a make-up Saturday", "with its own hours", "a break stands still", "seconds are kept", "zero minutes stay, open or not",
    "back over the holiday", "back to opening",
])  # fmt: skip
def test_add_minutes(start, minutes, end):
    assert CALENDAR.add_minutes(at(start), minutes) == at(end)


@pytest.mark.parametrize(("start", "end", "minutes"), [
    ("2026-09-30 11:00", "2026-10-02 09:01", 61),
    ("2026-10-02 09:01", "2026-09-30 11:00", -61),
    ("2026-03-10 13:00", "2026-03-10 16:00", 120),
    ("2026-10-09 17:59:30", "2026-10-10 09:00:15", 0.75),
])  # fmt: skip
def test_minutes_between(start, end, minutes):
    assert CALENDAR.minutes_between(at(start), at(end)) == minutes


@pytest.mark.parametrize(("start", "days", "end"), [
    ("2026-09-30 17:15", 1, "2026-10-02 17:15"),
    ("2026-10-09 08:00", 1, "2026-10-10 08:00"),
    ("2026-10-01 08:00", 1, "2026-10-02 08:00"),
    ("2026-10-01 08:00", 0, "2026-10-01 08:00"),
    ("2026-10-12 23:59:59", -2, "2026-10-09 23:59:59"),
], ids=["the start's own day is not counted", "a make-up day counts", "from a holiday", "zero days", "backwards"])  # fmt: skip
def test_add_days_keeps_the_time_of_day(start, days, end):
    assert CALENDAR.add_days(at(start), days) == at(end)


@pytest.mark.parametrize(("start", "end", "days"), [
    ("2026-09-30 23:00", "2026-10-01 00:00", 1), ("2026-09-30 00:00", "2026-10-02 00:00", 1), ("2026-10-09 09:00", "2026-10-12 09:00", 2),
    ("2026-10-12 09:00", "2026-10-09 09:00", -2), ("2026-10-09 09:00", "2026-10-09 23:00", 0),
])  # fmt: skip
def test_days_between_is_half_open(start, end, days):
    assert CALENDAR.days_between(at(start), at(end)) == days


def test_scalars_give_scalars_and_arrays_give_arrays():
    starts = np.array(["2026-10-09T17:00", "2026-10-10T11:00"], dtype="datetime64[ns]")
    ends = CALENDAR.add_minutes(starts, np.array([60, -60]))
    assert ends.tolist() == [at("2026-10-09 18:00").tolist(), at("2026-10-10 10:00").tolist()]
    assert CALENDAR.minutes_between(starts, ends).tolist() == [60, -60]
    assert CALENDAR.add_days(starts, 1).shape == CALENDAR.days_between(starts, ends).shape == (2,)
    assert isinstance(CALENDAR.add_minutes(starts[0], 60), np.datetime64)
    assert np.isscalar(CALENDAR.minutes_between(starts[0], ends[0]))
    assert np.isscalar(CALENDAR.days_between(starts[0], ends[0]))


def test_midnight_may_be_the_end_of_a_day():
    night = made(date_hours={"2026-03-11": [["20:00", "24:00"]]})
    assert night.add_minutes(at("2026-03-11 23:00"), 60) == at("2026-03-12 00:00")


def test_a_holiday_closes_the_day_whatever_else_is_set():
    closed = made(date_hours={"2026-10-01": DAY}, breaks=[["2026-10-01T09:00", "2026-10-01T10:00"]])
    assert closed.minutes_between(at("2026-10-01 00:00"), at("2026-10-02 00:00")) == 0


def test_a_make_up_day_without_hours_of_its_own_has_those_of_the_first_weekday_that_has_any():
    without = {key: value for key, value in SETTINGS.items() if key != "extra_workday_hours"}
    assert (
        WorkCalendar.from_dict(without).minutes_between(at("2026-10-10 00:00"), at("2026-10-11 00:00")) == 480
    )
    late = without | {"weekly_hours": {"wed": [["10:00", "11:00"]], "fri": DAY}}
    assert WorkCalendar.from_dict(late).minutes_between(at("2026-10-10 00:00"), at("2026-10-11 00:00")) == 60


def test_a_date_in_both_lists_is_refused():
    with pytest.raises(CalendarDataError, match="2026-10-01 既列为放假又列为上班"):
        made(extra_workdays=["2026-10-01"])


def test_all_but_the_weekly_hours_may_be_left_out():
    assert WorkCalendar.from_dict({"weekly_hours": {"mon": DAY}}).add_minutes(
        at("2026-03-09 17:00"), 120
    ) == at("2026-03-16 10:00")


@pytest.mark.parametrize("unit", ["h", "m", "s", "ms", "us", "ns"])
def test_moments_of_any_unit_are_taken(unit):
    assert CALENDAR.add_minutes(np.datetime64("2026-10-09T17:00", unit), 60) == at("2026-10-09 18:00")


def test_days_and_months_are_their_first_moment():
    assert CALENDAR.add_minutes(np.datetime64("2026-10-09"), 60) == at("2026-10-09 10:00")
    assert CALENDAR.days_between(np.datetime64("2026-10-09"), np.datetime64("2026-11")) == 17


@pytest.mark.parametrize("kind", ["int8", "uint8", "uint64", "float32", "float64"])
def test_amounts_of_any_number_are_taken(kind):
    amounts = np.array([60, 0], dtype=kind)
    starts = np.full(2, at("2026-10-09 17:00"))
    assert CALENDAR.add_minutes(starts, amounts).tolist() == [
        at("2026-10-09 18:00").tolist(),
        starts[1].tolist(),
    ]
    assert CALENDAR.add_days(starts, amounts // 60).tolist() == [
        at("2026-10-10 17:00").tolist(),
        starts[1].tolist(),
    ]


def test_nothing_for_nothing():
    none = np.array([], dtype="datetime64[s]")
    assert CALENDAR.add_minutes(none, []).shape == CALENDAR.add_days(none, []).shape == (0,)
    assert CALENDAR.minutes_between(none, none).shape == CALENDAR.days_between(none, none).shape == (0,)


@pytest.mark.parametrize("amount", [60, -60, 0])
@pytest.mark.parametrize("shape", [(), (1,)], ids=["scalar", "array"])
def test_no_moment_stays_none(shape, amount):
    none = np.full(shape, np.datetime64("NaT", "D"))[()]
    for found in (CALENDAR.add_minutes(none, amount), CALENDAR.add_days(none, amount)):
        assert np.isnat(found).all()
    for ask in (CALENDAR.roll, CALENDAR.opening, CALENDAR.closing, CALENDAR.next_open, CALENDAR.last_open):
        assert np.isnat(ask(none)).all()
    assert np.isnan(CALENDAR.minutes_between(at("2026-10-09 17:00"), none)).all()
    assert not np.any(CALENDAR.is_provisional(none))


@pytest.mark.parametrize("amount", [True, "60", None, np.timedelta64(1, "h")], ids=["truth", "text", "nothing", "a length"])  # fmt: skip
def test_an_amount_that_is_no_number_is_refused(amount):
    with pytest.raises(TypeError):
        CALENDAR.add_minutes(at("2026-10-09 17:00"), amount)
    with pytest.raises(TypeError):
        CALENDAR.add_days(at("2026-10-09 17:00"), amount)


def test_a_break_may_run_over_midnight_and_over_others():
    night = made(
        date_hours={"2026-03-11": [["20:00", "24:00"]], "2026-03-12": [["00:00", "04:00"]]},
        breaks=[["2026-03-11T22:00", "2026-03-12T01:00"], ["2026-03-11T23:00", "2026-03-11T24:00"]],
    )
    assert night.minutes_between(at("2026-03-11 00:00"), at("2026-03-13 00:00")) == 120 + 180
    assert night.add_minutes(at("2026-03-11 21:00"), 61) == at("2026-03-12 01:01")


@pytest.mark.parametrize(("settings", "words"), [
    ({"weekly_hours": ["mon"]}, "按名称"),
    ({"weekly_hours": {"mon": "09:00-18:00"}}, "不是列表"),
    ({"holidays": "2026-10-01"}, "不是列表"),
    ({"holidays": ["20261001"]}, "20261001"),
    ({"holidays": ["2206-10-01"]}, "1970 至 2099"),
    ({"breaks": [["2026-03-10T14:00"]]}, "开始和结束"),
    ({"breaks": [["2026-03-10", "2026-03-11"]]}, "时刻"),
    ({"breaks": [["2026-03-10T14:00", "9999-12-31T14:00"]]}, "1970 至 2099"),
    ({"weekly_hours": {}, "extra_workday_hours": None}, "2026-10-10 列为调休上班"),
], ids=[
    "no weekdays", "one text for a list", "one date for a list", "a date written in a row", "a year nobody means", "half a break",
    "days for moments", "a break without end", "a make-up day without hours",
])  # fmt: skip
def test_mistakes_are_said_in_plain_words(settings, words):
    with pytest.raises(CalendarDataError, match=words) as caught:
        made(**settings)
    assert caught.value.said("en") != caught.value.said("zh")


def test_lists_that_are_none_are_left_out():
    plain = WorkCalendar.from_dict(
        SETTINGS | dict.fromkeys((*SETTINGS,), None) | {"weekly_hours": {"mon": DAY, "tue": None}}
    )
    assert plain.days_between(at("2026-09-28"), at("2026-10-12")) == 2
