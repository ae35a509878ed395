"""Cells merged downwards: what a person sees beside several rows counts for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.excel.reading.plain import is_blank

if TYPE_CHECKING:
    from toolkit.excel.reading.grid import Grid
    from toolkit.excel.reading.header import Layout

_TALLEST = 200


def spread_down(grid: Grid, layout: Layout) -> dict[int, np.ndarray]:
    """Copy the value of each merged cell under the header to the rows it covers, in the grid itself.

    Returns the Excel rows that got a value, by position of the column. Very tall merges are decoration.
    """
    rows: dict[int, list[int]] = {}
    last = len(grid.cells) - 1
    for top, left, lowest, _ in grid.merges:
        bottom = min(lowest, last)
        if layout.bottom < top < bottom <= top + _TALLEST and left in layout.texts:
            value = grid.cells[top, left]
            if not is_blank(value):
                grid.cells[top + 1 : bottom + 1, left] = value
                rows.setdefault(left, []).extend(range(top + 1, bottom + 1))
    return {column: np.array(sorted(found)) + grid.first_row for column, found in rows.items()}
