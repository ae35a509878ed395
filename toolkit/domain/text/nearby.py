"""Earlier feedback that a new one may repeat, found among millions: a sorted list of hashes that is kept between runs.

Each feedback is entered under the bands of its text (see `likeness`) and under customer, contact and order. A new one
is looked up under its own, so the work grows with what is new and hardly with what is old.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.domain.duplicates import WHO, plain_id
from toolkit.domain.text.likeness import BANDS, Hashes, compared, signatures

if TYPE_CHECKING:
    from collections.abc import Sequence

Numbers: TypeAlias = npt.NDArray[np.int64]

KEYS = BANDS + len(WHO)
MOST = 50
"""Earlier feedbacks that one key may name, the latest; the words of a fashion or a shop's own number name thousands."""

_SALT = "0123456789abcdef"


def entries(cases: pd.DataFrame) -> Hashes:
    """Return what each row is entered and looked up under, shape (n, KEYS); 0 stands for nothing.

    cases: n rows with description, and what there is of customer_id, contact and order_no.
    """
    codes, distinct = pd.factorize(cases["description"])
    found = np.zeros((len(cases), KEYS), np.uint64)
    bands = signatures([*(compared(str(text)) for text in distinct), ""])  # -1, a blank, finds the ""
    found[:, :BANDS] = bands[codes]
    for place, key in enumerate(WHO, start=BANDS):
        if key in cases:
            found[:, place] = _who(cases[key], place)
    return found


def _who(values: pd.Series, place: int) -> Hashes:
    """A hash of each plain id that is the same in every process; the kind of id goes in."""
    codes, distinct = pd.factorize(values)
    plain = np.array([*(plain_id(str(value)) for value in distinct), ""], object)
    hashes = pd.util.hash_array(plain, hash_key=_SALT, categorize=False) + np.uint64(place)
    return np.where(plain == "", 0, hashes).astype(np.uint64)[codes]


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
        """Return one part with everything that is in these."""
        keys = np.concatenate([part.keys for part in parts])
        numbers = np.concatenate([part.numbers for part in parts])
        order = np.lexsort((numbers, keys))
        return cls(keys[order], numbers[order])

    def find(self, entered: Hashes) -> Numbers:
        """Return the numbers of all feedback that stands under any of these hashes, each once, in order."""
        wanted = np.unique(entered[entered != 0])
        stops = np.searchsorted(self.keys, wanted, side="right")
        counts = np.minimum(stops - np.searchsorted(self.keys, wanted), MOST)
        places = np.repeat(stops - np.cumsum(counts), counts) + np.arange(counts.sum())
        return np.unique(self.numbers[places])
