"""Drawings of lines and boxes as SVG, words broken into the lines that fit their box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.report.html.plot import Bar, Path, Plot, joined, wide
from toolkit.schema.drawing import Box, Ink, Stroke

if TYPE_CHECKING:
    from toolkit.schema.drawing import Drawing

_SIZE, _LEADING = 12.0, 1.35
_FILLED = frozenset({Ink.HEAD, Ink.LABEL})


def draw_shapes(drawing: Drawing) -> Plot:
    """Return a drawing as wide and high as its shapes reach."""
    ends = [_end(shape) for shape in drawing.shapes] or [(1, 1)]
    plot = Plot(max(x for x, _ in ends) + 4, max(y for _, y in ends) + 4, drawing.alt)
    for shape in drawing.shapes:
        if isinstance(shape, Stroke):
            plot.paths.append(Path(joined([shape.start, shape.end]), f"ink-{shape.ink}"))
        else:
            _draw_box(plot, shape)
    return plot


def _end(shape: Stroke | Box) -> tuple[int, int]:
    if isinstance(shape, Box):
        return shape.place[0] + shape.size[0], shape.place[1] + shape.size[1]
    return max(shape.start[0], shape.end[0]), max(shape.start[1], shape.end[1])


def _draw_box(plot: Plot, box: Box) -> None:
    (x, y), (width, height) = box.place, box.size
    is_filled = box.ink in _FILLED
    if is_filled:
        plot.bars.append(Bar(x, y, width, height, f"ink-{box.ink}"))
    lines = _lines(box.words, width - 8)
    top = y + (height - len(lines) * _SIZE * _LEADING) / 2 if is_filled else y
    for number, line in enumerate(lines):
        at = top + _SIZE * (1.05 + number * _LEADING)
        if is_filled:
            plot.say(x + width / 2, at, line, f"ink-{box.ink}")
        else:
            plot.say(x + 4, at, line, f"ink-{box.ink}", anchor="start")


def _lines(words: str, room: float) -> list[str]:
    """Break words where the room ends; between characters, as Chinese is."""
    found: list[str] = []
    for paragraph in words.split("\n"):
        line = ""
        for character in paragraph:
            if line and wide(line + character, _SIZE) > room:
                found.append(line)
                line = ""
            line += character
        found.append(line)
    return found
