"""What was typed into a workbook that we wrote ourselves, such as the register: cell by cell against how it stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.ledger.facts import (
    ID,
    Cells,
    blanks,
    canonical,
    canonical_column,
    is_none,
    plain,
    suggested_keys,
)
from toolkit.ledger.merging.computed import computed_columns
from toolkit.ledger.merging.identity import agreement, identity_of, normal, normal_column, pair, way_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from toolkit.schema.table import Table

REMARK, REFUSED = "remark", "refused"
"""Verdicts on what was typed and does not count: over a cell of ours; a fact that cannot be."""
CONFIRMED, YES = "suggestion_confirmed", "yes"


@dataclass(frozen=True)
class Typed:
    """What a person typed into one table, n rows; arrays have shape (n,).

    place: where each row stood in what we wrote; -1 for new rows, which speak with every cell.
    cells: by key, the facts that were typed. before: by key, what stood there.
    over: by key, our own cells that were typed over. refused: by key, facts that cannot be what was typed.
    raw: by key, the words of those. keeps: rows whose conflicts end with what is in force.
    """

    place: np.ndarray
    cells: Mapping[str, np.ndarray]
    before: Cells
    over: Cells
    keeps: np.ndarray
    refused: Mapping[str, np.ndarray] = field(default_factory=dict)
    raw: Cells = field(default_factory=dict)

    @property
    def is_known(self) -> np.ndarray:
        """Rows that stood there before."""
        return np.asarray(self.place >= 0)

    @cached_property
    def rows(self) -> np.ndarray:
        """Rows in which anything was typed."""
        said = [
            *self.cells.values(),
            *self.refused.values(),
            *(~is_none(values) for values in self.over.values()),
        ]
        return np.asarray(np.logical_or.reduce([~self.is_known, self.keeps, *said]), bool)

    def without(self, refused: Mapping[str, np.ndarray], raw: Cells) -> Typed:
        """Return what remains when some cells cannot be taken; what was typed there is kept as words."""
        cells = {key: mask & ~refused[key] if key in refused else mask for key, mask in self.cells.items()}
        return Typed(self.place, cells, self.before, self.over, self.keeps, refused, raw)

    def as_it_stood(self, cells: Cells) -> Cells:
        """Return the cells as they stood where they stood: that is what a row is known by, whatever was typed into it."""
        return {key: np.where(self.is_known, self.before[key], values) for key, values in cells.items()}

    def of(self, rows: np.ndarray) -> Typed:
        """Return what was typed into some of the rows."""
        sides = [{key: values[rows] for key, values in side.items()}
                 for side in (self.cells, self.before, self.over, self.refused, self.raw)]  # fmt: skip
        cells, before, over, refused, raw = sides
        return Typed(self.place[rows], cells, before, over, self.keeps[rows], refused, raw)

    def remarks(self) -> Iterator[tuple[str, str, np.ndarray, np.ndarray]]:
        """Yield what was typed and cannot count: verdict, key, rows and values."""
        for key, values in self.over.items():
            rows = np.flatnonzero(~is_none(values))
            yield REMARK, key, rows, values[rows]
        for key, mask in self.refused.items():
            rows = np.flatnonzero(mask & ~is_none(self.raw[key]))
            yield REFUSED, key, rows, self.raw[key][rows]


def joined(parts: Sequence[Typed]) -> Typed:
    """Put what was typed into several tables one after another."""
    sizes = [len(part.place) for part in parts]

    def side(name: str, blank: object) -> dict[str, np.ndarray]:
        found = [getattr(part, name) for part in parts]
        keys = dict.fromkeys(key for one in found for key in one)
        return {
            key: np.concatenate(
                [one.get(key, np.full(size, blank)) for one, size in zip(found, sizes, strict=True)]
            )
            for key in keys
        }

    return Typed(
        np.concatenate([part.place for part in parts]),
        side("cells", blank=False),
        side("before", None),
        side("over", None),
        np.concatenate([part.keeps for part in parts]),
        side("refused", blank=False),
        side("raw", None),
    )


def typed_into(table: Table, stood: Table, keeps: np.ndarray) -> Typed:
    """Compare a table with the one that we wrote: which cells are not as they stood.

    Rows are the same by team and id; a row that lost its id by its content. Of several with one id the likest is it.
    """
    place = _places(table, stood)
    mine, theirs = (canonical(one, np.arange(len(one))) for one in (stood, table))
    before = {key: _taken(mine.get(key, blanks(len(stood))), place) for key in theirs}
    cells = {key: np.asarray(values != before[key], bool) for key, values in theirs.items()}
    for key in cells.keys() & set(table.raw) & set(stood.raw):
        # Words where a moment or number belongs are no value, and yet somebody typed them.
        words = plain(table.raw[key].to_numpy(object))
        stood_there = _taken(plain(stood.raw[key].to_numpy(object)), place)
        cells[key] = cells[key] | (
            is_none(theirs[key]) & ~is_none(words) & np.asarray(words != stood_there, bool)
        )
    confirming = cells.get(CONFIRMED, np.zeros(len(table), bool)) & (theirs.get(CONFIRMED) == YES)
    for key in set(suggested_keys(table.sheet)) & set(theirs):
        # Somebody who confirms a suggestion types it, as far as it matters.
        cells[key] = cells[key] | (confirming & ~is_none(theirs[key]))
        before[key] = _only(before[key], ~confirming)
    return Typed(place, cells, before, _typed_over(table, stood, place), keeps & (place >= 0))


def _typed_over(table: Table, stood: Table, place: np.ndarray) -> Cells:
    """What was typed into our own cells; None where nothing was."""
    every = np.arange(len(table))
    over: Cells = {}
    if ID in table.frame:
        ids = plain(table.frame[ID].to_numpy(object))
        stood_with = _taken(plain(stood.frame[ID].to_numpy(object)), place)
        over[ID] = _only(ids, (place >= 0) & np.asarray(ids != stood_with, bool))
    for column in computed_columns(table.sheet):
        if column.key in table.frame and column.key in stood.frame:
            theirs = canonical_column(column, table.frame, every)
            ours = _taken(canonical_column(column, stood.frame, np.arange(len(stood))), place)
            over[column.key] = _only(theirs, (place >= 0) & np.asarray(theirs != ours, bool))
    return over


def _taken(values: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Values at these positions, None where there is none (-1)."""
    taken: np.ndarray = np.append(values, blanks(1))[place]
    return taken


