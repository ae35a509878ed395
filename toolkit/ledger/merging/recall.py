"""What the ledger already knows about a batch of rows: every question is asked once for many rows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from toolkit.ledger.facts import CARRIED, Cells, blanks, decode
from toolkit.ledger.merging.identity import WAYS, normal, way_keys
from toolkit.ledger.tables import CHANGES, DROPS, FEEDBACKS, SAYINGS, SIGHTINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.ledger.merging.batch import Batch

CHUNK = 5000
"""Values in one IN list; PostgreSQL takes 65,535."""

WAY_COLUMNS = [f"way_{place}" for place in range(WAYS)]


def frame(connection: sa.Connection, statement: sa.Select[Any]) -> pd.DataFrame:
    """Return a query's rows; texts stay Python objects and a missing one stays None."""
    result = connection.execute(statement)
    names, rows = list(result.keys()), result.all()
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    types = [column.type for column in statement.selected_columns]
    return pd.DataFrame(
        {name: _column(values, kind) for name, values, kind in zip(names, columns, types, strict=True)}
    )


def _column(values: Sequence[Any], kind: sa.types.TypeEngine[Any]) -> pd.Series:
    if isinstance(kind, sa.Integer) and None not in values:
        return pd.Series(np.array(values, np.int64))
    result = np.empty(len(values), object)
    result[:] = values
    return pd.Series(result, dtype=object)


def among(
    connection: sa.Connection,
    statement: sa.Select[Any],
    column: sa.Column[Any],
    values: Sequence[Any] | np.ndarray,
) -> pd.DataFrame:
    """Return the rows of a query whose column holds one of the values."""
    asked = values.tolist() if isinstance(values, np.ndarray) else list(values)
    if connection.dialect.name == "sqlite":
        return frame(connection, statement.where(is_among(connection, column, asked)))
    chunks = [asked[start : start + CHUNK] for start in range(0, len(asked), CHUNK)] or [[]]
    parts = [frame(connection, statement.where(column.in_(chunk))) for chunk in chunks]
    return pd.concat(parts, ignore_index=True)


def is_among(
    connection: sa.Connection, column: sa.Column[Any], values: Sequence[Any] | np.ndarray
) -> sa.ColumnElement[bool]:
    """Return the condition that a column holds one of the values; SQLite takes any number of them."""
    asked = values.tolist() if isinstance(values, np.ndarray) else list(values)
    if connection.dialect.name != "sqlite":
        return column.in_(asked)
    # One parameter instead of many: SQLite reads 100,000 values from JSON at once.
    listed = sa.func.json_each(json.dumps(asked)).table_valued("value")
    return column.in_(sa.select(listed.c.value))


def sightings(connection: sa.Connection, lineage: str, sheet: str) -> pd.DataFrame:
    """Where and how each feedback of a lineage stood when it last came, in reading order."""
    wanted = sa.select(
        *(SIGHTINGS.c[name] for name in ("feedback_key", "typed_id", "title", "row", *WAY_COLUMNS))
    ).where(SIGHTINGS.c.lineage == lineage, SIGHTINGS.c.sheet == sheet)
    return frame(connection, wanted.order_by(SIGHTINGS.c.title, SIGHTINGS.c.row, SIGHTINGS.c.feedback_key))


def as_registered(
    connection: sa.Connection, team: str, batch: Batch, ids: pd.DataFrame, memory: Memory
) -> pd.DataFrame:
    """Where the rows of a book that we wrote from the ledger stood, as `sightings`: nowhere, but with these contents.

    Only where a row has no id that the team knows does every feedback of the team have to be looked at.
    """
    wanted = sa.select(FEEDBACKS.c.feedback_key, FEEDBACKS.c.id_key).order_by(FEEDBACKS.c.feedback_key)
    wanted = wanted.where(FEEDBACKS.c.team == team, FEEDBACKS.c.sheet == batch.sheet.key)
    if np.isin(batch.id_keys, ids["id_key"].to_numpy(object)).all():
        found = among(connection, wanted, FEEDBACKS.c.feedback_key, ids["feedback_key"].to_numpy(np.int64))
    else:
        found = frame(connection, wanted)
    keys = found["feedback_key"].to_numpy(np.int64)
    known = memory.recall(keys)
    places = known.places(keys)
    fields = {name: values[places] for name, values in known.cells.items()}
    ways = way_keys(normal(fields, batch.identity, len(keys)), batch.identity)
    named = found.rename(columns={"id_key": "typed_id"}).assign(title="", row=0)
    return named.assign(**dict(zip(WAY_COLUMNS, ways.T, strict=True)))


def with_ids(connection: sa.Connection, team: str, sheet: str, id_keys: Sequence[str]) -> pd.DataFrame:
    """The feedback that each id (in normal form) belongs to in a team."""
    wanted = sa.select(FEEDBACKS.c.feedback_key, FEEDBACKS.c.id_key)
    wanted = wanted.where(FEEDBACKS.c.team == team, FEEDBACKS.c.sheet == sheet)
    return among(connection, wanted, FEEDBACKS.c.id_key, id_keys)


@dataclass(frozen=True, slots=True)
class Remembered:
    """Feedbacks as they are recorded, in ascending order of their keys: u rows.

    cells: facts and carried columns, shape (u,) each. suggested: JSON texts of what we suggested.
    """

    keys: np.ndarray
    ids: np.ndarray
    is_undone: np.ndarray
    suggested: np.ndarray
    cells: Cells

    def places(self, keys: np.ndarray) -> np.ndarray:
        """Where these keys stand."""
        return np.searchsorted(self.keys, keys)


