"""Draws a figure before and after a measure as a native chart: two points, their intervals, the goal, all named at the points."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from toolkit.excel.blank.fit import line_count
from toolkit.excel.draw.layout import DEFAULT_PIXELS, SLOPE_WORDS, Placed, pixels, widths
from toolkit.excel.draw.looks import LINE_PIXELS, figure_look
from toolkit.excel.look import FACE, LOOKS, NUMBERS, OTHERS, PALETTE
from toolkit.schema.form import Form, Tone

if TYPE_CHECKING:
    from toolkit.excel.draw.pen import Pen
    from toolkit.schema.page import Page, SlopeBlock

_TEXT = {"name": FACE, "size": 9, "color": PALETTE.muted}
_FIGURE = {"name": FACE, "size": 10, "bold": True, "color": PALETTE.ink}
_COLOURS = MappingProxyType({Tone.GOOD: PALETTE.good, Tone.BAD: PALETTE.bad})
_NUMBERS = MappingProxyType({Form.COUNT: NUMBERS.count, Form.RATE: NUMBERS.rate})
_UNSEEN = MappingProxyType({
    "line": {"none": True}, "marker": {"type": "circle", "size": 10, "fill": {"none": True}, "border": {"none": True}},
})  # fmt: skip
"""A point that only carries a label, as far from it as from one that is seen."""


def draw_slope(pen: Pen, page: Page, placed: Placed, block: SlopeBlock) -> dict[int, int]:
    """Draw the words and the chart below them over the block's columns; return the height that each row of words needs."""
    span = widths(page)[block.column : block.column + block.columns]
    size = sum(map(pixels, span))
    looks = (replace(LOOKS["lead"], is_bold=True), figure_look(Form.WRAPPED, block.tone, pen.canvas.lang))
    heights = {}
    for row, (said, look) in enumerate(zip((block.title, block.said), looks, strict=True), placed.top):
        # What belongs together stands together, however many lines the neighbours take.
        shape = replace(look, line="", vertical="top" if row > placed.top else "bottom")
        pen.words(row, block.column, block.column + block.columns - 1, said, shape)
        heights[row] = line_count(said, size, look.size) * LINE_PIXELS + 6
    chart = _chart(pen, block)
    chart.set_size({"width": size - 6, "height": block.rows * DEFAULT_PIXELS})
    place = {"x_offset": 2, "y_offset": 2, "description": block.alt, "object_position": 2}
    pen.sheet.insert_chart(placed.top + SLOPE_WORDS, block.column, chart, place)
    return heights


def _chart(pen: Pen, block: SlopeBlock) -> Any:
    chart = pen.canvas.book.add_chart({"type": "line"})
    if block.goal:
        chart.add_series(_goal(pen, block))
    # Some programs fill a marker that has no fill: what carries a label only lies below what is to be seen.
    chart.add_series(_first(pen, block))
    chart.add_series(_line(pen, block))
    names = {"num_font": _TEXT, "line": {"color": PALETTE.line}, "text_axis": True}
    chart.set_x_axis(names | {"major_tick_mark": "none", "minor_tick_mark": "none"})
    low, high = block.ends
    chart.set_y_axis({"min": low, "max": high, "visible": False, "major_gridlines": {"visible": False}})
    chart.set_title({"name": block.metric, "name_font": {**_TEXT, "bold": False}, "overlay": False,
                     "layout": {"x": 0.01, "y": 0.02}})  # fmt: skip
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"none": True}, "fill": {"color": PALETTE.paper}})
    chart.set_plotarea({"fill": {"none": True}, "border": {"none": True}})
    chart.show_blanks_as("gap")
    return chart


def _line(pen: Pen, block: SlopeBlock) -> dict[str, Any]:
    """The line from before to after, the later figure at its right, and the intervals."""
    colour = _COLOURS.get(block.tone, OTHERS)
    reach = {
        f"{side}_values": _span(pen, block, key) for side, key in (("plus", "above"), ("minus", "below"))
    }
    return _series(pen, block, "value") | {
        "line": {"color": colour, "width": 2.25},
        "marker": {"type": "circle", "size": 8, "fill": {"color": colour}, "border": {"color": PALETTE.paper}},
        "y_error_bars": {"type": "custom", **reach, "line": {"color": colour, "width": 1}},
        "data_labels": _label(block, "right") | {"custom": [{"delete": True}, None]},
    }  # fmt: skip


def _first(pen: Pen, block: SlopeBlock) -> dict[str, Any]:
    """The earlier figure once more, only for its name: labels of one series all stand on the same side."""
    first, _ = pen.layout.columns[f"{block.table}.value"]
    drawn = _series(pen, block, "value") | {
        "values": f"={first.address()}",
        "data_labels": _label(block, "left"),
    }
    return drawn | dict(_UNSEEN)


def _goal(pen: Pen, block: SlopeBlock) -> dict[str, Any]:
    side, none = "right" if block.is_goal_last else "left", {"delete": True}
    name = {**_label(block, side), "value": False, "series_name": True, "font": _TEXT}
    return _series(pen, block, "goal") | {
        "name": block.goal,
        "line": {"color": PALETTE.muted, "width": 1, "dash_type": "dash"},
        "marker": {"type": "none"},
        "data_labels": name | {"custom": [none, None] if block.is_goal_last else [None, none]},
    }


def _label(block: SlopeBlock, side: str) -> dict[str, Any]:
    number = _NUMBERS.get(block.form, NUMBERS.decimal)
    return {"value": True, "position": side, "num_format": number, "font": _FIGURE}


def _series(pen: Pen, block: SlopeBlock, key: str) -> dict[str, Any]:
    return {"name": block.metric, "categories": _span(pen, block, "when"), "values": _span(pen, block, key)}


def _span(pen: Pen, block: SlopeBlock, key: str) -> str:
    return f"={pen.layout.formula(f'{{{block.table}.{key}:}}', '')}"
