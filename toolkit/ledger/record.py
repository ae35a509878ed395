"""Write one drop's outcome: everything in the caller's transaction, or nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from toolkit.errors import LedgerError
from toolkit.ledger.admit import NUMBERED
from toolkit.ledger.drop import DONE, RECEIVED, Drop, Outgoing
from toolkit.ledger.facts import CARRIED, encode
from toolkit.ledger.recall import WAY_COLUMNS, sightings
from toolkit.ledger.store import grow, revision_of, upsert
from toolkit.ledger.suggest import with_suggestions
from toolkit.ledger.tables import CHANGES, DROPS, FEEDBACKS, FINDINGS, HELD, NUMBERS, OUTBOX, SIGHTINGS
from toolkit.rules.finding import Hits
from toolkit.words import ledger as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from toolkit.ledger.merged import BatchMerge, Merged
    from toolkit.rules.finding import Finding


class MovedOnError(LedgerError):
    """Something was recorded between a merge and its commit; merge again."""


def record(connection: sa.Connection, merged: Merged, written: Sequence[pd.DataFrame]) -> None:
    """Write facts, changes and sightings of a merge, and mark its drop as done.

    written: for each table our columns as the returned workbook holds them; suggestions among them are remembered.

    Raises:
        MovedOnError: the ledger is no longer at the revision that the merge looked at.
        LedgerError: the drop was taken over by another machine or is finished already.
    """
    if revision_of(connection) != merged.against:
        raise MovedOnError(say.MOVED_ON("zh"))
    revision = grow(connection)
    read = sum(len(sheet.accepted) for sheet in merged.sheets)
    taken = int(sum(sheet.accepted.sum() for sheet in merged.sheets))
    counts = {
        "rows_read": read,
        "rows_accepted": taken,
        "rows_sent_back": read - taken,
        "rows_new": int(sum(sheet.is_new.sum() for sheet in merged.sheets)),
        "rows_changed": int(sum((sheet.is_changed & ~sheet.is_new).sum() for sheet in merged.sheets)),
    }
    identity = {"lineage": merged.lineage, "base_revision": merged.base_revision, "revision": revision}
    finish(connection, merged.drop, {"state": DONE} | identity | counts)
    for batch in merged.batches:
        _record_batch(connection, merged, batch, with_suggestions(merged, batch, written))


def finish(connection: sa.Connection, drop: Drop, values: dict[str, Any]) -> None:
    """Give a drop its final state, if it is still ours to finish."""
    mine = (DROPS.c.drop_id == drop.drop_id, DROPS.c.state == RECEIVED, DROPS.c.fence == drop.fence)
    if connection.execute(DROPS.update().where(*mine).values(**values)).rowcount != 1:
        raise LedgerError(say.TAKEN_OVER("zh", file=drop.name))


def _record_batch(
    connection: sa.Connection, merged: Merged, batch: BatchMerge, suggested: np.ndarray
) -> None:
    _insert(connection, FEEDBACKS, _new_rows(merged.drop, batch, suggested))
    _update(connection, merged.drop, batch)
    _update_suggestions(connection, batch, suggested)
    _insert(connection, CHANGES, _change_rows(merged, batch))
    if batch.settled:
        settled = CHANGES.update().where(CHANGES.c.change_id.in_(batch.settled))
        connection.execute(settled.values(settled=merged.revision))
    upsert(connection, SIGHTINGS, _sighting_rows(connection, merged.lineage, batch))
    upsert(
        connection,
        HELD,
        [{"drop_id": merged.drop.drop_id, "sheet": batch.batch.sheet.key, "content": batch.held.packed()}],
    )
    if batch.batch.sheet.key == NUMBERED and len(batch.newcomers.numbered):
        upsert(connection, NUMBERS, [{"team": merged.drop.team, "last": batch.newcomers.last}])


def _insert(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(table.insert(), rows)


def _texts(batch: BatchMerge, places: np.ndarray) -> tuple[list[str], list[str], list[bool]]:
    """Facts and carried columns of some of the u feedbacks as JSON, and whether each is withdrawn."""
    columns = batch.batch.sheet.by_key
    facts = [key for key in columns if key in batch.cells]
    carried = sorted(key for key in batch.cells if key.startswith(CARRIED))
    plain = {key.removeprefix(CARRIED): batch.cells[key] for key in carried}
    marks = batch.cells.get("is_withdrawn", np.full(len(batch.keys), None, object))
    is_withdrawn = [mark == "yes" for mark in marks[places]]
    return encode(batch.cells, facts, places), encode(plain, list(plain), places), is_withdrawn


def _new_rows(drop: Drop, merged: BatchMerge, suggested: np.ndarray) -> list[dict[str, Any]]:
    batch, new = merged.batch, merged.newcomers
    facts, carried, is_withdrawn = _texts(merged, np.flatnonzero(~merged.is_known))
    first = np.flatnonzero(merged.is_new)
    names = (
        "feedback_key",
        "feedback_id",
        "id_key",
        "facts",
        "carried",
        "title",
        "row",
        "is_withdrawn",
        "suggested",
    )
    columns = (
        new.keys.tolist(), new.ids, new.id_keys, facts, carried, batch.title[first], batch.row[first].tolist(), is_withdrawn,
        suggested[~merged.is_known],
    )  # fmt: skip
    same = {
        "sheet": batch.sheet.key,
        "team": drop.team,
        "drop_id": drop.drop_id,
        "updated_drop": drop.drop_id,
    }
    return [dict(zip(names, row, strict=True)) | same for row in zip(*columns, strict=True)]


def _update(connection: sa.Connection, drop: Drop, merged: BatchMerge) -> None:
    """Write the feedbacks that were there before and hold other cells now, or had been undone."""
    revived = merged.feedback_key[merged.is_revived]
    wanted = merged.is_known & (np.isin(merged.keys, merged.touched) | np.isin(merged.keys, revived))
    places = np.flatnonzero(wanted)
    columns = (merged.keys[places].tolist(), *_texts(merged, places))
    names = ("which", "facts", "carried", "is_withdrawn")
    rows = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    if rows:
        statement = FEEDBACKS.update().where(FEEDBACKS.c.feedback_key == sa.bindparam("which"))
        values: dict[str, Any] = {name: sa.bindparam(name) for name in names[1:]}
        connection.execute(
            statement.values(values | {"updated_drop": drop.drop_id, "is_undone": False}), rows
        )


def _update_suggestions(connection: sa.Connection, merged: BatchMerge, suggested: np.ndarray) -> None:
    places = np.flatnonzero(merged.is_known & (suggested != merged.suggested))
    rows = [
        {"which": key, "suggested": text}
        for key, text in zip(merged.keys[places].tolist(), suggested[places], strict=True)
    ]
    if rows:
        statement = FEEDBACKS.update().where(FEEDBACKS.c.feedback_key == sa.bindparam("which"))
        connection.execute(statement.values(suggested=sa.bindparam("suggested")), rows)


def _change_rows(merged: Merged, batch: BatchMerge) -> list[dict[str, Any]]:
    same = {"revision": merged.revision, "drop_id": merged.drop.drop_id}
    names = ["feedback_key", "key", "before", "after", "what"]
    revived = [
        (key, "", None, None, "revived") for key in np.unique(batch.feedback_key[batch.is_revived]).tolist()
    ]
    cells = batch.changes[names].itertuples(index=False, name=None)
    return [dict(zip(names, row, strict=True)) | same for row in (*revived, *cells)]


def _sighting_rows(connection: sa.Connection, lineage: str, merged: BatchMerge) -> list[dict[str, Any]]:
    """Where each feedback stands in this lineage now, unless it stands there as before."""
    batch = merged.batch
    first = np.flatnonzero(~np.array(_is_repeat(merged.feedback_key)))
    names = ("feedback_key", "typed_id", "title", "row", *WAY_COLUMNS)
    columns = (merged.feedback_key, batch.typed_key, batch.title, batch.row, *batch.ways.T)
    now = zip(*(column[first].tolist() for column in columns), strict=True)
    known = sightings(connection, lineage, batch.sheet.key)
    before = set(known[list(names)].itertuples(index=False, name=None))
    same = {"lineage": lineage, "sheet": batch.sheet.key}
    return [dict(zip(names, row, strict=True)) | same for row in now if row not in before]


def _is_repeat(keys: np.ndarray) -> np.ndarray:
    result = np.ones(len(keys), bool)
    result[np.unique(keys, return_index=True)[1]] = False
    return result


def note_findings(connection: sa.Connection, drop: Drop, findings: Iterable[Finding | Hits]) -> None:
    """Keep findings: one row for each code and column, with the rows it hit."""
    _insert(connection, FINDINGS, [_finding_row(drop, found) for found in findings])


def _finding_row(drop: Drop, found: Finding | Hits) -> dict[str, Any]:
    place = found if isinstance(found, Hits) else found.place
    rows = found.rows.tolist() if isinstance(found, Hits) else [found.place.row]
    facts = {name: _kept(value) for name, value in found.facts.items()}
    return {
        "drop_id": drop.drop_id,
        "code": found.code.id,
        "severity": int(found.code.severity),
        "sheet": place.sheet,
        "column": place.column,
        "header": place.header,
        "rows": json.dumps(rows),
        "facts": json.dumps(facts, ensure_ascii=False),
    }


def _kept(value: object) -> object:
    if isinstance(value, np.ndarray):
        return [_kept(one) for one in value.tolist()]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def queue(connection: sa.Connection, drop: Drop, outbox: Sequence[Outgoing]) -> None:
    """Put files to publish into the outbox."""
    names = ("kind", "target", "source")
    _insert(
        connection,
        OUTBOX,
        [{"drop_id": drop.drop_id} | {name: getattr(out, name) for name in names} for out in outbox],
    )
