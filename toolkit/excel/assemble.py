"""A sheet's grid and header to the table that flows, with what there is to say about its columns and rows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.excel.body import Body, read_body
from toolkit.excel.coerce import Terms, Typed, coerce
from toolkit.excel.merged import spread_down
from toolkit.excel.moments import Habits
from toolkit.excel.remarks import Remarks
from toolkit.rules.finding import column_letters
from toolkit.schema.column import FilledBy, Kind, is_day
from toolkit.schema.table import Header, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.excel.distinct import Distinct
    from toolkit.excel.grid import Grid
    from toolkit.excel.header import Layout
    from toolkit.excel.marks import Marks
    from toolkit.rules.finding import Finding
    from toolkit.schema.column import Column
    from toolkit.schema.mapping import Mapping as FileMapping
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language

_ERRORS = frozenset({"#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})


@dataclass(frozen=True)
class Context:
    """What reading a table needs to know beside its cells.

    is_ours: whether the workbook says that it came from us, so that the toolkit's columns in it are the toolkit's.
    header_names: every header of ours in normal form, by which a second table below the first is known.
    """

    vocabularies: Mapping[str, Vocabulary]
    lang: Language
    mapping: FileMapping | None = None
    is_1904: bool = False
    is_ours: bool = False
    header_names: frozenset[str] = field(default_factory=frozenset)


def assemble(grid: Grid, layout: Layout, context: Context, marks: Marks) -> tuple[Table, list[Finding]]:
    """Return the table under a header. The grid's merged cells are filled downwards in place."""
    spread = spread_down(grid, layout)
    body = read_body(grid, layout, context.header_names)
    remarks = Remarks(grid, layout, context.lang)
    remarks.on_header()
    remarks.on_rows(body, spread)
    columns = {n: cells.rows(body.keep) for n, cells in body.columns.items()}
    if not context.is_ours:
        _set_theirs_aside(layout, columns, remarks)
    table = _table(grid, body, columns)
    _fill(table, layout, columns, context, remarks)
    _mark(table, marks)
    return table, remarks.findings


def _set_theirs_aside(layout: Layout, columns: dict[int, Distinct], remarks: Remarks) -> None:
    """Give a column back to its people: in a foreign book, what only the toolkit fills was not filled by it."""
    for column in layout.sheet.columns:
        position = layout.columns.get(column.key)
        if (
            column.filled_by is FilledBy.TOOLKIT
            and position is not None
            and not columns[position].blank().all()
        ):
            del layout.columns[column.key]
            remarks.on_theirs(column, position)


def _table(grid: Grid, body: Body, columns: dict[int, Distinct]) -> Table:
    layout = body.layout
    headers = {
        column.key: Header(layout.texts[n], grid.first_column + n)
        for column in layout.sheet.columns
        if (n := layout.columns.get(column.key)) is not None
    }
    raw = {key: columns[layout.columns[key]].cells() for key in headers}
    taken = set(layout.columns.values())
    names: dict[str, np.ndarray] = {}
    for n, cells in columns.items():
        if n not in taken:
            letters = column_letters(grid.first_column + n)
            name = layout.texts.get(n) or letters
            names[f"{name} ({letters})" if name in names else name] = cells.cells()
    rows = body.rows[body.keep]
    index = pd.RangeIndex(len(rows))
    return Table(
        layout.sheet, grid.title, grid.first_row + layout.bottom, headers,
        frame=pd.DataFrame(index=index), raw=_objects(raw, index), rows=rows, carried=_objects(names, index),
    )  # fmt: skip


def _objects(columns: dict[str, np.ndarray], index: pd.RangeIndex) -> pd.DataFrame:
    return pd.DataFrame(
        {name: pd.Series(cells, index, dtype=object) for name, cells in columns.items()}, index
    )


def _fill(
    table: Table, layout: Layout, columns: dict[int, Distinct], context: Context, remarks: Remarks
) -> None:
    """Put the typed columns into the frame."""
    cells = {key: columns[layout.columns[key]] for key in table.headers}
    terms = {key: _terms(table.sheet[key], context) for key in cells}
    typed = {key: coerce(table.sheet[key], cells[key], terms[key]) for key in cells}
    _agree_on_order(table, cells, terms, typed)
    frame: dict[str, np.ndarray] = {}
    for key, found in typed.items():
        column = table.sheet[key]
        remarks.on_moments(column, layout.columns[key], cells[key], found)
        _take_out_errors(table, key, cells[key], found.cells)
        frame[key] = found.cells
        if found.is_day is not None:
            frame[is_day(key)] = found.is_day
        if column.kind is Kind.DATE:
            frame[key] = found.cells.astype("datetime64[D]").astype("datetime64[s]")
            frame[is_day(key)] = ~np.isnat(found.cells)
    kinds = {key: object if values.dtype == object else None for key, values in frame.items()}
    table.frame = pd.DataFrame(
        {key: pd.Series(v, table.raw.index, dtype=kinds[key]) for key, v in frame.items()}, table.raw.index
    )


def _terms(column: Column, context: Context) -> Terms:
    mapping, vocabulary = context.mapping, column.choices
    habits = Habits(mapping.year if mapping else None, context.is_1904)
    words = mapping.values.get(column.key, {}) if mapping else {}
    return Terms(vocabulary and context.vocabularies.get(vocabulary.name, vocabulary), words, habits)


def _agree_on_order(
    table: Table, cells: dict[str, Distinct], terms: dict[str, Terms], typed: dict[str, Typed]
) -> None:
    """Let a column whose dates may be read two ways follow one of the same sheet whose dates may not."""
    sure = {
        t.moments.order for t in typed.values() if t.moments and t.moments.order and not t.moments.doubtful
    }
    if len(sure) != 1:
        return
    for key, found in typed.items():
        if found.moments and found.moments.doubtful:
            habits = replace(terms[key].habits, order=next(iter(sure)))
            typed[key] = coerce(table.sheet[key], cells[key], replace(terms[key], habits=habits))


def _take_out_errors(table: Table, key: str, cells: Distinct, values: np.ndarray) -> None:
    """Note cells that hold an error value as text, as CSV files do, and make them blank."""
    if not _ERRORS.isdisjoint(cells.values):
        table.errors[key] = cells.where(lambda value: value in _ERRORS)
        if values.dtype == object:
            values[table.errors[key]] = None


def _mark(table: Table, marks: Marks) -> None:
    """Note the cells that came back blank because they hold an error or a formula without a result."""
    for key, header in table.headers.items():
        for found, into in ((marks.errors, table.errors), (marks.uncomputed, table.uncomputed)):
            rows = found[found[:, 1] == header.column, 0]
            mask = np.isin(table.rows, rows)
            if mask.any():
                into[key] = into.get(key, np.zeros(len(table), bool)) | mask
