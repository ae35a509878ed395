"""What a drop stands on: which lineage it belongs to, and from which state of it its people started."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import sqlalchemy as sa

from toolkit.ledger.drop import DONE, REGISTER, UNDONE, Drop, Origin, as_text, find_drop
from toolkit.ledger.lineage import lineage_of, path_key
from toolkit.ledger.merging.recall import births
from toolkit.ledger.tables import DROPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.ledger.merging.held import Held


@dataclass(frozen=True, slots=True)
class Ground:
    """A lineage of one team, and the returned workbook that a drop of it started from.

    revision: of that workbook; None where it is not known. held_by: the drop it went back for; None when it was
    written from the ledger itself and held every fact. returned_by: all drops for which it went back as it is.
    arrived_at: when the drop came.
    """

    team: str
    lineage: str
    revision: int | None = None
    held_by: int | None = None
    returned_by: Sequence[int] = ()
    arrived_at: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether we wrote the workbook ourselves from the ledger, such as the register."""
        return self.lineage == f"{REGISTER}/{self.team}"


def ground_of(connection: sa.Connection, drop: Drop, origin: Origin, team: str) -> Ground:
    """Find the ground of a drop, for those of its rows that belong to a team."""
    return replace(_ground(connection, drop, origin, team), arrived_at=as_text(drop.arrived_at))


def _ground(connection: sa.Connection, drop: Drop, origin: Origin, team: str) -> Ground:
    if origin.book == REGISTER:
        return Ground(team, f"{REGISTER}/{team}", origin.revision)
    in_lineage = (DROPS.c.team == team, DROPS.c.lineage == origin.book, DROPS.c.revision.is_not(None))
    if origin.book and find_drop(connection, *in_lineage):
        base = find_drop(connection, *in_lineage, DROPS.c.revision == origin.revision)
        same = sa.select(DROPS.c.drop_id).where(*in_lineage, DROPS.c.returned_revision == origin.revision)
        return _standing_on(Ground(team, origin.book, returned_by=connection.scalars(same).all()), base)
    # Without properties of ours it is somebody's own file: it started from what this path held before.
    at_path = (DROPS.c.path_key == path_key(drop.path), DROPS.c.revision.is_not(None))
    before = find_drop(connection, *at_path)
    base = find_drop(connection, *at_path, DROPS.c.base_revision.is_(None), DROPS.c.state == DONE)
    return _standing_on(Ground(team, before.lineage if before else lineage_of(drop.path)), base)


def _standing_on(ground: Ground, base: Drop | None) -> Ground:
    if base is None or base.revision is None:
        return ground
    if base.state == UNDONE:
        # What was taken back and comes again is brought again: it starts from what was there before.
        return replace(ground, revision=base.revision - 1)
    return replace(ground, revision=base.revision, held_by=base.drop_id)


def entered_apart(
    connection: sa.Connection, ground: Ground, keys: np.ndarray, held: Held | None
) -> np.ndarray:
    """Which of these feedbacks this workbook cannot have from the ledger, so that somebody entered them here too.

    Where its base is known, those that came later. Where it is not, those that came at the very same time: of two
    copies that lie in the inbox together none is the later state.
    """
    if ground.revision is not None and ground.held_by is None and not ground.is_ours:
        return keys[:0]
    born = births(connection, keys)
    if ground.revision is None:
        return born.loc[born["arrived_at"] == ground.arrived_at, "feedback_key"].to_numpy(np.int64)
    later = born.loc[born["revision"] > ground.revision, "feedback_key"].to_numpy(np.int64)
    return later if held is None else np.setdiff1d(later, held.feedback_keys)
