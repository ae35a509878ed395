"""What came in, counted by the ledger: drops of a time, the day's arrivals, the latest changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
from ledger_desk import NOON, back, row, rows_of

from toolkit.ledger.reconciled import Arrivals, Rows, Span

DAY = timedelta(days=1)
SEPTEMBER = Span(*(datetime(2026, month, 1) for month in (9, 10, 11)))
OCTOBER = Span(*(datetime(2026, month, 1) for month in (10, 11, 12)))


def named(found):
    return [one.name for one in found]


def test_the_drops_of_a_time_are_those_that_came_in_it(desk, ledger):
    desk.drop("一组.xlsx", rows_of("A", "B"))
    desk.drop("华东/二组.xlsx", rows_of("C", "D", "E"), accepted=[np.array([True, True, False])], at=24 * 20)
    assert ledger.reconciled(SEPTEMBER) == [Rows("一组.xlsx", "", 2, 2, 0)]
    assert ledger.reconciled(OCTOBER) == [Rows("二组.xlsx", "华东", 3, 2, 1)]
    assert ledger.reconciled(Span(*[NOON - 365 * DAY] * 3)) == []


def test_drops_named_besides_count_once_and_in_order(desk, ledger):
    first = desk.drop("一组.xlsx", rows_of("A"))
    second = desk.drop("二组.xlsx", rows_of("B"), at=24 * 20)
    both = [second.drop.drop_id, first.drop.drop_id]
    assert named(ledger.reconciled(OCTOBER, np.array(both))) == ["一组.xlsx", "二组.xlsx"]


def test_what_came_later_counts_only_if_nothing_of_it_was_accepted(desk, ledger):
    for name, accepted in (("收下.xlsx", True), ("退回.xlsx", False)):
        desk.drop(name, rows_of(name), accepted=[np.array([accepted])], at=24 * 20)
    assert named(ledger.reconciled(SEPTEMBER)) == ["退回.xlsx"]
    assert named(ledger.reconciled(Span(SEPTEMBER.start, SEPTEMBER.end, SEPTEMBER.end))) == []


def test_the_rest_of_many_drops_is_one_entry(desk, ledger):
    for number in range(5):
        desk.drop(f"{number}.xlsx", rows_of(f"K{number}", f"L{number}"))
    listed = ledger.reconciled(SEPTEMBER, most=3)
    assert listed[-1] == Rows("", "", 4, 4, 0, drops=2)
    assert (sum(one.read for one in listed), sum(one.drops for one in listed)) == (10, 5)
    assert ledger.reconciled(SEPTEMBER, most=5) == ledger.reconciled(SEPTEMBER, most=200)


def test_neither_what_waits_nor_what_was_undone_is_reconciled(desk, ledger):
    ledger.receive("等着.xlsx", "a" * 64, NOON)
    undone = desk.drop("撤回.xlsx", rows_of("A"))
    ledger.undo(undone.drop)
    assert ledger.reconciled(SEPTEMBER) == []


def test_arrivals_of_a_day(desk, ledger):
    assert ledger.arrivals(NOON.date()) == Arrivals(0, 0, 0, None)
    desk.drop("一组.xlsx", rows_of("A"))
    desk.drop("二组.xlsx", rows_of("B"), at=24)
    refused = ledger.receive("废.xlsx", "b" * 64, NOON + DAY)
    ledger.send_back(refused.drop, [])
    assert ledger.arrivals(NOON.date()) == Arrivals(1, 0, 3, NOON + DAY)
    assert ledger.arrivals((NOON + DAY).date()) == Arrivals(1, 1, 3, NOON + DAY)
    assert ledger.arrivals(date(2020, 1, 1)).done == 0


def test_the_latest_changes_come_first_and_all_are_counted(desk, ledger):
    known = desk.drop("一组.xlsx", [row(feedback_id="F1", note="一")])
    for text in ("二", "三", "四"):
        known = desk.drop("一组.xlsx", [row(feedback_id="F1", note=text)], origin=back(known))
    changes, count = ledger.latest_changes(NOON, 2)
    assert (changes["after"].tolist(), count) == (["四", "三"], 3)
    assert changes["before"].tolist() == ["三", "二"]
    changes, count = ledger.latest_changes(NOON + timedelta(hours=3), 9)
    assert (changes["after"].tolist(), count) == (["四"], 1)


def test_the_earliest_feedback_that_was_touched(desk, ledger):
    assert ledger.earliest_touched(-1) == "9999"
    first = desk.drop("一组.xlsx", [row(feedback_id="F1"), row(feedback_id="F2", received_at="2026-08-01")])
    start = ledger.revision
    assert ledger.earliest_touched(0) == "2026-08-01"
    assert ledger.earliest_touched(start) == "9999"
    second = desk.drop("一组.xlsx", [row(feedback_id="F1", note="电话里说的")], origin=back(first))
    assert ledger.earliest_touched(start) == "2026-09-18T09:30:00"
    changed = ledger.revision
    desk.drop("一组.xlsx", [row(feedback_id="F1", received_at="2026-07-05 10:00")], origin=back(second))
    desk.drop("二组.xlsx", [row(feedback_id="F9", received_at="2026-10-05 10:00")])
    assert ledger.earliest_touched(changed) == "2026-07-05T10:00:00"
    assert ledger.earliest_touched(changed + 1) == "2026-10-05T10:00:00"


def test_a_feedback_that_moves_to_another_month_touches_the_one_it_leaves(desk, ledger):
    first = desk.drop("一组.xlsx", [row(feedback_id="F1", received_at="2026-07-05 10:00")])
    start = ledger.revision
    desk.drop("一组.xlsx", [row(feedback_id="F1", received_at="2026-10-05 10:00")], origin=back(first))
    assert ledger.earliest_touched(start) == "2026-07-05T10:00:00"
