"""Merge the rows of one kind of sheet into what the ledger holds, in memory."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.ledger import recall as ask
from toolkit.ledger.admit import admit
from toolkit.ledger.cells import CELL, CellIndex, differences, differs, values_of
from toolkit.ledger.facts import Cells, as_json, blanks
from toolkit.ledger.merge import CHANGED, CONFLICT, SUGGESTION, Past, decide
from toolkit.ledger.merged import BatchMerge
from toolkit.ledger.recognise import recognise

if TYPE_CHECKING:
    import sqlalchemy as sa

    from toolkit.ledger.admit import Newcomers
    from toolkit.ledger.batch import Batch
    from toolkit.ledger.recognise import Recognition

CONFIRMED = "suggestion_confirmed"
WITHDRAWN = "is_withdrawn"
YES = "yes"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a drop stands on: its lineage, and the returned workbook that it started from.

    revision: of that workbook; None where it is not known. held_by: the drop it went back for; None when it was
    written from the ledger itself and held every fact.
    """

    team: str
    lineage: str
    revision: int | None = None
    held_by: int | None = None


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


def merge_batch(
    connection: sa.Connection, ground: Ground, batch: Batch, first_key: int
) -> tuple[BatchMerge, pd.DataFrame]:
    """Return what becomes of a batch, and its differing cells with their verdicts."""
    memory = ask.Memory(connection)
    sighted = ask.sightings(connection, ground.lineage, batch.sheet.key)
    ids = ask.with_ids(connection, ground.team, batch.sheet.key, sorted(set(batch.typed_key) - {""}))
    found = recognise(batch, sighted, ids, memory.recall)
    newcomers = admit(connection, ground.team, found, first_key)
    work = _prepare(batch, found, memory, newcomers)
    past = _past(connection, ground, work)
    verdicts = _rounds(work, past)
    merged = BatchMerge(
        batch=batch,
        feedback_key=found.feedback_key,
        ids=work.ids[work.place],
        is_new=~work.is_known[work.place] & ~pd.Series(work.place).duplicated().to_numpy(bool),
        is_other=found.is_other,
        is_revived=work.is_undone[work.place],
        newcomers=newcomers,
        keys=work.keys,
        cells=work.cells,
        is_known=work.is_known,
        is_touched=_is_touched(work),
        sighted=sighted,
        suggested=work.suggested,
        changes=_changes(verdicts),
        settled=_settled(work, past, verdicts),
        held=_held(work, verdicts),
    )
    return merged, verdicts


def _prepare(batch: Batch, found: Recognition, memory: ask.Memory, newcomers: Newcomers) -> Work:
    keys = np.unique(found.feedback_key)
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
    place = np.searchsorted(keys, found.feedback_key)
    differing = differs({key: cells[key][place] for key in batch.cells}, batch.cells, batch.present)
    is_differing = np.isin(place, place[differing]) | ~is_known[place]
    return Work(batch, keys, ids, is_known, is_undone, suggested, cells, was, place, is_differing)


def _past(connection: sa.Connection, ground: Ground, work: Work) -> Past:
    """Load what decides about the feedbacks that have a differing cell."""
    batch = work.batch
    places = np.unique(work.place[work.is_differing])
    concerned = work.keys[places[work.is_known[places]]]
    held = changed = None
    if ground.revision is not None:
        known = work.keys[work.is_known]
        held = (
            ask.held_by(connection, ground.held_by, batch.sheet.key)
            if ground.held_by
            else ask.everything(known, batch.cells)
        )
        changed = ask.first_changes_after(connection, concerned, ground.revision)
    return Past(
        held=held,
        changed=changed,
        earlier=ask.earlier_values(connection, concerned),
        conflicts=ask.open_conflicts(connection),
        suggested=_suggested(work, places),
    )


def _suggested(work: Work, places: np.ndarray) -> pd.DataFrame:
    """What we suggested for these feedbacks: feedback_key, key, value (JSON)."""
    texts = json.loads(f"[{','.join(work.suggested[places])}]")
    rows = [
        (key, name, as_json(value))
        for key, suggestions in zip(work.keys[places].tolist(), texts, strict=True)
        for name, values in suggestions.items()
        for value in values
    ]
    return ask.cell_frame(rows, "value")


def _rounds(work: Work, past: Past) -> pd.DataFrame:
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
    cells["what"] = decide(cells, past, confirming)
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


def _is_touched(work: Work) -> np.ndarray:
    """Which feedbacks have other cells than before, shape (u,)."""
    masks = [np.asarray(values != work.was[key], bool) for key, values in work.cells.items()]
    return np.logical_or.reduce(masks) if masks else np.zeros(len(work.keys), bool)


def _changes(verdicts: pd.DataFrame) -> pd.DataFrame:
    """The cells to remember: what changed and what is newly in conflict."""
    stored = verdicts[verdicts["what"].isin((CHANGED, CONFLICT))].copy()
    is_withdrawal = (
        (stored["key"] == WITHDRAWN) & (stored["theirs"] == as_json(YES)) & (stored["what"] == CHANGED)
    )
    stored.loc[is_withdrawal, "what"] = "withdrawn"
    stored = stored.rename(columns={"mine": "before", "theirs": "after"})
    # Two rows of one feedback may bring the same conflict.
    return stored.drop_duplicates([*CELL, "before", "after", "what"])[[*CELL, "before", "after", "what"]]


def _settled(work: Work, past: Past, verdicts: pd.DataFrame) -> tuple[int, ...]:
    """Conflicts that are over: the cell was changed, or the workbook that held the claim writes something else now."""
    conflicts = past.conflicts[past.conflicts["feedback_key"].isin(work.keys)]
    index, typed = CellIndex(conflicts), conflicts["after"].to_numpy(object)
    over = index.has(verdicts[verdicts["what"] == CHANGED])
    if past.held is not None:
        claimed = index.lists(past.held.cells, "value", typed)
        over |= (
            claimed
            & index.has(_filled(work, conflicts))
            & ~index.lists(_filled(work, conflicts), "value", typed)
        )
    return tuple(conflicts["change_id"].to_numpy(np.int64)[over].tolist())


def _filled(work: Work, wanted: pd.DataFrame) -> pd.DataFrame:
    """What this workbook writes into the wanted cells, blanks left out: feedback_key, key, value (JSON)."""
    rows = np.flatnonzero(np.isin(work.keys[work.place], wanted["feedback_key"].unique()))
    cells = [
        (key, name, as_json(value))
        for name in set(wanted["key"]) & set(work.batch.cells)
        for key, value in zip(work.keys[work.place[rows]].tolist(), work.batch.cells[name][rows], strict=True)
        if value is not None
    ]
    return ask.cell_frame(cells, "value")


def _held(work: Work, verdicts: pd.DataFrame) -> ask.Held:
    """What this workbook holds where that is not what the ledger holds now; a suggestion of ours counts as blank."""
    rows = np.flatnonzero(work.is_differing)
    theirs = {key: values[rows] for key, values in work.batch.cells.items()}
    for key, part in verdicts[verdicts["what"] == SUGGESTION].groupby("key"):
        theirs[str(key)][np.searchsorted(rows, part["at"])] = None
    mine = {key: work.cells[key][work.place[rows]] for key in theirs}
    cells = differences(mine, theirs, {key: values[rows] for key, values in work.batch.present.items()})
    cells["feedback_key"] = work.keys[work.place[rows[cells["at"]]]]
    kept = cells.rename(columns={"theirs": "value"})[[*CELL, "value"]].drop_duplicates()
    return ask.Held(work.keys, tuple(theirs), kept)
