"""Compare a whole workbook with the ledger: every sheet that people fill, team by team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.ledger.drop import REGISTER
from toolkit.ledger.merging.admit import next_key
from toolkit.ledger.merging.batch import gather
from toolkit.ledger.merging.batches import merge_batch
from toolkit.ledger.merging.ground import ground_of
from toolkit.ledger.merging.merged import Merged
from toolkit.ledger.merging.remarks import findings_of, told
from toolkit.ledger.merging.view import Part, view
from toolkit.ledger.store import revision_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import sqlalchemy as sa

    from toolkit.ledger.drop import Drop, Origin
    from toolkit.ledger.merging.merged import BatchMerge
    from toolkit.ledger.merging.typed import Typed
    from toolkit.schema.table import Table


@dataclass(frozen=True, slots=True)
class Incoming:
    """A workbook to compare: its tables, with the mask of the rows to take and the team of each row.

    typed: for each table what people typed into it, where we wrote the workbook ourselves and know how it stood.
    """

    drop: Drop
    origin: Origin
    tables: Sequence[Table]
    accepted: Sequence[np.ndarray]
    teams: Sequence[np.ndarray] | None = None
    typed: Sequence[Typed] = ()

    def batches(self) -> Iterator[tuple[str, list[int], list[np.ndarray]]]:
        """The team, tables and rows of each batch: one for every kind of sheet and team."""
        for kind in dict.fromkeys(table.sheet.key for table in self.tables):
            which = [number for number, table in enumerate(self.tables) if table.sheet.key == kind]
            if self.teams is None:
                yield self.drop.team, which, list(self.accepted)
                continue
            for team in sorted(
                {name for number in which for name in self.teams[number][self.accepted[number]]}
            ):
                masks = [
                    mask & (names == team) for mask, names in zip(self.accepted, self.teams, strict=True)
                ]
                yield team, which, masks


def compare(connection: sa.Connection, incoming: Incoming) -> Merged:
    """Return what recording the accepted rows would do; nothing is written."""
    first_key = next_key(connection)
    batches: list[BatchMerge] = []
    parts: list[list[Part]] = [[] for _ in incoming.tables]
    for team, which, masks in incoming.batches():
        ground = ground_of(connection, incoming.drop, incoming.origin, team)
        batch = gather(incoming.tables, masks, which, incoming.typed)
        merged, verdicts = merge_batch(connection, ground, batch, first_key)
        first_key += len(merged.newcomers.keys)
        batches.append(merged)
        cells = told(connection, verdicts)
        for number in which:
            parts[number].append(Part(merged, cells, number))
    sheets = [view(*one) for one in zip(incoming.tables, incoming.accepted, parts, strict=True)]
    heard = [typed.rows for typed in incoming.typed] or [
        np.ones(len(table), bool) for table in incoming.tables
    ]
    findings = [
        found
        for sheet, own in zip(sheets, parts, strict=True)
        for found in findings_of(sheet, [part.merged for part in own])
    ]
    return Merged(
        drop=incoming.drop,
        lineage=lineage_for(connection, incoming.drop, incoming.origin),
        base_revision=incoming.origin.revision,
        mark=incoming.origin.mark,
        against=revision_of(connection),
        sheets=tuple(sheets),
        batches=tuple(batches),
        heard=tuple(heard),
        findings=tuple(findings),
    )


def lineage_for(connection: sa.Connection, drop: Drop, origin: Origin) -> str:
    """The lineage that a drop is kept under, which is also the id of the workbook that goes back."""
    return REGISTER if origin.book == REGISTER else ground_of(connection, drop, origin, drop.team).lineage
