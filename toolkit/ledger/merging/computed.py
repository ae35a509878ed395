"""Notice what people type into computed cells: a returned workbook is known by short hashes of what we wrote there."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
import pandas as pd

from toolkit.ledger.cells import cells_of
from toolkit.ledger.facts import blanks, canonical_column, is_none
from toolkit.schema.column import FilledBy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.ledger.merging.batch import Batch
    from toolkit.ledger.merging.held import Held
    from toolkit.ledger.merging.merged import BatchMerge, Merged
    from toolkit.schema.column import Column
    from toolkit.schema.sheet import Sheet

MARKS = "<u2"
"""Two bytes a cell: of 65,536 typed-over cells one goes unnoticed, and a workbook of 100,000 rows stays small."""


def computed_columns(sheet: Sheet) -> tuple[Column, ...]:
    """The columns that are ours in every row."""
    return tuple(column for column in sheet.columns if column.filled_by is FilledBy.TOOLKIT)


def marks_of(merged: Merged, batch: BatchMerge, written: Sequence[pd.DataFrame]) -> dict[str, str]:
    """Return, by key, the hashes of what we wrote for each of a batch's u feedbacks, as text.

    written: for each table of the merge the columns of ours that the returned workbook holds; may be empty.
    """
    marks: dict[str, np.ndarray] = {}
    for sheet, frame in zip(merged.sheets, written, strict=False):
        rows = np.flatnonzero(np.isin(sheet.feedback_key, batch.keys))
        for column in computed_columns(sheet.table.sheet):
            if column.key in frame and len(rows):
                values = marks.setdefault(column.key, np.zeros(len(batch.keys), MARKS))
                place = np.searchsorted(batch.keys, sheet.feedback_key[rows])
                values[place] = _marks(canonical_column(column, frame, rows))
    return {key: b64encode(values.tobytes()).decode() for key, values in marks.items()}


def _marks(values: np.ndarray) -> np.ndarray:
    """A short hash for each value, 0 for blank."""
    codes, distinct = pd.factorize(values)
    hashes = [crc32(str(value).encode()) & 0xFFFF or 1 for value in distinct]
    return np.array([*hashes, 0], MARKS)[codes]


def typed_over(batch: Batch, feedback_key: np.ndarray, held: Sequence[Held]) -> pd.DataFrame:
    """Return the filled computed cells that hold none of what we wrote: at, feedback_key, key, mine (None), theirs (JSON).

    held: what went back to people as this very workbook; the last of several is what they have.
    """
    parts = [cells_of("", np.zeros(0, np.int64), blanks(0), blanks(0))]
    for key in sorted({key for one in held for key in one.marks}):
        theirs = batch.computed(key)
        is_ours = is_none(theirs)
        for one in held:
            is_ours |= _agrees(one, key, feedback_key, _marks(theirs))
        at = np.flatnonzero(~is_ours)
        parts.append(cells_of(key, at, blanks(len(at)), theirs[at]))
    cells = pd.concat(parts, ignore_index=True)
    return cells.assign(feedback_key=feedback_key[cells["at"]])


def _agrees(held: Held, key: str, feedback_key: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """Whether cells hold what one returned workbook held; rows and columns that it did not have count as agreeing."""
    if key not in held.marks:
        return np.ones(len(marks), bool)
    written = np.frombuffer(b64decode(held.marks[key]), MARKS)
    place = np.minimum(np.searchsorted(held.feedback_keys, feedback_key), len(written) - 1)
    return np.asarray((held.feedback_keys[place] != feedback_key) | (written[place] == marks), bool)
