"""Points over two rates, such as issues by reach and value: a native chart with a name at each point."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What stands at a point; told apart by form, so that it survives a print without colour."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    SQUARE = "square"
    FAINT = "faint"
    """A grey circle: what it would tell is not known."""


@dataclass(frozen=True, slots=True)
class Group:
    """Points that have something in common, such as their cost: its name and their shape."""

    name: str
    shape: Shape = Shape.CIRCLE


@dataclass(frozen=True, slots=True)
class Point:
    """One point: its name, where it stands now, and the place of its group."""

    name: str
    across: float | None
    up: float | None
    group: int = 0


@dataclass(frozen=True, slots=True)
class ScatterBlock:
    """A point for each row of a table: two rates from 0 to 1, a name beside it.

    across, up: references to columns, such as "{weighed.reach_share:}". points: in the order of the rows; where they
    stand is for placing names only. lines: where what is high begins, across and up. ends: of the two axes. axes: what
    the two rates are. groups: a third thing to tell by the shapes; their names stand above. alt: what it shows, in words.
    """

    title: str
    across: str
    up: str
    points: tuple[Point, ...]
    axes: tuple[str, str]
    lines: tuple[float, float]
    alt: str
    ends: tuple[float, float] = (1.0, 1.0)
    groups: tuple[Group, ...] = (Group(""),)
    column: int = 0
    columns: int = 12
    rows: int = 14
    is_beside: bool = False
