"""The ledger: what has been accepted, from where, and how it came to be; one transaction a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np
import sqlalchemy as sa

from toolkit.errors import LedgerError
from toolkit.ledger import fencing, store
from toolkit.ledger.arrivals import known_drop, receive
from toolkit.ledger.drop import RECEIVED, SENT_BACK, Drop, Entry, Origin, Outgoing, Receipt
from toolkit.ledger.keeping.record import finish, note_findings, queue, record
from toolkit.ledger.keeping.reported import Version, note_reported
from toolkit.ledger.keeping.suggest import remember
from toolkit.ledger.keeping.unaccepted import Listing, list_unaccepted
from toolkit.ledger.keeping.undo import Undone, undo
from toolkit.ledger.merging.compare import Incoming, compare, lineage_for
from toolkit.ledger.reader import SHEETS, Reader
from toolkit.ledger.tables import DROPS, META, OUTBOX
from toolkit.words import ledger as say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path, PurePath

    import pandas as pd

    from toolkit.ledger.merging.merged import Merged
    from toolkit.ledger.merging.typed import Typed
    from toolkit.rules.finding import Finding, Hits
    from toolkit.schema.table import Table

NOTHING_KNOWN = Origin()


class Ledger(Reader):
    """What we remember. Every method is one transaction; a kill between any two leaves a state to go on from."""

    def __init__(self, engine: sa.Engine, needs_rebuild: str) -> None:
        super().__init__(engine)
        self._engine = engine
        self.needs_rebuild = needs_rebuild
        """The backup of an older ledger that this one has yet to be rebuilt after; "" when all is well."""

    @classmethod
    def open(cls, where: str | Path) -> Self:
        """Open or make the ledger at a path, or at the URL of a database.

        Raises:
            LedgerError: not a ledger, or one of a newer program.
        """
        engine = store.connect(where)
        try:
            return cls(engine, store.prepare(engine))
        except LedgerError:
            engine.dispose()
            raise

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def take_over(self) -> None:
        """Write alone from here on: whoever took over before is refused with a LeaseLostError."""
        with self._engine.begin() as connection:
            fence = fencing.raised(connection)
        sa.event.listen(self._engine, "begin", fencing.guard_of(fence))

    def receive(self, path: PurePath | str, sha256: str, arrived_at: datetime, settings: str = "") -> Receipt:
        """Note an arrival (T2) before anything of it is parsed; the same content of the same team is taken once.

        path: inside the inbox; its first folder is the team. settings: hash of the settings in force. A file that was
        undone, or sent back, or taken in part under other settings, is received anew when it comes again.
        """
        with self._engine.begin() as connection:
            return receive(connection, str(path).replace("\\", "/"), sha256, arrived_at, settings)

    def attempt(self, drop: Drop, settings: str = "") -> Drop:
        """Count an attempt (T4), committed before parsing, so that a file that kills us is noticed.

        Raises:
            LedgerError: the drop is finished already, or another machine has taken it over.
        """
        mine = (DROPS.c.drop_id == drop.drop_id, DROPS.c.state == RECEIVED, DROPS.c.fence == drop.fence)
        values = {"attempts": DROPS.c.attempts + 1} | ({"settings": settings} if settings else {})
        with self._engine.begin() as connection:
            if connection.execute(DROPS.update().where(*mine).values(**values)).rowcount != 1:
                raise LedgerError(say.TAKEN_OVER, file=drop.name)
            return known_drop(connection, drop.drop_id)

    def forgive(self, drop: Drop) -> None:
        """Take back the last attempt, which failed through no fault of the file."""
        mine = (DROPS.c.drop_id == drop.drop_id, DROPS.c.state == RECEIVED, DROPS.c.attempts > 0)
        with self._engine.begin() as connection:
            connection.execute(DROPS.update().where(*mine).values(attempts=DROPS.c.attempts - 1))

    def merge(
        self,
        drop: Drop,
        tables: Sequence[Table],
        accepted: Sequence[np.ndarray] | None = None,
        origin: Origin = NOTHING_KNOWN,
        teams: Sequence[np.ndarray] | None = None,
        *,
        typed: Sequence[Typed] = (),
    ) -> Merged:
        """Compare a workbook's rows with what is known; nothing is written.

        accepted: for each table the mask of rows to take, shape (n,); all rows when not given.
        origin: what the workbook's own properties say.
        teams: for each table the team of each row, shape (n,), in a workbook that holds several, such as the register.
        typed: for each table what people typed into it, where we wrote the workbook ourselves and know how it stood.
        """
        masks = [np.ones(len(table), bool) for table in tables] if accepted is None else accepted
        with self._reading() as connection:
            return compare(connection, Incoming(drop, origin, tables, masks, teams, typed))

    def commit(
        self,
        merged: Merged,
        findings: Sequence[Finding | Hits] = (),
        outbox: Sequence[Outgoing] = (),
        written: Sequence[pd.DataFrame] = (),
    ) -> Drop:
        """Record a merge (T5): facts, history, findings, rows not taken and files to publish, all or nothing.

        findings: everything said about the book; the errors among them tell why a row was not taken.
        written: for each table the columns of ours that the returned workbook holds, as long as the table.

        Raises:
            MovedOnError: something else was recorded since the merge; merge again.
            LedgerError: the drop is finished already, or another machine has taken it over.
        """
        sheets = [(sheet.table, sheet.accepted) for sheet in merged.sheets]
        went_back = merged.base_revision is not None
        listing = Listing(merged.drop, merged.lineage, merged.revision, sheets, went_back)
        with self._engine.begin() as connection:
            record(connection, merged, written)
            note_findings(connection, merged.drop, findings)
            list_unaccepted(connection, listing, findings)
            queue(connection, merged.drop, outbox)
            return known_drop(connection, merged.drop.drop_id)

    def send_back(
        self,
        drop: Drop,
        findings: Sequence[Finding | Hits],
        outbox: Sequence[Outgoing] = (),
        tables: Sequence[Table] = (),
    ) -> Drop:
        """Record that nothing of a book could be taken; its rows, where it could be read, wait on the list.

        Raises:
            LedgerError: the drop is finished already, or another machine has taken it over.
        """
        count = sum(len(table) for table in tables)
        with self._engine.begin() as connection:
            lineage, revision = lineage_for(connection, drop, NOTHING_KNOWN), store.grow(connection)
            values = {"state": SENT_BACK, "lineage": lineage, "rows_read": count, "rows_sent_back": count}
            finish(connection, drop, values)
            note_findings(connection, drop, findings)
            sheets = [(table, np.zeros(len(table), bool)) for table in tables]
            list_unaccepted(connection, Listing(drop, lineage, revision, sheets), findings)
            queue(connection, drop, outbox)
            return known_drop(connection, drop.drop_id)

    def published(self, entry: Entry, sha256: str) -> None:
        """Note that a file is in place (T6), and its content, by which we see later that somebody changed it."""
        with self._engine.begin() as connection:
            connection.execute(
                OUTBOX.update().where(OUTBOX.c.entry_id == entry.entry_id).values(published=sha256)
            )

    def report(self, version: Version, content: str) -> None:
        """Keep what was reported of a month as a fact, with what it said; repeating is harmless."""
        with self._engine.begin() as connection:
            note_reported(connection, version, content)

    def superseded(self, entry: Entry) -> None:
        """Take a file off the outbox: a later one belongs in its place."""
        with self._engine.begin() as connection:
            connection.execute(OUTBOX.delete().where(OUTBOX.c.entry_id == entry.entry_id))

    def suggested(self, keys: np.ndarray, written: pd.DataFrame, sheet: str = "feedback") -> None:
        """Remember what we suggested in a book made from the ledger itself, such as the register.

        keys: the feedback_key of each row, shape (n,). written: our columns as that book holds them, n rows.
        """
        with self._engine.begin() as connection:
            remember(connection, SHEETS[sheet], keys, written)

    def undo(self, drop: Drop, at: datetime | None = None) -> Undone:
        """Take back what a drop brought, unless later work stands on it; the findings say which. at: when, for history."""
        with self._engine.begin() as connection:
            return undo(connection, known_drop(connection, drop.drop_id), at)

    def would_undo(self, drop: Drop) -> Undone:
        """Say what `undo` would come to; nothing is written."""
        with self._engine.connect() as connection, connection.begin() as transaction:
            found = undo(connection, known_drop(connection, drop.drop_id))
            transaction.rollback()
            return found

    def rebuilt(self) -> None:
        """Say that every drop has been replayed after `needs_rebuild`."""
        with self._engine.begin() as connection:
            connection.execute(META.update().where(META.c.name == "needs_rebuild").values(value=""))
        self.needs_rebuild = ""
