"""kill -9 of a guard between any two writes: the next one finishes what was begun, and nothing is lost or doubled."""

from __future__ import annotations

import pytest
from flow_books import book, row, rows
from flow_settings import answer
from flow_warm import CAN_FORK, MUTANT
from test_forget import SAMPLED as FORGETTING
from test_forget import WHO, stays, telling
from test_kill_points import _unlike, facts, integrity

from toolkit.intake.crash import KILL_AT, KILLED, LIST_POINTS

SOON = {MUTANT: "a_guard_that_ends_soon"}
SAMPLED = ("spooled", "received", "set-aside", "attempt-counted", "committed", "published", "claimed")
pytestmark = [pytest.mark.skipif(not CAN_FORK, reason="each command is forked"), pytest.mark.without_reports]


@pytest.fixture
def two_books(desk):
    """One that is taken, one that goes back."""
    desk.drop(book(rows(2)), "一组.xlsx")
    desk.drop(book([row(7, description=None)]), "二组.xlsx")
    return desk


def stood(desk, **more):
    return desk.voc("watch", **SOON, **more)


def shown(desk):
    """What people can see, but for the page that tells of the guard itself."""
    return {name: content for name, content in desk.contents().items() if not name.endswith("运行状态.html")}


@pytest.mark.parametrize(
    "is_all", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["sampled", "all"]
)
def test_a_guard_killed_anywhere_is_succeeded_by_one_that_finishes(two_books, tmp_path, is_all):
    undisturbed = two_books.copy(tmp_path / "undisturbed")
    ran = stood(undisturbed, **{LIST_POINTS: str(tmp_path / "points.txt")})
    assert ran.code == 0, ran.said
    points = (tmp_path / "points.txt").read_text("utf-8").split()
    assert set(SAMPLED) <= set(points)
    expected = (facts(undisturbed), shown(undisturbed))
    numbers = range(1, len(points) + 1) if is_all else [points.index(label) + 1 for label in SAMPLED]
    for number in numbers:
        killed = two_books.copy(tmp_path / str(number))
        assert stood(killed, **{KILL_AT: str(number)}).code in (KILLED, -9), points[number - 1]
        assert stood(killed).code == 0
        assert integrity(killed) == "ok"
        unlike = [*_unlike(facts(killed), expected[0]), *_unlike(shown(killed), expected[1])]
        assert not unlike, (points[number - 1], *unlike)


@pytest.mark.parametrize(
    "is_all", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["sampled", "all"]
)
def test_a_guard_killed_while_it_keeps_no_longer_is_succeeded_by_one_that_forgets(desk, tmp_path, is_all):
    desk.drop(book([row(1, **WHO, received_at="2025-02-03 09:00"), row(2)]), "一组.xlsx")
    desk.run()
    answer(desk, "keep_months", 12)
    undisturbed = desk.copy(tmp_path / "undisturbed")
    listed = {LIST_POINTS: str(tmp_path / "points.txt")}
    assert stood(undisturbed, **listed).code == 0
    points = (tmp_path / "points.txt").read_text("utf-8").split()
    assert telling(undisturbed.root, undisturbed.home) == []
    first = [points.index(label) + 1 for label in FORGETTING]
    for number in range(1, len(points) + 1) if is_all else first:
        killed = desk.copy(tmp_path / str(number))
        assert stood(killed, **{KILL_AT: str(number)}).code in (KILLED, -9), points[number - 1]
        assert stood(killed).code == 0
        assert integrity(killed) == "ok"
        assert telling(killed.root, killed.home) == [], points[number - 1]
        assert stays(killed) == stays(undisturbed), points[number - 1]
