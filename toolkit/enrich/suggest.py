"""Suggestions where a person left a blank: the issue type from the team's words, the kind from words and issue type."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.lexicon import Lexicon
from toolkit.domain.triage import without_level
from toolkit.enrich.columns import Columns, as_series, column, texts
from toolkit.schema.naming import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from toolkit.domain.lexicon import Scores
    from toolkit.enrich.rules import EnrichRules

_USUAL = 1.0
"""What an issue type's usual kind weighs against the words: it decides between equals and where no word is found."""
_PRAISE = "praise"
_THANKS = r"(?<=\S{8})[\s，,。.！!;；、]*(?:(?:万分|非常|十分|很|多|深表)?(?:谢谢|感谢|多谢)|thanks|thank you)[^，。？?\n]{0,8}[。.！!~～\s]*$"
_ADVERSE = r"但|不过|可是|然而|却|只是|就是|除了|唯一|希望|\b(?:but|however|although|though|except|only)\b"
_CLOSING = re.compile(_THANKS, re.IGNORECASE)
_BUT = re.compile(_ADVERSE, re.IGNORECASE)


def issue_type(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return issue_type without the level written behind it, and a suggestion where it was blank.

    issue_type_is_suggested says where; two types that are equally likely give none. typed_issue_type keeps the
    person's word, from which the level is read.
    """
    word = column(frame, "issue_type")
    typed = _plain_types(word, [rule.name for rule in rules.issue_types])
    meanings = {rule.name: tuple(rule.keywords) for rule in rules.issue_types}
    suggested = _best(frame, np.asarray(typed.isna(), bool), meanings, None)
    filled = typed.where(typed.notna(), suggested)
    is_suggested = np.asarray(typed.isna() & filled.notna(), bool)
    return {"issue_type": filled, "issue_type_is_suggested": is_suggested, "typed_issue_type": word}


def kind(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return kind with a suggestion where it was blank; kind_is_suggested says where.

    Praise is suggested only where nothing else is said: a feedback taken for praise waits for no answer.
    """
    typed = column(frame, "kind")
    usual = column(frame, "issue_type").map({rule.name: rule.kind for rule in rules.issue_types})
    suggested = _best(frame, np.asarray(typed.isna(), bool), rules.kind_words, usual)
    filled = typed.where(typed.notna(), suggested)
    return {"kind": filled, "kind_is_suggested": np.asarray(typed.isna() & filled.notna(), bool)}


def with_suggestions(frame: pd.DataFrame, rules: EnrichRules) -> dict[str, pd.Series]:
    """Return issue_type and kind as typed, with what would be suggested where they are blank, shape (n,) each."""
    types = as_series(issue_type(frame, rules)["issue_type"], frame.index)
    kinds = as_series(kind(frame.assign(issue_type=types), rules)["kind"], frame.index)
    typed = column(frame, "issue_type")
    return {"issue_type": typed.where(typed.notna(), types), "kind": kinds}


def _plain_types(typed: pd.Series, names: Sequence[str]) -> pd.Series:
    known = {normalise(name): name for name in names}
    codes, distinct = pd.factorize(typed)
    plain = [known.get(normalise(without_level(str(word))), word) for word in distinct]
    return pd.Series(np.array([*plain, None], object)[codes], index=typed.index, dtype=object)


def _best(
    frame: pd.DataFrame,
    blank: npt.NDArray[np.bool_],
    meanings: Mapping[str, Sequence[str]],
    usual: pd.Series | None,
) -> pd.Series:
    """The label whose words weigh most in each blank row; the usual one where it is among the best."""
    best = pd.Series(np.full(len(frame), None, object), index=frame.index)
    rows = np.flatnonzero(blank)
    lexicon = _lexicon(tuple((label, tuple(words)) for label, words in meanings.items()))
    if not rows.size or not lexicon.labels:
        return best
    said = texts(frame.iloc[rows])
    scores = lexicon.find(said).scores() if usual is None else _without_courtesy(lexicon, said)
    if usual is not None:
        scores += _USUAL * (
            np.asarray(usual.iloc[rows])[:, None] == np.array(lexicon.labels, object)[None, :]
        )
    top = scores.max(axis=1)
    is_clear = (top > 0) & ((scores == top[:, None]).sum(axis=1) == 1)
    labels = np.array(lexicon.labels, object)[scores.argmax(axis=1)]
    best.iloc[rows] = np.where(is_clear, labels, None)
    return best


def _without_courtesy(lexicon: Lexicon, said: pd.Series) -> Scores:
    """Scores of kinds; thanks at the end of a request are no praise, nor is praise beside other words or a "but"."""
    codes, distinct = pd.factorize(said)
    plain = pd.Series([_CLOSING.sub("", str(text)) for text in distinct], dtype=object)
    scores = lexicon.find(plain).scores()
    if _PRAISE in lexicon.labels:
        praise = lexicon.labels.index(_PRAISE)
        is_mixed = (scores > 0).sum(axis=1) > 1
        scores[is_mixed | np.array([bool(_BUT.search(text)) for text in plain], bool), praise] = 0
    return scores[codes]


@lru_cache(maxsize=16)
def _lexicon(meanings: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    return Lexicon(dict(meanings), negatable=(_PRAISE,))
