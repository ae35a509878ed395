"""One sheet filled: our columns laid out, the cells put in, and what leans on them made to follow."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from toolkit.excel.parts.drawings import drawn_over
from toolkit.excel.parts.sheetxml import SheetXml, written
from toolkit.excel.patching.block import Block, BlockColumn, SheetJob, width_of
from toolkit.excel.patching.cells import encode
from toolkit.excel.patching.edits import Area, EditColumn, Edits, Look
from toolkit.excel.patching.follow import Growth, set_widths, stretch_ranges, widen_dimension
from toolkit.excel.patching.kinds import GENERAL, kind_of, split
from toolkit.excel.patching.layout import Glimpse, Place, glimpse, place, refuse_obstacles, table_of
from toolkit.excel.patching.notes import set_notes
from toolkit.excel.patching.ownrules import OwnNames, set_links, set_rules
from toolkit.excel.patching.splice import Splice
from toolkit.excel.refs import Box, cell_name, cell_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from toolkit.excel.parts.book import Book
    from toolkit.excel.patching.edits import Rows

_CELL_BYTES = 40


class SheetFill:
    """Filling one sheet of one workbook."""

    def __init__(self, book: Book, job: SheetJob, page: SheetXml, own_sheets: OwnNames) -> None:
        self.book, self.job, self.page, self._own_sheets = book, job, page, own_sheets
        self.part = book.sheet_part(job.sheet)
        self.sheet = book.sheet_names[book.sheet_number(job.sheet)]
        self.appended: dict[str, int] = {}
        self.columns: dict[str, int] = {}
        self.notes = 0
        self.covered: tuple[str, ...] = ()
        self.is_rewritten = False
        self._headers: dict[str, int] = {}

    def run(self) -> Splice:
        """Put the cells into the sheet and let everything that leans on them follow.

        Raises:
            IrregularXmlError: the sheet must go through a parser.
            PatchRefusedError: something stands in the way.
        """
        laid = [self._lay_out(block) for block in self.job.blocks]
        edits = Edits((*(area for _, areas in laid for area in areas), *self._scattered(self.job.cells)))
        spots = [spot for spot, _ in laid]
        refuse_obstacles(self.book, self.part, self.page, edits, spots[0] if spots else None)
        splice = Splice(edits, spots[0].free if spots else ())
        self.covered = tuple(
            map(str, drawn_over(self.book.package, self.part, spots[0].ours if spots else ()))
        )
        if edits.box is None and self.job.marks is None:
            return splice
        grown = self._grow(spots[0], self.job.blocks[0]) if spots else None
        self._mark(spots)
        self._write(splice)
        if grown:
            self.book.stretch_names(self.sheet, grown)
        self._refresh(edits.box, spots)
        return splice

    def _lay_out(self, block: Block) -> tuple[Place, list[Area]]:
        rows = np.asarray(block.rows, np.int64)
        tables = (table_of(self.book, self.part, block.header_row, known) for known in block.known)
        table = next((table for table in tables if table), None)
        seen = glimpse(self.page, block.header_row, rows)
        found = (table.headers if table else seen.texts(self.book)) | {
            n: text for text, n in self.columns.items()
        }
        headers = [column.header for column in block.columns]
        given = block.places(found, table.box.right if table else max(found, default=0))
        spot = place(headers, given, found, (block.header_row, rows), table)
        if spot.appended and block is not self.job.blocks[0]:
            raise ValueError("only the first block may bring new columns")
        self.columns |= dict(zip(headers, spot.numbers, strict=True))
        self.appended |= {headers[n]: spot.numbers[n] for n in spot.appended}
        self._headers |= {text: n for n, text in reversed(found.items())} | self.columns
        return spot, [*self._body(block, rows, spot, seen), *self._top(block, found, spot, seen)]

    def _top(self, block: Block, found: Mapping[int, str], spot: Place, seen: Glimpse) -> Iterator[Area]:
        """The headers of new columns, and of those with a place of their own where another text stands."""
        new = set(spot.appended)
        if block.left is not None:
            pairs = enumerate(zip(spot.numbers, block.columns, strict=True))
            new |= {n for n, (number, column) in pairs if not _alike(found.get(number, ""), column.header)}
        top = [self._header(block.columns[n], spot.numbers[n], spot, seen) for n in new]
        if top:
            yield Area(np.array([block.header_row], np.int64), sorted(top, key=_number))

    def _body(self, block: Block, rows: Rows, spot: Place, seen: Glimpse) -> Iterator[Area]:
        """The columns of a block as areas: one of all rows, and those of columns whose values need several formats."""
        together = []
        for n, column in enumerate(block.columns):
            pieces = split(column.values) if column.number_format == GENERAL else []
            if len(pieces) < 2:
                together.append(self._column(block, n, spot, seen))
                continue
            for piece in pieces:
                part = replace(column, values=np.asarray(column.values, object)[piece])
                yield Area(rows[piece], [self._column(block, n, spot, seen, part)])
        if together:
            yield Area(rows, sorted(together, key=_number))

    def _column(
        self, block: Block, n: int, spot: Place, seen: Glimpse, part: BlockColumn | None = None
    ) -> EditColumn:
        column, number, new = part or block.columns[n], spot.numbers[n], n in spot.appended
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
            if column in by_row[row]:
                raise ValueError(f"{cell_name(row, column)} is given twice")
            by_row[row][column] = value
        by_shape: dict[tuple[tuple[int, str], ...], list[int]] = defaultdict(list)
        for row in sorted(by_row):
            # moments and other values need different looks
            shape = tuple((column, kind_of(by_row[row][column])) for column in sorted(by_row[row]))
            by_shape[shape].append(row)
        return tuple(self._area(rows, shape, by_row) for shape, rows in by_shape.items())

    def _area(
        self, rows: list[int], shape: tuple[tuple[int, str], ...], by_row: Mapping[int, Mapping[int, object]]
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

    def _write(self, splice: Splice) -> None:
        box = splice.edits.box
        if box:
            widen_dimension(self.page.root, box)
        cells = sum(len(area.rows) * len(area.columns) for area in splice.edits.areas)
        expected = self.book.package.size(self.part) + cells * _CELL_BYTES
        self.is_rewritten = True
        rows = splice.run(self.page.chunks())
        self.book.package.stage(self.part, written(self.page.root, rows), expected)

    def _mark(self, spots: Sequence[Place]) -> None:
        marks, root = self.job.marks, self.page.root
        if marks is None:
            return
        if marks.rules and not spots:
            raise ValueError("rules need the rows of a block")
        whole = spots[0].whole if spots else Box(1, 1, 1, 1)
        body = Box(whole.left, whole.top + 1, max([whole.right, *self.columns.values()]), whole.bottom)
        set_rules(root, self.book.styles, marks.rules, self._headers, body)
        set_links(root, marks.links, self._headers, self._own_sheets)
        self.notes = set_notes(self.book.package, self.part, root, marks)

    def _grow(self, spot: Place, block: Block) -> Callable[[Box], Box] | None:
        if not spot.appended:
            return None
        grown = Growth(spot.whole, spot.numbers[spot.appended[-1]])
        stretch_ranges(self.page.root, grown)
        set_widths(self.page.root, {spot.numbers[n]: width_of(block.columns[n]) for n in spot.appended})
        return grown

    def _refresh(self, box: Box | None, spots: Sequence[Place]) -> None:
        table = spots[0].table if spots else None
        if table and self.appended:
            table.grow([*self.appended])
        for spot in spots:
            if table and spot.table:
                table.hold_values(spot.numbers)
        if box:
            self.book.refresh_pivots(self.sheet, box, table.name if table else None)


def _number(column: EditColumn) -> int:
    return column.number


def _alike(header: str, other: str) -> bool:
    return header.strip().casefold() == other.strip().casefold()
