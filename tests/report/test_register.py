"""The register: what is open and two months to go on filling in, and lists that say who has to do what now."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import openpyxl
import pandas as pd
import pytest
from judged import judged
from judged_months import months
from recalculated import disagreements

from toolkit.domain.loop.practice import Practice
from toolkit.excel.draw.report import draw_report
from toolkit.report.lists.promises import deadlines
from toolkit.report.options import ReportOptions
from toolkit.report.pages.lists import reasons
from toolkit.report.register import register_report, register_rows
from toolkit.schema.books.register import REGISTER
from toolkit.schema.page import TableBlock
from toolkit.words.lists import TITLES

AS_OF = datetime.fromisoformat("2026-10-20T14:30")
ROWS = judged(
    {"received_at": "2026-07-01 09:00", "resolved_at": "2026-07-02 09:00", "status": "closed"},
    {"received_at": "2026-07-01 09:00", "resolution_due": "2026-07-04 18:00"},
    {"received_at": "2026-08-31 23:00", "resolved_at": "2026-09-01 09:00", "status": "closed"},
    {"received_at": "2026-10-20 09:00", "first_response_due": "2026-10-20 11:00", "resolution_due": "2026-10-20 18:00"},
    {"received_at": "2026-10-20 10:00", "first_response_due": "2026-10-20 16:00", "resolution_due": "2026-10-21 10:00",
     "status": "in_review"},
    {"received_at": "2026-10-19 10:00", "first_responded_at": "2026-10-19 10:05", "resolution_due": "2026-10-22 18:00",
     "status": "on_hold"},
    {"received_at": "2026-10-15", "status": "awaiting_follow_up", "resolved_at": "2026-10-16 09:00",
     "follow_up_due": "2026-10-21 09:00"},
    {"received_at": "2026-10-10 09:00", "status": "reopened", "resolved_at": "2026-10-11 09:00", "cycle": 2,
     "dissatisfied_at": "2026-10-13 09:00", "resolution_due": "2026-10-23 18:00"},
    {"received_at": "2026-10-18 09:00", "resolution_due": "2026-10-18 10:00", "is_withdrawn": "yes"},
)  # fmt: skip
UNACCEPTED = pd.DataFrame(
    {
        "team": ["华东"], "file": ["一组.xlsx"], "title": ["客户反馈信息汇总表"], "row": [7], "codes": ["C301 C303"],
        "owner": ["王芳"], "since": np.array(["2026-10-18T14:30"], "M8[s]"), "drop_id": [1],
    }
)  # fmt: skip


def page(report, key):
    return next(page for page in report.pages if page.key == key)


def ids(report, key):
    return [row.cells["feedback_id"].value for block in page(report, key).blocks for row in block.rows]


REPORT = register_report(ROWS, AS_OF, unaccepted=UNACCEPTED)


def test_what_is_open_stays_and_what_is_done_goes_after_two_months():
    assert REPORT.entries[0].frame["feedback_id"].tolist() == [
        "F002", "F003", "F008", "F007", "F009", "F006", "F004", "F005",
    ]  # fmt: skip


def test_due_states_as_of_the_moment():
    frame = REPORT.entries[0].frame.set_index("feedback_id")
    states = frame["time_state"].dropna().to_dict()
    assert states == {
        "F002": "overdue", "F004": "due_today", "F005": "not_due", "F006": "on_hold", "F008": "not_due",
    }  # fmt: skip
    assert frame.loc["F004", "remaining_hours"] == 3.5
    assert frame.loc["F002", "remaining_hours"] < 0


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("overdue", ["F002", "F004"]),
        ("today", ["F005", "F004"]),
        ("review", ["F005"]),
        ("follow_up", ["F007"]),
        ("reopened", ["F008"]),
    ],
)
def test_lists_in_the_order_to_work_them_off(key, expected):
    assert ids(REPORT, key) == expected


def test_a_response_and_a_resolution_are_two_promises():
    found = deadlines(ROWS.iloc[[3]], np.datetime64(AS_OF, "s"))
    assert found[["limit", "hours_left"]].to_numpy().tolist() == [["response", -3.5], ["resolution", 3.5]]


def test_rows_not_taken_say_where_and_why():
    row = page(REPORT, "unaccepted").blocks[0].rows[0].cells
    assert [row[key].value for key in ("file", "sheet", "row", "days")] == [
        "一组.xlsx",
        "客户反馈信息汇总表",
        7,
        2,
    ]
    assert "C301" in row["why"].value
    assert "C303" in row["why"].value
    assert reasons("X999", "zh") == "（不明）"


def test_lists_without_rows_are_no_sheets_and_said_in_one_line():
    report = register_report(judged(), AS_OF)
    assert {page.key for page in report.pages}.isdisjoint(TITLES)
    said = {row.cells["lead"].value for row in page(report, "state").blocks[1].rows}
    assert said == {"今天没有要做的。"}
    stamped = page(REPORT, "state").blocks[1].rows[-1].cells["lead"].value
    assert "待审核" not in stamped
    assert "建议进展告知" in stamped


@pytest.mark.libreoffice
def test_a_recalculation_agrees_with_every_cached_figure(soffice, tmp_path):
    busy = months(700, as_of="2026-10-20T14:30", last="2026-10")
    for name, frame, lang in (("by hand", ROWS, "zh"), ("none", judged(), "zh"), ("busy", busy, "en")):
        draw_report(
            register_report(frame, AS_OF, ReportOptions(lang=lang), UNACCEPTED), tmp_path / f"{name}.xlsx"
        )
    found = disagreements(soffice, sorted(tmp_path.glob("*.xlsx")), tmp_path)
    assert not {name: wrong for name, (_, wrong) in found.items() if wrong}
    assert min(count for count, _ in found.values()) >= 3


def test_the_sheet_to_fill_has_every_column_under_its_line_of_words(tmp_path):
    draw_report(REPORT, tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["客户反馈信息汇总表"]
    assert "截至 2026-10-20 14:30" in sheet["A1"].value
    assert [cell.value for cell in sheet[2]] == [column.zh for column in REGISTER.columns]
    assert sheet.tables["反馈表"].ref.startswith("A2:")
    assert sheet["A3"].value == "F002"
    assert sheet["C3"].value == datetime.fromisoformat("2026-07-01T09:00")
    assert sheet["C6"].number_format == "yyyy-mm-dd", "a bare date stays one"
    open_columns = [letter for letter, size in sheet.column_dimensions.items() if not size.hidden]
    assert len(open_columns) <= 14


def test_groups_that_are_switched_on_are_open(tmp_path):
    draw_report(register_report(ROWS, AS_OF, switched_on=["clocks"]), tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["客户反馈信息汇总表"]
    place = [column.key for column in REGISTER.columns].index("time_state") + 1
    assert sheet.cell(3, place).value == "已逾期"
    assert not sheet.column_dimensions[sheet.cell(2, place).column_letter].hidden


def test_statistics_leave_withdrawn_rows_out():
    block = next(block for block in page(REPORT, "statistics").blocks if isinstance(block, TableBlock))
    assert block.rows[0].cells["count"].value == 7


def test_the_same_register_has_the_same_bytes(tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        draw_report(register_report(ROWS, AS_OF, unaccepted=UNACCEPTED), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_the_team_stands_beside_what_is_seen_at_once_where_there_are_teams():
    rows = ROWS.assign(team=["华东"] * 5 + ["华南"] * 4)
    shown = [
        column.key for column in register_report(rows, AS_OF).entries[0].sheet.columns if not column.group
    ]
    alone = [column.key for column in REPORT.entries[0].sheet.columns if not column.group]
    assert (shown, alone[-1]) == ([*alone, "team"], "check_result")


def test_praise_that_nobody_passed_on_and_what_is_in_conflict_stay_however_old_they_are():
    old = {"received_at": "2026-05-04 09:00", "resolved_at": "2026-05-05 09:00", "status": "closed"}
    praise = {"received_at": "2026-05-04 09:00", "kind": "praise", "status": "recorded"}
    rows = judged(old, praise, praise | {"forwarded_at": "2026-05-06 09:00"}, old).assign(
        feedback_key=range(4)
    )
    moment = np.datetime64(AS_OF, "s")
    kept = register_rows(rows, moment, conflicts=pd.DataFrame({"feedback_key": [3]}))
    assert kept["feedback_id"].tolist() == ["F002", "F004"]
    since = Practice(started_on=np.datetime64("2026-06-01", "s"))
    assert register_rows(rows, moment, since)["feedback_id"].tolist() == []
