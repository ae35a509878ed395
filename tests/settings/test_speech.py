"""文本规则: whose words are whole, not counted, or products."""

from __future__ import annotations

import pandas as pd
import pytest
from settings_tables import faults, load, table

from toolkit.enrich import enrich, main_phrases
from toolkit.judging import rules_of
from toolkit.settings.speech import pattern_in

RULES = load(
    table(
        "text_rules",
        {"keywords": "机械臂、云台", "use": "词典"},
        {"keywords": "备件", "use": "停用词"},
        {"keywords": "小白冰箱、Air 3\n大黄洗衣机", "use": "产品"},
    )
)


def test_words_go_where_they_are_used():
    assert (RULES.speech.words, RULES.speech.stop_words) == (("机械臂", "云台"), {"备件"})
    assert RULES.speech.products == ("小白冰箱", "Air 3", "大黄洗衣机")
    assert faults(RULES, but=("P618", "P621")) == []


def test_products_are_named_beside_the_row_and_words_counted_whole():
    texts = ["小白冰箱的机械臂没有备件", "我的 air 3 机械臂坏了", "机械臂没有备件"]
    frame = enrich(
        pd.DataFrame({"description": texts, "issue_type": "物流延迟"}, dtype=object), rules_of(RULES, None)
    )
    assert frame["mentioned_product"].tolist() == ["小白冰箱", "air 3", None]
    found = [phrase.words for phrase in main_phrases(frame, rules_of(RULES, None))["物流延迟"]]
    assert "机械臂" in found
    assert not [words for words in found if words.startswith("备件") or words.endswith("备件")]


@pytest.mark.parametrize("word", ["C++", "a.b", "100%", "(旧)", "A-1", "50元/件", "什么?", "1[个]", "$5"])
def test_ordinary_words_are_no_patterns(word):
    assert pattern_in([word]) == ""
