"""A plain workbook from rows of cells, as somebody without our template would make one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_CREATED = datetime(2026, 1, 1, tzinfo=UTC)


def write_grid(
    target: Path, sheets: Mapping[str, Sequence[Sequence[object]]], *, title_rows: int = 0
) -> None:
    """Write sheets cell by cell; text stays text, and `title_rows` at the top are merged across the table."""
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(target), options) as book:
        book.set_properties({"created": _CREATED})
        looks: dict[type, str] = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd"}
        formats = {kind: book.add_format({"num_format": code}) for kind, code in looks.items()}
        for title, rows in sheets.items():
            _write_sheet(book.add_worksheet(title), rows, formats, title_rows)


def _write_sheet(
    sheet: Any, rows: Sequence[Sequence[object]], formats: Mapping[type, Any], title_rows: int
) -> None:
    width = max(map(len, rows), default=1)
    sheet.set_column(0, width - 1, 16)
    for number, row in enumerate(rows):
        if number < title_rows and width > 1:
            sheet.merge_range(number, 0, number, width - 1, row[0])
            continue
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value, formats.get(type(value)))
