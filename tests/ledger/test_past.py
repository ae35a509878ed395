"""A feedback as it was after every drop: what a row held in between is not lost."""

from __future__ import annotations

from ledger_desk import back, row

from toolkit.explaining import past_cycles

MINE = row(feedback_id="F001", owner="客服周")
CYCLES = (
    {"resolved_at": "2026-09-19 10:00", "solution": "补发"},
    {"satisfaction": "dissatisfied", "dissatisfied_at": "2026-09-21 11:00", "owner": "主管林"},
    {"resolved_again_at": "2026-09-22 10:00", "new_solution": "换货"},
    {"dissatisfied_at": "2026-09-24 09:00", "owner": "经理赵"},
    {"resolved_again_at": "2026-09-25 10:00", "new_solution": "全额退款"},
)


def played(desk):
    cells, merged = MINE, desk.drop("a.xlsx", [MINE])
    for change in CYCLES:
        cells = cells | change
        merged = desk.drop("a.xlsx", [cells], origin=back(merged))
    return merged


def test_every_state_is_there_in_order(desk, ledger):
    played(desk)
    found = ledger.states("", "F001")
    assert [(one.get("owner"), one.get("new_solution")) for one in found] == [
        ("客服周", None), ("客服周", None), ("主管林", None), ("主管林", "换货"), ("经理赵", "换货"), ("经理赵", "全额退款"),
    ]  # fmt: skip


def test_the_middle_cycle_is_told_with_owner_and_solution(desk, ledger):
    played(desk)
    told = past_cycles(ledger, "", "F001")
    assert [(one.number, one.owner, one.solution, one.resolved[:10]) for one in told] == [
        (1, "客服周", "补发", "2026-09-19"), (2, "主管林", "换货", "2026-09-22"), (3, "经理赵", "全额退款", "2026-09-25"),
    ]  # fmt: skip


def test_what_was_taken_back_has_never_been(desk, ledger):
    last = played(desk)
    assert ledger.undo(last.drop).is_done
    assert [one.solution for one in past_cycles(ledger, "", "F001")] == ["补发", "换货", ""]
