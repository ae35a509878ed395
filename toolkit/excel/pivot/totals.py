"""The figures of a pivot, one grouping for each pair of depths and never one for each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.schema.pivot import Aggregate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.excel.pivot.axis import Key
    from toolkit.excel.pivot.source import Cache, Field
    from toolkit.schema.pivot import PivotBlock

Figures = dict[tuple["Key", "Key", int], float]
"""By the row's items, the column's items and the number of the value; a group without a filled cell has none."""

_WAYS = {
    Aggregate.COUNT: "sum",
    Aggregate.SUM: "sum",
    Aggregate.MEAN: "mean",
    Aggregate.LARGEST: "max",
    Aggregate.SMALLEST: "min",
}


def kept(block: PivotBlock, cache: Cache) -> np.ndarray:
    """Return, as a mask of rows, what the filters of a pivot let through at first."""
    passes = np.ones(cache.source.count, bool)
    for one in block.filters:
        items = cache.items[one.key]
        hidden = [items.number(item) for item in one.without]
        passes &= ~np.isin(items.codes, [number for number in hidden if number is not None])
    return passes


def keys(columns: Sequence[str], cache: Cache, rows: np.ndarray) -> list[Key]:
    """Return the combinations of items that occur in the rows, in order; one empty combination for no columns."""
    if not columns:
        return [()]
    codes = np.column_stack([cache.items[key].codes[rows] for key in columns])
    return [tuple(key) for key in np.unique(codes, axis=0).tolist()]


def figures(block: PivotBlock, cache: Cache, rows: np.ndarray) -> Figures:
    """Return every figure of a pivot over the rows of a mask."""
    frame = pd.DataFrame({key: cache.items[key].codes[rows] for key in (*block.rows, *block.columns)})
    for number, value in enumerate(block.values):
        frame[number] = _cells(cache.source[value.key], value.aggregate)[rows]
    found: Figures = {}
    depths = range(len(block.rows) + 1) if block.has_subtotals else {0, len(block.rows)}
    for depth in depths:
        for across in {0, len(block.columns)}:
            found |= _grouped(frame, block, depth, across)
    return found


def _grouped(frame: pd.DataFrame, block: PivotBlock, depth: int, across: int) -> Figures:
    by = [frame[key].to_numpy() for key in (*block.rows[:depth], *block.columns[:across])]
    # a constant keeps the grand total one grouping like the others
    groups = frame.groupby(by or [np.zeros(len(frame), np.int64)], sort=False)
    found: Figures = {}
    for number, value in enumerate(block.values):
        column = groups[number]
        summary = column.agg(_WAYS[value.aggregate])[column.count() > 0]
        for key, figure in summary.items():
            items: Key = (key if isinstance(key, tuple) else (key,)) if by else ()
            found[items[:depth], items[depth:], number] = figure
    return found


def _cells(column: Field, aggregate: Aggregate) -> np.ndarray:
    """Return numbers to aggregate, NaN where the cell has nothing to give; a filled cell counts 1."""
    values = column.values
    if aggregate is Aggregate.COUNT:
        filled = values.notna() & (values.ne("") if column.is_text else True)
        return np.where(filled, 1.0, np.nan)
    return values.to_numpy(float)
