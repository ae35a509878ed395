"""Suggested urgency: what the source calls urgent, and crowds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from toolkit.domain.alarm import AlarmRule, is_undecided, more_urgent, suggest_urgency
from toolkit.domain.triage import SHIPPED
from toolkit.words import Text

WORDS = (
    AlarmRule(
        reason=Text("损失：提到“{word}”", 'a loss: it says "{word}"'), words=("重复扣款", "charged twice")
    ),
    AlarmRule(
        reason=Text("舆情：提到“{word}”", 'public: it says "{word}"'),
        words=("媒体", "press", "律师"),
        urgency="P0",
    ),
)
CROWD = AlarmRule(reason=Text("{count} 条/{hours} 小时", "{count} in {hours} h"), crowd=3, hours=2)


@pytest.mark.parametrize(("description", "reason"), [
    ("订单支付失败,银行卡重复扣款", "损失：提到“重复扣款”"),
    ("I was Charged Twice", "损失：提到“Charged Twice”"),
    ("再不处理就找媒体曝光", "舆情：提到“媒体”"),
    ("要找律师,也要找媒体,还重复扣款", "损失：提到“重复扣款”"),
    ("要找律师,也要找媒体", "舆情：提到“律师”"),
    ("express delivery was late", None),
    ("快递慢了一天", None),
    (None, None),
])  # fmt: skip
def test_words(description, reason):
    found = suggest_urgency(pd.DataFrame({"description": [description]}, dtype=object), WORDS, "zh").iloc[0]
    assert found["urgency_reason"] == reason
    assert found["suggested_urgency"] == (reason and ("P0" if "舆情" in reason else "紧急"))


def test_every_text_keeps_its_own_reason():
    said = ["找律师", None, "", "重复扣款", "没事", "媒体"] * 2
    found = suggest_urgency(pd.DataFrame({"description": said}, dtype=object), WORDS, "en")
    reasons = [
        'public: it says "律师"',
        None,
        None,
        'a loss: it says "重复扣款"',
        None,
        'public: it says "媒体"',
    ] * 2
    assert found["urgency_reason"].to_list() == reasons


def test_a_rule_may_be_for_one_kind_only():
    rule = AlarmRule(reason=CROWD.reason, words=("律师",), kind="complaint")
    frame = pd.DataFrame({"description": ["律师"] * 3, "kind": ["complaint", "question", None]}, dtype=object)
    assert suggest_urgency(frame, [rule], "zh")["suggested_urgency"].to_list() == ["紧急", None, None]


@pytest.mark.parametrize(("row", "suggested"), [
    ({}, "紧急"),
    ({"urgency": "一般"}, "紧急"),
    ({"urgency": "P0"}, None),
    ({"issue_type": "支付问题(P0)"}, None),
    ({"triage_level": "一般"}, None),
    ({"urgency": "一般", "reviewed_level": "一般"}, None),
    ({"resolved_at": "2026-03-10"}, None),
], ids=["nothing said", "said to be normal", "urgent already", "urgent by its type", "judged", "reviewed", "resolved"])  # fmt: skip
def test_a_suggestion_stays_until_a_person_has_judged(row, suggested):
    frame = pd.DataFrame([{"description": "重复扣款", **row}], dtype=object)
    found = more_urgent(suggest_urgency(frame, WORDS, "zh", is_undecided(frame)), frame, SHIPPED)
    assert found["suggested_urgency"].to_list() == [suggested]
    assert found["urgency_reason"].notna().to_list() == [suggested is not None]


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
    found = suggest_urgency(pd.DataFrame(index=range(3)), WORDS, "zh")
    assert found["suggested_urgency"].isna().all()
