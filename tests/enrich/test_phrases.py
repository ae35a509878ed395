"""What people say again and again, as phrases."""

from __future__ import annotations

import pytest
from enrich_rows import RULES, TypeOf, rows

from toolkit.enrich import EnrichRules, changed_phrases, main_phrases


def said(*texts, issue_type="物流延迟"):
    return rows(*({"description": text, "issue_type": issue_type} for text in texts))


def words(frame, rules=RULES, most=5):
    return {
        name: [phrase.words for phrase in found] for name, found in main_phrases(frame, rules, most).items()
    }


def test_words_that_come_together_are_one_phrase():
    """物流, 信息, 不 and 更新 are four words of one thing that people say."""
    frame = said(*(f"订单{n}物流信息不更新，急用" for n in range(4)), "信息填错了", "更新很快")
    found = main_phrases(frame, RULES)["物流延迟"]
    assert (found[0].words, found[0].count) == ("物流信息不更新", 4)
    assert not {"物流", "信息", "更新", "不更新", "物流信息"} & {phrase.words for phrase in found}


def test_a_word_that_is_said_with_many_others_stays_by_itself():
    frame = said("快递丢了", "快递破了", "快递很慢", "快递不来", "我的快递呢", "催快递")
    assert words(frame)["物流延迟"] == ["快递"]


def test_a_phrase_counts_once_a_row():
    frame = said("没有发票，没有发票，没有发票", "没有发票")
    assert main_phrases(frame, EnrichRules())["物流延迟"][0].count == 2


def test_what_all_types_say_marks_none():
    late = [{"description": f"中转站爆仓{n}天，电话打不通", "issue_type": "物流延迟"} for n in range(4)]
    paid = [{"description": f"付款页面白屏{n}次，电话打不通", "issue_type": "支付问题"} for n in range(4)]
    found = words(rows(*late, *paid), most=1)
    assert found == {"支付问题": ["付款页面白屏"], "物流延迟": ["中转站爆仓"]}


def test_the_words_of_the_team_stay_whole_and_its_stop_words_open_nothing():
    frame = said("机械臂卡住", "客服说机械臂没有备件", "机械臂又没有备件")
    rules = EnrichRules(
        issue_types=(TypeOf("物流延迟", ()),), words=("机械臂",), stop_words=frozenset({"备件"})
    )
    assert words(frame, rules)["物流延迟"][0] == "机械臂"
    assert not any("备件" in phrase for phrase in words(frame, rules)["物流延迟"])


def test_an_example_is_masked_and_short():
    frame = said(
        *(f"我的电话 13800138000，{'很长的前文' * 9}，物流信息不更新，请回电 13800138000" for _ in range(3))
    )
    example = next(
        one.example for one in main_phrases(frame, RULES, 9)["物流延迟"] if one.words == "物流信息不更新"
    )
    assert "物流信息不更新" in example
    assert "13800138000" not in example
    assert len(example) <= 42


def test_english_phrases_keep_their_blanks():
    frame = said(
        *(f"My flight was cancelled and nobody at the gate agent desk {n} helped" for n in ("a", "b", "c")),
        issue_type="Late",
    )
    assert any("gate agent" in phrase for phrase in words(frame)["Late"])


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (["物流很慢"] * 4, ["验证码收不到"] * 3 + ["物流很慢"], [("验证码收不到", 3, 0, True)]),
        (
            ["验证码收不到"] + ["物流很慢"] * 9,
            ["验证码收不到"] * 4 + ["物流很慢"] * 6,
            [("验证码收不到", 4, 1, False)],
        ),
        (["验证码收不到"] * 3, ["验证码收不到"] * 4, []),
        ([], ["验证码收不到"] * 4, []),
        (["验证码收不到"] * 4, [], []),
    ],
    ids=["new", "rising", "as before", "nothing before", "nothing now"],
)
def test_what_is_new_or_rising(before, now, told):
    changes = changed_phrases(said(*now), said(*before), RULES)
    assert [(one.words, one.count, one.before, one.is_new) for one in changes] == told


def test_nothing_said_has_no_phrases():
    assert words(said(None, "", "？？？", "😀😀")) == {"物流延迟": []}
