"""Everything that can be asked of a ledger without writing to it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa

from toolkit.ledger import history as tell
from toolkit.ledger import store
from toolkit.ledger.arrivals import known_drop
from toolkit.ledger.drop import DONE, RECEIVED, Drop, Entry, drop_of, find_drop
from toolkit.ledger.keeping.reported import Version, said, versions
from toolkit.ledger.keeping.unaccepted import unaccepted
from toolkit.ledger.lineage import path_key
from toolkit.ledger.past import merged_frame, states, with_middle_cycles
from toolkit.ledger.reconciled import Arrivals, Rows, Span, arrivals, reconciled
from toolkit.ledger.stand import Stand, has_drop, stand_of
from toolkit.ledger.tables import DROPS, OUTBOX
from toolkit.schema.books.workbook import DROPPABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    import numpy as np
    import pandas as pd

    from toolkit.ledger.merging.merged import SheetMerge

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

    def drop_of(self, book: str, revision: int) -> Drop | None:
        """Return the drop that a returned workbook says it went back for."""
        with self._reading() as connection:
            return find_drop(connection, DROPS.c.lineage == book, DROPS.c.revision == revision)

    def drop_with(self, sha256: str) -> Drop | None:
        """Return the last drop that brought this content, or for which this content went back."""
        went_back = sa.select(OUTBOX.c.drop_id).where(OUTBOX.c.published == sha256)
        with self._reading() as connection:
            return find_drop(connection, DROPS.c.sha256 == sha256) or find_drop(
                connection, DROPS.c.drop_id.in_(went_back)
            )

    def drops(self) -> pd.DataFrame:
        """Every drop with its counts; rows_read is rows_accepted plus rows_sent_back."""
        with self._reading() as connection:
            return tell.drops(connection)

    def reconciled(self, span: Span, others: np.ndarray | Sequence[int] = (), most: int = 200) -> list[Rows]:
        """What became of the rows of each drop of a time, and of those others; see `reconciled.reconciled`."""
        with self._reading() as connection:
            return reconciled(connection, span, others, most)

    def arrivals(self, day: date) -> Arrivals:
        """How many drops came in on a day and ever, and when the last."""
        with self._reading() as connection:
            return arrivals(connection, day)

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

    def has_read(self, sha256: str) -> bool:
        """Whether this content has come in and been dealt with, or is what we once published: nothing of it is lost."""
        read = sa.select(DROPS.c.drop_id).where(DROPS.c.sha256 == sha256, DROPS.c.state != RECEIVED)
        written = sa.select(OUTBOX.c.entry_id).where(OUTBOX.c.published == sha256)
        with self._reading() as connection:
            return bool(connection.scalar(sa.select(sa.or_(sa.exists(read), sa.exists(written)))))

    def has_come(self, sha256: str) -> bool:
        """Whether this content has come in, dealt with or not."""
        with self._reading() as connection:
            return find_drop(connection, DROPS.c.sha256 == sha256) is not None

    def typed_before(self, drop: Drop, mark: str) -> Drop | None:
        """Return the last drop at the same place of the very workbook of ours that this one was typed into."""
        same = (DROPS.c.path_key == path_key(drop.path), DROPS.c.mark == mark, DROPS.c.state == DONE)
        with self._reading() as connection:
            return find_drop(connection, *same, DROPS.c.drop_id < drop.drop_id)

    def facts(
        self, sheet: str = "feedback", teams: Sequence[str] | None = None, *, with_withdrawn: bool = False
    ) -> pd.DataFrame:
        """The rows in force of one kind of sheet, typed like a table's frame; see `history.facts`.

        Feedback that went through more cycles than its row holds has them beside it (`between.MIDDLE`).
        """
        with self._reading() as connection:
            found = tell.facts(connection, SHEETS[sheet], teams, with_withdrawn=with_withdrawn)
            return with_middle_cycles(connection, found) if sheet == "feedback" else found

    def merged_frame(self, sheet: SheetMerge) -> pd.DataFrame:
        """The facts of merged feedback as they are to be judged: as `facts` gives them, what this drop brought included."""
        with self._reading() as connection:
            return merged_frame(connection, sheet)

    def facts_since(self, revision: int, at_once: int = 100_000) -> Iterator[pd.DataFrame]:
        """Feedback in force that came or changed after a revision, withdrawn too, some at a time; see `history.facts`."""
        after: int | None = -1
        while after is not None:
            only = tell.Only(since=revision, after=after, most=at_once)
            with self._reading() as connection:
                found = tell.facts(connection, SHEETS["feedback"], None, with_withdrawn=True, only=only)
            yield found
            after = int(found["feedback_key"].iloc[-1]) if len(found) == at_once else None

    def facts_of(self, keys: np.ndarray, team: str) -> pd.DataFrame:
        """The feedback in force of one team among these, by feedback_key; see `history.facts`."""
        with self._reading() as connection:
            only = tell.Only(keys)
            return tell.facts(connection, SHEETS["feedback"], [team], with_withdrawn=False, only=only)

    @property
    def stand(self) -> Stand:
        """What tells this ledger as it is from another."""
        with self._reading() as connection:
            return stand_of(connection)

    def has_drop(self, mark: str) -> bool:
        """Whether this ledger holds the drop that `stand` once named."""
        with self._reading() as connection:
            return has_drop(connection, mark)

    def carried(self, sheet: str = "feedback") -> pd.DataFrame:
        """The columns that are not ours, by header; see `history.carried`."""
        with self._reading() as connection:
            return tell.carried(connection, sheet)

    def changes(self, sheet: str = "feedback", keys: Sequence[str] = ()) -> pd.DataFrame:
        """Every change of a kind of sheet, oldest first; see `history.changes`."""
        with self._reading() as connection:
            return tell.changes(connection, sheet, keys)

    def latest_changes(self, since: datetime, most: int) -> tuple[pd.DataFrame, int]:
        """The latest changes of feedback since a moment, latest first, and how many there are in all."""
        with self._reading() as connection:
            return tell.latest_changes(connection, since, most)

    def reported(self) -> list[Version]:
        """Everything that was reported of months that are over, in order."""
        with self._reading() as connection:
            return versions(connection)

    def said(self, version: Version) -> str:
        """What a version of a report said; see `reported.said`."""
        with self._reading() as connection:
            return said(connection, version)

    def changes_since(self, revision: int) -> pd.DataFrame:
        """The last change of each feedback after a revision, and feedbacks that came after it: team, feedback_id, at, file."""
        with self._reading() as connection:
            return tell.last_changes(connection, revision)

    def earliest_touched(self, revision: int) -> str:
        """When the earliest feedback was received that came or changed after a revision; see `history.earliest_touched`."""
        with self._reading() as connection:
            return tell.earliest_touched(connection, revision)

    def history(self, team: str, feedback_id: str) -> pd.DataFrame:
        """All that happened to one feedback, oldest first."""
        with self._reading() as connection:
            return tell.history(connection, team, feedback_id)

    def states(self, team: str, feedback_id: str) -> list[dict[str, object]]:
        """What one feedback held after every drop that changed it; see `past.states`."""
        with self._reading() as connection:
            return states(connection, team, feedback_id)

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
