"""Draws rows that people go on filling in: the sheet as the templates have it, with what is known in its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.excel.blank.entry import Placement, cell_look, draw_entry
from toolkit.excel.blank.signals import draw_signals
from toolkit.excel.draw.bulk import BulkColumn, BulkSheet
from toolkit.excel.draw.layout import ENTRY_TOP
from toolkit.excel.draw.pen import serial
from toolkit.excel.look import NUMBERS
from toolkit.schema.column import Column, Kind, is_day

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.excel.blank.canvas import Canvas
    from toolkit.schema.page import EntrySheet, Report

_LINE_PIXELS = 34
_TEXT_PIXELS, _MOST_LINES, _WIDE = 19, 3, 30


def draw_rows(canvas: Canvas, entry: EntrySheet) -> None:
    """Draw a sheet to fill under its line of words, and write its rows."""
    sheet = canvas.book.add_worksheet(entry.sheet.title(canvas.lang), BulkSheet)
    place = Placement(ENTRY_TOP, max(len(entry.frame), 1), entry.switched_on)
    draw_entry(canvas, sheet, entry.sheet, place)
    draw_signals(canvas, sheet, entry.sheet, place.first)
    # Columns have looks of their own all the way up; the line of words stands on plain paper.
    sheet.set_row_pixels(0, _LINE_PIXELS, canvas.formats("caption"))
    sheet.write_string(0, 0, entry.line, canvas.formats("caption"))
    columns = [_cells(canvas, n, column, entry.frame) for n, column in enumerate(entry.sheet.columns)]
    sheet.fill(place.first, columns, _heights(entry))


def _cells(canvas: Canvas, number: int, column: Column, frame: pd.DataFrame) -> BulkColumn:
    """Return a column's values as cells hold them; a bare date shows no time of day."""
    values, shape = frame[column.key], canvas.formats(cell_look(column))
    if column.kind is Kind.MOMENT:
        day = canvas.formats(cell_look(column), number=NUMBERS.day)
        bare = frame[is_day(column.key)].to_numpy(bool)
        return BulkColumn(number, np.asarray(serial(values.to_numpy())), shape, day, bare)
    if column.is_time or column.is_number:
        # People see 40 %, tables hold 40: a percent cell of Excel holds 0.4.
        scale = 100 if column.kind is Kind.PERCENT else 1
        numbers = serial(values.to_numpy()) if column.is_time else values.to_numpy(float) / scale
        return BulkColumn(number, np.asarray(numbers), shape)
    return BulkColumn(number, shown(canvas, column, values), shape)


def shown(drawn: Canvas | Report, column: Column, values: pd.Series) -> pd.Series:
    """Return the words of a column as its cells show them: a choice by its label."""
    if not column.choices:
        return values
    words = drawn.words_of(column.choices).label_of(drawn.lang)
    return values.map(lambda value: words.get(value, value), na_action="ignore")


def _heights(entry: EntrySheet) -> np.ndarray:
    """Give rows with a long text in a wide column up to three lines, in points."""
    lines = np.ones(len(entry.frame))
    for column in entry.sheet.columns:
        if column.kind is Kind.LONG_TEXT and column.width >= _WIDE and not column.group:
            lengths = entry.frame[column.key].str.len().fillna(0).to_numpy(float)
            lines = np.maximum(lines, np.clip(np.ceil(lengths * 2 / column.width), 1, _MOST_LINES))
    heights: np.ndarray = np.where(lines > 1, (lines * _TEXT_PIXELS + 6) * 0.75, np.nan)
    return heights
