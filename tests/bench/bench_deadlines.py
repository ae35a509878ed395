"""How quick are deadlines: against pandas' CustomBusinessHour and numpy.busday_offset, in one run.

Run with: pytest -m bench tests/bench/bench_deadlines.py -s
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter

import chinese_calendar
import numpy as np
import pandas as pd
import pytest

from toolkit.domain.account.notes import notes
from toolkit.domain.deadlines.due import Rules
from toolkit.domain.deadlines.facts import read_facts
from toolkit.domain.deadlines.policies import DEFAULT_POLICIES
from toolkit.domain.deadlines.policy import Clock, Match, Policy, Stage
from toolkit.domain.deadlines.promise import promise
from toolkit.domain.deadlines.sla import assess, judge
from toolkit.domain.worktime.calendar import WorkCalendar
from toolkit.domain.worktime.statutory import official_days

pytestmark = pytest.mark.bench

SHIFT = ((540, 720), (780, 1080))
YEARS = range(2020, 2027)
MILLION = 1_000_000


@pytest.fixture(scope="module")
def calendar():
    return WorkCalendar((SHIFT,) * 5 + ((), ()), official_days(YEARS, SHIFT))


@pytest.fixture(scope="module")
def starts():
    seconds = np.random.default_rng(7).integers(0, 6 * 365 * 86_400, MILLION)
    return np.datetime64("2020-01-01", "s") + seconds


@pytest.fixture(scope="module")
def days_off():
    """Every day without work, named one by one: the only way to teach the others make-up days."""
    first = date(YEARS[0], 1, 1)
    days = (first + timedelta(days=n) for n in range(len(YEARS) * 365))
    return [day for day in days if chinese_calendar.is_holiday(day)]


def best_of(runs, work):
    """Seconds of the quickest of some runs."""
    times = []
    for _ in range(runs):
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return min(times)


def say(text):
    sys.stdout.write(f"\n{text}")


def business_hours(days_off):
    """Four working hours as pandas counts them, one moment at a time."""
    return pd.offsets.CustomBusinessHour(
        n=4,
        weekmask="Mon Tue Wed Thu Fri Sat Sun",
        holidays=days_off,
        start=["09:00", "13:00"],
        end=["12:00", "18:00"],
    )


def test_a_thousand_times_custom_business_hour(calendar, starts, days_off):
    few = pd.to_datetime(starts[:1000])
    slow_offset = business_hours(days_off)
    slow = best_of(2, lambda: [moment + slow_offset for moment in few]) / len(few)
    quick = best_of(5, lambda: calendar.add_minutes(starts, 240)) / MILLION
    say(
        f"4 working hours: {1 / quick:,.0f} a second, CustomBusinessHour {1 / slow:,.0f}: {slow / quick:,.0f} times"
    )
    same_work = [moment + slow_offset for moment in few[:200]]
    ours = calendar.add_minutes(starts[:200], 240)
    assert calendar.minutes_between(ours, np.array(same_work, dtype="datetime64[s]")).max() == 0
    assert slow / quick >= 1000
    assert 1 / quick >= 5_000_000


def test_no_slower_than_busday_offset(calendar, starts, days_off):
    days = starts.astype("datetime64[D]")

    def numpy_days():
        return np.busday_offset(days, 3, roll="backward", weekmask="1111111", holidays=days_off)

    numpy_time = best_of(3, numpy_days) / MILLION
    hours = best_of(5, lambda: calendar.add_minutes(starts, 240)) / MILLION
    whole_days = best_of(5, lambda: calendar.add_days(starts, 3)) / MILLION
    say(
        f"busday_offset {1 / numpy_time:,.0f} a second; ours: days {1 / whole_days:,.0f}, hours {1 / hours:,.0f}"
    )
    assert (calendar.add_days(starts, 3).astype("datetime64[D]") == numpy_days()).all()
    assert hours <= numpy_time
    assert whole_days <= numpy_time


def mixed_policies():
    """Twenty limits in every clock, each for one department, all but the hours of response pausing."""
    clocks = [
        (Clock.WORKING_HOURS, 4),
        (Clock.NATURAL_HOURS, 24),
        (Clock.WORKING_DAYS, 3),
        (Clock.NATURAL_DAYS, 7),
    ]
    return tuple(
        Policy(
            id=f"mixed-{n}", stage=Stage.RESOLUTION, name=DEFAULT_POLICIES[0].name, clock=clocks[n % 4][0],
            amount=clocks[n % 4][1] + n // 4, match=Match(department=frozenset({f"d{n}"})), pauses_for=frozenset({"customer"}),
        )
        for n in range(20)
    )  # fmt: skip


def test_twenty_policies_with_pauses_cost_at_most_five_times_one(calendar, starts):
    one = (replace(mixed_policies()[0], match=Match(), pauses_for=frozenset()),)
    random = np.random.default_rng(8)
    held = np.where(random.random(MILLION) < 0.1, starts + 3600, np.datetime64("NaT"))
    plain = pd.DataFrame({"received_at": starts})
    paused = pd.DataFrame({"received_at": starts, "held_from": held, "held_until": held + 90_000})
    rules, many = Rules(one, {"": calendar}), Rules(mixed_policies(), {"": calendar})
    index = random.integers(0, 20, MILLION)
    facts, paused_facts = read_facts(plain), read_facts(paused)
    single = best_of(4, lambda: promise(rules, np.zeros(MILLION, dtype=np.intp), facts))
    mixed = best_of(4, lambda: promise(many, index, paused_facts))
    say(
        f"one policy {MILLION / single:,.0f} a second, twenty with pauses {MILLION / mixed:,.0f}: {mixed / single:.1f} times"
    )
    assert mixed <= 5 * single


def test_a_whole_table_judged_and_explained(calendar, starts, days_off):
    count = 100_000
    random = np.random.default_rng(9)
    words = np.array(["紧急", "一般", "P0", "P1", "P2"], dtype=object)
    received = starts[:count]
    frame = pd.DataFrame({
        "received_at": received,
        "first_responded_at": received + random.integers(600, 20_000, count),
        "resolved_at": received + random.integers(20_000, 500_000, count),
        "urgency": pd.Series(words[random.integers(0, 5, count)], dtype=object),
        "received_at_is_day": random.random(count) < 0.05,
    })  # fmt: skip
    judging = best_of(3, lambda: judge(frame, DEFAULT_POLICIES, calendar))
    found = assess(frame, DEFAULT_POLICIES, calendar)
    explaining = best_of(2, lambda: notes(found, "zh"))
    say(f"{count:,} rows: judged in {judging:.2f} s, explained in {explaining:.2f} s\n")
    slow_offset = business_hours(days_off)
    one_limit = (
        best_of(1, lambda: [moment + slow_offset for moment in pd.to_datetime(starts[:1000])]) * count / 1000
    )
    assert judging <= one_limit / 25
