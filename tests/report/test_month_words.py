"""Figures in sentences: the same as the cell beside them shows."""

from __future__ import annotations

import pytest

from toolkit.report.month import one_decimal, rate_text


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(69, 80, "86.3%"), (1, 8, "12.5%"), (1, 16, "6.3%"), (3, 16, "18.8%"), (1, 3, "33.3%"), (2, 3, "66.7%"), (7, 7, "100.0%"), (0, 9, "0.0%")],
)  # fmt: skip
def test_a_rate_is_rounded_as_a_spreadsheet_rounds_it(part, whole, said):
    assert rate_text(part / whole) == said


def test_no_rate_is_a_dash():
    assert rate_text(None) == "–"


@pytest.mark.parametrize(("days", "said"), [(87.25, "87.3"), (0.05, "0.1"), (0.15, "0.2"), (3, "3.0")])
def test_halves_go_up(days, said):
    assert one_decimal(days) == said
