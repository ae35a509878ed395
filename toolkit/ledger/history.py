"""What the ledger can tell: facts for the work, history for a question, lists for the morning."""

from __future__ import annotations

import itertools
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import sqlalchemy as sa

from toolkit.errors import LedgerError
from toolkit.ledger.cells import CELL, values_of
from toolkit.ledger.drop import as_text
from toolkit.ledger.facts import decode, fact_columns, typed
from toolkit.ledger.learned import MARK, answers_of
from toolkit.ledger.merging.recall import among, frame, last_touched
from toolkit.ledger.tables import CHANGES, DROPS, FEEDBACKS, NUMBERS, SAYINGS
from toolkit.schema.naming import normalise
from toolkit.schema.table import complete
from toolkit.words import ledger as say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import numpy as np

    from toolkit.schema.sheet import Sheet

_RECEIVED_AT = "received_at"

_SUBJECTS = ("issue", "measure")
"""What names a row of the improvement workbook, which has no id."""


class Only(NamedTuple):
    """Some of the feedbacks: these keys (None for all), what came or changed after a revision, and at most so many after a key."""

    keys: np.ndarray | None = None
    since: int = -1
    after: int = -1
    most: int | None = None


def facts(
    connection: sa.Connection,
    sheet: Sheet,
    teams: Sequence[str] | None,
    *,
    with_withdrawn: bool,
    only: Only | None = None,
) -> pd.DataFrame:
    """Return every feedback in force, typed like a table's frame; or only those asked for.

    Besides the sheet's own keys: feedback_key, drop_id (of the drop that first brought it), feedback_id, team, file, title and row it came from first, arrived_at,
    updated_at (moments), is_withdrawn_row (bool); where a model said anything of a row, the columns of `schema.learned`.
    """
    first, last = DROPS.alias("first"), DROPS.alias("last")
    names = ("feedback_key", "drop_id", "feedback_id", "team", "title", "row", "is_withdrawn", "facts")
    wanted = sa.select(
        *(FEEDBACKS.c[name] for name in names), first.c.name.label("file"), first.c.arrived_at, last.c.arrived_at.label("updated_at"),
        _SPOKEN.label("spoken"),
    ).join(first, first.c.drop_id == FEEDBACKS.c.drop_id).join(last, last.c.drop_id == FEEDBACKS.c.updated_drop)  # fmt: skip
    wanted = wanted.where(FEEDBACKS.c.sheet == sheet.key, ~FEEDBACKS.c.is_undone)
    if teams is not None:
        wanted = wanted.where(FEEDBACKS.c.team.in_(teams))
    if not with_withdrawn:
        wanted = wanted.where(~FEEDBACKS.c.is_withdrawn)
    wanted = wanted.order_by(FEEDBACKS.c.feedback_key)
    if only is not None:
        wanted = wanted.where(last.c.revision > only.since, FEEDBACKS.c.feedback_key > only.after).limit(
            only.most
        )
    found = _found(connection, wanted, only.keys if only else None)
    columns = fact_columns(sheet)
    made = complete(typed(decode(found["facts"]), columns, len(found)), columns)
    told = pd.DataFrame(answers_of(found["spoken"].to_numpy(object)), found.index, dtype=object)
    about = found.drop(columns=["facts", "spoken"]).rename(columns={"is_withdrawn": "is_withdrawn_row"})
    moments = {name: found[name].to_numpy("datetime64[s]") for name in ("arrived_at", "updated_at")}
    return pd.concat(
        [about.assign(is_withdrawn_row=about["is_withdrawn_row"].astype(bool), **moments), made, told], axis=1
    )


def _found(connection: sa.Connection, wanted: sa.Select[Any], keys: np.ndarray | None) -> pd.DataFrame:
    return (
        frame(connection, wanted)
        if keys is None
        else among(connection, wanted, FEEDBACKS.c.feedback_key, keys)
    )


_SPOKEN = sa.case((FEEDBACKS.c.suggested.contains(MARK, autoescape=True), FEEDBACKS.c.suggested))
"""The suggestions of a feedback where a model made any of them."""


def carried(connection: sa.Connection, sheet: str) -> pd.DataFrame:
    """Return the columns that are not ours, by header; the index is the feedback_key."""
    wanted = sa.select(FEEDBACKS.c.feedback_key, FEEDBACKS.c.carried).where(
        FEEDBACKS.c.sheet == sheet, ~FEEDBACKS.c.is_undone
    )
    found = frame(connection, wanted.order_by(FEEDBACKS.c.feedback_key))
    keys = pd.Index(found["feedback_key"])
    cells = {
        header: pd.Series(values, keys, dtype=object) for header, values in decode(found["carried"]).items()
    }
    return pd.DataFrame(cells, index=keys)


