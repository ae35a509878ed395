"""设置.xlsx as its people fill it in: by cell, in the sheet they see."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from flow_desk import loaded

from toolkit.schema.answers import BASICS, REPORT
from toolkit.schema.books.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import openpyxl
    from flow_desk import Desk
    from openpyxl.worksheet.worksheet import Worksheet


@contextmanager
def open_settings(desk: Desk) -> Iterator[openpyxl.Workbook]:
    """The settings workbook, saved at the end."""
    book = loaded(desk.space.settings_file)
    yield book
    book.save(desk.space.settings_file)
    book.close()


def answer(desk: Desk, key: str, value: object) -> str:
    """Answer a question of 常用 or 报告选项; return the cell."""
    asked, kind = next(
        (one.column, kind)
        for kind, answers in (("basics", BASICS), ("report_options", REPORT))
        for one in answers
        if one.key == key
    )
    with open_settings(desk) as book:
        sheet = book[SETTINGS[kind].title(desk.lang)]
        cell = next(row[0] for row in sheet.iter_rows() if row[0].value == asked.header(desk.lang))
        sheet.cell(cell.row, cell.column + 1).value = value
        return f"B{cell.row}"


def add_rows(desk: Desk, key: str, *rows: dict[str, object]) -> None:
    """Write rows, by the keys of the sheet's columns, below what a sheet holds."""
    kind = SETTINGS[key]
    with open_settings(desk) as book:
        sheet = book[kind.title(desk.lang)]
        headers, row = _header(sheet, [column.header(desk.lang) for column in kind.columns])
        while any(sheet.cell(row, column).value is not None for column in headers.values()):
            row += 1
        for number, cells in enumerate(rows, start=row):
            for name, value in cells.items():
                sheet.cell(number, headers[kind[name].header(desk.lang)]).value = value


def _header(sheet: Worksheet, names: list[str]) -> tuple[dict[str, int], int]:
    """Where each header stands, and the first row below."""
    for cells in sheet.iter_rows(max_row=10):
        found = {cell.value: cell.column for cell in cells if cell.value in names}
        if len(found) == len(names):
            return found, cells[0].row + 1
    raise AssertionError(f"no row of {sheet.title} holds {names}")
