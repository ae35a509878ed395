"""What kind of feedback a text is, by the team's words, by where they stand and by the form of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.text.purpose import form, is_mixed
from toolkit.enrich.lexicons import PRAISE, lexicon_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from toolkit.domain.text.lexicon import Scores
    from toolkit.domain.text.purpose import Form

QUESTION, SUGGESTION = "question", "suggestion"
_OPENING = 2.0
"""How much more a word says in the opening than later."""
_LATER_QUESTION = 0.5
"""What a question word weighs in the story that follows: "怎么能这样" asks nothing."""
_FORM = 4.0
"""What an opening weighs that asks or proposes, without any of the words."""
_FURTHER = 1.0
_MARGIN = 2.0
"""How many times more must speak for the best kind than for the next one."""
_LEAST = 3.0
"""What must speak for a kind at least: one word in the opening, or two later."""


def kinds_of(
    texts: pd.Series,
    usual: pd.Series,
    meanings: Mapping[str, Sequence[str]],
    has_words: npt.NDArray[np.bool_],
) -> npt.NDArray[np.object_]:
    """Return the kind of each text, None where too little speaks for one.

    A kind must have twice as much for it as the next one; where that is missing, the usual kind of the issue type
    decides if it is among those that have something for them, or if no word is found at all. Praise is told only where
    nothing else is said: a feedback taken for praise waits for no answer.

    Args:
        texts: n texts.
        usual: the usual kind of each one's issue type, or None, shape (n,).
        meanings: the team's words by kind.
        has_words: which texts hold any of these words at all, shape (n,); where they stand is looked for in those only.
    """
    lexicon = lexicon_of(meanings)
    codes, distinct = pd.factorize(texts)
    if not lexicon.labels:
        return np.full(len(texts), None, object)
    forms = [form(str(text)) for text in distinct] or [form("")]
    holds = has_words[np.unique(codes, return_index=True)[1]] if len(texts) else [False]
    opening, rest = (
        lexicon.find(
            pd.Series([part if one else "" for part, one in zip(said, holds, strict=True)], dtype=object)
        )
        for said in zip(*((one.opening, one.rest) for one in forms), strict=True)
    )
    scores = _weighed(forms, opening.scores(), rest.scores(), lexicon.labels)
    return _chosen(scores[codes], usual.to_numpy(object), np.array(lexicon.labels, object))


def _weighed(forms: Sequence[Form], opening: Scores, rest: Scores, labels: Sequence[str]) -> Scores:
    """How much speaks for each kind in each text, shape (texts, labels)."""
    asks, questions, proposes = np.array(
        [(one.asks, one.questions, one.proposes) for one in forms], np.float64
    ).T
    scores = opening * _OPENING + rest
    if QUESTION in labels:
        place = labels.index(QUESTION)
        opened = np.maximum(opening[:, place] * _OPENING, asks * _FORM)
        scores[:, place] = opened + rest[:, place] * _LATER_QUESTION + questions * _FURTHER
    if SUGGESTION in labels:
        place = labels.index(SUGGESTION)
        scores[:, place] = np.maximum(opening[:, place] * _OPENING, proposes * _FORM) + rest[:, place]
    if PRAISE in labels:
        place = labels.index(PRAISE)
        is_more = ((opening + rest) > 0).sum(axis=1) > 1
        praised = np.flatnonzero(scores[:, place])
        is_nothing = [bool(is_more[row]) or is_mixed(forms[row]) for row in praised.tolist()]
        scores[praised[np.array(is_nothing, bool)], place] = 0
    return scores


def _chosen(
    scores: Scores, usual: npt.NDArray[np.object_], labels: npt.NDArray[np.object_]
) -> npt.NDArray[np.object_]:
    """The label of each row, None where too little speaks for the best or too much for another."""
    ordered = np.sort(scores, axis=1)
    top, second = ordered[:, -1], ordered[:, -2] if len(labels) > 1 else np.zeros(len(scores))
    is_clear = (top >= _LEAST) & (top >= _MARGIN * second)
    is_usual = usual[:, None] == labels[None, :]
    speaks = (scores * is_usual).sum(axis=1)
    helps = ~is_clear & is_usual.any(axis=1) & ((speaks * _MARGIN > top) | (top == 0))
    chosen: npt.NDArray[np.object_] = np.array([*labels, None], object)[
        np.where(is_clear, scores.argmax(axis=1), -1)
    ]
    chosen[helps] = usual[helps]
    return chosen
