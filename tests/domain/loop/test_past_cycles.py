"""Every cycle of a feedback that came back more than once, told from the states that its row went through."""

from __future__ import annotations

from toolkit.domain.loop.past import PastCycle, cycles_of

NEW = {"received_at": "2026-10-08T09:30:00", "owner": "客服周"}
FIRST = NEW | {
    "first_responded_at": "2026-10-08T10:00:00",
    "resolved_at": "2026-10-09T10:00:00",
    "solution": "补发",
}
BACK = FIRST | {
    "satisfaction": "dissatisfied",
    "dissatisfied_at": "2026-10-12T11:00:00",
    "dissatisfied_reason": "又发错了",
    "owner": "主管林",
}
SECOND = BACK | {
    "responded_again_at": "2026-10-12T13:00:00",
    "resolved_again_at": "2026-10-14T10:00:00",
    "new_solution": "换货",
}
BACK_AGAIN = SECOND | {
    "dissatisfied_at": "2026-10-16T09:00:00",
    "dissatisfied_reason": "换来的也坏了",
    "owner": "经理赵",
}
THIRD = BACK_AGAIN | {
    "responded_again_at": "2026-10-16T10:00:00",
    "resolved_again_at": "2026-10-19",
    "new_solution": "全额退款",
    "satisfaction": "satisfied",
}
ONE = PastCycle(1, "2026-10-08T09:30:00", "2026-10-08T10:00:00", "2026-10-09T10:00:00", "客服周", "补发")
TWO = PastCycle(
    2,
    "2026-10-12T11:00:00",
    "2026-10-12T13:00:00",
    "2026-10-14T10:00:00",
    "主管林",
    "换货",
    "又发错了",
)
THREE = PastCycle(
    3, "2026-10-16T09:00:00", "2026-10-16T10:00:00", "2026-10-19", "经理赵", "全额退款", "换来的也坏了"
)


def test_a_row_that_never_came_back_has_one_cycle():
    assert cycles_of([NEW]) == (PastCycle(1, "2026-10-08T09:30:00", owner="客服周"),)
    assert cycles_of([NEW, FIRST]) == (ONE,)


def test_each_of_three_cycles_keeps_its_moments_owner_and_solution():
    assert cycles_of([NEW, FIRST, BACK, SECOND, BACK_AGAIN, THIRD]) == (ONE, TWO, THREE)


def test_what_the_second_cycle_left_is_not_the_thirds():
    open_now = cycles_of([FIRST, BACK, SECOND, BACK_AGAIN])
    assert open_now[:2] == (ONE, TWO)
    assert open_now[2] == PastCycle(3, "2026-10-16T09:00:00", owner="经理赵", reason="换来的也坏了")


def test_two_cycles_that_come_with_one_drop_are_told_apart():
    (first, second) = cycles_of([SECOND])
    assert (first.resolved, first.solution) == (ONE.resolved, ONE.solution)
    assert second == TWO


def test_a_corrected_moment_opens_no_cycle():
    corrected = BACK | {"dissatisfied_at": "2026-10-12T15:00:00"}
    found = cycles_of([FIRST, BACK, corrected])
    assert [(one.number, one.begun) for one in found] == [(1, ONE.begun), (2, "2026-10-12T15:00:00")]
    later = SECOND | {"dissatisfied_at": "2026-10-12T12:00:00"}
    assert len(cycles_of([FIRST, BACK, SECOND, later])) == 2


def test_bare_dates_of_one_day_leave_open_what_came_first():
    same_day = SECOND | {"resolved_again_at": "2026-10-16"}
    assert len(cycles_of([FIRST, BACK, same_day, same_day | {"dissatisfied_at": "2026-10-16"}])) == 2
    next_day = cycles_of([FIRST, BACK, same_day, same_day | {"dissatisfied_at": "2026-10-17"}])
    assert [one.begun for one in next_day] == [ONE.begun, TWO.begun, "2026-10-17"]


def test_a_first_resolution_that_was_overwritten_ends_the_second_cycle():
    overwritten = BACK | {"resolved_at": "2026-10-13T10:00:00"}
    (first, second) = cycles_of([FIRST, BACK, overwritten])
    assert (first.resolved, second.resolved) == (ONE.resolved, "2026-10-13T10:00:00")


def test_people_read_it_without_the_t():
    assert THREE.told["begun"] == "2026-10-16 09:00"
    assert THREE.told["resolved"] == "2026-10-19"
