"""Draws the rows behind the figures as an Excel table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.excel.draw.looks import NUMERIC, figure_look
from toolkit.excel.draw.pen import serial
from toolkit.excel.formats import page_setup
from toolkit.schema.page import DataSheet, Form, Tone

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.excel.canvas import Canvas

_HEADER_PIXELS = 40


def draw_data(canvas: Canvas, sheet: Any, data: DataSheet) -> None:
    """Write the rows under a frozen header, as a table that formulas name; without rows it has one empty row."""
    heads = [
        {
            "header": column.header,
            "header_format": canvas.formats("header_ours" if column.is_flag else "header"),
        }
        for column in data.columns
    ]
    count = max(len(data.frame), 1)
    options = {"name": data.table_name, "style": None, "columns": heads}
    sheet.add_table(0, 0, count, len(data.columns) - 1, options)
    sheet.set_row_pixels(0, _HEADER_PIXELS)
    for place, column in enumerate(data.columns):
        look = figure_look(column.form, Tone.MUTED if column.is_flag else Tone.PLAIN, canvas.lang)
        shape = canvas.formats(replace(look, is_wrapped=False))
        sheet.set_column(place, place, column.width, shape)
        _write_column(sheet, place, data.frame[column.key], column.form, shape)
    sheet.freeze_panes(1, 1)
    page_setup(sheet, header_rows=1)


def _write_column(sheet: Any, place: int, values: pd.Series, form: Form, shape: Any) -> None:
    if values.dtype.kind == "M" or form in NUMERIC:
        numbers = serial(values.to_numpy()) if values.dtype.kind == "M" else values.to_numpy(float)
        write = sheet.write_number
        for row in np.flatnonzero(~np.isnan(numbers)).tolist():
            write(row + 1, place, numbers[row], shape)
        return
    write = sheet.write_string
    for row, value in enumerate(values.tolist(), 1):
        if isinstance(value, str) and value:
            write(row, place, value, shape)
