"""Where our columns go in a person's sheet, how they look there, and what stands in their way."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.errors import PatchRefusedError
from toolkit.excel.markup import children, main
from toolkit.excel.parts.rowindex import RowIndex, index, members
from toolkit.excel.parts.strings import plain
from toolkit.excel.parts.tablepart import tables
from toolkit.excel.patching.edits import boxes
from toolkit.excel.refs import LAST_COLUMN, Box, cell_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toolkit.excel.parts.book import Book
    from toolkit.excel.parts.sheetxml import SheetXml
    from toolkit.excel.parts.tablepart import Table
    from toolkit.excel.patching.edits import Edits, Rows

_STYLE = re.compile(rb"""^<c [^>]*?\ss=["'](\d+)["']""")
_SHARED = re.compile(rb"""<c [^>]*?\st=["']s["'][^>]*>.*?<v>\s*(\d+)\s*</v>""", re.DOTALL)
_VALUE = re.compile(rb"<v[^>]*>(.*?)</v>", re.DOTALL)
_EMPTY = re.compile(rb"<c [^>]*(?:/>|></c>)\s*")


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The header row of a sheet and a few rows below it, as they stand in the file."""

    headers: dict[int, bytes]
    body: RowIndex | None
    body_rows: Rows
    column_styles: tuple[tuple[range, int], ...] = ()

    def style(self, column: int) -> int:
        """The look of a header cell."""
        return _style(self.headers.get(column, b""))

    def body_style(self, column: int) -> int:
        """The most common look of a column in the rows seen, the first of equals; where no cell is, the column's own."""
        if self.body is None:
            return self._column_style(column)
        seen = (self.body.cell_column == column) & members(
            self.body_rows, self.body.number[self.body.cell_row]
        )
        looks = Counter(_style(self.body.cell(int(n))) for n in np.flatnonzero(seen))
        return looks.most_common(1)[0][0] if looks else self._column_style(column)

    def _column_style(self, column: int) -> int:
        return next((style for columns, style in self.column_styles if column in columns), 0)

    def texts(self, book: Book) -> dict[int, str]:
        """The header texts by column; blank ones are left out."""
        shared = {column: int(m[1]) for column, cell in self.headers.items() if (m := _SHARED.search(cell))}
        known = book.strings.texts(set(shared.values()))
        texts = {
            column: _own_text(cell) for column, cell in self.headers.items() if not _EMPTY.fullmatch(cell)
        }
        texts.update({column: known.get(number, str(number)) for column, number in shared.items()})
        return {column: text for column, text in texts.items() if text}


def glimpse(sheet: SheetXml, header_row: int, rows: Rows) -> Glimpse:
    """Read a sheet as far as its header row and the first rows of ours.

    Raises:
        IrregularXmlError: the sheet must go through a parser.
    """
    headers: dict[int, bytes] = {}
    last = 0
    for chunk in sheet.chunks():
        seen = index(chunk, last)
        last = int(seen.number[-1])
        k = int(np.searchsorted(seen.number, header_row))
        if k < seen.number.size and seen.number[k] == header_row:
            first, behind = int(seen.first_cell[k]), int(seen.first_cell[k + 1])
            headers = {int(seen.cell_column[n]): seen.cell(n) for n in range(first, behind)}
        if last > header_row and members(rows, seen.number).any():
            return Glimpse(headers, seen, rows, _column_styles(sheet))
    return Glimpse(headers, None, rows, _column_styles(sheet))


def _column_styles(sheet: SheetXml) -> tuple[tuple[range, int], ...]:
    """The looks that whole columns have: what a cell gets where none is yet."""
    columns = sheet.root.iterfind(f"{main('cols')}/{main('col')}")
    return tuple(
        (range(int(column.get("min", 0)), int(column.get("max", 0)) + 1), int(column.get("style", 0)))
        for column in columns
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where the columns of a block go.

    numbers: a column number for each. appended: positions of those that are new. neighbour: the column whose look
    the new ones carry. whole: the table or range before it grew, of no width where the header row was empty.
    table: the Excel table, if it is one.
    """

    numbers: tuple[int, ...]
    appended: tuple[int, ...]
    neighbour: int
    whole: Box
    table: Table | None

    @property
    def ours(self) -> tuple[Box, ...]:
        """The cells of all our columns, headers included."""
        return tuple(Box(n, self.whole.top, n, self.whole.bottom) for n in self.numbers)

    @property
    def free(self) -> tuple[Box, ...]:
        """The cells that must be free for the new columns."""
        new = [self.numbers[n] for n in self.appended]
        return (Box(min(new), self.whole.top, max(new), self.whole.bottom),) if new else ()


def place(
    headers: Sequence[str],
    given: Sequence[int | None],
    found: dict[int, str],
    area: tuple[int, Rows],
    table: Table | None,
) -> Place:
    """Find a column for each header: the one given, the one that says so already, or a new one at the right.

    Args:
        headers: what the columns are called.
        given: their numbers where the caller knows them.
        found: the header texts of the sheet by column.
        area: the header row, and the rows of ours.
        table: the Excel table these rows lie in.

    Raises:
        PatchRefusedError: `no-room` when the sheet has no more columns.
    """
    header_row, rows = area
    known = {text.strip().casefold(): column for column, text in reversed(found.items())}
    right = table.box.right if table else max(found, default=0)
    following = max([right, *(number for number in given if number)])
    numbers, appended = [], []
    for n, header in enumerate(headers):
        number = given[n] or known.get(header.strip().casefold())
        if number is None:
            number = following = following + 1
            appended.append(n)
        numbers.append(number)
    if following > LAST_COLUMN:
        raise PatchRefusedError("no-room", cell_name(header_row, LAST_COLUMN))
    bottom = max([header_row, *rows[-1:].tolist(), *([table.box.bottom] if table else [])])
    left = table.box.left if table else min(found, default=1)
    if len(set(numbers)) != len(numbers):
        raise ValueError("two of the columns are one")
    whole = Box(left, header_row, right, bottom)
    return Place(tuple(numbers), tuple(appended), following - len(appended), whole, table)


def table_of(book: Book, sheet_part: str, header_row: int, known: Sequence[int]) -> Table | None:
    """The leftmost table whose header stands in this row and that holds every column known to be in it."""
    for table in tables(book.package, sheet_part):
        holds = all(table.box.left <= column <= table.box.right for column in known)
        if table.header is not None and table.header.top == header_row and holds:
            return table
    return None


def refuse_obstacles(book: Book, sheet_part: str, sheet: SheetXml, edits: Edits, spot: Place | None) -> None:
    """Refuse when merged cells, a table, a total or a pivot stands where our cells go.

    Raises:
        PatchRefusedError: `merged-cells`, `table-in-the-way`, `table-header`, `totals-row` or `pivot-in-the-way`,
            with the range.
    """
    free = spot.free if spot else ()
    merged = [
        cell.get("ref") or "" for cell in children(sheet.root, "mergeCells") if cell.tag == main("mergeCell")
    ]
    for box in boxes(merged):
        if _any_meets(free, box) or _covers(box, edits):
            raise PatchRefusedError("merged-cells", str(box))
    for table in tables(book.package, sheet_part):
        _refuse_table(table, edits, spot)
    for part in book.package.related(sheet_part, "pivotTable"):
        location = book.package.root(part).find(main("location"))
        reference = (location.get("ref") or "") if location is not None else ""
        for box in boxes([reference]):
            if _any_meets(free, box) or edits.touches(box):
                raise PatchRefusedError("pivot-in-the-way", str(box))


def _refuse_table(table: Table, edits: Edits, spot: Place | None) -> None:
    ours = spot is not None and spot.table is not None and spot.table.part == table.part
    if spot and not ours and _any_meets(spot.free, table.box):
        raise PatchRefusedError("table-in-the-way", str(table.box))
    if table.header and edits.touches(table.header):
        raise PatchRefusedError("table-header", str(table.header))
    if table.totals:
        grown = table.totals.to_column(max(spot.numbers)) if spot and ours else table.totals
        if edits.touches(grown.union(table.totals)):
            raise PatchRefusedError("totals-row", str(table.totals))


def _covers(merged: Box, edits: Edits) -> bool:
    """Whether a cell of ours would lie hidden in merged cells; their first cell is the one that shows."""
    below = Box(merged.left, merged.top + 1, merged.right, merged.bottom)
    beside = Box(merged.left + 1, merged.top, merged.right, merged.top)
    return (below.top <= below.bottom and edits.touches(below)) or (
        beside.left <= beside.right and edits.touches(beside)
    )


def _any_meets(free: Iterable[Box], box: Box) -> bool:
    return any(one.meets(box) for one in free)


def _style(cell: bytes) -> int:
    match = _STYLE.match(cell)
    return int(match[1]) if match else 0


def _own_text(cell: bytes) -> str:
    if b"<is>" in cell:
        return plain(cell)
    match = _VALUE.search(cell)
    return match[1].decode("utf-8", "replace") if match else ""
