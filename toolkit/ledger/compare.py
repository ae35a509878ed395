"""Compare a whole workbook with the ledger: every sheet that people fill, table by table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.ledger.admit import next_key
from toolkit.ledger.batch import gather
from toolkit.ledger.drop import DONE, REGISTER, UNDONE, Drop, Origin, find_drop
from toolkit.ledger.facts import Cells, blanks, canonical
from toolkit.ledger.lineage import lineage_of, path_key
from toolkit.ledger.merge import CHANGED, CONFLICT, STALE
from toolkit.ledger.merged import BatchMerge, Merged, SheetMerge
from toolkit.ledger.merging import Ground, merge_batch
from toolkit.ledger.remarks import findings_of, header_of, told
from toolkit.ledger.store import revision_of
from toolkit.ledger.tables import DROPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import sqlalchemy as sa

    from toolkit.rules.finding import Finding, Hits
    from toolkit.schema.table import Table


def compare(
    connection: sa.Connection,
    drop: Drop,
    tables: Sequence[Table],
    accepted: Sequence[np.ndarray],
    origin: Origin,
) -> Merged:
    """Return what recording the accepted rows of these tables would do; nothing is written."""
    ground = ground_of(connection, drop, origin)
    first_key = next_key(connection)
    views: dict[int, SheetMerge] = {}
    batches: list[BatchMerge] = []
    findings: list[Finding | Hits] = []
    for kind in dict.fromkeys(table.sheet.key for table in tables):
        which = [number for number, table in enumerate(tables) if table.sheet.key == kind]
        merged, verdicts = merge_batch(connection, ground, gather(tables, accepted, which), first_key)
        first_key += len(merged.newcomers.keys)
        batches.append(merged)
        cells = told(connection, verdicts)
        for number in which:
            views[number] = _view(tables[number], accepted[number], merged, number, cells)
            findings += findings_of(views[number], merged)
    ordered = tuple(views[number] for number in sorted(views))
    return Merged(
        drop,
        ground.lineage,
        origin.revision,
        revision_of(connection),
        ordered,
        tuple(batches),
        tuple(findings),
    )


def ground_of(connection: sa.Connection, drop: Drop, origin: Origin) -> Ground:
    """Find out which lineage a workbook belongs to, and which earlier state of it its people started from."""
    if origin.book == REGISTER:
        return Ground(drop.team, REGISTER, origin.revision)
    in_lineage = (DROPS.c.team == drop.team, DROPS.c.lineage == origin.book, DROPS.c.revision.is_not(None))
    if origin.book and find_drop(connection, *in_lineage):
        base = find_drop(connection, *in_lineage, DROPS.c.revision == origin.revision)
        return _standing_on(drop.team, origin.book, base)
    # Without properties of ours it is somebody's own file: it started from what this path held before.
    at_path = (DROPS.c.path_key == path_key(drop.path), DROPS.c.revision.is_not(None))
    before = find_drop(connection, *at_path)
    base = find_drop(connection, *at_path, DROPS.c.base_revision.is_(None), DROPS.c.state == DONE)
    return _standing_on(drop.team, before.lineage if before else lineage_of(drop.path), base)


def _standing_on(team: str, lineage: str, base: Drop | None) -> Ground:
    if base is None or base.revision is None:
        return Ground(team, lineage)
    if base.state == UNDONE:
        # What was taken back and comes again is brought again: it starts from what was there before.
        return Ground(team, lineage, base.revision - 1)
    return Ground(team, lineage, base.revision, base.drop_id)


def _view(
    table: Table, accepted: np.ndarray, merged: BatchMerge, number: int, cells: pd.DataFrame
) -> SheetMerge:
    """What the merge of a batch means for one of its tables."""
    count, batch = len(table), merged.batch
    rows = np.flatnonzero(batch.table == number)
    place = batch.place[rows]
    local = np.full(len(batch), -1)
    local[rows] = place
    here = cells[local[cells["at"]] >= 0]
    here = here.assign(at=local[here["at"]], header=[header_of(table, key)[1] for key in here["key"]])
    ids = blanks(count)
    ids[place] = merged.ids[rows]
    return SheetMerge(
        table=table,
        accepted=np.asarray(accepted, bool),
        feedback_key=_spread(merged.feedback_key[rows], place, count),
        feedback_id=ids,
        is_new=_spread(merged.is_new[rows], place, count),
        is_other=_spread(merged.is_other[rows], place, count),
        is_changed=_marked(here, CHANGED, count) | _spread(merged.is_revived[rows], place, count),
        is_stale=_marked(here, STALE, count),
        is_conflict=_marked(here, CONFLICT, count),
        cells=here.reset_index(drop=True),
        facts=_facts(table, merged, rows, place),
    )


def _spread(values: np.ndarray, place: np.ndarray, count: int) -> np.ndarray:
    """Put the values of the accepted rows where they stand in the table; 0 or False elsewhere."""
    result = np.zeros(count, values.dtype)
    result[place] = values
    return result


def _marked(cells: pd.DataFrame, what: str, count: int) -> np.ndarray:
    result = np.zeros(count, bool)
    result[cells["at"][cells["what"] == what]] = True
    return result


def _facts(table: Table, merged: BatchMerge, rows: np.ndarray, place: np.ndarray) -> Cells:
    """Facts after the merge for rows that are taken; what they say themselves for the others."""
    at = np.searchsorted(merged.keys, merged.feedback_key[rows])
    taken = {key: values[at] for key, values in merged.cells.items()}
    if len(rows) == len(table):
        return taken
    others = np.setdiff1d(np.arange(len(table)), place)
    facts = {key: blanks(len(table)) for key in taken}
    for cells, places in ((canonical(table, others), others), (taken, place)):
        for key, values in cells.items():
            facts.setdefault(key, blanks(len(table)))[places] = values
    return facts
