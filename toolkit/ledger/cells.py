"""Single cells as frames: which differ between two states of rows, and what other lists of cells say about them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.ledger.facts import Cells, as_json, blanks

if TYPE_CHECKING:
    from collections.abc import Sequence

CELL = ["feedback_key", "key"]
"""What names a cell in every frame of cells."""


def differs(mine: Cells, theirs: Cells, present: Cells) -> np.ndarray:
    """Whether any cell of a row differs, shape (n,)."""
    masks = [_differing(mine, theirs, present, key) for key in theirs]
    return np.logical_or.reduce(masks) if masks else np.zeros(0, bool)


def differences(mine: Cells, theirs: Cells, present: Cells) -> pd.DataFrame:
    """Return the cells that differ: at (position), key, mine and theirs (JSON; None where blank).

    present: by key, whether a row's sheet has that column at all, shape (n,).
    """
    parts = [cells_of("", np.zeros(0, np.int64), blanks(0), blanks(0))]
    for key, values in theirs.items():
        places = np.flatnonzero(_differing(mine, theirs, present, key))
        if len(places):
            parts.append(cells_of(key, places, mine[key][places], values[places]))
    return pd.concat(parts, ignore_index=True)


def _differing(mine: Cells, theirs: Cells, present: Cells, key: str) -> np.ndarray:
    return np.asarray(mine[key] != theirs[key], bool) & present[key]


def cells_of(key: str, at: np.ndarray, mine: np.ndarray, theirs: np.ndarray) -> pd.DataFrame:
    """Make a frame of cells of one column: at (position), key, mine and theirs as JSON."""
    columns = {"key": [key] * len(at), "mine": map(as_json, mine), "theirs": map(as_json, theirs)}
    made = {name: pd.Series(list(values), dtype=object) for name, values in columns.items()}
    return pd.DataFrame({"at": at.astype(np.int64)} | made)


def cell_frame(rows: Sequence[tuple[int, str, str | None]], value: str) -> pd.DataFrame:
    """Make a frame of cells: feedback_key, key and one more column of JSON texts."""
    keys, names, values = zip(*rows, strict=True) if rows else ((), (), ())
    columns = {"key": names, value: values}
    made = {name: pd.Series(list(texts), dtype=object) for name, texts in columns.items()}
    return pd.DataFrame({"feedback_key": np.array(keys, np.int64)} | made)


class CellIndex:
    """Looks up other frames of cells for the cells of one frame, by numbers instead of pairs."""

    def __init__(self, cells: pd.DataFrame) -> None:
        self._names = pd.Index(cells["key"].unique(), dtype=object)
        self._cells = self._number(cells)

    def _number(self, cells: pd.DataFrame) -> np.ndarray:
        """A number for each cell, -1 for those of a column that ours do not have."""
        places = self._names.get_indexer(pd.Index(cells["key"], dtype=object))
        numbers = cells["feedback_key"].to_numpy(np.int64) * len(self._names) + places
        return np.where(places < 0, -1, numbers)

    def first(self, other: pd.DataFrame, column: str) -> tuple[np.ndarray, np.ndarray]:
        """Return which of our cells another frame has, and its first value for each of those."""
        numbers, places = np.unique(self._number(other), return_index=True)
        where = pd.Index(numbers).get_indexer(pd.Index(self._cells))
        found = where >= 0
        return found, other[column].to_numpy(object)[places[where[found]]]

    def has(self, other: pd.DataFrame) -> np.ndarray:
        """Which of our cells another frame has."""
        return np.isin(self._cells, self._number(other))

    def lists(self, other: pd.DataFrame, column: str, values: np.ndarray) -> np.ndarray:
        """Whether another frame has our cell with just this value, which it may have with several."""
        listed = pd.DataFrame({"cell": self._number(other), "listed": other[column].to_numpy(object)})
        asked = pd.DataFrame({"cell": self._cells, "at": np.arange(len(self._cells))})
        both = asked.merge(listed, on="cell")
        at = both["at"].to_numpy(np.int64)
        same = np.asarray(both["listed"].to_numpy(object) == values[at], bool)
        result = np.zeros(len(self._cells), bool)
        result[at[same]] = True
        return result


def values_of(texts: pd.Series) -> np.ndarray:
    """JSON texts as values, an object array; None stays None."""
    result = np.empty(len(texts), object)
    result[:] = json.loads(f"[{','.join('null' if text is None else text for text in texts)}]")
    return result
