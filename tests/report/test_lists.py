"""The work lists of a morning, one row each, checked by hand: who is on which list, and what there is to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import numpy as np
import openpyxl
import pytest
from judged import judged
from recalculated import disagreements

from toolkit.domain.loop.cadence import DAILY, MONTHLY, WEEKLY, Routine
from toolkit.domain.loop.practice import Practice, Promise
from toolkit.domain.loop.replies import Replies, Reply
from toolkit.domain.loop.team import Lead, Person, Team
from toolkit.domain.worktime.calendar import WorkCalendar
from toolkit.excel.draw.report import draw_report
from toolkit.report.lists.catalog import LISTS, morning
from toolkit.report.options import ReportOptions
from toolkit.report.pages.lists import list_pages
from toolkit.report.register import register_report
from toolkit.schema.page import TableBlock
from toolkit.words.shipped_replies import SHIPPED_REPLIES

AS_OF = datetime.fromisoformat("2026-10-20T14:30")
NOW = np.datetime64(AS_OF, "s")
CALENDAR = WorkCalendar.from_dict(
    {
        "weekly_hours": {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
        "holidays": [f"2026-10-0{day}" for day in range(1, 8)],
    }
)
TEAM = Team(
    (
        Person("王芳", department="客服部", role="agent"),
        Person("赵敏", role="supervisor", department="主管组"),
    )
)
REPLIES = Replies(
    tuple(
        Reply(one.names[0], one.use, one.text("zh"), frozenset(one.kinds), frozenset(one.ways))
        for one in SHIPPED_REPLIES
    ),
    about={"company": "好物商城"},
)
ROUTINES = (
    Routine("看积压", DAILY, at=540, who="运营部", about="overdue"),
    Routine("周汇总", WEEKLY, weekday=1, at=600),
    Routine("月汇总", MONTHLY, day=24),
    Routine("未了事宜沟通", MONTHLY, day=4, about="leftovers"),
)
PRACTICE = Practice(
    TEAM,
    Lead("supervisor", "客服主管"),
    REPLIES,
    ROUTINES,
    CALENDAR,
    {"response-urgent": Promise(2, is_working=True)},
)
OPTIONS = ReportOptions(practice=PRACTICE)
RESOLVED = {"received_at": "2026-10-12 10:00", "resolved_at": "2026-10-13 10:00", "acting_owner": "王芳"}
FRESH = {"received_at": "2026-10-20 10:00", "owner": "王芳", "acting_owner": "王芳"}


def on_lists(row, **computed):
    """The lists that a row is on, but those that only say that nobody moved it."""
    frame = judged(row).assign(**computed)
    return {key for key, found in morning(frame, NOW, PRACTICE).items() if len(found)}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (FRESH, set()),
        (FRESH | {"owner": None, "acting_owner": None}, {"idle"}),
        (FRESH | {"received_at": "2026-10-17 14:30"}, {"idle"}),
        (FRESH | {"received_at": "2026-10-17 14:31"}, set()),
        (FRESH | {"received_at": "2026-10-12 10:00", "progress_at": "2026-10-19 10:00"}, set()),
        (FRESH | {"received_at": "2026-10-12 10:00", "status": "on_hold"}, set()),
        (FRESH | {"resolution_due": "2026-10-20 14:29"}, {"overdue"}),
        (FRESH | {"resolution_due": "2026-10-20 18:00"}, {"today"}),
        (FRESH | {"resolution_due": "2026-10-21 00:00"}, {"week"}),
        (FRESH | {"resolution_due": "2026-10-27 23:59"}, {"week"}),
        (FRESH | {"resolution_due": "2026-10-28 00:00"}, set()),
        (FRESH | {"description": "服务很差"}, {"supplement"}),
        (FRESH | {"description": "服务很差", "kind": "praise", "status": "recorded"}, {"praise"}),
        (FRESH | {"kind": "praise", "status": "recorded", "forwarded_at": "2026-10-20 11:00"}, set()),
        (RESOLVED | {"status": "awaiting_follow_up", "ask_way": "phone", "follow_up_due": "2026-10-15 10:00"}, {"follow_up"}),
        (RESOLVED | {"status": "awaiting_confirmation", "ask_way": "in_channel"}, {"follow_up"}),
        (RESOLVED | {"status": "awaiting_confirmation", "ask_way": "questionnaire"}, {"confirm"}),
        (RESOLVED | {"status": "closed"}, set()),
        (RESOLVED | {"status": "reopened", "dissatisfied_at": "2026-10-19 10:00"}, {"reopened", "supplement"}),
        (RESOLVED | {"status": "reopened", "dissatisfied_at": "2026-10-19 10:00", "cause": "未核对", "new_solution": "改发"}, {"reopened"}),
        (FRESH | {"kind": "suggestion", "received_at": "2026-09-20 14:30", "progress_at": "2026-10-19 10:00"}, {"progress"}),
        (FRESH | {"kind": "suggestion", "received_at": "2026-09-20 14:30", "informed_at": "2026-10-19"}, {"idle"}),
        (RESOLVED | {"kind": "suggestion", "status": "awaiting_confirmation", "ask_way": "questionnaire"}, {"confirm", "result"}),
        (RESOLVED | {"kind": "suggestion", "status": "awaiting_confirmation", "ask_way": "questionnaire", "informed_at": "2026-10-13"}, {"confirm"}),
        (FRESH | {"is_valid": "no"}, {"result"}),
        (FRESH | {"solution": "已补发"}, {"result"}),
        (FRESH | {"received_at": "2026-09-30 10:00"}, {"leftovers", "idle"}),
        (FRESH | {"received_at": "2026-09-30 10:00", "progress_at": "2026-10-19 10:00"}, set()),
        (FRESH | {"received_at": "2026-09-30 10:00", "progress_at": "2026-09-30 15:00"}, {"leftovers", "idle"}),
        (FRESH | {"channel": "电话", "reply_channel": "邮件"}, {"check"}),
        (FRESH | {"complained_person": "王芳", "acting_owner": "赵敏"}, {"check"}),
        (FRESH | {"merged_into": "F999", "status": "merged"}, {"check"}),
        (RESOLVED | {"status": "closed", "outcome": "answered"}, {"check"}),
        (RESOLVED | {"status": "closed", "outcome": "answered", "solution": "缺货，已退款"}, set()),
        (FRESH | {"linked_to": "F001、F777"}, {"check"}),
        (FRESH | {"linked_to": "F001"}, set()),
        (FRESH | {"is_withdrawn": "yes", "resolution_due": "2026-10-20 10:00"}, set()),
    ],
)  # fmt: skip
def test_which_lists_a_row_is_on(row, expected):
    assert on_lists(row) == expected


def test_a_drop_that_changed_a_row_is_movement_and_its_arrival_is_none():
    row = FRESH | {"received_at": "2026-10-12 10:00"}
    arrived = np.array(["2026-10-20T09:00"], "M8[s]")
    assert on_lists(row, arrived_at=arrived, updated_at=arrived) == {"idle"}
    later = np.array(["2026-10-20T11:00"], "M8[s]")
    assert on_lists(row, arrived_at=arrived, updated_at=later) == set()


REJECTED = RESOLVED | {
    "kind": "suggestion",
    "status": "reopened",
    "solution": "不予采纳",
    "cause": "规则不清",
    "new_solution": "下月上线",
}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (REJECTED, {"reopened"}),
        (REJECTED | {"resolved_at": None}, {"reopened"}),
        (REJECTED | {"status": "awaiting_confirmation", "ask_way": "questionnaire", "informed_at": "2026-10-13 11:00",
                     "resolved_again_at": "2026-10-19 10:00"}, {"confirm", "result"}),
        (REJECTED | {"status": "awaiting_confirmation", "ask_way": "questionnaire", "informed_at": "2026-10-19 11:00",
                     "resolved_again_at": "2026-10-19 10:00"}, {"confirm"}),
    ],
    ids=["turned down", "turned down undelivered", "settled anew, told before", "settled anew, told since"],
)  # fmt: skip
def test_a_result_that_the_customer_turned_down_is_not_told_again(row, expected):
    assert on_lists(row) - {"idle"} == expected


@pytest.mark.parametrize(
    ("suggested", "now", "expected"),
    [
        ("2026-10-14 18:00", "2026-10-20 14:30", "2026-10-20 14:30（超窗）"),
        ("2026-10-14 18:00", "2026-10-20 19:00", "2026-10-21 09:00（超窗）"),
        ("2026-10-14 18:00", "2026-10-14 10:00", "2026-10-14 18:00"),
    ],
    ids=["in working time", "in the evening", "still ahead"],
)
def test_nobody_is_advised_to_ask_at_a_moment_that_is_over(suggested, now, expected):
    row = RESOLVED | {"status": "awaiting_follow_up", "ask_way": "phone", "follow_up_due": "2026-10-15 08:00"}
    frame = judged(row).assign(follow_up_suggested_at=np.array([suggested], "M8[s]"))
    report = register_report(frame, datetime.fromisoformat(now), OPTIONS)
    assert cells("follow_up", "best", report=report) == [(expected,)]


BUSY = judged(
    FRESH | {"customer_name": "王女士", "first_response_due": "2026-10-20 16:00", "resolution_due": "2026-10-21 10:00"},
    FRESH | {"customer_name": '=HYPERLINK("http://x")', "description": "服务很差", "resolution_due": "2026-10-20 10:00"},
    RESOLVED | {"status": "reopened", "dissatisfied_at": "2026-10-19 10:00", "acting_owner": "赵敏", "resolution_due": "2026-10-23 18:00"},
    RESOLVED | {"status": "awaiting_follow_up", "ask_way": "phone", "follow_up_from": "2026-10-14 10:00", "follow_up_due": "2026-10-15 10:00"},
    RESOLVED | {"status": "awaiting_confirmation", "ask_way": "in_channel", "kind": "question", "resolved_at": "2026-10-18 10:00"},
    FRESH | {"status": "in_review", "urgency": "紧急"},
    FRESH | {"received_at": "2026-09-30 10:00", "owner": None, "acting_owner": None},
).assign(
    response_policy=np.array(["response-urgent", *[None] * 6], object),
    readings=np.array([*[None] * 5, "紧急 / P2", None], object),
    asker=np.array([*[None] * 3, "赵敏", *[None] * 3], object),
)  # fmt: skip
REPORT = register_report(BUSY, AS_OF, OPTIONS)


def page(key, report=REPORT):
    return next(page for page in report.pages if page.key == key)


def cells(key, *columns, report=REPORT):
    (table,) = (block for block in page(key, report).blocks if isinstance(block, TableBlock))
    return [tuple(row.cells[column].value for column in columns) for row in table.rows]


def test_each_row_says_who_acts_and_for_which_department():
    assert cells("reopened", "feedback_id", "person", "department") == [("F003", "赵敏", "主管组")]
    assert cells("review", "feedback_id", "person") == [("F006", "赵敏")], (
        "a level is the supervisor's to settle"
    )
    assert cells("follow_up", "feedback_id", "person", "way") == [
        ("F004", "赵敏", "电话"),
        ("F005", "王芳", "在线评价"),
    ]


def test_a_promise_is_made_in_the_hours_that_hold_for_the_row():
    (said,) = [
        reply
        for number, limit, reply in cells("today", "feedback_id", "limit", "reply")
        if (number, limit) == ("F001", "响应")
    ]
    assert (
        said
        == "王女士，给您带来不便，我们已记录您的问题（编号 F001），将在 2 个工作小时内联系您处理，感谢您的反馈！"
    )


def test_a_promise_that_is_over_is_not_made_again():
    late = register_report(
        BUSY.assign(first_response_due=np.datetime64("2026-10-20T12:00", "s")), AS_OF, OPTIONS
    )
    said = [
        reply
        for number, limit, reply in cells("overdue", "feedback_id", "limit", "reply", report=late)
        if (number, limit) == ("F001", "响应")
    ]
    assert "会尽快联系您处理" in said[0]


def test_what_to_say_by_list():
    (asked,) = [reply for number, reply in cells("supplement", "feedback_id", "reply") if number == "F002"]
    assert "请再告诉我们：什么时间、涉及的人员、事情经过、订单或产品" in asked
    assert asked.startswith('HYPERLINK("http://x")'), "a customer's name never begins a formula"
    assert "您对本次处理结果是否满意" in cells("follow_up", "reply")[0][0]
    assert "请点一下“满意”" in cells("follow_up", "reply")[1][0]
    assert "已由赵敏重新处理，10月23日 18:00 前" in cells("reopened", "reply")[0][0]


def test_each_row_leads_to_its_place_in_the_register(tmp_path):
    draw_report(REPORT, tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    register = book["客户反馈信息汇总表"]
    checked = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                target = cell.hyperlink.location if cell.hyperlink else None
                if target and target.startswith("'客户反馈信息汇总表'!") and not target.endswith("!A1"):
                    assert register[target.partition("!")[2]].value == cell.value
                    checked += 1
    assert checked >= 10


def test_lists_can_be_filtered_by_person(tmp_path):
    draw_report(REPORT, tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    reference = book["逾期"].auto_filter.ref
    header = book["逾期"][reference.split(":")[0]].row
    assert "谁办" in [cell.value for cell in book["逾期"][header]]


def test_the_summary_counts_every_list_by_person_and_by_department():
    by_person, by_department = page("people").blocks
    found = {row.cells["who"].value: row.cells for row in by_person.rows}
    assert found["赵敏"]["reopened"].value == 1
    assert found["（没有处理人）"]["idle"].value == 1
    assert [row.cells["who"].value for row in by_department.rows][:2] == ["主管组", "客服部"]


@pytest.mark.libreoffice
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_recalculation_agrees_with_every_count(soffice, tmp_path, lang):
    odd = BUSY.assign(acting_owner=np.array(["客服*", "王?芳", "赵敏", "=x", "王芳", None, None], object))
    report = register_report(odd, AS_OF, ReportOptions(lang=lang, practice=PRACTICE))
    draw_report(report, tmp_path / "r.xlsx")
    ((count, wrong),) = disagreements(soffice, [tmp_path / "r.xlsx"], tmp_path).values()
    assert not wrong
    assert count > 20


def test_what_recurs_stands_on_the_state_page():
    table = next(block for block in page("state").blocks if getattr(block, "key", "") == "routines")
    told = [(row.cells["day"].value, row.cells["what"].value) for row in table.rows]
    assert told == [
        ("今天 09:00", "看积压（运营部）"), ("今天 10:00", "周汇总"), ("10-26 周一", "月汇总"),
    ]  # fmt: skip


def test_open_matters_are_due_on_the_fourth_moved_to_a_working_day():
    found = morning(BUSY, NOW, PRACTICE)["leftovers"]
    assert found["due"].dt.date.tolist() == [date(2026, 10, 8)]


def test_every_list_is_found_for_no_rows():
    found = morning(judged(), NOW, PRACTICE)
    assert {key: len(rows) for key, rows in found.items()} == {work.key: 0 for work in LISTS}


def test_a_row_may_go_into_one_that_has_left_the_register():
    rows = judged(
        {"received_at": "2026-01-05 10:00", "resolved_at": "2026-01-06 10:00", "status": "closed"},
        FRESH | {"merged_into": "F001", "status": "merged"},
        FRESH | {"merged_into": "F009", "status": "merged"},
    )
    assert cells("check", "feedback_id", report=register_report(rows, AS_OF, OPTIONS)) == [("F003",)]


def test_what_came_in_before_the_start_is_counted_and_nobody_goes_after_it():
    early = {"status": "awaiting_follow_up", **RESOLVED}, {"received_at": "2026-10-12 10:00"}
    frame = judged(*early)
    assert [len(morning(frame, NOW, PRACTICE)[key]) for key in ("follow_up", "idle")] == [1, 1]
    since = replace(PRACTICE, started_on=np.datetime64("2026-10-13", "s"))
    assert [len(morning(frame, NOW, since)[key]) for key in ("follow_up", "idle")] == [0, 0]


@pytest.mark.parametrize(("teams", "shown"), [(("华东", "华南"), ["华东", "华南"]), (("", ""), [None, None])])
def test_a_list_names_the_team_where_numbers_may_be_the_same(teams, shown):
    frame = judged(*({"received_at": "2026-10-12 10:00", "team": team} for team in teams))
    (page,) = (one for one in list_pages(frame, NOW, OPTIONS, frame[:0]) if one.key == "idle")
    (table,) = (block for block in page.blocks if isinstance(block, TableBlock))
    assert [row.cells.get("team") and row.cells["team"].value for row in table.rows] == shown
    assert ("team" in [column.key for column in table.columns]) == (shown[0] is not None)


def test_rows_merged_into_each_other_are_told_for_nobody_handles_them():
    merged = {"status": "merged", "received_at": "2026-10-12 10:00"}
    frame = judged(
        merged | {"merged_into": "F002"}, merged | {"merged_into": "F003"}, merged | {"merged_into": "F001"},
        merged | {"merged_into": "F005"}, FRESH,
    )  # fmt: skip
    found = morning(frame, NOW, PRACTICE)["check"]
    assert found[["feedback_id", "matter"]].to_numpy().tolist() == [
        ["F001", "circle"], ["F002", "circle"], ["F003", "circle"],
    ]  # fmt: skip


def test_a_row_goes_into_one_of_its_own_team():
    frame = judged(FRESH | {"team": "华东"}, {"team": "华南", "merged_into": "F001", "status": "merged"})
    assert morning(frame, NOW, PRACTICE)["check"]["matter"].tolist() == ["lost_merge"]
