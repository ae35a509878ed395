"""Control charts against published worked examples, and run rules against patterns drawn by hand."""

from __future__ import annotations

import numpy as np
import pytest

from toolkit.domain.quality.runs import LEAST_FOR_RUNS, Rule, signals
from toolkit.domain.quality.spc import LEAST_POINTS, USUAL, Baseline, Kind, control_chart, held_chart

CANS = [
    12,
    15,
    8,
    10,
    4,
    7,
    16,
    9,
    14,
    10,
    5,
    6,
    17,
    12,
    22,
    8,
    10,
    5,
    13,
    11,
    20,
    18,
    24,
    15,
    9,
    12,
    7,
    13,
    9,
    6,
]
"""Nonconforming cans of 50 in 30 samples: Montgomery, Introduction to Statistical Quality Control, Example 7.1; the same
fractions are the worked p chart of the NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.2."""
ERRORS = [2, 3, 8, 1, 1, 4, 1, 4, 5, 1, 8, 2, 4, 3, 4, 1, 8, 3, 7, 4]
"""Errors in 50 shipments a week, 20 weeks: Montgomery, Example 7.4 (u chart)."""
WAFERS = [16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13]
"""Defects on 25 wafers: NIST/SEMATECH e-Handbook, 6.3.3.1, the worked c chart: centre 16, limits 4 and 28."""


def plain(kind, counts, size):
    return control_chart(
        kind, counts, [size] * len(counts), baseline=Baseline(len(counts), is_adjusted=False)
    )


def test_the_worked_p_chart():
    chart = plain(Kind.P, CANS, 50)
    found = chart.centre[0], chart.upper[0], chart.lower[0]
    assert found == pytest.approx((0.2313, 0.4102, 0.0524), abs=6e-5)
    assert [one.start + 1 for one in chart.signals if one.rule is Rule.BEYOND] == [15, 23]


def test_a_baseline_is_no_longer_than_it_may_be():
    chart = control_chart(Kind.P, CANS, [50] * 30)
    assert chart.phases[0].baseline == (0, USUAL.points)
    assert chart.centre[29] == pytest.approx(sum(CANS[:26]) / (26 * 50))


def test_the_worked_u_chart():
    chart = plain(Kind.U, ERRORS, 50)
    assert chart.centre[0] == pytest.approx(0.0740)
    assert chart.upper[0] == pytest.approx(0.1894, abs=5e-5)
    assert chart.lower[0] == 0
    assert not [one for one in chart.signals if one.rule is Rule.BEYOND]


def test_the_worked_c_chart_is_a_u_chart_of_size_one():
    chart = plain(Kind.U, WAFERS, 1)
    assert [chart.centre[0], chart.lower[0], chart.upper[0]] == pytest.approx([16, 4, 28])
    assert [one.start + 1 for one in chart.signals if one.rule is Rule.BEYOND] == [24]


def test_wide_samples_are_judged_by_how_they_spread():
    """Laney's adjustment: with thousands a point, chance alone would call every one special."""
    rng = np.random.default_rng(1)
    rates = 0.2 + rng.normal(0, 0.02, 20)
    counts = np.round(rates * 10_000)
    assert len(plain(Kind.P, counts, 10_000).signals) > 5
    adjusted = control_chart(Kind.P, counts, [10_000] * 20)
    assert adjusted.phases[0].spread > 3
    assert not [one for one in adjusted.signals if one.rule is Rule.BEYOND]


def test_limits_stay_when_points_are_added_and_begin_anew_with_a_measure():
    counts = [20, 22, 19, 21, 20, 18, 22, 21, 20, 19] * 3
    first = control_chart(Kind.U, counts[:28], [7] * 28)
    later = control_chart(Kind.U, [*counts, 60], [7] * 31)
    assert first.phases[0].centre == later.phases[0].centre
    assert later.signals[-1].rule is Rule.BEYOND
    split = control_chart(Kind.U, [*counts[:12], *[10] * LEAST_POINTS], [7] * 20, (0, 12))
    assert [phase.start for phase in split.phases] == [0, 12]
    assert split.centre[12] == pytest.approx(10 / 7)
    too_short = control_chart(Kind.U, [*counts[:12], *[10] * 3], [7] * 15, (0, 12))
    assert len(too_short.phases) == 1
    assert too_short.phases[0].end == 15


def test_limits_can_be_held_by_the_weeks_that_somebody_names():
    counts = [10] * 4 + [20] * 8 + [40] * 8 + [30] * 3
    chart = held_chart(Kind.U, counts, [1] * 23, [(4, 12), (12, 20), (20, 23)])
    assert [(one.start, one.end, one.baseline, one.centre) for one in chart.phases] == [
        (0, 12, (4, 12), 20), (12, 23, (12, 20), 40),
    ]  # fmt: skip
    longer = held_chart(Kind.U, [*counts, 99, 99], [1] * 25, [(4, 12), (12, 20)])
    assert (longer.upper[:23] == chart.upper).all(), "points that are added move nothing"
    assert held_chart(Kind.U, counts, [1] * 23, [(0, 7)]) is None, "seven weeks are too few"


def test_too_few_points_say_nothing():
    chart = control_chart(Kind.P, [3] * (LEAST_POINTS - 1), [10] * (LEAST_POINTS - 1))
    assert not chart.phases
    assert np.isnan(chart.centre).all()
    assert not chart.signals


def test_a_point_without_cases_is_a_gap():
    chart = control_chart(Kind.P, [5, 0, *[5] * 9], [10, 0, *[10] * 9])
    assert np.isnan(chart.rates[1])
    assert np.isnan(chart.upper[1])
    assert chart.centre[0] == 0.5


QUIET = [0.3, -0.4, 0.2, -0.6, 0.5, -0.2, 0.4, -0.5, 0.1, -0.3]


@pytest.mark.parametrize(("tail", "rule"), [
    ([3.2], Rule.BEYOND),
    ([-2.5, 0.1, -2.4], Rule.TWO_OF_THREE),
    ([1.2, 1.4, -0.1, 1.6, 1.3], Rule.FOUR_OF_FIVE),
    ([-0.2, -0.4, -0.1, -0.6, -0.2, -0.5, -0.3, -0.2], Rule.EIGHT_ON_A_SIDE),
    ([-0.9, -0.5, -0.1, 0.3, 0.6, 0.9], Rule.SIX_IN_A_ROW),
])  # fmt: skip
def test_each_pattern_is_found_where_it_ends(tail, rule):
    scores = np.array([*QUIET, *tail])
    found = [one for one in signals(scores) if one.rule is rule]
    assert found[-1].end == len(scores)
    assert not [one for one in signals(np.array(QUIET)) if one.rule is rule]


def test_runs_need_enough_points():
    run = np.full(LEAST_FOR_RUNS - 1, 0.5)
    assert not signals(run)
    assert signals(np.full(LEAST_FOR_RUNS, 0.5))


def test_a_gap_breaks_a_run():
    scores = np.array([*QUIET, -0.2, *[0.5] * 4, np.nan, *[0.5] * 4])
    assert not [one for one in signals(scores) if one.rule is Rule.EIGHT_ON_A_SIDE]
