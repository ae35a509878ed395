"""A feedback as it was after every drop that changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import sqlalchemy as sa

from toolkit.domain.deadlines.between import MIDDLE
from toolkit.domain.loop.past import cycles_of
from toolkit.ledger.cells import values_of
from toolkit.ledger.facts import CARRIED
from toolkit.ledger.history import key_of
from toolkit.ledger.merging.recall import among, remembered
from toolkit.ledger.tables import CHANGES, SAYINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.ledger.merging.merged import SheetMerge

State = dict[str, object]

_SINCE = ("dissatisfied_at", "followed_up_at")
"""A later cycle begins with one of these, and another one with a change of it."""


def states(connection: sa.Connection, team: str, feedback_id: str) -> list[State]:
    """Return what the cells of one feedback held, in canonical form, as it came and after every later revision.

    What was taken back has never been.

    Raises:
        LedgerError: there is no such feedback in the team.
    """
    key = key_of(connection, team, feedback_id)
    return _states(connection, np.array([key]))[key]


def with_middle_cycles(connection: sa.Connection, facts: pd.DataFrame) -> pd.DataFrame:
    """Return facts in force with MIDDLE where a row has gone through more cycles than it holds; else as they are."""
    keys = facts["feedback_key"].to_numpy(np.int64)
    returned = facts["dissatisfied_at"].notna() | facts["satisfaction"].eq("dissatisfied")
    moved = _moved(connection, keys[returned.to_numpy(bool)])
    past = {key: cycles_of(told) for key, told in _states(connection, moved).items()}
    return _beside(facts, [past.get(int(key), ())[1:-1] for key in keys] if past else [])


def merged_frame(connection: sa.Connection, sheet: SheetMerge) -> pd.DataFrame:
    """Return a merged sheet's facts as `with_middle_cycles` does, those of the drop being the latest."""
    made, cells = sheet.frame, sheet.cells
    changed = cells["at"][cells["key"].isin(_SINCE) & (cells["what"] == "changed")].to_numpy(np.intp)
    is_known = sheet.accepted & ~sheet.is_new
    keys = np.where(is_known, sheet.feedback_key, 0)
    moved = np.union1d(_moved(connection, keys[is_known]), keys[changed[is_known[changed]]])
    past = _states(connection, moved[moved > 0].astype(np.int64))
    found: list[tuple[object, ...]] = [()] * len(keys) if past else []
    for row in np.flatnonzero(np.isin(keys, list(past))).tolist():
        now = {key: values[row] for key, values in sheet.facts.items() if not key.startswith(CARRIED)}
        found[row] = cycles_of([*past[int(keys[row])], now])[1:-1]
    return _beside(made, found)


def _beside(facts: pd.DataFrame, cycles: list[tuple[object, ...]]) -> pd.DataFrame:
    if not any(cycles):
        return facts
    return facts.assign(**{MIDDLE: pd.Series([one or None for one in cycles], facts.index, dtype=object)})


def _moved(connection: sa.Connection, keys: np.ndarray) -> np.ndarray:
    """Those of the feedbacks of which somebody once changed since when the customer is dissatisfied."""
    wanted = sa.select(CHANGES.c.feedback_key).distinct()
    wanted = wanted.where(CHANGES.c.key.in_(_SINCE), CHANGES.c.what.not_in(SAYINGS))
    if not len(keys):
        return keys
    return among(connection, wanted, CHANGES.c.feedback_key, keys)["feedback_key"].to_numpy(np.int64)


def _states(connection: sa.Connection, keys: np.ndarray) -> dict[int, list[State]]:
    """The states of some feedbacks, by feedback_key; none of one that is not on record."""
    if not len(keys):
        return {}
    known = remembered(connection, keys)
    lines = _lines(connection, known.keys)
    places = lines.groupby(lines["feedback_key"].to_numpy(np.int64)).indices
    found = {}
    for place, key in enumerate(known.keys.tolist()):
        now: State = {name: values[place] for name, values in known.cells.items()}
        mine = lines.iloc[places.get(key, np.zeros(0, np.intp))]
        found[key] = [*_backwards(now, mine)][::-1]
    return found


def _lines(connection: sa.Connection, keys: np.ndarray) -> pd.DataFrame:
    names = ("feedback_key", "revision", "drop_id", "key", "before", "what", "change_id")
    wanted = sa.select(*(CHANGES.c[name] for name in names)).where(CHANGES.c.what.not_in(SAYINGS))
    found = among(connection, wanted, CHANGES.c.feedback_key, keys).sort_values("change_id")
    return found.assign(before=pd.Series(values_of(found["before"]), found.index, dtype=object))


def _backwards(now: State, lines: pd.DataFrame) -> Iterator[State]:
    """What a feedback holds now, and before each revision that changed it."""
    yield now
    taken_back = lines["drop_id"][lines["what"] == "undone"]
    is_real = (lines["key"] != "") & ~lines["drop_id"].isin(taken_back)
    for _, part in sorted(lines[is_real].groupby("revision"), reverse=True):
        now = now | dict(zip(part["key"][::-1], part["before"][::-1], strict=True))
        yield now
