"""Raw cells to typed columns."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from sheets import moment

from toolkit.excel.reading.coerce import Terms, coerce
from toolkit.excel.reading.distinct import Distinct
from toolkit.schema.choices import CHANNELS, STATUSES, YES_NO
from toolkit.schema.column import Column, Kind


def typed(kind, *values, choices=None, **terms):
    cells = np.empty(len(values), object)
    cells[:] = ["" if value is None else value for value in values]
    column = Column("k", "列", "Column", kind, choices=choices)
    return coerce(column, Distinct.of(cells), Terms(**terms)).cells.tolist()


def test_ids_are_text_without_decimals_or_powers_of_ten():
    values = (123.0, "00123", " F-1\n", 2.0**53, 123456789012345680.0, 1.5, "1.0", None, "")
    assert typed(Kind.ID, *values) == [
        "123", "00123", "F-1", "9007199254740992", "123456789012345680", "1.5", "1.0", None, None,
    ]  # fmt: skip


def test_text_is_kept_as_typed_but_for_what_nobody_sees():
    values = (
        "  慢\u3000",
        "cafe\u0301",
        "a\x00b\x07",
        "行1\n行2",
        "\u200b",
        "\xa0\xa0",
        True,
        0.1,
        dt.date(2026, 1, 2),
        dt.time(9, 5),
    )
    assert typed(Kind.TEXT, *values) == [
        "慢", "café", "ab", "行1\n行2", None, None, "TRUE", "0.1", "2026-01-02", "09:05:00",
    ]  # fmt: skip
    assert typed(Kind.LONG_TEXT, moment("2026-01-02T09:05:00")) == ["2026-01-02 09:05:00"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (5.0, 5), ("1,234.5", 1234.5), ("１２", 12), ("￥50", 50), ("$1,000", 1000), ("≥95", 95), ("<= 4", 4), ("4.5分", 4.5),
        ("3 万元", 30000), ("-2", -2), ("80%", 0.8), ("95％", 0.95), (".5", 0.5),
    ],
)  # fmt: skip
def test_numbers(written, number):
    assert typed(Kind.NUMBER, written) == [pytest.approx(number)]


@pytest.mark.parametrize(
    "written", ["很好", "3-5", "1,23", "1 2 3a", "", None, True, float("inf"), dt.date(2026, 1, 2), "五"]
)
def test_what_is_no_number(written):
    assert np.isnan(typed(Kind.NUMBER, written)[0])


@pytest.mark.parametrize(
    ("written", "points"),
    [(0.8, 80), (1.0, 100), (80.0, 80), ("80%", 80), ("0.5%", 0.5), ("1%", 1), ("45.5", 45.5), ("0.8", 80)],
)
def test_percentages_are_in_points(written, points):
    assert typed(Kind.PERCENT, written) == [pytest.approx(points)]


def test_choices_become_keys_and_unknown_words_stay():
    assert typed(Kind.CHOICE, "客服热线", " 热 线 ", "E-MAIL", "电 话：", "传真", None, choices=CHANNELS) == [
        "电话", "电话", "邮件", "电话", "传真", None,
    ]  # fmt: skip
    assert typed(Kind.CHOICE, True, "√", 0.0, "否", choices=YES_NO) == ["yes", "yes", "no", "no"]
    assert typed(Kind.CHOICE, "处理中", choices=STATUSES) == ["in_progress"]


def test_the_list_in_force_and_a_mapping_come_first():
    english = CHANNELS.in_language("en")
    assert typed(Kind.CHOICE, "热线", choices=CHANNELS, vocabulary=english) == ["Phone"]
    words = {"400 ": "热线", "工单": "其他", "群": "微信群"}
    assert typed(Kind.CHOICE, 400.0, "工单", "群", choices=CHANNELS, translations=words) == [
        "电话",
        "其他",
        "微信群",
    ]


def test_true_and_one_are_not_the_same_value():
    assert typed(Kind.TEXT, True, 1.0, "1") == ["TRUE", "1", "1"]
