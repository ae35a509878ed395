"""Charts as SVG, with the palette of the workbook: bars that compare names, columns and lines that follow time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.report.html.axes import Frame, Measure, draw_names, draw_scale, frame_of
from toolkit.report.html.lines import draw_line
from toolkit.report.html.plot import Bar, Plot, cut, short, wide
from toolkit.schema.chart import ChartKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from toolkit.report.html.series import Chart, Drawn

_ROW = 24
"""Pixels that a row of the sheet takes under a chart."""
_LYING, _AIR = 30, 8
_BROADEST = 110.0
"""Of columns over one name, together; a single one does not grow to fill a chart."""
_ALONE, _TOGETHER = 0.62, 0.8
"""Of the room of a name, what its columns fill: one, or several beside each other."""


def draw_chart(chart: Chart) -> Plot:
    """Draw a chart of any kind."""
    return DRAWN[chart.block.kind](chart)


def _standing(chart: Chart) -> Plot:
    """Draw columns and lines over names that follow each other; rates beside counts have an axis of their own."""
    plot = Plot(chart.width, chart.block.rows * _ROW, chart.block.alt)
    own = chart.columns or chart.lines
    measure = Measure(all(one.series.is_rate for one in own), chart.block.is_fitted)
    second = [] if measure.is_rate else [one for one in chart.lines if one.series.is_rate]
    first = [one for one in chart.series if one not in second]
    frame = frame_of(plot, chart.names, chart.size, has_second=bool(second))
    scale = draw_scale(plot, frame, _heights(chart, first), measure)
    draw_names(plot, frame, chart.names)
    _PILED[chart.block.kind is ChartKind.STACK](plot, chart, frame.scaled(scale))
    for one in first:
        if chart.is_line(one):
            draw_line(plot, chart, one, frame.scaled(scale))
    if second:
        rates = draw_scale(plot, frame, [], Measure(is_rate=True), is_second=True)
        for one in second:
            draw_line(plot, chart, one, frame.scaled(rates))
    return plot


def _heights(chart: Chart, series: list[Drawn]) -> list[float]:
    """Return what the scale has to reach: the values, or where they are piled up the height of each pile."""
    if chart.block.kind is not ChartKind.STACK:
        return [value for one in series for value in one.known]
    return [sum(value or 0 for value in pile) for pile in zip(*(one.values for one in series), strict=True)]


def _draw_stack(plot: Plot, chart: Chart, frame: Frame) -> None:
    """Draw the parts of each whole on top of each other, the first series at the foot."""
    broad = min(frame.slot * _ALONE, _BROADEST)
    for place, name in enumerate(chart.names):
        foot = 0.0
        for one in chart.columns:
            value = one.values[place]
            if not value:
                continue
            top, left = frame.y(foot + value), frame.middle(place) - broad / 2
            size = max(frame.y(foot) - top - 1, 0.5)
            title = f"{name} · {one.series.name} {one.said(value, chart.lang)}"
            plot.bars.append(Bar(short(left), short(top), short(broad), short(size), one.role, title))
            foot += value


def _draw_columns(plot: Plot, chart: Chart, frame: Frame) -> None:
    if not chart.columns:
        return
    share = _ALONE if len(chart.columns) == 1 else _TOGETHER
    broad = min(frame.slot * share, _BROADEST) / len(chart.columns)
    for number, one in enumerate(chart.columns):
        texts = {value: one.said(value, chart.lang) for value in one.known}
        # A label wider than its columns' room would run into the next one's.
        room = frame.slot if len(chart.columns) == 1 else broad
        has_labels = one.series.has_labels and all(wide(t, chart.size - 1) < room for t in texts.values())
        for place, value in enumerate(one.values):
            if value is None:
                continue
            left = frame.middle(place) - broad * (len(chart.columns) / 2 - number)
            top, foot = sorted((frame.y(value), frame.y(0)))
            title = f"{chart.names[place]} · {one.series.name} {texts[value]}"
            plot.bars.append(
                Bar(short(left), short(top), short(broad - 1.5), short(foot - top), one.role, title)
            )
            if has_labels:
                # Context lies behind lines; a label at its foot stays clear of them.
                y = foot - 5 if one.series.is_muted else top - 4
                plot.say(left + broad / 2, y, texts[value], role="value")


def _lying(chart: Chart) -> Plot:
    """Draw bars that lie, the first name on top, each with its value at the end."""
    height = len(chart.names) * (_LYING * max(len(chart.series), 1) / 1.25 + 6) + _AIR
    plot = Plot(chart.width, round(height), chart.block.alt)
    longest = max((wide(name, chart.size) for name in chart.names), default=0)
    left = min(longest, chart.width * 0.4) + 10
    high = max((value for one in chart.series for value in one.known), default=0) or 1
    texts = [one.said(value, chart.lang) for one in chart.series for value in one.known]
    room = chart.width - left - max((wide(text, chart.size) for text in texts), default=0) - 14
    slot = (plot.height - _AIR) / max(len(chart.names), 1)
    plot.rule("axis", (left, 0), (left, plot.height - _AIR))
    for place, name in enumerate(chart.names):
        middle = slot * (place + 0.5)
        plot.say(left - 8, middle + chart.size * 0.36, cut(name, left - 8, chart.size), "name", anchor="end")
        _draw_bars(plot, chart, place, (left, room / high, slot))
    return plot


def _draw_bars(plot: Plot, chart: Chart, place: int, sizes: tuple[float, float, float]) -> None:
    left, scale, slot = sizes
    thick = slot * 0.66 / max(len(chart.series), 1)
    for number, one in enumerate(chart.series):
        value = one.values[place]
        if value is None:
            continue
        top = slot * (place + 0.17) + number * thick
        long, said = max(value, 0) * scale, one.said(value, chart.lang)
        title = f"{chart.names[place]} · {one.series.name} {said}"
        plot.bars.append(Bar(short(left), short(top), short(long), short(thick - 1), one.role, title))
        plot.say(left + long + 6, top + thick / 2 + chart.size * 0.36, said, "value", anchor="start")


_PILED: Mapping[bool, Callable[[Plot, Chart, Frame], None]] = {True: _draw_stack, False: _draw_columns}
DRAWN: Mapping[ChartKind, Callable[[Chart], Plot]] = {
    ChartKind.BAR: _lying,
    ChartKind.COLUMN: _standing,
    ChartKind.STACK: _standing,
    ChartKind.LINE: _standing,
}
