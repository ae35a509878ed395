"""Draws the rows behind the figures as an Excel table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from toolkit.excel.blank.formats import page_setup
from toolkit.excel.draw.bulk import BulkColumn, BulkSheet
from toolkit.excel.draw.looks import NUMERIC, figure_look
from toolkit.excel.draw.pen import serial
from toolkit.excel.look import NUMBERS
from toolkit.schema.page import DataColumn, DataSheet, Tone

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.excel.blank.canvas import Canvas
    from toolkit.excel.look import Look

_HEADER_PIXELS = 40
_PAGES_WIDE = 3


def draw_data(canvas: Canvas, data: DataSheet) -> None:
    """Write the rows under a frozen header, as a table that formulas name; without rows it has one empty row."""
    sheet = canvas.book.add_worksheet(data.title, BulkSheet)
    heads = [
        {
            "header": column.header,
            "header_format": canvas.formats("header_ours" if column.is_flag else "header"),
        }
        for column in data.columns
    ]
    options = {"name": data.table_name, "style": None, "columns": heads}
    sheet.add_table(0, 0, max(len(data.frame), 1), len(data.columns) - 1, options)
    sheet.set_row_pixels(0, _HEADER_PIXELS)
    cells = []
    for place, column in enumerate(data.columns):
        tone = Tone.MUTED if column.is_flag else Tone.PLAIN
        look = replace(figure_look(column.form, tone, canvas.lang), is_wrapped=False)
        sheet.set_column(place, place, column.width, canvas.formats(look))
        cells.append(_cells(canvas, place, column, data.frame[column.key], look))
    sheet.fill(1, cells)
    sheet.freeze_panes(1, 1)
    page_setup(sheet, header_rows=1)
    # All columns on one page would be too small to read.
    sheet.fit_to_pages(_PAGES_WIDE, 0)
    sheet.repeat_columns(0)


def _cells(canvas: Canvas, place: int, column: DataColumn, values: pd.Series, look: Look) -> BulkColumn:
    """Return a column's values as cells hold them; a moment at midnight is shown as a date."""
    shape = canvas.formats(look)
    if values.dtype.kind == "M":
        numbers = np.asarray(serial(values.to_numpy()))
        day = canvas.formats(look, number=NUMBERS.day)
        return BulkColumn(place, numbers, shape, day, numbers == np.floor(numbers))
    return BulkColumn(place, values.to_numpy(float) if column.form in NUMERIC else values, shape)
