"""How sure a figure is: the 95 % interval of a share, a count, a mean, a median, and of the change between two."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.improvement.special import beta_lower, gamma_lower, solve, student_quantile

if TYPE_CHECKING:
    from collections.abc import Sequence

TAIL = 0.025
"""What is left out on either side of an interval of 95 %."""
_Z = NormalDist().inv_cdf(1 - TAIL)
_MANY_EQUAL = 30
"""Fewer values that are all the same say nothing of how far values spread: one in nine of the next may differ yet."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Between what the true figure lies, with 95 % confidence."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high

    def scaled(self, factor: float) -> Interval:
        """The interval of the figure times a positive factor."""
        return Interval(self.low * factor, self.high * factor)


def share(successes: int, count: int) -> Interval | None:
    """Return the score interval of a proportion; None where there is nothing.

    Source: Wilson, J. Am. Stat. Assoc. 22 (1927) 209; recommended for all n by Newcombe, Stat. Med. 17 (1998) 857.
    """
    if not count:
        return None
    rate, squared = successes / count, _Z * _Z
    middle = rate + squared / (2 * count)
    half = _Z * sqrt(rate * (1 - rate) / count + squared / (4 * count * count))
    below, above = ((middle + side * half) / (1 + squared / count) for side in (-1, 1))
    return Interval(0.0 if successes == 0 else below, 1.0 if successes == count else above)


def is_clearly_off(successes: int, count: int, rate: float) -> bool:
    """Whether so many of so few are hardly to be had by chance at this rate: the exact test, as 0 of 1 proves nothing.

    Source: Clopper & Pearson, Biometrika 26 (1934) 404.
    """
    at_most = 1 - beta_lower(successes + 1, count - successes, rate) if successes < count else 1.0
    at_least = beta_lower(successes, count - successes + 1, rate) if successes else 1.0
    return min(at_most, at_least) <= TAIL


def occurrences(count: int) -> Interval:
    """Return the exact interval of the expected number, where `count` of something independent happened.

    Source: Garwood, Biometrika 28 (1936) 437.
    """
    top = count + 10 * sqrt(count + 1) + 20
    low = solve(lambda mean: gamma_lower(count, mean) - TAIL, 0.0, top) if count else 0.0
    return Interval(low, solve(lambda mean: gamma_lower(count + 1, mean) - (1 - TAIL), 0.0, top))


def mean(values: Sequence[float] | np.ndarray) -> Interval | None:
    """Return the interval of a mean by Student's t (Biometrika 6 (1908) 1); None where the values show no spread."""
    known = np.asarray(values, float)
    if not _shows_spread(known):
        return None
    half = student_quantile(TAIL, len(known) - 1) * float(known.std(ddof=1)) / sqrt(len(known))
    return Interval(float(known.mean()) - half, float(known.mean()) + half)


def _shows_spread(values: np.ndarray) -> bool:
    """Whether values tell how far they lie apart: two that differ do, and so many that are all the same."""
    return len(values) >= _MANY_EQUAL or (len(values) > 1 and bool((values != values[0]).any()))


def median(values: Sequence[float] | np.ndarray) -> Interval | None:
    """Return the interval of a median between two of the values themselves, whatever their distribution.

    None where so few values (below six) cannot tell. Source: Thompson, Ann. Math. Stat. 7 (1936) 122.
    """
    known = np.sort(np.asarray(values, float))
    place = _outer_rank(len(known))
    return Interval(float(known[place - 1]), float(known[-place])) if place else None


def _outer_rank(count: int) -> int:
    """The largest rank such that both tails outside of it hold at most `TAIL`; 0 for none."""
    low, high = 0, count // 2
    while low < high:
        rank = (low + high + 1) // 2
        # P(at most rank - 1 of `count` values lie below the median)
        outside = 1 - beta_lower(rank, count - rank + 1, 0.5)
        low, high = (rank, high) if outside <= TAIL else (low, rank - 1)
    return low


def change_of_shares(before: tuple[int, int], after: tuple[int, int]) -> Interval | None:
    """Return the interval of the later proportion less the earlier one; each is (successes, count).

    Source: Newcombe, Stat. Med. 17 (1998) 873, method 10 (hybrid of the two score intervals).
    """
    first, second = share(*before), share(*after)
    if first is None or second is None:
        return None
    old, new = before[0] / before[1], after[0] / after[1]
    down = sqrt((new - second.low) ** 2 + (first.high - old) ** 2)
    up = sqrt((second.high - new) ** 2 + (old - first.low) ** 2)
    return Interval(new - old - down, new - old + up)


def ratio_of_counts(before: int, after: int, exposure: float = 1.0) -> Interval | None:
    """Return the interval of the later rate over the earlier one; None where neither saw anything.

    exposure: how long the later window is, the earlier being 1. Given their sum the later count is binomial, so the
    exact interval of that share (Clopper & Pearson, Biometrika 26 (1934) 404) gives the ratio's; the principle is that of
    Przyborowski & Wilenski, Biometrika 31 (1940) 313.
    """
    total = before + after
    if not total:
        return None
    low = solve(lambda p: beta_lower(after, before + 1, p) - TAIL, 0.0, 1.0) if after else 0.0
    high = solve(lambda p: beta_lower(after + 1, before, p) - (1 - TAIL), 0.0, 1.0) if before else 1.0
    return Interval(_odds(low) / exposure, _odds(high) / exposure)


def _odds(share_of_sum: float) -> float:
    return share_of_sum / (1 - share_of_sum) if share_of_sum < 1 else inf


def change_of_means(before: np.ndarray, after: np.ndarray) -> Interval | None:
    """Return the interval of the later mean less the earlier one, spreads unequal (Welch, Biometrika 34 (1947) 28).

    None where the values of a side show no spread.
    """
    if not (_shows_spread(before) and _shows_spread(after)):
        return None
    parts = [float(values.var(ddof=1)) / len(values) for values in (before, after)]
    difference = float(after.mean() - before.mean())
    if not sum(parts):
        return Interval(difference, difference)
    sizes = (len(before), len(after))
    freedom = sum(parts) ** 2 / sum(p * p / (n - 1) for p, n in zip(parts, sizes, strict=True))
    half = student_quantile(TAIL, freedom) * sqrt(sum(parts))
    return Interval(difference - half, difference + half)
