"""Draws native charts: one accent, direct labels, no frame, no shadow, axes that start at zero."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from toolkit.excel.draw.layout import DEFAULT_PIXELS, Placed, pixels, widths
from toolkit.excel.look import FACE, OTHERS, PALETTE, SERIES
from toolkit.schema.chart import ChartBlock, ChartKind, Mark, Series

if TYPE_CHECKING:
    from toolkit.excel.draw.pen import Pen
    from toolkit.schema.page import Page

_TEXT = {"name": FACE, "size": 9, "color": PALETTE.muted}
_TITLE = {"name": FACE, "size": 11, "bold": True, "color": PALETTE.ink}
_TYPES = MappingProxyType({
    ChartKind.BAR: {"type": "bar"}, ChartKind.COLUMN: {"type": "column"}, ChartKind.LINE: {"type": "line"},
    ChartKind.STACK: {"type": "column", "subtype": "stacked"},
})  # fmt: skip
_NAMES_PIXELS, _NAMES_LINE, _NAMES_A_LINE = 52, 16, 6
"""Where the columns of a small chart begin below its title and one line of names, what another line takes, names a line."""
_GAP, _HEAD_PIXELS = 60, 40
_BROADEST = MappingProxyType({True: 26, False: 110})
"""Pixels of a bar that lies, and of a column, at most."""
_APART = MappingProxyType({"border": {"color": PALETTE.paper, "width": 1}, "overlap": 100})
"""Parts of a whole, told apart by a line of paper where two greys would run into each other in print."""


def draw_chart(pen: Pen, page: Page, placed: Placed, block: ChartBlock) -> dict[int, int]:
    """Draw a chart over its columns and rows; rows keep their usual height."""
    book = pen.canvas.book
    own = [series for series in block.series if not series.is_line or block.kind is ChartKind.LINE]
    lines = [series for series in block.series if series not in own]
    size = sum(pixels(width) for width in widths(page)[block.column : block.column + block.columns])
    gap = _gap(pen, block, size)
    chart = book.add_chart(dict(_TYPES[block.kind]))
    for series in own:
        chart.add_series(_series(pen, block, series, gap))
    if lines:
        chart.combine(_lines(pen, block, lines))
    _style(chart, block, has_legend=len(block.series) > 1)
    chart.set_size({"width": size - 6, "height": block.rows * DEFAULT_PIXELS})
    place = {"x_offset": 2, "y_offset": 4, "description": block.alt, "object_position": 2}
    pen.sheet.insert_chart(placed.top, block.column, chart, place)
    return {}


def _gap(pen: Pen, block: ChartBlock, width: int) -> int:
    """Return the room between bars, in percent of one: a few of them do not grow to fill a chart."""
    name, _, shown = block.categories.strip("{}").partition(":")
    first, last = pen.layout.columns[name]
    count = int(shown or last.row - first.row + 1)
    is_lying = block.kind is ChartKind.BAR
    room = (block.rows * DEFAULT_PIXELS - _HEAD_PIXELS if is_lying else width) / count
    beside = (
        1
        if is_lying or block.kind is ChartKind.STACK
        else len([one for one in block.series if not one.is_line])
    )
    return min(max(round(100 * (room / _BROADEST[is_lying] - beside)), _GAP), 500)


def _lines(pen: Pen, block: ChartBlock, lines: list[Series]) -> Any:
    chart = pen.canvas.book.add_chart({"type": "line"})
    for series in lines:
        # Counts share the columns' axis; rates have their own, from 0 to 100 %.
        chart.add_series(_series(pen, block, series) | {"y2_axis": series.is_rate})
    if any(series.is_rate for series in lines):
        chart.set_y2_axis(_axis(is_rate=True, is_second=True))
    return chart


def _series(pen: Pen, block: ChartBlock, series: Series, gap: int = _GAP) -> dict[str, Any]:
    colour = OTHERS if series.is_muted else pen.colour(SERIES[series.colour % len(SERIES)])
    drawn: dict[str, Any] = {
        "name": series.name,
        "categories": f"={pen.layout.formula(block.categories, '')}",
        "values": f"={pen.layout.formula(series.values, '')}",
    }
    if series.is_line or block.kind is ChartKind.LINE:
        dash = {"dash_type": "dash", "width": 1} if series.is_muted else {"width": 2}
        drawn |= {"line": {"none": True} if series.mark is Mark.RING else {"color": colour, **dash}}
        drawn |= {"marker": _marker(series, colour)}
    else:
        fill = PALETTE.line if series.is_muted else colour
        drawn |= {"fill": {"color": fill}, "border": {"none": True}, "gap": gap, "overlap": -5}
        if block.kind is ChartKind.STACK:
            drawn |= {**_APART, "gap": gap}
    if series.has_labels:
        number = "0.0%" if series.is_rate else "#,##0"
        drawn["data_labels"] = {"value": True, "num_format": number, "font": _TEXT}
        if series.is_muted:
            # Context lies behind lines; a label at its foot stays clear of them.
            drawn["data_labels"]["position"] = "inside_base"
    return drawn


def _marker(series: Series, colour: str) -> dict[str, Any]:
    if series.mark is Mark.RING:
        return {
            "type": "circle",
            "size": 12,
            "fill": {"none": True},
            "border": {"color": PALETTE.bad, "width": 2},
        }
    if series.is_muted or series.mark is Mark.NONE:
        return {"type": "none"}
    return {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"color": PALETTE.paper}}


def _style(chart: Any, block: ChartBlock, *, has_legend: bool) -> None:
    is_line = block.kind is ChartKind.LINE
    is_rate = any(series.is_rate for series in block.series if is_line or not series.is_line)
    names = {
        "num_font": _TEXT,
        "line": {"color": PALETTE.line},
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
    }
    values = _axis(is_rate=is_rate) if not block.is_fitted else _fitted(is_rate=is_rate)
    if block.kind is ChartKind.BAR:
        # The first row of the table is the top bar, as it is read.
        chart.set_y_axis(names | {"reverse": True})
        chart.set_x_axis(values | {"visible": False, "major_gridlines": {"visible": False}})
    else:
        # A fitted chart has a point for each of many weeks: every fourth has its name.
        chart.set_x_axis(names | {"text_axis": True} | ({"interval_unit": 4} if block.is_fitted else {}))
        chart.set_y_axis(values)
    chart.set_title(
        {"name": block.title, "name_font": _TITLE, "overlay": False, "layout": {"x": 0.01, "y": 0.02}}
    )
    chart.set_legend({"position": "top", "font": _TEXT} if has_legend else {"none": True})
    chart.set_chartarea({"border": {"none": True}, "fill": {"color": PALETTE.paper}})
    chart.set_plotarea({"fill": {"none": True}, "border": {"none": True}})
    if block.kind is ChartKind.STACK:
        _make_room(chart, block)
    chart.show_blanks_as("gap")


def _make_room(chart: Any, block: ChartBlock) -> None:
    """Place names and columns of a small chart by hand: left alone, programs give the names most of its height."""
    high = block.rows * DEFAULT_PIXELS
    top, foot = (_NAMES_PIXELS + _NAMES_LINE * (len(block.series) > _NAMES_A_LINE)) / high, 26 / high
    chart.set_legend(
        {
            "position": "top",
            "font": _TEXT,
            "layout": {"x": 0.02, "y": 28 / high, "width": 0.96, "height": top - 34 / high},
        }
    )
    chart.set_plotarea(
        {
            "fill": {"none": True},
            "border": {"none": True},
            "layout": {"x": 0.09, "y": top, "width": 0.89, "height": 1 - top - foot},
        }
    )


def _fitted(*, is_rate: bool) -> dict[str, Any]:
    """An axis that ends where its values do."""
    axis = _axis(is_rate=False)
    return axis | {"num_format": "0%" if is_rate else "General"}


def _axis(*, is_rate: bool, is_second: bool = False) -> dict[str, Any]:
    grid = {"visible": not is_second, "line": {"color": PALETTE.band, "width": 0.75}}
    scale = (
        {"min": 0, "max": 1, "major_unit": 0.2, "num_format": "0%"}
        if is_rate
        else {"min": 0, "num_format": "#,##0"}
    )
    return scale | {
        "num_font": _TEXT,
        "line": {"none": True},
        "major_gridlines": grid,
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
    }
