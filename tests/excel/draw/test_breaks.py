"""Printed pages end between blocks."""

from __future__ import annotations

import pytest

from toolkit.excel.draw.breaks import _ROW, PAGE_PIXELS, page_breaks
from toolkit.excel.draw.layout import Placed
from toolkit.schema.page import Row, TableBlock

NARROW = (100.0,)
FULL = PAGE_PIXELS // _ROW
"""Rows of a page."""


def stacked(*sizes, gap=1):
    """Tables of so many rows below each other, a header more in each."""
    placed, top = [], 0
    for size in sizes:
        rows = tuple(Row(str(n), {}) for n in range(size - 1))
        placed.append(Placed(TableBlock("t", (), rows), top))
        top += size + gap
    return placed


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((10, FULL - 11), []),
        ((10, FULL - 10), [11]),
        ((10, 10, 10), [22]),
        ((10, 3 * FULL), []),
        ((FULL - 4, 3 * FULL), [FULL - 3]),
        ((3 * FULL + 2, 10, 20), [3 * FULL + 3 + 11]),
    ],
    ids=[
        "fits",
        "one row too many",
        "the third",
        "a long list begins here",
        "a long list begins anew",
        "after a long list",
    ],
)
def test_a_block_that_fits_on_a_page_stands_on_one(sizes, expected):
    assert page_breaks(stacked(*sizes), {}, NARROW) == expected


def test_what_follows_the_heading_stays_with_it():
    heading = 4
    placed = [Placed(one.block, one.top + heading) for one in stacked(FULL - 2, 10)]
    assert page_breaks(placed, {}, NARROW) == []


def test_blocks_beside_each_other_stay_together():
    first, second = stacked(10, 22)
    beside = [first, second, Placed(stacked(25)[0].block, second.top)]
    assert page_breaks(beside, {}, NARROW) == [second.top]


def test_a_wide_page_is_printed_smaller_and_holds_more():
    assert page_breaks(stacked(20, 20), {}, NARROW) == [21]
    assert page_breaks(stacked(20, 20), {}, (300.0,)) == []
