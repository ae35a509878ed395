"""Suggestions where a person left a blank: by the team's rules first, then by what a model has learned from the team's rows.

A model's word comes in the frame, as columns of `learned`; what it is worth beside the rules is decided here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.lexicon import Lexicon
from toolkit.domain.triage import without_level
from toolkit.enrich.columns import Columns, as_series, column, texts
from toolkit.enrich.kinds import Ruled, kinds_of
from toolkit.schema.learned import label_key, note_key
from toolkit.schema.naming import normalise
from toolkit.words import texts as say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toolkit.enrich.rules import EnrichRules
    from toolkit.words import Language

_MOST_WORDS = 3


def issue_type(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return issue_type without the level written behind it, and a suggestion where it was blank.

    issue_type_is_suggested says where, issue_type_note why; two types that are equally likely give none.
    typed_issue_type keeps the person's word, from which the level is read.
    """
    word, typed = column(frame, "issue_type"), typed_types(frame, rules)
    meanings = {rule.name: tuple(rule.keywords) for rule in rules.issue_types}
    return {**_filled("issue_type", typed, frame, _Rules(meanings), rules.lang), "typed_issue_type": word}


def typed_types(frame: pd.DataFrame, rules: EnrichRules) -> pd.Series:
    """Return the issue types as persons typed them, by the team's names and without the level written behind."""
    return _plain_types(column(frame, "issue_type"), [rule.name for rule in rules.issue_types])


def kind(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return kind with a suggestion where it was blank; kind_is_suggested says where, kind_note why."""
    usual = column(frame, "issue_type").map({rule.name: rule.kind for rule in rules.issue_types})
    usual = usual.astype(object).where(usual.notna(), None)
    return _filled("kind", column(frame, "kind"), frame, _Rules(rules.kind_words, usual), rules.lang)


def suggestion_note(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return suggestion_note: for what was suggested in a row the words that decided and how sure that is, else None."""
    said = [
        _headed(frame[f"{key}_note"], name(rules.lang), rules.lang)
        for key, name in (("issue_type", say.ISSUE_TYPE), ("kind", say.KIND))
    ]
    both = np.where(said[0] != "", np.where(said[1] != "", say.AND(rules.lang), ""), "")
    notes = said[0] + both + said[1]
    return {"suggestion_note": pd.Series(notes, frame.index, dtype=object).replace({"": None})}


def _headed(notes: pd.Series, name: str, lang: Language) -> np.ndarray:
    codes, distinct = pd.factorize(notes)
    return np.array([*(say.OF(lang, what=name, why=why) for why in distinct), ""], object)[codes]


def with_suggestions(frame: pd.DataFrame, rules: EnrichRules) -> dict[str, pd.Series]:
    """Return issue_type and kind as typed, with what would be suggested where they are blank, shape (n,) each."""
    types = as_series(issue_type(frame, rules)["issue_type"], frame.index)
    kinds = as_series(kind(frame.assign(issue_type=types), rules)["kind"], frame.index)
    typed = column(frame, "issue_type")
    return {"issue_type": typed.where(typed.notna(), types), "kind": kinds}


def ruled(question: str, frame: pd.DataFrame, rules: EnrichRules) -> pd.Series:
    """Return what the rules alone would say of each row if nobody had answered the question, None where nothing."""
    blank = frame.drop(columns=[label_key(question)], errors="ignore").assign(**{question: None})
    answer = {"issue_type": issue_type, "kind": kind}[question](blank, rules)
    return as_series(answer[question], frame.index)


class _Rules:
    """The words of each label; for kinds also the usual one of each row."""

    def __init__(self, meanings: Mapping[str, Sequence[str]], usual: pd.Series | None = None) -> None:
        self.meanings, self.usual = meanings, usual

    def of(self, rows: np.ndarray, said: pd.Series) -> Ruled:
        if self.usual is not None:
            return kinds_of(said, self.usual.iloc[rows], self.meanings)
        return _by_words(said, self.meanings)


def _filled(key: str, typed: pd.Series, frame: pd.DataFrame, rules: _Rules, lang: Language) -> Columns:
    """What was typed; where it is blank what rules say, else a model; where those two disagree, nothing."""
    rows = np.flatnonzero(typed.isna().to_numpy(bool))
    labels, notes = (np.full(len(frame), None, object) for _ in range(2))
    if rows.size:
        found = rules.of(rows, texts(frame.iloc[rows]))
        labels[rows] = found.labels
        notes[rows] = [_because(label, words, lang) for label, words in zip(*found, strict=True)]
        _ask_model(key, frame, rows, labels, notes)
    filled = typed.where(typed.notna(), pd.Series(labels, typed.index, dtype=object))
    is_suggested = np.asarray(typed.isna() & filled.notna(), bool)
    return {key: filled, f"{key}_is_suggested": is_suggested, f"{key}_note": notes}


def _ask_model(
    key: str, frame: pd.DataFrame, rows: np.ndarray, labels: np.ndarray, notes: np.ndarray
) -> None:
    if label_key(key) not in frame:
        return
    said, why = (frame[name].to_numpy(object)[rows] for name in (label_key(key), note_key(key)))
    is_told, is_ruled = ~pd.isna(said), ~pd.isna(labels[rows])
    fresh, torn = is_told & ~is_ruled, is_told & is_ruled & (said != labels[rows])
    labels[rows[fresh]], notes[rows[fresh]] = said[fresh], why[fresh]
    labels[rows[torn]] = notes[rows[torn]] = None


def _because(label: str | None, words: Sequence[str], lang: Language) -> str | None:
    if label is None:
        return None
    quoted = "".join(say.QUOTED(lang, word=word) for word in words[:_MOST_WORDS])
    return say.BY_WORDS(lang, words=quoted) if quoted else say.BY_FORM(lang)


def _plain_types(typed: pd.Series, names: Sequence[str]) -> pd.Series:
    known = {normalise(name): name for name in names}
    codes, distinct = pd.factorize(typed)
    plain = [known.get(normalise(without_level(str(word))), word) for word in distinct]
    return pd.Series(np.array([*plain, None], object)[codes], index=typed.index, dtype=object)


def _by_words(said: pd.Series, meanings: Mapping[str, Sequence[str]]) -> Ruled:
    """The label whose words weigh most in each text, where no other weighs as much."""
    lexicon = _lexicon(tuple((label, tuple(words)) for label, words in meanings.items()))
    codes, distinct = pd.factorize(said)
    if not lexicon.labels:
        return Ruled(np.full(len(said), None, object), [()] * len(said))
    found = lexicon.find(pd.Series(distinct, dtype=object))
    scores = found.scores()
    top = scores.max(axis=1)
    is_clear = (top > 0) & ((scores == top[:, None]).sum(axis=1) == 1)
    labels = np.array([*lexicon.labels, None], object)[np.where(is_clear, scores.argmax(axis=1), -1)]
    words = [
        tuple(word for word, meaning in found.of(place) if meaning == label) if label else ()
        for place, label in enumerate(labels)
    ]
    return Ruled(labels[codes], [words[code] for code in codes])


@lru_cache(maxsize=16)
def _lexicon(meanings: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    return Lexicon(dict(meanings))
