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
from toolkit.excel.draw.rows import draw_rows
from toolkit.excel.draw.tables import draw_table
from toolkit.excel.fit import line_count
from toolkit.excel.formats import page_setup
from toolkit.excel.lists import draw_lists, vocabularies_of
from toolkit.excel.look import LOOKS
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
    signature = Signature(report.title, report.subject, report.role, report.key)
    with drawn(target, report.lang, signature, report.vocabularies) as canvas:
        for entry in report.entries:
            draw_rows(canvas, entry)
        for page in report.pages:
            sheet = canvas.add_sheet(page.title)
            _draw_page(Pen(canvas, sheet, page.title, layout, titles), page, report)
        for data in report.data:
            draw_data(canvas, canvas.add_sheet(data.title), data)
        if report.entries:
            draw_lists(canvas, vocabularies_of(entry.sheet for entry in report.entries))


def _draw_page(pen: Pen, page: Page, report: Report) -> None:
    sheet, placed = pen.sheet, pen.layout.pages[page.key]
    for place, width in enumerate(widths(page)):
        sheet.set_column(place, place, width)
    _draw_top(pen, page, report)
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


def _draw_top(pen: Pen, page: Page, report: Report) -> None:
    """Write the heading, the note or a way back, and the sentences."""
    is_home = page.key == report.home
    pen.sheet.write_string(0, 0, page.heading, pen.format("title"))
    pen.sheet.set_row_pixels(0, _TITLE_PIXELS)
    if is_home:
        pen.sheet.write_string(1, 0, page.note, pen.format("caption"))
    else:
        back = say.BACK(pen.canvas.lang, page=pen.titles[report.home])
        pen.link(1, 0, report.home, back)
    pen.sheet.set_row_pixels(2, _GAP_PIXELS)
    for place, sentence in enumerate(page.lead):
        _draw_sentence(pen, page, place, sentence, is_numbered=is_home and len(page.lead) > 1)


def _draw_sentence(pen: Pen, page: Page, place: int, sentence: str, *, is_numbered: bool) -> None:
    """Write a sentence over the page: numbered on the first one, elsewhere the rules after it are muted."""
    said = f"{place + 1}. {sentence}" if is_numbered else sentence
    look = LOOKS["muted" if place and not is_numbered else "lead"]
    pen.words(TOP + place, 0, len(widths(page)) - 1, said, look)
    lines = line_count(said, sum(pixels(width) for width in widths(page)), look.size)
    pen.sheet.set_row_pixels(TOP + place, lines * _LEAD_LINE + 4)


def _set_up(sheet: Any, page: Page, report: Report, last: int) -> None:
    sheet.hide_gridlines(2)
    page_setup(sheet)
    sheet.print_area(0, 0, max(last - 1, TOP), len(widths(page)) - 1)
    # "&8" and a year would be read as one size, so a blank keeps them apart; a lone "&" starts a code.
    note = next(one.note for one in report.pages if one.key == report.home)
    left, right = (words.replace("&", "&&") for words in (report.subject, note))
    sheet.set_header(f"&L&8 {left}&R&8 {right}")
