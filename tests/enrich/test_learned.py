"""A model beside the rules: it speaks where they say nothing, and both are silent where they disagree."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from enrich_rows import RULES, rows

from toolkit.enrich import enrich
from toolkit.enrich.learned import learned
from toolkit.enrich.suggest import ruled

BLANK = {"issue_type": None, "kind": None}


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
    allowed = {"issue_type": [rule.name for rule in RULES.issue_types], "kind": list(RULES.kind_words)}
    said = learned(frame, Parrots(models), allowed, "zh")
    return enrich(frame.join(said), RULES)


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
