"""What a text mentions, each in its plain form."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.domain.text.mentions import KINDS, mentions
from toolkit.domain.text.numerals import number


def found(text: str, received: str | None = None, products: tuple[str, ...] = ()) -> dict[str, str]:
    at = None if received is None else pd.Series([pd.Timestamp(received)])
    row = mentions(pd.Series([text], dtype=object), at, products).iloc[0]
    return {kind: row[kind] for kind in KINDS if row[kind] is not None}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,299.5", 1299.5), ("3万", 30000), ("十五", 15), ("二十", 20), ("一百零三", 103), ("两千三百", 2300),
        ("三万五千", 35000), ("一亿零二百万", 102_000_000), ("半", 0.5), ("二〇二六", 2026), ("两", 2), ("1.2.3", None),
        ("三半", None), ("", None),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(written, value):
    assert number(written) == value


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("订单号5612345678，银行卡扣款2笔，未收到订单确认", {"order": "5612345678", "count": "2笔"}),
        ("物流单号：SF1234567890123 五天没更新", {"parcel": "SF1234567890123", "duration": "5天"}),
        ("快递单号 YT8812345678901 一直不动", {"parcel": "YT8812345678901"}),
        ("下单后5天未发货，打了三次电话", {"duration": "5天", "count": "3次"}),
        ("多扣了￥1,299.50，已退三百元", {"amount": "1299.5元、300元"}),
        ("花了2万元，少说也有50块钱", {"amount": "20000元、50元"}),
        ("请回电 138-0013-8000 或 010-66668888", {"phone": "13800138000、01066668888"}),
        ("客服电话4008001234没人接", {"phone": "4008001234"}),
        ("2026年9月18日下午买的，9月20日坏了", {"date": "2026-09-18、09-20"}),
        ("等了3个工作日又等两个星期", {"duration": "3个工作日、2周"}),
        ("用了三个月就坏", {"duration": "3个月"}),
        ("3月份买的，6月没货", {}),
        ("等了一个半小时", {"duration": "1.5小时"}),
        ("第3次反映，还是一个样", {}),
        ("2026年买的手机", {}),
        ("订单12345元没到账", {"amount": "12345元"}),
        ("Order no. A1234567 arrived 3 days late, charged $25 and called 4 times",
         {"order": "A1234567", "duration": "3天", "amount": "25美元", "count": "4次"}),
        ("Bought on September 3, 2026", {"date": "2026-09-03"}),
        ("订单号 ２０２６０９１８００１２", {"order": "202609180012"}),
        ("联系快递 13800138000", {"phone": "13800138000"}),
    ],
)  # fmt: skip
def test_found_where_people_write_it(text, kinds):
    assert found(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "身份证11010519491231002X",
        "卡号6222021234567890128",
        "😀😀",
        "。。。！！",
        "",
        "<b>5</b>",
        "十分满意",
        "一次都没有",
        "2月30日",
    ],
)
def test_nothing_is_made_of_what_is_none(text):
    assert found(text) == {}


@pytest.mark.parametrize(
    ("received", "day"), [("2026-09-30 10:00", "2026-09-18"), ("2026-09-01 10:00", "2025-09-18")]
)
def test_a_date_without_a_year_is_the_last_one_before_the_receipt(received, day):
    assert found("9月18日买的", received) == {"date": day}


def test_products_are_found_by_the_teams_list():
    assert found("X100 手机壳碎了", products=("X100 手机壳", "X100", "充电器")) == {"product": "x100 手机壳"}


def test_rows_keep_their_place_and_blanks_mention_nothing():
    texts = pd.Series(["扣款2笔", None, "扣款2笔"], index=[7, 8, 9], dtype=object)
    assert mentions(texts)["count"].to_dict() == {7: "2笔", 8: None, 9: "2笔"}


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "1," * 50_000, "订单号" * 30_000, "一" * 50_000, "9月" * 30_000, "-1" * 40_000]
)
def test_no_text_makes_it_slow(text):
    """Each of these would take minutes if a pattern tried again from every place."""
    assert isinstance(found(text), dict)
