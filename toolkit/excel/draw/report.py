"""Draws a report: its pages in order, then the rows behind them. The same report gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.excel.blank.canvas import Signature, drawn
from toolkit.excel.blank.fit import line_count
from toolkit.excel.blank.formats import page_setup
from toolkit.excel.blank.lists import draw_lists, vocabularies_of
from toolkit.excel.draw.breaks import PAGE_PIXELS, page_breaks
from toolkit.excel.draw.cards import draw_cards
from toolkit.excel.draw.charts import draw_chart
from toolkit.excel.draw.data import draw_data
from toolkit.excel.draw.layout import DEFAULT_PIXELS, TOP, Layout, pixels, widths
from toolkit.excel.draw.logo import draw_logo
from toolkit.excel.draw.pen import Pen
from toolkit.excel.draw.pivots import draw_pivot, insert_pivots, pivots_edge, plan_pivots
from toolkit.excel.draw.rows import draw_rows
from toolkit.excel.draw.scatter import draw_scatter
from toolkit.excel.draw.shapes import ShapeSheet, draw_shapes
from toolkit.excel.draw.sheets import PageSheet
from toolkit.excel.draw.slopes import draw_slope
from toolkit.excel.draw.tables import draw_table
from toolkit.excel.look import LOOKS, Look
from toolkit.schema.drawing import Drawing
from toolkit.schema.page import Cards, ChartBlock, Page, Report, SlopeBlock, TableBlock
from toolkit.schema.pivot import PivotBlock
from toolkit.schema.scatter import ScatterBlock
from toolkit.words import report as say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from toolkit.excel.draw.layout import Placed

_TITLE_PIXELS, _GAP_PIXELS, _LEAD_LINE = 40, 8, 22
_SHRINK = 1.4
_DRAWN: Mapping[type, Callable[[Pen, Page, Placed, Any], dict[int, int]]] = {
    TableBlock: draw_table, Cards: draw_cards, ChartBlock: draw_chart, ScatterBlock: draw_scatter, SlopeBlock: draw_slope,
}  # fmt: skip


def draw_report(report: Report, target: Path) -> None:
    """Write a report as a workbook at `target`, every figure a live formula with its value cached."""
    layout = Layout.of(report)
    titles = {page.key: page.title for page in report.pages} | {data.key: data.title for data in report.data}
    titles |= {entry.sheet.key: entry.sheet.title(report.lang) for entry in report.entries}
    signature = Signature(report.title, report.subject, report.role, report.key)
    with drawn(target, report.lang, signature, report.vocabularies, report.brand.accent) as canvas:
        pivots = plan_pivots(report, layout)
        # Many rows are hundreds of megabytes of XML; it goes through files, not through memory.
        canvas.book.in_memory = False
        for entry in report.entries:
            draw_rows(canvas, entry)
        for page in report.pages:
            has_shapes = any(isinstance(block, Drawing) for block in page.blocks)
            sheet = canvas.add_sheet(page.title, kind=ShapeSheet if has_shapes else PageSheet)
            _draw_page(Pen(canvas, sheet, page.title, layout, titles, pivots), page, report)
        for data in report.data:
            draw_data(canvas, data)
        if report.entries:
            draw_lists(canvas, vocabularies_of(entry.sheet for entry in report.entries))
    insert_pivots(target, pivots, report.lang)


def _draw_page(pen: Pen, page: Page, report: Report) -> None:
    sheet, placed = pen.sheet, pen.layout.pages[page.key]
    for place, width in enumerate(widths(page)):
        sheet.set_column(place, place, width)
    _draw_top(pen, page, report)
    heights: dict[int, int] = {}
    for one in placed:
        for row, wanted in _draw_block(pen, page, one).items():
            heights[row] = max(wanted, heights.get(row, 0))
    for row, wanted in heights.items():
        sheet.set_row_pixels(row, wanted)
    ends = [one.bottom for one in placed] + [row + 1 for row in heights]
    last = max(ends, default=TOP + len(page.lead) + len(page.asides))
    _set_up(pen, page, report, heights, last)
    if len(placed) == 1 and isinstance(placed[0].block, TableBlock):
        # A list keeps its headers in sight, on the screen and on every printed page.
        sheet.freeze_panes(placed[0].header_row + 1, 0)
        sheet.repeat_rows(placed[0].header_row)
        if report.entries:
            _offer_filter(pen, placed[0].header_row, placed[0].block)


def _offer_filter(pen: Pen, header_row: int, table: TableBlock) -> None:
    """Let people pick their own rows of a list, as they do on the sheet to fill."""
    last = header_row + len(table.rows)
    pen.sheet.autofilter(header_row, table.column, last, table.places[-1])


def _draw_block(pen: Pen, page: Page, placed: Placed) -> dict[int, int]:
    block = placed.block
    if isinstance(block, Drawing):
        return draw_shapes(pen, placed, block)
    if isinstance(block, PivotBlock):
        return draw_pivot(pen, page, block)
    return _DRAWN[type(block)](pen, page, placed, block)


def _draw_top(pen: Pen, page: Page, report: Report) -> None:
    """Write the heading, the note or a way back, and the sentences."""
    is_home = page.key == report.home
    pen.sheet.write_string(0, 0, page.heading, pen.format("title"))
    pen.sheet.set_row_pixels(0, _TITLE_PIXELS)
    if is_home:
        pen.sheet.write_string(1, 0, page.note, pen.format("caption"))
        draw_logo(pen, page, report.brand)
    else:
        back = say.BACK(pen.canvas.lang, page=pen.titles[report.home])
        pen.link(1, 0, report.home, back)
    pen.sheet.set_row_pixels(2, _GAP_PIXELS)
    is_numbered = is_home and len(page.lead) > 1
    lead = [f"{n}. {sentence}" if is_numbered else sentence for n, sentence in enumerate(page.lead, 1)]
    for place, sentence in enumerate(lead + list(page.asides)):
        _draw_sentence(pen, page, place, sentence, LOOKS["lead" if place < len(lead) else "muted"])


def _draw_sentence(pen: Pen, page: Page, place: int, said: str, look: Look) -> None:
    pen.words(TOP + place, 0, len(widths(page)) - 1, said, look)
    lines = line_count(said, sum(pixels(width) for width in widths(page)), look.size)
    pen.sheet.set_row_pixels(TOP + place, lines * _LEAD_LINE + 4)


def _set_up(pen: Pen, page: Page, report: Report, heights: dict[int, int], last: int) -> None:
    """Set up the print: A4, one page wide, and one page high where it stays readable so."""
    sheet = pen.sheet
    sheet.hide_gridlines(2)
    page_setup(sheet)
    if sum(heights.get(row, DEFAULT_PIXELS) for row in range(last)) <= PAGE_PIXELS * _SHRINK:
        sheet.fit_to_pages(1, 1)
    elif breaks := page_breaks(pen.layout.pages[page.key], heights, widths(page)):
        sheet.set_h_pagebreaks(breaks)
    sheet.print_area(0, 0, max(last - 1, TOP), max(len(widths(page)), pivots_edge(pen, page)) - 1)
    # "&8" and a year would be read as one size, so a blank keeps them apart; a lone "&" starts a code.
    note = next(one.note for one in report.pages if one.key == report.home)
    left, right = (words.replace("&", "&&") for words in (report.subject, note))
    sheet.set_header(f"&L&8 {left}&R&8 {right}")
