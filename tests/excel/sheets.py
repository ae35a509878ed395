"""Small workbooks for the tests of reading, written cell by cell."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import xlsxwriter

from toolkit.excel.read import ReadBook, read
from toolkit.schema.books.workbook import DROPPABLE

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.schema.mapping import Mapping
    from toolkit.schema.table import Table

HEADER = ["反馈ID", "客户ID", "反馈时间", "反馈渠道", "问题描述"]
GOOD = ["F1", "C1", "2026-09-18 17:59", "电话", "物流太慢"]

moment = dt.datetime.fromisoformat

Rows = list[list[Any]]


def write_book(path: Path, sheets: dict[str, Rows], *, at: tuple[int, int] = (0, 0), **options: Any) -> Path:
    """Write sheets of rows with their first cell at `at` (row and column from 0); None leaves a cell unwritten."""
    with xlsxwriter.Workbook(str(path), options) as book:
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for r, row in enumerate(rows, start=at[0]):
                for c, value in enumerate(row, start=at[1]):
                    if isinstance(value, dt.datetime):
                        sheet.write_datetime(r, c, value, moment)
                    elif isinstance(value, dt.date):
                        sheet.write_datetime(r, c, value, day)
                    elif isinstance(value, str):
                        sheet.write_string(r, c, value)
                    elif value is not None:
                        sheet.write(r, c, value)
    return path


def read_book(path: Path, mapping: Mapping | None = None, **more: Any) -> ReadBook:
    """Read a file as what its name says, with the sheets and lists that come with the toolkit."""
    given = {"format": path.suffix[1:], "sheets": DROPPABLE, "vocabularies": {}, "lang": "zh"}
    return read(path, mapping=mapping, **(given | more))


def read_rows(folder: Path, *rows: list[Any], header: list[str] | None = None, **more: Any) -> Table:
    """Write rows under the usual header, read them back and return the one table."""
    path = write_book(folder / "t.xlsx", {"反馈": [header or HEADER, *rows]})
    (table,) = read_book(path, **more).tables
    return table


def codes_of(book: ReadBook) -> list[str]:
    return [finding.code.id for finding in book.findings]
