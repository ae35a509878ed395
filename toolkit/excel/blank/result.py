"""A new workbook with somebody's rows and our columns, where their own file cannot be filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from toolkit.excel.blank.canvas import Canvas, Signature, drawn
from toolkit.excel.blank.entry import cell_look, header_look
from toolkit.excel.blank.formats import page_setup
from toolkit.schema.identity import Role
from toolkit.words import template as say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from toolkit.schema.column import Column
    from toolkit.schema.table import Table
    from toolkit.words import Language

_REFUSED = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_LONGEST = 31


def write_result(
    target: Path,
    tables: Sequence[tuple[Table, Mapping[Column, np.ndarray]]],
    *,
    lang: Language,
    properties: Mapping[str, str],
) -> None:
    """Write the tables with all their columns, and ours at the right; one sheet a table.

    tables: each with our columns as people see them, shape (n,).
    """
    title = tables[0][0].title
    with drawn(target, lang, Signature(title, say.SUBJECT(lang), Role.RETURNED, "result")) as canvas:
        for name, value in properties.items():
            canvas.book.set_custom_property(name, value, "text")
        names = sheet_names([table.title for table, _ in tables])
        for name, (table, ours) in zip(names, tables, strict=True):
            _draw(canvas, canvas.add_sheet(name), table, ours)


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Return names that Excel accepts for sheets with these titles: no sign it refuses, short, and no two alike."""
    names: dict[str, str] = {}
    for title in titles:
        plain = name = title.translate(_REFUSED).strip("'")[:_LONGEST] or "_"
        while name.casefold() in names:
            name = f"{plain[: _LONGEST - 5]} ({len(names)})"
        names[name.casefold()] = name
    return list(names.values())


def _draw(canvas: Canvas, sheet: Any, table: Table, ours: Mapping[Column, np.ndarray]) -> None:
    number = 0
    for header, values in _theirs(table, ours):
        _draw_column(canvas, sheet, number, header, values)
        number += 1
    for column, filled in ours.items():
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.header(canvas.lang), canvas.formats(header_look(column)))
        _write(sheet, number, filled, canvas.formats(cell_look(column)))
        number += 1
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table), max(number - 1, 0))
    page_setup(sheet, header_rows=1)


def _theirs(table: Table, ours: Mapping[Column, np.ndarray]) -> list[tuple[str, pd.Series]]:
    """Their columns in the order of their sheet, as they were; the ones that we fill stand with ours."""
    filled = {column.key for column in ours}
    known = [
        (head.column, head.text, table.raw[key]) for key, head in table.headers.items() if key not in filled
    ]
    carried = [
        (1000 + n, str(name), table.carried.iloc[:, n]) for n, name in enumerate(table.carried.columns)
    ]
    return [(text, values) for _, text, values in sorted(known + carried, key=lambda column: column[0])]


def _draw_column(canvas: Canvas, sheet: Any, number: int, header: str, values: pd.Series) -> None:
    sheet.set_column(number, number, 16)
    sheet.write_string(0, number, header, canvas.formats("header"))
    is_time = values.map(lambda value: hasattr(value, "year")).any() if len(values) else False
    _write(sheet, number, values.to_numpy(object), canvas.formats("cell_moment" if is_time else "cell"))


def _write(sheet: Any, column: int, values: np.ndarray, look: Any) -> None:
    """Write one column: text as text, so that nothing a customer wrote becomes a formula."""
    for row, value in enumerate(values, start=1):
        if value is None or value is pd.NaT or value != value:  # noqa: PLR0124 - NaN is not itself
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, look)
        elif isinstance(value, (np.datetime64, pd.Timestamp)):
            sheet.write_datetime(row, column, pd.Timestamp(value).to_pydatetime(), look)
        else:
            sheet.write(row, column, value, look)
