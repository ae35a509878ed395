"""Suggestions where a person left a blank: by the team's rules first, then by what a model has learned from the team's rows.

A model's word comes in the frame, as columns of `learned`; what it is worth beside the rules is decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from toolkit.domain.triage import without_level
from toolkit.enrich.columns import Columns, as_series, column, texts
from toolkit.enrich.hearing import heard, scores_of, words_in
from toolkit.enrich.kinds import kinds_of
from toolkit.enrich.lexicons import PRAISE
from toolkit.enrich.questions import ASKED, CLASSED, ISSUE_TYPE, KIND
from toolkit.enrich.urgency import alarmed
from toolkit.schema.learned import label_key
from toolkit.schema.naming import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from toolkit.enrich.questions import Question
    from toolkit.enrich.rules import EnrichRules

Labels: TypeAlias = "npt.NDArray[np.object_]"

_NUDGE = 0.25
"""What a usual answer weighs: less than any word, and less than what tells two words apart."""


def issue_type(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return issue_type without the level written behind it, and a suggestion where it was blank.

    issue_type_is_suggested says where, issue_type_is_learned where a model alone said so; two types that are equally likely give none.
    typed_issue_type keeps the person's word, from which the level is read.
    """
    typed = typed_types(frame, rules)
    is_open = typed.isna().to_numpy(bool)
    labels = _by_words(ISSUE_TYPE, frame, is_open, rules)
    found = _filled("issue_type", frame, typed, labels, is_open)
    return {**found, "typed_issue_type": column(frame, "issue_type")}


def typed_types(frame: pd.DataFrame, rules: EnrichRules) -> pd.Series:
    """Return the issue types as persons typed them, by the team's names and without the level written behind."""
    return _plain_types(column(frame, "issue_type"), [rule.name for rule in rules.issue_types])


def kind(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return kind with a suggestion where it was blank; kind_is_suggested says where, kind_is_learned where a model alone said so."""
    typed = column(frame, "kind")
    is_open = typed.isna().to_numpy(bool)
    rows, labels = np.flatnonzero(is_open), _nothing(frame)
    if rows.size:
        usual = pd.Series(KIND.usual_of(frame, rules)[rows], dtype=object)
        has_words = np.asarray(scores_of(KIND, words_in(frame, rules)[rows], rules).any(axis=1), bool)
        labels[rows] = kinds_of(texts(frame.iloc[rows]), usual, rules.kind_words, has_words)
    return _filled("kind", frame, typed, labels, is_open)


def classes(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return attribute, process stage and nature of the issue with suggestions where they were blank, and where they are suggested.

    The words decide; where they do not, what the issue type usually is. Of praise nothing is asked: nothing went wrong.
    """
    is_asked = column(frame, "kind").ne(PRAISE).to_numpy(bool)
    made: dict[str, pd.Series | np.ndarray] = {}
    for one in CLASSED:
        typed = column(frame, one.key)
        is_open = is_asked & typed.isna().to_numpy(bool)
        labels = _by_words(one, frame, is_open, rules)
        made |= _filled(one.key, frame, typed, labels, is_open)
    return made


def with_suggestions(frame: pd.DataFrame, rules: EnrichRules) -> dict[str, pd.Series]:
    """Return issue_type and kind as typed, with what would be suggested where they are blank, shape (n,) each."""
    read = frame[[key for key in _READ if key in frame]]
    frame = read.assign(**heard(frame, rules))
    types = as_series(issue_type(frame, rules)["issue_type"], frame.index)
    kinds = as_series(kind(frame.assign(issue_type=types), rules)["kind"], frame.index)
    typed = column(frame, "issue_type")
    return {"issue_type": typed.where(typed.notna(), types), "kind": kinds}


_READ = ("description", "request", *(one.key for one in ASKED), label_key("issue_type"), label_key("kind"))

_MAKERS: dict[str, Callable[[pd.DataFrame, EnrichRules], Columns]] = {
    "issue_type": issue_type, "kind": kind, "urgency": alarmed, **{one.key: classes for one in CLASSED},
}  # fmt: skip


def ruled(question: str, frame: pd.DataFrame, rules: EnrichRules) -> pd.Series:
    """Return what the rules alone would say of each row if nobody had answered the question, None where nothing."""
    blank = frame.drop(columns=[label_key(question), "heard_words"], errors="ignore").assign(
        **{question: None}
    )
    return as_series(_MAKERS[question](blank, rules)[question], frame.index)


def _nothing(frame: pd.DataFrame) -> Labels:
    return np.full(len(frame), None, object)


def _filled(
    key: str, frame: pd.DataFrame, typed: pd.Series, labels: Labels, is_open: npt.NDArray[np.bool_]
) -> Columns:
    """What was typed; where it is open what rules say, else a model; where those two disagree, nothing."""
    said, is_learned = _with_model(key, frame, labels)
    filled = np.where(is_open, said, typed.where(typed.notna(), None).to_numpy(object))
    is_suggested = np.asarray(is_open & ~pd.isna(filled), bool)
    return {
        key: pd.Series(filled, typed.index, dtype=object),
        f"{key}_is_suggested": is_suggested,
        f"{key}_is_learned": is_suggested & is_learned,
    }


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


def _by_words(
    one: Question, frame: pd.DataFrame, is_open: npt.NDArray[np.bool_], rules: EnrichRules
) -> Labels:
    """The label of each open row whose words weigh most, where no other weighs as much; what is usual where words leave it open."""
    rows = np.flatnonzero(is_open)
    scores, usual = scores_of(one, words_in(frame, rules)[rows], rules), one.usual_of(frame, rules)[rows]
    labels = list(dict.fromkeys([*one.words(rules), *usual[~pd.isna(usual)], None]))
    weighed = np.zeros((len(rows), len(labels)))
    weighed[:, : scores.shape[1]] = scores
    weighed += _NUDGE * ((usual[:, None] == np.array(labels, object)) & ~pd.isna(usual)[:, None])
    top = weighed.max(axis=1)
    is_clear = (top > 0) & ((weighed == top[:, None]).sum(axis=1) == 1)
    found = _nothing(frame)
    found[rows] = np.array(labels, object)[np.where(is_clear, weighed.argmax(axis=1), -1)]
    return found
