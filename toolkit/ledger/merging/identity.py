"""What makes two rows the same feedback: ways to recognise a row again, the surest first."""

from __future__ import annotations

from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from toolkit.ledger.facts import blanks, is_none
from toolkit.schema.naming import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.ledger.facts import Cells
    from toolkit.schema.sheet import Sheet

WAYS = 4
"""How many hashed ways a sighting keeps."""

MOMENTS = frozenset({"received_at", "due_on"})
"""Fields that are canonical already."""

SIMILAR = 60.0
"""From here on (of 100) two texts tell the same story, edited; measured on edited copies of real reviews."""


@dataclass(frozen=True, slots=True)
class Way:
    """Fields that point to a row together, and what must hold besides.

    alike: how similar the text must be. is_timed: the moment must have a time of day, or the text be alike.
    is_joining: whoever it is about stands on one side at most.
    """

    fields: tuple[str, ...]
    alike: float = 0.0
    is_timed: bool = False
    is_joining: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """How the rows of a sheet are recognised: who, when and the text, and the ways in order."""

    who: str
    when: str
    text: str
    ways: tuple[Way, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(field for way in self.ways for field in way.fields))


_IDENTITIES: Mapping[str, Identity] = {
    "feedback": Identity(
        "customer_id",
        "received_at",
        "description",
        (
            Way(("customer_id", "received_at", "channel", "description")),
            Way(("customer_id", "received_at"), is_timed=True),
            Way(("received_at", "description"), is_joining=True),
            Way(("received_at",), alike=75.0),
        ),
    ),
    "plan": Identity(
        "issue",
        "due_on",
        "measures",
        (
            Way(("issue", "root_cause", "measures", "owner")),
            Way(("issue", "measures")),
            Way(("issue", "owner", "due_on")),
            # Filled in bit by bit: first the issue alone, weeks later what to do about it.
            Way(("issue",), is_joining=True),
        ),
    ),
    "effects": Identity(
        "measure", "metric", "measure", (Way(("measure", "metric")), Way(("measure",), is_joining=True))
    ),
}


def identity_of(sheet: Sheet) -> Identity:
    return _IDENTITIES[sheet.key]


def normal_column(values: np.ndarray, *, is_time: bool = False) -> np.ndarray:
    """Return the form in which values are compared ("" for blank); each distinct one is normalised once."""
    if is_time:
        return np.where(is_none(values), "", values)
    codes, distinct = pd.factorize(values)
    # factorize gives -1 for blanks, which therefore fetch the last.
    plain = np.array([*(normalise(value) for value in distinct), ""], object)
    return plain[codes]


def normal(cells: Cells, identity: Identity, count: int) -> Cells:
    """The fields that identify a row, in normal form."""
    return {
        field: normal_column(cells.get(field, blanks(count)), is_time=field in MOMENTS)
        for field in identity.fields
    }


def way_keys(normals: Cells, identity: Identity) -> np.ndarray:
    """Return a hash for each row and way, shape (n, WAYS); 0 where a field of the way is blank.

    The first way holds with blanks too, as long as one of its fields is filled.
    """
    hashes = {field: _hashes(values) for field, values in normals.items()}
    keys = np.zeros((len(next(iter(normals.values()))), WAYS), np.int64)
    for place, way in enumerate(identity.ways):
        parts = [hashes[field] for field in way.fields]
        filled = np.array([part != 0 for part in parts])
        usable = filled.any(axis=0) if place == 0 else filled.all(axis=0)
        keys[usable, place] = _mixed([part[usable] for part in parts])
    return keys


def _hashes(values: np.ndarray) -> np.ndarray:
    """A number for each text, 0 for "". Of our own, not pandas': a ledger outlives the versions of a library."""
    codes, distinct = pd.factorize(values)
    digests = b"".join(
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest() for text in distinct
    )
    numbers = np.frombuffer(digests, ">u8").astype(np.uint64) | np.uint64(1)
    numbers[distinct == ""] = 0
    return numbers[codes]


