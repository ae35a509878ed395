"""What differs from a month that was reported: figures and rows, and nothing that only the toolkit thinks anew."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime

import pytest
from judged import judged

from toolkit.domain.figures.period import Period
from toolkit.report.monthly import month_story
from toolkit.report.options import ReportOptions
from toolkit.report.reported import differences, reported

SUGGESTED = ("issue_type", "kind")
AS_OF = datetime.fromisoformat("2026-11-02T09:00")


def told(*rows):
    marks = {
        f"{key}_is_suggested": [row.get(f"{key}_is_suggested", False) for row in rows] for key in SUGGESTED
    }
    story = month_story(judged(*rows).assign(**marks), Period.month("2026-10", AS_OF), ReportOptions())
    return reported(story.now, story.data, story.rows)


def found(before, now):
    return [
        (one["subject"], one["column"], one["before"], one["now"]) for one in differences(before, now, "zh")
    ]


def test_a_row_typed_otherwise_is_named_with_what_it_was():
    assert found(told({}, {}), told({}, {"issue_type": "支付问题"})) == [
        ("F002", "问题类型", "物流延迟", "支付问题")
    ]


@pytest.mark.parametrize("suggested", [{"process_stage": "delivery"}, {"issue_nature": "quality"}])
def test_a_class_that_was_suggested_anew_is_no_correction(suggested):
    assert found(told({}), told(suggested)) == []


def suggested(column, word):
    return {column: word, f"{column}_is_suggested": True}


@pytest.mark.parametrize(
    ("column", "was", "now"), [("issue_type", "物流延迟", "支付问题"), ("kind", "complaint", "question")]
)
def test_a_suggestion_that_became_another_is_no_correction(column, was, now):
    before, today = told(suggested(column, was)), told(suggested(column, now))
    assert before["rows"] != today["rows"]
    assert found(before, today) == []
    del before["untyped"]
    assert found(before, today) == [], "a version of before does not tell what was suggested"


def test_a_department_that_follows_from_a_suggested_kind_is_no_correction_either():
    before = told(suggested("kind", "complaint") | {"lead_department": "客服部"})
    assert found(before, told(suggested("kind", "question") | {"lead_department": "产品部"})) == []
    assert found(before, told(suggested("kind", "complaint") | {"lead_department": "产品部"})) == [
        ("F001", "责任部门", "客服部", "产品部")
    ]


def test_what_a_person_typed_over_a_suggestion_or_took_away_is_a_correction():
    ours, typed = told(suggested("issue_type", "物流延迟")), told({"issue_type": "支付问题"})
    assert found(ours, typed) == [("F001", "问题类型", "物流延迟", "支付问题")]
    assert found(typed, ours) == [("F001", "问题类型", "支付问题", "物流延迟")]


def test_a_suggestion_is_known_where_the_team_is_masked():
    team = {"team": "组 13800138000"}
    before, now = (told(team | suggested("issue_type", word)) for word in ("物流延迟", "支付问题"))
    assert "13800138000" not in next(iter(before["rows"]))
    assert found(before, now) == []


@pytest.mark.parametrize("due", ["first_response_due", "resolution_due", "follow_up_due"])
def test_a_due_moment_alone_is_no_correction(due):
    before, now = told({due: "2026-10-09 12:00"}), told({due: "2026-10-09 15:00"})
    assert found(before, now) == []
    for version, moment in ((before, "2026-10-09 12:00"), (now, "2026-10-09 15:00")):
        version["headers"][due] = "期限"  # as versions of before had it
        next(iter(version["rows"].values()))[due] = moment
    assert found(before, now) == []


def test_a_promise_that_came_out_otherwise_is_a_correction():
    kept, late = ({"resolved_at": "2026-10-09 12:00", "resolution_verdict": v} for v in ("met", "late"))
    assert ("F001", "办结判定") in {line[:2] for line in found(told(kept), told(late))}


def test_what_two_cycles_of_a_row_share_is_said_once():
    before = told({})
    (row,) = before["rows"]
    before["rows"][row.removesuffix("1") + "2"] = dict(before["rows"][row])
    now = deepcopy(before)
    for said in now["rows"].values():
        said["owner"] = "王*"
    assert found(before, now) == [("F001", "处理人", "", "王*")]


def test_a_report_that_knew_no_such_column_said_nothing_else():
    now = told({"region": "上海"})
    before = deepcopy(now)
    del before["headers"]["region"], before["rows"][next(iter(before["rows"]))]["region"]
    assert found(before, now) == []
    assert found(told({}), now)[-1][1:] == ("地区", "未填写", "上海")
