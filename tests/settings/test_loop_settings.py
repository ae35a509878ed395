"""How a team closes the loop: the shipped rows mean what the domain means, and a team's rows change them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from settings_tables import faults, load, table

from toolkit.domain.loop.asking import SHIPPED
from toolkit.domain.loop.cadence import MONTHLY, NEXT, WEEKLY
from toolkit.words import LANGUAGES
from toolkit.words.loop import FOLLOW_UPS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_shipped_follow_up_rules_are_those_of_the_domain(lang):
    named = {FOLLOW_UPS[rule.name][0](lang): rule for rule in SHIPPED}
    read = load(lang=lang).follow_ups
    assert [replace(rule, name=named[rule.name].name) for rule in read] == [*SHIPPED]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_shipped_rows_have_no_mistake(lang):
    settings = load(lang=lang)
    assert {code for code, *_ in faults(settings)} == {"P621"}
    assert len(settings.replies.templates) == 16


def test_the_shipped_routines_fall_on_the_days_that_the_source_names():
    by_name = {one.name: one for one in load().routines}
    weekly, monthly = (by_name[f"处理单汇总报总经理（{word}）"] for word in "周月")
    assert (weekly.every, weekly.weekday, weekly.shift) == (WEEKLY, 1, NEXT)
    assert (monthly.every, monthly.day) == (MONTHLY, 2)
    assert (by_name["未了事宜沟通"].day, by_name["未了事宜沟通"].about) == (4, "leftovers")
    assert by_name["月度复盘"].day == 3, "the report reminder of Basics"
    assert "奖罚情况报总经理" not in by_name, "off until it is switched on"


def test_a_routine_is_switched_on_by_a_word():
    row = {"name": "奖罚情况报总经理", "rhythm": "每月", "day": 4, "time": "16:30", "is_on": "是"}
    (routine,) = load(table("routines", row)).routines
    assert (routine.day, routine.at) == (4, 16 * 60 + 30)
    assert load(table("routines", row | {"is_on": "否"})).routines == ()


def test_a_sheet_that_is_emptied_says_that_nobody_is_asked():
    assert load(table("follow_ups")).follow_ups == ()


def test_who_is_away_and_who_steps_in():
    row = {"name": "王芳", "aliases": "小王", "role": "客服专员", "department": "客服部", "deputy": "李强", "away_from": "2026-10-19",
           "away_until": "2026-10-21"}  # fmt: skip
    (person,) = load(table("people", row)).team.people
    assert (person.role, person.aliases, person.deputy) == ("agent", ("小王",), "李强")
    days = ["2026-10-18", "2026-10-19", "2026-10-21", "2026-10-22"]
    assert [person.is_away(date.fromisoformat(day)) for day in days] == [False, True, True, False]


def test_replies_know_the_company():
    text = {"name": "受理", "use": "受理", "text": "{{ 称呼 }}，{{ 公司 }}{{ 团队 }}已收到 {{ 编号 }}。"}
    settings = load(table("basics", {"item": "公司名称", "value": "好物商城"}), table("replies", text))
    assert (
        settings.replies.write("received", {"number": "F001"})
        == "尊敬的客户，好物商城客户服务部已收到 F001。"
    )
