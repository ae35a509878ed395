"""Draws points over two rates as a native chart, with the names at the points, its axes where what is high begins."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from toolkit.excel.blank.fit import text_width
from toolkit.excel.draw.layout import DEFAULT_PIXELS, Cell, Placed, pixels, widths
from toolkit.excel.look import FACE, OTHERS, PALETTE, SERIES
from toolkit.schema.scatter import Shape

if TYPE_CHECKING:
    from toolkit.excel.draw.pen import Pen
    from toolkit.schema.page import Page
    from toolkit.schema.scatter import Point, ScatterBlock

_TEXT = {"name": FACE, "size": 9, "color": PALETTE.muted}
_TITLE = {"name": FACE, "size": 11, "bold": True, "color": PALETTE.ink}
_MARKERS = MappingProxyType({
    Shape.CIRCLE: ("circle", 11), Shape.DIAMOND: ("diamond", 11), Shape.SQUARE: ("square", 8), Shape.FAINT: ("circle", 8),
})  # fmt: skip
_FRAME = (110, 130)
"""Pixels of a chart's width and height that its axes, their names and the legend take."""
_CHARACTER, _LINE, _GAP = 6.6, 15, 9
"""Pixels: of half a Chinese character, of a line of text, between a point's middle and its name."""
_SIDES = ("right", "above", "below", "left")

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def draw_scatter(pen: Pen, page: Page, placed: Placed, block: ScatterBlock) -> dict[int, int]:
    """Draw the points over the block's columns and rows; rows keep their usual height."""
    chart = pen.canvas.book.add_chart({"type": "scatter"})
    width = sum(pixels(one) for one in widths(page)[block.column : block.column + block.columns]) - 6
    height = block.rows * DEFAULT_PIXELS
    _add_points(pen, chart, block, (width - _FRAME[0], height - _FRAME[1]))
    for axis, name, crossing, end in zip(
        (chart.set_x_axis, chart.set_y_axis), block.axes, block.lines, block.ends, strict=True
    ):
        axis(_axis(name, crossing, end))
    chart.set_title(
        {"name": block.title, "name_font": _TITLE, "overlay": False, "layout": {"x": 0.01, "y": 0.02}}
    )
    chart.set_chartarea({"border": {"none": True}, "fill": {"color": PALETTE.paper}})
    chart.set_plotarea({"fill": {"none": True}, "border": {"none": True}})
    chart.set_size({"width": width, "height": height})
    place = {"x_offset": 2, "y_offset": 4, "description": block.alt, "object_position": 2}
    pen.sheet.insert_chart(placed.top, block.column, chart, place)
    return {}


def _add_points(pen: Pen, chart: Any, block: ScatterBlock, field: tuple[float, float]) -> None:
    """Add a series a point, by groups: only so has each name a side of its own; the legend names each group once."""
    sides = name_sides(block, field)
    order = sorted(range(len(block.points)), key=lambda n: block.points[n].group)
    for n in order:
        chart.add_series(_series(pen, block, n, sides[n]))
    groups = [block.points[n].group for n in order]
    again = [place for place, group in enumerate(groups) if group in groups[:place]]
    legend = {"position": "top", "font": _TEXT, "delete_series": again}
    chart.set_legend(legend if any(group.name for group in block.groups) else {"none": True})


def _series(pen: Pen, block: ScatterBlock, n: int, side: str) -> dict[str, Any]:
    point = block.points[n]
    group = block.groups[point.group]
    form, size = _MARKERS[group.shape]
    colour = OTHERS if group.shape is Shape.FAINT else pen.colour(SERIES[0])
    label = {"value": point.name, "font": {**_TEXT, "color": PALETTE.ink}}
    return {
        "name": group.name or block.title,
        "categories": f"={_cell(pen, block.across, n)}",
        "values": f"={_cell(pen, block.up, n)}",
        "marker": {"type": form, "size": size, "fill": {"color": colour}, "border": {"color": PALETTE.paper}},
        "data_labels": {"value": True, "position": side, "custom": [label], "font": _TEXT},
    }  # fmt: skip


def _cell(pen: Pen, column: str, n: int) -> str:
    first, _ = pen.layout.columns[column.strip("{:}")]
    return Cell(first.sheet, first.row + n, first.column).address()


def name_sides(block: ScatterBlock, field: tuple[float, float]) -> list[str]:
    """Return for each point the side where its name runs into no other name or point, the right one where none is free.

    field: pixels that the points have, across and up.
    """
    spots = [_spot(block, point, field) for point in block.points]
    taken: list[Box] = [(x - _GAP, y - _GAP / 2, x + _GAP, y + _GAP / 2) for x, y in spots]
    found = []
    for place, (point, spot) in enumerate(zip(block.points, spots, strict=True)):
        boxes = {side: _box(point.name, spot, side) for side in _SIDES}
        others = taken[:place] + taken[place + 1 :]
        free = (side for side in _SIDES if _is_free(boxes[side], others, field[0]))
        found.append(next(free, _SIDES[0]))
        taken.append(boxes[found[-1]])
    return found


def _spot(block: ScatterBlock, point: Point, field: tuple[float, float]) -> tuple[float, float]:
    """Where a point stands in the field, in pixels from its upper left."""
    return (point.across or 0) / block.ends[0] * field[0], (1 - (point.up or 0) / block.ends[1]) * field[1]


def _box(name: str, spot: tuple[float, float], side: str) -> Box:
    (x, y), wide = spot, text_width(name) * _CHARACTER
    left = {"right": x + _GAP, "left": x - _GAP - wide}.get(side, x - wide / 2)
    top = {"above": y - _GAP - _LINE, "below": y + _GAP}.get(side, y - _LINE / 2)
    return left, top, left + wide, top + _LINE


def _is_free(box: Box, others: list[Box], edge: float) -> bool:
    left, top, right, bottom = box
    if left < 0 or right > edge:
        return False
    return not any(left < r and l < right and top < b and t < bottom for l, t, r, b in others)  # noqa: E741


def _axis(name: str, crossing: float, end: float) -> dict[str, Any]:
    """An axis of rates that stands where the other one turns high, so that the two part the field; figures at its edge."""
    return {
        "name": name, "name_font": _TEXT, "min": 0, "max": end, "major_unit": end / 4, "num_format": "0%", "num_font": _TEXT,
        "crossing": crossing, "label_position": "low", "line": {"color": PALETTE.muted, "width": 1, "dash_type": "dash"},
        "major_gridlines": {"visible": False}, "major_tick_mark": "none", "minor_tick_mark": "none",
    }  # fmt: skip
