"""One batch while it is being merged: its feedbacks as they were, as they become, and the verdicts on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.ledger.cells import differences, differs, values_of
from toolkit.ledger.facts import Cells, as_json, blanks
from toolkit.ledger.merging.merge import CHANGED, Past, decide

if TYPE_CHECKING:
    from toolkit.ledger.merging.admit import Newcomers
    from toolkit.ledger.merging.batch import Batch
    from toolkit.ledger.merging.recall import Memory

CONFIRMED = "suggestion_confirmed"
YES = "yes"


@dataclass
class Work:
    """One batch while it is being merged: u feedbacks, their cells now and as they were before."""

    batch: Batch
    keys: np.ndarray
    ids: np.ndarray
    is_known: np.ndarray
    is_undone: np.ndarray
    suggested: np.ndarray
    cells: Cells
    was: Cells
    place: np.ndarray
    """Of each row's feedback among the u, shape (m,)."""
    is_differing: np.ndarray
    """Whether a row's feedback differs from what was known in any row of it, shape (m,); new ones always do."""


def prepare(batch: Batch, feedback_key: np.ndarray, memory: Memory, newcomers: Newcomers) -> Work:
    """Put the batch's feedbacks (one key for each row) beside what is known about them."""
    keys = np.unique(feedback_key)
    is_known = ~np.isin(keys, newcomers.keys)
    known = memory.recall(keys[is_known])
    taken = known.places(keys[is_known])
    cells = {name: blanks(len(keys)) for name in known.cells | batch.cells}
    for name, values in known.cells.items():
        cells[name][is_known] = values[taken]
    is_undone = np.zeros(len(keys), bool)
    is_undone[is_known] = known.is_undone[taken]
    ids, suggested = blanks(len(keys)), np.full(len(keys), "{}", object)
    ids[is_known], suggested[is_known] = known.ids[taken], known.suggested[taken]
    ids[~is_known] = newcomers.ids
    was = {name: values.copy() for name, values in cells.items()}
    place = np.searchsorted(keys, feedback_key)
    differing = differs({key: cells[key][place] for key in batch.cells}, batch.cells, batch.present)
    is_differing = np.isin(place, place[differing]) | ~is_known[place]
    return Work(batch, keys, ids, is_known, is_undone, suggested, cells, was, place, is_differing)


def merge_rows(work: Work, past: Past) -> pd.DataFrame:
    """Merge row by row of each feedback: a feedback stands in a workbook once, or several times by mistake."""
    turns = pd.Series(work.place).groupby(work.place).cumcount().to_numpy(np.int64)
    is_first_sight = (turns == 0) & ~work.is_known[work.place]
    first = np.flatnonzero(is_first_sight)
    for key, values in work.batch.cells.items():
        work.cells[key][work.place[first]] = values[first]
    verdicts = [
        _round(work, past, np.flatnonzero((turns == turn) & work.is_differing & ~is_first_sight))
        for turn in range(turns.max(initial=0) + 1)
    ]
    return pd.concat(verdicts, ignore_index=True)


def _round(work: Work, past: Past, rows: np.ndarray) -> pd.DataFrame:
    """Decide about the differing cells of these rows and apply what changes."""
    places = work.place[rows]
    mine = {key: work.cells[key][places] for key in work.batch.cells}
    theirs = {key: values[rows] for key, values in work.batch.cells.items()}
    present = {key: values[rows] for key, values in work.batch.present.items()}
    cells = differences(mine, theirs, present)
    confirming = _is_confirming(mine, theirs, len(rows))[cells["at"]]
    cells["at"] = rows[cells["at"]]
    cells["feedback_key"] = work.keys[work.place[cells["at"]]]
    cells["was"] = _before(work, cells)
    cells["is_fresh"] = (cells["was"] != cells["mine"]) & ~(cells["was"].isna() & cells["mine"].isna())
    cells["what"], cells["base"] = decide(cells, past, confirming)
    for key, part in cells[cells["what"] == CHANGED].groupby("key"):
        work.cells[str(key)][work.place[part["at"]]] = values_of(part["theirs"])
    return cells[cells["what"] != ""]


def _before(work: Work, cells: pd.DataFrame) -> pd.Series:
    """What each cell held before this workbook came, as JSON."""
    result = blanks(len(cells))
    places = work.place[cells["at"]]
    for key, part in cells.groupby("key"):
        at = part.index.to_numpy()
        result[at] = [as_json(value) for value in work.was[str(key)][places[at]]]
    return pd.Series(result, cells.index, dtype=object)


def _is_confirming(mine: Cells, theirs: Cells, count: int) -> np.ndarray:
    """Rows where 是 is new: an old one confirms nothing that was suggested later."""
    if CONFIRMED not in theirs:
        return np.zeros(count, bool)
    return np.asarray((theirs[CONFIRMED] == YES) & (mine[CONFIRMED] != YES), bool)
