"""The accepted rows of a workbook's sheets of one kind, in the form in which the ledger compares them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.ledger.facts import ID, Cells, blanks, canonical, canonical_column, plain
from toolkit.ledger.merging.identity import Identity, identity_of, normal, normal_column, way_keys
from toolkit.ledger.merging.typed import Typed, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.schema.sheet import Sheet
    from toolkit.schema.table import Table


@dataclass(frozen=True)
class Batch:
    """Rows of one kind of sheet, from all tables of that kind in a workbook: m rows.

    table: which table each row comes from. place: its position there. row: its Excel row. title: its sheet's name.
    cells: what people entered. present: by key, whether the row's table has that column at all.
    ids, id_keys: the id as typed (None for blank) and in normal form ("" for blank).
    fields, ways: what identifies the rows, and its hashes. sources: the tables with the positions of these rows.
    typed: what people typed, where we wrote the workbook ourselves; None where every cell speaks.
    """

    sheet: Sheet
    identity: Identity
    table: np.ndarray
    place: np.ndarray
    row: np.ndarray
    title: np.ndarray
    cells: Cells
    present: dict[str, np.ndarray]
    ids: np.ndarray
    id_keys: np.ndarray
    fields: Cells
    ways: np.ndarray
    sources: tuple[tuple[Table, np.ndarray], ...]
    typed: Typed | None = None

    def __len__(self) -> int:
        return len(self.row)

    def computed(self, key: str) -> np.ndarray:
        """What stands in a column of ours, in canonical form, shape (m,)."""
        column = self.sheet[key]
        parts = [
            canonical_column(column, table.frame, rows) if key in table.frame else blanks(len(rows))
            for table, rows in self.sources
        ]
        return np.concatenate(parts)


def gather(
    tables: Sequence[Table],
    accepted: Sequence[np.ndarray],
    which: Sequence[int],
    typed: Sequence[Typed] = (),
) -> Batch:
    """Put the accepted rows of these tables (of one kind of sheet) one after another; `which` says which tables.

    typed: for each table what people typed into it, where we wrote the workbook ourselves.
    """
    chosen = [(number, tables[number], np.flatnonzero(accepted[number])) for number in which]
    sheet = chosen[0][1].sheet
    parts = [canonical(table, rows) for _, table, rows in chosen]
    sizes = [len(rows) for _, _, rows in chosen]
    cells = _joined(parts, sizes)
    ids = np.concatenate([_typed(table, rows) for _, table, rows in chosen])
    said = joined([typed[number].of(rows) for number, _, rows in chosen]) if typed else None
    identity = identity_of(sheet)
    fields = normal(cells if said is None else said.as_it_stood(cells), identity, len(ids))
    present = {key: np.repeat([key in part for part in parts], sizes) for key in cells}
    return Batch(
        sheet=sheet,
        identity=identity,
        table=np.repeat([number for number, _, _ in chosen], sizes),
        place=np.concatenate([rows for _, _, rows in chosen]),
        row=np.concatenate([table.rows[rows] for _, table, rows in chosen]).astype(np.int64),
        title=np.repeat(np.array([table.title for _, table, _ in chosen], object), sizes),
        cells=cells,
        present=present if said is None else {key: mask & said.cells[key] for key, mask in present.items()},
        ids=ids,
        id_keys=normal_column(ids),
        fields=fields,
        ways=way_keys(fields, identity),
        sources=tuple((table, rows) for _, table, rows in chosen),
        typed=said,
    )


def _joined(parts: Sequence[Cells], sizes: Sequence[int]) -> Cells:
    """Columns of several tables one after another, blank where a table lacks one."""
    keys = dict.fromkeys(key for part in parts for key in part)
    whole = [
        {key: part.get(key, blanks(size)) for key in keys} for part, size in zip(parts, sizes, strict=True)
    ]
    return {key: np.concatenate([part[key] for part in whole]) for key in keys}


def _typed(table: Table, rows: np.ndarray) -> np.ndarray:
    return plain(table.frame[ID].to_numpy(object)[rows]) if ID in table.frame else blanks(len(rows))
