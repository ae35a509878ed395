"""Arrivals: whether a file is new, the same as before, or to be looked at once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from toolkit.errors import LedgerError
from toolkit.ledger.drop import DONE, RECEIVED, Drop, Receipt, as_text, find_drop
from toolkit.ledger.lineage import path_key, team_of
from toolkit.ledger.tables import DROPS
from toolkit.rules.codes.ledger import L507
from toolkit.rules.finding import Finding
from toolkit.words import ledger as say

if TYPE_CHECKING:
    from datetime import datetime


def receive(
    connection: sa.Connection, path: str, sha256: str, arrived_at: datetime, settings: str
) -> Receipt:
    """Note an arrival, or say that the same came before; see `Ledger.receive`."""
    before = find_drop(connection, DROPS.c.sha256 == sha256, DROPS.c.team == team_of(path))
    if before and before.state == RECEIVED and path_key(before.path) == path_key(path):
        return Receipt(before, is_again=False)
    if before and before.state in (RECEIVED, DONE) and not _is_worth_another(connection, before, settings):
        facts = {"file": before.name, "at": f"{before.arrived_at:%Y-%m-%d %H:%M}"}
        return Receipt(before, is_again=True, findings=(Finding(L507, facts=facts),))
    return Receipt(_new_drop(connection, path, sha256, arrived_at, settings), is_again=False)


def known_drop(connection: sa.Connection, drop_id: int) -> Drop:
    found = find_drop(connection, DROPS.c.drop_id == drop_id)
    if found is None:
        raise LedgerError(say.UNKNOWN_DROP, drop=drop_id)
    return found


def _is_worth_another(connection: sa.Connection, before: Drop, settings: str) -> bool:
    """Whether rows that were sent back may be taken now that the settings are others."""
    sent_back = connection.scalar(sa.select(DROPS.c.rows_sent_back).where(DROPS.c.drop_id == before.drop_id))
    return before.state == DONE and bool(sent_back) and before.settings != settings


def _new_drop(connection: sa.Connection, path: str, sha256: str, arrived_at: datetime, settings: str) -> Drop:
    key = path_key(path)
    same = sa.select(sa.func.count()).where(DROPS.c.path_key == key, DROPS.c.sha256 == sha256)
    values = {
        "path_key": key, "path": path, "sha256": sha256, "round": connection.scalar(same), "team": team_of(path),
        "name": path.rpartition("/")[2], "arrived_at": as_text(arrived_at), "state": RECEIVED, "settings": settings,
    }  # fmt: skip
    made = connection.execute(DROPS.insert().values(**values).returning(DROPS.c.drop_id))
    return known_drop(connection, made.scalar_one())
