"""What was reported of a month, kept as a fact: the one thing that is stored although it was computed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa

from toolkit.ledger.store import insert, revision_of
from toolkit.ledger.tables import REPORTED


@dataclass(frozen=True, slots=True)
class Version:
    """A report as it was given out, or a lock.

    what: final, correction or locked. at: when it was given out; seen_at: the moment that it speaks of (both ISO).
    settings: their hash. file, sha256: its name, and its content in the archive. revision: of the ledger at that time.
    What it said is kept beside it; see `said`.
    """

    month: str
    what: str
    at: str
    seen_at: str
    settings: str
    file: str
    sha256: str
    revision: int = 0
    reported_id: int = 0

    @property
    def moment(self) -> datetime:
        """The moment that it speaks of."""
        return datetime.fromisoformat(self.seen_at)

    @property
    def day(self) -> str:
        """The day on which it was given out."""
        return self.at[:10]


_NAMES = ("month", "what", "at", "seen_at", "settings", "file", "sha256")


def note_reported(connection: sa.Connection, version: Version, content: str) -> None:
    """Keep a version and what it said, figures and rows as JSON; one that is there already changes nothing."""
    values = {name: asdict(version)[name] for name in _NAMES} | {"content": content}
    same = [REPORTED.c[name] == value for name, value in values.items()]
    if connection.scalar(sa.select(REPORTED.c.reported_id).where(*same)) is None:
        insert(connection, REPORTED, {**values, "revision": revision_of(connection)})


def versions(connection: sa.Connection) -> list[Version]:
    """Return everything that was reported, in order."""
    names = (*_NAMES, "revision", "reported_id")
    wanted = sa.select(*(REPORTED.c[name] for name in names)).order_by(REPORTED.c.reported_id)
    return [Version(**row) for row in connection.execute(wanted).mappings()]


def said(connection: sa.Connection, version: Version) -> str:
    """Return what a version said: figures and rows as JSON. It is asked for apart: years of it are large."""
    found = sa.select(REPORTED.c.content).where(REPORTED.c.reported_id == version.reported_id)
    return str(connection.execute(found).scalar_one())
