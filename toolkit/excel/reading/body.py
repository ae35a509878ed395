"""The rows under a header: which are data, which are totals, samples or repeated headers, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from toolkit.excel.reading.distinct import Distinct
from toolkit.excel.reading.plain import BLANK, TRIM, as_text, is_blank
from toolkit.rules.codes import sheet as codes
from toolkit.schema.column import FilledBy, Kind
from toolkit.schema.naming import normalise
from toolkit.words import forms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.excel.reading.grid import Grid
    from toolkit.excel.reading.header import Layout
    from toolkit.rules.finding import Code
    from toolkit.schema.column import Column

_TOTAL = re.compile(rf"{forms.TOTALS}\s*[:：]?\s*[\d.,]*\s*{forms.TOTALLED}?", re.IGNORECASE)
_SAMPLE = re.compile(rf"[(（\[【]?\s*{forms.SAMPLES}", re.IGNORECASE)
_REMARK = re.compile(forms.REMARKS, re.IGNORECASE)
_ODD = re.compile(
    rf"[\s\u200b\ufeff]*(?:[(（\[【]?\s*{forms.SAMPLES}|{forms.TOTALS}|{forms.REMARKS})", re.IGNORECASE
)
_RUNNING = re.compile(r"(?:No\.?|#)?\s*\d{1,6}[.、]?", re.IGNORECASE)
_AMOUNT = re.compile(r"[\s\d.,%+-]*")
_SHORT = 20
_SIGNED = 3
_SECOND_HEADER = 3


@dataclass
class Body:
    """What lies under a header.

    header: the raw cells of the header's last row.
    columns: the cells of each column that has a header or content, by position in the grid.
    rows: Excel row numbers. keep: which rows are data. `skipped`: rows that are not, by the code that says why.
    """

    layout: Layout
    header: np.ndarray
    columns: dict[int, Distinct]
    rows: np.ndarray
    keep: np.ndarray
    skipped: list[tuple[Code, np.ndarray]] = field(default_factory=list)
    cut_at: int = 0

    def filled(self, column: int) -> np.ndarray:
        return ~self.columns[column].blank()


def read_body(grid: Grid, layout: Layout, other_names: Iterable[str]) -> Body:
    """Return the rows under a header, sorted out; `other_names` are headers of ours in normal form."""
    cells = grid.cells[layout.bottom + 1 :]
    cells = cells[: _start_of_other_table(cells, layout, frozenset(other_names))]
    columns = {
        n: Distinct.of(cells[:, n])
        for n in range(cells.shape[1])
        if n in layout.texts or (cells[:, n] != BLANK).any()
    }
    first = grid.first_row + layout.bottom + 1
    body = Body(
        layout,
        grid.cells[layout.bottom],
        columns,
        np.arange(first, first + len(cells)),
        np.zeros(len(cells), bool),
    )
    if len(cells) < len(grid.cells) - layout.bottom - 1:
        body.cut_at = first + len(cells)
    _sort_out(body)
    return body


def _sort_out(body: Body) -> None:
    counted = [n for n in body.columns if n in body.layout.texts and n not in _own_columns(body.layout)]
    filled = np.array([body.filled(n) for n in counted]).reshape(len(counted), len(body.rows))
    count = filled.sum(axis=0)
    body.keep = (count > 0) & ~_lone_numbers(body, counted, filled, count)
    body.keep &= ~_prepared(body, counted, filled, count)
    odd = _rows_that_start_oddly(body, counted, filled)
    for code, rows in (
        (codes.HEADER_AGAIN, _headers_again(body)),
        (codes.TOTALS, [row for row in odd if _is_total(_row(body, counted, row))]),
        (
            codes.SAMPLES,
            [row for row in odd if _is_of_the_form(_row(body, counted, row))] + _hints(body, counted),
        ),
    ):
        found = sorted({row for row in rows if body.keep[row]})
        if found:
            body.skipped.append((code, body.rows[found]))
            body.keep[found] = False


def _own_columns(layout: Layout) -> set[int]:
    """The columns that only the toolkit fills: what stands there makes no row."""
    own = FilledBy.TOOLKIT
    return {n for key, n in layout.columns.items() if layout.sheet[key].filled_by is own}


def _key_of(layout: Layout) -> dict[int, Column]:
    return {n: layout.sheet[key] for key, n in layout.columns.items()}


def _lone_numbers(body: Body, counted: list[int], filled: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Rows prepared with a running number and nothing else."""
    known = _key_of(body.layout)
    found = np.zeros(len(body.rows), bool)
    for place, n in enumerate(counted):
        column = known.get(n)
        if column is None or not (column.is_number or (column.kind is Kind.ID and not column.is_ours)):
            lone = (count == 1) & filled[place]
            if lone.any():
                found |= lone & body.columns[n].where(_is_running)
    return found


