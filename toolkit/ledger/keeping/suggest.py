"""Remember what we suggested in each row, so that it stays a suggestion when it comes back unchanged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from toolkit.ledger.facts import as_json, blanks, is_none, plain, suggested_keys
from toolkit.ledger.learned import with_answers
from toolkit.ledger.merging.recall import remembered
from toolkit.ledger.store import update
from toolkit.ledger.tables import FEEDBACKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    import sqlalchemy as sa

    from toolkit.ledger.merging.merged import BatchMerge, Merged
    from toolkit.schema.sheet import Sheet


def with_suggestions(merged: Merged, batch: BatchMerge, written: Sequence[pd.DataFrame]) -> np.ndarray:
    """Return, for each of the u feedbacks of a batch, the JSON text of everything suggested for it so far.

    written: for each table of the merge the columns that we wrote into it, as long as the table; may be empty.
    """
    texts = batch.suggested.copy()
    for key, place, values in _suggestions(merged, batch, written):
        _add(texts, place, key, values, batch.cells.get(key, blanks(len(texts))))
    for sheet, frame in zip(merged.sheets, written, strict=False):
        rows = np.flatnonzero(np.isin(sheet.feedback_key, batch.keys))
        with_answers(texts, np.searchsorted(batch.keys, sheet.feedback_key[rows]), frame, rows)
    return texts


def _suggestions(
    merged: Merged, batch: BatchMerge, written: Sequence[pd.DataFrame]
) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """For each table and suggested column: the key, the feedbacks' places among the u, and what we wrote."""
    for sheet, frame in zip(merged.sheets, written, strict=False):
        rows = np.flatnonzero(np.isin(sheet.feedback_key, batch.keys))
        place = np.searchsorted(batch.keys, sheet.feedback_key[rows])
        for key in suggested_keys(sheet.table.sheet):
            if key in frame:
                yield key, place, plain(frame[key].to_numpy(object)[rows])


def remember(connection: sa.Connection, sheet: Sheet, keys: np.ndarray, written: pd.DataFrame) -> None:
    """Remember suggestions in rows that we wrote from the ledger itself; `written` has a row for each feedback_key."""
    known = remembered(connection, keys)
    place, texts = known.places(keys), known.suggested.copy()
    for key in suggested_keys(sheet):
        if key in written:
            _add(
                texts,
                place,
                key,
                plain(written[key].to_numpy(object)),
                known.cells.get(key, blanks(len(texts))),
            )
    new = np.flatnonzero(np.asarray(texts != known.suggested, bool))
    columns = {"which": known.keys[new], "suggested": texts[new]}
    update(connection, FEEDBACKS.c.feedback_key, columns, len(new))


def _add(texts: np.ndarray, place: np.ndarray, key: str, values: np.ndarray, facts: np.ndarray) -> None:
    """Add one column's suggestions to the texts; a person's own value is none."""
    new = np.flatnonzero(~is_none(values) & np.asarray(values != facts[place], bool))
    texts[place[new]] = [
        _added(text, key, value) for text, value in zip(texts[place[new]], values[new], strict=True)
    ]


def _added(text: str, key: str, value: object) -> str:
    """The text of a row's suggestions with one more; one that is there already changes nothing."""
    if text == "{}":
        return f"{{{as_json(key)}:[{as_json(value)}]}}"
    known: dict[str, list[object]] = json.loads(text)
    known[key] = list(dict.fromkeys([*known.get(key, []), value]))
    return as_json(known) or "{}"
