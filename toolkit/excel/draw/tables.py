"""Draws a table of a page: headers over a line, rows as high as their words, a total under a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.excel.draw.layout import Cell, Placed, pixels, widths
from toolkit.excel.draw.looks import LINE_PIXELS, ROW_PIXELS, WORDS, figure_look, head_look
from toolkit.excel.fit import line_count
from toolkit.excel.look import PALETTE, SIZES
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock

if TYPE_CHECKING:
    from toolkit.excel.draw.pen import Pen

_TREND = {
    "markers": True, "series_color": PALETTE.accent, "markers_color": PALETTE.accent, "last_point": True,
    "last_color": PALETTE.watch, "weight": 1.5, "empty_cells": "gaps",
}  # fmt: skip


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
        pen.sheet.write_string(row, table.column, table.empty, pen.format("muted"))
        row += 1
    if table.total:
        heights[row] = _draw_row(pen, page, row, table, table.total, is_total=True)
        row += 1
    if table.note:
        pen.sheet.write_string(row, table.column, table.note, pen.format("caption"))
    return heights


def _draw_header(pen: Pen, page: Page, row: int, table: TableBlock) -> int:
    lines = 1
    for place, column in enumerate(table.columns, table.column):
        look = head_look(column.form)
        if column.form is Form.SPREAD:
            pen.words(row, place, _edge(page), column.header, look)
            continue
        pen.sheet.write_string(row, place, column.header, pen.format(look))
        lines = max(lines, line_count(column.header, pixels(widths(page)[place]), look.size))
    return max(ROW_PIXELS, lines * LINE_PIXELS + 6)


def _draw_row(
    pen: Pen, page: Page, row: int, table: TableBlock, entry: Row, *, is_total: bool = False
) -> int:
    row_of = {
        column.key: Cell(page.title, row, place) for place, column in enumerate(table.columns, table.column)
    }
    lines = 1
    for place, column in enumerate(table.columns, table.column):
        figure = entry.cells.get(column.key, Figure(form=column.form))
        look = figure_look(figure.form, figure.tone, pen.canvas.lang, is_total=is_total)
        if column.form is Form.TREND and figure.formula:
            pen.sheet.write_blank(row, place, None, pen.format(look))
            pen.sheet.add_sparkline(row, place, {"range": pen.layout.formula(figure.formula, ""), **_TREND})
            continue
        if column.form is Form.SPREAD and isinstance(figure.value, str):
            pen.words(row, place, _edge(page), figure.value, look)
        else:
            pen.figure(row, place, figure, look, row_of)
        lines = max(lines, _lines(page, place, figure, column.form))
    return max(ROW_PIXELS, lines * LINE_PIXELS + 6)


def _lines(page: Page, place: int, figure: Figure, form: Form) -> int:
    if not isinstance(figure.value, str) or figure.form not in WORDS:
        return 1
    across = widths(page)[place:] if form is Form.SPREAD else widths(page)[place : place + 1]
    return line_count(figure.value, sum(pixels(width) for width in across), SIZES.cell)


def _edge(page: Page) -> int:
    return len(widths(page)) - 1
