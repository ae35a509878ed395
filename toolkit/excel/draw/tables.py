"""Draws a table of a page: headers over a line, rows as high as their words, a total under a line."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from toolkit.excel.blank.fit import line_count
from toolkit.excel.draw.layout import Cell, Placed, pixels, widths
from toolkit.excel.draw.looks import (
    LINE_PIXELS,
    NUMERIC,
    ROW_PIXELS,
    WORDS,
    figure_look,
    head_look,
)
from toolkit.excel.look import PALETTE, SIZES
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, TableColumn

if TYPE_CHECKING:
    from toolkit.excel.draw.pen import Pen
    from toolkit.excel.look import Look


_TO_THE_EDGE = NUMERIC | {Form.TREND}
_BEYOND = 8.43
"""The width of a column for which the page names none: Excel's own."""


def draw_table(pen: Pen, page: Page, placed: Placed, table: TableBlock) -> dict[int, int]:
    """Draw a table and return the height, in pixels, that each of its rows needs."""
    heights: dict[int, int] = {}
    if table.title:
        pen.sheet.write_string(placed.top, table.column, table.title, pen.format("heading"))
        heights[placed.top] = ROW_PIXELS + 4
    heights[placed.header_row] = _draw_header(pen, page, placed.header_row, table)
    row = placed.header_row + 1
    for entry in table.rows:
        heights[row] = _draw_row(pen, page, row, table, entry)
        row += 1
    if not table.rows:
        pen.words(row, table.column, table.places[-1], table.empty, "muted")
        row += 1
    if table.total:
        heights[row] = _draw_row(pen, page, row, table, table.total)
        row += 1
    if table.note:
        pen.sheet.write_string(row, table.column, table.note, pen.format("caption"))
    _shade(pen, placed.header_row + 1, table)
    return heights


def _shade(pen: Pen, first: int, table: TableBlock) -> None:
    """Let the cells of the shaded columns be the darker the larger they are; all of them share one scale."""
    places = [
        place for place, one in zip(table.places, table.columns, strict=True) if one.key in table.shaded
    ]
    if places and table.rows:
        scale = {
            "type": "2_color_scale", "min_type": "num", "min_value": 0, "min_color": PALETTE.paper,
            "max_color": pen.colour(PALETTE.accent_tint),
        }  # fmt: skip
        pen.sheet.conditional_format(first, places[0], first + len(table.rows) - 1, places[-1], scale)


def _draw_header(pen: Pen, page: Page, row: int, table: TableBlock) -> int:
    lines = 1
    for place, column in zip(table.places, table.columns, strict=True):
        look = _apart(table, place, head_look(column.form))
        if column.form is Form.SPREAD:
            pen.words(row, place, _edge(page), column.header, look)
            continue
        pen.join(row, place, column.span, look)
        pen.sheet.write_string(row, place, column.header, pen.format(look))
        lines = max(lines, line_count(column.header, _room(page, place, column), look.size))
    return max(ROW_PIXELS, lines * LINE_PIXELS + 6)


def _draw_row(pen: Pen, page: Page, row: int, table: TableBlock, entry: Row) -> int:
    is_total = entry is table.total
    row_of = {
        column.key: Cell(page.title, row, place)
        for place, column in zip(table.places, table.columns, strict=True)
    }
    lines = 1
    for place, column in zip(table.places, table.columns, strict=True):
        figure = entry.cells.get(column.key, Figure(form=column.form))
        look = _apart(table, place, figure_look(figure.form, figure.tone, pen.canvas.lang, is_total=is_total))
        if column.form is Form.TREND and figure.formula:
            pen.sheet.write_blank(row, place, None, pen.format(look))
            pen.trend(row, place, figure)
            continue
        if column.form is Form.SPREAD and not figure.formula and figure.form in WORDS:
            pen.words(row, place, _edge(page), str(figure.value or ""), look)
        else:
            pen.join(row, place, column.span, look)
            pen.figure(row, place, figure, look, row_of)
            _rule_on(pen, row, place, _edge(page) if column.form is Form.SPREAD else place, look)
        lines = max(lines, _lines(page, place, figure, column))
    return max(ROW_PIXELS, lines * LINE_PIXELS + 6)


def _rule_on(pen: Pen, row: int, place: int, last: int, look: Look) -> None:
    """Carry the line below a cell on to the page's edge."""
    for beyond in range(place + 1, last + 1):
        pen.sheet.write_blank(row, beyond, None, pen.format(look))


def _apart(table: TableBlock, place: int, look: Look) -> Look:
    """Return the look, indented where words follow figures or columns of a trend: those end where these begin."""
    before = table.places.index(place) - 1
    if before >= 0 and table.columns[before].form in _TO_THE_EDGE and look.align == "left":
        return _indented(look)
    return look


@cache
def _indented(look: Look) -> Look:
    return replace(look, indent=1)


def _lines(page: Page, place: int, figure: Figure, column: TableColumn) -> int:
    if not isinstance(figure.value, str) or figure.form not in WORDS:
        return 1
    return line_count(figure.value, _room(page, place, column), SIZES.cell)


def _room(page: Page, place: int, column: TableColumn) -> int:
    """The pixels that a column's words have, up to the page's edge where they run on."""
    end = None if column.form is Form.SPREAD else place + column.span
    found = widths(page)[place:end]
    return sum(pixels(width) for width in found or (_BEYOND,) * column.span)


def _edge(page: Page) -> int:
    return len(widths(page)) - 1
