"""What people typed into a workbook that we wrote: found cell by cell, whatever else happened to its rows."""

from __future__ import annotations

import numpy as np
import pytest
from ledger_desk import Desk, as_register, facts_by_id, row

from toolkit.ledger.drop import REGISTER, Origin
from toolkit.ledger.ledger import Ledger
from toolkit.ledger.merging.typed import typed_into

STORIES = ("快递三天没有动静", "付款以后订单不见了", "客服态度很差还挂电话")


def shown(count=3):
    return [
        row(
            feedback_id=f"F00{n}",
            customer_id=f"C{n}",
            description=STORIES[n - 1],
            owner="张三",
            status="processing",
        )
        for n in range(1, count + 1)
    ]


def compared(now, before=None, keeps=()):
    table = as_register(now)
    return typed_into(table, as_register(before or shown()), np.isin(np.arange(len(now)), list(keeps)))


def cells(typed):
    return {(key, int(at)) for key, mask in typed.cells.items() for at in np.flatnonzero(mask)}


def test_a_register_that_nobody_touched_says_nothing():
    typed = compared(shown())
    assert cells(typed) == set()
    assert not typed.rows.any()


def test_a_typed_cell_is_found_wherever_its_row_went():
    rows = shown()
    rows[2] = rows[2] | {"owner": "李四"}
    typed = compared([rows[2], rows[0], rows[1]])
    assert cells(typed) == {("owner", 0)}
    assert list(typed.place) == [2, 0, 1]


def test_a_row_whose_id_was_wiped_out_is_known_by_its_content():
    rows = shown()
    rows[1] = rows[1] | {"feedback_id": None, "owner": "李四"}
    typed = compared(rows)
    assert list(typed.place) == [0, 1, 2]
    assert cells(typed) == {("owner", 1)}


def test_a_copied_row_filled_in_for_another_customer_is_new():
    rows = shown()
    rows.append(
        rows[0] | {"customer_id": "C9", "received_at": "2026-09-19 08:00", "description": "屏幕一打开就发绿"}
    )
    assert list(compared(rows).place) == [0, 1, 2, -1]


def test_a_row_typed_over_as_a_whole_is_new_under_an_old_id():
    rows = shown()
    rows[0] = rows[0] | {
        "customer_id": "C9",
        "received_at": "2026-09-19 08:00",
        "description": "屏幕一打开就发绿",
    }
    assert list(compared(rows).place) == [-1, 1, 2]


def test_what_was_typed_over_our_own_cells_is_no_fact():
    rows = shown()
    rows[0] = rows[0] | {"status": "closed"}
    typed = compared(rows)
    assert cells(typed) == set()
    assert [
        (verdict, key, list(at), list(values)) for verdict, key, at, values in typed.remarks() if len(at)
    ] == [("remark", "status", [0], ["closed"])]


@pytest.fixture
def ledger():
    with Ledger.open("sqlite://") as ledger:
        Desk(ledger).drop("a.xlsx", shown())
        yield ledger


def hear(ledger, rows, before, keeps=()):
    table = as_register(rows)
    typed = typed_into(table, as_register(before), np.isin(np.arange(len(rows)), list(keeps)))
    return Desk(ledger).drop(
        "台账.xlsx",
        [table],
        origin=Origin(REGISTER, 1, "m"),
        typed=[typed],
        teams=[table.frame["team"]],
        sha=str(id(rows)),
    )


def test_only_what_was_typed_speaks_against_a_ledger_that_moved_on(ledger):
    """The register is old: its owner of F002 is not, but nobody typed it."""
    Desk(ledger).drop("a.xlsx", [shown()[1] | {"owner": "王五"}], sha="b")
    rows = shown()
    rows[0] = rows[0] | {"owner": "李四"}
    hear(ledger, rows, shown())
    assert facts_by_id(ledger, "owner") == {"F001": "李四", "F002": "王五", "F003": "张三"}
    assert ledger.conflicts().empty


def test_a_new_row_among_known_ones_gets_the_next_number(ledger):
    rows = shown()
    rows.insert(1, row(customer_id="C9", received_at="2026-09-19 08:00", description="屏幕一打开就发绿"))
    merged = hear(ledger, rows, shown())
    assert facts_by_id(ledger, "customer_id")["F004"] == "C9"
    drop = ledger.drops().iloc[-1]
    assert (drop["rows_read"], drop["rows_new"], drop["rows_changed"]) == (1, 1, 0)
    assert list(merged.heard[0]) == [False, True, False, False]


def test_the_supervisor_corrects_who_what_and_when_of_one_row(ledger):
    rows = shown()
    rows[0] = rows[0] | {"customer_id": "C8", "description": "快递四天没有动静了"}
    hear(ledger, rows, shown())
    assert facts_by_id(ledger, "customer_id") == {"F001": "C8", "F002": "C2", "F003": "C3"}
