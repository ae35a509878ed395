"""Lines of a chart: gaps where values are missing, a mark at each point, the last one named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.report.html.plot import Dot, Path, joined, short
from toolkit.schema.chart import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.report.html.axes import Frame
    from toolkit.report.html.plot import Plot
    from toolkit.report.html.series import Chart, Drawn

_RING, _DOT, _FINE = 7.0, 3.6, 2.4
"""Sizes of the marks; many of them are finer."""
_FEW = 13
"""Of lines with no more points than this the last value is written."""


def draw_line(plot: Plot, chart: Chart, one: Drawn, frame: Frame) -> None:
    """Draw a line with gaps where values are missing, its last point named where there is room for that."""
    is_ringed = one.series.mark is Mark.RING
    for run in [] if is_ringed else _runs(one.values):
        points = [(frame.middle(place), frame.y(value)) for place, value in run]
        plot.paths.append(Path(joined(points), one.role))
    if one.series.is_muted or one.series.mark is Mark.NONE:
        return
    role = "ring" if is_ringed else one.role
    size = _RING if is_ringed else _DOT if len(one.values) <= 2 * _FEW else _FINE
    for place, value in enumerate(one.values):
        if value is not None:
            title = f"{chart.names[place]} · {one.series.name} {one.said(value, chart.lang)}"
            plot.dots.append(Dot(short(frame.middle(place)), short(frame.y(value)), role, title, size))
    if not is_ringed and len(one.values) <= _FEW:
        _name_last(plot, chart, one, frame)


def _name_last(plot: Plot, chart: Chart, one: Drawn, frame: Frame) -> None:
    """Write the last value at its point: above it, or below where another line is above."""
    if one.values[-1] is None:
        return
    others = [other.values[-1] for other in chart.lines if other is not one and not other.series.is_muted]
    is_lower = any(value is not None and value > one.values[-1] for value in others)
    y = frame.y(one.values[-1]) + (chart.size + 5 if is_lower else -8)
    said = one.said(one.values[-1], chart.lang)
    plot.say(frame.middle(len(one.values) - 1), y, said, role="value strong")


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """Return the stretches without a gap."""
    found: list[list[tuple[int, float]]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            found.append([])
        else:
            found[-1].append((place, value))
    return [run for run in found if run]
