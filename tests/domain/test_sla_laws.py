"""Laws of judging, and a slow independent count of due moments over random calendars and limits."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import numpy as np
import pandas as pd
import pytest
from calendar_oracle import Stepper, random_settings
from deadline_rows import at
from hypothesis import given
from hypothesis import strategies as st
from working_week import WEEK

from toolkit.domain.deadlines.policies import DEFAULT_POLICIES, WAITS
from toolkit.domain.deadlines.policy import Clock, Policy, Stage
from toolkit.domain.deadlines.sla import judge
from toolkit.domain.worktime.calendar import WorkCalendar
from toolkit.words import Text

FIRST = at("2019-01-01 00:00")
EIGHT_YEARS = 8 * 365 * 86_400
URGENCIES = ("紧急", "一般", "P0", "P1", "P2", "重要", "高", None)


def limit(clock, amount, **fields):
    name = Text("试", "trial")
    return Policy(
        id="limit", stage=Stage.RESOLUTION, name=name, clock=clock, amount=amount, pauses_for=WAITS, **fields
    )


def due(calendar, policy, start, held_from=None, held_until=None):
    frame = pd.DataFrame(
        {"received_at": [start], "held_from": [held_from or "NaT"], "held_until": [held_until or "NaT"]}
    )
    frame = frame.astype("datetime64[s]")
    return judge(frame, [policy], calendar)["resolution_due"].to_numpy()[0]


moments = st.integers(0, EIGHT_YEARS).map(lambda second: FIRST + second)
limits = st.one_of(
    st.builds(limit, st.sampled_from([Clock.NATURAL_HOURS, Clock.WORKING_HOURS]), st.integers(1, 100)),
    st.builds(limit, st.sampled_from([Clock.NATURAL_DAYS, Clock.WORKING_DAYS]), st.integers(1, 30)),
)


@given(start=moments, policy=limits, more=st.integers(0, 40), later=st.integers(0, 10**6))
def test_never_earlier_when_the_allowance_grows_or_the_start_gets_later(calendar, start, policy, more, later):
    base = due(calendar, policy, start)
    assert due(calendar, limit(policy.clock, policy.amount + more), start) >= base
    assert due(calendar, policy, start + later) >= base


@given(start=moments, policy=limits, off=st.dates(date(2019, 1, 1), date(2026, 12, 31)))
def test_never_earlier_when_a_holiday_is_added(start, policy, off):
    plain = WorkCalendar.from_dict({"weekly_hours": WEEK})
    with_holiday = WorkCalendar.from_dict({"weekly_hours": WEEK, "holidays": [off.isoformat()]})
    assert due(with_holiday, policy, start) >= due(plain, policy, start)


@given(start=moments, policy=limits)
def test_a_due_moment_in_working_time_is_open_or_closing_time(calendar, start, policy):
    found = due(calendar, policy, start)
    if policy.clock in (Clock.WORKING_HOURS, Clock.WORKING_DAYS):
        assert calendar.last_open(found) == found
    if policy.clock is Clock.WORKING_HOURS:
        assert calendar.minutes_between(start, found) == policy.amount * 60


@given(start=moments, policy=limits, wait=st.integers(0, 10**5), length=st.integers(1, 10**6))
def test_a_pause_moves_the_due_moment_by_its_own_length(calendar, start, policy, wait, length):
    base, held_from = due(calendar, policy, start), start + wait
    moved = due(calendar, policy, start, held_from, held_from + length)
    if held_from >= base:
        assert moved == base
    elif policy.clock is Clock.NATURAL_HOURS:
        assert moved == base + length
    elif policy.clock is Clock.NATURAL_DAYS:
        assert moved >= base
    else:
        held = calendar.minutes_between(held_from, held_from + length)
        assert calendar.minutes_between(base, moved) == pytest.approx(held)


def random_table(random, count):
    """Feedback with everything that can move a limit, much of it absurd."""

    base = FIRST + np.array([random.randrange(86_400 * 365 * 7) for _ in range(count)])

    def moment(likely):
        later = [
            start + random.randint(-3_600, 30 * 86_400) if random.random() < likely else "NaT"
            for start in base
        ]
        return np.array(later, dtype="datetime64[s]")

    frame = pd.DataFrame({"received_at": base})
    for key, likely in (("first_responded_at", 0.7), ("resolved_at", 0.6), ("held_from", 0.3), ("held_until", 0.3),
                        ("due_override", 0.1), ("urgency_changed_at", 0.3), ("reopened_at", 0.2)):  # fmt: skip
        frame[key] = moment(likely)
        frame[f"{key}_is_day"] = [random.random() < 0.2 for _ in range(count)]
    frame["received_at_is_day"] = [random.random() < 0.2 for _ in range(count)]
    for key, words in (("urgency", URGENCIES), ("urgency_before", URGENCIES), ("is_complex", ("yes", None)),
                       ("change_is_approved", ("yes", None)), ("kind", ("complaint", "praise", None)),
                       ("hold_reason", ("等待第三方", None)), ("cycle", (1, 2, None))):  # fmt: skip
        frame[key] = pd.Series([random.choice(words) for _ in range(count)], dtype=object)
    return frame


def test_a_row_is_judged_the_same_alone_and_among_others(calendar):
    frame = random_table(Random(5), 300)
    before = frame.copy()
    together = judge(frame, DEFAULT_POLICIES, calendar)
    alone = pd.concat(judge(frame.iloc[[n]], DEFAULT_POLICIES, calendar) for n in range(len(frame)))
    pd.testing.assert_frame_equal(together, alone)
    pd.testing.assert_frame_equal(frame, before)
    assert set(together["resolution_verdict"]) == {"met", "breach", "undecidable", "not_judged", None}


def test_a_later_look_only_turns_open_rows_into_breaches(calendar):
    frame = random_table(Random(6), 1000)
    looks = [
        judge(frame, DEFAULT_POLICIES, calendar, as_of)
        for as_of in (None, at("2026-06-01 12:00"), at("2027-06-01 12:00"))
    ]
    for early, late in pairwise(looks):
        for name in ("response", "resolution"):
            verdict, is_later = early[f"{name}_verdict"], late[f"{name}_verdict"]
            same = (verdict == is_later) | (verdict.isna() & is_later.isna())
            assert (same | (late[f"{name}_is_by_clock"] & (is_later == "breach")) | late["is_wrong"]).all()


def stepped(slow, policy, start, hold):
    """When a limit runs out, counted step by step on the slow calendar."""
    if policy.clock is Clock.NATURAL_HOURS:
        base = start + timedelta(hours=policy.amount)
    elif policy.clock is Clock.WORKING_HOURS:
        base = slow.add_minutes(start, policy.amount * 60)
    else:
        base = closing(slow, day_of(slow, policy, start, policy.amount))
    if hold is None or max(hold[0], start) >= base or hold[1] <= max(hold[0], start):
        return base
    begins = max(hold[0], start)
    if policy.clock is Clock.NATURAL_HOURS:
        return base + (hold[1] - begins)
    if policy.clock is Clock.NATURAL_DAYS:
        return closing(
            slow, day_of(slow, policy, start, policy.amount + (hold[1].date() - begins.date()).days)
        )
    return slow.add_minutes(base, slow.minutes_between(begins, hold[1]))


def day_of(slow, policy, start, amount):
    if policy.clock is Clock.WORKING_DAYS:
        return slow.add_days(start, amount)
    day = start + timedelta(days=amount)
    while not slow.is_working_day(day.date()):
        day += timedelta(days=1)
    return day


def closing(slow, moment):
    midnight = moment.replace(hour=0, minute=0)
    return midnight + timedelta(minutes=max(slow.open_minutes(moment.date())) + 1)


def compare_with_stepping(cases, seed):
    random = Random(seed)
    for _ in range(cases // 50):
        settings = random_settings(random)
        quick, slow = WorkCalendar.from_dict(settings), Stepper(settings)
        clock = random.choice(
            [Clock.NATURAL_HOURS, Clock.WORKING_HOURS, Clock.NATURAL_DAYS, Clock.WORKING_DAYS]
        )
        policy = limit(clock, random.randint(1, 30 if clock.is_in_hours else 12))
        starts = [FIRST.tolist() + timedelta(minutes=random.randrange(EIGHT_YEARS // 60)) for _ in range(50)]
        holds = [None if random.random() < 0.4 else hold_after(random, start) for start in starts]
        frame = pd.DataFrame({
            "received_at": np.array(starts, dtype="datetime64[s]"),
            "held_from": np.array([hold and hold[0] for hold in holds], dtype="datetime64[s]"),
            "held_until": np.array([hold and hold[1] for hold in holds], dtype="datetime64[s]"),
        })  # fmt: skip
        found = judge(frame, [policy], quick)["resolution_due"].to_numpy().tolist()
        assert found == [stepped(slow, policy, *case) for case in zip(starts, holds, strict=True)]


def hold_after(random, start):
    begins = start + timedelta(minutes=random.randint(-600, 4000))
    return begins, begins + timedelta(minutes=random.randint(1, 3000))


def test_due_moments_agree_with_stepping():
    compare_with_stepping(cases=1_000, seed=41)


@pytest.mark.soak
def test_due_moments_agree_with_stepping_on_a_hundred_thousand_cases():
    compare_with_stepping(cases=100_000, seed=42)