def _prepared(body: Body, counted: list[int], filled: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Rows that we prepared and nobody has used: nothing but what a row cannot do without, and that is ours to suggest."""
    known = _key_of(body.layout)
    ours = [place for place, n in enumerate(counted) if (c := known.get(n)) and c.is_required and c.is_ours]
    return np.asarray((count == 1) & filled[ours].any(axis=0), bool)


def _is_running(value: object) -> bool:
    if isinstance(value, str):
        return _RUNNING.fullmatch(value.strip(TRIM)) is not None
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _headers_again(body: Body) -> list[int]:
    again = np.zeros(len(body.rows), int)
    for n in body.layout.columns.values():
        again += body.columns[n].equal(body.header[n])
    return np.flatnonzero(again >= max(2, len(body.layout.columns) / 2)).tolist()


def _rows_that_start_oddly(body: Body, counted: list[int], filled: np.ndarray) -> list[int]:
    """Return the rows whose first filled cell starts like that of a total, a sample or a remark."""
    firsts = filled.argmax(axis=0) if counted else np.zeros(0, int)
    odd = np.zeros(len(body.rows), bool)
    for place, n in enumerate(counted):
        here = body.keep & (firsts == place)
        if here.any():
            cells = body.columns[n]
            used = np.flatnonzero(np.bincount(cells.codes[here], minlength=len(cells.values)))
            says = np.zeros(len(cells.values), bool)
            says[used] = [type(v) is str and _ODD.match(v) is not None for v in cells.values[used]]
            odd |= here & says[cells.codes]
    return np.flatnonzero(odd).tolist()


def _is_total(cells: list[object]) -> bool:
    """Whether a row starts with a word like 合计 and holds but amounts."""
    first, *rest = [cell for cell in cells if not is_blank(cell)]
    whole = _TOTAL.fullmatch(str(first).strip(TRIM)) is not None
    return whole and all(not isinstance(cell, str) or _AMOUNT.fullmatch(cell) for cell in rest)


def _is_of_the_form(cells: list[object]) -> bool:
    """Whether a row is what a form brings along: a sample, a remark, a place to sign."""
    said = [cell for cell in cells if not is_blank(cell)]
    first = str(said[0]).strip(TRIM)
    return bool(_SAMPLE.match(first)) or (bool(_REMARK.match(first)) and len(said) <= _SIGNED)


def _hints(body: Body, counted: list[int]) -> list[int]:
    """Return the rows right under the header that say how its columns are filled."""
    return [row for row in range(min(2, len(body.rows))) if body.keep[row] and _is_hint(body, counted, row)]


def _is_hint(body: Body, counted: list[int], row: int) -> bool:
    known = _key_of(body.layout)
    cells = [(n, normalise(as_text(cell))) for n, cell in zip(counted, _row(body, counted, row), strict=True)]
    said = [(known.get(n), text) for n, text in cells if text]
    plain = [
        text in forms.HINTS or (c is not None and text in map(normalise, (c.help_zh, c.help_en)))
        for c, text in said
    ]
    return len(plain) > 1 and sum(plain) * 2 > len(plain)


def _row(body: Body, counted: list[int], row: int) -> list[object]:
    return [body.columns[n].values[body.columns[n].codes[row]] for n in counted]


def _start_of_other_table(cells: np.ndarray, layout: Layout, names: frozenset[str]) -> int:
    """Return the position of the first row that is a header with other columns, or the number of rows."""
    anchor = next(
        (layout.columns[c.key] for c in layout.sheet.columns if c.is_required and c.key in layout.columns),
        None,
    )
    if anchor is None:
        return len(cells)
    for row in [n for n, cell in enumerate(cells[:, anchor]) if _is_header_word(cell, names)]:
        said = {n: normalise(cell) for n, cell in enumerate(cells[row]) if isinstance(cell, str) and cell}
        ours = {n for n, name in said.items() if name in names}
        same = sum(normalise(layout.texts.get(n, "")) == said[n] for n in ours)
        if len(ours) >= _SECOND_HEADER and same * 2 < len(ours):
            return row
    return len(cells)


def _is_header_word(cell: object, names: frozenset[str]) -> bool:
    return (
        isinstance(cell, str)
        and 0 < len(cell) <= _SHORT
        and not cell[0].isdigit()
        and normalise(cell) in names
    )
