"""Points over two rates as SVG: a name at each, the field parted where what is high begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.report.html.axes import Frame, Scale
from toolkit.report.html.plot import Dot, Plot, cut, short, wide

if TYPE_CHECKING:
    from toolkit.report.html.values import Values
    from toolkit.schema.scatter import ScatterBlock

_ROW = 24
_STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
_RADIUS = 5.0


def draw_scatter(block: ScatterBlock, values: Values, width: float, size: float) -> Plot:
    """Draw the points over a field from 0 to 100 % both ways; a row without either rate has none."""
    plot = Plot(width, max(block.rows * _ROW, 12 * _ROW), block.alt)
    frame = Frame(
        size * 4, width - 12, size * 1.8, plot.height - size * 3.4, width - 12 - size * 4, size, Scale()
    )
    _draw_field(plot, frame, block)
    rates = zip(values.numbers(block.across), values.numbers(block.up), block.names, strict=True)
    taken: list[tuple[float, float, float]] = []
    for across, up, name in rates:
        if across is not None and up is not None:
            _draw_point(plot, frame, (across, up), name, taken)
    return plot


def _x(frame: Frame, rate: float) -> float:
    return frame.left + rate * (frame.right - frame.left)


def _draw_field(plot: Plot, frame: Frame, block: ScatterBlock) -> None:
    edges = ((frame.left, frame.top), (frame.left, frame.bottom), (frame.right, frame.bottom))
    plot.rule("axis", *edges)
    x, y = _x(frame, block.lines[0]), frame.y(block.lines[1])
    plot.rule("path muted", (x, frame.top), (x, frame.bottom))
    plot.rule("path muted", (frame.left, y), (frame.right, y))
    for step in _STEPS:
        plot.say(_x(frame, step), frame.bottom + frame.size * 1.35, f"{step:.0%}")
        plot.say(frame.left - 6, frame.y(step) + frame.size * 0.36, f"{step:.0%}", anchor="end")
    plot.say(frame.right, plot.height - 5, f"{block.axes[0]} →", "name", anchor="end")
    plot.say(4, frame.size, f"↑ {block.axes[1]}", "name", anchor="start")


def _draw_point(
    plot: Plot, frame: Frame, place: tuple[float, float], name: str, taken: list[tuple[float, float, float]]
) -> None:
    """Draw a point and its name: at its right, or left where the edge is near; lower where another name stands."""
    x, y = _x(frame, place[0]), frame.y(place[1])
    title = f"{name} · {place[0]:.1%} × {place[1]:.1%}"
    plot.dots.append(Dot(short(x), short(y), "s0", title))
    said = cut(name, (frame.right - frame.left) * 0.45, frame.size)
    long = wide(said, frame.size)
    is_left = x + _RADIUS + 4 + long > frame.right
    start = x - _RADIUS - 4 - long if is_left else x + _RADIUS + 4
    line = y + frame.size * 0.36
    while any(
        abs(line - other) < frame.size and start < end and begin < start + long for begin, end, other in taken
    ):
        line += frame.size * 1.1
    taken.append((start, start + long, line))
    plot.say(start, line, said, "value", anchor="start")
