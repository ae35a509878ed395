"""Working time: examples a person can check on a wall calendar, laws, and a slow independent count."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from calendar_oracle import Stepper, random_settings
from hypothesis import given
from hypothesis import strategies as st

from toolkit.domain.faults import CalendarDataError
from toolkit.domain.worktime.calendar import WorkCalendar
from toolkit.domain.worktime.openhours import WEEKDAY_KEYS
from toolkit.errors import CalendarHorizonError

SHIFT = [["09:00", "12:00"], ["13:00", "18:00"]]
WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), SHIFT)
EIGHT_YEARS = int(timedelta(days=8 * 365).total_seconds())


def at(text):
    return np.datetime64(text.replace(" ", "T"), "s")


@pytest.mark.parametrize(("start", "minutes", "end"), [
    ("2026-03-13 17:59", 120, "2026-03-16 10:59"),
    ("2026-09-18 17:59", 120, "2026-09-20 10:59"),
    ("2026-10-03 10:00", 120, "2026-10-08 11:00"),
    ("2026-09-30 17:00", 60, "2026-09-30 18:00"),
    ("2026-09-30 17:00", 61, "2026-10-08 09:01"),
    ("2026-03-10 11:00", 60, "2026-03-10 12:00"),
    ("2026-03-10 12:30", 120, "2026-03-10 15:00"),
    ("2026-03-10 18:00", 120, "2026-03-11 11:00"),
    ("2026-03-10 17:59:30", 1, "2026-03-11 09:00:30"),
    ("2026-03-10 12:30:45", 0, "2026-03-10 12:30:45"),
    ("2026-03-16 11:00", -120, "2026-03-16 09:00"),
    ("2026-03-16 11:00", -121, "2026-03-13 17:59"),
    ("2026-03-14 11:00", -60, "2026-03-13 17:00"),
    ("2026-03-10 09:00", 0.5, "2026-03-10 09:00:30"),
], ids=[
    "over a weekend", "into a make-up Sunday", "on a holiday", "used up at closing", "a minute more is after the holidays",
    "used up at lunch", "from lunch", "closing time is outside", "seconds are kept", "nothing stays put",
    "back to opening", "back over a weekend", "back from a weekend", "half a minute",
])  # fmt: skip
def test_add_minutes(calendar, start, minutes, end):
    assert calendar.add_minutes(at(start), minutes) == at(end)


@pytest.mark.parametrize(("start", "end", "minutes"), [
    ("2026-03-13 17:59", "2026-03-16 10:59", 120),
    ("2026-03-16 10:59", "2026-03-13 17:59", -120),
    ("2026-03-10 12:00", "2026-03-10 13:00", 0),
    ("2026-09-30 00:00", "2026-10-10 24:00", 4 * 480),
    ("2026-03-10 09:00:30", "2026-03-10 09:01:00", 0.5),
], ids=["over a weekend", "reversed", "lunch", "Wednesday, two days and a make-up Saturday", "seconds"])  # fmt: skip
def test_minutes_between(calendar, start, end, minutes):
    end = at("2026-10-11 00:00") if end.endswith("24:00") else at(end)
    assert calendar.minutes_between(at(start), end) == minutes


@pytest.mark.parametrize(("start", "days", "end"), [
    ("2026-03-13 17:59", 3, "2026-03-18 17:59"),
    ("2026-09-18 17:59", 3, "2026-09-22 17:59"),
    ("2026-10-03 10:00", 3, "2026-10-10 10:00"),
    ("2026-10-03 10:00", 0, "2026-10-03 10:00"),
    ("2026-10-03 10:00", -1, "2026-09-30 10:00"),
    ("2026-10-08 10:00", -1, "2026-09-30 10:00"),
], ids=["over a weekend", "counting a make-up Sunday", "from a holiday", "nothing", "back from a holiday", "back"])  # fmt: skip
def test_add_days(calendar, start, days, end):
    assert calendar.add_days(at(start), days) == at(end)


@pytest.mark.parametrize(("start", "end", "days"), [
    ("2026-03-09 23:00", "2026-03-16 01:00", 5),
    ("2026-03-16 01:00", "2026-03-09 23:00", -5),
    ("2026-09-18 00:00", "2026-09-21 00:00", 2),
    ("2026-03-10 00:00", "2026-03-10 23:00", 0),
], ids=["a week", "reversed", "Friday and the make-up Sunday", "the same day"])  # fmt: skip
def test_days_between(calendar, start, end, days):
    assert calendar.days_between(at(start), at(end)) == days


def test_arrays_of_any_shape_give_arrays_and_scalars_give_scalars(calendar):
    starts = np.array([["2026-03-13T17:59"], ["NaT"]], dtype="datetime64[m]")
    ends = calendar.add_minutes(starts, [120, 240])
    assert ends.shape == (2, 2)
    assert ends[0].tolist() == [at("2026-03-16 10:59").tolist(), at("2026-03-16 13:59").tolist()]
    assert np.isnat(ends[1]).all()
    assert isinstance(calendar.add_minutes(starts[0, 0], 1), np.datetime64)
    assert np.isnan(calendar.minutes_between(starts, starts)[1, 0])
    assert np.isnat(calendar.add_days(starts, 1)[1, 0])
    assert np.isnat(calendar.roll(starts)[1, 0])
    assert calendar.add_minutes(np.array([], dtype="datetime64[s]"), 5).shape == (0,)


def test_a_day_is_made_of_layers():
    calendar = WorkCalendar.from_dict({
        "weekly_hours": {"tue": [["10:00", "11:00"]], "wed": SHIFT},
        "holidays": ["2026-03-11", "2026-03-18"],
        "extra_workdays": ["2026-03-12", "2026-03-13"],
        "date_hours": {"2026-03-13": [["20:00", "24:00"]], "2026-03-18": SHIFT, "2026-03-15": [["08:00", "09:00"]]},
        "breaks": [["2026-03-10T10:15", "2026-03-10T10:45"], ["2026-03-24T00:00", "2026-03-25T12:00"]],
    })  # fmt: skip
    hours = {day: calendar.periods_on(date(2026, 3, day)) for day in (10, 11, 12, 13, 15, 18, 24, 25)}
    assert hours == {
        10: ((600, 615), (645, 660)),
        11: (),
        12: ((600, 660),),
        13: ((1200, 1440),),
        15: ((480, 540),),
        18: (),
        24: (),
        25: ((780, 1080),),
    }
    assert calendar.add_minutes(at("2026-03-13 23:00"), 60) == at("2026-03-14 00:00")


def test_extra_workdays_may_have_their_own_hours():
    calendar = WorkCalendar.from_dict(
        {"weekly_hours": WEEK, "extra_workdays": ["2026-10-10"], "extra_workday_hours": [["09:00", "12:00"]]}
    )
    assert calendar.periods_on(date(2026, 10, 10)) == ((540, 720),)


def test_open_round_the_clock():
    calendar = WorkCalendar.from_dict({"weekly_hours": {day: [["00:00", "24:00"]] for day in WEEKDAY_KEYS}})
    assert calendar.add_minutes(at("2026-10-03 10:00:07"), 3 * 1440 + 1) == at("2026-10-06 10:01:07")


@pytest.mark.parametrize(("method", "moment", "found"), [
    ("roll", "2026-10-04 10:00", "2026-10-08 10:00"),
    ("roll", "2026-10-10 10:00", "2026-10-10 10:00"),
    ("opening", "2026-10-10 16:30", "2026-10-10 09:00"),
    ("opening", "2023-10-01 00:00", "2023-10-01 09:00"),
    ("closing", "2026-10-10 16:30", "2026-10-10 18:00"),
    ("next_open", "2026-03-10 12:30", "2026-03-10 13:00"),
    ("next_open", "2026-03-10 18:00", "2026-03-11 09:00"),
    ("next_open", "2026-03-10 11:59:59", "2026-03-10 11:59:59"),
    ("last_open", "2026-03-15 16:00", "2026-03-13 18:00"),
    ("last_open", "2026-03-10 12:00", "2026-03-10 12:00"),
])  # fmt: skip
def test_edges(calendar, method, moment, found):
    assert getattr(calendar, method)(at(moment)) == at(found)


def test_beyond_the_published_year_results_are_provisional_and_the_fixed_days_are_closed(calendar):
    moments = np.array(["2026-12-31T23:59", "2027-01-01", "2022-12-31", "NaT"], dtype="datetime64[m]")
    assert calendar.is_provisional(moments).tolist() == [False, True, True, False]
    for fixed in ("2027-01-01", "2027-10-01", "2028-05-01", "2022-10-03"):
        assert calendar.periods_on(date.fromisoformat(fixed)) == ()
    assert calendar.add_minutes(at("2026-12-31 16:00"), 240) == at("2027-01-04 11:00")


def test_what_the_team_typed_for_an_unpublished_year_wins():
    calendar = WorkCalendar.from_dict(
        {
            "weekly_hours": WEEK,
            "known_until": "2026-12-31",
            "date_hours": {"2027-01-01": [["09:00", "10:00"]]},
        }
    )
    assert calendar.periods_on(date(2027, 1, 1)) == ((540, 600),)


@pytest.mark.parametrize(("settings", "words"), [
    ({"weekly_hours": {"mon": [["09:00", "25:00"]]}}, "25:00"),
    ({"weekly_hours": {"mon": [["9点", "18:00"]]}}, "9点"),
    ({"weekly_hours": {"mon": [["09:00:30", "18:00"]]}}, "09:00:30"),
    ({"weekly_hours": {"mon": ["09:00-18:00"]}}, "时段"),
    ({"weekly_hours": {"mon": [["22:00", "06:00"]]}}, "零点"),
    ({"weekly_hours": {"mon": [["09:00", "09:00"]]}}, "不晚于"),
    ({"weekly_hours": {"mon": [["09:00", "12:00"], ["11:00", "18:00"]]}}, "重叠"),
    ({"weekly_hours": {"monday": SHIFT}}, "monday"),
    ({"weekly_hours": {}}, "没有任何上班时间"),
    ({"weekly_hours": WEEK, "holidays": ["2026-02-30"]}, "2026-02-30"),
    ({"weekly_hours": WEEK, "holidays": [20261001]}, "20261001"),
    ({"weekly_hours": WEEK, "holidays": ["2026-10-10"], "extra_workdays": ["2026-10-10"]}, "2026-10-10"),
    ({"weekly_hours": WEEK, "breaks": [["2026-03-10T15:00", "2026-03-10T14:00"]]}, "不晚于"),
    ({"weekly_hours": WEEK, "breaks": [["2026-03-10T14:00+08:00", "2026-03-10T15:00"]]}, "时区"),
    ({"weekly_hours": WEEK, "breaks": [["2026-03-10T14:00:10", "2026-03-10T15:00"]]}, "秒"),
    ({"weekly_hours": WEEK, "holiday": []}, "holiday"),
])  # fmt: skip
def test_unusable_hours_are_refused_in_plain_words(settings, words):
    with pytest.raises(CalendarDataError, match=words) as caught:
        WorkCalendar.from_dict(settings)
    assert caught.value.text("en", **caught.value.facts)


def test_moments_outside_the_years_stop_instead_of_guessing(calendar):
    for call in (
        lambda: calendar.add_minutes(at("1969-12-31 10:00"), 5),
        lambda: calendar.add_minutes(at("2099-12-31 10:00"), 600),
        lambda: calendar.add_minutes(at("1970-01-01 10:00"), -600),
        lambda: calendar.add_minutes(at("2026-03-10 10:00"), 1e12),
        lambda: calendar.add_minutes(at("2026-03-10 10:00"), -(2**62)),
        lambda: calendar.add_days(at("2026-03-10 10:00"), 10**6),
        lambda: calendar.minutes_between(at("2026-03-10 10:00"), at("2100-01-01 00:00")),
        lambda: calendar.roll(at("2099-12-31 10:00") + np.timedelta64(1, "D")),
    ):
        with pytest.raises(CalendarHorizonError):
            call()


def test_only_moments_and_whole_days_are_taken(calendar):
    with pytest.raises(TypeError):
        calendar.add_minutes("2026-03-10 10:00", 5)
    with pytest.raises(TypeError):
        calendar.add_days(at("2026-03-10 10:00"), 1.5)
    with pytest.raises(ValueError, match="NaT"):
        calendar.days_between(at("2026-03-10 10:00"), np.datetime64("NaT"))
    with pytest.raises(ValueError, match="finite"):
        calendar.add_minutes(at("2026-03-10 10:00"), float("nan"))


def compare_with_stepping(cases, seed):
    """Compare every method on random cases with the slow count; a calendar serves a hundred cases."""
    random = Random(seed)
    for _ in range(cases // 100):
        settings = random_settings(random)
        quick, slow = WorkCalendar.from_dict(settings), Stepper(settings)
        starts = [
            at("2019-01-01 00:00").tolist() + timedelta(minutes=random.randrange(EIGHT_YEARS // 60))
            for _ in range(100)
        ]
        minutes = [random.choice((1, -1)) * int(random.expovariate(1 / 400)) for _ in starts]
        days = [random.randint(-12, 12) for _ in starts]
        moments = np.array(starts, dtype="datetime64[s]")
        ends = quick.add_minutes(moments, minutes)
        assert ends.tolist() == [slow.add_minutes(*case) for case in zip(starts, minutes, strict=True)]
        assert quick.minutes_between(moments, ends).tolist() == minutes
        moved = quick.add_days(moments, days)
        assert moved.tolist() == [slow.add_days(*case) for case in zip(starts, days, strict=True)]
        between = [slow.days_between(*case) for case in zip(starts, moved.tolist(), strict=True)]
        assert quick.days_between(moments, moved).tolist() == between
        far = moments + np.array([random.randint(-3000, 3000) for _ in starts]).astype("timedelta64[m]")
        gone = [slow.minutes_between(*case) for case in zip(starts, far.tolist(), strict=True)]
        assert quick.minutes_between(moments, far).tolist() == gone


def test_agrees_with_stepping_through_every_minute():
    compare_with_stepping(cases=2_000, seed=20261)


@pytest.mark.soak
def test_agrees_with_stepping_on_a_hundred_thousand_cases():
    compare_with_stepping(cases=100_000, seed=20262)


def test_agrees_with_stepping_second_by_second():
    random = Random(3)
    settings = random_settings(random)
    quick, slow = WorkCalendar.from_dict(settings), Stepper(settings)
    for _ in range(20):
        start = at("2021-03-01 00:00").tolist() + timedelta(seconds=random.randrange(86_400 * 300))
        minutes = random.choice((-3, -1, 1, 2, 5))
        stepped = slow.add_minutes(start, minutes, timedelta(seconds=1))
        assert quick.add_minutes(np.datetime64(start, "s"), minutes).tolist() == stepped


moments = st.integers(0, EIGHT_YEARS).map(lambda second: np.datetime64("2019-01-01", "s") + second)
allowances = st.integers(1, 20_000)


@given(start=moments, minutes=allowances)
def test_law_the_end_is_open_or_closing_time_and_the_allowance_is_used_exactly(calendar, start, minutes):
    end = calendar.add_minutes(start, minutes)
    assert calendar.last_open(end) == end
    assert calendar.minutes_between(start, end) == minutes
    assert calendar.add_minutes(end, -minutes) <= calendar.next_open(start)


@given(start=moments, minutes=allowances, more=st.integers(0, 5_000), later=st.integers(0, 10**6))
def test_law_never_earlier_when_the_allowance_grows_or_the_start_gets_later(
    calendar, start, minutes, more, later
):
    end = calendar.add_minutes(start, minutes)
    assert calendar.add_minutes(start, minutes + more) >= end
    assert calendar.add_minutes(start + later, minutes) >= end
    assert calendar.add_minutes(calendar.add_minutes(start, minutes), more) == calendar.add_minutes(
        start, minutes + more
    )


@given(
    start=moments,
    minutes=allowances,
    days=st.integers(1, 60),
    off=st.dates(date(2019, 1, 1), date(2026, 12, 31)),
)
def test_law_never_earlier_when_a_holiday_is_added(start, minutes, days, off):
    plain = WorkCalendar.from_dict({"weekly_hours": WEEK})
    with_holiday = WorkCalendar.from_dict({"weekly_hours": WEEK, "holidays": [off.isoformat()]})
    assert with_holiday.add_minutes(start, minutes) >= plain.add_minutes(start, minutes)
    assert with_holiday.add_days(start, days) >= plain.add_days(start, days)


@given(start=moments, days=st.integers(1, 500))
def test_law_working_days_end_on_a_working_day_and_lead_back(calendar, start, days):
    end = calendar.add_days(start, days)
    assert calendar.roll(end) == end
    assert calendar.days_between(start + np.timedelta64(1, "D"), end + np.timedelta64(1, "D")) == days
    assert calendar.add_days(end, -days) <= calendar.roll(start)


@given(first=moments, second=moments, third=moments)
def test_law_time_between_adds_up(calendar, first, second, third):
    for between in (calendar.minutes_between, calendar.days_between):
        whole = between(first, second) + between(second, third)
        assert whole == pytest.approx(between(first, third), abs=1e-6)
        assert between(second, first) == -between(first, second)