def _mixed(parts: list[np.ndarray]) -> np.ndarray:
    """Mix the numbers of several fields into one, order and blanks included (Fibonacci hashing)."""
    result = np.zeros(len(parts[0]), np.uint64)
    for part in parts:
        result = (result ^ part) * np.uint64(0x9E3779B97F4A7C15)
        result ^= result >> np.uint64(29)
    return result.view(np.int64) | 1


def pair(left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pair equal keys, the first with the first, the second with the second; return positions in both. 0 is no key."""
    sides = [pd.DataFrame({"key": keys, "place": np.arange(len(keys))})[keys != 0] for keys in (left, right)]
    for side in sides:
        side["turn"] = side.groupby("key", sort=False).cumcount()
    both = sides[0].merge(sides[1], on=["key", "turn"], how="inner", suffixes=("_left", "_right"))
    return both["place_left"].to_numpy(), both["place_right"].to_numpy()


def likeness(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """How similar two texts are, 0 to 100, shape (n,); two blanks tell nothing and give 0."""
    result = np.where((left == right) & (left != ""), 100.0, 0.0)
    unsure = np.flatnonzero((left != right) & (left != "") & (right != ""))
    if len(unsure):
        result[unsure] = process.cpdist(left[unsure], right[unsure], scorer=fuzz.ratio)
    return result


def same_moment(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Whether moments agree; a bare date agrees with any time of its day. Blank agrees with nothing."""
    filled = (left != "") & (right != "")
    same: np.ndarray = filled & (left == right)
    for place in np.flatnonzero(filled & ~same):
        one, other = left[place], right[place]
        same[place] = min(len(one), len(other)) == 10 and one[:10] == other[:10]
    return same


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far pairs of rows agree, as arrays of shape (n,)."""

    is_exact: np.ndarray
    same_who: np.ndarray
    other_who: np.ndarray
    same_when: np.ndarray
    has_time: np.ndarray
    alike: np.ndarray
    is_blank: np.ndarray

    def within(self, count: int, places: np.ndarray) -> Agreement:
        """Return this agreement spread over `count` pairs, of which all but those at `places` are exactly the same."""
        same = (True, False, False, True, True, 100.0, False)
        spread = [np.full(count, value) for value in same]
        for values, field in zip(spread, fields(self), strict=True):
            values[places] = getattr(self, field.name)
        return Agreement(*spread)

    @property
    def is_clear(self) -> np.ndarray:
        """The same beyond doubt, without knowing where the row comes from."""
        return np.asarray(self.is_exact | (self.same_when & (self.alike >= SIMILAR) & ~self.other_who))

    @property
    def is_loose(self) -> np.ndarray:
        """Enough for a row whose id this lineage brought before: something of it is still the same."""
        return np.asarray(
            self.is_exact | self.same_who | self.same_when | (self.alike >= SIMILAR) | self.is_blank
        )

    def allows(self, way: Way) -> np.ndarray:
        """Whether pairs found by a way hold what it asks besides."""
        held = np.asarray(self.alike >= way.alike)
        if way.is_timed:
            held &= self.has_time | (self.alike >= SIMILAR)
        if way.is_joining or way.alike:
            held &= ~self.other_who
        return held

    def at_same_place(self, *, is_same_book: bool) -> np.ndarray:
        """Whether rows that stand at the same place are the same row, edited.

        In a file that is written anew under an old name each day, the place says nothing: there the moment must agree.
        """
        return np.asarray(~self.other_who & (self.alike >= SIMILAR) & (self.same_when | is_same_book))


def agreement(mine: Cells, theirs: Cells, identity: Identity) -> Agreement:
    """Compare pairs of rows by their normal fields."""
    who, when, text = ((mine[field], theirs[field]) for field in (identity.who, identity.when, identity.text))
    exact = np.ones(len(who[0]), bool)
    for field in identity.ways[0].fields:
        exact &= mine[field] == theirs[field]
    return Agreement(
        is_exact=exact,
        same_who=(who[0] == who[1]) & (who[0] != ""),
        other_who=(who[0] != who[1]) & (who[0] != "") & (who[1] != ""),
        same_when=same_moment(*when),
        has_time=np.array([len(moment) > 10 for moment in when[0]], bool),
        alike=likeness(*text),
        is_blank=(who[0] == "") & (when[0] == "") & (text[0] == ""),
    )
