"""A cell's value in a sentence: short, as the person sees it, and without anybody's personal data."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.privacy import mask_contact, mask_name, mask_text
from toolkit.schema.column import Kind, Personal
from toolkit.words.text import shortened

if TYPE_CHECKING:
    from toolkit.schema.column import Column
    from toolkit.schema.table import Table

_LONGEST = 24
_BLANK_WORDS = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "n/a", "na", "none", "null", "nil", "n\\a"}
)
_MASKS = {Personal.NAME: mask_name, Personal.CONTACT: mask_contact}
_LETTER = re.compile(r"[^\W\d_]")


def is_blank_word(value: object) -> bool:
    """Whether a raw cell means nothing: empty, blanks only, or one of the signs people put for nothing."""
    if isinstance(value, str):
        return value.strip().casefold() in _BLANK_WORDS
    return value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value))


def quote_cells(table: Table, column: Column, index: np.ndarray) -> np.ndarray:
    """Return what the cells of a column at `index` hold as a sentence quotes them, shape (n,).

    Cut at 24 characters, personal data masked. A moment that was understood is quoted as such, whatever its form.
    """
    cells = table.raw[column.key].iloc[index]
    if column.is_time:
        moments = table.frame[column.key].iloc[index]
        cells = moments.astype(object).where(moments.notna(), cells)
    texts = pd.Series([quoted(value, column) for value in cells], dtype=object)
    if column.personal in _MASKS:
        texts = _MASKS[column.personal](texts)
    return (
        mask_text(texts, _names_in(table, index[texts.str.contains(_LETTER)])).map(shorten).to_numpy(object)
    )


def _names_in(table: Table, index: np.ndarray) -> set[str]:
    """The people whom these rows name where names belong: they must not show where one slipped into another column."""
    columns = [column.key for column in table.sheet.columns if column.personal is Personal.NAME]
    known = (table.raw[key].iloc[index].dropna().unique() for key in columns if key in table.raw)
    return {str(name) for names in known for name in names}


def quoted(value: object, column: Column | None = None) -> str:
    """Return one value as text: a moment to the minute, a whole number without its ".0"."""
    if value is None or value is pd.NaT:
        return ""
    if isinstance(value, (date, np.datetime64)):
        return moment_text(pd.Timestamp(value).to_datetime64())
    if isinstance(value, (float, np.floating)):
        number = float(value)
        is_share = column is not None and column.kind is Kind.PERCENT and abs(number) <= 1
        return f"{number * 100:g}%" if is_share else f"{number:.15g}"
    return " ".join(str(value).split())


def moment_text(moment: np.datetime64) -> str:
    """Return a moment as people write it, without a midnight that nobody typed."""
    text = str(moment.astype("datetime64[m]")).replace("T", " ")
    return text.removesuffix(" 00:00")


def shorten(text: str) -> str:
    return shortened(text, _LONGEST)
