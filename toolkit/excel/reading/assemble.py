"""A sheet's grid and header to the table that flows, with what there is to say about its columns and rows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from toolkit.excel.reading.body import Body, read_body
from toolkit.excel.reading.coerce import Terms, Typed, coerce
from toolkit.excel.reading.draft import Draft
from toolkit.excel.reading.merged import spread_down
from toolkit.excel.reading.moments import Habits
from toolkit.excel.reading.remarks import Remarks
from toolkit.rules.finding import column_letters
from toolkit.schema.column import FilledBy
from toolkit.schema.table import Header

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.excel.reading.distinct import Distinct
    from toolkit.excel.reading.grid import Grid
    from toolkit.excel.reading.header import Layout
    from toolkit.excel.reading.marks import Marks
    from toolkit.rules.finding import Finding
    from toolkit.schema.column import Column
    from toolkit.schema.mapping import Mapping as FileMapping
    from toolkit.schema.sheet import Sheet
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


def assemble(grid: Grid, layout: Layout, context: Context, marks: Marks) -> tuple[Draft, list[Finding]]:
    """Return the table under a header. The grid's merged cells are filled downwards in place."""
    spread = spread_down(grid, layout)
    body = read_body(grid, layout, context.header_names)
    remarks = Remarks(grid, layout, context.lang)
    remarks.on_header()
    if context.mapping:
        remarks.on_mapping(context.mapping)
    remarks.on_rows(body, spread)
    columns = {n: cells.rows(body.keep) for n, cells in body.columns.items()}
    if not context.is_ours:
        _set_theirs_aside(layout, columns, remarks)
    draft = _draft(grid, body, columns)
    _understand(draft, layout, context, remarks)
    _mark(draft, marks)
    return draft, remarks.findings


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


def _draft(grid: Grid, body: Body, columns: dict[int, Distinct]) -> Draft:
    layout = body.layout
    headers = {
        column.key: Header(layout.texts[n], grid.first_column + n)
        for column in layout.sheet.columns
        if (n := layout.columns.get(column.key)) is not None
    }
    raw = {key: columns[layout.columns[key]] for key in headers}
    taken = set(layout.columns.values())
    carried: dict[str, Distinct] = {}
    for n, cells in columns.items():
        if n not in taken:
            letters = column_letters(grid.first_column + n)
            name = layout.texts.get(n) or letters
            carried[f"{name} ({letters})" if name in carried else name] = cells
    header_row = grid.first_row + layout.bottom
    return Draft(layout.sheet.key, grid.title, header_row, headers, body.rows[body.keep], raw, carried)


def _understand(draft: Draft, layout: Layout, context: Context, remarks: Remarks) -> None:
    """Type the columns."""
    sheet = layout.sheet
    terms = {key: _terms(sheet[key], context) for key in draft.raw}
    typed = {key: coerce(sheet[key], cells, terms[key]) for key, cells in draft.raw.items()}
    _agree_on_order(sheet, draft.raw, terms, typed)
    for key, found in typed.items():
        remarks.on_moments(sheet[key], layout.columns[key], draft.raw[key], found)
        _take_out_errors(draft, key, found)
        draft.typed[key] = replace(found, moments=None)


def _terms(column: Column, context: Context) -> Terms:
    mapping, vocabulary = context.mapping, column.choices
    habits = Habits(mapping.year if mapping else None, context.is_1904)
    words = mapping.values.get(column.key, {}) if mapping else {}
    return Terms(vocabulary and context.vocabularies.get(vocabulary.name, vocabulary), words, habits)


def _agree_on_order(
    sheet: Sheet, cells: dict[str, Distinct], terms: dict[str, Terms], typed: dict[str, Typed]
) -> None:
    """Let a column whose dates may be read two ways follow one of the same sheet whose dates may not."""
    moments = [found.moments for found in typed.values() if found.moments and found.moments.order]
    sure = {found.order for found in moments if not found.doubtful}
    if len(sure) != 1:
        return
    for key, found in typed.items():
        if found.moments and found.moments.doubtful:
            habits = replace(terms[key].habits, order=next(iter(sure)))
            typed[key] = coerce(sheet[key], cells[key], replace(terms[key], habits=habits))


def _take_out_errors(draft: Draft, key: str, found: Typed) -> None:
    """Note cells that hold an error value as text, as CSV files do, and make them blank."""
    if found.distinct.dtype != object or not _ERRORS.isdisjoint(found.distinct):
        cells = draft.raw[key]
        if not _ERRORS.isdisjoint(cells.values):
            draft.errors[key] = cells.where(lambda value: value in _ERRORS)
        if found.distinct.dtype == object:
            found.distinct[[value in _ERRORS for value in found.distinct]] = None


def _mark(draft: Draft, marks: Marks) -> None:
    """Note the cells that came back blank because they hold an error or a formula without a result."""
    for key, header in draft.headers.items():
        for found, into in ((marks.errors, draft.errors), (marks.uncomputed, draft.uncomputed)):
            rows = found[found[:, 1] == header.column, 0]
            if len(rows) and (mask := np.isin(draft.rows, rows)).any():
                into[key] = into.get(key, np.zeros(len(draft.rows), bool)) | mask
