"""Texts as weighted pieces: runs of one to three characters, and Latin words; and where each piece stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

from toolkit.domain.text.lexicon import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Array: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.int64]

LENGTHS = (1, 2, 3)
"""Characters of a piece. Characters and not words, because teams start with few rows (measured: better below 1,000)."""

BUCKETS = 1 << 18
"""Numbers that pieces are counted under; two pieces seldom share one."""

LONGEST = 500
"""Characters of a text that are read; what a text is about is said early."""

AT_ONCE = 1 << 13
_LATIN = re.compile(r"[a-z][a-z']{3,}")
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_SHIFT = np.uint64(64 - 18)


class Pieces(NamedTuple):
    """The pieces of n texts: text, number, first character and length of each, shape (m,) all."""

    rows: Places
    buckets: Places
    starts: Places
    lengths: Places


class Counted(NamedTuple):
    """The distinct pieces of so many texts, in order of texts: text, number, and how often it stands there, damped."""

    texts: int
    rows: Places
    buckets: Places
    damped: Array


class Weighted(NamedTuple):
    """The distinct pieces of n texts and their weights, in order of texts; weights of a text have the length 1."""

    rows: Places
    buckets: Places
    weights: Array


def pieces(texts: Sequence[str]) -> Pieces:
    """Cut texts into all their pieces."""
    said = [plain(text)[:LONGEST] for text in texts]
    lengths = np.fromiter(map(len, said), np.int64, len(said))
    joined = np.frombuffer("".join(said).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    rows = np.repeat(np.arange(len(said)), lengths)
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(joined))
    firsts = np.arange(len(joined)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    found = [_of_length(joined, np.flatnonzero(left >= length), length) for length in LENGTHS]
    places = np.concatenate([place for place, _ in found])
    sizes = np.repeat(np.array(LENGTHS), [len(place) for place, _ in found])
    runs = Pieces(rows[places], np.concatenate([bucket for _, bucket in found]), firsts[places], sizes)
    return Pieces(*(np.concatenate(pair) for pair in zip(runs, _words(said), strict=True)))


def _words(said: Sequence[str]) -> Pieces:
    """The Latin words of texts: what a Chinese word says in two characters takes a whole one."""
    found = [
        (row, _bucket_of(word[0]), word.start(), len(word[0]))
        for row, text in enumerate(said)
        for word in _LATIN.finditer(text)
    ]
    return Pieces(*np.array(found, np.int64).reshape(-1, 4).T)


@lru_cache(maxsize=1 << 16)
def _bucket_of(word: str) -> int:
    return crc32(word.encode()) % BUCKETS


def _of_length(joined: npt.NDArray[np.uint64], places: Places, length: int) -> tuple[Places, Places]:
    hashes = np.full(len(places), length, np.uint64) * _MIX[0]
    for step in range(length):
        hashes = (hashes ^ joined[places + step]) * _MIX[1]
        hashes ^= hashes >> np.uint64(31)
    return places, ((hashes * _MIX[2]) >> _SHIFT).astype(np.int64)


def counted(texts: Sequence[str]) -> Counted:
    """Return the distinct pieces of some thousand texts; all models that are asked about them share this."""
    found = pieces(texts)
    packed, counts = np.unique(found.rows * BUCKETS + found.buckets, return_counts=True)
    return Counted(len(texts), packed // BUCKETS, packed % BUCKETS, 1 + np.log(counts))


def weighed(found: Counted, rarity: Array) -> Weighted:
    """Return counted pieces with their weights: how often, damped, times how rare (sublinear TF-IDF, cosine norm).

    rarity: one number a bucket, shape (BUCKETS,); pieces with 0 are left out.
    """
    rare = rarity[found.buckets]
    kept = rare > 0
    rows, weights = found.rows[kept], found.damped[kept] * rare[kept]
    norms = np.sqrt(np.bincount(rows, weights**2, minlength=found.texts))
    return Weighted(rows, found.buckets[kept], weights / norms[rows])


def weighted(texts: Sequence[str], rarity: Array) -> Weighted:
    """Return the pieces of any number of texts with their weights; rarity: as for `weighed`."""
    parts = [(at, weighed(counted(part), rarity)) for at, part in in_parts(texts)]
    moved = [found._replace(rows=found.rows + at) for at, found in parts]
    return Weighted(*(np.concatenate(field) for field in zip(*moved, strict=True))) if moved else _NOTHING


def rarities(texts: Sequence[str]) -> Array:
    """Return for each bucket how rare it is: ln((1 + n) / (1 + texts with it)) + 1; 0 where fewer than two texts have it."""
    seen = np.zeros(BUCKETS)
    for _, part in in_parts(texts):
        found = pieces(part)
        seen += np.bincount(np.unique(found.rows * BUCKETS + found.buckets) % BUCKETS, minlength=BUCKETS)
    return np.where(seen >= 2, np.log((1 + len(texts)) / (1 + seen)) + 1, 0.0)


def in_parts(texts: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Some thousand texts at a time, each with the place of its first, so that memory stays small."""
    for at in range(0, len(texts), AT_ONCE):
        yield at, texts[at : at + AT_ONCE]


_NOTHING = Weighted(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
