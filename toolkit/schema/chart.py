"""Native charts over the cells of a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChartKind(StrEnum):
    """Bars lie and compare names, columns stand and follow time; stacked ones tell what a whole is made of."""

    BAR = "bar"
    COLUMN = "column"
    STACK = "stack"
    LINE = "line"


class Mark(StrEnum):
    """What stands at the points of a line: a dot, nothing, or a ring without any line, for points that stand out."""

    DOT = "dot"
    NONE = "none"
    RING = "ring"


@dataclass(frozen=True, slots=True)
class Series:
    """What is drawn: a name, a reference to its values, and how; a rate has an axis from 0 to 100 %."""

    name: str
    values: str
    is_line: bool = False
    is_rate: bool = False
    colour: int = 0
    is_muted: bool = False
    has_labels: bool = False
    mark: Mark = Mark.DOT


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A native chart over cells of the pages. `alt` says in words what it shows.

    is_fitted: its axis of rates ends a little above the highest instead of at 100 %.
    """

    title: str
    kind: ChartKind
    categories: str
    series: tuple[Series, ...]
    alt: str
    column: int = 0
    columns: int = 12
    rows: int = 12
    is_beside: bool = False
    is_fitted: bool = False
