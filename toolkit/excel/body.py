"""The rows under a header: which are data, which are totals, samples or repeated headers, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from toolkit.excel.distinct import Distinct
from toolkit.excel.plain import BLANK, TRIM, as_text, is_blank
from toolkit.rules.codes import sheet as codes
from toolkit.schema.column import FilledBy, Kind
from toolkit.schema.naming import normalise
from toolkit.words import forms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.excel.grid import Grid
    from toolkit.excel.header import Layout
    from toolkit.rules.finding import Code
    from toolkit.schema.column import Column

_TOTAL = re.compile(rf"{forms.TOTALS}\s*[:：]?\s*[\d.,]*\s*{forms.TOTALLED}?", re.IGNORECASE)
_SAMPLE = re.compile(rf"[(（\[【]?\s*{forms.SAMPLES}", re.IGNORECASE)
_REMARK = re.compile(forms.REMARKS, re.IGNORECASE)
_RUNNING = re.compile(r"(?:No\.?|#)?\s*\d{1,6}[.、]?", re.IGNORECASE)
_AMOUNT = re.compile(r"[\s\d.,%+-]*")
_SHORT = 20
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
    firsts = filled.argmax(axis=0) if counted else np.zeros(0, int)
    for code, mask in (
        (codes.HEADER_AGAIN, _headers_again(body)),
        (codes.TOTALS, _totals(body, counted, firsts)),
        (codes.SAMPLES, _samples(body, counted, firsts, count)),
    ):
        found = mask & body.keep
        if found.any():
            body.skipped.append((code, body.rows[found]))
            body.keep &= ~found


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


def _is_running(value: object) -> bool:
    if isinstance(value, str):
        return _RUNNING.fullmatch(value.strip(TRIM)) is not None
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _headers_again(body: Body) -> np.ndarray:
    again = np.zeros(len(body.rows), int)
    for n in body.layout.columns.values():
        again += body.columns[n].equal(body.header[n])
    repeats: np.ndarray = again >= max(2, len(body.layout.columns) / 2)
    return repeats


def _first_says(body: Body, counted: list[int], firsts: np.ndarray, pattern: re.Pattern[str]) -> np.ndarray:
    """Return the rows whose first filled cell starts like the pattern."""
    found = np.zeros(len(body.rows), bool)
    for place in np.unique(firsts[body.keep]):
        here = body.keep & (firsts == place)
        cells = body.columns[counted[place]]
        used = np.unique(cells.codes[here])
        says = np.zeros(len(cells.values), bool)
        says[used] = [
            isinstance(v, str) and pattern.match(v.strip(TRIM)) is not None for v in cells.values[used]
        ]
        found |= here & says[cells.codes]
    return found


def _totals(body: Body, counted: list[int], firsts: np.ndarray) -> np.ndarray:
    """Rows that start with a word like 合计 and hold but amounts."""
    found = np.flatnonzero(_first_says(body, counted, firsts, _TOTAL))
    return _mask(body, [row for row in found.tolist() if _is_total(_row(body, counted, row))])


def _is_total(cells: list[object]) -> bool:
    first, *rest = [cell for cell in cells if not is_blank(cell)]
    whole = _TOTAL.fullmatch(str(first).strip(TRIM)) is not None
    return whole and all(not isinstance(cell, str) or _AMOUNT.fullmatch(cell) for cell in rest)


def _samples(body: Body, counted: list[int], firsts: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Rows that a form brings along: a sample, a remark, a place to sign, hints under the header."""
    signed: np.ndarray = _first_says(body, counted, firsts, _REMARK) & (count <= 3)
    hints = [row for row in range(min(2, len(body.rows))) if body.keep[row] and _is_hint(body, counted, row)]
    signed |= _first_says(body, counted, firsts, _SAMPLE) | _mask(body, hints)
    return signed


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


def _mask(body: Body, rows: list[int]) -> np.ndarray:
    mask = np.zeros(len(body.rows), bool)
    mask[rows] = True
    return mask


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
