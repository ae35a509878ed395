"""One customer on one page: what it says, what it masks, and that it can be printed and drawn."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import openpyxl
import pytest
from judged import judged

from toolkit.domain.loop.past import PastCycle
from toolkit.excel.draw.report import draw_report
from toolkit.report.customer import customer_report, of_customer, printed
from toolkit.report.options import ReportOptions
from toolkit.words import LANGUAGES

AS_OF = datetime(2026, 11, 2, 9)
MOMENT = np.datetime64(AS_OF, "s")
FRAME = judged(
    {"customer_id": "C1001", "received_at": "2026-09-01 10:00", "contact": "13812345678", "owner": "王小明", "customer_type": "老客",
     "description": "我叫张三，电话13812345678，订单没发货", "solution": "已补发", "resolved_at": "2026-09-02 10:00", "status": "closed",
     "satisfaction": "satisfied", "followed_up_at": "2026-09-04 10:00", "rating": 5.0},
    {"customer_id": "c1001 ", "received_at": "2026-10-20 10:00", "kind": "question", "issue_type": "支付问题"},
    {"customer_id": "C1002", "received_at": "2026-10-21 10:00"},
    {"customer_id": "C1001", "received_at": "2026-11-05 10:00"},
    {"customer_id": None, "received_at": "2026-10-21 10:00"},
)  # fmt: skip


def page_of(*, is_full=False, lang="zh"):
    rows = of_customer(FRAME, "C1001", MOMENT)
    return customer_report(rows, "C1001", AS_OF, ReportOptions(lang), is_full=is_full)


def test_a_customers_rows_are_found_whatever_their_spelling_and_not_before_they_came():
    assert of_customer(FRAME, "ｃ1001", MOMENT)["feedback_id"].tolist() == ["F002", "F001"]
    assert of_customer(FRAME, "C9", MOMENT).empty
    assert of_customer(FRAME, "匿名", MOMENT).empty


def test_what_the_page_says():
    (page,) = page_of().pages
    assert page.lead == (
        "2026-09-01 至 2026-10-20 共 2 条反馈，其中投诉 1 条，1 条还没办结。最近一次评价：满意（2026-09-04）。",
    )
    facts = {row.key: row.cells["value"].value for row in page.blocks[0].rows}
    assert facts == {
        "customer_type": "老客",
        "contact": "138****5678",
        "issue_type": "支付问题 1、物流延迟 1",
        "rating": "5.0 (1)",
    }


def test_personal_data_is_masked_unless_the_desk_asks():
    masked, full = ("\n".join(printed(page_of(is_full=is_full))) for is_full in (False, True))
    for secret in ("13812345678", "张三", "王小明"):
        assert secret not in masked
        assert secret in full
    assert "个人信息已遮盖" in masked
    assert "只供坐席使用" in full


def test_each_cycle_of_what_was_reopened_is_listed_and_masked():
    rows = of_customer(FRAME, "C1001", MOMENT)
    past = (
        PastCycle(1, "2026-09-01T10:00:00", "", "2026-09-02T10:00:00", "王小明", "已补发"),
        PastCycle(2, "2026-09-04T10:00:00", "", "2026-09-06", "赵敏敏", "退到13812345678", "又发错了"),
    )
    (page,) = customer_report(rows, "C1001", AS_OF, ReportOptions(), cycles={"F001": past}).pages
    shown = [[figure.value for figure in row.cells.values()] for row in page.blocks[-1].rows]
    assert [row[:5] for row in shown] == [
        ["F001", "1", "2026-09-01 10:00", None, "2026-09-02 10:00"],
        ["F001", "2", "2026-09-04 10:00", None, "2026-09-06"],
    ]
    assert shown[1][-1] == "又发错了"
    assert not [secret for secret in ("13812345678", "王小明", "赵敏敏") if secret in str(shown)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_drawn_on_one_sheet(lang, tmp_path):
    draw_report(page_of(lang=lang), tmp_path / "c.xlsx")
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    assert len(book.sheetnames) == 1
    cells = [cell.value for row in book.worksheets[0] for cell in row]
    assert "F001" in cells
    assert not [value for value in cells if isinstance(value, str) and "13812345678" in value]
