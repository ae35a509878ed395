"""A value as its cell would show it: the workbook's own number formats, as text."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.excel.draw.looks import figure_look
from toolkit.report.month import moment_text
from toolkit.schema.page import Form, Tone

if TYPE_CHECKING:
    from toolkit.schema.page import Figure
    from toolkit.words import Language

_PLACES = re.compile(r"(?:#,##0|0)(?P<decimals>\.0+)?(?P<percent>%?)")
_DIGITS = 15
"""What a spreadsheet computes with; digits beyond it are noise that must not tip a rounding."""


def said(figure: Figure, lang: Language) -> str:
    """Return a figure as its cell would show it, "" for an empty one."""
    return written(figure.value, figure.form, lang)


def written(value: object, form: Form, lang: Language) -> str:
    """Return a value in a form; words stay as they are, also where a number is expected ("–")."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, (pd.Timestamp, np.datetime64)) or value is pd.NaT:
        moment = pd.Timestamp(str(value)).to_datetime64()
        return "" if np.isnat(moment) else moment_text(moment, form is Form.DAY)
    number = float(str(value))
    if not np.isfinite(number):
        return ""
    return _formatted(number, figure_look(form, Tone.PLAIN, lang).number)


def _formatted(number: float, pattern: str) -> str:
    """Return a number in a number format of up to three sections: positive, negative, zero."""
    sections = pattern.split(";")
    has_own = len(sections) > 1
    place = 0 if number > 0 or not has_own else 1 if number < 0 else len(sections) - 1
    found = _PLACES.search(_bare(sections[place]))
    if not found:
        return _unquoted(sections[place]) if has_own else f"{number:.10g}"
    sign = "-" if number < 0 and not has_own else ""
    size = _rounded(abs(number), found)
    return _unquoted(_PLACES.sub(lambda _: f"{sign if size.strip('0.,%') else ''}{size}", sections[place], 1))


def _bare(section: str) -> str:
    return re.sub(r'"[^"]*"', "", section)


def _unquoted(section: str) -> str:
    return section.replace('"', "")


def _rounded(size: float, found: re.Match[str]) -> str:
    """Round as spreadsheets do: halves go up, never to the even."""
    exact = Decimal(f"{size:.{_DIGITS}g}") * (100 if found["percent"] else 1)
    step = Decimal(1).scaleb(-max(len(found["decimals"] or "") - 1, 0))
    return f"{exact.quantize(step, ROUND_HALF_UP):,f}{found['percent']}"
