"""Which of the team's words stand in each text: looked for once, for all questions and for the reasons beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.enrich.columns import Columns, column, texts
from toolkit.enrich.lexicons import PRAISE, lexicon_of
from toolkit.enrich.questions import ASKED, KIND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.domain.text.lexicon import Lexicon, Scores
    from toolkit.enrich.questions import Question
    from toolkit.enrich.rules import EnrichRules

Words = tuple[int, ...]
"""Numbers of entries of `all_words`."""


def heard(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return heard_words: the words of all questions that stand in each row, nothing where no question is open."""
    is_open = np.logical_or.reduce([column(frame, one.key).isna() for one in ASKED])
    rows = np.flatnonzero(is_open)
    found = all_words(rules).find(texts(frame.iloc[rows]))
    words = _as_array([()] * len(frame))
    words[rows] = np.fromiter((*found.words, ()), object, len(found.words) + 1)[found.codes]
    return {"heard_words": words}


def words_in(frame: pd.DataFrame, rules: EnrichRules) -> np.ndarray:
    """Return heard_words of a frame, also where nobody has listened yet, shape (n,)."""
    made = frame["heard_words"] if "heard_words" in frame else heard(frame, rules)["heard_words"]
    return np.asarray(made, object)


def all_words(rules: EnrichRules) -> Lexicon:
    """Return the words of all questions, by question and label."""
    return lexicon_of(
        {place_of(one, label): words for one in ASKED for label, words in one.words(rules).items()}
    )


def place_of(one: Question, label: object) -> str:
    """Return under what the words of a label stand; praise keeps its name, by which a "not" before it is heard."""
    return PRAISE if one is KIND and label == PRAISE else f"{one.key}\0{label}"


def scores_of(one: Question, words: np.ndarray, rules: EnrichRules) -> Scores:
    """Return what the heard words of n texts add up to for each label of a question, shape (n, labels)."""
    lexicon = all_words(rules)
    labels = {lexicon.labels.index(place_of(one, label)): at for at, label in enumerate(one.words(rules))}
    codes, distinct = pd.factorize(words)
    scores = np.zeros((len(distinct), len(labels)))
    for row, numbers in enumerate(distinct):
        for number in numbers:
            place = lexicon.entries[number][1]
            if place in labels:
                scores[row, labels[place]] += lexicon.weights[number]
    return scores[codes]


def _as_array(words: Sequence[Words]) -> np.ndarray:
    made = np.empty(len(words), object)
    made[:] = words
    return made
