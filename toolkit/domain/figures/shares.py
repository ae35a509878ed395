"""Parts of a whole: shares that add up to 100 when they are read, and the few that make up most of it."""

from __future__ import annotations

from typing import Any

import numpy as np

VITAL_SHARE = 0.8


def rounded_shares(counts: Any, places: int = 3) -> np.ndarray:
    """Return the shares (0 to 1) of whole counts, each rounded, together exactly 1.

    The largest remainders are rounded up (Hamilton); of equal ones the first. All zero where there is nothing.
    """
    counts = np.asarray(counts, dtype=np.int64)
    total, unit = int(counts.sum()), 10**places
    if not total:
        return np.zeros(len(counts))
    whole, rest = np.divmod(counts * unit, total)
    up = np.argsort(-rest, kind="stable")[: unit - int(whole.sum())]
    whole[up] += 1
    result: np.ndarray = whole / unit
    return result


def running_shares(counts: Any) -> np.ndarray:
    """Return the cumulative shares (0 to 1, not rounded) of counts in the order given."""
    counts = np.asarray(counts, dtype=np.int64)
    total = counts.sum()
    return np.cumsum(counts) / total if total else np.zeros(len(counts))


def vital_few(counts: Any, share: float = VITAL_SHARE) -> int:
    """Return how many of the counts, from the first, are needed to reach the share; 0 where there is nothing."""
    counts = np.asarray(counts, dtype=np.int64)
    if not counts.sum():
        return 0
    return int(np.argmax(np.cumsum(counts) >= share * counts.sum() - 1e-9)) + 1
