"""Which row of a batch is which feedback that the ledger knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.ledger.facts import blanks
from toolkit.ledger.merging.identity import Agreement, agreement, normal, pair
from toolkit.ledger.merging.recall import WAY_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.ledger.merging.batch import Batch
    from toolkit.ledger.merging.recall import Remembered

    Recall = Callable[[np.ndarray], Remembered]

IS_SAME_BOOK = 0.5
"""Share of a lineage's rows that must be found again before their places mean anything."""


@dataclass
class Recognition:
    """Who is who, while it is being found out.

    feedback_key: for each row of the batch the feedback it is, 0 where none is found (yet).
    is_other: rows whose typed id belongs to another feedback of the team.
    """

    batch: Batch
    sighted: pd.DataFrame
    known_ids: pd.DataFrame
    recall: Recall
    feedback_key: np.ndarray = field(init=False)
    is_other: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.feedback_key = np.zeros(len(self.batch), np.int64)
        self.is_other = np.zeros(len(self.batch), bool)


def recognise(batch: Batch, sighted: pd.DataFrame, known_ids: pd.DataFrame, recall: Recall) -> Recognition:
    """Find each row's feedback: by its id where the content agrees, then by what this lineage brought before.

    sighted: rows of this lineage, in reading order. known_ids: feedback_key and id_key of this team's typed ids.
    recall: loads feedbacks by their keys.
    """
    found = Recognition(batch, sighted, known_ids, recall)
    _by_id(found)
    if len(sighted):
        for place in range(len(batch.identity.ways)):
            _by_way(found, place)
        _by_place(found)
    return found


def _by_id(found: Recognition) -> None:
    batch, sighted = found.batch, found.sighted
    named = sighted[sighted["typed_id"] != ""].drop_duplicates("typed_id")
    candidates = (
        _looked_up(batch.id_keys, named["typed_id"], named["feedback_key"]),
        _looked_up(batch.id_keys, found.known_ids["id_key"], found.known_ids["feedback_key"]),
    )
    for keys in candidates:
        rows = np.flatnonzero((keys > 0) & (found.feedback_key == 0))
        if len(rows):
            _accept_ids(found, rows, keys[rows])
    found.is_other = (candidates[1] > 0) & (found.feedback_key != candidates[1])


def _looked_up(asked: np.ndarray, names: pd.Series, keys: pd.Series) -> np.ndarray:
    """The key for each name asked, 0 where there is none."""
    where = pd.Index(names, dtype=object).get_indexer(pd.Index(asked, dtype=object))
    values = np.append(keys.to_numpy(np.int64), 0)
    return np.where(asked == "", 0, values[where])


def _accept_ids(found: Recognition, rows: np.ndarray, keys: np.ndarray) -> None:
    agreed = _compare(found, rows, keys)
    is_ours = np.isin(keys, found.sighted["feedback_key"].to_numpy(np.int64))
    fits = agreed.is_clear | (is_ours & agreed.is_loose)
    # A row copied within a book as the start of another still carries the id: only the likest row keeps it,
    # and a second one only when it is the same beyond doubt.
    score = agreed.is_exact * 8 + agreed.is_clear * 4 + _at_sighted_place(found, rows, keys) * 2
    ranked = pd.DataFrame({"key": keys, "score": -score, "row": rows, "at": np.arange(len(rows))})[fits]
    likest = ranked.sort_values(["score", "row"]).drop_duplicates("key")["at"].to_numpy()
    is_likest = np.zeros(len(rows), bool)
    is_likest[likest] = True
    taken = fits & (is_likest | agreed.is_clear)
    found.feedback_key[rows[taken]] = keys[taken]


def _at_sighted_place(found: Recognition, rows: np.ndarray, keys: np.ndarray) -> np.ndarray:
    sighted = found.sighted.drop_duplicates("feedback_key").set_index("feedback_key")
    stood = sighted.reindex(keys)
    same_title = stood["title"].to_numpy(object) == found.batch.title[rows]
    return np.asarray(same_title & (stood["row"].to_numpy(float, na_value=-1) == found.batch.row[rows]), bool)


def _compare(found: Recognition, rows: np.ndarray, keys: np.ndarray) -> Agreement:
    """Compare rows of the batch with recorded feedbacks, one with one."""
    batch, memory = found.batch, found.recall(keys)
    places = memory.places(keys)
    fields = batch.identity.fields
    mine = {name: memory.cells.get(name, blanks(len(memory.keys)))[places] for name in fields}
    theirs = {name: batch.cells.get(name, blanks(len(batch)))[rows] for name in fields}
    # Most rows come back as they were: only the others are worth a closer look.
    other = np.flatnonzero(
        np.logical_or.reduce([np.asarray(mine[name] != theirs[name], bool) for name in fields])
    )
    mine = normal({name: values[other] for name, values in mine.items()}, batch.identity, len(other))
    theirs = {name: values[rows[other]] for name, values in batch.fields.items()}
    return agreement(mine, theirs, batch.identity).within(len(rows), other)


def _open(found: Recognition) -> tuple[np.ndarray, pd.DataFrame]:
    """Rows not found yet, and sightings that no row has claimed."""
    rows = np.flatnonzero(found.feedback_key == 0)
    return rows, found.sighted[~found.sighted["feedback_key"].isin(found.feedback_key)]


def _by_way(found: Recognition, place: int) -> None:
    rows, sighted = _open(found)
    left, right = pair(found.batch.ways[rows, place], sighted[WAY_COLUMNS[place]].to_numpy(np.int64))
    rows, sighted = rows[left], sighted.iloc[right]
    way = found.batch.identity.ways[place]
    if way.alike or way.is_timed or way.is_joining:
        allowed = _compare(found, rows, sighted["feedback_key"].to_numpy(np.int64)).allows(way)
        rows, sighted = rows[allowed], sighted[allowed]
    _claim(found, rows, sighted)


def _by_place(found: Recognition) -> None:
    share = len(np.unique(found.feedback_key[found.feedback_key > 0])) / len(found.sighted)
    rows, sighted = _open(found)
    here = pd.DataFrame({"title": found.batch.title[rows], "row": found.batch.row[rows], "at": rows})
    both = here.astype({"title": object}).merge(sighted, on=["title", "row"]).drop_duplicates("at")
    keys = both["feedback_key"].to_numpy(np.int64)
    allowed = _compare(found, both["at"].to_numpy(np.int64), keys).at_same_place(
        is_same_book=share >= IS_SAME_BOOK
    )
    _claim(found, both["at"].to_numpy(np.int64)[allowed], both[allowed])


def _claim(found: Recognition, rows: np.ndarray, sighted: pd.DataFrame) -> None:
    """Take these pairs, except where both sides carry ids that differ."""
    typed = sighted["typed_id"].to_numpy(object)
    agree = (found.batch.id_keys[rows] == "") | (typed == "") | (typed == found.batch.id_keys[rows])
    found.feedback_key[rows[agree]] = sighted["feedback_key"].to_numpy(np.int64)[agree]
