"""All checks together: clean tables, folded columns, rows not taken, and what each row is told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from rule_tables import BAD_CELL, CONTEXT, build

from toolkit.rules.book import ColumnFinding, check
from toolkit.rules.finding import Hits
from toolkit.rules.improvement import goals_of
from toolkit.rules.reporting import row_messages, rows_in_error

GOOD_ROWS = [{"feedback_id": f"F{n:03}"} for n in range(1, 31)]


def changed(bad, count, rows=GOOD_ROWS):
    return [{**row, **(bad if n < count else {})} for n, row in enumerate(rows)]


@pytest.mark.parametrize("sheet", ["feedback", "plan", "effects", "statistics"])
def test_a_good_row_has_no_findings(sheet):
    assert check(build(sheet), CONTEXT) == []


@pytest.mark.parametrize("sheet", ["feedback", "plan", "effects", "statistics"])
def test_no_rows_have_no_findings(sheet):
    assert check(build(sheet).__class__(*_emptied(build(sheet))), CONTEXT) == []


def _emptied(table):
    return (
        table.sheet, table.title, table.header_row, table.headers,
        table.frame.iloc[:0], table.raw.iloc[:0], table.rows[:0],
    )  # fmt: skip


def test_a_finding_knows_its_cell():
    table = build(rows=changed({"channel": "飞鸽"}, 1))
    (hits,) = check(table, CONTEXT)
    (finding,) = hits
    assert (finding.place.sheet, finding.place.address, finding.place.header) == (
        "客户反馈信息汇总表",
        "D2",
        "反馈渠道",
    )


@pytest.mark.parametrize(("bad_rows", "folded"), [(23, False), (24, True)], ids=["77 %", "80 %"])
def test_most_of_a_column_is_said_once(bad_rows, folded):
    (finding,) = check(build(rows=changed({"channel": "飞鸽"}, bad_rows)), CONTEXT)
    assert isinstance(finding, ColumnFinding) is folded
    assert isinstance(finding, Hits) is not folded


def test_a_short_table_is_never_folded():
    (finding,) = check(build(rows=changed({"channel": "飞鸽"}, 19, GOOD_ROWS[:19])), CONTEXT)
    assert isinstance(finding, Hits)


def test_a_folded_finding_counts_and_gives_an_example():
    (finding,) = check(build(rows=changed({"channel": "飞鸽"}, 30)), CONTEXT)
    assert finding.place.address == "D"
    assert "30 行里有 30 行" in finding.message("zh")
    assert "飞鸽" in finding.message("zh")
    assert "30 of 30 rows" in finding.message("en")


def test_folded_errors_keep_their_rows_out():
    table = build(
        rows=changed({"received_at": BAD_CELL}, 28), raw={(n, "received_at"): "昨天" for n in range(28)}
    )
    findings = check(table, CONTEXT)
    assert rows_in_error(findings, 30).tolist() == [True] * 28 + [False] * 2
    messages = row_messages(findings, 30, "zh")
    assert messages[27].startswith("未收：“反馈时间”写的是“昨天”")
    assert messages[28] == ""


def test_folded_warnings_are_left_to_the_summary():
    findings = check(build(rows=changed({"channel": "飞鸽"}, 30)), CONTEXT)
    assert not any(row_messages(findings, 30, "zh"))


def test_a_warning_keeps_no_row_out():
    findings = check(build(rows=changed({"channel": "飞鸽"}, 2)), CONTEXT)
    assert not rows_in_error(findings, 30).any()


def test_row_messages_name_errors_first_and_stop_at_three():
    bad = {
        "channel": "飞鸽", "urgency": "P9", "owner": "张三、李四", "nps": 11.0,
        "first_responded_at": "2026-10-07 10:00",
    }  # fmt: skip
    findings = check(build(rows=[bad, {"feedback_id": "F002"}]), CONTEXT)
    told, fine = row_messages(findings, 2, "zh")
    assert fine == ""
    assert told.startswith("未收：“首次响应时间”（2026-10-07 10:00）早于“反馈时间”")
    assert told.endswith("等 5 项")
    assert told.count("；“") == 2


def test_row_messages_in_english():
    findings = check(build(rows=[{"channel": "飞鸽", "first_responded_at": "2026-10-07 10:00"}]), CONTEXT)
    (told,) = row_messages(findings, 1, "en")
    assert told.startswith("Not taken: ")
    assert "; " in told


def test_a_note_is_not_told_to_the_row():
    findings = check(build(rows=[{"received_at": "2026-10-08"}]), CONTEXT)
    assert [finding.code.id for finding in findings] == ["C314"]
    assert row_messages(findings, 1, "zh").tolist() == [""]


def test_an_absent_column_is_not_asked_for():
    table = build(rows=[{"resolved_at": "2026-10-09 10:00"}])
    assert check(table, CONTEXT) == []


def test_quotes_show_no_personal_data():
    table = build(
        rows=[{"contact": "139 1234 56789", "owner": "欧阳娜娜、王小明", "description": "差 13912345678"}]
    )
    said = " ".join(row_messages(check(table, CONTEXT), 1, "zh"))
    for secret in ("1234", "娜娜", "王小明"):
        assert secret not in said


def test_goals_come_from_the_plan_of_the_same_book():
    plan = build("plan", [{}, {"goal": None}, {"goal": "支付成功率提升至99%"}])
    goals = goals_of([build(), plan])
    assert goals == ("3天内发货率提升至95%", "支付成功率提升至99%")
    effects = build("effects", [{"after": 0.93}, {"metric": "支付成功率", "after": 0.992}])
    (hits,) = check(effects, replace(CONTEXT, goals=goals))
    assert hits.code.id == "R415"
    assert hits.rows.tolist() == [2]


def test_row_messages_shape():
    assert row_messages([], 3, "zh").tolist() == ["", "", ""]
    assert row_messages([], 0, "zh").shape == (0,)
    assert rows_in_error([], 2).dtype == np.bool_
