"""A raw cell as plain text: as the person sees it, without what only a program notices."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from unicodedata import is_normalized, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

BLANK = ""
# What is trimmed off: all white space, and the marks that nobody can see.
TRIM = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNTRIMMED = re.compile(rf"\n(?:(?<=[{TRIM}]\n)|(?=[{TRIM}]))")
_LINE_BREAK = re.compile(r"\s*[\r\n]+\s*")
_WIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
_EXCEL_DIGITS = 15


def is_blank(value: object) -> bool:
    """Whether a cell shows nothing: empty, or only white space and invisible marks."""
    return value is None or (isinstance(value, str) and not value.strip(TRIM))


def as_text(value: object) -> str:
    """Return what a cell shows, trimmed, in composed form (NFC); a number without a needless ".0"."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return number_text(value)
    return "" if value is None else time_text(value)


def clean(text: str) -> str:
    """Return a text trimmed, composed, and without control characters that no file may hold."""
    text = text.strip(TRIM)
    return normalize("NFC", _CONTROLS.sub("", text)) if needs_cleaning(text) else text


def needs_cleaning(text: str) -> bool:
    """Whether trimming is not enough; one look at many texts joined by line breaks serves them all."""
    return not is_normalized("NFC", text) or _CONTROLS.search(text) is not None


def are_tidy(texts: Iterable[str]) -> bool:
    """Whether each text is filled, trimmed and clean, and in one line; one look at all of them tells."""
    joined = "\n".join(("", *texts, ""))
    return _UNTRIMMED.search(joined) is None and not needs_cleaning(joined)


def number_text(value: float) -> str:
    """Return a number as digits, never in scientific notation: an order number is no quantity."""
    if value == value // 1 and abs(value) < 10 ** (_EXCEL_DIGITS + 5):
        return str(int(value))
    return f"{value:.{_EXCEL_DIGITS}g}"


def time_text(value: object) -> str:
    """Return a date, a moment or a time of day as people write it."""
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat(" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else clean(str(value))


def header_text(value: object) -> str:
    """Return a header in one line: a break inside Chinese words goes, elsewhere it becomes a blank."""
    text = as_text(value)
    return _LINE_BREAK.sub("" if _WIDE.search(text) else " ", text)
