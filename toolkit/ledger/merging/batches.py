"""Merge the rows of one kind of sheet and one team into what the ledger holds, in memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.ledger.cells import CELL, CellIndex, cell_frame, cells_of, differences, values_of
from toolkit.ledger.facts import as_json, blanks
from toolkit.ledger.learned import LEARNED
from toolkit.ledger.merging import recall as ask
from toolkit.ledger.merging.admit import admit
from toolkit.ledger.merging.computed import typed_over
from toolkit.ledger.merging.ground import entered_apart
from toolkit.ledger.merging.held import Held, everything, held_by
from toolkit.ledger.merging.merge import BLANK, CHANGED, CONFLICT, SUGGESTION, Past
from toolkit.ledger.merging.merged import BatchMerge
from toolkit.ledger.merging.recognise import recognise
from toolkit.ledger.merging.typed import REFUSED, REMARK
from toolkit.ledger.merging.work import YES, Work, merge_rows, prepare

if TYPE_CHECKING:
    import sqlalchemy as sa

    from toolkit.ledger.merging.batch import Batch
    from toolkit.ledger.merging.ground import Ground
    from toolkit.ledger.merging.typed import Typed

WITHDRAWN = "is_withdrawn"


def merge_batch(
    connection: sa.Connection, ground: Ground, batch: Batch, first_key: int
) -> tuple[BatchMerge, pd.DataFrame]:
    """Return what becomes of a batch, and its differing cells with their verdicts."""
    memory = ask.Memory(connection)
    ids = ask.with_ids(connection, ground.team, batch.sheet.key, sorted(set(batch.id_keys) - {""}))
    sighted = (
        ask.as_registered(connection, ground.team, batch, ids, memory)
        if ground.is_ours
        else ask.sightings(connection, ground.lineage, batch.sheet.key)
    )
    found = recognise(batch, sighted, ids, memory.recall)
    newcomers = admit(connection, ground.team, found, first_key)
    work = prepare(batch, found.feedback_key, memory, newcomers)
    past = _past(connection, ground, work)
    remarks = _remarks(connection, ground, work)
    verdicts = pd.concat([merge_rows(work, past), remarks], ignore_index=True)
    over = _settled(work, past, verdicts)
    merged = BatchMerge(
        team=ground.team,
        lineage=ground.lineage,
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
        changes=pd.concat([_changes(verdicts), _settlements(work, over)], ignore_index=True),
        settled=tuple(over["change_id"].to_numpy(np.int64).tolist()),
        held=_held(work, verdicts),
        has_caught_up=_has_caught_up(work, past),
        is_ours=ground.is_ours,
    )
    return merged, verdicts


def _past(connection: sa.Connection, ground: Ground, work: Work) -> Past:
    """Load what decides about the feedbacks that have a differing cell."""
    batch = work.batch
    places = np.unique(work.place[work.is_differing])
    concerned = work.keys[places[work.is_known[places]]]
    held = changed = None
    known = work.keys[work.is_known]
    if batch.typed is not None:
        held, changed = _as_it_stood(work, batch.typed), cell_frame([], "before")
    elif ground.revision is not None:
        held = (
            held_by(connection, ground.held_by, ground.team, batch.sheet.key)
            if ground.held_by
            else everything(known, batch.cells)
        )
        changed = ask.first_changes_after(connection, known, ground.revision)
    return Past(
        held=held,
        changed=changed,
        earlier=ask.earlier_values(connection, concerned),
        conflicts=ask.open_conflicts(connection),
        suggested=_suggested(work, places),
        apart=entered_apart(connection, ground, concerned, held),
    )


def _as_it_stood(work: Work, typed: Typed) -> Held:
    """What we wrote, where something else was typed into it; of new rows nothing is known."""
    rows = np.flatnonzero(typed.is_known)
    keys = work.keys[work.place[rows]]
    cells = [
        (key, name, as_json(value))
        for name, mask in typed.cells.items()
        for key, value in zip(keys[mask[rows]].tolist(), typed.before[name][rows][mask[rows]], strict=True)
    ]
    return Held(np.unique(keys), tuple(work.batch.cells), cell_frame(cells, "value"))


def _suggested(work: Work, places: np.ndarray) -> pd.DataFrame:
    """What we suggested for these feedbacks: feedback_key, key, value (JSON)."""
    texts = json.loads(f"[{','.join(work.suggested[places])}]")
    rows = [
        (key, name, as_json(value))
        for key, suggestions in zip(work.keys[places].tolist(), texts, strict=True)
        for name, values in suggestions.items()
        if not name.startswith(LEARNED)
        for value in values
    ]
    return cell_frame(rows, "value")


def _remarks(connection: sa.Connection, ground: Ground, work: Work) -> pd.DataFrame:
    """Computed cells that somebody typed over, unless the same was typed there before."""
    if work.batch.typed is not None:
        parts = [cells_of(key, rows, blanks(len(rows)), values).assign(what=what)
                 for what, key, rows, values in work.batch.typed.remarks()]  # fmt: skip
        cells = pd.concat([_no_cells().assign(what=blanks(0)), *parts], ignore_index=True)
        cells["feedback_key"] = work.keys[work.place[cells["at"].to_numpy(np.int64)]]
    else:
        held = [held_by(connection, drop, ground.team, work.batch.sheet.key) for drop in ground.returned_by]
        cells = typed_over(work.batch, work.keys[work.place], [one for one in held if one]).assign(
            what=REMARK
        )
    earlier = ask.earlier_values(connection, np.unique(cells["feedback_key"].to_numpy(np.int64)))
    is_old = CellIndex(cells).lists(earlier, "value", cells["theirs"].to_numpy(object))
    return cells[~is_old]


def _no_cells() -> pd.DataFrame:
    return cells_of("", np.zeros(0, np.int64), blanks(0), blanks(0))


def _is_touched(work: Work) -> np.ndarray:
    """Which feedbacks have other cells than before, shape (u,)."""
    masks = [np.asarray(values != work.was[key], bool) for key, values in work.cells.items()]
    return np.logical_or.reduce(masks) if masks else np.zeros(len(work.keys), bool)


def _changes(verdicts: pd.DataFrame) -> pd.DataFrame:
    """The cells to remember: what changed, what is newly in conflict, and what was typed where it does not count."""
    stored = verdicts[verdicts["what"].isin((CHANGED, CONFLICT, REMARK, REFUSED))].copy()
    is_withdrawal = (
        (stored["key"] == WITHDRAWN) & (stored["theirs"] == as_json(YES)) & (stored["what"] == CHANGED)
    )
    stored.loc[is_withdrawal, "what"] = "withdrawn"
    stored = stored.rename(columns={"mine": "before", "theirs": "after"})
    # Two rows of one feedback may bring the same conflict.
    return stored.drop_duplicates([*CELL, "before", "after", "what"])[[*CELL, "before", "after", "what"]]


def _settled(work: Work, past: Past, verdicts: pd.DataFrame) -> pd.DataFrame:
    """Conflicts that are over: the cell was changed, the claim given up, or what is in force is said to stay."""
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
    if work.batch.typed is not None:
        over |= conflicts["feedback_key"].isin(work.keys[work.place[work.batch.typed.keeps]]).to_numpy(bool)
    return conflicts[over]


def _settlements(work: Work, over: pd.DataFrame) -> pd.DataFrame:
    """Lines of history for conflicts that are over: the claim that was given up, and what is in force."""
    places = np.searchsorted(work.keys, over["feedback_key"].to_numpy(np.int64))
    now = [as_json(work.cells[key][place]) if key in work.cells else None
           for key, place in zip(over["key"], places, strict=True)]  # fmt: skip
    lines = over[CELL].assign(
        before=over["after"], after=pd.Series(now, over.index, dtype=object), what="settled"
    )
    return lines[[*CELL, "before", "after", "what"]]


def _has_caught_up(work: Work, past: Past) -> bool:
    """Whether this workbook now holds something that the ledger got from elsewhere since it went back."""
    if past.changed is None or past.changed.empty:
        return False
    now = _filled(work, past.changed)
    index = CellIndex(now)
    found, before = index.first(past.changed, "before")
    typed = now["value"].to_numpy(object)[found]
    mine = [
        work.cells[key][np.searchsorted(work.keys, row)]
        for row, key in now.loc[found, CELL].itertuples(index=False)
    ]
    return any(value == as_json(one) != old for value, one, old in zip(typed, mine, before, strict=True))


def _filled(work: Work, wanted: pd.DataFrame) -> pd.DataFrame:
    """What this workbook writes into the wanted cells, blanks left out: feedback_key, key, value (JSON)."""
    rows = np.flatnonzero(np.isin(work.keys[work.place], wanted["feedback_key"].unique()))
    cells = [
        (key, name, as_json(value))
        for name in set(wanted["key"]) & set(work.batch.cells)
        for key, value in zip(work.keys[work.place[rows]].tolist(), work.batch.cells[name][rows], strict=True)
        if value is not None
    ]
    return cell_frame(cells, "value")


def _held(work: Work, verdicts: pd.DataFrame) -> Held:
    """What this workbook holds where that is not what the ledger holds now; a suggestion of ours counts as blank.

    A cell that its people emptied still counts as what stood there: they know that value, and may type over it.
    """
    rows = np.flatnonzero(work.is_differing)
    theirs = {key: values[rows] for key, values in work.batch.cells.items()}
    for key, part in verdicts[verdicts["what"] == SUGGESTION].groupby("key"):
        theirs[str(key)][np.searchsorted(rows, part["at"])] = None
    for key, part in verdicts[verdicts["what"] == BLANK].groupby("key"):
        theirs[str(key)][np.searchsorted(rows, part["at"])] = values_of(part["base"])
    mine = {key: work.cells[key][work.place[rows]] for key in theirs}
    cells = differences(mine, theirs, {key: values[rows] for key, values in work.batch.present.items()})
    cells["feedback_key"] = work.keys[work.place[rows[cells["at"]]]]
    kept = cells.rename(columns={"theirs": "value"})[[*CELL, "value"]].drop_duplicates()
    return Held(work.keys, tuple(theirs), kept)
