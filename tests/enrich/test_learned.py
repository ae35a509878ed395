"""A model beside the rules: it speaks where they say nothing, and both are silent where they disagree."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from enrich_rows import RULES, rows

from toolkit.domain.alarm import AlarmRule
from toolkit.enrich import enrich
from toolkit.enrich.learned import learned
from toolkit.enrich.suggest import ruled
from toolkit.schema.choices import CLASSES
from toolkit.words import Text

BLANK = {"issue_type": None, "kind": None}


WORDS = {
    "issue_attribute": {"people": ("态度",)},
    "process_stage": {"handling": ("没人管",)},
    "issue_nature": {"cost": ("太贵",)},
}
ALARMS = (AlarmRule(reason=Text("提到“{word}”", "says {word}"), words=("起火",)),)


class Parrot:
    """A model that is sure of one label wherever a word stands."""

    model_id = "52803fabcdef"

    def __init__(self, word, label):
        self.word, self.label = word, label

    def suggest(self, texts):
        told = texts.str.contains(self.word).to_numpy(bool)
        return pd.DataFrame(
            {"label": np.where(told, self.label, None), "sureness": np.where(told, 0.934, np.nan)},
            texts.index,
        ).astype({"label": object})

    def words(self, text, label):
        return (self.word,) if label == self.label else ()


class Parrots(dict):
    """Models by question, asked at once."""

    def suggest(self, texts):
        return {question: model.suggest(texts) for question, model in self.items()}


def told(description, models, **changes):
    frame = rows(BLANK | {"description": description} | changes)
    allowed = {
        "issue_type": [rule.name for rule in RULES.issue_types],
        "kind": list(RULES.kind_words),
        "urgency": ["紧急", "一般"],
        **{one.name: one.keys for one in CLASSES},
    }
    said = learned(frame, Parrots(models), allowed, "zh")
    return enrich(frame.join(said), replace(RULES, class_words=WORDS, alarms=ALARMS))


@pytest.mark.parametrize(
    ("description", "issue_type", "note"),
    [
        ("还未发货", "物流延迟", "问题类型：关键词“未发货”；反馈类型：整句的说法和问题类型"),
        ("催催催", "支付问题", "问题类型：“催”，把握 93%，模型 52803f；反馈类型：整句的说法和问题类型"),
        ("还未发货，催", None, None),
        ("你们在几楼", None, None),
    ],
    ids=["rules alone", "model alone", "they disagree", "neither"],
)
def test_rules_first_then_the_model(description, issue_type, note):
    frame = told(description, {"issue_type": Parrot("催", "支付问题")})
    assert frame["issue_type"].tolist() == [issue_type]
    assert frame["suggestion_note"].tolist() == [note]


@pytest.mark.parametrize(
    ("question", "learns", "word", "ruled"),
    [
        ("issue_attribute", "process", "态度", "people"),
        ("process_stage", "delivery", "没人管", "handling"),
        ("issue_nature", "efficiency", "太贵", "cost"),
    ],
)
def test_the_same_for_what_an_issue_is(question, learns, word, ruled):
    def said(description, **changes):
        return told(description, {question: Parrot("催", learns)}, **changes)[question].tolist()

    assert said(word) == [ruled]
    assert said("催催催") == [learns]
    assert said(f"催，{word}") == [None]
    assert said("催催催", **{question: ruled}) == [ruled]
    assert said("催催催", kind="praise") == [None]


@pytest.mark.parametrize(
    ("description", "changes", "urgency", "reason"),
    [
        ("催催催", {}, "紧急", "“催”，把握 93%，模型 52803f"),
        ("催，起火了", {}, "紧急", "提到“起火”"),
        ("你们在几楼", {}, None, None),
        ("催催催", {"urgency": "一般"}, None, None),
        ("催催催", {"triage_level": "一般"}, None, None),
        ("催催催", {"issue_type": "物流延迟(P0)"}, None, None),
    ],
    ids=["model", "rules first", "neither", "a person has said", "judged already", "no more than the type says"],
)  # fmt: skip
def test_a_model_suggests_an_urgency_where_it_is_blank_and_no_rule_speaks(
    description, changes, urgency, reason
):
    typed = {"urgency": None} | changes
    frame = told(description, {"urgency": Parrot("催", "紧急")}, **typed)
    assert frame[["suggested_urgency", "urgency_reason"]].to_numpy().tolist() == [[urgency, reason]]
    assert frame["urgency"].tolist() == [typed["urgency"]]


def test_a_person_is_not_contradicted():
    frame = told("催催催", {"issue_type": Parrot("催", "支付问题")}, issue_type="物流延迟", kind="question")
    assert frame["issue_type"].tolist() == ["物流延迟"]
    assert frame["suggestion_note"].tolist() == [None]


def test_a_label_that_the_team_has_given_up_is_not_suggested():
    assert told("催催催", {"issue_type": Parrot("催", "催单")})["issue_type"].tolist() == [None]


def test_what_rules_alone_say_of_rows_that_persons_answered():
    frame = rows(
        {"issue_type": "支付问题", "kind": "question"}, {"issue_type": "其他", "description": "几楼"}
    )
    assert ruled("issue_type", frame, RULES).tolist() == ["物流延迟", None]
    assert ruled("kind", frame, RULES).tolist() == ["complaint", None]
    burning = frame.assign(description=["起火了", "几楼"])
    assert ruled("urgency", burning, replace(RULES, alarms=ALARMS)).tolist() == ["紧急", None]
