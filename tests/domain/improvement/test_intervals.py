"""Intervals against values that others published."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from toolkit.domain.improvement import intervals
from toolkit.domain.improvement.intervals import Interval


def near(interval: Interval, low: float, high: float, within: float = 5e-4) -> None:
    assert interval.low == pytest.approx(low, abs=within)
    assert interval.high == pytest.approx(high, abs=within)


@pytest.mark.parametrize(
    ("successes", "count", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
    ids=["81/263", "15/148", "0/20", "1/29"],
)
def test_a_share_as_in_newcombe_1998_table_1(successes, count, low, high):
    near(intervals.share(successes, count), low, high, within=5e-5)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (100, 81.364, 121.627)],
)
def test_a_count_as_in_tables_of_the_poisson_distribution(count, low, high):
    near(intervals.occurrences(count), low, high)


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [((48, 80), (56, 70), 0.0524, 0.3339), ((3, 10), (9, 10), 0.1705, 0.8090)],
    ids=["56/70 - 48/80", "9/10 - 3/10"],
)
def test_a_change_of_shares_as_in_newcombe_1998_table_2(before, after, low, high):
    near(intervals.change_of_shares(before, after), low, high, within=5e-5)


@pytest.mark.parametrize(("count", "low", "high"), [(6, 1, 6), (10, 2, 9), (20, 6, 15), (100, 40, 61)])
def test_a_median_lies_between_the_ranks_of_the_sign_test(count, low, high):
    near(intervals.median(np.arange(1.0, count + 1)), low, high)


def test_five_values_cannot_tell_where_the_median_lies():
    assert intervals.median([1, 2, 3, 4, 5]) is None


def test_a_mean_by_students_t():
    """t(0.975, 4) = 2.776; the deviation of 1 to 5 is 1.5811: 3 ± 2.776 × 1.5811 / √5."""
    near(intervals.mean([1, 2, 3, 4, 5]), 3 - 1.963, 3 + 1.963)
    assert intervals.mean([4]) is None


def test_a_change_of_means_by_welch():
    """Equal spreads and sizes: 3 later, standard error 1, 8 degrees of freedom, t = 2.306."""
    first = np.array([1.0, 2, 3, 4, 5])
    near(intervals.change_of_means(first, first + 3), 3 - 2.306, 3 + 2.306)
    assert intervals.change_of_means(np.full(30, 4.0), np.full(30, 5.0)) == Interval(1, 1)


def test_a_few_equal_answers_do_not_tell_how_far_answers_spread():
    assert intervals.mean([5, 5]) is None
    assert intervals.mean([5] * 29) is None
    assert intervals.mean([5] * 30) == Interval(5, 5)
    assert intervals.change_of_means(np.array([4.0, 4]), np.array([5.0, 5])) is None
    assert intervals.change_of_means(np.array([3.0, 4]), np.array([5.0, 5])) is None


def test_a_ratio_of_counts():
    """5 of 15 together: exact 0.1182 to 0.6162 (Clopper-Pearson); odds 0.1341 and 1.6054."""
    near(intervals.ratio_of_counts(10, 5), 0.1341, 1.6054)
    near(intervals.ratio_of_counts(10, 5, exposure=2), 0.0670, 0.8027)


def test_where_nothing_happened_the_interval_says_how_little_is_known():
    assert intervals.share(0, 0) is None
    assert intervals.ratio_of_counts(0, 0) is None
    none_after, none_before = intervals.ratio_of_counts(10, 0), intervals.ratio_of_counts(0, 3)
    assert none_after.low == 0
    assert none_after.high == pytest.approx(0.4461, abs=1e-4)
    assert none_before.high == inf


@pytest.mark.parametrize("count", [1, 7, 40, 300])
def test_an_interval_holds_its_figure_and_narrows_with_more(count):
    wide, narrow = intervals.share(count, 3 * count), intervals.share(4 * count, 12 * count)
    assert wide.holds(1 / 3)
    assert narrow.high - narrow.low < wide.high - wide.low
    assert intervals.occurrences(count).holds(count)
