"""Where everything of a report stands on its sheets, and what a formula's references become there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.excel.look import PAGE
from toolkit.rules.finding import column_letters
from toolkit.schema.drawing import Drawing
from toolkit.schema.page import Block, Cards, ChartBlock, EntrySheet, Page, Report, SlopeBlock, TableBlock
from toolkit.schema.pivot import PivotBlock
from toolkit.schema.scatter import ScatterBlock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GRID = (11.65,) * PAGE.grid_columns
"""An even grid that fills A4 landscape at full size."""
TOP = 3
"""Rows of a page before its sentences: heading, note, a gap."""
DEFAULT_PIXELS = 24
"""Height of a row that nothing made higher."""
SLOPE_WORDS = 2
"""Rows of words over a slope: the measure, the verdict."""
ENTRY_TOP = 1
"""The header row of a sheet to fill, below its line of words."""
_REFERENCE = re.compile(r"\{(@?[\w.]+)(:?)(\d*)\}")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its sheet, row and column, from 0."""

    sheet: str
    row: int
    column: int

    def address(self, seen_from: str = "") -> str:
        """Return it as a formula on that sheet names it."""
        name = f"${column_letters(self.column + 1)}${self.row + 1}"
        return name if self.sheet == seen_from else f"'{self.sheet.replace(chr(39), chr(39) * 2)}'!{name}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and the row where it starts."""

    block: Block
    top: int

    @property
    def header_row(self) -> int:
        """The row of a table's headers."""
        return self.top + (1 if isinstance(self.block, TableBlock) and self.block.title else 0)

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.top + height(self.block)


def height(block: Block) -> int:
    """Return how many rows a block takes."""
    if isinstance(block, Cards):
        notes = max((len(card.notes) for card in block.cards), default=0)
        return 2 + notes + any(card.trend for card in block.cards)
    if isinstance(block, (ChartBlock, Drawing, ScatterBlock)):
        return block.rows + bool(block.title)
    if isinstance(block, SlopeBlock):
        return SLOPE_WORDS + block.rows
    if isinstance(block, PivotBlock):
        return len(block.filters) + 1  # the rest depends on the rows, and nothing stands below it
    lines = max(len(block.rows), 1) + bool(block.total) + bool(block.note)
    return bool(block.title) + 1 + lines


@dataclass
class Layout:
    """The places of all blocks, and of every figure that a formula can name."""

    pages: dict[str, list[Placed]] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    columns: dict[str, tuple[Cell, Cell]] = field(default_factory=dict)
    sheets: dict[str, tuple[int, Sequence[str]]] = field(default_factory=dict)
    """Of each sheet of rows: its first row of data, from 0, and the keys of its columns."""

    @classmethod
    def of(cls, report: Report) -> Layout:
        layout = cls()
        for entry in report.entries:
            layout._note_entry(entry, entry.sheet.title(report.lang))
        for data in report.data:
            layout.sheets[data.key] = 1, [column.key for column in data.columns]
        for page in report.pages:
            layout.pages[page.key] = _stack(page)
            for placed in layout.pages[page.key]:
                if isinstance(placed.block, TableBlock):
                    layout._note_table(page.title, placed, placed.block)
        return layout

    def _note_entry(self, entry: EntrySheet, title: str) -> None:
        first = ENTRY_TOP + 1
        last = first + max(len(entry.frame), 1) - 1
        self.sheets[entry.sheet.key] = first, [column.key for column in entry.sheet.columns]
        for place, column in enumerate(entry.sheet.columns):
            self.columns[f"{entry.sheet.key}.{column.key}"] = (
                Cell(title, first, place),
                Cell(title, last, place),
            )

    def _note_table(self, sheet: str, placed: Placed, table: TableBlock) -> None:
        first = placed.header_row + 1
        last = first + max(len(table.rows), 1) - 1
        for place, column in zip(table.places, table.columns, strict=True):
            span = Cell(sheet, first, place), Cell(sheet, last, place)
            self.columns[f"{table.key}.{column.key}"] = span
            rows = [*enumerate(table.rows, first), *([(last + 1, table.total)] if table.total else [])]
            for row, entry in rows:
                cell = Cell(sheet, row, place)
                self.cells[f"{table.key}.{entry.key}.{column.key}"] = cell
                figure = entry.cells.get(column.key)
                if figure and figure.name:
                    self.cells[figure.name] = cell

    def formula(self, text: str, sheet: str, row_of: Mapping[str, Cell] | None = None) -> str:
        """Return a formula with its references filled in, as it stands on a sheet.

        row_of: the cells of its own row by column key.

        Raises:
            KeyError: it names a cell that is nowhere.
        """

        def address(found: re.Match[str]) -> str:
            name, is_span, count = found.groups()
            if name.startswith("@"):
                return (row_of or {})[name[1:]].address(sheet)
            return self.span(name, int(count or 0), sheet) if is_span else self.cells[name].address(sheet)

        return _REFERENCE.sub(address, text)

    def landing(self, link: str) -> str:
        """Return the cell that a link leads to: a row ("feedback:12", from 0), a column ("detail#is_case"), else the top."""
        key, _, column = link.partition("#")
        if column:
            first, columns = self.sheets[key]
            return f"{column_letters(columns.index(column) + 1)}{first}"
        key, _, row = link.partition(":")
        return f"A{self.sheets[key][0] + 1 + int(row)}" if row else "A1"

    def span(self, name: str, count: int = 0, sheet: str = "") -> str:
        """Return a column's range, or that of its last rows."""
        first, last = self.columns[name]
        top = max(first.row, last.row - count + 1) if count else first.row
        start = Cell(first.sheet, top, first.column).address(sheet)
        return f"{start}:{last.address(last.sheet)}"


def _stack(page: Page) -> list[Placed]:
    """Put the blocks below each other, or beside the one before, with a gap between."""
    placed: list[Placed] = []
    cursor = TOP + len(page.lead) + len(page.asides) + 1
    for block in page.blocks:
        is_beside = placed and getattr(block, "is_beside", False)
        placed.append(Placed(block, placed[-1].top if is_beside else cursor))
        cursor = max(one.bottom for one in placed) + 1
    return placed


def widths(page: Page) -> tuple[float, ...]:
    return page.widths or GRID


def pixels(width: float) -> int:
    """Return how many pixels a column of a width in characters takes."""
    return int(width * 7 + 0.5) + 5
