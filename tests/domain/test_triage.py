"""Urgency words: which level each means, where they contradict, and what a supervisor overturned."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from toolkit.domain.triage import Crosswalk, canonical, embedded, overturn_rate, triage, without_level


@pytest.mark.parametrize(("word", "meant"), [
    ("紧急", "紧急"), (" 紧急优先 ", "紧急"), ("Urgent", "紧急"), ("CRITICAL", "紧急"), ("特急", "紧急"),
    ("重要", "重要"), ("important", "重要"),
    ("一般", "一般"), ("一般优先", "一般"), ("Normal", "一般"), ("普通", "一般"),
    ("P0", "P0"), ("p1", "P1"), ("P2级", "P2"),
    ("高", "高"), ("高优先级", "高"), ("High", "高"), ("medium priority", "中"), ("low", "低"),
    ("随便", None), ("", None), (None, None), (3.0, None),
])  # fmt: skip
def test_words_and_their_synonyms(word, meant):
    assert canonical(word) == meant


@pytest.mark.parametrize(("label", "word", "bare"), [
    ("物流延迟(P1)", "P1", "物流延迟"),
    ("功能异常(P0)", "P0", "功能异常"),
    ("服务态度【紧急】", "紧急", "服务态度"),
    ("Late delivery (high)", "高", "Late delivery"),
    ("退款(海外)", None, "退款(海外)"),
    ("物流延迟", None, "物流延迟"),
])  # fmt: skip
def test_a_level_inside_an_issue_type(label, word, bare):
    assert embedded(label) == word
    assert without_level(label) == bare


@pytest.mark.parametrize(("row", "word", "level", "needs_review"), [
    ({"urgency": "紧急"}, "紧急", 1, False),
    ({"urgency": "一般", "kind": "complaint"}, "一般", 2, False),
    ({"urgency": "一般", "kind": "suggestion"}, "一般", 3, False),
    ({"urgency": "P1", "issue_type": "物流延迟(P1)"}, "P1", 2, False),
    ({"issue_type": "功能异常(P0)"}, "P0", 1, False),
    ({"urgency": "一般", "issue_type": "物流延迟(P2)", "kind": "complaint"}, "一般", 3, False),
    ({"urgency": "紧急", "issue_type": "物流延迟(P2)"}, "紧急", 1, True),
    ({"urgency": "紧急", "triage_level": "低"}, "紧急", 1, True),
    ({"urgency": "紧急", "issue_type": "物流延迟(P2)", "reviewed_level": "一般", "kind": "complaint"}, "一般", 2, False),
    ({"urgency": "随便"}, None, None, False),
    ({}, None, None, False),
], ids=[
    "a word", "normal complaint", "normal suggestion", "the source's F001", "only in the label", "the label settles normal",
    "label contradicts", "first judgement contradicts", "the supervisor has decided", "unknown word", "blank",
])  # fmt: skip
def test_triage(row, word, level, needs_review):
    read = triage(pd.DataFrame([row])).iloc[0]
    assert read["urgency_word"] == word
    assert (None if read["priority"] is pd.NA else read["priority"]) == level
    assert read["needs_review"] == needs_review


def test_both_readings_are_shown_and_the_persons_word_is_untouched():
    cases = pd.DataFrame(
        {"urgency": ["紧急", "P1"], "issue_type": ["物流延迟(P2)", "物流延迟(P1)"]}, index=[7, 3]
    )
    before = cases.copy()
    read = triage(cases)
    assert read["readings"].to_list() == ["紧急 / P2", None]
    assert read.index.to_list() == [7, 3]
    pd.testing.assert_frame_equal(cases, before)


def test_normal_without_a_kind_is_listed():
    read = triage(
        pd.DataFrame({"urgency": ["一般", "一般", "P1"], "kind": [None, "complaint", None]}, dtype=object)
    )
    assert read["is_ambiguous"].to_list() == [True, False, False]
    assert read["priority"].to_list() == [2, 2, 2]


def test_a_team_may_edit_the_crosswalk():
    read = triage(pd.DataFrame({"urgency": ["P1"]}), Crosswalk({"P1": (1,)}))
    assert read["priority"].to_list() == [1]


def test_a_team_may_say_what_a_word_means_for_a_kind():
    cases = pd.DataFrame(
        {"urgency": ["一般"] * 4, "kind": ["complaint", "question", "praise", None]}, dtype=object
    )
    assert triage(cases)["priority"].to_list() == [2, 3, 3, 2]
    theirs = Crosswalk(by_kind={("一般", ""): 3, ("一般", "question"): 2})
    assert triage(cases, theirs)["priority"].to_list() == [3, 2, 3, 3]
    with_level = cases.assign(issue_type="物流延迟(P1)")
    assert triage(with_level, theirs)["priority"].to_list() == [2, 2, 2, 2]


def test_overturn_rate():
    cases = pd.DataFrame({
        "triage_level": ["紧急", "紧急", "一般", None],
        "reviewed_level": ["一般", "P0", "P1", "紧急"],
    }, dtype=object)  # fmt: skip
    assert overturn_rate(cases) == pytest.approx(1 / 3)
    assert overturn_rate(cases.iloc[:0]) is None
    assert overturn_rate(pd.DataFrame(index=range(2))) is None


def test_a_large_table_is_read_by_its_distinct_words():
    words = np.array(["紧急", "P2", "一般", None], dtype=object)
    cases = pd.DataFrame({"urgency": np.resize(words, 100_000), "kind": np.resize(["complaint"], 100_000)})
    assert triage(cases)["priority"].value_counts(dropna=False).to_dict() == {
        1: 25_000,
        3: 25_000,
        2: 25_000,
        pd.NA: 25_000,
    }
