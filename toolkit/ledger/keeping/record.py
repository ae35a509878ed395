"""Write one drop's outcome: everything in the caller's transaction, or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.errors import LedgerError
from toolkit.ledger.drop import DONE, RECEIVED, Drop, Outgoing
from toolkit.ledger.keeping.save import save
from toolkit.ledger.store import grow, insert
from toolkit.ledger.tables import DROPS, FINDINGS, OUTBOX
from toolkit.rules.finding import Hits
from toolkit.words import ledger as say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import sqlalchemy as sa

    from toolkit.ledger.merging.merged import Merged
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
    revision = grow(connection)
    if revision != merged.revision:
        raise MovedOnError(say.MOVED_ON)
    read = int(sum(heard.sum() for heard in merged.heard))
    taken = int(
        sum((sheet.accepted & heard).sum() for sheet, heard in zip(merged.sheets, merged.heard, strict=True))
    )
    counts = {
        "rows_read": read,
        "rows_accepted": taken,
        "rows_sent_back": read - taken,
        "rows_new": int(sum(sheet.is_new.sum() for sheet in merged.sheets)),
        "rows_changed": int(sum((sheet.is_changed & ~sheet.is_new).sum() for sheet in merged.sheets)),
    }
    identity = {
        "lineage": merged.lineage,
        "base_revision": merged.base_revision,
        "revision": revision,
        "returned_revision": merged.returned_revision,
        "mark": merged.mark,
    }
    finish(connection, merged.drop, {"state": DONE} | identity | counts)
    for batch in merged.batches:
        save(connection, merged, batch, written)


def finish(connection: sa.Connection, drop: Drop, values: dict[str, Any]) -> None:
    """Give a drop its final state, if it is still ours to finish."""
    mine = (DROPS.c.drop_id == drop.drop_id, DROPS.c.state == RECEIVED, DROPS.c.fence == drop.fence)
    if connection.execute(DROPS.update().where(*mine).values(**values)).rowcount != 1:
        raise LedgerError(say.TAKEN_OVER, file=drop.name)


def note_findings(connection: sa.Connection, drop: Drop, findings: Sequence[Finding | Hits]) -> None:
    """Keep findings: one row for each code and column, with the rows it hit."""
    places = [found if isinstance(found, Hits) else found.place for found in findings]
    rows = [found.rows.tolist() if isinstance(found, Hits) else [found.place.row] for found in findings]
    columns = {
        "drop_id": drop.drop_id,
        "code": [found.code.id for found in findings],
        "severity": [int(found.code.severity) for found in findings],
        "sheet": [place.sheet for place in places],
        "column": [place.column for place in places],
        "header": [place.header for place in places],
        "rows": [json.dumps(numbers) for numbers in rows],
        "facts": [json.dumps(_kept(found.facts), ensure_ascii=False) for found in findings],
    }
    insert(connection, FINDINGS, columns, len(findings))


def _kept(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(name): _kept(one) for name, one in value.items()}
    if isinstance(value, np.ndarray):
        return [_kept(one) for one in value.tolist()]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def queue(connection: sa.Connection, drop: Drop, outbox: Sequence[Outgoing]) -> None:
    """Put files to publish into the outbox."""
    columns = {name: [getattr(out, name) for out in outbox] for name in ("kind", "target", "source")}
    insert(connection, OUTBOX, columns | {"drop_id": drop.drop_id}, len(outbox))
