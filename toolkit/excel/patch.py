"""Fill a person's workbook in place: the original package, with our cells in it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from toolkit.excel.book import Book
from toolkit.excel.cells import GENERAL, encode
from toolkit.excel.edits import Area, EditColumn, Edits, Look
from toolkit.excel.follow import Growth, set_widths, stretch_ranges, widen_dimension
from toolkit.excel.layout import Glimpse, Place, glimpse, place, refuse_obstacles, table_of
from toolkit.excel.package import Package, Source
from toolkit.excel.properties import set_properties
from toolkit.excel.refs import Box, cell_numbers
from toolkit.excel.rowindex import IrregularXmlError
from toolkit.excel.sheetxml import ParsedSheet, SheetXml, Way, open_sheet, written
from toolkit.excel.splice import Splice
from toolkit.excel.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from toolkit.excel.styles import Tint

_CELL_BYTES = 40


@dataclass(frozen=True, slots=True, eq=False)
class BlockColumn:
    """One column to fill.

    values: shape (n,): text, numbers, booleans, moments; None, NaN, NaT and "" leave a cell blank.
    number_format: as Excel spells it, one for the column; "General" lets moments choose a format of their own.
    column: its number where it is there already; without one it goes where its header stands, or to the right.
    width, tint: how a new column looks; without a width it is as wide as its neighbour.
    """

    header: str
    values: npt.NDArray[Any] | pd.Series
    number_format: str = GENERAL
    column: int | None = None
    width: float | None = None
    tint: Tint = ""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Columns to fill in some rows of a sheet: `rows` are Excel's row numbers below `header_row`, shape (n,), ascending."""

    header_row: int
    rows: npt.NDArray[np.integer]
    columns: tuple[BlockColumn, ...]

    def __post_init__(self) -> None:
        rows = self.rows
        if len(rows) and (int(rows[0]) <= self.header_row or (np.diff(rows) <= 0).any()):
            raise ValueError("rows must ascend below the header row")
        if any(len(column.values) != len(rows) for column in self.columns):
            raise ValueError("every column needs one value for each row")


@dataclass(frozen=True, slots=True)
class Filled:
    """What was done.

    size: bytes of the written file. changed: parts that are no longer the original bytes. appended: the number of
    each new column by its header. columns: the number of every filled column. way: how the sheet was written.
    """

    size: int
    changed: tuple[str, ...]
    appended: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)
    way: Way = "splice"


def fill(
    source: Source,
    target: Path,
    sheet: str,
    cells: Mapping[str, object] | Block,
    *,
    properties: Mapping[str, str] | None = None,
) -> Filled:
    """Write a copy of a workbook with these cells filled; nothing else of it changes.

    Args:
        source: the original, a path, its bytes or an open file; it is never written unless it is the target too.
        target: where the copy goes; it is replaced only by a whole and checked file.
        sheet: the name of the worksheet.
        cells: values by address ("C7"), or columns of a table.
        properties: custom document properties to add or update.

    Raises:
        PatchRefusedError: the workbook cannot be filled without harm; it says why and where, nothing was written.
    """
    with Package.open(source) as package:
        book = Book(package)
        part = book.sheet_part(sheet)
        page = open_sheet(package, part)
        try:
            job = _Job(book, sheet, part, page)
            done = job.fill(cells)
        except IrregularXmlError:
            book = Book(package)
            job = _Job(book, sheet, part, ParsedSheet(package, part))
            done = job.fill(cells)
        set_properties(package, properties or {})
        changed = package.changed()
        check = partial(verify, names=package.names(), parsed=_small(changed, part), sheets={part: done})
        size = package.save(Path(target), check)
        return Filled(size, tuple(changed), job.appended, job.columns, job.page.way)


def _small(changed: list[str], sheet_part: str) -> set[str]:
    return {name for name in changed if name != sheet_part and name.lower().endswith((".xml", ".rels"))}


