"""Train a model on rows that persons filled or confirmed, and use it only where it proves itself on rows it has not seen."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from toolkit.learning.model import Figures, Model
from toolkit.learning.pieces import BUCKETS, rarities, weighted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    from toolkit.learning.pieces import Array

LEAST_ROWS = 200
"""Distinct texts below which nothing is learned (measured: 0.65 right at 200, 0.8 at 1,000)."""

LEAST_OF_A_LABEL = 5
"""Texts below which a label is left to people."""

WANTED = 0.9
"""The share of suggestions that must be right, as people are promised."""

_CAREFUL = 1.28
"""Standard errors that what was counted must lie above it: then it is luck for one label in ten only."""

_FOLDS = 5
_STEPS = np.round(np.arange(0.4, 0.99, 0.02), 2)
NEVER = 2.0
"""A threshold above all probabilities: that of a label which is left to people."""

_STRENGTH = 10.0
_MOST_ROUNDS, _CLOSE_ENOUGH = 200, 1e-3


class Lessons(NamedTuple):
    """What there is to learn from, shape (n,) each: what was said, what persons call it, what the rules call it (or None)."""

    texts: Sequence[str]
    labels: Sequence[str]
    ruled: Sequence[str | None]


def train(question: str, lessons: Lessons) -> Model | None:
    """Return a model of who was right, or None where there is too little to learn, or where it would be no help.

    It is no help where no threshold makes nine of ten suggestions right, or where the team's rules are right for more
    rows.
    """
    model = fitted(question, lessons)
    return model if model is not None and _is_of_use(model.figures) else None


def fitted(question: str, lessons: Lessons) -> Model | None:
    """Return a model with what it is worth on rows it has not seen, or None where there is too little to learn.

    Source of the method: TF-IDF of character pieces and logistic regression, measured against others on real feedback
    for 200 to 20,000 rows.
    """
    texts, labels, ruled = _distinct(lessons)
    if len(texts) < LEAST_ROWS or len(set(labels)) < 2:
        return None
    names, numbers = np.unique(labels, return_inverse=True)
    rarity = rarities(texts)
    table = _table(texts, rarity)
    shares = _unseen(table, numbers, len(names))
    thresholds = _thresholds(shares, numbers)
    figures = _figures(shares, numbers, thresholds, ruled == labels, ruled != None)  # noqa: E711 - an array of objects
    used, bias = _both_sides(_fit(table, numbers))
    weights = np.zeros((len(names), BUCKETS))
    weights[:, rarity > 0] = used
    model_id = _id(question, texts, labels)
    return Model(model_id, question, tuple(names), weights, bias, rarity, thresholds, figures)


def _is_of_use(figures: Figures) -> bool:
    by_rules = figures.rules_covered * figures.rules_precision
    return figures.covered > 0 and figures.covered * figures.precision >= by_rules


def _distinct(lessons: Lessons) -> tuple[list[str], npt.NDArray[np.object_], npt.NDArray[np.object_]]:
    """Each text once, as last labelled, without labels that are too rare: a text must not be learned and asked."""
    rows = pd.DataFrame(
        {"text": lessons.texts, "label": lessons.labels, "ruled": lessons.ruled}, dtype=object
    )
    rows = rows[rows["text"].str.strip().ne("")].drop_duplicates("text", keep="last")
    counts = rows["label"].map(rows["label"].value_counts())
    rows = rows[counts >= LEAST_OF_A_LABEL].sort_values("text", kind="stable")
    ruled = rows["ruled"].where(rows["ruled"].notna(), None)
    return list(rows["text"]), rows["label"].to_numpy(object), ruled.to_numpy(object)


def _table(texts: Sequence[str], rarity: Array) -> csr_matrix:
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - only who trains needs it

    found = weighted(texts, rarity)
    columns = np.cumsum(rarity > 0) - 1  # only buckets in use, for the solver minds how many there are
    shape = (len(texts), int((rarity > 0).sum()))
    return csr_matrix((found.weights, (found.rows, columns[found.buckets])), shape=shape)


def _fit(table: csr_matrix, numbers: npt.NDArray[np.intp]) -> LogisticRegression:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only who trains needs it

    method = LogisticRegression(
        C=_STRENGTH, max_iter=_MOST_ROUNDS, tol=_CLOSE_ENOUGH, class_weight="balanced"
    )
    return method.fit(table, numbers)


def _unseen(table: csr_matrix, numbers: npt.NDArray[np.intp], count: int) -> Array:
    """How likely each label is for each row by a model that learned from the others, shape (n, count)."""
    from sklearn.model_selection import StratifiedKFold  # noqa: PLC0415 - only who trains needs it

    shares = np.zeros((len(numbers), count))
    for known, asked in StratifiedKFold(_FOLDS, shuffle=True, random_state=0).split(numbers, numbers):
        shares[asked] = _fit(table[known], numbers[known]).predict_proba(table[asked])
    return shares


def _thresholds(shares: Array, numbers: npt.NDArray[np.intp]) -> tuple[float, ...]:
    """The least sureness of each label at which enough suggestions of it are right, NEVER where there is none."""
    guessed, sureness = shares.argmax(axis=1), shares.max(axis=1)
    labels = ((guessed == label) for label in range(shares.shape[1]))
    return tuple(_threshold(sureness[own], (guessed == numbers)[own]) for own in labels)


def _threshold(sureness: Array, is_right: npt.NDArray[np.bool_]) -> float:
    enough = (step for step in _STEPS if _surely(is_right[sureness >= step]) >= WANTED)
    return float(next(enough, NEVER))


def _surely(is_right: npt.NDArray[np.bool_]) -> float:
    """The share that is right at least, but for one case in ten (normal approximation, with two of each added)."""
    count = len(is_right) + 4
    share = (is_right.sum() + 2) / count
    return float(share - _CAREFUL * np.sqrt(share * (1 - share) / count))


def _figures(
    shares: Array,
    numbers: npt.NDArray[np.intp],
    thresholds: Sequence[float],
    rules_right: npt.NDArray[np.bool_],
    rules_told: npt.NDArray[np.bool_],
) -> Figures:
    from sklearn.metrics import f1_score  # noqa: PLC0415 - only who trains needs it

    guessed = shares.argmax(axis=1)
    told, is_right = shares.max(axis=1) >= np.array(thresholds)[guessed], guessed == numbers
    return Figures(
        rows=len(numbers),
        covered=float(told.mean()),
        precision=float(is_right[told].mean()) if told.any() else 0.0,
        macro_f1=float(f1_score(numbers, guessed, average="macro")),
        rules_covered=float(rules_told.mean()),
        rules_precision=float(rules_right[rules_told].mean()) if rules_told.any() else 0.0,
    )


def _both_sides(fitted: LogisticRegression) -> tuple[Array, Array]:
    """Weights and bias of every label; of two labels scikit-learn keeps the second's alone."""
    weights, bias = np.asarray(fitted.coef_), np.asarray(fitted.intercept_)
    if len(weights) > 1:
        return weights, bias
    return np.vstack([np.zeros_like(weights), weights]), np.append(np.zeros_like(bias), bias)


def _id(question: str, texts: Iterable[str], labels: Iterable[str]) -> str:
    told = "\x1f".join((question, *texts, *labels))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]