def changes(connection: sa.Connection, sheet: str, keys: Sequence[str] = ()) -> pd.DataFrame:
    """Return the changes of a kind of sheet, oldest first: feedback_key, feedback_id, team, revision, at, file, drop_id, key, before, after, what.

    keys: only these columns; empty for all. before and after are canonical values.
    """
    wanted = _changes().where(FEEDBACKS.c.sheet == sheet)
    return _read(connection, wanted.where(CHANGES.c.key.in_(keys)) if keys else wanted)


def latest_changes(connection: sa.Connection, since: datetime, most: int) -> tuple[pd.DataFrame, int]:
    """Return the latest changes of feedback since a moment, as `changes` but latest first, and how many there are in all."""
    wanted = _changes().where(FEEDBACKS.c.sheet == "feedback", as_text(since) <= _AT)
    wanted = wanted.order_by(None)
    every = connection.scalar(sa.select(sa.func.count()).select_from(wanted.subquery()))
    return _read(connection, wanted.order_by(CHANGES.c.change_id.desc()).limit(most)), int(every or 0)


_AT = sa.func.coalesce(CHANGES.c.at, DROPS.c.arrived_at)
"""When a line of history came about: with its drop, unless it says otherwise, as one that was taken back does."""


def _changes() -> sa.Select[tuple[object, ...]]:
    columns = (
        CHANGES.c.feedback_key, FEEDBACKS.c.feedback_id, FEEDBACKS.c.team, CHANGES.c.revision, _AT.label("at"),
        DROPS.c.name.label("file"), CHANGES.c.drop_id, CHANGES.c.key, CHANGES.c.before, CHANGES.c.after, CHANGES.c.what,
    )  # fmt: skip
    joined = sa.select(*columns).join(FEEDBACKS, FEEDBACKS.c.feedback_key == CHANGES.c.feedback_key)
    return joined.join(DROPS, DROPS.c.drop_id == CHANGES.c.drop_id).order_by(CHANGES.c.change_id)


def last_changes(connection: sa.Connection, revision: int) -> pd.DataFrame:
    """Return, for each feedback that came or changed after a revision, what did it last: team, feedback_id, at, file."""
    wanted = _changes().where(CHANGES.c.revision > revision, CHANGES.c.what.not_in(SAYINGS))
    came = (
        sa.select(
            FEEDBACKS.c.team,
            FEEDBACKS.c.feedback_id,
            DROPS.c.arrived_at.label("at"),
            DROPS.c.name.label("file"),
        )
        .join(DROPS, DROPS.c.drop_id == FEEDBACKS.c.drop_id)
        .where(DROPS.c.revision > revision, FEEDBACKS.c.sheet == "feedback")
    )
    names = ["team", "feedback_id", "at", "file"]
    changed = frame(connection, wanted.where(FEEDBACKS.c.sheet == "feedback"))[names]
    every = pd.concat([frame(connection, came)[names], changed], ignore_index=True)
    return every.drop_duplicates(["team", "feedback_id"], keep="last")


def earliest_touched(connection: sa.Connection, revision: int) -> str:
    """Return when the earliest feedback was received that came or changed after a revision, as ISO text.

    One whose moment was itself changed counts with both moments; "" stands before them all. Without any: "9999".
    """
    came = sa.select(FEEDBACKS.c.feedback_key).join(DROPS, DROPS.c.drop_id == FEEDBACKS.c.drop_id)
    changed = sa.select(CHANGES.c.feedback_key, CHANGES.c.key, CHANGES.c.before)
    changed = changed.where(CHANGES.c.revision > revision)
    touched = sa.union(came.where(DROPS.c.revision > revision), sa.select(changed.subquery().c.feedback_key))
    facts = sa.select(FEEDBACKS.c.facts).where(
        FEEDBACKS.c.sheet == "feedback", FEEDBACKS.c.feedback_key.in_(touched)
    )
    now = (json.loads(text).get(_RECEIVED_AT, "") for text in connection.scalars(facts))
    moved = connection.execute(changed.where(CHANGES.c.key == _RECEIVED_AT)).mappings()
    before = (json.loads(row["before"]) if row["before"] else "" for row in moved)
    return min(itertools.chain(now, before), default="9999")


def _read(connection: sa.Connection, wanted: sa.Select[tuple[object, ...]]) -> pd.DataFrame:
    found = frame(connection, wanted)
    values = {side: pd.Series(values_of(found[side]), dtype=object) for side in ("before", "after")}
    return found.assign(at=found["at"].to_numpy("datetime64[s]"), **values)


