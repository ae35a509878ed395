"""Every code of the settings: what raises it, at which cell, and the cure that clears it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from settings_tables import POLICY, faults, load, table

from toolkit.errors import SettingsError
from toolkit.rules.codes.settings import SETTINGS_CODES
from toolkit.words import LANGUAGES

RESPONSE = POLICY | {"id": "y", "stage": "首次响应"}
EVERY_DUTY = [{"kind": kind, "lead": "客服专员"} for kind in ("投诉", "建议", "咨询", "表扬")]
A_YEAR = [{"day": f"2026-10-0{day}", "day_kind": "休"} for day in range(1, 8)]
NEXT_YEAR = [{"day": f"2027-10-0{day}", "day_kind": "休"} for day in range(1, 8)]
WEEKLY = {"name": "汇总", "rhythm": "每周", "weekday": "周二"}
ASKED = {"name": "问卷", "way": "问卷", "by": "客服专员"}
REPLY = {"name": "受理", "use": "受理", "text": "{{ 称呼 }}，已收到。"}
SHORT = {"metric": "不满意率", "since": "2026-01-05", "reason": "旺季之前"}
MANY = "、".join(f"词{n}" for n in range(501))


def policies(*rows):
    return table("policies", *rows)


def one(row, **differs):
    """The same row with what makes it wrong, and without."""
    return policies(row | differs), policies(row)


CASES = {
    "P601": [
        ("时限策略", "A2", policies(POLICY | {"id": ""}), policies(POLICY)),
        ("时限策略", "X2", policies(POLICY | {"clock": "截点", "amount": "", "cut_off_before": "次日 10:00", "cut_off_after": "次日 15:00"}),
         policies(POLICY | {"clock": "截点", "amount": "", "cut_off_at": "17:00", "cut_off_before": "次日 10:00", "cut_off_after": "次日 15:00"})),
        ("工作时间", "A2", table("working_hours", {"hours": "09:00-18:00"}), table("working_hours", {"weekday": "周六", "hours": "09:00-18:00"})),
        ("导入映射", "A2", table("mappings", {"header": "标题", "our_column": "问题描述"}), table("mappings")),
        ("例行安排", "C2", table("routines", WEEKLY | {"weekday": ""}), table("routines", WEEKLY)),
        ("归类词", "A2", table("class_words", {"keywords": "快递"}), table("class_words", {"name": "交付", "keywords": "快递"})),
        ("回访规则", "F2", table("follow_ups", ASKED | {"way": ""}), table("follow_ups", ASKED)),
    ],
    "P602": [
        ("时限策略", "C2", *one(POLICY, stage="随便")),
        ("时限策略", "E2", *one(POLICY, urgency="火急")),
        ("时限策略", "I2", *one(POLICY, clock="工时")),
        ("时限策略", "N2", *one(POLICY, channel="飞鸽")),
        ("时限策略", "P2", *one(POLICY, department="不存在的部门")),
        ("时限策略", "S2", *one(POLICY, also="需要回访=也许")),
        ("时限策略", "S2", *one(POLICY, also="没有的列=是")),
        ("时限策略", "AF2", *one(POLICY, calendar="夜班")),
        ("时限策略", "AU2", *one(POLICY, reminders="50%、明天")),
        ("工作日历", "B2", table("calendar", {"day": "2026-10-01", "day_kind": "放"}), table("calendar", *A_YEAR)),
        ("紧急程度", "C2", table("urgencies", {"word": "紧急", "level": "最高"}), table("urgencies", {"word": "紧急", "level": "1级"})),
        ("紧急程度", "A2", table("urgencies", {"word": "火急", "level": "1级"}), table("urgencies", {"word": "紧急", "level": "1级"})),
        ("常用", "B2", table("basics", {"item": "语言", "value": "法文"}), table("basics", {"item": "语言", "value": "中文"})),
        ("回访规则", "B2", table("follow_ups", ASKED | {"kind": "投诉、牢骚"}), table("follow_ups", ASKED | {"kind": "投诉、建议"})),
        ("回访规则", "G2", table("follow_ups", ASKED | {"by": "老板"}), table("follow_ups", ASKED)),
        ("回复模板", "D2", table("replies", REPLY | {"way": "飞鸽"}), table("replies", REPLY | {"way": "电话、问卷"})),
        ("例行安排", "H2", table("routines", WEEKLY | {"about": "没有的清单"}), table("routines", WEEKLY | {"about": "逾期"})),
        ("归类词", "A2", table("class_words", {"name": "物流延迟", "keywords": "快递"}), table("class_words", {"name": "交付", "keywords": "快递"})),
        ("问题类型", "F2", table("issue_types", {"name": "物流", "stage": "效率"}), table("issue_types", {"name": "物流", "stage": "配送", "nature": "效率"})),
    ],
    "P603": [
        ("时限策略", "H2", *one(POLICY, amount="三天吧")),
        ("时限策略", "X2", *one(POLICY | {"clock": "截点", "amount": "", "cut_off_at": "17:00", "cut_off_before": "当日 24:00",
                                           "cut_off_after": "次日 12:00"}, cut_off_at="下午五点")),
        ("例行安排", "E2", table("routines", WEEKLY | {"time": "早上"}), table("routines", WEEKLY | {"time": "09:00"})),
        ("工作日历", "A2", table("calendar", {"day": "国庆", "day_kind": "休"}, *A_YEAR), table("calendar", *A_YEAR)),
        ("常用", "B2", table("basics", {"item": "启用日期", "value": "明天吧"}), table("basics", {"item": "启用日期", "value": "2026-11-01"})),
    ],
    "P625": [
        ("回复模板", "E2", table("replies", REPLY | {"text": wrong}), table("replies", REPLY))
        for wrong in ("{{ 称呼", "{{ 老板 }}", "{{ 称呼.x }}", "{{ 9**9**9 }}", "{% for a in 称呼 %}{% endfor %}", "{{ 称呼|upper }}", "长" * 2001)
    ],
    "P626": [
        ("报告选项", "B2", table("report_options", {"item": "主色", "value": wrong}), table("report_options", {"item": "主色", "value": right}))
        for wrong, right in (("天蓝", "墨绿"), ("#FFD700", "#7A5C00"), ("红", "#8C2F39"), ("#12345", "#123456"))
    ],
    "P627": [
        ("报告选项", "B2", table("report_options", {"item": "标志图片", "value": wrong}), table("report_options", {"item": "标志图片", "value": "标志.png"}))
        for wrong in ("../标志.png", "/etc/标志.png", "C:\\标志.png")
    ],
    "P628": [
        ("问题类型", "C2", table("issue_types", {"name": "物流", "keywords": f"快递、{wrong}"}), table("issue_types", {"name": "物流", "keywords": "快递、C++、a.b、100%"}))
        for wrong in ("(a+)+$", r"\d+", "退.*款", "[a-z]+", "退款|退钱", "^慢")
    ] + [("归类词", "B2", table("class_words", {"name": "交付", "keywords": "快.*递"}), table("class_words", {"name": "交付", "keywords": "快递"})),
         ("文本规则", "A2", table("text_rules", {"keywords": "(a+)+$", "use": "产品"}), table("text_rules", {"keywords": "冰箱", "use": "产品"}))],
    "P631": [
        ("归类词", "B3", table("class_words", {"name": "效率", "keywords": "太慢、卡顿"}, {"name": "质量", "keywords": "报错、 卡顿"}),
         table("class_words", {"name": "效率", "keywords": "太慢、卡顿"}, {"name": "产品质量", "keywords": "报错、卡顿"}, {"name": "效率", "keywords": "太慢"})),
    ],
    "P604": [("时限策略", "H2", *one(POLICY, amount=-2)), ("时限策略", "H2", *one(POLICY, amount=0))],
    "P605": [
        ("时限策略", "H3", policies(POLICY, RESPONSE | {"amount": 5}), policies(POLICY, RESPONSE | {"amount": 2})),
        ("时限策略", "H3", policies(POLICY, RESPONSE | {"amount": 40, "clock": "工作小时"}), policies(POLICY, RESPONSE | {"amount": 4, "clock": "工作小时"})),
    ],
    "P606": [("时限策略", "T3", policies(POLICY, POLICY | {"id": "z", "is_complex": "是"}), policies(POLICY, POLICY | {"id": "z", "is_complex": "是", "order": 50}))],
    "P607": [
        ("时限策略", "A3", policies(POLICY, POLICY), policies(POLICY)),
        ("问题类型", "A3", table("issue_types", {"name": "物流"}, {"name": "物 流"}), table("issue_types", {"name": "物流"})),
    ],
    "P608": [("渠道", "B3", table("channels", {"name": "电话", "aliases": "热线"}, {"name": "邮件", "aliases": "热线"}),
              table("channels", {"name": "电话", "aliases": "热线"}, {"name": "邮件"}))],
    "P610": [
        ("工作时间", "B2", table("working_hours", {"weekday": "周一", "hours": "18:00-09:00"}), table("working_hours", {"weekday": "周一", "hours": "09:00-18:00"})),
        ("工作时间", "B2", table("working_hours", {"weekday": "周一", "hours": "09:00-13:00;12:00-18:00"}), table("working_hours", {"weekday": "周一", "hours": "09:00-12:00"})),
    ],
    "P611": [("工作日历", "A9", table("calendar", *A_YEAR, A_YEAR[0] | {"day_kind": "班"}), table("calendar", *A_YEAR, A_YEAR[0]))],
    "P612": [
        ("工作日历", "", table("calendar", {"day": "2025-10-01", "day_kind": "休"}), table("calendar", *A_YEAR)),
        ("工作日历", "", table("calendar", *A_YEAR[:3]), table("calendar", *A_YEAR)),
    ],
    "P613": [("时限策略", "E1", policies(POLICY | {"urgency": "紧急"}), policies(POLICY))],
    "P614": [("紧急程度", "C2", table("urgencies", {"word": "P0"}), table("urgencies", {"word": "P0", "level": "1级"}))],
    "P615": [
        ("分工", "A1", table("duties", *EVERY_DUTY[:3]), table("duties", *EVERY_DUTY)),
        ("分工", "A1", table("duties", *EVERY_DUTY[1:], EVERY_DUTY[0] | {"level": "1级、2级"}), table("duties", *EVERY_DUTY)),
    ],
    "P616": [
        ("常用", "B2", table("basics", {"item": "月报提醒(日)", "value": 99}), table("basics", {"item": "月报提醒(日)", "value": 3})),
        ("常用", "B2", table("basics", {"item": "回访最早(小时)", "value": 48}), table("basics", {"item": "回访最早(小时)", "value": 47})),
        ("时限策略", "AB2", *one(POLICY, month_day=31)),
        ("回访规则", "H2", table("follow_ups", ASKED | {"from_hours": 48, "until_hours": 24}), table("follow_ups", ASKED | {"from_hours": 24, "until_hours": 48})),
        ("例行安排", "D2", table("routines", WEEKLY | {"day": 32}), table("routines", WEEKLY | {"day": 31})),
        ("导入映射", "F2", table("mappings", {"file": "*.csv", "header": "标题", "our_column": "问题描述", "year": 20}),
         table("mappings", {"file": "*.csv", "header": "标题", "our_column": "问题描述", "year": 2020})),
    ],
    "P617": [("导入映射", "D2", table("mappings", {"file": "*.csv", "header": "标题", "our_column": "没有这列"}),
              table("mappings", {"file": "*.csv", "header": "标题", "our_column": "问题描述"}))],
    "P618": [("渠道", "", table("channels"), table("channels", {"name": "电话"}))],
    "P630": [("控制界限", "C2", table("baselines", SHORT | {"until": "2026-02-28"}), table("baselines", SHORT | {"until": "2026-03-01"}))],
    "P620": [("归类词", "B2", table("class_words", {"name": "交付", "keywords": MANY}), table("class_words", {"name": "交付", "keywords": "快递"})), ("问题类型", "C2", table("issue_types", {"name": "物流", "keywords": MANY}), table("issue_types", {"name": "物流", "keywords": "快递"}))],
    "P621": [("时限策略", "H2", *one(POLICY, amount=""))],
    "P622": [
        ("时限策略", "H2", *one(POLICY, amount=2.5)),
        ("时限策略", "H2", *one(POLICY, amount=100_000)),
        ("时限策略", "I2", *one(POLICY, clock="")),
        ("时限策略", "V2", *one(POLICY | {"valid_from": "2026-04-01"}, valid_to="2026-03-01")),
        ("时限策略", "AM2", *one(POLICY | {"extension_condition": "联系不上"}, extension_amount=2)),
        ("时限策略", "W2", *one(POLICY, amount_from=3)),
    ],
    "P623": [("时限策略", "K2", *one(POLICY, end_event="关闭时间")), ("时限策略", "K2", *one(RESPONSE, end_event="办结时间"))],
}  # fmt: skip
EVERY_CASE = [
    pytest.param(code, *case, id=f"{code}-{n}")
    for code, cases in CASES.items()
    for n, case in enumerate(cases)
]
ELSEWHERE = {"P609", "P619", "P624", "P629"}
"""Without working time nothing is loaded at all; the last good settings, and where things may lie, are the rule book's (tests/flow)."""


