"""What a merge means for one table: everything back at the rows where it stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.ledger.facts import Cells, blanks, canonical
from toolkit.ledger.merging.merge import CHANGED, CONFLICT, STALE
from toolkit.ledger.merging.merged import BatchMerge, SheetMerge
from toolkit.ledger.merging.remarks import header_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.schema.table import Table


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table within a merged batch; cells: what happened to the cells of the batch."""

    merged: BatchMerge
    cells: pd.DataFrame
    number: int

    @property
    def rows(self) -> np.ndarray:
        """Which rows of the batch stand in the table."""
        return np.flatnonzero(self.merged.batch.table == self.number)

    @property
    def place(self) -> np.ndarray:
        """Where they stand there."""
        place: np.ndarray = self.merged.batch.place[self.rows]
        return place

    def local_cells(self) -> pd.DataFrame:
        """The cells of the table, `at` counted in it."""
        local = np.full(len(self.merged.batch), -1)
        local[self.rows] = self.place
        here = self.cells[local[self.cells["at"]] >= 0]
        return here.assign(at=local[here["at"]])


def view(table: Table, accepted: np.ndarray, parts: Sequence[Part]) -> SheetMerge:
    """Put the parts of a table together."""
    found = [part.local_cells() for part in parts] or [_no_cells()]
    cells = pd.concat(found, ignore_index=True)
    revived = _spread(parts, "is_revived", np.zeros(len(table), bool))
    return SheetMerge(
        table=table,
        accepted=np.asarray(accepted, bool),
        feedback_key=_spread(parts, "feedback_key", np.zeros(len(table), np.int64)),
        feedback_id=_spread(parts, "ids", blanks(len(table))),
        is_new=_spread(parts, "is_new", np.zeros(len(table), bool)),
        is_other=_spread(parts, "is_other", np.zeros(len(table), bool)),
        is_changed=_marked(table, cells, CHANGED) | revived,
        is_stale=_marked(table, cells, STALE),
        is_conflict=_marked(table, cells, CONFLICT),
        cells=cells.assign(header=[header_of(table, key)[1] for key in cells["key"]]),
        facts=_facts(table, parts),
    )


def _no_cells() -> pd.DataFrame:
    """What happened to the cells of a sheet without rows."""
    texts = {name: blanks(0) for name in ("key", "what", "kept", "typed", "file", "since")}
    return pd.DataFrame({"at": np.zeros(0, np.int64), "feedback_key": np.zeros(0, np.int64)} | texts)


def _spread(parts: Sequence[Part], name: str, result: np.ndarray) -> np.ndarray:
    """Put an array of the batches where its rows stand in the table."""
    for part in parts:
        result[part.place] = getattr(part.merged, name)[part.rows]
    return result


def _marked(table: Table, cells: pd.DataFrame, what: str) -> np.ndarray:
    result = np.zeros(len(table), bool)
    result[cells["at"][cells["what"] == what]] = True
    return result


def _facts(table: Table, parts: Sequence[Part]) -> Cells:
    """Facts after the merge for rows that are taken; what they say themselves for the others."""
    taken = [(_taken(part), part.place) for part in parts]
    if len(taken) == 1 and len(taken[0][1]) == len(table):
        return taken[0][0]
    others = np.setdiff1d(np.arange(len(table)), np.concatenate([[], *(place for _, place in taken)]))
    others = others.astype(np.intp)
    facts: Cells = {}
    for cells, places in ((canonical(table, others), others), *taken):
        for key, values in cells.items():
            facts.setdefault(key, blanks(len(table)))[places] = values
    return facts


def _taken(part: Part) -> Cells:
    at = np.searchsorted(part.merged.keys, part.merged.feedback_key[part.rows])
    return {key: values[at] for key, values in part.merged.cells.items()}
