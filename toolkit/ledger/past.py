"""A feedback as it was after every drop that changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.ledger.history import history
from toolkit.ledger.merging.recall import remembered
from toolkit.ledger.tables import SAYINGS

if TYPE_CHECKING:
    import sqlalchemy as sa

    State = dict[str, object]


def states(connection: sa.Connection, team: str, feedback_id: str) -> list[State]:
    """Return what the cells of one feedback held, in canonical form, as it came and after every later revision.

    What was taken back has never been.

    Raises:
        LedgerError: there is no such feedback in the team.
    """
    lines = history(connection, team, feedback_id)
    known = remembered(connection, lines["feedback_key"].to_numpy(np.int64)[:1])
    now: State = {name: values[0] for name, values in known.cells.items()}
    taken_back = lines["drop_id"][lines["what"] == "undone"]
    is_real = ~lines["what"].isin(SAYINGS) & (lines["key"] != "") & ~lines["drop_id"].isin(taken_back)
    found = [now]
    for _, part in sorted(lines[is_real].groupby("revision"), reverse=True):
        cells = zip(part["key"][::-1], part["before"][::-1], strict=True)
        now = now | dict(cells)
        found.append(now)
    return found[::-1]
