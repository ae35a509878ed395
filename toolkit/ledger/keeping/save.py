"""Write what a merge found about one kind of sheet: feedbacks, changes, sightings, and what the workbook held."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from toolkit.ledger.facts import CARRIED, Cells, blanks, encode
from toolkit.ledger.keeping.suggest import with_suggestions
from toolkit.ledger.merging.admit import NUMBERED
from toolkit.ledger.merging.computed import marks_of
from toolkit.ledger.merging.recall import WAY_COLUMNS
from toolkit.ledger.store import insert, update, upsert
from toolkit.ledger.tables import CHANGES, FEEDBACKS, HELD, NUMBERS, SIGHTINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import sqlalchemy as sa

    from toolkit.ledger.drop import Drop
    from toolkit.ledger.merging.merged import BatchMerge, Merged


def save(
    connection: sa.Connection, merged: Merged, batch: BatchMerge, written: Sequence[pd.DataFrame]
) -> None:
    """Write one batch; written: for each table our columns as the returned workbook holds them."""
    kind, drop = batch.batch.sheet.key, merged.drop
    suggested = with_suggestions(merged, batch, written)
    _save_new(connection, drop, batch, suggested)
    _save_touched(connection, drop, batch)
    _save_suggestions(connection, batch, suggested)
    _save_changes(connection, merged, batch)
    if kind == NUMBERED and len(batch.newcomers.numbered):
        upsert(connection, NUMBERS, {"team": batch.team, "last": batch.newcomers.last})
    if (
        batch.is_ours
    ):  # it is written anew from the ledger, so nothing stands in it that would have to be remembered
        return
    _save_sightings(connection, batch)
    held = replace(batch.held, marks=marks_of(merged, batch, written)).packed()
    upsert(connection, HELD, {"drop_id": drop.drop_id, "team": batch.team, "sheet": kind, "content": held})


def cell_columns(cells: Cells, places: np.ndarray) -> dict[str, Any]:
    """Facts and carried columns of these feedbacks as the ledger keeps them, and whether each is withdrawn."""
    facts = [key for key in cells if not key.startswith(CARRIED)]
    carried = {key.removeprefix(CARRIED): values for key, values in cells.items() if key.startswith(CARRIED)}
    marks = cells.get("is_withdrawn", blanks(places.max(initial=-1) + 1))
    return {
        "facts": encode(cells, sorted(facts), places),
        "carried": encode(carried, sorted(carried), places),
        "is_withdrawn": np.asarray(marks[places] == "yes", bool),
    }


def _save_new(connection: sa.Connection, drop: Drop, merged: BatchMerge, suggested: np.ndarray) -> None:
    new, first = merged.newcomers, np.flatnonzero(merged.is_new)
    places = np.flatnonzero(~merged.is_known)
    columns = cell_columns(merged.cells, places) | {
        "feedback_key": new.keys,
        "feedback_id": new.ids,
        "id_key": new.id_keys,
        "title": merged.batch.title[first],
        "row": merged.batch.row[first],
        "suggested": suggested[places],
        "sheet": merged.batch.sheet.key,
        "team": merged.team,
        "drop_id": drop.drop_id,
        "updated_drop": drop.drop_id,
    }
    insert(connection, FEEDBACKS, columns, len(places))


def _save_touched(connection: sa.Connection, drop: Drop, merged: BatchMerge) -> None:
    """Write the feedbacks that were there before and hold other cells now, or had been undone."""
    revived = merged.feedback_key[merged.is_revived]
    places = np.flatnonzero(merged.is_known & (merged.is_touched | np.isin(merged.keys, revived)))
    columns = {"which": merged.keys[places], "updated_drop": drop.drop_id, "is_undone": False}
    update(connection, FEEDBACKS.c.feedback_key, columns | cell_columns(merged.cells, places), len(places))


def _save_suggestions(connection: sa.Connection, merged: BatchMerge, suggested: np.ndarray) -> None:
    places = np.flatnonzero(merged.is_known & np.asarray(suggested != merged.suggested, bool))
    columns = {"which": merged.keys[places], "suggested": suggested[places]}
    update(connection, FEEDBACKS.c.feedback_key, columns, len(places))


def _save_changes(connection: sa.Connection, merged: Merged, batch: BatchMerge) -> None:
    same = {"revision": merged.revision, "drop_id": merged.drop.drop_id}
    revived = np.unique(batch.feedback_key[batch.is_revived])
    again = {"feedback_key": revived, "key": "", "what": "revived"}
    insert(connection, CHANGES, again | same, len(revived))
    cells = {
        name: batch.changes[name].to_numpy() for name in ("feedback_key", "key", "before", "after", "what")
    }
    insert(connection, CHANGES, cells | same, len(batch.changes))
    settled = {"which": list(batch.settled), "settled": merged.revision}
    update(connection, CHANGES.c.change_id, settled, len(batch.settled))


def _save_sightings(connection: sa.Connection, merged: BatchMerge) -> None:
    """Write where each feedback stands in this lineage now, unless it stands there as before."""
    batch = merged.batch
    keys, first = np.unique(merged.feedback_key, return_index=True)
    now = {"typed_id": batch.id_keys[first], "title": batch.title[first], "row": batch.row[first]}
    now |= dict(zip(WAY_COLUMNS, batch.ways[first].T, strict=True))
    where = pd.Index(merged.sighted["feedback_key"]).get_indexer(pd.Index(keys))
    moved = where < 0
    for name, values in now.items():
        moved |= np.asarray(_taken(merged.sighted[name], where) != values, bool)
    columns = {name: values[moved] for name, values in now.items()}
    about = {"lineage": merged.lineage, "sheet": batch.sheet.key, "feedback_key": keys[moved]}
    upsert(connection, SIGHTINGS, about | columns, int(moved.sum()))


def _taken(values: pd.Series, where: np.ndarray) -> np.ndarray:
    """Values at these positions; anything where there is none (-1)."""
    return values.to_numpy()[where] if len(values) else blanks(len(where))
