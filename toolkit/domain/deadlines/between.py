"""The cycles between the first and the running one: a row no longer holds them, so they come beside it and go on beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.fields import DAY_ALONE

if TYPE_CHECKING:
    from toolkit.domain.deadlines.matching import Index
    from toolkit.domain.fields import Moments

MIDDLE = "middle_cycles"
"""A column of facts, there when any row has such cycles: a tuple of `PastCycle`, None for the others."""
JUDGED = "judged_middle_cycles"
"""A judged column, likewise: a tuple of values by _KEPT for each of them."""

_READ = {
    "reopened_at": "begun", "first_responded_at": "responded", "resolved_at": "resolved", "held_from": "held_from",
    "held_until": "held_until", "due_override": "due_override",
}  # fmt: skip
_KEPT = (
    "cycle", "cycle_started_at", "response_done_at", "resolution_done_at", "first_response_due", "resolution_due",
    "response_verdict", "resolution_verdict",
)  # fmt: skip
_MOMENTS = _KEPT[1:6]


def unfolded(cases: pd.DataFrame, since: Moments) -> tuple[Index, pd.DataFrame]:
    """Return the positions of rows once for each cycle in between, and these rows with that cycle's moments.

    cases: rows of a later cycle, with MIDDLE where any has more; since: when the running one began, shape (n,).
    """
    every = [
        (place, one) for place, cycles in enumerate(cases.get(MIDDLE, ())) for one in cycles or () if cycles
    ]
    rows = np.array([place for place, _ in every], np.intp)
    columns: dict[str, np.ndarray] = {"cycle": np.array([one.number for _, one in every], float)}
    for key, name in _READ.items():
        texts = np.array([getattr(one, name) or "NaT" for _, one in every], "U19")
        columns[key] = texts.astype("datetime64[s]")
        columns[f"{key}_is_day"] = np.char.str_len(texts) == DAY_ALONE
    # Seen from an earlier moment the running cycle is an earlier one, and what came after it is not known yet.
    is_before = columns["reopened_at"] < since[rows]
    found = cases.iloc[rows].assign(**columns)
    return rows[is_before], found[is_before]


def folded(rows: Index, judged: pd.DataFrame, count: int) -> np.ndarray:
    """Return judged cycles as one cell a row, shape (count,); rows: the row of each, in order."""
    cells = np.full(count, None, object)
    values = [*zip(*(judged[key] for key in _KEPT), strict=True)]
    for row in np.unique(rows).tolist():
        cells[row] = tuple(values[place] for place in np.flatnonzero(rows == row).tolist())
    return cells


def told_apart(frame: pd.DataFrame) -> pd.DataFrame:
    """Return judged rows once for each cycle in between, as they were in it; the index is that of the row."""
    if JUDGED not in frame:
        return frame.iloc[:0]
    cells = frame[JUDGED].to_numpy(object)
    rows = np.flatnonzero(frame[JUDGED].notna())
    counts = [len(cells[row]) for row in rows.tolist()]
    values = [one for row in rows.tolist() for one in cells[row]]
    columns = {
        key: pd.Series([one[place] for one in values], dtype="M8[s]" if key in _MOMENTS else object)
        for place, key in enumerate(_KEPT)
    }
    columns["cycle"] = columns["cycle"].astype(float)
    again = frame.iloc[np.repeat(rows, counts)]
    return again.assign(**{key: column.to_numpy() for key, column in columns.items()})
