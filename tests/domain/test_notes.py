"""判定说明 and the timeline: sentences that let a person redo the sum by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from deadline_rows import RAISED, WAITING, at, table

from toolkit.domain.account.notes import notes
from toolkit.domain.account.trace import explain
from toolkit.domain.deadlines.policies import DEFAULT_POLICIES
from toolkit.domain.deadlines.policy import Clock, Upgrade
from toolkit.domain.deadlines.sla import assess

MONDAY = {"received_at": "2026-03-09 10:00"}


def said(calendar, row, lang="zh", as_of=None):
    found = assess(table(row), DEFAULT_POLICIES, calendar, as_of)
    return notes(found, lang).iloc[0]


@pytest.mark.parametrize(("row", "response"), [
    ({"received_at": "2026-09-18 17:59", "urgency": "紧急"},
     "2026-09-18 17:59 起，2 个工作小时：周五 1 分 + 周日（调休上班）1 小时 59 分 → 2026-09-20 10:59"),
    ({"received_at": "2026-03-09 10:00:30", "urgency": "紧急", "first_responded_at": "2026-03-09 10:10"},
     "2026-03-09 10:00:30 起，2 个工作小时：周一 2 小时（中间休息 1 小时不计） → 2026-03-09 13:00:30；2026-03-09 10:10 完成，达标"),
    ({"received_at": "2026-03-10", "urgency": "紧急", "first_responded_at": "2026-03-10"},
     ("只有日期，按 2026-03-10 09:00 计；2026-03-10 09:00 起，2 个工作小时：周二 2 小时 → 2026-03-10 11:00；"
      "2026-03-10 完成，只有日期，无法判定")),
    (MONDAY | {"urgency": "重要"}, "“重要·首次响应”的时限还没有填写，无法判定"),
    (MONDAY | {"urgency": "P1"}, "没有适用的时限，不考核"),
])  # fmt: skip
def test_the_response_in_words(calendar, row, response):
    assert said(calendar, row).startswith(f"响应：{response}。办结：")


@pytest.mark.parametrize(("row", "resolution"), [
    ({"received_at": "2026-09-18 17:59", "urgency": "一般"},
     "2026-09-18 17:59 起，3 个工作日（当天不计，算到下班）：09-20 周日（调休上班）、09-21 周一、09-22 周二 → 2026-09-22 18:00"),
    ({"received_at": "2026-09-18 17:59", "urgency": "P0"}, "2026-09-18 17:59 起，24 小时 → 2026-09-19 17:59"),
    ({"received_at": "2026-09-18 17:59", "urgency": "P2"},
     "2026-09-18 17:59 起，7 天（当天不计，算到下班），09-25 周五（放假）休息，顺延 → 2026-09-28 18:00"),
    (WAITING | {"urgency": "一般"},
     ("2026-03-09 10:00 起，3 个工作日（当天不计，算到下班）：03-10 周二、03-11 周三、03-12 周四 → 2026-03-12 18:00；"
      "暂停 11 小时（只算工作时间）→ 2026-03-16 12:00")),
    (MONDAY | {"urgency": "P0", "held_from": "2026-03-09 12:00"},
     "2026-03-09 10:00 起，24 小时 → 2026-03-10 10:00；2026-03-09 12:00 起暂停，恢复后再算"),
    (RAISED, "级别调整后从调整时间算；2026-03-10 14:00 起，24 小时 → 2026-03-11 14:00"),
    (MONDAY | {"urgency": "紧急", "is_complex": "yes"}, "2026-03-09 10:00 起，48 小时（已延长） → 2026-03-11 10:00"),
    (MONDAY | {"urgency": "紧急", "is_complex": "yes", "extension_approved_at": "2026-03-11 10:00"},
     "2026-03-09 10:00 起，24 小时（未在期限前批准，不延长） → 2026-03-10 10:00"),
    (MONDAY | {"urgency": "一般", "due_override": "2026-03-11 09:00", "resolved_at": "2026-03-11 10:00"},
     "按指定期限 2026-03-11 09:00（规则算出 2026-03-12 18:00，按规则达标）；2026-03-11 10:00 完成，超期"),
    (MONDAY | {"urgency": "高", "due_override": "2026-03-20"}, "按指定期限 2026-03-20 18:00"),
    (MONDAY | {"urgency": "P0", "held_from": "2026-03-11 09:00", "held_until": "2026-03-11 12:00"},
     "2026-03-09 10:00 起，24 小时 → 2026-03-10 10:00；暂停时已经到期，不顺延"),
    (MONDAY | {"urgency": "P0", "held_from": "2026-03-09 12:00", "hold_reason": "等物流商"},
     "2026-03-09 10:00 起，24 小时 → 2026-03-10 10:00；等的不是客户，照常计时"),
    (MONDAY | {"urgency": "一般", "held_from": "2026-03-10 18:30", "held_until": "2026-03-11 08:30"},
     ("2026-03-09 10:00 起，3 个工作日（当天不计，算到下班）：03-10 周二、03-11 周三、03-12 周四 → 2026-03-12 18:00；"
      "暂停都在工作时间之外，不顺延")),
    (MONDAY | {"urgency": "紧急", "urgency_before": "一般", "urgency_changed_at": "2026-03-12 17:00"},
     ("级别调整后仍按原来的时限；2026-03-09 10:00 起，3 个工作日（当天不计，算到下班）：03-10 周二、03-11 周三、03-12 周四 → "
      "2026-03-12 18:00")),
    ({"received_at": "2026-12-31 16:00", "urgency": "一般"},
     ("2026-12-31 16:00 起，3 个工作日（当天不计，算到下班）：01-04 周一、01-05 周二、01-06 周三 → 2027-01-06 18:00"
      "（暂定：那一年的放假安排尚未公布）")),
])  # fmt: skip
def test_the_resolution_in_words(calendar, row, resolution):
    assert said(calendar, row).split("。办结：")[1] == f"{resolution}。"


@pytest.mark.parametrize(("row", "note"), [
    (MONDAY | {"urgency": "一般", "resolved_at": "2025-03-09 10:00"}, "时间前后矛盾或不可能，无法判定"),
    ({"received_at": None, "urgency": "一般"}, "没有起算时间，无法判定"),
    (MONDAY, "没有适用的时限，不考核"),
    (MONDAY | {"urgency": "很急", "priority": None}, "看不出紧急程度，没有适用的时限，不考核；请填“紧急程度”"),
    (MONDAY | {"urgency": "一般", "merged_into": "F9"}, "已并入其他反馈，不考核"),
])  # fmt: skip
def test_what_holds_for_both_limits_is_said_once(calendar, row, note):
    assert said(calendar, row) == note


EARLY, LATER = "2026-03-09 10:00", "2026-03-10 14:00"


@pytest.mark.parametrize(("lead", "other", "expected"), [
    ({"received_at": LATER, "urgency": "一般"}, {"received_at": EARLY, "urgency": "一般"},
     "并入的 F071 先到，从它算起；2026-03-09 10:00 起，"),
    ({"received_at": LATER[:10], "urgency": "一般"}, {"received_at": EARLY[:10], "urgency": "一般"},
     "并入的 F071 先到，从它算起；只有日期，按 2026-03-09 09:00 计；2026-03-09 09:00 起，"),
    ({"received_at": LATER, "urgency": "一般"}, {"received_at": EARLY, "urgency": "紧急"},
     "并入的 F071 先到，从它算起；级别按并入的 F071；2026-03-09 10:00 起，24 小时"),
    ({"received_at": "2026-03-12 17:00", "urgency": "紧急"}, {"received_at": EARLY, "urgency": "一般"},
     "并入的 F071 先到，从它算起；F001 后到而级别更高，仍按原来的时限；2026-03-09 10:00 起，3 个工作日"),
    ({"received_at": EARLY, "urgency": "一般"}, {"received_at": LATER, "urgency": "紧急"},
     "F071 后到而级别更高，从它收到时算起；2026-03-10 14:00 起，24 小时"),
    ({"received_at": EARLY, "urgency": "紧急"}, {"received_at": LATER, "urgency": "一般"}, "2026-03-09 10:00 起，24 小时"),
    ({"received_at": EARLY, "urgency": "一般"}, {"received_at": EARLY, "urgency": "一般"}, "2026-03-09 10:00 起，"),
    (RAISED, {"received_at": "2026-03-09 11:00", "urgency": "一般"},
     "级别调整后从调整时间算；2026-03-10 14:00 起，"),
], ids=["earlier", "earlier by the day", "earlier and higher", "leads at a higher level", "later and higher", "later and lower",
        "at once", "raised by a person"])  # fmt: skip
def test_a_start_or_a_level_that_came_with_a_merged_row_is_said_to_be_its(calendar, lead, other, expected):
    rows = table({"feedback_id": "F001", **lead}, {"feedback_id": "F071", "merged_into": "F001", **other})
    found = assess(rows, DEFAULT_POLICIES, calendar)
    assert notes(found, "zh").iloc[0].split("办结：")[-1].startswith(expected)
    english = notes(found, "en").iloc[0]
    assert ("F071" in english) == ("F071" in expected)
    assert explain(found, 0, "zh")[1].sentence.startswith(expected)


def test_a_note_never_depends_on_the_moment_of_looking(calendar):
    row = MONDAY | {"urgency": "一般"}
    assert said(calendar, row, as_of=at("2026-09-01 10:00")) == said(calendar, row)


def test_in_english(calendar):
    note = said(calendar, {"received_at": "2026-09-18 17:59", "urgency": "紧急"}, "en")
    assert note == (
        "Response: 2026-09-18 17:59 + 2 working hours: Fri 1 min + Sun (make-up workday) 1 h 59 min → 2026-09-20 10:59. "
        "Resolution: 2026-09-18 17:59 + 24 hours → 2026-09-19 17:59."
    )
    assert "一" not in said(calendar, WAITING | {"urgency": "一般"}, "en")


def test_the_segments_add_up_to_the_allowance(calendar):
    row = {"received_at": "2026-09-18 17:59", "urgency": "紧急"}
    response, resolution = explain(assess(table(row), DEFAULT_POLICIES, calendar), 0, "zh")
    assert [
        (str(part.start)[5:16], str(part.end)[5:16], part.minutes, part.label) for part in response.segments
    ] == [
        ("09-18T17:59", "09-18T18:00", 1, "09-18 周五"),
        ("09-20T09:00", "09-20T10:59", 119, "09-20 周日（调休上班）"),
    ]
    assert [part.minutes for part in resolution.segments] == [24 * 60]
    assert response.policy.source("zh") == "紧急优先：响应≤2小时（工作日内）"
    assert response.due == at("2026-09-20 10:59")


def test_a_timeline_shows_the_days_and_the_pause(calendar):
    found = assess(table(WAITING | {"urgency": "一般"}), DEFAULT_POLICIES, calendar)
    days = explain(found, 0, "zh")[1].segments
    assert [part.label for part in days] == ["03-10 周二", "03-11 周三", "03-12 周四", "暂停（不计时）"]
    assert [part.is_counted for part in days] == [True, True, True, False]
    assert days[-1].minutes == 11 * 60


@pytest.mark.parametrize(("hold", "segments", "due"), [
    (("03-09 11:00", "03-09 14:00"), ["03-09 10:00 60", "03-09 11:00 -180", "03-09 14:00 1380"], "03-10 13:00"),
    (("03-09 20:00", "03-10 20:00"), ["03-09 10:00 600", "03-09 20:00 -1440", "03-10 20:00 840"], "03-11 10:00"),
])  # fmt: skip
def test_what_is_counted_before_and_after_a_hold_is_the_allowance(calendar, hold, segments, due):
    row = MONDAY | {"urgency": "P0", "held_from": f"2026-{hold[0]}", "held_until": f"2026-{hold[1]}"}
    trace = explain(assess(table(row), DEFAULT_POLICIES, calendar), 0, "zh")[1]
    shown = [
        f"{str(part.start)[5:16].replace('T', ' ')} {part.minutes if part.is_counted else -part.minutes:g}"
        for part in trace.segments
    ]
    assert shown == segments
    assert sum(part.minutes for part in trace.segments if part.is_counted) == 24 * 60
    assert trace.segments[-1].end == trace.due == at(f"2026-{due}")


def test_a_hold_in_working_hours_stands_still_in_working_hours(calendar):
    policies = [
        replace(policy, clock=Clock.WORKING_HOURS) if policy.id == "resolution-urgent" else policy
        for policy in DEFAULT_POLICIES
    ]
    row = MONDAY | {"urgency": "紧急", "held_from": "2026-03-09 17:00", "held_until": "2026-03-10 10:00"}
    trace = explain(assess(table(row), policies, calendar), 0, "zh")[1]
    assert sum(part.minutes for part in trace.segments if part.is_counted) == 24 * 60
    assert [part.minutes for part in trace.segments if not part.is_counted] == [120]
    assert trace.segments[-1].end == trace.due


def test_a_typed_due_moment_is_the_due_of_the_trace(calendar):
    row = MONDAY | {"urgency": "一般", "due_override": "2026-03-20 12:00", "resolved_at": "2026-03-19 10:00"}
    trace = explain(assess(table(row), DEFAULT_POLICIES, calendar), 0, "zh")[1]
    assert (trace.due, trace.verdict, trace.amount) == (at("2026-03-20 12:00"), "met", 3)
    assert trace.sentence.startswith("按指定期限 2026-03-20 12:00（规则算出 2026-03-12 18:00，按规则超期）")


def test_a_response_taken_from_the_resolution_says_so(calendar):
    row = MONDAY | {"urgency": "一般", "resolved_at": "2026-03-09 11:00"}
    assert "达标（没有记响应时间，按办结时间）" in said(calendar, row)


def test_a_level_changed_too_late_is_nobodys_fault(calendar):
    policies = [
        replace(policy, upgrade=Upgrade.FROM_RECEIPT) if policy.id == "resolution-urgent" else policy
        for policy in DEFAULT_POLICIES
    ]
    note = notes(assess(table(RAISED), policies, calendar), "zh").iloc[0]
    assert "级别调整时已过这个期限，属回溯超期" in note


def test_rows_without_a_limit_have_no_segments(calendar):
    found = assess(table(MONDAY), DEFAULT_POLICIES, calendar)
    assert [(trace.policy, trace.segments) for trace in explain(found, 0, "zh")] == [(None, ()), (None, ())]
    assert np.isnat(explain(found, 0, "zh")[0].due)


def test_a_long_allowance_names_the_first_days_and_the_rest(calendar):
    policies = [
        replace(policy, amount=60) if policy.id == "response-urgent" else policy
        for policy in DEFAULT_POLICIES
    ]
    note = notes(assess(table(MONDAY | {"urgency": "紧急"}), policies, calendar), "zh").iloc[0]
    assert (
        "周一 7 小时（中间休息 1 小时不计） + 周二 8 小时 + 周三 8 小时 + 周四 8 小时 + 周五 8 小时 + 周一 8 小时 + 其后 13 小时"
        in note
    )
