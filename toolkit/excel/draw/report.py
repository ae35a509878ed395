"""Draws a report: its pages in order, then the rows behind them. The same report gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.excel.canvas import Signature, drawn
from toolkit.excel.draw.cards import draw_cards
from toolkit.excel.draw.charts import draw_chart
from toolkit.excel.draw.data import draw_data
from toolkit.excel.draw.layout import TOP, Layout, widths
from toolkit.excel.draw.looks import lines_of
from toolkit.excel.draw.pen import Pen
from toolkit.excel.draw.tables import draw_table
from toolkit.excel.formats import page_setup
from toolkit.excel.look import LOOKS, SIZES
from toolkit.schema.identity import Role
from toolkit.schema.page import Cards, Page, Report, TableBlock
from toolkit.words import report as say

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.excel.draw.layout import Placed

_TITLE_PIXELS, _GAP_PIXELS, _LEAD_LINE = 40, 8, 22


def draw_report(report: Report, target: Path) -> None:
    """Write a report as a workbook at `target`, every figure a live formula with its value cached."""
    layout = Layout.of(report)
    titles = {page.key: page.title for page in report.pages} | {data.key: data.title for data in report.data}
    with drawn(
        target, report.lang, Signature(report.title, report.subject, Role.REPORT, "monthly")
    ) as canvas:
        for page in report.pages:
            sheet = canvas.add_sheet(page.title)
            _draw_page(Pen(canvas, sheet, page.title, layout, titles), page, report)
        for data in report.data:
            draw_data(canvas, canvas.add_sheet(data.title), data)


def _draw_page(pen: Pen, page: Page, report: Report) -> None:
    sheet, placed = pen.sheet, pen.layout.pages[page.key]
    for place, width in enumerate(widths(page)):
        sheet.set_column(place, place, width)
    _draw_top(pen, page, is_first=page is report.pages[0])
    heights: dict[int, int] = {}
    for one in placed:
        for row, pixels in _draw_block(pen, page, one).items():
            heights[row] = max(pixels, heights.get(row, 0))
    for row, pixels in heights.items():
        sheet.set_row_pixels(row, pixels)
    _set_up(sheet, page, report, last=max((one.bottom for one in placed), default=TOP + len(page.lead)))


def _draw_block(pen: Pen, page: Page, placed: Placed) -> dict[int, int]:
    block = placed.block
    if isinstance(block, TableBlock):
        return draw_table(pen, page, placed, block)
    if isinstance(block, Cards):
        return draw_cards(pen, page, placed, block)
    return draw_chart(pen, page, placed, block)


def _draw_top(pen: Pen, page: Page, *, is_first: bool) -> None:
    """Write the heading, a way back or the note, and the sentences."""
    sheet, edge = pen.sheet, len(widths(page)) - 1
    sheet.write_string(0, 0, page.heading, pen.format("title"))
    sheet.set_row_pixels(0, _TITLE_PIXELS)
    if is_first:
        sheet.write_string(1, 0, page.note, pen.format("caption"))
    else:
        target = f"internal:'{pen.titles['cover']}'!A1"
        sheet.write_url(1, 0, target, pen.format(LOOKS["link"]), say.BACK(pen.canvas.lang))
    sheet.set_row_pixels(2, _GAP_PIXELS)
    for place, sentence in enumerate(page.lead):
        row = TOP + place
        said = f"{place + 1}. {sentence}" if is_first and len(page.lead) > 1 else sentence
        is_rule = not is_first and place
        pen.words(row, 0, edge, said, "muted" if is_rule else "lead")
        lines = lines_of(said, sum(widths(page)), SIZES.text if is_rule else SIZES.lead)
        sheet.set_row_pixels(row, lines * _LEAD_LINE + 4)


def _set_up(sheet: Any, page: Page, report: Report, last: int) -> None:
    sheet.hide_gridlines(2)
    page_setup(sheet)
    sheet.print_area(0, 0, max(last - 1, TOP), len(widths(page)) - 1)
    sheet.set_header(f"&L&8{report.subject}&R&8{report.pages[0].note}")
