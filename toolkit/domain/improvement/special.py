"""Tail probabilities of the binomial, Poisson and Student's distributions, and the figures where they reach a level.

The series and continued fractions are those of Abramowitz & Stegun, Handbook of Mathematical Functions, 6.5.29, 6.5.31
and 26.5.8, evaluated by Lentz's method.
"""

from __future__ import annotations

from math import exp, lgamma, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TINY, _CLOSE, _STEPS = 1e-300, 1e-14, 10_000


def gamma_lower(shape: float, x: float) -> float:
    """Return the regularised lower incomplete gamma function P(shape, x): P(Poisson(x) >= shape) for whole shapes."""
    if x <= 0:
        return 0.0
    scale = exp(shape * log(x) - x - lgamma(shape))
    if x < shape + 1:
        return min(1.0, scale * _gamma_series(shape, x))
    return max(0.0, 1 - scale * _fraction(x + 1 - shape, _gamma_terms(shape, x)))


def beta_lower(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b): P(Binomial(a+b-1, x) >= a) for whole a and b."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_lower(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    return front * _fraction(1.0, _beta_terms(a, b, x))


def student_upper(t: float, freedom: float) -> float:
    """Return the probability that Student's t exceeds a value t >= 0."""
    return beta_lower(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2


def student_quantile(level: float, freedom: float) -> float:
    """Return the t that is exceeded with probability `level` (below a half)."""
    return solve(lambda t: level - student_upper(t, freedom), 0.0, 1e7)


def solve(rising: Callable[[float], float], low: float, high: float) -> float:
    """Return where a rising function crosses zero between two places, to 12 figures."""
    while high - low > 1e-12 * max(1.0, abs(high)):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2


def _gamma_series(shape: float, x: float) -> float:
    term = total = 1 / shape
    for step in range(1, _STEPS):
        term *= x / (shape + step)
        total += term
        if term < total * _CLOSE:
            break
    return total


def _gamma_terms(shape: float, x: float) -> Iterator[tuple[float, float]]:
    for step in range(1, _STEPS):
        yield -step * (step - shape), x + 2 * step + 1 - shape


def _beta_terms(a: float, b: float, x: float) -> Iterator[tuple[float, float]]:
    yield -(a + b) * x / (a + 1), 1.0
    for step in range(1, _STEPS):
        twice = a + 2 * step
        yield step * (b - step) * x / ((twice - 1) * twice), 1.0
        yield -(a + step) * (a + b + step) * x / (twice * (twice + 1)), 1.0


def _fraction(first: float, terms: Iterator[tuple[float, float]]) -> float:
    """Return 1 / (first + a1 / (b1 + a2 / (b2 + …))) for the (a, b) given."""
    d = 1 / (first or _TINY)
    c, result = 1 / _TINY, d
    for above, below in terms:
        d = 1 / (below + above * d or _TINY)
        c = below + above / c or _TINY
        result *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return result
