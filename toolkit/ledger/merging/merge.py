"""The three-way merge: what a cell holds here, what the ledger holds, and what both started from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.ledger.cells import CellIndex, cell_frame
from toolkit.ledger.facts import is_none

if TYPE_CHECKING:
    from toolkit.ledger.merging.held import Held

SUGGESTION, CHANGED, CONFLICT, STILL, STALE, BLANK = (
    "suggestion",
    "changed",
    "conflict",
    "still",
    "stale",
    "blank",
)
"""Verdicts on a cell. STILL is a conflict that waits already; BLANK a cell emptied here but kept by the ledger."""


@dataclass(frozen=True, slots=True)
class Past:
    """What decides about cells besides the two values, as frames of cells (values as JSON).

    held: what this workbook was when it went back to its people; None where that is not known.
    changed: `before` of cells that changed since then. earlier: every `value` a cell had or was offered.
    conflicts: open ones with what was typed (`after`). suggested: `value`s that we wrote ourselves.
    apart: keys of feedbacks that were entered here as well as in the drop that brought them: neither knew the other.
    """

    held: Held | None
    changed: pd.DataFrame | None
    earlier: pd.DataFrame
    conflicts: pd.DataFrame
    suggested: pd.DataFrame
    apart: np.ndarray


def decide(cells: pd.DataFrame, past: Past, is_confirming: np.ndarray) -> tuple[pd.Series, pd.Series]:
    """Return the verdict on each differing cell, and what people started from there (JSON).

    cells: feedback_key, key, mine, theirs (JSON), and is_fresh where this workbook itself already changed the cell.
    is_confirming: rows where a person has just accepted what we suggested, shape (len(cells),).
    """
    index = CellIndex(cells)
    base, is_known = _base(index, cells, past)
    is_apart = ~is_known & cells["feedback_key"].isin(past.apart).to_numpy(bool)
    base[is_apart] = None
    mine, theirs = cells["mine"].to_numpy(object), cells["theirs"].to_numpy(object)
    is_blank = is_none(theirs)
    untouched = is_known & (np.asarray(theirs == base, bool) | _is_held(index, past, theirs))
    is_free = is_none(mine) | is_none(base) | ~is_known
    is_ours = index.lists(past.suggested, "value", theirs) & ~is_confirming & is_free
    is_waiting = index.lists(past.conflicts, "after", theirs)
    is_old = ~is_known & ~is_none(mine) & index.lists(past.earlier, "value", theirs)
    moved_apart = (is_known | is_apart) & np.asarray(mine != base, bool)
    verdicts = [
        (is_blank & (~is_known | is_none(base)), ""),
        (is_blank, BLANK),
        (is_ours, SUGGESTION),
        (is_waiting & (untouched | ~is_known), STILL),
        (untouched | is_old, STALE),
        (moved_apart & is_waiting, STILL),
        (moved_apart & ~is_none(mine), CONFLICT),
    ]
    chosen = np.select(
        [mask for mask, _ in verdicts], [np.array(said, object) for _, said in verdicts], CHANGED
    )
    return pd.Series(chosen, cells.index, dtype=object), pd.Series(base, cells.index, dtype=object)


def _is_held(index: CellIndex, past: Past, theirs: np.ndarray) -> np.ndarray:
    """Whether the workbook held this value: a feedback that stood in it twice may have left two, and both are old."""
    held = past.held.cells if past.held is not None else cell_frame([], "value")
    return index.lists(held, "value", theirs)


def _base(index: CellIndex, cells: pd.DataFrame, past: Past) -> tuple[np.ndarray, np.ndarray]:
    """What each cell held when this workbook last went back to its people, and whether that is known."""
    base = cells["mine"].to_numpy(object).copy()
    if past.held is None or past.changed is None:
        is_known = np.zeros(len(cells), bool)
    else:
        for newer, column in ((past.changed, "before"), (past.held.cells, "value")):
            found, values = index.first(newer, column)
            base[found] = values
        base[~cells["key"].isin(past.held.keys).to_numpy(bool)] = None
        is_known = cells["feedback_key"].isin(past.held.feedback_keys).to_numpy(bool)
    # A feedback that stands twice in one workbook: what its first row just changed, the second cannot have known.
    is_fresh = cells["is_fresh"].to_numpy(bool)
    base[is_fresh] = cells["was"].to_numpy(object)[is_fresh]
    return base, is_known | is_fresh
