"""Draws the rows behind the figures as an Excel table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from toolkit.excel.draw.bulk import BulkColumn, BulkSheet
from toolkit.excel.draw.looks import NUMERIC, figure_look
from toolkit.excel.draw.pen import serial
from toolkit.excel.formats import page_setup
from toolkit.schema.page import DataSheet, Form, Tone

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.excel.canvas import Canvas

_HEADER_PIXELS = 40


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
        look = figure_look(column.form, Tone.MUTED if column.is_flag else Tone.PLAIN, canvas.lang)
        shape = canvas.formats(replace(look, is_wrapped=False))
        sheet.set_column(place, place, column.width, shape)
        cells.append(BulkColumn(place, _values(data.frame[column.key], column.form), shape))
    sheet.fill(1, cells)
    sheet.freeze_panes(1, 1)
    page_setup(sheet, header_rows=1)


def _values(values: pd.Series, form: Form) -> pd.Series | np.ndarray:
    """Return moments and figures as numbers, everything else as it is."""
    if values.dtype.kind == "M":
        return np.asarray(serial(values.to_numpy()))
    return values.to_numpy(float) if form in NUMERIC else values
