"""Everything that can be asked of a ledger without writing to it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa

from toolkit.ledger import history as tell
from toolkit.ledger import store
from toolkit.ledger.arrivals import known_drop
from toolkit.ledger.drop import RECEIVED, Drop, Entry, drop_of
from toolkit.ledger.keeping.unaccepted import unaccepted
from toolkit.ledger.tables import DROPS, OUTBOX
from toolkit.schema.books.workbook import DROPPABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

SHEETS = {sheet.key: sheet for sheet in DROPPABLE}


class Reader:
    """Questions, each answered from one moment of the ledger; a writer is never kept waiting."""

    def __init__(self, engine: sa.Engine) -> None:
        self._reader = engine.execution_options(only_reads=True)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._reader.begin() as connection:
            yield connection

    @property
    def revision(self) -> int:
        """Grows with everything that is recorded, sent back or undone."""
        with self._reading() as connection:
            return store.revision_of(connection)

    def pending(self) -> list[Drop]:
        """Drops received and not finished, oldest first: what a start has to go on with."""
        wanted = sa.select(DROPS).where(DROPS.c.state == RECEIVED).order_by(DROPS.c.drop_id)
        with self._reading() as connection:
            return [drop_of(row) for row in connection.execute(wanted).mappings()]

    def drop(self, drop_id: int) -> Drop:
        """Return a drop by its number.

        Raises:
            LedgerError: there is none.
        """
        with self._reading() as connection:
            return known_drop(connection, drop_id)

    def drops(self) -> pd.DataFrame:
        """Every drop with its counts; rows_read is rows_accepted plus rows_sent_back."""
        with self._reading() as connection:
            return tell.drops(connection)

    def outbox(self) -> list[Entry]:
        """Files still to publish, in order."""
        wanted = sa.select(OUTBOX).where(OUTBOX.c.published.is_(None)).order_by(OUTBOX.c.entry_id)
        with self._reading() as connection:
            return [Entry(**row) for row in connection.execute(wanted).mappings()]

    def last_published(self, target: str) -> str | None:
        """The content hash that we last put at a place, None where we never did."""
        wanted = sa.select(OUTBOX.c.published).where(
            OUTBOX.c.target == target, OUTBOX.c.published.is_not(None)
        )
        with self._reading() as connection:
            return connection.scalar(wanted.order_by(OUTBOX.c.entry_id.desc()).limit(1))

    def facts(
        self, sheet: str = "feedback", teams: Sequence[str] | None = None, *, with_withdrawn: bool = False
    ) -> pd.DataFrame:
        """The rows in force of one kind of sheet, typed like a table's frame; see `history.facts`."""
        with self._reading() as connection:
            return tell.facts(connection, SHEETS[sheet], teams, with_withdrawn=with_withdrawn)

    def carried(self, sheet: str = "feedback") -> pd.DataFrame:
        """The columns that are not ours, by header; see `history.carried`."""
        with self._reading() as connection:
            return tell.carried(connection, sheet)

    def changes(self, sheet: str = "feedback", keys: Sequence[str] = ()) -> pd.DataFrame:
        """Every change of a kind of sheet, oldest first; see `history.changes`."""
        with self._reading() as connection:
            return tell.changes(connection, sheet, keys)

    def history(self, team: str, feedback_id: str) -> pd.DataFrame:
        """All that happened to one feedback, oldest first."""
        with self._reading() as connection:
            return tell.history(connection, team, feedback_id)

    def conflicts(self) -> pd.DataFrame:
        """Cells that two people changed and nobody has settled."""
        with self._reading() as connection:
            return tell.conflicts(connection)

    def unaccepted(self) -> pd.DataFrame:
        """Rows that could not be taken and have not come again in order (未收行)."""
        with self._reading() as connection:
            return unaccepted(connection)

    def fingerprint(self) -> str:
        """A hash of all facts, numbers and history: equal after a rebuild."""
        with self._reading() as connection:
            return tell.fingerprint(connection)
