"""voc todo: what there is to do, for everybody, one person or one list, as the register says it."""

from __future__ import annotations

import pytest
from flow_books import book, row, rows
from flow_settings import add_rows

USAGE = 2


@pytest.fixture
def busy(desk):
    """A workspace with three rows that nobody has done anything about."""
    desk.drop(book(rows(3)), "一组.xlsx")
    desk.run()
    return desk


def test_lists_are_told_with_their_lengths_and_what_recurs(busy):
    ran = busy.voc("todo", "--as-of", "2026-12-01 09:00")
    assert ran.code == 0
    told = {line.split()[0]: line.split()[1] for line in ran.out.splitlines() if len(line.split()) > 2}
    assert {key: told[key] for key in ("逾期", "未落实", "未了事宜")} == {
        "逾期": "6",
        "未落实": "3",
        "未了事宜": "3",
    }
    assert "处理单汇总报总经理（周）" in ran.out, "the first of December 2026 is a Tuesday"
    assert "今日到期" not in told, "a list without rows is not told"


def test_one_list_is_shown_with_the_texts_to_send(busy):
    ran = busy.voc("todo", "--list", "未落实", "--as-of", "2026-12-01 09:00")
    assert ran.code == 0
    assert "谁办" in ran.out
    assert "编号" in ran.out


def test_nobody_of_that_name_has_anything_to_do(busy):
    ran = busy.voc("todo", "--for", "没有这个人", "--as-of", "2026-12-01 09:00")
    assert (ran.code, "没有要做的" in ran.out) == (0, True)


def test_an_unknown_list_names_those_there_are(busy):
    ran = busy.voc("todo", "--list", "没有这张")
    assert ran.code == USAGE
    assert "待回访" in ran.err
    assert "Overdue" not in ran.err


def test_rows_not_taken_are_on_the_list_of_their_owners_department(desk):
    add_rows(
        desk,
        "people",
        {"name": "客服周", "department": "客服一部"},
        {"name": "客服陈", "department": "客服二部"},
    )
    desk.drop(
        book([*rows(2), row(3, received_at=None), row(4, received_at=None, owner="客服陈")]), "一组.xlsx"
    )
    desk.run()
    for department, files in (("客服一部", 1), ("客服二部", 1), ("仓储部", 0)):
        out = desk.voc("todo", "--department", department, "--list", "未收行").out
        assert out.count("一组.xlsx") == files, out
