"""Earlier feedback that a new one may repeat, found among millions: a sorted list of hashes that is kept between runs.

Each feedback is entered under the bands of its text (see `likeness`), under customer, contact and order, under each of
these together with its words, and under its day. A new one is looked up under its own, so the work grows with what is
new and hardly with what is old.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.domain.fields import moments
from toolkit.domain.text.duplicates import WHO, plain_id, plain_text
from toolkit.domain.text.likeness import BANDS, Hashes, compared, signatures

if TYPE_CHECKING:
    from collections.abc import Sequence

Numbers: TypeAlias = npt.NDArray[np.int64]

WORDS = slice(0, BANDS)
"""Keys of texts that may be alike."""

WRITER = slice(BANDS, BANDS + len(WHO))
"""Keys of customer, contact and order."""

SAME = slice(WRITER.stop, WRITER.stop + len(WHO))
"""Keys of what repeats exactly: the same words of the same customer, contact or order."""

DAY = SAME.stop
KEYS = DAY + 1
MOST, MOST_OF_ONE = 50, 1_000
"""Earlier feedbacks that words name, and that one customer does, the latest: a fashion or a shop's own number names more."""

MOST_A_ROW = 50
"""Feedbacks with like words that one row is held against."""

_SALT = "0123456789abcdef"
_ODD = np.uint64(0x9E3779B97F4A7C15)


def entries(cases: pd.DataFrame, room: str = "") -> Hashes:
    """Return what each row is entered and looked up under, shape (n, KEYS); 0 stands for nothing.

    Args:
        cases: n rows with description, and what there is of customer_id, contact, order_no and received_at.
        room: rows of different rooms, such as two teams, never meet.
    """
    codes, distinct = pd.factorize(cases["description"])
    said = [str(text) for text in distinct]
    found = np.zeros((len(cases), KEYS), np.uint64)
    found[:, :BANDS] = signatures([*map(compared, said), ""])[codes]  # -1, a blank, finds the ""
    words = _hashes([*map(plain_text, said), ""])[codes]
    for place, key in enumerate(WHO):
        if key in cases:
            who = _who(cases[key], BANDS + place)
            found[:, BANDS + place] = who
            found[:, SAME.start + place] = np.where((who == 0) | (words == 0), 0, who ^ (words * _ODD))
    if "received_at" in cases:
        found[:, DAY] = day_keys(moments(cases, "received_at"))
    return _in_room(found, room)


def day_keys(received: npt.NDArray[np.datetime64], room: str | None = None) -> Hashes:
    """Return the key of each moment's day, shape (n,); 0 for none. room: as for `entries`; None leaves it out."""
    days = np.where(np.isnat(received), -1, received.astype("M8[D]").astype(np.int64))
    keys = np.where(days < 0, 0, (days.astype(np.uint64) + np.uint64(1)) * _ODD)
    return keys if room is None else _in_room(keys, room)


def _in_room(keys: Hashes, room: str) -> Hashes:
    return np.where(keys == 0, 0, keys ^ _hashes([room])[0]).astype(np.uint64)


def _hashes(texts: Sequence[str]) -> Hashes:
    """A hash of each text that is the same in every process, 0 for none."""
    plain = np.array(texts, object)
    return np.where(plain == "", 0, pd.util.hash_array(plain, hash_key=_SALT, categorize=False)).astype(
        np.uint64
    )


def _who(values: pd.Series, place: int) -> Hashes:
    """A hash of each plain id that is the same in every process; the kind of id goes in."""
    codes, distinct = pd.factorize(values)
    hashes = _hashes([*(plain_id(str(value)) for value in distinct), ""])
    return np.where(hashes == 0, 0, hashes + np.uint64(place)).astype(np.uint64)[codes]


@dataclass(frozen=True)
class Nearby:
    """A part of the list: hashes in order, and the number of the feedback entered under each, shape (m,) both."""

    keys: Hashes
    numbers: Numbers

    @classmethod
    def of(cls, entered: Hashes, numbers: Numbers) -> Nearby:
        """Enter feedbacks by their numbers, shape (n,), which grow with time."""
        keys, named = entered.ravel(), np.repeat(numbers, entered.shape[1])
        kept = np.flatnonzero(keys)
        order = kept[np.lexsort((named[kept], keys[kept]))]
        return cls(keys[order], named[order])

    @classmethod
    def merged(cls, parts: Sequence[Nearby]) -> Nearby:
        """Return one part with all feedback of these, each as the last part that has it enters it."""
        newest: list[Nearby] = []
        known = np.zeros(0, np.int64)
        for part in reversed(parts):
            is_newest = np.isin(part.numbers, known, invert=True)
            newest.append(cls(part.keys[is_newest], part.numbers[is_newest]))
            known = np.union1d(known, part.numbers)
        keys = np.concatenate([part.keys for part in newest])
        numbers = np.concatenate([part.numbers for part in newest])
        order = np.lexsort((numbers, keys))
        return cls(keys[order], numbers[order])

    def find(self, wanted: Hashes, most: int | None = MOST) -> Numbers:
        """Return the numbers of all feedback that stands under any of these hashes, each once, in order.

        most: of one hash only so many, the latest; None for all.
        """
        wanted = np.unique(wanted[wanted != 0])
        stops = np.searchsorted(self.keys, wanted, side="right")
        counts = stops - np.searchsorted(self.keys, wanted)
        counts = counts if most is None else np.minimum(counts, most)
        places = np.repeat(stops - np.cumsum(counts), counts) + np.arange(counts.sum())
        return np.unique(self.numbers[places])

    def pairs(self, entered: Hashes) -> tuple[Numbers, Numbers]:
        """Return which rows stand under the same hash as which feedback, once for every hash that they share.

        entered: shape (n, k). Of one hash only the latest feedbacks are given, see MOST.
        """
        rows, places = np.nonzero(entered)
        keys = entered[rows, places]
        stops = np.searchsorted(self.keys, keys, side="right")
        counts = np.minimum(stops - np.searchsorted(self.keys, keys), MOST)
        found = np.repeat(stops - np.cumsum(counts), counts) + np.arange(counts.sum())
        return np.repeat(rows, counts), self.numbers[found]


def likeliest(rows: Numbers, numbers: Numbers) -> Numbers:
    """Return the numbers of the feedback that shares most hashes with each row, a few for each, of equal ones the latest.

    rows, numbers: pairs as `Nearby.pairs` gives them, of all parts together.
    """
    if not len(rows):
        return numbers
    order = np.lexsort((numbers, rows))
    rows, numbers = rows[order], numbers[order]
    firsts = np.flatnonzero(np.r_[True, (rows[1:] != rows[:-1]) | (numbers[1:] != numbers[:-1])])
    shared = np.diff(np.r_[firsts, len(rows)])
    rows, numbers = rows[firsts], numbers[firsts]
    order = np.lexsort((-numbers, -shared, rows))
    starts = np.flatnonzero(np.r_[True, rows[order][1:] != rows[order][:-1]])
    rank = np.arange(len(rows)) - np.repeat(starts, np.diff(np.r_[starts, len(rows)]))
    return np.unique(numbers[order][rank < MOST_A_ROW])
