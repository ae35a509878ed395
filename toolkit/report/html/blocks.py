"""Every kind of block by the template that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toolkit.excel.draw.layout import pixels, widths
from toolkit.report.html.charts import draw_chart
from toolkit.report.html.drawings import draw_shapes
from toolkit.report.html.plot import Plot, short
from toolkit.report.html.scatter import draw_scatter
from toolkit.report.html.series import chart_of
from toolkit.report.html.slopes import draw_slope
from toolkit.report.html.tables import pivot_of, table_of
from toolkit.report.html.trends import Trend, trend_of
from toolkit.report.html.written import said
from toolkit.schema.chart import Mark
from toolkit.schema.drawing import Drawing
from toolkit.schema.page import Block, Cards, ChartBlock, Page, SlopeBlock, TableBlock
from toolkit.schema.pivot import PivotBlock
from toolkit.schema.scatter import ScatterBlock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from toolkit.report.html.edition import Edition
    from toolkit.report.html.series import Chart, Drawn
    from toolkit.report.html.tables import Shown
    from toolkit.schema.page import Card

_DESK, _PHONE = 960.0, 344.0
"""Widths that a chart is drawn for, in pixels: what a page offers on a desk, and on a phone."""
_DESK_TEXT, _PHONE_TEXT = 12.0, 11.0
_CHARTS = (ChartBlock, ScatterBlock, SlopeBlock)


@dataclass(frozen=True, slots=True)
class Figured:
    """A chart or a drawing: once for a desk and once for a phone, where it needs to be another."""

    title: str
    wide: Plot
    narrow: Plot | None
    legend: tuple[tuple[str, str, str], ...] = ()
    """Of each series its class, its name, and what it is drawn as: fill, stroke, ring or the shape of a point."""


@dataclass(frozen=True, slots=True)
class Sloped:
    """A figure before and after a measure, with the verdict in words."""

    title: str
    said: str
    tone: str
    wide: Plot
    narrow: Plot


@dataclass(frozen=True, slots=True)
class Told:
    """A card with its figures written out."""

    label: str
    figure: str
    tone: str
    notes: tuple[str, ...]
    trend: Trend | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A block to be shown: its template and what the template is handed. part: of the width, beside others."""

    template: str
    view: Any
    part: float = 1.0


def pieces(page: Page, edition: Edition) -> list[list[Piece]]:
    """Return the blocks of a page in rows: what stands beside each other on the sheet does so here.

    What only charts draw from stays in the workbook.
    """
    rows: list[list[Piece]] = []
    for block in (block for block in page.blocks if not getattr(block, "is_aid", False)):
        if rows and getattr(block, "is_beside", False):
            rows[-1].append(_piece(block, page, edition))
        else:
            rows.append([_piece(block, page, edition)])
    return rows


def _piece(block: Block, page: Page, edition: Edition) -> Piece:
    template, make = VIEWS[type(block)]
    return Piece(template, make(block, page, edition), _part(block, page))


def _part(block: Block, page: Page) -> float:
    """Return how much of its page's width a block takes."""
    every = [pixels(width) for width in widths(page)]
    first = getattr(block, "column", 0)
    if isinstance(block, TableBlock):
        count = sum(column.span for column in block.columns)
    else:
        count = getattr(block, "columns", 0) if isinstance(block, _CHARTS) else len(every)
    return round(sum(every[first : first + count]) / sum(every), 3) or 1.0


def _table(block: TableBlock, _page: Page, edition: Edition) -> Shown:
    return table_of(block, edition)


def _pivot(block: PivotBlock, _page: Page, edition: Edition) -> Shown:
    return pivot_of(edition.pivots[block.key], edition.lang)


def _cards(block: Cards, _page: Page, edition: Edition) -> list[Told]:
    return [_card(card, edition) for card in block.cards]


def _card(card: Card, edition: Edition) -> Told:
    notes = tuple(said(note, edition.lang) for note in card.notes)
    trend = trend_of(card.trend, edition) if card.trend else None
    return Told(card.label, said(card.figure, edition.lang), str(card.figure.tone), notes, trend)


def _chart(block: ChartBlock, page: Page, edition: Edition) -> Figured:
    broad = short(_DESK * _part(block, page))
    wide, narrow = (
        draw_chart(chart_of(block, edition.values, edition.lang, width, size))
        for width, size in ((broad, _DESK_TEXT), (_PHONE, _PHONE_TEXT))
    )
    drawn = chart_of(block, edition.values, edition.lang, broad, _DESK_TEXT)
    legend = tuple((one.role, one.series.name, _drawn_as(drawn, one)) for one in drawn.series)
    return Figured(block.title, wide, narrow, legend if len(legend) > 1 else ())


def _drawn_as(chart: Chart, one: Drawn) -> str:
    if one.series.mark is Mark.RING:
        return "ring"
    return "stroke" if chart.is_line(one) else "fill"


def _scatter(block: ScatterBlock, page: Page, edition: Edition) -> Figured:
    wide, narrow = (
        draw_scatter(block, edition.values, width, size)
        for width, size in ((short(_DESK * _part(block, page)), _DESK_TEXT), (_PHONE, _PHONE_TEXT))
    )
    legend = tuple(("s0", group.name, str(group.shape)) for group in block.groups if group.name)
    return Figured(block.title, wide, narrow, legend)


def _slope(block: SlopeBlock, page: Page, edition: Edition) -> Sloped:
    wide, narrow = (
        draw_slope(block, edition.values, edition.lang, width, size)
        for width, size in ((short(_DESK * _part(block, page)), _DESK_TEXT), (_PHONE, _PHONE_TEXT))
    )
    return Sloped(block.title, block.said, str(block.tone), wide, narrow)


def _drawing(block: Drawing, _page: Page, _edition: Edition) -> Figured:
    return Figured(block.title, draw_shapes(block), None)


VIEWS: Mapping[type, tuple[str, Callable[[Any, Page, Edition], Any]]] = {
    TableBlock: ("table.html.j2", _table),
    Cards: ("cards.html.j2", _cards),
    ChartBlock: ("chart.html.j2", _chart),
    SlopeBlock: ("slope.html.j2", _slope),
    PivotBlock: ("table.html.j2", _pivot),
    Drawing: ("chart.html.j2", _drawing),
    ScatterBlock: ("chart.html.j2", _scatter),
}
"""A kind of block that is missing here cannot be shown; a test holds that none is."""
