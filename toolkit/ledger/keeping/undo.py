"""Take back what one drop brought, in history, unless later work stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa

from toolkit.ledger.cells import CELL, values_of
from toolkit.ledger.drop import DONE, UNDONE, Drop, as_text
from toolkit.ledger.facts import as_json, blanks
from toolkit.ledger.keeping.save import cell_columns
from toolkit.ledger.merging.recall import Remembered, among, frame, remembered
from toolkit.ledger.store import grow, insert, update
from toolkit.ledger.tables import CHANGES, DROPS, FEEDBACKS, OUTBOX, UNACCEPTED
from toolkit.rules.codes.ledger import L508, L509
from toolkit.rules.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    import pandas as pd

REAL = ("changed", "withdrawn", "undone")
"""Changes that gave a cell another value."""


@dataclass(frozen=True, slots=True)
class Undone:
    """Whether a drop was taken back, and what there is to say about it."""

    is_done: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Brought:
    """What a drop brought: feedbacks that came with it, and cells as they were before it (JSON) and after it."""

    new: np.ndarray
    cells: pd.DataFrame


def undo(connection: sa.Connection, drop: Drop, at: datetime | None = None) -> Undone:
    """Take back a drop; where later work stands on it, say which and leave everything as it is.

    at: when, for history; without it the moment of the drop.
    """
    if drop.state == UNDONE:
        return Undone(is_done=True, findings=(_taken_back(drop, *_counted(connection, drop)),))
    if drop.state != DONE:
        return Undone(is_done=False, findings=())
    brought = _brought(connection, drop)
    known = remembered(connection, np.union1d(brought.new, brought.cells["feedback_key"].to_numpy(np.int64)))
    if blocked := _standing_on(connection, drop, brought, known):
        return Undone(is_done=False, findings=blocked)
    revision = grow(connection)
    same = {"drop_id": drop.drop_id, "revision": revision, "at": as_text(at) if at else None}
    _restore(connection, brought, known, {"what": "undone"} | same)
    connection.execute(
        FEEDBACKS.update().where(FEEDBACKS.c.feedback_key.in_(_ours(drop))).values(is_undone=True)
    )
    _unsettle(connection, drop, revision)
    # What still waits to be published belongs to nobody any more; it counts as ours wherever it stands already.
    unplaced = OUTBOX.update().where(OUTBOX.c.drop_id == drop.drop_id, OUTBOX.c.published.is_(None))
    connection.execute(unplaced.values(published=OUTBOX.c.source))
    connection.execute(DROPS.update().where(DROPS.c.drop_id == drop.drop_id).values(state=UNDONE))
    return Undone(is_done=True, findings=(_taken_back(drop, len(brought.new), len(brought.cells)),))


def _taken_back(drop: Drop, rows: int, cells: int) -> Finding:
    facts = {"file": drop.name, "at": f"{drop.arrived_at:%Y-%m-%d %H:%M}", "rows": rows, "cells": cells}
    return Finding(L508, facts=facts)


def _counted(connection: sa.Connection, drop: Drop) -> tuple[int, int]:
    """How many rows and cells a drop had brought that was taken back, by history."""
    lines = sa.select(CHANGES.c.key).where(CHANGES.c.drop_id == drop.drop_id, CHANGES.c.what == "undone")
    keys = list(connection.scalars(lines))
    return keys.count(""), len(keys) - keys.count("")


def _unsettle(connection: sa.Connection, drop: Drop, revision: int) -> None:
    """Conflicts and waiting rows that the drop settled wait again; those that it raised itself are over."""
    raised = (CHANGES.c.drop_id == drop.drop_id, CHANGES.c.what == "conflict", CHANGES.c.settled.is_(None))
    listed = (UNACCEPTED.c.drop_id == drop.drop_id, UNACCEPTED.c.settled.is_(None))
    for table, over in ((CHANGES, raised), (UNACCEPTED, listed)):
        connection.execute(table.update().where(table.c.settled == drop.revision).values(settled=None))
        connection.execute(table.update().where(*over).values(settled=revision))


def _ours(drop: Drop) -> sa.CompoundSelect[Any]:
    """Feedbacks that came with this drop, or came back with it after they had been undone."""
    created = sa.select(FEEDBACKS.c.feedback_key).where(
        FEEDBACKS.c.drop_id == drop.drop_id, ~FEEDBACKS.c.is_undone
    )
    revived = sa.select(CHANGES.c.feedback_key).where(
        CHANGES.c.drop_id == drop.drop_id, CHANGES.c.what == "revived"
    )
    return sa.union(created, revived)


def _brought(connection: sa.Connection, drop: Drop) -> _Brought:
    new = np.array(sorted(connection.scalars(_ours(drop))), np.int64)
    wanted = sa.select(*(CHANGES.c[name] for name in (*CELL, "before", "after"))).order_by(
        CHANGES.c.change_id
    )
    changes = frame(connection, wanted.where(CHANGES.c.drop_id == drop.drop_id, CHANGES.c.what.in_(REAL[:2])))
    cells = changes.drop_duplicates(CELL)[[*CELL, "before"]]
    last = changes.drop_duplicates(CELL, keep="last")[[*CELL, "after"]]
    return _Brought(new, cells.merge(last, on=CELL))


def _standing_on(
    connection: sa.Connection, drop: Drop, brought: _Brought, known: Remembered
) -> tuple[Finding, ...]:
    """Later work on the feedbacks or cells that this drop brought: one finding naming both."""
    now = _values(known, brought.cells)
    moved = brought.cells["feedback_key"][now != brought.cells["after"].to_numpy(object)]
    later = _later(connection, drop, np.union1d(brought.new, moved))
    started = later.drop_duplicates(CELL)
    kept = started[_values(known, started) != started["before"].to_numpy(object)]
    if kept.empty:
        return ()
    ids = known.ids[known.places(kept["feedback_key"].unique())]
    files = later["name"][later["feedback_key"].isin(kept["feedback_key"])].unique()
    return (Finding(L509, facts={"file": drop.name, "feedback_ids": _listed(ids), "later": _listed(files)}),)


def _later(connection: sa.Connection, drop: Drop, keys: np.ndarray) -> pd.DataFrame:
    """What other drops changed in these feedbacks afterwards, in order, with the names of their files."""
    names = (*CELL, "before", "change_id")
    wanted = sa.select(*(CHANGES.c[name] for name in names), DROPS.c.name).join(
        DROPS, DROPS.c.drop_id == CHANGES.c.drop_id
    )
    is_later = (
        CHANGES.c.drop_id != drop.drop_id,
        CHANGES.c.revision > drop.revision,
        CHANGES.c.what.in_(REAL),
    )
    return among(connection, wanted.where(*is_later), CHANGES.c.feedback_key, keys).sort_values("change_id")


def _listed(names: Iterable[str], most: int = 5) -> str:
    every = list(names)
    return "、".join(every[:most]) + ("…" if len(every) > most else "")


def _values(known: Remembered, cells: pd.DataFrame) -> np.ndarray:
    """What these cells hold now, as JSON."""
    places = known.places(cells["feedback_key"].to_numpy(np.int64))
    result = np.empty(len(cells), object)
    result[:] = [
        as_json(known.cells[key][place]) if key in known.cells else None
        for key, place in zip(cells["key"], places, strict=True)
    ]
    return result


def _restore(connection: sa.Connection, brought: _Brought, known: Remembered, same: dict[str, Any]) -> None:
    """Give the cells back what they held before, and write that into history; same: what all its lines hold."""
    cells = brought.cells
    places = known.places(cells["feedback_key"].to_numpy(np.int64))
    for key, part in cells.groupby("key", sort=False):
        values = known.cells.setdefault(str(key), blanks(len(known.keys)))
        values[places[part.index]] = values_of(part["before"])
    columns = {"feedback_key": "feedback_key", "key": "key", "before": "after", "after": "before"}
    back = {name: cells[source].to_numpy() for name, source in columns.items()}
    insert(connection, CHANGES, back | same, len(cells))
    insert(connection, CHANGES, {"feedback_key": brought.new, "key": ""} | same, len(brought.new))
    which = np.unique(places)
    update(
        connection,
        FEEDBACKS.c.feedback_key,
        {"which": known.keys[which]} | cell_columns(known.cells, which),
        len(which),
    )
