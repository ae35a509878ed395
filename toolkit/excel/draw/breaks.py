"""Where a printed page of a report ends: between blocks, not inside one that would fit on the next page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from toolkit.excel.draw.layout import pixels
from toolkit.excel.look import PAGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toolkit.excel.draw.layout import Placed

_INCH = 96
_WIDTH = (11.69 - 2 * PAGE.side) * _INCH
PAGE_PIXELS = round((8.27 - PAGE.top - PAGE.bottom) * _INCH)
"""Height of a printed page of A4 landscape at full size."""
_ROW = 22
"""Height of a row that nothing made higher, as Excel prints it."""
_BEGUN = 0.25
"""Of a page, what must be left for a list longer than a page to begin on it."""


def page_breaks(placed: Sequence[Placed], heights: Mapping[int, int], columns: Sequence[float]) -> list[int]:
    """Return the rows that begin a printed page, for a sheet that is printed one page wide.

    heights: in pixels, of the rows that are not as high as usual. columns: their widths in characters.
    """
    high = PAGE_PIXELS * max(1.0, sum(map(pixels, columns)) / _WIDTH)

    def reach(first: int, last: int) -> int:
        return sum(heights.get(row, _ROW) for row in range(first, last))

    found: list[int] = []
    start = 0
    for top, blocks in groupby(placed, key=lambda one: one.top):
        bottom = max(one.bottom for one in blocks)
        own, left = reach(top, bottom), high - reach(start, top)
        # What follows the heading stays with it, also where it is long.
        is_first = top == placed[0].top
        if not is_first and own > left and (own <= high or left < _BEGUN * high):
            found.append(top)
            start, left = top, high
        row = top
        while own > left:  # it goes on over pages of its own, as many as it needs
            row = _row_after(heights, row, left)
            start, left, own = row, high, reach(row, bottom)
    return found


def _row_after(heights: Mapping[int, int], row: int, room: float) -> int:
    """Return the first row that has no room any more; at least one row has."""
    used, first = heights.get(row, _ROW), row
    while used <= room or row == first:
        row += 1
        used += heights.get(row, _ROW)
    return row
