"""A trained model: plain numbers that say which label a text is like, how sure that is, and which words decided."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.learning.pieces import counted, in_parts, pieces, weighed

if TYPE_CHECKING:
    import numpy.typing as npt

    from toolkit.learning.pieces import Array, Counted

_LEAST_KNOWN = 4  # pieces; who knows less of a text than 态度恶劣 has does not know what it is about
_MOST_WORDS = 3
_STRONGEST = 8
_LONGEST_WORD = 8
_LATIN = re.compile(r"[A-Za-z']+")
_LATIN_BEFORE = re.compile(r"[A-Za-z']*$")
_SAYS_SOMETHING = re.compile(r"[\u4e00-\u9fff]{2}|[A-Za-z]{2}")
_EDGES = re.compile(r"^[\W_的了是我你他她它们也都就在和与]+|[\W_的了]+$")


@dataclass(frozen=True)
class Figures:
    """How a model did on rows that it had not seen, and what the team's rules did on the same rows.

    rows: how many it learned from. covered: the share of rows with a suggestion, precision: the share of those that
    are right, macro_f1: over all rows and labels without a threshold.
    """

    rows: int
    covered: float
    precision: float
    macro_f1: float
    rules_covered: float = 0.0
    rules_precision: float = 0.0


@dataclass(frozen=True)
class Model:
    """Answers one question about a text, such as its kind, by multinomial logistic regression.

    model_id: a hash of what it learned from. weights: shape (labels, BUCKETS); bias: shape (labels,);
    rarity: shape (BUCKETS,). thresholds: for each label the probability below which it says nothing.
    """

    model_id: str
    question: str
    labels: tuple[str, ...]
    weights: Array
    bias: Array
    rarity: Array
    thresholds: tuple[float, ...]
    figures: Figures

    def shares(self, found: Counted) -> Array:
        """Return how likely each label is for each text, shape (n, labels); 0 for all where it knows too little of a text."""
        known = weighed(found, self.rarity)
        sums = [
            np.bincount(known.rows, known.weights * weights[known.buckets], found.texts)
            for weights in self.weights
        ]
        scores = np.stack(sums, axis=1) + self.bias
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Array = powers / powers.sum(axis=1, keepdims=True)
        shares[np.bincount(known.rows, minlength=found.texts) < _LEAST_KNOWN] = 0
        return shares

    def told(self, shares: Array, index: pd.Index) -> pd.DataFrame:
        """Return label and sureness (0 to 1) of each row of shares, blank where the model is not sure enough."""
        guessed, sureness = shares.argmax(axis=1), shares.max(axis=1)
        is_sure = sureness >= np.array(self.thresholds)[guessed]
        labels = np.array([*self.labels, None], object)[np.where(is_sure, guessed, -1)]
        told = {
            "label": pd.Series(labels, index, dtype=object),
            "sureness": np.where(is_sure, sureness, np.nan),
        }
        return pd.DataFrame(told, index)

    def suggest(self, texts: pd.Series) -> pd.DataFrame:
        """Return label and sureness (0 to 1) for each text, blank where the model is not sure enough."""
        return Models({self.question: self}).suggest(texts)[self.question]

    def words(self, text: str, label: str) -> tuple[str, ...]:
        """Return the words of a text that speak most for a label, at most three, in the order of the text."""
        found = pieces([text])
        number = self.labels.index(label)
        speaking = (self.weights[number] - self.weights.mean(axis=0))[found.buckets] * self.rarity[
            found.buckets
        ]
        speaking = np.where(found.lengths > 1, speaking, 0)
        heat = _heat(text, found.starts, found.lengths, speaking)
        return _phrases(text, heat)


class Models(dict[str, Model]):
    """The models in use, by the question that each answers."""

    def suggest(self, texts: pd.Series) -> dict[str, pd.DataFrame]:
        """Return what each model says of n texts, by question; each distinct text is cut once for all of them."""
        codes, distinct = pd.factorize(texts)
        said = [*map(str, distinct), ""]  # -1, a blank, finds the ""
        shares: dict[str, list[Array]] = {question: [] for question in self}
        for _, part in in_parts(said) if self else ():
            found = counted(part)
            for question, model in self.items():
                shares[question].append(model.shares(found))
        return {
            question: model.told(np.vstack(shares[question])[codes], texts.index)
            for question, model in self.items()
        }


def _heat(text: str, starts: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64], speaking: Array) -> Array:
    """How much each character of a text takes part in the strongest pieces."""
    heat = np.zeros(len(text) + 1)
    for place in np.argsort(-speaking, kind="stable")[:_STRONGEST]:
        if speaking[place] > 0:
            heat[starts[place] : starts[place] + lengths[place]] += speaking[place] / lengths[place]
    return heat


def _phrases(text: str, heat: Array) -> tuple[str, ...]:
    """The runs of warm characters, the warmest three: whole Latin words, no particles at the edges, no bare numbers."""
    bounds = np.flatnonzero(np.diff(np.concatenate([[0], heat > 0, [0]])))
    runs = zip(bounds[::2], bounds[1::2], strict=True)
    told = [(heat[first:last].sum(), first, _whole(text, first, last)) for first, last in runs]
    best = sorted((one for one in told if _SAYS_SOMETHING.search(one[2])), key=lambda one: -one[0])[
        :_MOST_WORDS
    ]
    return tuple(dict.fromkeys(words for _, _, words in sorted(best, key=lambda one: one[1])))


def _whole(text: str, first: int, last: int) -> str:
    """What stands there, without cutting Latin words in two."""
    start = first - len(_LATIN_BEFORE.search(text[:first])[0]) if _LATIN.match(text, first) else first  # type: ignore[index]  # matches ""
    after = _LATIN.match(text, last) if _LATIN_BEFORE.search(text[:last])[0] else None  # type: ignore[index]  # matches ""
    words = _EDGES.sub("", text[start : after.end() if after else last])
    return words if words.isascii() else words[:_LONGEST_WORD]
