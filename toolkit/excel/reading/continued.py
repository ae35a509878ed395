"""One record spread over two rows: words that go on in the next row, under nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.schema.column import Kind

if TYPE_CHECKING:
    from toolkit.excel.reading.body import Body

_WORDS = frozenset({Kind.TEXT, Kind.LONG_TEXT})
_USUAL = 0.4
_MOST_CELLS = 2


def continued_rows(body: Body) -> tuple[int, np.ndarray]:
    """Return the column in which words go on, and the Excel rows that hold nothing else.

    Such a row has no moment, id or choice though at least two in five rows have, and follows a row with words in
    the same column.
    """
    sheet, columns = body.layout.sheet, body.layout.columns
    people = {n: sheet[key] for key, n in columns.items() if not sheet[key].is_ours}
    words = [n for n, column in people.items() if column.kind in _WORDS]
    anchors = [n for n, column in people.items() if column.kind not in _WORDS]
    if not words or not anchors or len(body.rows) < 2:
        return 0, np.empty(0, int)
    anchored = np.any([body.filled(n) for n in anchors], axis=0)
    if anchored[body.keep].sum() < _USUAL * body.keep.sum():
        return 0, np.empty(0, int)
    few = np.sum([body.filled(n) for n in body.columns if n in body.layout.texts], axis=0) <= _MOST_CELLS
    alone = body.keep & ~anchored & few
    going_on = {n: alone & body.filled(n) & _after(body.keep & body.filled(n)) for n in words}
    column = max(going_on, key=lambda n: int(going_on[n].sum()))
    return column, body.rows[going_on[column]]


def _after(mask: np.ndarray) -> np.ndarray:
    """The rows right below those of a mask."""
    return np.concatenate(([False], mask[:-1]))
