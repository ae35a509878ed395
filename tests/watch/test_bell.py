"""The team's calendar rings at the right moment, once, also after sleep, a restart or a clock that went wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace

import pytest
from flow_books import book, rows

from toolkit.domain.loop.cadence import DAILY, MONTHLY, NEXT, STAY, WEEKLY, Routine
from toolkit.settings import load_settings
from toolkit.watch.bell import Bell
from toolkit.words import places

ROUTINES = (
    Routine("日报", DAILY, at=17 * 60, shift=NEXT),
    Routine("周会", WEEKLY, weekday=1, at=10 * 60),
    Routine("月报", MONTHLY, day=1, shift=NEXT),
    Routine("盘点", MONTHLY, day=30, at=9 * 60, shift=STAY),
)


@pytest.fixture(scope="module")
def calendar():
    return load_settings([], lang="zh", today=datetime.fromisoformat("2026-11-02").date()).calendar


@pytest.fixture
def ring(tmp_path, calendar):
    """Ring at a moment and note it; a new bell each time, as after a restart."""

    def at(moment, *, done=True):
        bell = Bell(tmp_path / "routines.json")
        now = datetime.fromisoformat(moment)
        due = bell.due(
            SimpleNamespace(as_of=now, settings=SimpleNamespace(routines=ROUTINES, calendar=calendar))
        )
        if done and due:
            bell.rung(now)
        return [f"{one.routine.name} {one.on:%m-%d}" for one in due]

    return at


def test_each_moment_once(ring):
    """2026-11-01 is a Sunday, so the month's report moves to Monday; 2026-11-03 is a Tuesday."""
    assert ring("2026-11-02T08:00") == []
    assert ring("2026-11-02T16:59:59") == []
    assert ring("2026-11-02T17:00") == ["日报 11-02"]
    assert ring("2026-11-02T17:00:30") == []
    assert ring("2026-11-03T10:00") == ["周会 11-03"]
    assert ring("2026-11-03T23:00") == ["日报 11-03"]


def test_on_a_day_off_it_rings_where_the_calendar_moves_it(ring):
    ring("2026-10-30T17:00")
    assert ring("2026-11-01T18:00") == [], "Sunday"
    assert ring("2026-11-02T00:00") == ["月报 11-02"], "planned for the day before, a Sunday"


def test_what_was_slept_through_rings_once_on_waking(ring):
    ring("2026-11-02T17:00")
    assert ring("2026-11-05T08:00") == ["周会 11-03", "日报 11-03", "日报 11-04"]
    assert ring("2026-11-05T08:01") == []


def test_after_years_only_the_last_month_is_told(ring):
    ring("2026-01-05T17:00")
    assert {line.split()[1][:2] for line in ring("2026-11-05T08:00")} <= {"10", "11"}


def test_what_was_not_done_rings_again(ring):
    assert ring("2026-11-02T17:00", done=False) == ring("2026-11-02T17:01") == ["日报 11-02"]


def test_a_clock_set_back_an_hour_rings_nothing_twice(ring):
    ring("2026-11-02T17:00")
    assert ring("2026-11-02T16:30") == []
    assert ring("2026-11-02T17:00") == []


def test_a_clock_that_ran_a_year_ahead_silences_nothing(ring):
    ring("2027-11-02T17:00")
    assert ring("2026-11-03T17:30") == ["周会 11-03", "日报 11-03"]
    assert ring("2026-11-03T17:31") == []


def test_at_its_moment_the_lists_are_made_anew(post, monkeypatch):
    register = post.space.register / places.REGISTER_BOOK("zh")
    post.drop("一.xlsx", book(rows(3)))
    post.settle()
    post.look(60)
    while post.look(1).has_news:
        pass
    monkeypatch.setattr(
        type(post.guard), "site", property(_with_routine(type(post.guard).site.fget)), raising=True
    )
    before = register.stat().st_mtime_ns
    assert post.look(1).rung == ()
    post.time.passed = 1000 + 3600
    look = post.look()
    assert [one.routine.name for one in look.rung] == ["日报"]
    assert register.stat().st_mtime_ns > before
    assert post.look(1).rung == ()


def _with_routine(site_of):
    """The same workspace with a routine at ten o'clock; the guard began at nine."""

    def site(guard):
        found = site_of(guard)
        return replace(
            found, settings=replace(found.settings, routines=(Routine("日报", DAILY, at=10 * 60),))
        )

    return site
