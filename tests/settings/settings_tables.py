"""Builds settings sheets as the reader would hand them over, and the rules that they make."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from toolkit.excel.reading.coerce import Terms, coerce
from toolkit.excel.reading.distinct import Distinct
from toolkit.schema.books.settings import SETTINGS
from toolkit.schema.table import Header, Table
from toolkit.settings import load_settings

TODAY = date(2026, 11, 2)
POLICY = {"id": "x", "name": "测试", "stage": "办结", "amount": 3, "clock": "工作日"}


def table(key: str, *rows: dict[str, object]) -> Table:
    """A settings sheet with these rows, as the reader would hand it over."""
    sheet = SETTINGS[key]
    raw = {column.key: [row.get(column.key, "") for row in rows] for column in sheet.columns}
    frame = {}
    for column in sheet.columns:
        cells = np.empty(len(rows), object)
        cells[:] = raw[column.key]
        frame[column.key] = coerce(column, Distinct.of(cells), Terms()).cells
    headers = {column.key: Header(column.zh, place) for place, column in enumerate(sheet.columns, start=1)}
    blank = pd.DataFrame(
        {name: [cell or None for cell in cells] for name, cells in raw.items()}, dtype=object
    )
    return Table(sheet, sheet.zh, 1, headers, pd.DataFrame(frame), blank, np.arange(2, len(rows) + 2))


def load(*tables: Table, lang="zh", today=TODAY):
    return load_settings(tables, lang=lang, today=today)


def faults(settings, but=("P618",)) -> list[tuple[str, str, str]]:
    """What is wrong: code, sheet and cell; sheets that a test leaves out are not missed."""
    return [(f.code.id, f.place.sheet, f.place.address) for f in settings.findings if f.code.id not in but]
