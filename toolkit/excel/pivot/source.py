"""What pivots count: an Excel table by name, and per column the distinct items with the rows that have them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from toolkit.schema.pivot import PivotBlock

Item: TypeAlias = str | int | float | None
"""What a cell of the table shows; None for a blank one."""


@dataclass(frozen=True)
class Field:
    """A column of the table: its header and what its cells hold, objects (str or None), float64 or datetime64[s]."""

    key: str
    header: str
    values: pd.Series

    @property
    def is_text(self) -> bool:
        return self.values.dtype.kind not in "iufbM"

    @property
    def is_moment(self) -> bool:
        return self.values.dtype.kind == "M"


@dataclass(frozen=True)
class Source:
    """An Excel table: its name and all its columns in order. Without rows a table has one empty row."""

    table: str
    fields: tuple[Field, ...]

    def __getitem__(self, key: str) -> Field:
        return next(one for one in self.fields if one.key == key)

    def place(self, key: str) -> int:
        return next(n for n, one in enumerate(self.fields) if one.key == key)

    @property
    def count(self) -> int:
        return len(self.fields[0].values)


@dataclass(frozen=True)
class Items:
    """The distinct items of a column in the order they stand in, and the number of each row's item, shape (n,)."""

    values: tuple[Item, ...]
    codes: np.ndarray

    def number(self, item: object) -> int | None:
        """Return the number of an item, "" being the blank one, or None where no row has it."""
        wanted = None if item == "" else item
        folded = [_folded(value) for value in self.values]
        return folded.index(_folded(wanted)) if _folded(wanted) in folded else None


@dataclass(frozen=True)
class Cache:
    """What all pivots on one table share: the items of every column that one of them shows.

    Columns that no pivot shows are not listed: what stands in them stays in the table.
    """

    source: Source
    items: Mapping[str, Items] = field(default_factory=dict)

    @classmethod
    def of(cls, source: Source, blocks: Sequence[PivotBlock]) -> Cache:
        """Return the cache for pivots on a table.

        Raises:
            ValueError: a pivot shows moments, of which every one would be an item of its own.
            StopIteration: it names a column that the table has not.
        """
        keys = dict.fromkeys(key for block in blocks for key in block.fields)
        return cls(source, {key: _items(source[key], _order(key, blocks)) for key in keys})


def _order(key: str, blocks: Iterable[PivotBlock]) -> tuple[str, ...]:
    return next((block.order[key] for block in blocks if key in block.order), ())


def _items(column: Field, order: Sequence[str]) -> Items:
    if column.is_moment:
        raise ValueError(f"{column.header!r} holds moments; a pivot shows their month or year")
    values = column.values.replace("", None) if column.is_text else column.values
    codes, found = pd.factorize(values)
    shown = _distinct([_plain(value) for value in found])
    place_of = {name: n for n, name in enumerate(_sorted(shown, order))}
    final = np.array([*(place_of[_folded(_plain(value))] for value in found), len(place_of)], np.int64)
    blank = (None,) if (codes < 0).any() else ()
    return Items((*(shown[name] for name in place_of), *blank), final[codes])


def _plain(value: object) -> Item:
    if isinstance(value, str):
        return value
    number = float(str(value))
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _distinct(values: Iterable[Item]) -> dict[object, Item]:
    """Return items by what Excel tells them apart by: two spellings in other case are one, written as first met."""
    found: dict[object, Item] = {}
    for value in values:
        found.setdefault(_folded(value), value)
    return found


def _folded(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


def _sorted(shown: Mapping[object, Item], order: Sequence[str]) -> list[object]:
    """Return the items' names: those of the order first, numbers by size, words by their letters."""
    rank = {_folded(word): n for n, word in enumerate(order)}
    return sorted(shown, key=lambda name: (rank.get(name, len(rank)), isinstance(name, str), name))
