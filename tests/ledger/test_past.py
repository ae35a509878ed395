"""A feedback as it was after every drop: what a row held in between is not lost."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from ledger_desk import NOON, back, row, table

from toolkit.domain.deadlines.between import MIDDLE
from toolkit.domain.figures.attainment import RESOLUTION, Attainment, attainment, by_cycle
from toolkit.domain.figures.period import Period
from toolkit.explaining import past_cycles
from toolkit.judging import judge
from toolkit.settings import load_settings

MINE = row(feedback_id="F001", owner="客服周", kind="complaint", urgency="一般")
CYCLES = (
    {"resolved_at": "2026-09-19 10:00", "solution": "补发"},
    {"satisfaction": "dissatisfied", "dissatisfied_at": "2026-09-21 11:00", "owner": "主管林"},
    {"resolved_again_at": "2026-09-22 10:00", "new_solution": "换货"},
    {"dissatisfied_at": "2026-09-24 09:00", "owner": "经理赵"},
    {"resolved_again_at": "2026-09-25 10:00", "new_solution": "全额退款"},
)


def played(desk, changes=CYCLES):
    cells, merged = MINE, desk.drop("a.xlsx", [MINE])
    for change in changes:
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


JUDGED = ("cycle", "resolution_due", "resolution_verdict")
SETTINGS = load_settings([], lang="zh", today=date(2026, 11, 1))
FIRST, MIDDLE_ONE, LAST = (
    (1.0, "2026-09-22T18:00", "met"),
    (2.0, "2026-09-24T18:00", "met"),
    (3.0, "2026-09-30T18:00", "met"),
)


def cycles_judged(facts):
    """Each cycle as it is counted: its number, due moment and verdict, the last one first."""
    judged = judge(facts, SETTINGS, np.datetime64("2026-11-01T09:00", "s"))
    every = by_cycle(judged)[[*JUDGED]].sort_values("cycle", ascending=False)
    return [
        (cycle, f"{due}"[:16].replace(" ", "T"), verdict) for cycle, due, verdict in every.to_numpy(object)
    ]


def test_every_cycle_is_a_promise_of_its_own_also_when_the_third_is_resolved(desk, ledger):
    played(desk)
    assert cycles_judged(ledger.facts()) == [LAST, MIDDLE_ONE, FIRST]
    assert attainment(
        judge(ledger.facts(), SETTINGS),
        RESOLUTION,
        Period.month("2026-09", np.datetime64("2026-11-01T09:00")),
    ) == Attainment(met=3)


def test_a_middle_cycle_that_was_late_stays_late(desk, ledger):
    late = [CYCLES[0], CYCLES[1], CYCLES[2] | {"resolved_again_at": "2026-09-27 10:00"}]
    late += [{"dissatisfied_at": "2026-09-28 09:00"}, {"resolved_again_at": "2026-09-28 10:00"}]
    played(desk, late)
    assert cycles_judged(ledger.facts())[1] == (*MIDDLE_ONE[:2], "breach")


def test_a_hold_of_the_middle_cycle_moves_its_due_moment(desk, ledger):
    held = [
        CYCLES[0],
        CYCLES[1]
        | {"held_from": "2026-09-22 09:00", "held_until": "2026-09-22 18:00", "hold_reason": "customer"},
    ]
    played(desk, [*held, *CYCLES[2:]])
    assert cycles_judged(ledger.facts())[1] == (2.0, "2026-09-28T18:00", "met")


def test_a_fourth_cycle_is_the_fourth(desk, ledger):
    played(desk, [*CYCLES, {"dissatisfied_at": "2026-09-28 09:00"}])
    assert cycles_judged(ledger.facts())[0][0] == 4
    assert cycles_judged(ledger.facts())[1:] == [LAST, MIDDLE_ONE, FIRST]
    again = desk.ledger.facts()
    assert [one.number for one in again[MIDDLE].iloc[0]] == [2, 3]


def test_the_drop_that_opens_the_third_cycle_says_so_itself(desk, ledger):
    merged, cells = played(desk, CYCLES[:3]), MINE
    for change in CYCLES:
        cells |= change
    receipt = ledger.receive("a.xlsx", "f" * 64, NOON + timedelta(days=3))
    drop = ledger.attempt(receipt.drop)
    found = ledger.merge(drop, [table([cells, row(feedback_id="F002")])], origin=back(merged))
    frame = ledger.merged_frame(found.sheets[0])
    assert judge(frame, SETTINGS)["cycle"].tolist() == [3, 1]


def test_what_was_taken_back_counts_for_no_cycle(desk, ledger):
    last = played(desk, CYCLES[:4])
    assert judge(ledger.facts(), SETTINGS)["cycle"].tolist() == [3]
    assert ledger.undo(last.drop).is_done
    assert judge(ledger.facts(), SETTINGS)["cycle"].tolist() == [2]
    assert MIDDLE not in ledger.facts()
