"""What a settings sheet says that nobody has changed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.excel.blank.settings_rows import default_rows
from toolkit.excel.reading.coerce import Terms, coerce
from toolkit.excel.reading.distinct import Distinct
from toolkit.excel.reading.plain import BLANK
from toolkit.schema.books.settings import SETTINGS
from toolkit.schema.table import Header, Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from toolkit.schema.column import Column
    from toolkit.words import Language


@lru_cache(maxsize=2 * len(SETTINGS.sheets))
def default_table(key: str, lang: Language, today: date) -> Table:
    """Return what a sheet holds in a new settings workbook; to be read, not changed."""
    sheet, rows = SETTINGS[key], default_rows(key, lang, today)
    raw, frame = {}, {}
    for column in sheet.columns:
        cells = [BLANK if row.get(column.key) is None else row[column.key] for row in rows]
        raw[column.key] = [cell if cell != BLANK else None for cell in cells]
        frame[column.key] = typed(column, cells)
    headers = {
        column.key: Header(column.header(lang), place) for place, column in enumerate(sheet.columns, start=1)
    }
    return Table(
        sheet,
        sheet.title(lang),
        1,
        headers,
        pd.DataFrame(frame),
        pd.DataFrame(raw),
        np.arange(2, len(rows) + 2),
    )


def typed(column: Column, cells: Sequence[object]) -> np.ndarray:
    """Return raw cells as the reader would understand them in this column, shape (n,)."""
    raw = np.empty(len(cells), object)
    raw[:] = cells
    return coerce(column, Distinct.of(raw), Terms()).cells
