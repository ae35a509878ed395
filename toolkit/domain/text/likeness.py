"""Which texts are almost the same: short signatures that are compared first, so that only likely pairs are looked at.

Two texts are alike by the share of three-character pieces they have in common (Jaccard). MinHash keeps that share:
the smallest hash of all pieces is equal for two texts with just that probability (Broder 1997). Signatures are cut into
bands; texts that agree in one whole band are candidates (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from toolkit.domain.text.duplicates import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

Hashes: TypeAlias = npt.NDArray[np.uint64]
Positions: TypeAlias = npt.NDArray[np.intp]

BANDS, ROWS = 14, 3
"""A pair that shares four fifths of its pieces is missed once in 12,000, one that shares a third is found in two of five."""

PIECE = 3
"""Characters of a piece."""

LONGEST = 2_000
"""Characters of a text that are compared."""

NEIGHBOURS = 4
"""Candidates in one band on either side of a text where very many share it."""

_ODD = np.random.default_rng(20_260_918).integers(1, 2**63, BANDS * ROWS, dtype=np.uint64) * np.uint64(
    2
) + np.uint64(1)
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_AT_ONCE = 1 << 15
"""Texts that are worked on together, so that memory stays small."""

_FOLD = np.uint64(29)


class Pairs(NamedTuple):
    """Positions of texts that may be alike, shape (m,) each, every pair once."""

    left: Positions
    right: Positions


def compared(text: str) -> str:
    """Return the form of a text that is compared: no punctuation, case or width."""
    return plain_text(text[:LONGEST])


def signatures(texts: Sequence[str]) -> Hashes:
    """Return the bands of each text in its compared form, shape (n, BANDS); all 0 where it has no characters."""
    parts = [_signatures(texts[at : at + _AT_ONCE]) for at in range(0, len(texts), _AT_ONCE)]
    return np.concatenate([np.zeros((0, BANDS), np.uint64), *parts])


def _signatures(texts: Sequence[str]) -> Hashes:
    lengths = np.fromiter(map(len, texts), np.intp, len(texts))
    bands = np.zeros((len(texts), BANDS), np.uint64)
    said = np.flatnonzero(lengths)
    if not said.size:
        return bands
    pieces, starts = _pieces([text for text in texts if text], lengths[said])
    smallest = np.stack([np.minimum.reduceat(_mixed(pieces * odd), starts) for odd in _ODD], axis=1)
    banded = (smallest.reshape(len(said), BANDS, ROWS) * _MIX).sum(axis=2, dtype=np.uint64)
    # The number of the band goes in, so that all bands of an index can lie in one sorted array; 0 is kept for nothing.
    bands[said] = _mixed(banded + np.arange(BANDS, dtype=np.uint64)) | np.uint64(1)
    return bands


def _pieces(texts: Sequence[str], lengths: Positions) -> tuple[Hashes, Positions]:
    """The hashes of all pieces, one text after another, and where each text's begin; a short text is one piece."""
    padding = "\0" * (PIECE - 1)
    joined = np.frombuffer(padding.join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32).astype(
        np.uint64
    )
    windows = np.lib.stride_tricks.sliding_window_view(joined, PIECE)
    hashes = _mixed((windows * _MIX).sum(axis=1, dtype=np.uint64))
    ends = np.cumsum(lengths + PIECE - 1)
    starts = ends - lengths - PIECE + 1
    counts = np.maximum(lengths - PIECE + 1, 1)
    kept = np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    return hashes[kept], np.cumsum(counts) - counts


def _mixed(values: Hashes) -> Hashes:
    """Spread the bits, so that small differences reach the high ones that decide what is smallest."""
    spread: Hashes = (values ^ (values >> _FOLD)) * _MIX[1]
    return spread ^ (spread >> _FOLD)


def candidates(bands: Hashes) -> Pairs:
    """Return the pairs of texts that agree in one band at least; in a crowded band each meets only its neighbours.

    bands: as `signatures` gives them for n texts, each only once: equal texts are the caller's business.
    """
    keys, rows = bands.ravel(), np.repeat(np.arange(len(bands)), bands.shape[1])
    order = np.argsort(keys, kind="stable")
    keys, rows = keys[order], rows[order]
    found = [_at_distance(keys, rows, step) for step in range(1, NEIGHBOURS + 1)]
    return each_once(
        np.concatenate([left for left, _ in found]), np.concatenate([right for _, right in found])
    )


def _at_distance(keys: Hashes, rows: Positions, step: int) -> Pairs:
    same = np.flatnonzero((keys[step:] == keys[:-step]) & (keys[step:] != 0))
    return Pairs(rows[same], rows[same + step])


def each_once(left: Positions, right: Positions) -> Pairs:
    """Return pairs of positions with the smaller at the left, sorted and without repeats."""
    low, high = np.minimum(left, right), np.maximum(left, right)
    packed = np.unique((low.astype(np.int64) << 32) | high)
    return Pairs((packed >> 32).astype(np.intp), (packed & 0xFFFFFFFF).astype(np.intp))
