"""Run rules: patterns on a control chart that chance hardly ever makes.

Source: Western Electric, Statistical Quality Control Handbook (1956), tests 1 to 4; the trend of six is test 3 of
Nelson, Journal of Quality Technology 16 (1984) 237.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

LEAST_FOR_RUNS = 12
"""Points below which only single points beyond the limits count."""


class Rule(StrEnum):
    """Which pattern it is."""

    BEYOND = "beyond"
    TWO_OF_THREE = "two_of_three"
    FOUR_OF_FIVE = "four_of_five"
    EIGHT_ON_A_SIDE = "eight_on_a_side"
    SIX_IN_A_ROW = "six_in_a_row"


@dataclass(frozen=True, slots=True)
class Signal:
    """A pattern: the points that make it, from `start` up to, not including, `end`, and its direction."""

    rule: Rule
    start: int
    end: int
    is_high: bool


_ZONES = ((Rule.TWO_OF_THREE, 2, 3, 2.0), (Rule.FOUR_OF_FIVE, 4, 5, 1.0), (Rule.EIGHT_ON_A_SIDE, 8, 8, 0.0))
"""So many of so many in a row, further off than so many standard deviations, on one side."""
_LIMIT = 3.0
_TREND = 6


def signals(scores: npt.NDArray[np.float64]) -> tuple[Signal, ...]:
    """Return every pattern in a series of standard scores, by where it ends; NaN breaks a run.

    Each pattern is told at the point that completes it. Below `LEAST_FOR_RUNS` known points only `BEYOND` is looked for.
    """
    found = [*_beyond(scores)]
    if np.count_nonzero(~np.isnan(scores)) >= LEAST_FOR_RUNS:
        found += [one for zone in _ZONES for one in _zone(scores, *zone)]
        found += [*_trends(scores)]
    return tuple(sorted(found, key=lambda one: (one.end, one.start)))


def _beyond(scores: npt.NDArray[np.float64]) -> Iterator[Signal]:
    for place in np.flatnonzero(np.abs(scores) > _LIMIT):
        yield Signal(Rule.BEYOND, int(place), int(place) + 1, is_high=bool(scores[place] > 0))


def _zone(scores: npt.NDArray[np.float64], rule: Rule, least: int, of: int, far: float) -> Iterator[Signal]:
    for is_high in (True, False):
        off = (scores if is_high else -scores) > far
        for end in range(of, len(scores) + 1):
            window = slice(end - of, end)
            # The point that completes it must itself be one of those far off.
            if off[end - 1] and off[window].sum() >= least and not np.isnan(scores[window]).any():
                yield Signal(rule, end - of, end, is_high=is_high)


def _trends(scores: npt.NDArray[np.float64]) -> Iterator[Signal]:
    steps = np.diff(scores)
    for end in range(_TREND, len(scores) + 1):
        own = steps[end - _TREND : end - 1]
        if (own > 0).all() or (own < 0).all():
            yield Signal(Rule.SIX_IN_A_ROW, end - _TREND, end, is_high=bool(own[0] > 0))
