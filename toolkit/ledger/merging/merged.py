"""What a merge found: for each row which feedback it is and what became of its cells. Nothing is stored yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from toolkit.ledger.facts import CARRIED, Cells, fact_columns, typed

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.ledger.drop import Drop
    from toolkit.ledger.merging.admit import Newcomers
    from toolkit.ledger.merging.batch import Batch
    from toolkit.ledger.merging.held import Held
    from toolkit.rules.finding import Finding, Hits
    from toolkit.schema.table import Table


@dataclass(frozen=True)
class SheetMerge:
    """The rows of one table, n of them, as the ledger sees them; arrays have shape (n,).

    accepted: rows that were handed in to be taken. feedback_key: 0 for the others.
    feedback_id: the id in force ("" where a sheet has none, None for rows not taken).
    is_new, is_changed: taken as a new feedback; taken with changes to a known one. is_stale, is_conflict: a cell is.
    is_other: the typed id belongs to another feedback, so the one in force differs.
    cells: what happened to single cells: at (position), key, header, what (changed, conflict, stale, blank), kept
        and typed (values), file and since (who gave the ledger's value, and when).
    facts: canonical facts after the merge; for rows not taken, what they say themselves.
    """

    table: Table
    accepted: np.ndarray
    feedback_key: np.ndarray
    feedback_id: np.ndarray
    is_new: np.ndarray
    is_other: np.ndarray
    is_changed: np.ndarray
    is_stale: np.ndarray
    is_conflict: np.ndarray
    cells: pd.DataFrame
    facts: Cells

    @property
    def is_unchanged(self) -> np.ndarray:
        return np.asarray(self.accepted & ~self.is_new & ~self.is_changed)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The facts in the form of the table's frame, other people's included: what is to be judged."""
        own = {key: values for key, values in self.facts.items() if not key.startswith(CARRIED)}
        made = typed(own, fact_columns(self.table.sheet), len(self.accepted))
        if "feedback_id" in self.table.sheet.by_key:
            made["feedback_id"] = self.feedback_id
        return made


@dataclass(frozen=True)
class BatchMerge:
    """The outcome for all rows of one kind of sheet and one team, in the form in which it is stored.

    feedback_key, ids, is_new, is_other, is_revived: of each row, shape (m,). is_new is true on the first row of a new
        feedback; is_revived where it had been undone.
    keys: the u feedbacks concerned, ascending; cells: theirs after the merge, shape (u,) each.
    is_known: which of them were there before. is_touched: which have other cells now.
    suggested: JSON texts of what we suggested for them so far, shape (u,).
    sighted: where the feedbacks of this lineage stood before. changes: feedback_key, key, before, after (JSON), what. settled: ids of conflicts that are over.
    """

    team: str
    lineage: str
    batch: Batch
    feedback_key: np.ndarray
    ids: np.ndarray
    is_new: np.ndarray
    is_other: np.ndarray
    is_revived: np.ndarray
    newcomers: Newcomers
    keys: np.ndarray
    cells: Cells
    is_known: np.ndarray
    is_touched: np.ndarray
    suggested: np.ndarray
    sighted: pd.DataFrame
    changes: pd.DataFrame
    settled: tuple[int, ...]
    held: Held
    has_caught_up: bool
    is_ours: bool = False
    """Whether we wrote the workbook ourselves from the ledger."""

    @property
    def is_news(self) -> bool:
        """Whether the workbook is another one than that which went back: a row, a change, a conflict, a remark …."""
        is_stored = bool(
            len(self.newcomers.keys) or len(self.changes) or self.settled or self.is_revived.any()
        )
        return is_stored or self.has_caught_up


@dataclass(frozen=True)
class Merged:
    """A workbook compared with the ledger as it was at one revision.

    mark: see `Origin`. heard: for each table the rows that say anything; of what we wrote ourselves, those typed into.
    """

    drop: Drop
    lineage: str
    base_revision: int | None
    against: int
    sheets: tuple[SheetMerge, ...]
    batches: tuple[BatchMerge, ...]
    heard: tuple[np.ndarray, ...]
    mark: str = ""
    findings: tuple[Finding | Hits, ...] = field(default=())

    @property
    def revision(self) -> int:
        """The revision that the ledger has once this is committed."""
        return self.against + 1

    @property
    def returned_revision(self) -> int:
        """The revision for the returned workbook to carry: one that brought nothing keeps the one it came with."""
        is_as_it_came = self.base_revision is not None and not any(batch.is_news for batch in self.batches)
        return self.base_revision if self.base_revision is not None and is_as_it_came else self.revision

    @property
    def book(self) -> str:
        """The id that the returned workbook carries, so that it is known when it comes again."""
        return self.lineage
