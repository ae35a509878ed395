"""New feedbacks: which rows are one, and the number each gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import sqlalchemy as sa

from toolkit.ledger.merging.identity import agreement
from toolkit.ledger.merging.recall import with_ids
from toolkit.ledger.tables import FEEDBACKS, NUMBERS
from toolkit.schema.naming import normalise

if TYPE_CHECKING:
    from toolkit.ledger.merging.batch import Batch
    from toolkit.ledger.merging.recognise import Recognition

NUMBERED = "feedback"
"""The one kind of sheet whose rows carry ids."""


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Feedbacks that come in with a batch, n of them, in reading order.

    keys, ids: their surrogate keys and ids, shape (n,). id_keys: the ids in normal form.
    numbered: positions of those that we numbered. last: the team's last number now.
    """

    keys: np.ndarray
    ids: np.ndarray
    id_keys: np.ndarray
    numbered: np.ndarray
    last: int


@dataclass(frozen=True, slots=True)
class _Starts:
    """Rows of a batch that start a feedback, their new keys, and whether each keeps the id typed in it."""

    batch: Batch
    rows: np.ndarray
    keys: np.ndarray
    keeps_id: np.ndarray


def admit(connection: sa.Connection, team: str, found: Recognition, first_key: int) -> Newcomers:
    """Make a feedback of every row that is none yet, and write its key into `found.feedback_key`.

    A free id that somebody typed is kept. A row whose id belongs to another feedback is marked in `found.is_other`.
    """
    batch, rows = found.batch, np.flatnonzero(found.feedback_key == 0)
    is_free = (batch.id_keys[rows] != "") & ~np.isin(
        batch.id_keys[rows], found.known_ids["id_key"].to_numpy(object)
    )
    leader = _leaders(batch, rows, is_free)
    is_same = _repeats(batch, rows, leader)
    found.is_other[rows[is_free & (leader != rows) & ~is_same]] = True
    starts = ~is_same
    found.feedback_key[rows[starts]] = first_key + np.arange(starts.sum())
    found.feedback_key[rows[is_same]] = found.feedback_key[leader[is_same]]
    keys = first_key + np.arange(starts.sum())
    return _named(connection, team, _Starts(batch, rows[starts], keys, (is_free & (leader == rows))[starts]))


def _leaders(batch: Batch, rows: np.ndarray, is_free: np.ndarray) -> np.ndarray:
    """For each row the first one with the same free id; itself where there is none."""
    first = pd.Series(rows).groupby(batch.id_keys[rows]).transform("min").to_numpy(np.int64)
    return np.where(is_free, first, rows)


def _repeats(batch: Batch, rows: np.ndarray, leader: np.ndarray) -> np.ndarray:
    """Whether a row is the same feedback as the first one with its id."""
    result = np.zeros(len(rows), bool)
    later = np.flatnonzero(leader != rows)
    if len(later):
        mine = {name: values[leader[later]] for name, values in batch.fields.items()}
        theirs = {name: values[rows[later]] for name, values in batch.fields.items()}
        result[later] = agreement(mine, theirs, batch.identity).is_clear
    return result


def _named(connection: sa.Connection, team: str, starts: _Starts) -> Newcomers:
    """Keep typed ids, number the others; sheets without ids get an internal one."""
    batch, rows = starts.batch, starts.rows
    if batch.sheet.key != NUMBERED:
        internal = np.array([f"#{key}" for key in starts.keys], object)
        return Newcomers(starts.keys, np.full(len(rows), "", object), internal, np.zeros(0, np.int64), 0)
    ids, id_keys = batch.ids[rows].copy(), batch.id_keys[rows].copy()
    numbered = np.flatnonzero(~starts.keeps_id)
    given, last = _numbers(connection, team, len(numbered), set(id_keys[starts.keeps_id]))
    ids[numbered] = given
    id_keys[numbered] = [normalise(number) for number in given]
    return Newcomers(starts.keys, ids, id_keys, numbered, last)


def _numbers(connection: sa.Connection, team: str, count: int, typed_now: set[str]) -> tuple[list[str], int]:
    """Return the next free numbers of a team and the last one that was looked at."""
    last = connection.scalar(sa.select(NUMBERS.c.last).where(NUMBERS.c.team == team)) or 0
    given: list[str] = []
    while len(given) < count:
        tried = [f"F{last + step:03d}" for step in range(1, count - len(given) + 1)]
        keys = {number: normalise(number) for number in tried}
        taken = typed_now | set(with_ids(connection, team, NUMBERED, list(keys.values()))["id_key"])
        given += [number for number in tried if keys[number] not in taken]
        last += len(tried)
    return given, last


def next_key(connection: sa.Connection) -> int:
    """The first surrogate key that is free."""
    return (connection.scalar(sa.select(sa.func.max(FEEDBACKS.c.feedback_key))) or 0) + 1
