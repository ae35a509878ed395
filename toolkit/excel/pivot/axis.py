"""The lines of a pivot, down or across: one a combination of items that occurs, subtotals between, totals last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Key = tuple[int, ...]
"""The numbers of items, the outermost column's first."""


class LineKind(StrEnum):
    """What a line shows; the words are those of a pivot's definition."""

    LEAF = "data"
    SUBTOTAL = "default"
    TOTAL = "grand"


@dataclass(frozen=True, slots=True)
class Line:
    """One line. same: how many of its outer items stand in the line before. value: which of the computed values."""

    kind: LineKind
    key: Key
    same: int = 0
    value: int = 0


def lines(keys: Sequence[Key], *, has_subtotals: bool, has_total: bool) -> list[Line]:
    """Return the lines for combinations in the order they stand in."""
    found: list[Line] = []
    for place, key in enumerate(keys):
        before = keys[place - 1] if place else ()
        after = keys[place + 1] if place + 1 < len(keys) else ()
        found.append(Line(LineKind.LEAF, key, shared(before, key)))
        if has_subtotals:
            ends = range(len(key) - 1, shared(key, after), -1)
            found += [Line(LineKind.SUBTOTAL, key[:depth], depth - 1) for depth in ends]
    return [*found, Line(LineKind.TOTAL, ())] if has_total else found


def by_value(axis: Sequence[Line], count: int) -> list[Line]:
    """Return the lines once for each computed value; from the second on, all items are those of the line before."""
    return [
        replace(line, value=value, same=len(line.key) if value else line.same)
        for line in axis
        for value in range(count)
    ]


def shared(one: Key, other: Key) -> int:
    """Return how many outer items two combinations have in common."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
