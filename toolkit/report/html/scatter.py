"""Points over two rates as SVG: a name at each, the field parted where what is high begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.report.html.axes import Frame, Scale
from toolkit.report.html.plot import Dot, Plot, cut, short, wide

if TYPE_CHECKING:
    from toolkit.report.html.values import Values
    from toolkit.schema.scatter import Point, ScatterBlock

_ROW = 24
_STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
_RADIUS = 5.0


def draw_scatter(block: ScatterBlock, values: Values, width: float, size: float) -> Plot:
    """Draw the points over a field from nothing to the ends of its axes; a row without either rate has none."""
    plot = Plot(width, max(block.rows * _ROW, 12 * _ROW), block.alt)
    frame = Frame(
        size * 4, width - 12, size * 2.6, plot.height - size * 3.4, width - 12 - size * 4, size, Scale(0, block.ends[1])
    )  # fmt: skip
    _draw_field(plot, frame, block)
    rates = zip(values.numbers(block.across), values.numbers(block.up), block.points, strict=True)
    taken: list[tuple[float, float, float]] = []
    for across, up, point in rates:
        if across is not None and up is not None:
            spot = _x(frame, block, across), frame.y(up)
            title = f"{point.name} · {across:.1%} × {up:.1%}"
            plot.dots.append(Dot(short(spot[0]), short(spot[1]), "s0", title, _RADIUS, _shape(block, point)))
            _name(plot, frame, spot, point.name, taken)
    return plot


def _shape(block: ScatterBlock, point: Point) -> str:
    return str(block.groups[point.group].shape)


def _x(frame: Frame, block: ScatterBlock, rate: float) -> float:
    return frame.left + rate / block.ends[0] * (frame.right - frame.left)


def _draw_field(plot: Plot, frame: Frame, block: ScatterBlock) -> None:
    edges = ((frame.left, frame.top), (frame.left, frame.bottom), (frame.right, frame.bottom))
    plot.rule("axis", *edges)
    x, y = _x(frame, block, block.lines[0]), frame.y(block.lines[1])
    plot.rule("path muted", (x, frame.top), (x, frame.bottom))
    plot.rule("path muted", (frame.left, y), (frame.right, y))
    for step in _STEPS:
        across, up = (step * end for end in block.ends)
        plot.say(_x(frame, block, across), frame.bottom + frame.size * 1.35, f"{across:.0%}")
        plot.say(frame.left - 6, frame.y(up) + frame.size * 0.36, f"{up:.0%}", anchor="end")
    plot.say(frame.right, plot.height - 5, f"{block.axes[0]} →", "name", anchor="end")
    plot.say(4, frame.size, f"↑ {block.axes[1]}", "name", anchor="start")


def _name(
    plot: Plot, frame: Frame, spot: tuple[float, float], name: str, taken: list[tuple[float, float, float]]
) -> None:
    """Write a name: at the right of its point, or left where the edge is near; off from the line where another stands."""
    x, y = spot
    said = cut(name, (frame.right - frame.left) * 0.45, frame.size)
    long = wide(said, frame.size)
    is_left = x + _RADIUS + 4 + long > frame.right
    start = x - _RADIUS - 4 - long if is_left else x + _RADIUS + 4
    line = y + frame.size * 0.36
    # Near the foot names go up: below it stand the figures of the axis.
    away = frame.size * (-1.1 if frame.bottom - y < frame.size * 4 else 1.1)
    while any(
        abs(line - other) < frame.size and start < end and begin < start + long for begin, end, other in taken
    ):
        line += away
    taken.append((start, start + long, line))
    plot.say(start, line, said, "value", anchor="start")
