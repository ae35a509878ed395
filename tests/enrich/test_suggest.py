"""Suggestions: only where a person left a blank, never over a word of theirs."""

from __future__ import annotations

import pytest
from enrich_rows import TypeOf, enriched

BLANK = {"issue_type": None, "kind": None}


@pytest.mark.parametrize(
    ("description", "issue_type"),
    [
        ("下单三天了还未发货", "物流延迟"),
        ("重复扣款，钱没退", "支付问题"),
        ("退款慢", "退换货流程"),
        ("Payment failed twice", "支付问题"),
        ("prepayment failed", None),
        ("两笔扣款，申请换货", None),
        ("你们在几楼", None),
    ],
)
def test_issue_type_from_the_words_of_the_team(description, issue_type):
    frame = enriched(BLANK | {"description": description})
    assert frame["issue_type"].tolist() == [issue_type]
    assert frame["issue_type_is_suggested"].tolist() == [issue_type is not None]


def test_the_request_counts_too():
    assert enriched(BLANK | {"description": "第三次来电", "request": "请退款"})["issue_type"].tolist() == [
        "退换货流程"
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("支付问题", "支付问题"),
        ("支付问题(P0)", "支付问题"),
        ("物流 延迟(P1)", "物流延迟"),
        ("快递员问题", "快递员问题"),
        ("快递员问题(P1)", "快递员问题(P1)"),
    ],
)
def test_a_word_of_a_person_stands(typed, kept):
    frame = enriched({"issue_type": typed, "description": "还未发货"})
    assert frame["issue_type"].tolist() == [kept]
    assert not frame["issue_type_is_suggested"].any()


@pytest.mark.parametrize(
    ("description", "issue_type", "kind"),
    [
        ("客服态度恶劣", None, "complaint"),
        ("建议营业到九点", None, "suggestion"),
        ("请问怎么退款", "退换货流程", "question"),
        ("感谢客服小王，很耐心", None, "praise"),
        ("一点也不耐心", None, None),
        ("不是很满意", None, None),
        ("还是没动静", "物流延迟", "complaint"),
        ("投诉过，后来感谢", None, "complaint"),
        ("投诉了，请问呢", None, None),
        ("投诉了，请问呢", "物流延迟", "complaint"),
        ("很满意，但是等太久", None, None),
        ("望公开征地红线的具体范围，万分感谢！", None, None),
        ("还是没动静", "其他", None),
    ],
)
def test_kind_from_words_and_issue_type(description, issue_type, kind):
    frame = enriched({"description": description, "issue_type": issue_type, "kind": None})
    assert frame["kind"].tolist() == [kind]
    assert frame["kind_is_suggested"].tolist() == [kind is not None]


def test_a_kind_of_a_person_stands():
    frame = enriched({"kind": "question", "description": "投诉投诉投诉"})
    assert frame["kind"].tolist() == ["question"]
    assert not frame["kind_is_suggested"].any()


def test_without_words_nothing_is_suggested():
    frame = enriched(BLANK, issue_types=(TypeOf("其他", (), ""),), kind_words={})
    assert frame[["issue_type", "kind"]].isna().all(axis=None)


def test_suggesting_twice_changes_nothing():
    once = enriched(BLANK, {"kind": None, "issue_type": "支付问题(P0)", "urgency": None})
    twice = enriched(*once[["issue_type", "kind"]].to_dict("records"))
    assert twice[["issue_type", "kind"]].equals(once[["issue_type", "kind"]])
