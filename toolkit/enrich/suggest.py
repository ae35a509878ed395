"""Suggestions where a person left a blank: by the team's rules first, then by what a model has learned from the team's rows.

A model's word comes in the frame, as columns of `learned`; what it is worth beside the rules is decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from toolkit.domain.triage import without_level
from toolkit.enrich.columns import Columns, as_series, column, texts
from toolkit.enrich.kinds import kinds_of
from toolkit.enrich.lexicons import lexicon_of
from toolkit.schema.learned import label_key
from toolkit.schema.naming import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from toolkit.domain.lexicon import Lexicon
    from toolkit.enrich.rules import EnrichRules

Labels: TypeAlias = "npt.NDArray[np.object_]"
_Rule: TypeAlias = "Callable[[pd.Series, np.ndarray], Labels]"
"""What rules say of some texts, and the rows they stand in."""


def issue_type(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return issue_type without the level written behind it, and a suggestion where it was blank.

    issue_type_is_suggested says where, issue_type_is_learned where a model alone said so; two types that are equally likely give none.
    typed_issue_type keeps the person's word, from which the level is read.
    """
    word, typed = column(frame, "issue_type"), typed_types(frame, rules)
    lexicon = lexicon_of({rule.name: rule.keywords for rule in rules.issue_types})
    found = _filled("issue_type", typed, frame, lambda said, _rows: _by_words(said, lexicon))
    return {**found, "typed_issue_type": word}


def typed_types(frame: pd.DataFrame, rules: EnrichRules) -> pd.Series:
    """Return the issue types as persons typed them, by the team's names and without the level written behind."""
    return _plain_types(column(frame, "issue_type"), [rule.name for rule in rules.issue_types])


def kind(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return kind with a suggestion where it was blank; kind_is_suggested says where, kind_is_learned where a model alone said so."""
    usual = column(frame, "issue_type").map({rule.name: rule.kind for rule in rules.issue_types})
    usual = usual.astype(object).where(usual.notna(), None)
    return _filled(
        "kind",
        column(frame, "kind"),
        frame,
        lambda said, rows: kinds_of(said, usual.iloc[rows], rules.kind_words),
    )


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


def _filled(key: str, typed: pd.Series, frame: pd.DataFrame, rule: _Rule) -> Columns:
    """What was typed; where it is blank what rules say, else a model; where those two disagree, nothing."""
    rows = np.flatnonzero(typed.isna().to_numpy(bool))
    labels, is_learned = np.full(len(frame), None, object), np.zeros(len(frame), bool)
    if rows.size:
        labels[rows] = rule(texts(frame.iloc[rows]), rows)
        labels[rows], is_learned[rows] = _with_model(key, frame.iloc[rows], labels[rows])
    filled = typed.where(typed.notna(), pd.Series(labels, typed.index, dtype=object))
    is_suggested = np.asarray(typed.isna() & filled.notna(), bool)
    return {key: filled, f"{key}_is_suggested": is_suggested, f"{key}_is_learned": is_learned}


def _with_model(key: str, frame: pd.DataFrame, labels: Labels) -> tuple[Labels, npt.NDArray[np.bool_]]:
    """Rows with what a model said where the rules say nothing, and blank where the two disagree; and where it said it."""
    if label_key(key) not in frame:
        return labels, np.zeros(len(frame), bool)
    said, made = frame[label_key(key)].to_numpy(object), labels.copy()
    is_told, is_ruled = ~pd.isna(said), ~pd.isna(labels)
    made[is_told & is_ruled & np.asarray(said != labels, bool)] = None
    is_learned = np.asarray(is_told & ~is_ruled, bool)
    made[is_learned] = said[is_learned]
    return made, is_learned


def _plain_types(typed: pd.Series, names: Sequence[str]) -> pd.Series:
    known = {normalise(name): name for name in names}
    codes, distinct = pd.factorize(typed)
    plain = [known.get(normalise(without_level(str(word))), word) for word in distinct]
    return pd.Series(np.array([*plain, None], object)[codes], index=typed.index, dtype=object)


def _by_words(said: pd.Series, lexicon: Lexicon) -> Labels:
    """The label whose words weigh most in each text, where no other weighs as much."""
    if not lexicon.labels:
        return np.full(len(said), None, object)
    scores = lexicon.find(said).scores()
    top = scores.max(axis=1)
    is_clear = (top > 0) & ((scores == top[:, None]).sum(axis=1) == 1)
    found: Labels = np.array([*lexicon.labels, None], object)[np.where(is_clear, scores.argmax(axis=1), -1)]
    return found