def remembered(connection: sa.Connection, keys: np.ndarray) -> Remembered:
    """Load these feedbacks with all their cells."""
    names = ("feedback_key", "feedback_id", "is_undone", "suggested", "facts", "carried")
    wanted = sa.select(*(FEEDBACKS.c[name] for name in names))
    found = among(connection, wanted, FEEDBACKS.c.feedback_key, np.unique(keys)).sort_values("feedback_key")
    carried = {f"{CARRIED}{header}": values for header, values in decode(found["carried"]).items()}
    return Remembered(
        keys=found["feedback_key"].to_numpy(np.int64),
        ids=found["feedback_id"].to_numpy(object),
        is_undone=found["is_undone"].to_numpy(bool),
        suggested=found["suggested"].to_numpy(object),
        cells=decode(found["facts"]) | carried,
    )


def births(connection: sa.Connection, keys: np.ndarray) -> pd.DataFrame:
    """Which drop brought each of these feedbacks: feedback_key, revision, arrived_at; those taken back left out."""
    wanted = sa.select(FEEDBACKS.c.feedback_key, DROPS.c.revision, DROPS.c.arrived_at)
    wanted = wanted.join(DROPS, DROPS.c.drop_id == FEEDBACKS.c.drop_id).where(~FEEDBACKS.c.is_undone)
    return among(connection, wanted, FEEDBACKS.c.feedback_key, keys)


def first_changes_after(connection: sa.Connection, keys: np.ndarray, revision: int) -> pd.DataFrame:
    """For each cell changed after a revision, what it held at that revision: feedback_key, key, before (JSON)."""
    wanted = sa.select(CHANGES.c.feedback_key, CHANGES.c.key, CHANGES.c.before, CHANGES.c.change_id)
    wanted = wanted.where(CHANGES.c.revision > revision, CHANGES.c.what.not_in(SAYINGS))
    found = among(connection, wanted, CHANGES.c.feedback_key, keys).sort_values("change_id")
    return found.drop_duplicates(["feedback_key", "key"])[["feedback_key", "key", "before"]]


def earlier_values(connection: sa.Connection, keys: np.ndarray) -> pd.DataFrame:
    """Every value that a cell of these feedbacks held or was offered before: feedback_key, key, value (JSON)."""
    wanted = sa.select(CHANGES.c.feedback_key, CHANGES.c.key, CHANGES.c.before, CHANGES.c.after)
    found = among(connection, wanted, CHANGES.c.feedback_key, keys)
    sides = [
        found[["feedback_key", "key", side]].rename(columns={side: "value"}) for side in ("before", "after")
    ]
    return pd.concat(sides, ignore_index=True).dropna(subset=["value"]).drop_duplicates()


def open_conflicts(connection: sa.Connection) -> pd.DataFrame:
    """Conflicts that nobody has settled, with the lineage that raised each: change_id, feedback_key, key, after, lineage."""
    columns = (CHANGES.c.change_id, CHANGES.c.feedback_key, CHANGES.c.key, CHANGES.c.after, DROPS.c.lineage)
    wanted = sa.select(*columns).join(DROPS, DROPS.c.drop_id == CHANGES.c.drop_id)
    return frame(connection, wanted.where(CHANGES.c.what == "conflict", CHANGES.c.settled.is_(None)))


def last_touched(connection: sa.Connection, keys: np.ndarray) -> pd.DataFrame:
    """Who changed each cell last: feedback_key, key, file, at. Where nobody did, key is "" and it is who brought the row."""
    who = (DROPS.c.name.label("file"), DROPS.c.arrived_at.label("at"))
    changed = sa.select(CHANGES.c.feedback_key, CHANGES.c.key, *who, CHANGES.c.change_id)
    changed = changed.join(DROPS, DROPS.c.drop_id == CHANGES.c.drop_id)
    changed = changed.where(CHANGES.c.what.not_in(SAYINGS))
    touched = among(connection, changed, CHANGES.c.feedback_key, keys).sort_values("change_id")
    brought = sa.select(FEEDBACKS.c.feedback_key, sa.literal("").label("key"), *who)
    brought = brought.join(DROPS, DROPS.c.drop_id == FEEDBACKS.c.drop_id)
    created = among(connection, brought, FEEDBACKS.c.feedback_key, keys)
    return pd.concat(
        [touched.drop_duplicates(["feedback_key", "key"], keep="last"), created], ignore_index=True
    )


class Memory:
    """Feedbacks loaded so far; each is asked for once."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._known = remembered(connection, np.zeros(0, np.int64))

    def recall(self, keys: np.ndarray) -> Remembered:
        """Return what is loaded, these feedbacks among it."""
        missing = np.setdiff1d(keys, self._known.keys)
        if len(missing):
            self._known = _joined(self._known, remembered(self._connection, missing))
        return self._known


def _joined(one: Remembered, other: Remembered) -> Remembered:
    keys = np.concatenate([one.keys, other.keys])
    order = np.argsort(keys)
    cells = {
        key: np.concatenate([part.cells.get(key, blanks(len(part.keys))) for part in (one, other)])[order]
        for key in one.cells | other.cells
    }
    return Remembered(
        keys=keys[order],
        ids=np.concatenate([one.ids, other.ids])[order],
        is_undone=np.concatenate([one.is_undone, other.is_undone])[order],
        suggested=np.concatenate([one.suggested, other.suggested])[order],
        cells=cells,
    )