def key_of(connection: sa.Connection, team: str, feedback_id: str) -> int:
    """Return the key of a feedback.

    Raises:
        LedgerError: there is no such feedback in the team.
    """
    wanted = sa.select(FEEDBACKS.c.feedback_key).where(
        FEEDBACKS.c.team == team, FEEDBACKS.c.id_key == normalise(feedback_id)
    )
    found = connection.scalar(wanted.where(FEEDBACKS.c.sheet == "feedback"))
    if found is None:
        raise LedgerError(say.UNKNOWN_FEEDBACK, feedback_id=feedback_id)
    return int(found)


def history(connection: sa.Connection, team: str, feedback_id: str) -> pd.DataFrame:
    """Return all that happened to one feedback, oldest first; the first line is its arrival.

    Raises:
        LedgerError: there is no such feedback in the team.
    """
    found = key_of(connection, team, feedback_id)
    columns = [
        FEEDBACKS.c.feedback_key, FEEDBACKS.c.feedback_id, FEEDBACKS.c.team, DROPS.c.revision, DROPS.c.arrived_at.label("at"),
        DROPS.c.name.label("file"), DROPS.c.drop_id, sa.literal("").label("key"), sa.null().label("before"), sa.null().label("after"),
        sa.literal("new").label("what"),
    ]  # fmt: skip
    arrival = (
        sa.select(*columns)
        .join(DROPS, DROPS.c.drop_id == FEEDBACKS.c.drop_id)
        .where(FEEDBACKS.c.feedback_key == found)
    )
    later = _changes().where(CHANGES.c.feedback_key == found)
    return pd.concat([_read(connection, arrival), _read(connection, later)], ignore_index=True)


def conflicts(connection: sa.Connection) -> pd.DataFrame:
    """Return the cells that wait for a decision: as `changes`, with kept and typed instead of before and after.

    kept is the value in force; kept_file and kept_at say who gave it, and when. subject is what a row without an id of
    its own is about: a plan's issue, an effect's measure.
    """
    wanted = _changes().add_columns(FEEDBACKS.c.facts, FEEDBACKS.c.carried, FEEDBACKS.c.sheet)
    found = _read(connection, wanted.where(CHANGES.c.what == "conflict", CHANGES.c.settled.is_(None)))
    kept = [
        (json.loads(own) | {f"carried:{header}": value for header, value in json.loads(other).items()}).get(
            key
        )
        for own, other, key in zip(found["facts"], found["carried"], found["key"], strict=True)
    ]
    subject = [
        next((own[key] for key in _SUBJECTS if key in own), "") for own in map(json.loads, found["facts"])
    ]
    named = found.drop(columns=["facts", "carried", "before"]).rename(columns={"after": "typed"})
    made = {"kept": pd.Series(kept, dtype=object), "subject": pd.Series(subject, dtype=object)}
    return _with_givers(connection, named.assign(**made))


def _with_givers(connection: sa.Connection, found: pd.DataFrame) -> pd.DataFrame:
    """Add who gave the value in force: the last change of the cell, else whoever brought the row."""
    touched = last_touched(connection, found["feedback_key"].unique())
    by_cell = found[CELL].merge(touched, on=CELL, how="left")
    by_row = found[["feedback_key"]].merge(touched[touched["key"] == ""], on="feedback_key", how="left")
    made = {name: by_cell[name].where(by_cell[name].notna(), by_row[name]) for name in ("file", "at")}
    moments = made["at"].to_numpy("datetime64[s]")
    return found.assign(kept_file=made["file"].astype(object).to_numpy(), kept_at=moments)


def drops(connection: sa.Connection) -> pd.DataFrame:
    """Return every drop with its counts: rows_read is always rows_accepted plus rows_sent_back."""
    names = (
        "drop_id", "path", "team", "name", "arrived_at", "state", "attempts", "revision",
        "rows_read", "rows_accepted", "rows_sent_back", "rows_new", "rows_changed",
    )  # fmt: skip
    found = frame(connection, sa.select(*(DROPS.c[name] for name in names)).order_by(DROPS.c.drop_id))
    return found.assign(arrived_at=found["arrived_at"].to_numpy("datetime64[s]"))


def fingerprint(connection: sa.Connection) -> str:
    """Return a hash of all facts, numbers and history: equal after a rebuild from the same drops in the same order."""
    digest = sha256()
    for table in (FEEDBACKS, CHANGES, NUMBERS):
        keys = list(table.primary_key)
        for row in connection.execute(sa.select(table).order_by(*keys)):
            digest.update(json.dumps(list(row), ensure_ascii=False).encode())
    return digest.hexdigest()
