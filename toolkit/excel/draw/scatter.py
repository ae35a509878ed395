"""Draws points over two rates as a native chart, with the names at the points, its axes where what is high begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.excel.draw.layout import DEFAULT_PIXELS, Placed, pixels, widths
from toolkit.excel.look import FACE, PALETTE, SERIES

if TYPE_CHECKING:
    from toolkit.excel.draw.pen import Pen
    from toolkit.schema.page import Page
    from toolkit.schema.scatter import ScatterBlock

_TEXT = {"name": FACE, "size": 9, "color": PALETTE.muted}
_TITLE = {"name": FACE, "size": 11, "bold": True, "color": PALETTE.ink}


def draw_scatter(pen: Pen, page: Page, placed: Placed, block: ScatterBlock) -> dict[int, int]:
    """Draw the points over the block's columns and rows; rows keep their usual height."""
    chart = pen.canvas.book.add_chart({"type": "scatter"})
    chart.add_series(_points(pen, block))
    for axis, name, crossing, end in zip(
        (chart.set_x_axis, chart.set_y_axis), block.axes, block.lines, block.ends, strict=True
    ):
        axis(_axis(name, crossing, end))
    chart.set_title(
        {"name": block.title, "name_font": _TITLE, "overlay": False, "layout": {"x": 0.01, "y": 0.02}}
    )
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"none": True}, "fill": {"color": PALETTE.paper}})
    chart.set_plotarea({"fill": {"none": True}, "border": {"none": True}})
    size = sum(pixels(width) for width in widths(page)[block.column : block.column + block.columns])
    chart.set_size({"width": size - 6, "height": block.rows * DEFAULT_PIXELS})
    place = {"x_offset": 2, "y_offset": 4, "description": block.alt, "object_position": 2}
    pen.sheet.insert_chart(placed.top, block.column, chart, place)
    return {}


def _points(pen: Pen, block: ScatterBlock) -> dict[str, Any]:
    labels = [{"value": name, "font": {**_TEXT, "color": PALETTE.ink}} for name in block.names]
    return {
        "name": block.title,
        "categories": f"={pen.layout.formula(block.across, '')}",
        "values": f"={pen.layout.formula(block.up, '')}",
        "marker": {
            "type": "circle",
            "size": 10,
            "fill": {"color": pen.colour(SERIES[0])},
            "border": {"color": PALETTE.paper},
        },
        "data_labels": {"value": True, "position": "right", "custom": labels, "font": _TEXT},
    }


def _axis(name: str, crossing: float, end: float) -> dict[str, Any]:
    """An axis of rates that stands where the other one turns high, so that the two part the field; figures at its edge."""
    return {
        "name": name, "name_font": _TEXT, "min": 0, "max": end, "major_unit": end / 4, "num_format": "0%", "num_font": _TEXT,
        "crossing": crossing, "label_position": "low", "line": {"color": PALETTE.muted, "width": 1, "dash_type": "dash"},
        "major_gridlines": {"visible": False}, "major_tick_mark": "none", "minor_tick_mark": "none",
    }  # fmt: skip