class _Job:
    """Filling one sheet of one workbook."""

    def __init__(self, book: Book, sheet: str, part: str, page: SheetXml) -> None:
        self.book, self.part, self.page = book, part, page
        self.sheet = book.sheet_names[book.sheet_number(sheet)]
        self.appended: dict[str, int] = {}
        self.columns: dict[str, int] = {}

    def fill(self, cells: Mapping[str, object] | Block) -> Splice:
        if isinstance(cells, Block):
            return self._fill_block(cells)
        return self._write(Edits(self._scattered(cells)), None)

    def _fill_block(self, block: Block) -> Splice:
        rows = np.asarray(block.rows, np.int64)
        known = next((column.column for column in block.columns if column.column), None)
        table = table_of(self.book, self.part, block.header_row, known)
        seen = glimpse(self.page, block.header_row, rows)
        headers = [column.header for column in block.columns]
        given = [column.column for column in block.columns]
        spot = place(headers, given, seen.texts(self.book), (block.header_row, rows), table)
        self.columns = dict(zip(headers, spot.numbers, strict=True))
        self.appended = {headers[n]: spot.numbers[n] for n in spot.appended}
        body = [self._column(block, n, spot, seen) for n in range(len(headers))]
        areas = [Area(rows, sorted(body, key=_number))] if body else []
        if spot.appended:
            top = [self._header(block.columns[n], spot.numbers[n], spot, seen) for n in spot.appended]
            areas.append(Area(np.array([block.header_row], np.int64), sorted(top, key=_number)))
        return self._write(Edits(tuple(areas)), spot, block)

    def _column(self, block: Block, n: int, spot: Place, seen: Glimpse) -> EditColumn:
        column, number, new = block.columns[n], spot.numbers[n], n in spot.appended
        values = encode(column.values, self.book.strings, from_1904=self.book.from_1904)
        code = values.number_format if column.number_format == GENERAL else column.number_format
        base = seen.body_style(spot.neighbour if new else number)
        styles = self.book.styles
        default = styles.fresh(base, code, column.tint) if new else styles.kept(base, code)
        return EditColumn(number, values, Look(styles, code, default, keeps=not new))

    def _header(self, column: BlockColumn, number: int, spot: Place, seen: Glimpse) -> EditColumn:
        text = np.array([column.header], object)
        values = encode(text, self.book.strings, from_1904=self.book.from_1904)
        style = self.book.styles.fresh(seen.style(spot.neighbour), GENERAL)
        return EditColumn(number, values, Look(self.book.styles, GENERAL, style, keeps=False))

    def _scattered(self, cells: Mapping[str, object]) -> tuple[Area, ...]:
        """Values by address as areas: rows with the same columns make one."""
        by_row: dict[int, dict[int, object]] = defaultdict(dict)
        for address, value in cells.items():
            row, column = cell_numbers(address)
            by_row[row][column] = value
        by_shape: dict[tuple[tuple[int, bool], ...], list[int]] = defaultdict(list)
        for row in sorted(by_row):
            # moments and other values need different looks
            shape = tuple((column, isinstance(by_row[row][column], _TIMES)) for column in sorted(by_row[row]))
            by_shape[shape].append(row)
        return tuple(self._area(rows, shape, by_row) for shape, rows in by_shape.items())

    def _area(
        self, rows: list[int], shape: tuple[tuple[int, bool], ...], by_row: Mapping[int, Mapping[int, object]]
    ) -> Area:
        columns = []
        for number, _ in shape:
            values = np.empty(len(rows), object)
            values[:] = [by_row[row][number] for row in rows]
            ready = encode(values, self.book.strings, from_1904=self.book.from_1904)
            default = self.book.styles.kept(0, ready.number_format)
            columns.append(
                EditColumn(number, ready, Look(self.book.styles, ready.number_format, default, keeps=True))
            )
        return Area(np.array(rows, np.int64), columns)

    def _write(self, edits: Edits, spot: Place | None, block: Block | None = None) -> Splice:
        """Put the cells into the sheet and let everything that leans on them follow."""
        refuse_obstacles(self.book, self.part, self.page, edits, spot)
        box = edits.box
        if box is None:
            return Splice(edits)
        grown = self._grow(spot, block) if spot and block else None
        widen_dimension(self.page.root, box)
        splice = Splice(edits, spot.free if spot else ())
        size = self.book.package.size(self.part)
        expected = size + sum(len(area.rows) * len(area.columns) for area in edits.areas) * _CELL_BYTES
        rows = splice.run(self.page.chunks())
        self.book.package.stage(self.part, written(self.page.root, rows), expected)
        if grown:
            self.book.stretch_names(self.sheet, grown)
        self.book.strings.save(splice.shared)
        self.book.recalculate(drop_chain=splice.formulas > 0)
        self._refresh(box, spot)
        return splice

    def _grow(self, spot: Place, block: Block) -> Callable[[Box], Box] | None:
        if not spot.appended:
            return None
        grown = Growth(spot.whole, spot.numbers[spot.appended[-1]])
        stretch_ranges(self.page.root, grown)
        set_widths(self.page.root, {spot.numbers[n]: _width(block.columns[n]) for n in spot.appended})
        return grown

    def _refresh(self, box: Box, spot: Place | None) -> None:
        table = spot.table if spot else None
        if spot and table:
            if spot.appended:
                table.grow([*self.appended])
            table.hold_values(spot.numbers)
        self.book.refresh_pivots(self.sheet, box, table.name if table else None)


_TIMES = (dt.date, np.datetime64)


def _number(column: EditColumn) -> int:
    return column.number


def _width(column: BlockColumn) -> float:
    """A width that shows the header: a full-width character takes two."""
    if column.width is not None:
        return column.width
    shown = sum(1 if character.isascii() else 2 for character in column.header)
    return float(min(max(shown + 3, 10), 40))