def found(code, tables):
    return [(where, cell) for raised, where, cell in faults(load(tables), but=()) if raised == code]


def test_every_code_has_a_case():
    assert CASES.keys() | ELSEWHERE == {code.id for code in SETTINGS_CODES}


@pytest.mark.parametrize(("code", "sheet", "cell", "wrong", "right"), EVERY_CASE)
def test_a_mistake_is_found_at_its_cell_and_the_cure_clears_it(code, sheet, cell, wrong, right):
    assert (sheet, cell) in found(code, wrong)
    assert (sheet, cell) not in found(code, right)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("code", "sheet", "cell", "wrong", "right"), EVERY_CASE)
def test_a_sentence_is_whole(code, sheet, cell, wrong, right, lang):
    for finding in load(wrong, lang=lang).findings:
        said = finding.message(lang)
        assert not re.search(r"[{}]|None|nan|NaT|datetime|Text\(|“”", said), said


@pytest.mark.parametrize("hours", ["休", ""])
def test_without_any_working_time_nothing_goes(hours):
    basics = table("basics", {"item": "默认工作时间", "value": "休"})
    with pytest.raises(SettingsError, match="没有任何上班时段"):
        load(basics, table("working_hours", {"weekday": "周一", "hours": hours}))


def test_hours_that_cannot_be_read_are_quoted():
    with pytest.raises(SettingsError, match="朝九晚五"):
        load(table("basics", {"item": "默认工作时间", "value": "朝九晚五"}))


