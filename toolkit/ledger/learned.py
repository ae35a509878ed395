"""What a model said of a feedback, kept beside our other suggestions for it: label, why, and which model it was.

It stands in the JSON text of the suggestions under "learned:<question>"; kept, because a model changes and goes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.ledger.facts import as_json
from toolkit.schema.learned import QUESTIONS, keys_of

if TYPE_CHECKING:
    from toolkit.ledger.merging.merged import Merged, SheetMerge

LEARNED = "learned:"
MARK = f'"{LEARNED}'
"""What a text of suggestions holds if a model said anything."""


def answers_of(texts: np.ndarray) -> dict[str, np.ndarray]:
    """Return what models said, by column, from the texts of suggestions, shape (n,); nothing where no model spoke.

    A blank text stands for one without a model's word.
    """
    spoken = [place for place, text in enumerate(texts) if text and MARK in text]
    made: dict[str, np.ndarray] = {}
    for place in spoken:
        said = json.loads(texts[place])
        for question in QUESTIONS:
            for column, value in zip(keys_of(question), said.get(f"{LEARNED}{question}", ()), strict=False):
                made.setdefault(column, np.full(len(texts), None, object))[place] = value
    return made


def with_answers(texts: np.ndarray, place: np.ndarray, written: pd.DataFrame, rows: np.ndarray) -> None:
    """Add to the texts what models said in these rows of a table; place: of each row among the texts, shape (m,)."""
    for question in QUESTIONS:
        columns = keys_of(question)
        if columns[0] not in written:
            continue
        said = written[list(columns)].to_numpy(object)[rows]
        for row in np.flatnonzero(~pd.isna(said[:, 0])):
            known = json.loads(texts[place[row]])
            known[f"{LEARNED}{question}"] = list(said[row])
            texts[place[row]] = as_json(known) or "{}"


def known_answers(merged: Merged, sheet: SheetMerge) -> pd.DataFrame:
    """Return what models said earlier of the rows of a table, n rows, None where nothing; without columns if nowhere."""
    made: dict[str, np.ndarray] = {}
    for batch in merged.batches:
        rows = (
            np.flatnonzero(np.isin(sheet.feedback_key, batch.keys)) if len(batch.keys) else np.zeros(0, int)
        )
        place = np.searchsorted(batch.keys, sheet.feedback_key[rows])
        for column, values in answers_of(batch.suggested).items():
            made.setdefault(column, np.full(len(sheet.feedback_key), None, object))[rows] = values[place]
    return pd.DataFrame(made, index=pd.RangeIndex(len(sheet.feedback_key)), dtype=object)
