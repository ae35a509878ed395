"""Control charts of counts: what a process does by itself, and which points say that something else happened.

Limits come from a stretch of earlier periods, the baseline, and stay: they are set anew only where a new phase begins,
such as the day on which a measure took effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.domain.quality.runs import Signal, signals

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Span = tuple[np.datetime64, np.datetime64]
    """From the first day to the last, both in it."""

LEAST_POINTS = 8
"""Points of a baseline below which it is said that nothing can be said yet."""
SIGMAS = 3.0
_MEAN_RANGE = 1.128
"""Mean of the range of two normal values, in standard deviations (d2 for n = 2)."""


class Kind(StrEnum):
    """What is counted: cases of so many that could be one (p), or events over a stretch of time (u)."""

    P = "p"
    U = "u"


@dataclass(frozen=True, slots=True)
class Baseline:
    """How limits are set. points: that set them at most, half a year of weeks; later ones are judged by them.

    is_adjusted: limits are widened where points spread by more than chance alone, as large counts always do.
    """

    points: int = 26
    is_adjusted: bool = True


USUAL = Baseline()


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch under one set of limits: its points, those that set the limits, the centre, and how wide it spreads.

    spread: how many times wider than chance alone the points lie, at least 1 (Laney's sigma-z).
    """

    start: int
    end: int
    baseline: tuple[int, int]
    centre: float
    spread: float


@dataclass(frozen=True)
class ControlChart:
    """counts, sizes: what was counted, out of how many; shape (n,). A point of size 0 has no rate and no limits."""

    kind: Kind
    counts: Floats
    sizes: Floats
    phases: tuple[Phase, ...]

    @property
    def rates(self) -> Floats:
        return _rates(self.counts, self.sizes)

    @property
    def centre(self) -> Floats:
        """The centre line at each point, shape (n,); NaN before there is a baseline."""
        return self._by_phase("centre")

    @property
    def spread(self) -> Floats:
        return self._by_phase("spread")

    def _by_phase(self, name: str) -> Floats:
        found = np.full(len(self.counts), np.nan)
        for phase in self.phases:
            found[phase.start : phase.end] = getattr(phase, name)
        return found

    @property
    def sigma(self) -> Floats:
        """The standard deviation of each point's rate, shape (n,)."""
        return _sigma(self.kind, self.centre, self.sizes) * self.spread

    @property
    def lower(self) -> Floats:
        low: Floats = np.maximum(self.centre - SIGMAS * self.sigma, 0)
        return low

    @property
    def upper(self) -> Floats:
        high = self.centre + SIGMAS * self.sigma
        capped: Floats = np.minimum(high, 1) if self.kind is Kind.P else high
        return capped

    @property
    def scores(self) -> Floats:
        """How many standard deviations each point lies off the centre, shape (n,); NaN where nothing can be said."""
        with np.errstate(divide="ignore", invalid="ignore"):
            found: Floats = (self.rates - self.centre) / self.sigma
        return np.where(np.isfinite(found), found, np.nan)

    @property
    def signals(self) -> tuple[Signal, ...]:
        """Every sign of something special, oldest first; runs do not reach over the start of a phase."""
        return tuple(
            Signal(one.rule, one.start + phase.start, one.end + phase.start, is_high=one.is_high)
            for phase in self.phases
            for one in signals(self.scores[phase.start : phase.end])
        )


def control_chart(
    kind: Kind, counts: Any, sizes: Any, starts: Sequence[int] = (0,), baseline: Baseline = USUAL
) -> ControlChart:
    """Return the chart of a series of periods.

    Args:
        kind: p for cases of so many, u for events over a stretch.
        counts: what was counted at each point, shape (n,).
        sizes: out of how many cases, or over how long a stretch, shape (n,).
        starts: the points where a phase begins, ascending, the first 0. A phase with fewer than `LEAST_POINTS` points
            goes on under the limits before it.
        baseline: how the limits of a phase are set.

    Source: Shewhart (1931); p and u charts as in Montgomery, Introduction to Statistical Quality Control, ch. 7; the
    adjustment is Laney's, Quality Engineering 14 (2002) 531.
    """
    counts, sizes = np.asarray(counts, float), np.asarray(sizes, float)
    ends = [*starts[1:], len(counts)]
    found: list[Phase] = []
    for start, end in zip(starts, ends, strict=True):
        own = _phase(kind, (counts, sizes), (start, end), baseline)
        if own is None and found:
            last = found[-1]
            found[-1] = Phase(last.start, end, last.baseline, last.centre, last.spread)
        elif own is not None:
            found.append(own)
    return ControlChart(kind, counts, sizes, tuple(found))


def held_chart(kind: Kind, counts: Any, sizes: Any, spans: Sequence[tuple[int, int]]) -> ControlChart | None:
    """Return the chart whose limits are held: each span of points sets them, from its first point until the next span.

    Points before the first span stand under its limits. A span with fewer than `LEAST_POINTS` known points sets none;
    None where no span does.
    """
    series = np.asarray(counts, float), np.asarray(sizes, float)
    known = [span for span in spans if (series[1][slice(*span)] > 0).sum() >= LEAST_POINTS]
    starts = [0, *(first for first, _ in known[1:])]
    ends = [*starts[1:], len(series[0])]
    phases = tuple(
        _limited(kind, series, (start, end), _with_size(series[1], span))
        for start, end, span in zip(starts, ends, known, strict=False)
    )
    return ControlChart(kind, *series, phases) if phases else None


def _phase(
    kind: Kind, series: tuple[Floats, Floats], span: tuple[int, int], baseline: Baseline
) -> Phase | None:
    known = _with_size(series[1], span)[: baseline.points]
    if len(known) < LEAST_POINTS:
        return None
    return _limited(kind, series, span, known, is_adjusted=baseline.is_adjusted)


def _with_size(sizes: Floats, span: tuple[int, int]) -> npt.NDArray[np.intp]:
    """Return the points of a span that have a rate."""
    return np.flatnonzero(sizes[slice(*span)] > 0) + span[0]


def _limited(
    kind: Kind,
    series: tuple[Floats, Floats],
    span: tuple[int, int],
    known: npt.NDArray[np.intp],
    *,
    is_adjusted: bool = True,
) -> Phase:
    """Return a stretch under the limits that these points set."""
    some, of = series[0][known], series[1][known]
    centre = float(some.sum() / of.sum())
    spread = spread_of(kind, some, of, centre) if is_adjusted else 1.0
    return Phase(*span, (int(known[0]), int(known[-1]) + 1), centre, spread)


def spread_of(kind: Kind, counts: Floats, sizes: Floats, centre: float) -> float:
    """Return how many times wider than chance alone points lie from one to the next, at least 1."""
    chance = _sigma(kind, np.full(len(counts), centre), sizes)
    if not (chance > 0).all():
        return 1.0
    scores = (_rates(counts, sizes) - centre) / chance
    return max(1.0, float(np.abs(np.diff(scores)).mean()) / _MEAN_RANGE)


def _rates(counts: Floats, sizes: Floats) -> Floats:
    rates: Floats = np.divide(counts, sizes, out=np.full(len(counts), np.nan), where=sizes > 0)
    return rates


def _sigma(kind: Kind, centre: Floats, sizes: Floats) -> Floats:
    variance = centre * (1 - centre) if kind is Kind.P else centre
    sigma: Floats = np.sqrt(np.divide(variance, sizes, out=np.full(len(sizes), np.nan), where=sizes > 0))
    return sigma
