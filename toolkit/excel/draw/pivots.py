"""Draws pivots: the cells that Excel will show once it has refreshed them, then the pivots themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from toolkit.excel.draw.layout import widths
from toolkit.excel.draw.looks import NUMERIC, ROW_PIXELS, figure_look, head_look
from toolkit.excel.draw.rows import shown
from toolkit.excel.look import LOOKS
from toolkit.excel.pivot import Cache, Field, Grid, Part, Source, add_pivots
from toolkit.excel.pivot.axis import LineKind
from toolkit.schema.page import Figure, Form, Tone
from toolkit.schema.pivot import PivotBlock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from toolkit.excel.draw.layout import Layout, Placed
    from toolkit.excel.draw.pen import Pen
    from toolkit.excel.look import Look
    from toolkit.excel.pivot import PivotCell
    from toolkit.schema.page import DataColumn, DataSheet, EntrySheet, Page, Report
    from toolkit.words import Language

_BEYOND = 11.0
"""Width of the columns that a pivot fills past its page's own."""


def plan_pivots(report: Report, layout: Layout) -> dict[str, Grid]:
    """Return all pivots of a report, laid out where their blocks stand; those of one table share its cache."""
    placed = list(_pivots(report, layout))
    wanted = dict.fromkeys(block.source for _, _, block in placed)
    caches = {
        key: Cache.of(_source(report, key), [block for *_, block in placed if block.source == key])
        for key in wanted
    }
    return {
        block.key: Grid(block, caches[block.source], page.title, one.top, block.column, report.lang)
        for page, one, block in placed
    }


def draw_pivot(pen: Pen, page: Page, block: PivotBlock) -> dict[int, int]:
    """Write the cells of a pivot and return the heights of their rows."""
    grid, own = pen.pivots[block.key], len(widths(page))
    if grid.box.right > own:
        pen.sheet.set_column(own, grid.box.right - 1, _BEYOND)
    for cell in grid.cells():
        pen.figure(cell.row, cell.column, Figure(cell.value), _look(cell, pen.canvas.lang))
    return dict.fromkeys(range(grid.row, grid.box.bottom), ROW_PIXELS)


def pivots_edge(pen: Pen, page: Page) -> int:
    """Return how many columns the pivots of a page reach across."""
    keys = [block.key for block in page.blocks if isinstance(block, PivotBlock)]
    return max((pen.pivots[key].box.right for key in keys), default=0)


def insert_pivots(target: Path, pivots: Mapping[str, Grid], lang: Language) -> None:
    """Make the drawn cells of a finished workbook pivots that Excel refreshes, filters and lets people drag."""
    forms = {value.form for grid in pivots.values() for value in grid.block.values}
    numbers = {str(form): figure_look(form, Tone.PLAIN, lang).number or "General" for form in forms}
    add_pivots(target, list(pivots.values()), numbers)


def _pivots(report: Report, layout: Layout) -> Iterator[tuple[Page, Placed, PivotBlock]]:
    for page in report.pages:
        for one in layout.pages[page.key]:
            if isinstance(one.block, PivotBlock):
                yield page, one, one.block


def _source(report: Report, key: str) -> Source:
    for data in report.data:
        if data.key == key:
            return _data_source(data)
    entry = next(one for one in report.entries if one.sheet.key == key)
    return _entry_source(report, entry)


def _data_source(data: DataSheet) -> Source:
    fields = [Field(one.key, one.header, _padded(_plain(data, one))) for one in data.columns]
    return Source(data.table_name, tuple(fields))


def _plain(data: DataSheet, column: DataColumn) -> pd.Series:
    values = data.frame[column.key]
    is_number = column.form in NUMERIC and values.dtype.kind != "M"
    return pd.Series(values.to_numpy(float)) if is_number else values


def _entry_source(report: Report, entry: EntrySheet) -> Source:
    fields = [
        Field(one.key, one.header(report.lang), _padded(shown(report, one, entry.frame[one.key])))
        for one in entry.sheet.columns
    ]
    return Source(entry.sheet.table_name, tuple(fields))


def _padded(values: pd.Series) -> pd.Series:
    """Return a column with the one empty row that a table without rows has."""
    return values if len(values) else values.reindex([0])


def _look(cell: PivotCell, lang: Language) -> Look:
    is_strong = cell.weight is not LineKind.LEAF
    if cell.part is Part.FILTER:
        return replace(LOOKS["cell_short"], is_bold=True)
    if cell.part is Part.HEAD:
        return head_look(cell.form)
    tone = Tone.STRONG if is_strong else Tone.PLAIN
    form = cell.form if cell.part is Part.FIGURE else Form.TEXT
    look = figure_look(form, tone, lang, is_total=cell.weight is LineKind.TOTAL)
    return replace(look, is_wrapped=False, align=look.align if form in NUMERIC else "left")
