"""Descriptions that say too little, and texts in the wrong encoding."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.domain.text.wording import Gap, gaps, is_garbled, is_vague

VAGUE = [
    "服务很差",
    "物流太慢",
    "差评！！！",
    "态度恶劣，非常生气",
    "bad",
    "very bad service",
    "快递太慢了，很失望",
    "12345",
]
CLEAR = [
    "订单下单5天未发货，物流信息未更新",
    "支付失败重复扣款两笔",
    "客服小王昨天挂我电话",
    "App crashes on login",
    "收到的杯子是碎的",
    "希望增加实时物流追踪",
]


@pytest.mark.parametrize("text", VAGUE)
def test_vague(text):
    assert is_vague(pd.Series([text], dtype=object)).tolist() == [True]


@pytest.mark.parametrize("text", CLEAR)
def test_clear(text):
    assert is_vague(pd.Series([text], dtype=object)).tolist() == [False]


def test_a_blank_is_not_vague():
    assert is_vague(pd.Series([None, ""], dtype=object)).tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("服务很差", (Gap.TIME, Gap.PERSON, Gap.EVENT, Gap.ORDER)),
        ("昨天服务很差", (Gap.PERSON, Gap.EVENT, Gap.ORDER)),
        ("快递员态度差", (Gap.TIME, Gap.EVENT, Gap.ORDER)),
        ("订单太慢", (Gap.TIME, Gap.PERSON, Gap.EVENT)),
        ("支付失败", (Gap.TIME, Gap.PERSON, Gap.ORDER)),
    ],
)
def test_gaps(text, missing):
    assert gaps(text) == missing


@pytest.mark.parametrize(
    "text",
    [
        "订单未发货".encode().decode("gbk", "replace"),
        "支付失败，请退款".encode().decode("gbk", "ignore"),
        "物流信息".encode().decode("cp1252", "ignore"),
        "I can’t pay".encode().decode("cp1252"),
        "schön".encode().decode("cp1252"),
        "锟斤拷锟斤拷",
        "订单\ufffd\ufffd",
    ],
)
def test_garbled(text):
    assert is_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        "订单未发货",
        "schöne Grüße",
        "café à Zürich",
        "I can’t pay",
        "鈴木さん",
        "涓涓细流，鲸鱼",
        "😀 好",
        "10 °C ± 2",
    ],
)
def test_readable(text):
    assert not is_garbled(text)
