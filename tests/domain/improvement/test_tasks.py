"""Measures become tasks: who, until when, how far, and how they stand this week."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from toolkit.domain.improvement.tasks import Measure, Resource, Timing, due_in, measures, resources, tasks

PLANNED = date(2026, 9, 28)
AS_OF = np.datetime64("2026-10-13T09:00:00")


def plan(**row):
    """One row of a plan, overdue since the day before unless the test says otherwise."""
    good = {
        "issue": "物流延迟", "measures": "增加分拣员", "owner": "王芳", "department": "运营部", "due_on": "2026-10-12",
        "progress_rate": np.nan, "state": None, "resources": None, "review_on": None, "arrived_at": "2026-09-28 10:00",
        "updated_at": "2026-09-28 10:00",
    }  # fmt: skip
    return good | row


def made(*rows):
    frame = pd.DataFrame([plan(**row) for row in rows])
    for key in ("due_on", "review_on", "arrived_at", "updated_at"):
        frame[key] = np.array([value or "NaT" for value in frame[key]], "datetime64[s]")
    return tasks(frame, AS_OF)


def test_the_example_of_the_source_becomes_three_tasks():
    text = "①增加仓库分拣人员(招聘组,1周内完成);②优化分拣系统(技术部,2周内上线新模块);③与物流商签订时效协议(运营部*,1周内)"
    assert measures(text, PLANNED) == (
        Measure("增加仓库分拣人员", "", "招聘组", date(2026, 10, 5)),
        Measure("优化分拣系统", "", "技术部", date(2026, 10, 12)),
        Measure("与物流商签订时效协议", "", "运营部*", date(2026, 10, 5)),
    )


def test_owner_department_day_and_progress_in_brackets():
    text = "①升级接口（李伟，技术部，10月20日前）\n②补充用例（赵敏；60%）\n③上线监控（已完成）"
    assert measures(text, PLANNED) == (
        Measure("升级接口", "李伟", "技术部", date(2026, 10, 20)),
        Measure("补充用例", "赵敏", progress=0.6),
        Measure("上线监控", progress=1.0),
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-15", date(2026, 10, 15)),
        ("2026年10月5日", date(2026, 10, 5)),
        ("10月15日前", date(2026, 10, 15)),
        ("1月8日前", date(2027, 1, 8)),
        ("2周内上线", date(2026, 10, 12)),
        ("1个月内", date(2026, 10, 28)),
        ("within 10 days", date(2026, 10, 8)),
        ("13月40日", None),
        ("尽快", None),
    ],
)
def test_the_day_that_a_text_names(text, day):
    assert due_in(text, PLANNED) == day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("招聘预算2万", (Resource("招聘预算", 20000.0),)),
        ("开发人力3人", (Resource("开发人力", 3.0, "人"),)),
        ("预算1.5万元，服务器2台", (Resource("预算", 15000.0, "元"), Resource("服务器", 2.0, "台"))),
        ("无需额外资源", ()),
    ],
)
def test_resources(text, found):
    assert resources(text) == found


@pytest.mark.parametrize(
    ("row", "timing", "days"),
    [
        ({}, Timing.OVERDUE, -1),
        ({"due_on": "2026-10-13"}, Timing.THIS_WEEK, 0),
        ({"due_on": "2026-10-20"}, Timing.THIS_WEEK, 7),
        ({"due_on": "2026-10-21"}, Timing.LATER, 8),
        ({"due_on": None}, Timing.UNDATED, np.nan),
        ({"state": "done"}, Timing.DONE, -1),
        ({"progress_rate": 100.0}, Timing.DONE, -1),
        ({"state": "paused"}, Timing.PAUSED, -1),
        ({"measures": "增加分拣员(10月30日前)"}, Timing.LATER, 17),
        ({"measures": "增加分拣员(已完成)"}, Timing.DONE, -1),
    ],
)
def test_how_a_task_stands(row, timing, days):
    task = made(row).iloc[0]
    assert task["timing"] == timing
    assert task["days_left"] == pytest.approx(days, nan_ok=True)


def test_the_most_pressing_task_is_first_and_done_ones_are_last():
    found = made(
        {"measures": "甲", "state": "done"},
        {"measures": "乙", "due_on": "2026-10-16"},
        {"measures": "丙；丁（2026-09-30）"},
        {"measures": None},
    )
    assert found["task"].tolist() == ["丁", "丙", "乙", "甲"]
    assert found["plan"].tolist() == [2, 2, 1, 0]


def test_a_measure_has_exactly_one_owner():
    found = made(
        {"owner": "王芳"},
        {"owner": "王芳、李伟"},
        {"owner": None},
        {"measures": "甲（赵敏）", "owner": "王芳、李伟"},
    )
    by_plan = found.set_index("plan")["is_shared"]
    assert by_plan.sort_index().tolist() == [False, True, True, False]


def test_what_changed_within_the_week_is_marked():
    found = made({"updated_at": "2026-10-06 09:00"}, {"updated_at": "2026-10-06 09:01"})
    assert found.sort_values("plan")["is_recent"].tolist() == [False, True]


def test_no_plan_no_tasks():
    empty = (
        pd.DataFrame([plan()])
        .iloc[:0]
        .astype({"due_on": "M8[s]", "updated_at": "M8[s]", "review_on": "M8[s]"})
    )
    assert tasks(empty, AS_OF).empty
