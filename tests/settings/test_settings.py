"""The rules in force: the shipped rows mean what the domain means, and each mistake is found at its cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from toolkit.domain.policies import DEFAULT_POLICIES
from toolkit.errors import SettingsError
from toolkit.excel.coerce import Terms, coerce
from toolkit.excel.distinct import Distinct
from toolkit.schema.books.settings import SETTINGS
from toolkit.schema.table import Header, Table
from toolkit.settings import load_settings
from toolkit.settings.hours import periods_of

TODAY = date(2026, 11, 2)


def table(key: str, *rows: dict[str, object]) -> Table:
    """A settings sheet with these rows, as the reader would hand it over."""
    sheet = SETTINGS[key]
    raw = {column.key: [row.get(column.key, "") for row in rows] for column in sheet.columns}
    frame = {}
    for column in sheet.columns:
        cells = np.empty(len(rows), object)
        cells[:] = raw[column.key]
        frame[column.key] = coerce(column, Distinct.of(cells), Terms()).cells
    headers = {column.key: Header(column.zh, place) for place, column in enumerate(sheet.columns, start=1)}
    blank = pd.DataFrame({name: [cell or None for cell in cells] for name, cells in raw.items()}, dtype=object)
    return Table(sheet, sheet.zh, 1, headers, pd.DataFrame(frame), blank, np.arange(2, len(rows) + 2))


def load(*tables: Table):
    return load_settings(tables, lang="zh", today=TODAY)


def faults(settings) -> list[tuple[str, str, str]]:
    return [(f.code.id, f.place.sheet, f.place.address) for f in settings.findings if f.code.id != "P618"]


def test_the_shipped_rows_are_the_default_policies():
    settings = load()
    assert faults(settings) == []
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
        ("休", ()),
        ("00:00-24:00", ((0, 1440),)),
    ],
)
def test_hours_as_people_write_them(text, periods):
    assert periods_of(text) == periods


POLICY = {"id": "x", "name": "测试", "stage": "办结", "amount": 3, "clock": "工作日"}
MISTAKES = {
    "a policy without a name for it": (table("policies", POLICY | {"id": ""}), ("P601", "时限策略", "A2")),
    "an unknown stage": (table("policies", POLICY | {"stage": "随便"}), ("P602", "时限策略", "C2")),
    "an unknown urgency": (table("policies", POLICY | {"urgency": "火急"}), ("P602", "时限策略", "E2")),
    "a negative amount": (table("policies", POLICY | {"amount": -2}), ("P604", "时限策略", "H2")),
    "half a working day": (table("policies", POLICY | {"amount": 2.5}), ("P603", "时限策略", "H2")),
    "the same policy twice": (table("policies", POLICY, POLICY), ("P607", "时限策略", "A3")),
    "response longer than resolution": (
        table("policies", POLICY, POLICY | {"id": "y", "stage": "首次响应", "amount": 5}),
        ("P605", "时限策略", "H3"),
    ),
    "an issue type twice": (table("issue_types", {"name": "物流"}, {"name": "物 流"}), ("P607", "问题类型", "A3")),
    "one word for two channels": (
        table("channels", {"name": "电话", "aliases": "热线"}, {"name": "邮件", "aliases": "热线"}),
        ("P608", "渠道", "B3"),
    ),
    "hours that end before they start": (
        table("working_hours", {"weekday": "周一", "hours": "18:00-09:00"}),
        ("P610", "工作时间", "B2"),
    ),
    "a day off and open": (
        table("calendar", {"day": "2026-10-01", "day_kind": "休"}, {"day": "2026-10-01", "day_kind": "班"}),
        ("P611", "工作日历", "A3"),
    ),
    "a calendar of another year": (table("calendar", {"day": "2025-10-01", "day_kind": "休"}), ("P612", "工作日历", "")),
    "a word without a level": (table("urgencies", {"word": "紧急", "level": "最高"}), ("P602", "紧急程度", "C2")),
    "a mapping to no column": (
        table("mappings", {"file": "*.csv", "header": "标题", "our_column": "没有这列"}),
        ("P617", "导入映射", "D2"),
    ),
    "an answer out of range": (table("basics", {"item": "月报提醒(日)", "value": 99}), ("P616", "常用", "B2")),
    "an answer that is no date": (table("basics", {"item": "启用日期", "value": "明天吧"}), ("P603", "常用", "B2")),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_found_at_its_cell(case):
    wrong, expected = MISTAKES[case]
    assert expected in faults(load(wrong))


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


def test_what_a_team_calls_its_types_is_what_the_lists_hold():
    settings = load(table("issue_types", {"name": "漏发", "aliases": "少发、少件", "default_kind": "投诉"}))
    assert settings.vocabularies["issue_type"].by_word["少件"] == "漏发"
    assert settings.issue_types[0].kind == "complaint"
