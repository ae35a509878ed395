"""One sheet filled: our columns laid out, the cells put in, and what leans on them made to follow."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from toolkit.excel.block import Block, BlockColumn, width_of
from toolkit.excel.cells import GENERAL, encode
from toolkit.excel.edits import Area, EditColumn, Edits, Look
from toolkit.excel.follow import Growth, set_widths, stretch_ranges, widen_dimension
from toolkit.excel.layout import Glimpse, Place, glimpse, place, refuse_obstacles, table_of
from toolkit.excel.refs import Box, cell_numbers
from toolkit.excel.sheetxml import SheetXml, written
from toolkit.excel.splice import Splice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from toolkit.excel.book import Book

_CELL_BYTES = 40
_TIMES = (dt.date, np.datetime64)


class SheetFill:
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
        table = table_of(self.book, self.part, block.header_row, [c.column for c in block.columns if c.column])
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
        set_widths(self.page.root, {spot.numbers[n]: width_of(block.columns[n]) for n in spot.appended})
        return grown

    def _refresh(self, box: Box, spot: Place | None) -> None:
        table = spot.table if spot else None
        if spot and table:
            if spot.appended:
                table.grow([*self.appended])
            table.hold_values(spot.numbers)
        self.book.refresh_pivots(self.sheet, box, table.name if table else None)


def _number(column: EditColumn) -> int:
    return column.number
