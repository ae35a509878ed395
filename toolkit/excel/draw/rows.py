"""Draws rows that people go on filling in: the sheet as the templates have it, with what is known in its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.excel.draw.layout import ENTRY_TOP
from toolkit.excel.draw.pen import serial
from toolkit.excel.entry import Placement, cell_look, draw_entry
from toolkit.excel.look import NUMBERS
from toolkit.excel.signals import draw_signals
from toolkit.schema.column import Column, Kind, is_day

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.excel.canvas import Canvas
    from toolkit.schema.page import EntrySheet

_LINE_PIXELS = 34
_TEXT_PIXELS, _MOST_LINES = 19, 3


def draw_rows(canvas: Canvas, entry: EntrySheet) -> None:
    """Draw a sheet to fill under its line of words, and write its rows."""
    sheet = canvas.add_sheet(entry.sheet.title(canvas.lang))
    place = Placement(ENTRY_TOP, max(len(entry.frame), 1), entry.switched_on)
    draw_entry(canvas, sheet, entry.sheet, place)
    draw_signals(canvas, sheet, entry.sheet, place.first)
    # Columns have looks of their own all the way up; the line of words stands on plain paper.
    sheet.set_row_pixels(0, _LINE_PIXELS, canvas.formats("caption"))
    sheet.write_string(0, 0, entry.line, canvas.formats("caption"))
    for number, column in enumerate(entry.sheet.columns):
        _write(canvas, sheet, number, column, entry.frame)
    _heighten(sheet, entry)


def _write(canvas: Canvas, sheet: Any, number: int, column: Column, frame: pd.DataFrame) -> None:
    """Write the filled cells of a column; how they look is the column's, but for bare dates."""
    values, first = frame[column.key], ENTRY_TOP + 1
    if column.is_time or column.is_number:
        numbers = serial(values.to_numpy()) if column.is_time else values.to_numpy(float)
        bare = (
            frame[is_day(column.key)].to_numpy(bool)
            if column.kind is Kind.MOMENT
            else np.zeros(len(frame), bool)
        )
        day = canvas.formats(cell_look(column), number=NUMBERS.day)
        for row in np.flatnonzero(~np.isnan(numbers)).tolist():
            sheet.write_number(first + row, number, numbers[row], day if bare[row] else None)
        return
    words = canvas.words_of(column.choices).label_of(canvas.lang) if column.choices else {}
    for row, value in enumerate(values.tolist(), first):
        if isinstance(value, str) and value:
            sheet.write_string(row, number, words.get(value, value))


def _heighten(sheet: Any, entry: EntrySheet) -> None:
    """Give rows with a long description up to three lines."""
    width = entry.sheet["description"].width
    lengths = entry.frame["description"].str.len().fillna(0).to_numpy(float)
    lines = np.clip(np.ceil(lengths * 2 / width), 1, _MOST_LINES).astype(int)
    for row in np.flatnonzero(lines > 1).tolist():
        sheet.set_row_pixels(ENTRY_TOP + 1 + row, int(lines[row]) * _TEXT_PIXELS + 6)
