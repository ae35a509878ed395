"""Rows that could not be taken (未收行): they stay on a list until they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from toolkit.ledger.drop import Drop, as_text
from toolkit.ledger.lineage import path_key
from toolkit.ledger.merging.batch import Batch, gather
from toolkit.ledger.merging.recall import frame
from toolkit.ledger.store import insert
from toolkit.ledger.tables import DROPS, UNACCEPTED
from toolkit.rules.finding import Finding, Hits, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from toolkit.schema.table import Table

PLACE = ["title", "row"]


@dataclass(frozen=True, slots=True)
class Listing:
    """A drop whose rows are to be listed: each table with the mask of its accepted rows.

    went_back: whether the workbook had been returned by us before.
    """

    drop: Drop
    lineage: str
    revision: int
    sheets: Sequence[tuple[Table, np.ndarray]]
    went_back: bool = False


def list_unaccepted(connection: sa.Connection, listing: Listing, findings: Iterable[Finding | Hits]) -> None:
    """Put a drop's rows that were not taken on the list, and take off it what this drop has settled.

    A row that waited before keeps its age. It is settled when the same file comes again, when the workbook that went
    back with it brings something in its place, or when a copy brings the very same row (which then waits itself).
    """
    waiting = _waiting(connection, listing.lineage)
    codes = _codes(findings)
    rows = [row for table, accepted in listing.sheets for row in _rows(table, ~accepted, codes)]
    places = [*zip(waiting["title"], waiting["row"], strict=True)]
    seen: set[object] = {row["row_key"] for row in rows}
    if listing.went_back:
        seen |= {(table.title, row) for table, _ in listing.sheets for row in table.rows.tolist()}
    is_seen = [place in seen or key in seen for place, key in zip(places, waiting["row_key"], strict=True)]
    is_successor = waiting["path_key"] == path_key(listing.drop.path)
    _settle(connection, waiting[is_successor | np.array(is_seen, bool)], listing.revision)
    since = dict(zip(places, waiting["since"], strict=True))
    since |= dict(zip(waiting["row_key"], waiting["since"], strict=True))
    today = as_text(listing.drop.arrived_at)
    aged = [since.get(row["row_key"]) or since.get((row["title"], row["row"])) or today for row in rows]
    columns = {name: [row[name] for row in rows] for name in ("title", "row", "owner", "row_key", "codes")}
    about = {"drop_id": listing.drop.drop_id, "lineage": listing.lineage, "since": aged}
    insert(connection, UNACCEPTED, columns | about, len(rows))


def _waiting(connection: sa.Connection, lineage: str) -> pd.DataFrame:
    wanted = sa.select(UNACCEPTED, DROPS.c.path_key).join(DROPS, DROPS.c.drop_id == UNACCEPTED.c.drop_id)
    wanted = wanted.where(UNACCEPTED.c.lineage == lineage, UNACCEPTED.c.settled.is_(None))
    return frame(connection, wanted)


def _codes(findings: Iterable[Finding | Hits]) -> dict[tuple[str, int], list[str]]:
    """The codes that keep each row out, by sheet name and row."""
    codes: dict[tuple[str, int], list[str]] = defaultdict(list)
    for found in findings:
        if found.code.severity is Severity.ERROR:
            sheet, rows = (
                (found.sheet, found.rows.tolist())
                if isinstance(found, Hits)
                else (found.place.sheet, [found.place.row])
            )
            for row in rows:
                codes[sheet, row].append(found.code.id)
    return codes


def _rows(table: Table, refused: np.ndarray, codes: dict[tuple[str, int], list[str]]) -> list[dict[str, Any]]:
    if not refused.any():
        return []
    batch: Batch = gather([table], [refused], [0])
    owners = batch.cells.get("owner", np.full(len(batch), None, object))
    keys = batch.ways[:, 0].tolist()
    return [
        {
            "title": table.title,
            "row": row,
            "owner": owner,
            "row_key": key or -row,
            "codes": " ".join(dict.fromkeys(codes.get((table.title, row), ()))),
        }
        for row, owner, key in zip(batch.row.tolist(), owners, keys, strict=True)
    ]


def _settle(connection: sa.Connection, over: pd.DataFrame, revision: int) -> None:
    which = [UNACCEPTED.c[name] == sa.bindparam(f"which_{name}") for name in ("drop_id", *PLACE)]
    rows = [
        {"which_drop_id": drop, "which_title": title, "which_row": row}
        for drop, title, row in over[["drop_id", *PLACE]].itertuples(index=False)
    ]
    if rows:
        connection.execute(UNACCEPTED.update().where(*which).values(settled=revision), rows)


def unaccepted(connection: sa.Connection) -> pd.DataFrame:
    """Rows not taken and not yet come again in order: team, file, title, row, codes, owner, since, drop_id."""
    names = (
        DROPS.c.team,
        DROPS.c.name.label("file"),
        *(UNACCEPTED.c[name] for name in ("title", "row", "codes", "owner", "since", "drop_id")),
    )
    wanted = (
        sa.select(*names)
        .join(DROPS, DROPS.c.drop_id == UNACCEPTED.c.drop_id)
        .where(UNACCEPTED.c.settled.is_(None))
    )
    found = frame(
        connection,
        wanted.order_by(UNACCEPTED.c.since, UNACCEPTED.c.drop_id, *(UNACCEPTED.c[name] for name in PLACE)),
    )
    return found.assign(since=found["since"].to_numpy("datetime64[s]"))
