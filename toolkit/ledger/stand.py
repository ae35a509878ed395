"""How a ledger stands: what tells it from another, for whoever keeps something that was made from it."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa

from toolkit.ledger import store
from toolkit.ledger.drop import UNDONE
from toolkit.ledger.tables import DROPS


class Stand(NamedTuple):
    """What tells a ledger as it is from another: its revision, its last drop, and how many drops were undone.

    last: number, content, arrival and revision, so that a ledger made anew from the same drops counts as the same.
    """

    revision: int
    last: str
    undone: int


def stand_of(connection: sa.Connection) -> Stand:
    """Return how the ledger stands."""
    named = sa.select(DROPS.c.drop_id, DROPS.c.sha256, DROPS.c.arrived_at, DROPS.c.revision)
    last = named.where(DROPS.c.revision.is_not(None)).order_by(DROPS.c.revision.desc()).limit(1)
    row = connection.execute(last).first()
    undone = connection.scalar(sa.select(sa.func.count()).select_from(DROPS).where(DROPS.c.state == UNDONE))
    return Stand(store.revision_of(connection), " ".join(map(str, row or ())), int(undone or 0))


def has_drop(connection: sa.Connection, mark: str) -> bool:
    """Whether the ledger holds the drop that `stand` once named."""
    names = (DROPS.c.drop_id, DROPS.c.sha256, DROPS.c.arrived_at, DROPS.c.revision)
    same = [sa.cast(name, sa.Text) == part for name, part in zip(names, mark.split(" "), strict=True)]
    return bool(connection.scalar(sa.select(sa.exists(sa.select(DROPS.c.drop_id).where(*same)))))
