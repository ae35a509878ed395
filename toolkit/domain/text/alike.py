"""Which feedback says almost what an earlier one said: of the same customer, or of anybody. A hint, never a verdict.

Earlier is what came in with an earlier drop, and within one drop what was received first: so what comes in later changes
no hint that was given before.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import fuzz, process

from toolkit.domain.fields import moments
from toolkit.domain.text.duplicates import NONE, WHO, identity_codes, order_of_coming
from toolkit.domain.text.likeness import Pairs, candidates, compared, each_once, signatures

if TYPE_CHECKING:
    from collections.abc import Sequence

Positions: TypeAlias = npt.NDArray[np.intp]
Shares: TypeAlias = npt.NDArray[np.float64]

SAME_CUSTOMER = 0.7
"""Likeness from which two texts of one customer may be about one matter: nine of ten such pairs of bank customers are."""

ANYBODY = 0.85
"""Likeness from which texts of different customers are the same story, told by many."""

_LEAST_SHARED = 6
"""Characters below which a text is too short to be held against anybody's."""

_LEAST_OF_ANYBODY = 12
_PREDECESSORS = 12
"""Earlier feedback of the same customer that each is held against, the latest first."""


class Why(StrEnum):
    """What two feedbacks have in common beside their words."""

    CUSTOMER = "customer_id"
    CONTACT = "contact"
    ORDER = "order_no"
    WORDS = "words"


class Alike(NamedTuple):
    """For each of n rows the earlier one it is most like: its position (-1 for none), how much (0 to 1), and why."""

    earlier: Positions
    likeness: Shares
    why: npt.NDArray[np.object_]


def alike(cases: pd.DataFrame, days: int, *, same: float = SAME_CUSTOMER, anybody: float = ANYBODY) -> Alike:
    """Return for each row the earlier row that says nearly the same, received at most `days` days apart from it.

    Args:
        cases: n rows with received_at (datetime64; NaT is like none), description, and what there is of customer_id,
            contact, order_no and drop_id (of the drop that brought a row; NaN for one that comes in only now).
        days: the longest time between two rows about the same matter.
        same: least likeness of two texts of one customer (Indel similarity, 0 to 1), of 6 characters at least.
        anybody: least likeness of texts of different customers, of 12 characters at least.

    No step looks at all pairs: rows of one customer meet the twelve before them, others only where `likeness` finds
    candidates.
    """
    received = moments(cases, "received_at")
    codes, distinct = pd.factorize(cases["description"])
    texts = [compared(str(text)) for text in distinct]
    text_of = np.where(np.isnat(received), NONE, codes)
    best = _Best(text_of, texts, received, order_of_coming(cases), np.timedelta64(days, "D"))
    for key, why in zip(WHO, Why, strict=False):
        if key in cases:
            best.offer(_predecessors(identity_codes(cases[key]), received), why, same, _LEAST_SHARED)
    best.offer(_candidates(text_of, texts), Why.WORDS, anybody, _LEAST_OF_ANYBODY)
    return Alike(best.earlier, best.likeness, best.why)


class _Best:
    """The best earlier row found so far for each row."""

    def __init__(
        self,
        text_of: Positions,
        texts: Sequence[str],
        received: npt.NDArray[np.datetime64],
        place: Positions,
        gap: np.timedelta64,
    ) -> None:
        self.earlier = np.full(len(text_of), NONE, np.intp)
        self.likeness = np.zeros(len(text_of))
        self.why = np.full(len(text_of), None, object)
        self._text_of, self._received, self._place, self._gap = text_of, received, place, gap
        self._texts = np.array([*texts, ""], object)
        self._lengths = np.array([*map(len, texts), 0])

    def offer(self, pairs: Pairs, why: Why, least: float, shortest: int) -> None:
        """Keep of these pairs what is alike enough and better than what is known; equal ones the first stays."""
        earlier, later = self._in_order(pairs)
        first, second = self._text_of[earlier], self._text_of[later]
        close = np.abs(self._received[later] - self._received[earlier]) <= self._gap
        told = np.minimum(self._lengths[first], self._lengths[second]) >= shortest
        kept = np.flatnonzero(close & told & (first != NONE) & (second != NONE))
        found = _likeness(self._texts[first[kept]], self._texts[second[kept]], least)
        order = np.lexsort((self._place[earlier[kept]], -found))
        rows = later[kept][order]
        _, top = np.unique(rows, return_index=True)
        chosen = order[top]
        better = found[chosen] > np.maximum(self.likeness[rows[top]], least - 1e-9)
        rows, chosen = rows[top][better], kept[chosen][better]
        self.earlier[rows], self.why[rows] = earlier[chosen], why
        self.likeness[rows] = found[np.searchsorted(kept, chosen)]

    def _in_order(self, pairs: Pairs) -> Pairs:
        """Each pair with what came first at its left."""
        is_swapped = self._place[pairs.right] < self._place[pairs.left]
        return Pairs(
            np.where(is_swapped, pairs.right, pairs.left), np.where(is_swapped, pairs.left, pairs.right)
        )


def _likeness(first: npt.NDArray[np.object_], second: npt.NDArray[np.object_], least: float) -> Shares:
    """The share of characters that need not be changed to turn one text into the other; 0 below `least`."""
    if not len(first):
        return np.zeros(0)
    found: Shares = process.cpdist(
        list(first), list(second), scorer=fuzz.ratio, score_cutoff=least * 100, dtype=np.float64
    )
    return found / 100


def _predecessors(who: Positions, received: npt.NDArray[np.datetime64]) -> Pairs:
    """Rows of one customer with those that came before, the latest twelve."""
    rows = np.flatnonzero((who != NONE) & ~np.isnat(received))
    rows = rows[np.lexsort((received[rows], who[rows]))]
    steps = [_same_who(who, rows, step) for step in range(1, _PREDECESSORS + 1)]
    return Pairs(np.concatenate([left for left, _ in steps]), np.concatenate([right for _, right in steps]))


def _same_who(who: Positions, rows: Positions, step: int) -> Pairs:
    left, right = rows[:-step], rows[step:]
    same = who[left] == who[right]
    return Pairs(left[same], right[same])


def _candidates(text_of: Positions, texts: Sequence[str]) -> Pairs:
    """Rows whose texts may be alike: each text stands for its first row, and rows with the same text follow it."""
    present = np.flatnonzero(text_of != NONE)
    order = present[np.argsort(text_of[present], kind="stable")]
    follows = np.flatnonzero(text_of[order[1:]] == text_of[order[:-1]])
    distinct, first = np.unique(text_of[present], return_index=True)
    pairs = candidates(signatures([texts[text] for text in distinct]))
    rows = present[first]
    left = np.concatenate([order[:-1][follows], rows[pairs.left]])
    return each_once(left, np.concatenate([order[1:][follows], rows[pairs.right]]))
