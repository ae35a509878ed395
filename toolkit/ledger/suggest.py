"""Remember what we suggested in each row, so that it stays a suggestion when it comes back unchanged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from toolkit.ledger.facts import as_json, blanks, is_none, plain, suggested_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from toolkit.ledger.merged import BatchMerge, Merged


def with_suggestions(merged: Merged, batch: BatchMerge, written: Sequence[pd.DataFrame]) -> np.ndarray:
    """Return, for each of the u feedbacks of a batch, the JSON text of everything suggested for it so far.

    written: for each table of the merge the columns that we wrote into it, as long as the table; may be empty.
    """
    texts = batch.suggested.copy()
    for key, place, values in _suggestions(merged, batch, written):
        fact = batch.cells[key][place] if key in batch.cells else blanks(len(place))
        new = np.flatnonzero(~is_none(values) & np.asarray(values != fact, bool))
        texts[place[new]] = [
            _added(text, key, value) for text, value in zip(texts[place[new]], values[new], strict=True)
        ]
    return texts


def _suggestions(
    merged: Merged, batch: BatchMerge, written: Sequence[pd.DataFrame]
) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """For each table and suggested column: the key, the feedbacks' places among the u, and what we wrote."""
    for sheet, frame in zip(merged.sheets, written, strict=False):
        if sheet.table.sheet.key != batch.batch.sheet.key:
            continue
        rows = np.flatnonzero(sheet.accepted)
        place = np.searchsorted(batch.keys, sheet.feedback_key[rows])
        for key in suggested_keys(sheet.table.sheet):
            if key in frame:
                yield key, place, plain(frame[key].to_numpy(object)[rows])


def _added(text: str, key: str, value: object) -> str:
    if text == "{}":
        return f"{{{as_json(key)}:[{as_json(value)}]}}"
    known = json.loads(text)
    known[key] = list(dict.fromkeys([*known.get(key, []), value]))
    return as_json(known) or "{}"
