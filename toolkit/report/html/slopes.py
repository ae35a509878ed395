"""A figure before and after a measure as SVG: two points with their intervals, the line between, the goal, all named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.report.html.axes import Frame, Scale
from toolkit.report.html.plot import Dot, Path, Plot, cut, joined, short
from toolkit.report.html.written import written

if TYPE_CHECKING:
    from toolkit.report.html.values import Values
    from toolkit.schema.page import SlopeBlock
    from toolkit.words import Language

_ROW, _AIR = 20, 7
_TOP, _FOOT = 2.4, 2.5
"""Lines of text above the field, for what is measured, and below it, for the two names."""
_SLOT = 0.5
_FAR = 7
_RADIUS = 4.6


@dataclass(frozen=True, slots=True)
class Point:
    """One end: its figure, how far its interval reaches, and what it is called."""

    name: str
    value: float | None
    below: float | None
    above: float | None


def draw_slope(block: SlopeBlock, values: Values, lang: Language, width: float, size: float) -> Plot:
    """Draw the two ends over a field whose axis is that of the workbook's chart."""
    plot = Plot(width, block.rows * _ROW, block.alt)
    top, bottom = size * _TOP, plot.height - size * _FOOT
    frame = Frame(0, width, top, bottom, width * _SLOT, size, Scale(*block.ends))
    plot.say(0, size, cut(block.metric, width, size), anchor="start")
    plot.rule("axis", (0, bottom + _AIR), (width, bottom + _AIR))
    _draw_goal(plot, frame, block, values.numbers(f"{{{block.table}.goal:}}"))
    points = _points(block, values)
    known = [(frame.middle(n), frame.y(one.value)) for n, one in enumerate(points) if one.value is not None]
    plot.paths.append(Path(joined(known), f"tone-{block.tone}"))
    for place, one in enumerate(points):
        plot.say(frame.middle(place), plot.height - size * 0.4, cut(one.name, frame.slot - 4, size), "name")
        if one.value is not None:
            _draw_end(plot, frame, block, (place, one, written(one.value, block.form, lang)))
    return plot


def _points(block: SlopeBlock, values: Values) -> list[Point]:
    reach = (values.numbers(f"{{{block.table}.{key}:}}") for key in ("value", "below", "above"))
    names = values.of(f"{{{block.table}.when:}}")
    return [Point(str(name), *figures) for name, *figures in zip(names, *reach, strict=True)]


def _draw_end(plot: Plot, frame: Frame, block: SlopeBlock, end: tuple[int, Point, str]) -> None:
    place, one, said = end
    x, value = frame.middle(place), one.value or 0.0
    if one.below is not None and one.above is not None:
        low, high = frame.y(value - one.below), frame.y(value + one.above)
        plot.rule(f"reach tone-{block.tone}", (x, low), (x, high))
        for y in (low, high):
            plot.rule(f"reach tone-{block.tone}", (x - 4, y), (x + 4, y))
    title = f"{one.name} · {block.metric} {said}"
    plot.dots.append(Dot(short(x), short(frame.y(value)), f"tone-{block.tone}", title, _RADIUS))
    _name(plot, frame, (place, value), said, "value strong")


def _draw_goal(plot: Plot, frame: Frame, block: SlopeBlock, goals: list[float | None]) -> None:
    if goals[0] is None:
        return
    y = frame.y(goals[0])
    plot.rule("path muted", (frame.middle(0), y), (frame.middle(1), y))
    if block.goal:
        _name(plot, frame, (int(block.is_goal_last), goals[0]), block.goal, "tick")


def _name(plot: Plot, frame: Frame, spot: tuple[int, float], said: str, role: str) -> None:
    """Write words outside the two points: at the left of the first, at the right of the second."""
    place, value = spot
    x, anchor = (frame.middle(0) - _FAR, "end") if place == 0 else (frame.middle(1) + _FAR, "start")
    plot.say(x, frame.y(value) + frame.size * 0.36, said, role, anchor=anchor)