def _only(values: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The values where the mask holds, None elsewhere."""
    kept = values.copy()
    kept[~mask] = None
    return kept


def _places(table: Table, stood: Table) -> np.ndarray:
    """Where each row stood, -1 for rows that are new."""
    place = np.full(len(table), -1)
    ids = [_names(one) for one in (table, stood)]
    ways = [_ways(one) for one in (table, stood)]
    sides = [pd.DataFrame({"id": names, "at": np.arange(len(names))}) for names in ids]
    both = sides[0][ids[0] != ""].merge(sides[1][ids[1] != ""], on="id", suffixes=("", "_stood"))
    alike = ways[0][both["at"], 0] == ways[1][both["at_stood"], 0]
    both, alike = both[is_same := _is_same(table, stood, both)], alike[is_same]
    likest = both.assign(alike=~alike).sort_values(["alike", "at"]).drop_duplicates("at_stood")
    place[likest["at"]] = likest["at_stood"]
    for left_keys, right_keys in zip(*(keys.T for keys in ways), strict=True):
        rows, free = np.flatnonzero(place < 0), np.setdiff1d(np.arange(len(stood)), place)
        left, right = pair(left_keys[rows], right_keys[free])
        place[rows[left]] = free[right]
        if ID in table.sheet.by_key:  # what has ids is known by its whole content only
            return place
    rows, free = np.flatnonzero(place < 0), np.setdiff1d(np.arange(len(stood)), place)
    left, right = pair(table.rows[rows].astype(np.int64), stood.rows[free].astype(np.int64))
    place[rows[left]] = free[right]
    return place


def _is_same(table: Table, stood: Table, both: pd.DataFrame) -> np.ndarray:
    """Whether something of the content still agrees; a row typed over as a whole is another feedback under an old id."""
    identity = identity_of(table.sheet)
    here, there = both["at"].to_numpy(np.int64), both["at_stood"].to_numpy(np.int64)
    mine = normal(canonical(stood, there), identity, len(there))
    theirs = normal(canonical(table, here), identity, len(here))
    return agreement(mine, theirs, identity).is_loose


def _names(table: Table) -> np.ndarray:
    """Team and id of each row, "" where it has no id."""
    ids = (
        normal_column(table.frame[ID].to_numpy(object))
        if ID in table.frame
        else np.full(len(table), "", object)
    )
    teams = table.frame["team"].fillna("").to_numpy(object)
    return np.where(ids == "", "", teams + "\t" + ids)


def _ways(table: Table) -> np.ndarray:
    """Hashes of what identifies each row, shape (n, WAYS)."""
    identity = identity_of(table.sheet)
    cells = canonical(table, np.arange(len(table)))
    return way_keys(normal(cells, identity, len(table)), identity)
