"""An arrived file as the ledger knows it, and what is said about it on the way in and out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from toolkit.ledger.tables import DROPS

if TYPE_CHECKING:
    from toolkit.rules.finding import Finding

RECEIVED, DONE, SENT_BACK, UNDONE = "received", "done", "sent_back", "undone"

REGISTER = "register"
"""The book id of what we write from the ledger itself (台账): it held exactly the facts of its revision."""


@dataclass(frozen=True, slots=True)
class Drop:
    """One arrived file. `revision` is the ledger's after it was recorded (None before)."""

    drop_id: int
    path: str
    sha256: str
    team: str
    name: str
    arrived_at: datetime
    state: str
    attempts: int
    settings: str
    lineage: str
    base_revision: int | None
    revision: int | None
    fence: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of an arrival: its drop, and whether there is nothing to do because the same came before."""

    drop: Drop
    is_again: bool
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """What a workbook's own properties say: which book it is, and at which revision it went back to its people.

    mark: of the very workbook that we wrote and people typed into, where it is one of ours.
    """

    book: str = ""
    revision: int | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A file to publish after a commit: its kind, where it goes, and where its content lies (a content hash)."""

    kind: str
    target: str
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An outgoing file in the outbox; `published` is the hash of what was put there, None while it waits."""

    entry_id: int
    drop_id: int
    kind: str
    target: str
    source: str
    published: str | None


def as_text(moment: datetime) -> str:
    """A moment as the ledger keeps it, to the second."""
    return moment.isoformat()[:19]


def drop_of(row: sa.RowMapping) -> Drop:
    """Make a drop of its row."""
    values = {name: row[name] for name in Drop.__slots__}
    return Drop(**values | {"arrived_at": datetime.fromisoformat(row["arrived_at"])})


def find_drop(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> Drop | None:
    """The latest drop for which the conditions hold."""
    wanted = sa.select(DROPS).where(*conditions).order_by(DROPS.c.drop_id.desc()).limit(1)
    row = connection.execute(wanted).mappings().first()
    return drop_of(row) if row else None
