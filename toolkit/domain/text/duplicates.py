"""The same customer with the same words: which rows repeat an earlier one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.domain.fields import moments

if TYPE_CHECKING:
    from collections.abc import Callable

Positions: TypeAlias = npt.NDArray[np.intp]

WHO = ("customer_id", "contact", "order_no")
"""Any of them says that two rows come from the same customer; a blank says nothing."""

_NOT_WORDS = re.compile(r"[\W_]+")
NONE = -1


def exact_repeats(cases: pd.DataFrame, days: int) -> Positions:
    """Return for each row the position of the first one that it repeats, -1 where it repeats none, shape (n,).

    A row repeats another when customer, contact or order is the same, the description is the same but for
    punctuation, case and width, and at most `days` days lie between it and the one before. The first is the one that
    came in with the earliest drop, and of those the one received first: what comes in later changes nothing before it.

    Args:
        cases: n rows with received_at (datetime64, NaT never repeats), description, and what there is of WHO and
            of drop_id (the number of the drop that brought a row; NaN for one that comes in only now).
        days: the longest gap between two rows about the same matter.
    """
    leader = np.full(len(cases), NONE, np.intp)
    received, place = moments(cases, "received_at"), order_of_coming(cases)
    whos = [identity_codes(cases[key]) for key in WHO if key in cases]
    may_repeat = ~np.isnat(received) & np.logical_or.reduce(
        [_is_shared(who) for who in whos] or [np.zeros(len(cases), bool)]
    )
    rows = np.flatnonzero(may_repeat)
    if not rows.size:
        return leader
    texts = _codes(cases["description"].iloc[rows], plain_text)
    for who in whos:
        runs = _Runs(who[rows], texts, received[rows], np.timedelta64(days, "D"))
        found = runs.leaders(place[rows])
        leader[rows] = _earlier(leader[rows], np.where(found == NONE, NONE, rows[found]), place)
    return _followed(leader)


def order_of_coming(cases: pd.DataFrame) -> Positions:
    """Return each row's place, from 0: by the drop that brought it, then by moment of receipt, then as they stand."""
    drops = cases["drop_id"].to_numpy(np.float64) if "drop_id" in cases else np.zeros(len(cases))
    order = np.lexsort((moments(cases, "received_at"), np.where(np.isnan(drops), np.inf, drops)))
    place = np.empty(len(cases), np.intp)
    place[order] = np.arange(len(cases))
    return place


def identity_codes(values: pd.Series) -> Positions:
    """Return a number for each distinct customer id, contact or order, -1 for a blank and for words like 匿名."""
    return _codes(values, plain_id)


def plain_text(text: str) -> str:
    """The form in which two descriptions are the same."""
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def plain_id(text: str) -> str:
    """The form in which two customer ids, contacts or orders are the same; "" for words like 匿名."""
    plain = plain_text(text)
    return "" if plain in _NOBODY else plain


_NOBODY = frozenset(
    {
        "匿名",
        "匿名用户",
        "匿名客户",
        "无",
        "未知",
        "不详",
        "游客",
        "anonymous",
        "unknown",
        "none",
        "na",
        "guest",
    }
)


def _codes(values: pd.Series, plain: Callable[[str], str]) -> Positions:
    """A number for each distinct plain form, -1 for a blank; each distinct value is looked at once."""
    codes, distinct = pd.factorize(values)
    forms = pd.Series([plain(str(value)) or None for value in distinct] + [None], dtype=object)
    found: Positions = pd.factorize(forms)[0][codes].astype(np.intp)
    return found


def _is_shared(who: Positions) -> npt.NDArray[np.bool_]:
    counts = np.bincount(who[who != NONE], minlength=1)
    shared: npt.NDArray[np.bool_] = (who != NONE) & (counts[who] > 1)
    return shared


class _Runs:
    """Equal rows of one customer in order of receipt, without a longer gap between one and the next."""

    def __init__(
        self, who: Positions, text: Positions, received: npt.NDArray[np.datetime64], gap: np.timedelta64
    ) -> None:
        group = np.where((who == NONE) | (text == NONE), NONE, who * (int(text.max(initial=0)) + 1) + text)
        self._order = np.lexsort((received, group))
        groups, moments_ = group[self._order], received[self._order]
        starts = np.ones(len(groups), bool)
        starts[1:] = (groups[1:] != groups[:-1]) | (moments_[1:] - moments_[:-1] > gap) | (groups[1:] == NONE)
        self._starts = np.flatnonzero(starts)
        self._run = np.cumsum(starts) - 1

    def leaders(self, place: Positions) -> Positions:
        """The row of each run that came first, -1 for that row itself; positions in these arrays."""
        first = np.minimum.reduceat(place[self._order], self._starts)[self._run]
        by_place = np.argsort(place)
        leaders = np.empty(len(place), np.intp)
        leaders[self._order] = by_place[np.searchsorted(place, first, sorter=by_place)]
        return np.where(leaders == np.arange(len(place)), NONE, leaders)


def _earlier(known: Positions, found: Positions, place: Positions) -> Positions:
    """Of two leaders the one that came first."""
    is_better = (found != NONE) & ((known == NONE) | (place[found] < place[known]))
    return np.where(is_better, found, known)


def _followed(leader: Positions) -> Positions:
    """Let rows point at the very first: a repeat of a repeat repeats what that one does."""
    while True:
        further = np.where(leader == NONE, NONE, leader[leader])
        better = np.where(further == NONE, leader, further)
        if np.array_equal(better, leader):
            return leader
        leader = better
