"""Literal words found in texts."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.domain.text.lexicon import Lexicon

LEXICON = Lexicon(
    {"pay": ("扣款", "重复扣款", "error", "not working"), "back": ("退款", "扣款"), "nice": ("满意", "nice")},
    negatable=("nice",),
)


def found(text):
    hit = LEXICON.find(pd.Series([text], dtype=object))
    return {
        label: float(score) for label, score in zip(LEXICON.labels, hit.scores()[0], strict=True) if score
    }


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("又退款了", {"back": 2}),
        ("重复扣款", {"pay": 6, "back": 2}),
        ("退款退款", {"back": 2}),
        ("An ERROR, two errors", {"pay": 2}),
        ("terror", {}),
        ("errorless", {}),
        ("it is not working!", {"pay": pytest.approx(11 / 3)}),
        ("很满意", {"nice": 2}),
        ("不满意", {}),
        ("不是满意", {}),
        ("不满意后来满意", {"nice": 2}),
        ("not nice", {}),
        ("", {}),
    ],
)
def test_scores(text, scores):
    assert found(text) == scores


def test_listed_words_keep_their_order_and_drop_parts():
    texts = pd.Series(["退款后重复扣款", None, "你好"], dtype=object)
    assert LEXICON.find(texts).listed(5, "、").tolist() == ["退款、重复扣款", None, None]


def test_at_most_so_many_words():
    assert LEXICON.find(pd.Series(["退款 扣款 满意"], dtype=object)).listed(2, ",").tolist() == ["退款,扣款"]


def test_no_words_find_nothing():
    assert Lexicon({"a": ()}).find(pd.Series(["x"], dtype=object)).scores().tolist() == [[0]]