def test_in_december_the_next_year_is_asked_for_too():
    calendar = table("calendar", *A_YEAR)
    assert faults(load(calendar, today=date(2026, 11, 30)), but=("P618", "P621")) == []
    assert ("P612", "工作日历", "") in faults(load(calendar, today=date(2026, 12, 1)))
    assert (
        faults(load(table("calendar", *A_YEAR, *NEXT_YEAR), today=date(2026, 12, 1)), but=("P618", "P621"))
        == []
    )


@pytest.mark.parametrize(("usual", "hours", "cells"), [
    ("09:00-18:00", "", ["C9"]),
    ("09:00-18:00", "09:00-13:00", []),
    ("09:00-12:00;13:00-18:00", "", []),
], ids=["one stretch has no half", "its own hours say it", "the first of two"])  # fmt: skip
def test_half_a_day_without_hours_needs_a_break_to_end_at(usual, hours, cells):
    basics = table("basics", {"item": "默认工作时间", "value": usual})
    calendar = table("calendar", *A_YEAR, {"day": "2026-02-13", "day_kind": "半天", "hours": hours})
    said = faults(load(basics, calendar))
    assert [cell for code, sheet, cell in said if (code, sheet) == ("P601", "工作日历")] == cells


def test_numbers_are_quoted_as_people_write_them():
    (finding,) = [
        one for one in load(policies(POLICY | {"amount": 100_000})).findings if one.code.id == "P622"
    ]
    assert "“100000”" in finding.message("zh")
