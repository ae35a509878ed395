"""Points over two rates, such as issues by reach and value: a native chart with a name at each point."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScatterBlock:
    """A point for each row of a table: two rates from 0 to 1, a name beside it.

    across, up: references to columns, such as "{weighed.reach_share:}". names: in the order of the rows. lines: where
    what is high begins, across and up. ends: of the two axes. axes: what the two rates are. alt: what it shows, in words.
    """

    title: str
    across: str
    up: str
    names: tuple[str, ...]
    axes: tuple[str, str]
    lines: tuple[float, float]
    alt: str
    ends: tuple[float, float] = (1.0, 1.0)
    column: int = 0
    columns: int = 12
    rows: int = 14
    is_beside: bool = False
