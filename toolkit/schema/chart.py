"""Native charts over the cells of a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.schema.form import Form, Tone


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


@dataclass(frozen=True, slots=True)
class SlopeBlock:
    """One figure before and after a measure: two points and the line between, with their intervals and the goal.

    Its cells stand in two rows of a table of their own: `when` names the points; `value`, `below` and `above` are the
    figure and how far its interval reaches; `goal` is where it should be. An empty cell draws nothing.

    title: the measure. said: the verdict in a line, in the colour of `tone`, as the line is. metric: what is measured,
    with its unit. goal: the name of its line, "" for none, at the later
    point where is_goal_last, else at the earlier. ends: of the axis, which is not drawn: the points carry
    their figures. alt: what it shows, in words.
    """

    table: str
    title: str
    said: str
    tone: Tone
    metric: str
    form: Form
    ends: tuple[float, float]
    alt: str
    goal: str = ""
    is_goal_last: bool = False
    column: int = 0
    columns: int = 4
    rows: int = 9
    is_beside: bool = False
