"""Suggested urgency: what the source calls urgent, and crowds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from toolkit.domain.alarm import DEFAULT_ALARMS, AlarmRule, suggest_urgency
from toolkit.words import Text

CROWD = AlarmRule(reason=Text("{count} 条/{hours} 小时", "{count} in {hours} h"), crowd=3, hours=2)


@pytest.mark.parametrize(("description", "reason"), [
    ("订单支付失败,银行卡重复扣款", "可能有重大损失:提到“重复扣款”"),
    ("系统故障,一直无法下单", "可能是服务中断:提到“系统故障”"),
    ("I was Charged Twice", "可能有重大损失:提到“Charged Twice”"),
    ("再不处理就找媒体曝光", "可能引发舆情:提到“媒体”"),
    ("快递慢了一天", None),
    (None, None),
])  # fmt: skip
def test_words(description, reason):
    found = suggest_urgency(
        pd.DataFrame({"description": [description]}, dtype=object), DEFAULT_ALARMS, "zh"
    ).iloc[0]
    assert found["urgency_reason"] == reason
    assert found["suggested_urgency"] == ("紧急" if reason else None)


def test_a_crowd_speaks_from_the_post_that_makes_it_one():
    minutes = [0, 60, 119, 125, 300, 10, 20]
    frame = pd.DataFrame({
        "received_at": np.datetime64("2026-03-09T10:00:00") + np.array(minutes) * 60,
        "issue_type": ["物流", "物流", "物流", "物流", "物流", "支付", None],
    }, index=[9, 8, 7, 6, 5, 4, 3])  # fmt: skip
    found = suggest_urgency(frame, [CROWD], "zh")
    assert found["urgency_reason"].notna().to_list() == [False, False, True, True, False, False, False]
    assert found.loc[7, "urgency_reason"] == "3 条/2 小时"
    assert suggest_urgency(frame, [CROWD], "en").loc[7, "urgency_reason"] == "3 in 2 h"


def test_a_crowd_may_ask_for_words_too():
    rule = AlarmRule(reason=CROWD.reason, words=("崩溃",), crowd=2)
    frame = pd.DataFrame({
        "received_at": np.full(3, np.datetime64("2026-03-09T10:00:00")), "issue_type": ["功能"] * 3,
        "description": ["又崩溃", "正常", "崩溃了"],
    })  # fmt: skip
    assert suggest_urgency(frame, [rule], "zh")["suggested_urgency"].to_list() == [None, None, "紧急"]


def test_without_the_columns_nothing_is_suggested():
    found = suggest_urgency(pd.DataFrame(index=range(3)), DEFAULT_ALARMS, "zh")
    assert found["suggested_urgency"].isna().all()
