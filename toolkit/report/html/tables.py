"""Tables and pivots as a page shows them: words and figures written out, columns that hold a layout left away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.excel.blank.fit import text_width
from toolkit.excel.draw.looks import NUMERIC
from toolkit.excel.pivot import Part
from toolkit.excel.pivot.axis import LineKind
from toolkit.report.html.trends import Trend, trend_of
from toolkit.report.html.written import said, written
from toolkit.schema.page import Figure, Form, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.excel.pivot import Grid, PivotCell
    from toolkit.report.html.edition import Edition
    from toolkit.schema.page import Row, TableBlock, TableColumn
    from toolkit.words import Language

_LONG = frozenset({Form.WRAPPED, Form.SPREAD})
_TIMES = frozenset({Form.MOMENT, Form.DAY, Form.ID})
_MOST, _MOST_LONG, _MOST_HEAD, _PADDING = 12.0, 16.0, 4.3, 1.5
"""Widths of a column in ems; without a least one a browser would break Chinese words at every character."""
_FITS = 4
"""Columns that fit on a phone beside each other, also where one of them holds long words."""
_FEW = 6
_CARDS, _PHONE = 3, 25.0
"""No more rows than this read as well one below the other; ems that a phone is wide."""


@dataclass(frozen=True, slots=True)
class Head:
    """A header: its text, the class of its column, and how wide the column is at least, in ems."""

    text: str
    role: str
    ems: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what it says, its classes, the header beside it on a phone, where it leads, and how it ran."""

    text: str
    role: str
    label: str = ""
    link: str = ""
    trend: Trend | None = None
    shade: int = 0
    """How dark it is, in percent."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of cells; the last one of a table may be its total."""

    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A table.

    shape: "stacked", where on a phone each row is a card of its own, for beside each other its columns do not fit;
    "slim", where few columns need not fill the page.
    """

    title: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    empty: str = ""
    note: str = ""
    shape: str = ""
    choices: tuple[str, ...] = ()


def table_of(block: TableBlock, edition: Edition) -> Shown:
    """Return a table as it is shown."""
    kept = [column for column in block.columns if column.header or _is_filled(block, column)]
    rows = [row for row in block.rows if not _leads_to_an_aid(row, edition)]
    lines = [_line(row, kept, edition) for row in rows]
    if darkest := _largest(block):
        lines = [
            _shaded(line, row, kept, (block.shaded, darkest)) for line, row in zip(lines, rows, strict=True)
        ]
    if block.total:
        lines.append(_line(block.total, kept, edition, is_total=True))
    heads = tuple(_head(column, [line.cells[n] for line in lines]) for n, column in enumerate(kept))
    empty = "" if block.rows else block.empty
    return Shown(block.title, heads, tuple(lines), empty, block.note, _shape(heads, len(lines)))


def _leads_to_an_aid(row: Row, edition: Edition) -> bool:
    """A row of a table of contents for a page that is left out."""
    return any(figure.link in edition.aids for figure in row.cells.values())


def _shape(heads: Sequence[Head], count: int) -> str:
    has_long = any("long" in head.role for head in heads)
    if count <= _CARDS and sum(head.ems for head in heads) > _PHONE:
        return "stacked"
    return "stacked" if has_long and len(heads) > _FITS else "" if has_long or len(heads) > _FEW else "slim"


def _is_filled(block: TableBlock, column: TableColumn) -> bool:
    return any(column.key in row.cells for row in block.rows)


def _largest(block: TableBlock) -> float:
    """Return the largest count of the shaded columns, 0 where none is to be shaded."""
    cells = (row.cells[key].value for row in block.rows for key in block.shaded if key in row.cells)
    return max((float(value) for value in cells if isinstance(value, (int, float))), default=0.0)


def _shaded(line: Line, row: Row, columns: Sequence[TableColumn], scale: tuple[Sequence[str], float]) -> Line:
    """Return a line whose cells in the shaded columns are the darker the larger they are."""
    keys, darkest = scale
    values = [row.cells[one.key].value if one.key in keys and one.key in row.cells else 0 for one in columns]
    shades = [round(100 * value / darkest) if isinstance(value, (int, float)) else 0 for value in values]
    return replace(
        line, cells=tuple(replace(cell, shade=shade) for cell, shade in zip(line.cells, shades, strict=True))
    )


def _line(row: Row, columns: Sequence[TableColumn], edition: Edition, *, is_total: bool = False) -> Line:
    cells = (
        _cell(row.cells.get(column.key, Figure(form=column.form)), column, edition) for column in columns
    )
    return Line(tuple(cells), is_total)


def _cell(figure: Figure, column: TableColumn, edition: Edition) -> Cell:
    header = _flat(column.header)
    if column.form is Form.TREND:
        return Cell("", "trend", header, trend=trend_of(figure, edition))
    link = figure.link if figure.link in edition.pages else ""
    return Cell(said(figure, edition.lang), _role(column.form, figure.tone), header, link)


def _role(form: Form, tone: Tone = Tone.PLAIN) -> str:
    kind = "num" if form in NUMERIC else "when" if form in _TIMES else "long" if form in _LONG else "words"
    return f"{kind} {tone}" if tone is not Tone.PLAIN else kind


def _head(column: TableColumn, cells: Sequence[Cell]) -> Head:
    most = _MOST_LONG if column.form in _LONG else _MOST
    return Head(_flat(column.header), _role(column.form), _ems(_flat(column.header), cells, most))


def _ems(header: str, cells: Sequence[Cell], most: float) -> float:
    """Return how wide a column is at least: its words on one line up to a measure, its header on a few."""
    longest = max((_width(line) for cell in cells for line in cell.text.split("\n")), default=0.0)
    return round(max(min(longest, most), min(_width(header), _MOST_HEAD)) + _PADDING, 1)


def _width(text: str) -> float:
    """Digits are a little wider than half a Chinese character."""
    return text_width(text) / 2 * (1.12 if text.isascii() else 1.0)


def _flat(header: str) -> str:
    return " ".join(header.split())


def pivot_of(grid: Grid, lang: Language) -> Shown:
    """Return the cells that a pivot shows, as a plain table under what it was filtered by."""
    cells = [cell for cell in grid.cells() if cell.part not in (Part.FILTER, Part.CHOICE)]
    rows = range(grid.top, grid.box.bottom)
    placed = {(cell.row, cell.column): cell for cell in cells}
    lines = tuple(
        _pivot_line([placed.get((row, column)) for column in range(grid.column, grid.box.right)], lang)
        for row in rows
    )
    first, body = lines[: grid.header_rows], lines[grid.header_rows :]
    names = [" ".join(filter(None, (line.cells[n].text for line in first[1:] or first))) for n in range(len(first[0].cells))]  # fmt: skip
    heads = tuple(
        Head(name, cell.role, _ems(name, [line.cells[n] for line in body], _MOST))
        for n, (name, cell) in enumerate(zip(names, first[-1].cells, strict=True))
    )
    return Shown("", heads, body, shape=_shape(heads, len(body)), choices=_choices(grid))


def _pivot_line(cells: Sequence[PivotCell | None], lang: Language) -> Line:
    is_total = any(
        cell is not None and cell.weight is LineKind.TOTAL and cell.part is Part.ITEM for cell in cells
    )
    return Line(tuple(_pivot_cell(cell, lang) for cell in cells), is_total)


def _pivot_cell(cell: PivotCell | None, lang: Language) -> Cell:
    if cell is None:
        return Cell("", "num")
    if cell.part is Part.FIGURE:
        tone = Tone.STRONG if cell.weight is not LineKind.LEAF else Tone.PLAIN
        return Cell(written(cell.value, cell.form, lang), _role(cell.form, tone))
    return Cell("" if cell.value is None else str(cell.value), _role(cell.form if cell.part is Part.HEAD else Form.TEXT))  # fmt: skip


def _choices(grid: Grid) -> tuple[str, ...]:
    """Say what the pivot was filtered by where that is one item of several."""
    chosen = ((one, grid.choice(one)) for one in grid.block.filters)
    return tuple(f"{grid.header(one.key)} = {grid.label(one.key, n)}" for one, n in chosen if n is not None)
