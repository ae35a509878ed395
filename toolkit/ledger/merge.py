"""The three-way merge: what a cell holds here, what the ledger holds, and what both started from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.ledger.facts import Cells, as_json, blanks, from_json, is_none

if TYPE_CHECKING:
    from toolkit.ledger.recall import Held

CELL = ["feedback_key", "key"]
"""What names a cell in every frame of cells."""

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
    """

    held: Held | None
    changed: pd.DataFrame | None
    earlier: pd.DataFrame
    conflicts: pd.DataFrame
    suggested: pd.DataFrame


def differs(mine: Cells, theirs: Cells, present: Cells) -> np.ndarray:
    """Whether any cell of a row differs, shape (n,)."""
    masks = [_differing(mine, theirs, present, key) for key in theirs]
    return np.logical_or.reduce(masks) if masks else np.zeros(0, bool)


def differences(mine: Cells, theirs: Cells, present: Cells) -> pd.DataFrame:
    """Return the cells that differ: at (position), key, mine and theirs (JSON; None where blank).

    present: by key, whether a row's sheet has that column at all, shape (n,).
    """
    parts = [_cells("", np.zeros(0, np.int64), blanks(0), blanks(0))]
    for key, values in theirs.items():
        places = np.flatnonzero(_differing(mine, theirs, present, key))
        if len(places):
            parts.append(_cells(key, places, mine[key][places], values[places]))
    return pd.concat(parts, ignore_index=True)


def _differing(mine: Cells, theirs: Cells, present: Cells, key: str) -> np.ndarray:
    return np.asarray(mine[key] != theirs[key], bool) & present[key]


def _cells(key: str, at: np.ndarray, mine: np.ndarray, theirs: np.ndarray) -> pd.DataFrame:
    columns = {"key": [key] * len(at), "mine": map(as_json, mine), "theirs": map(as_json, theirs)}
    made = {name: pd.Series(list(values), dtype=object) for name, values in columns.items()}
    return pd.DataFrame({"at": at.astype(np.int64)} | made)


def decide(cells: pd.DataFrame, past: Past, is_confirming: np.ndarray) -> pd.Series:
    """Return the verdict on each differing cell.

    cells: feedback_key, key, mine, theirs (JSON), and is_fresh where this workbook itself already changed the cell.
    is_confirming: rows where a person has just accepted what we suggested, shape (len(cells),).
    """
    base, is_known = _base(cells, past)
    mine, theirs = cells["mine"].to_numpy(object), cells["theirs"].to_numpy(object)
    is_blank = is_none(theirs)
    untouched = is_known & (theirs == base)
    if past.held is not None:
        # A feedback that stood in the workbook twice left two values there; both are old.
        untouched |= is_known & _named(cells, past.held.cells, "value")
    is_ours = (
        _named(cells, past.suggested, "value") & ~is_confirming & (is_none(mine) | is_none(base) | ~is_known)
    )
    is_waiting = _named(cells, past.conflicts, "after")
    is_old = ~is_known & ~is_none(mine) & _named(cells, past.earlier, "value")
    moved_apart = is_known & (mine != base)
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
        [mask for mask, _ in verdicts], [np.array(verdict, object) for _, verdict in verdicts], CHANGED
    )
    return pd.Series(chosen, cells.index, dtype=object)


def _named(cells: pd.DataFrame, listed: pd.DataFrame, column: str) -> np.ndarray:
    """Whether the value typed here is listed for its cell."""
    if listed.empty or cells.empty:
        return np.zeros(len(cells), bool)
    wanted = pd.MultiIndex.from_frame(cells[[*CELL, "theirs"]])
    return wanted.isin(pd.MultiIndex.from_frame(listed[[*CELL, column]]))


def _base(cells: pd.DataFrame, past: Past) -> tuple[np.ndarray, np.ndarray]:
    """What each cell held when this workbook last went back to its people, and whether that is known."""
    base = cells["mine"].to_numpy(object).copy()
    if past.held is None or past.changed is None:
        is_known = np.zeros(len(cells), bool)
    else:
        _overlay(base, cells, past.changed, "before")
        _overlay(base, cells, past.held.cells, "value")
        base[~cells["key"].isin(past.held.keys).to_numpy(bool)] = None
        is_known = cells["feedback_key"].isin(past.held.feedback_keys).to_numpy()
    # A feedback that stands twice in one workbook: what its first row just changed, the second cannot have known.
    is_fresh = cells["is_fresh"].to_numpy(bool)
    base[is_fresh] = cells["was"].to_numpy(object)[is_fresh]
    return base, is_known | is_fresh


def _overlay(base: np.ndarray, cells: pd.DataFrame, newer: pd.DataFrame, column: str) -> None:
    if newer.empty or cells.empty:
        return
    known = pd.MultiIndex.from_frame(newer[CELL])
    where = known.get_indexer(pd.MultiIndex.from_frame(cells[CELL]))
    base[where >= 0] = newer[column].to_numpy(object)[where[where >= 0]]


def values_of(texts: pd.Series) -> np.ndarray:
    """JSON texts as values, an object array."""
    result = np.empty(len(texts), object)
    result[:] = [from_json(text) for text in texts]
    return result
