"""What was perhaps meant by a word that no list has."""

from __future__ import annotations

import pytest

from toolkit.rules.meaning import hint, nearest
from toolkit.schema.choices import CHANNELS, ISSUE_TYPES, KINDS, YES_NO


@pytest.mark.parametrize(
    ("word", "choices", "meant"),
    [
        ("微信公众号", CHANNELS, "社交媒体"),
        ("在线客服(PC)", CHANNELS, "在线客服"),
        ("邮箱地址", CHANNELS, "邮件"),
        ("物流延误", ISSUE_TYPES, "物流延迟"),
        ("emial", CHANNELS, "邮件"),
        ("complain", KINDS, "complaint"),
        ("飞鸽", CHANNELS, ""),
        ("IMS监控", CHANNELS, ""),
        ("ONLINE", CHANNELS, ""),
        ("物流和支付问题", ISSUE_TYPES, "支付问题"),
        ("退款和扣款", ISSUE_TYPES, ""),
        ("", YES_NO, ""),
    ],
)
def test_nearest(word, choices, meant):
    assert nearest(word, choices) == meant


def test_hint_in_both_languages():
    assert hint("物流延误", ISSUE_TYPES, "zh") == "是否想填“物流延迟”？"
    assert hint("物流延误", ISSUE_TYPES, "en") == 'did you mean "Late delivery"?'
    assert hint("也许", YES_NO, "zh") == "可填：是、否。"
    assert hint("飞鸽", CHANNELS, "zh").endswith("等。")
