"""The register's lists of what wants a decision or a look: reminders, unclear levels, matters to check."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest
from judged import judged
from recalculated import disagreements

from toolkit.excel.draw.report import draw_report
from toolkit.report.options import ReportOptions
from toolkit.report.register import register_report
from toolkit.schema.page import TableBlock

AS_OF = datetime.fromisoformat("2026-10-16T09:00")


def moments(*texts):
    return np.array(
        [np.datetime64(text.replace(" ", "T") if text else "NaT", "s") for text in texts], "datetime64[s]"
    )


def objects(*values):
    cells = np.empty(len(values), object)
    cells[:] = values
    return cells


@pytest.fixture(scope="module")
def frame():
    """Seven rows as judging gives them, each with one thing to look at."""
    due = {"received_at": "2026-10-13 10:00", "resolution_due": "2026-10-17 18:00"}
    rows = judged(
        due | {"status": "in_progress"},
        due | {"status": "in_review", "urgency": "紧急"},
        due | {"suggested_urgency": "紧急", "urgency_reason": "可能有重大损失：提到“盗刷”"},
        due | {"urgency": "一般", "kind": None},
        due
        | {
            "due_override": "2026-10-20 12:00",
            "resolution_due": "2026-10-20 12:00",
            "override_reason": "客户同意",
        },
        due | {"resolved_at": "2026-10-14 10:00", "resolution_verdict": "undecidable", "status": "closed"},
        due | {"resolution_due": "2026-10-15 10:00", "resolution_verdict": "breach"},
    )
    blank = [""] * 6
    return rows.assign(
        readings=objects(None, "紧急 / P2", *[None] * 5),
        level_is_ambiguous=[False] * 3 + [True] + [False] * 3,
        computed_resolution_due=moments(*blank[:4], "2026-10-16 18:00", "", ""),
        computed_resolution_verdict=objects(*[None] * 7),
        is_wrong=[False] * 5 + [True, False],
        is_retroactive=[False] * 6 + [True],
        resolution_reminder=objects("80%", "-30m", "-2h", "-1d", None, None, "daily"),
        resolution_calls=objects((), ("supervisor", "王芳"), (), (), None, None, ("supervisor",)),
        resolution_is_off_duty=[True] + [False] * 6,
    )


def listed(frame, key, *columns, lang="zh"):
    report = register_report(frame, AS_OF, ReportOptions(lang=lang))
    found = [page for page in report.pages if page.key == key]
    tables = [block for page in found for block in page.blocks if isinstance(block, TableBlock)]
    return [tuple(row.cells[column].value for column in columns) for table in tables for row in table.rows]


def test_reminders_that_have_come_and_whom_they_tell(frame):
    assert listed(frame, "reminders", "feedback_id", "reminder", "calls") == [
        ("F001", "已用 80%", ""), ("F002", "到期前 30 分", "客服主管、王芳"), ("F003", "到期前 2 小时", ""), ("F004", "到期前 1 天", ""),
    ]  # fmt: skip
    assert listed(frame, "overdue", "feedback_id", "calls") == [("F007", "客服主管")]


def test_a_supervisor_sees_why_a_level_is_unclear(frame):
    assert listed(frame, "review", "feedback_id", "readings") == [
        ("F002", "紧急 / P2"),
        ("F003", "建议 紧急：可能有重大损失：提到“盗刷”"),
        ("F004", "只写了“一般”，没有反馈类型，暂按 2 级"),
    ]


def test_what_was_reviewed_is_off_the_list(frame):
    assert listed(frame.assign(reviewed_level="一般"), "review", "feedback_id") == [("F002",)]


def test_matters_to_check_say_what_to_look_at(frame):
    assert dict(listed(frame, "check", "feedback_id", "matter")) == {
        "F001": "办结期限 2026-10-17 18:00 在休息日，要安排值班",
        "F005": "指定期限 2026-10-20 12:00 晚于规则算出的 2026-10-16 18:00（按规则：未到期）；原因：客户同意",
        "F006": "时间前后矛盾或不可能，无法判定，请改正",
        "F007": "级别调整时已过新期限，属回溯超期，不算责任超期",
    }
    english = " ".join(
        str(matter) for _, matter in listed(frame, "check", "feedback_id", "matter", lang="en")
    )
    assert "nobody's fault" in english


def test_whom_to_ask_and_the_working_moment_to_do_it():
    """E14: resolved on a Friday, the window lies on the weekend; the next working moment is outside it."""
    rows = judged(
        {"received_at": "2026-10-15 10:00", "resolved_at": "2026-10-16 08:00", "status": "awaiting_follow_up",
         "follow_up_from": "2026-10-17 08:00", "follow_up_due": "2026-10-18 08:00"},
        {"received_at": "2026-10-19 10:00", "resolved_at": "2026-10-20 16:00", "status": "awaiting_follow_up",
         "follow_up_from": "2026-10-21 16:00", "follow_up_due": "2026-10-22 16:00"},
    )  # fmt: skip
    rows = rows.assign(follow_up_suggested_at=moments("2026-10-19 09:00", "2026-10-22 16:00"))
    assert listed(rows, "follow_up", "feedback_id", "best") == [
        ("F001", "2026-10-19 09:00（超窗）"),
        ("F002", "2026-10-22 16:00"),
    ]


def test_a_table_that_says_none_of_this_has_nothing_to_check():
    assert listed(judged({}), "check", "feedback_id") == []


@pytest.mark.libreoffice
def test_a_recalculation_agrees(frame, soffice, tmp_path):
    draw_report(register_report(frame, AS_OF, ReportOptions()), tmp_path / "register.xlsx")
    ((count, wrong),) = disagreements(soffice, [tmp_path / "register.xlsx"], tmp_path).values()
    assert not wrong
    assert count >= 5
