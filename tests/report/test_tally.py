"""奖罚情况: the tally as a workbook, its figures as formulas over its entries."""

from __future__ import annotations

import pytest
from judged import judged

from toolkit.domain.loop.merits import Merit, entries
from toolkit.report.merits import merits_report
from toolkit.report.options import ReportOptions

RULES = (
    Merit("发货信息不正确", percent=10, needs_effect=True, role="信息员"),
    Merit("客户表扬", is_reward=True),
)
FAULT = {"merit_item": "发货信息不正确", "merit_person": "王信", "merit_effect": "return", "merit_confirmed": "yes"}  # fmt: skip
PRAISE = {"merit_item": "客户表扬", "merit_person": "李客", "merit_confirmed": "yes"}
SECRET = {"customer_name": "赵顾客", "contact": "13800138000", "description": "赵顾客13800138000说包裹发错了"}


@pytest.fixture
def report():
    rows = judged(FAULT | SECRET, FAULT, PRAISE, PRAISE | {"merit_confirmed": None})
    return merits_report(entries(rows, RULES), "2026-10", ReportOptions())


def test_each_person_has_a_row_with_formulas(report):
    (people,) = report.pages[0].blocks
    shown = [[figure.value for figure in row.cells.values()] for row in (*people.rows, people.total)]
    assert shown == [["王信", 0, 2, -20], ["李客", 1, 0, 0], ["合计", 1, 2, -20]]
    assert all(figure.formula for row in people.rows for key, figure in row.cells.items() if key != "person")


def test_the_sentence_says_what_waits(report):
    assert report.pages[0].lead == ("计入 3 条：奖 1 次，罚 2 次；另有 1 条还不能计入，原因写在“逐条”里。",)


def test_the_entries_say_why_and_leave_room_for_appeals(report):
    frame = report.data[0].frame
    assert frame["stand"].tolist() == ["计入", "计入", "计入", "待认定"]
    assert frame["effect"].tolist()[:2] == ["退单", "退单"]
    assert frame[["appeal", "appeal_result"]].isna().all().all()


def test_no_customer_stands_in_it(report):
    whole = f"{report.pages}{report.data[0].frame.to_dict()}"
    assert not [secret for secret in SECRET.values() if secret in whole]


def test_a_month_without_any_says_so():
    empty = entries(judged(FAULT | {"merit_confirmed": "no"}), RULES)
    (people,) = merits_report(empty, "2026-10", ReportOptions()).pages[0].blocks
    assert (people.rows, people.empty) == ((), "这个月没有计入的奖罚。")
