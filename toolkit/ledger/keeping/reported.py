"""What was reported of a month, kept as a fact: the one thing that is stored although it was computed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from toolkit.ledger.store import insert, revision_of
from toolkit.ledger.tables import REPORTED

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Version:
    """A report as it was given out, or a lock.

    what: final, correction or locked. at: when it was given out; seen_at: the moment that it speaks of (both ISO).
    settings: their hash. file, sha256: its name, and its content in the archive. content: figures and rows as JSON.
    revision: of the ledger at that time.
    """

    month: str
    what: str
    at: str
    seen_at: str
    settings: str
    file: str
    sha256: str
    content: str
    revision: int = 0

    @property
    def moment(self) -> datetime:
        """The moment that it speaks of."""
        return datetime.fromisoformat(self.seen_at)

    @property
    def day(self) -> str:
        """The day on which it was given out."""
        return self.at[:10]


_NAMES = ("month", "what", "at", "seen_at", "settings", "file", "sha256", "content")


def note_reported(connection: sa.Connection, version: Version) -> None:
    """Keep a version; one that is there already changes nothing."""
    values: Mapping[str, str | int] = {name: asdict(version)[name] for name in _NAMES}
    same = [REPORTED.c[name] == values[name] for name in _NAMES]
    if connection.scalar(sa.select(REPORTED.c.reported_id).where(*same)) is None:
        insert(connection, REPORTED, {**values, "revision": revision_of(connection)})


def versions(connection: sa.Connection) -> list[Version]:
    """Return everything that was reported, in order."""
    wanted = sa.select(*(REPORTED.c[name] for name in (*_NAMES, "revision"))).order_by(REPORTED.c.reported_id)
    return [Version(**row) for row in connection.execute(wanted).mappings()]
