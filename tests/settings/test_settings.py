"""The rules in force: the shipped rows mean what the domain means, and a team's rows change them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from settings_tables import POLICY, faults, load, table

from toolkit.domain.alarm import suggest_urgency
from toolkit.domain.deadlines.policies import DEFAULT_POLICIES
from toolkit.domain.triage import triage
from toolkit.errors import SettingsError
from toolkit.settings.hours import periods_of


def test_the_shipped_rows_are_the_default_policies():
    settings = load()
    # The source leaves 重要 blank; whoever uses the word fills it in.
    assert faults(settings) == [("P621", "时限策略", "H13"), ("P621", "时限策略", "H14")]
    assert len(settings.policies) == len(DEFAULT_POLICIES)
    for read, meant in zip(settings.policies, DEFAULT_POLICIES, strict=True):
        words = {"name": meant.name, "source": meant.source, "note": meant.note}
        assert replace(read, **words) == meant


def test_the_shipped_calendar_knows_the_make_up_sunday():
    due = load().calendar.add_minutes(np.datetime64("2026-09-18T17:59:00"), 120)
    assert due == np.datetime64("2026-09-20T10:59:00")


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("09:00-12:00;13:00-18:00", ((540, 720), (780, 1080))),
        ("9:00~18:00", ((540, 1080),)),
        ("09\uff1a00－12\uff1a00；13\uff1a00—18\uff1a00；", ((540, 720), (780, 1080))),
        ("休", ()),
        ("00:00-24:00", ((0, 1440),)),
    ],
)
def test_hours_as_people_write_them(text, periods):
    assert periods_of(text) == periods


def test_without_any_working_time_nothing_goes():
    with pytest.raises(SettingsError):
        load(table("basics", {"item": "默认工作时间", "value": "休"}))


def test_a_mapping_is_put_together_from_its_rows():
    rows = (
        {"file": "汽车*.csv", "header": "投诉编号", "our_column": "反馈ID", "year": 2020},
        {"file": "汽车*.csv", "header": "等级", "our_column": "紧急程度", "values": "高=紧急;低=一般"},
    )
    (mapping,) = load(table("mappings", *rows)).mappings
    assert mapping.headers == {"投诉编号": "feedback_id", "等级": "urgency"}
    assert mapping.values == {"urgency": {"高": "紧急", "低": "一般"}}
    assert mapping.year == 2020


@pytest.mark.parametrize(("description", "reason"), [
    ("银行卡重复扣款两笔", "可能有重大损失：提到“重复扣款”"),
    ("首页一直无法下单", "可能是服务中断：提到“无法下单”"),
    ("再不处理就找媒体曝光", "可能引发舆情：提到“媒体”"),
    ("快递慢了一天", None),
])  # fmt: skip
def test_the_shipped_words_suggest_what_the_source_calls_urgent(description, reason):
    found = suggest_urgency(pd.DataFrame({"description": [description]}, dtype=object), load().alarms, "zh")
    assert found["urgency_reason"].to_list() == [reason]


def test_a_team_edits_what_suggests_an_urgency():
    words = table(
        "urgencies",
        {"word": "P0", "level": "1级", "keywords": "停机、断供"},
        {"word": "一般", "kind": "咨询", "level": "2级"},
    )
    options = table(
        "report_options", {"item": "集中反馈(条)", "value": 3}, {"item": "集中反馈(小时内)", "value": 2}
    )
    *rules, crowd = load(words, options).alarms
    assert [(rule.words, rule.urgency) for rule in rules] == [(("停机", "断供"), "P0")]
    assert (crowd.crowd, crowd.hours) == (3, 2.0)


def test_a_team_says_what_a_word_means_for_a_kind():
    rows = (
        {"word": "一般", "level": "3级"},
        {"word": "一般", "kind": "咨询", "level": "2级"},
        {"word": "重要", "level": "1级"},
    )
    crosswalk = load(table("urgencies", *rows)).crosswalk
    cases = pd.DataFrame(
        {"urgency": ["一般", "一般", "重要", "P2"], "kind": ["complaint", "question", None, None]},
        dtype=object,
    )
    assert triage(cases, crosswalk)["priority"].to_list() == [3, 2, 1, 3]


FOLLOW_UP = {"id": "f", "name": "问卷", "stage": "问卷回访", "clock": "自然小时"}


@pytest.mark.parametrize(("answers", "row", "window"), [
    ((), {}, (24, 48)),
    ((2, 8), {}, (2, 8)),
    ((0, 8), {}, (None, 8)),
    ((2, 8), {"amount_from": 1, "amount": 3}, (1, 3)),
    ((2, 8), {"amount": 3}, (None, 3)),
], ids=["shipped", "as 常用 says", "from the resolution on", "the row's own numbers win", "one number is enough to win"])  # fmt: skip
def test_when_to_ask_the_customer(answers, row, window):
    items = zip(("回访最早(小时)", "回访最晚(小时)"), answers, strict=False)
    asked = table("basics", *({"item": item, "value": value} for item, value in items))
    (policy,) = load(asked, table("policies", FOLLOW_UP | row)).policies
    assert (policy.amount_from, policy.amount) == window


def test_calendars_by_name_take_the_rest_from_the_main_one():
    hours = table("working_hours", {"weekday": "周五", "hours": "09:00-16:00"},
                  {"weekday": "周一", "hours": "18:00-24:00", "calendar": "夜班"}, {"weekday": "周六", "hours": "18:00-22:00", "calendar": "夜班"})  # fmt: skip
    days = table("calendar", *({"day": f"2026-10-0{day}", "day_kind": "休"} for day in range(1, 8)), {"day": "2026-10-10", "day_kind": "班"},
                 {"day": "2026-10-02", "day_kind": "班", "hours": "20:00-22:00", "calendar": "夜班"})  # fmt: skip
    found = load(hours, days, table("policies", POLICY | {"calendar": "夜班"})).calendars
    on = {
        name: [
            calendar.periods_on(date(2026, *day)) for day in ((10, 1), (10, 2), (10, 9), (10, 10), (10, 12))
        ]
        for name, calendar in found.items()
    }
    usual, short, night = ((540, 720), (780, 1080)), ((540, 960),), ((1080, 1440),)
    assert on == {"": [(), (), short, usual, usual], "夜班": [(), ((1200, 1320),), short, night, night]}


def test_a_team_may_not_publish_a_year_by_a_few_days_of_its_own():
    days = [{"day": f"2026-10-0{day}", "day_kind": "休"} for day in range(1, 8)]
    calendar = load(table("calendar", *days, {"day": "2027-02-08", "day_kind": "休"})).calendar
    assert calendar.is_provisional(np.array(["2026-12-31", "2027-01-01"], "datetime64[s]")).tolist() == [
        False,
        True,
    ]
    assert calendar.periods_on(date(2027, 2, 8)) == ()


def test_what_a_team_calls_its_types_is_what_the_lists_hold():
    settings = load(table("issue_types", {"name": "漏发", "aliases": "少发、少件", "default_kind": "投诉"}))
    assert settings.vocabularies["issue_type"].by_word["少件"] == "漏发"
    assert settings.issue_types[0].kind == "complaint"
