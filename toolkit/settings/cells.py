"""What is wrong with single cells of the settings, whatever sheet they stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.rules.cells import EXPECTED
from toolkit.rules.codes.settings import P601, P603, P604, P614, P616, P617, P620, P628
from toolkit.rules.quoting import is_blank_word
from toolkit.schema.column import Kind
from toolkit.settings.speech import pattern_in
from toolkit.words import checks as words
from toolkit.words import settings as say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.schema.column import Column
    from toolkit.settings.rows import Row
    from toolkit.words import Language

MOST_WORDS = 500
"""Other words or keywords in one cell: more would be slow, and a cell holds no more that a person could still read."""

_WORD_LISTS = ("aliases", "keywords")
_BLANK_CODES = {("urgencies", "level"): P614}
_NOT_POSITIVE = ("amount", "extension_amount", "longest_pause", "longest_pauses")


def check_cells(rows: Iterable[Row]) -> None:
    """Note every cell that is blank and must not be, or that holds what its column cannot."""
    for row in rows:
        columns = row.table.columns
        if all(is_blank_word(row.typed(column.key)) for column in columns):
            continue
        for column in columns:
            _check(row, column)


def _check(row: Row, column: Column) -> None:
    key, value = column.key, row[column.key]
    if value is None:
        _check_blank(row, column)
    elif column.choices and value not in column.choices.keys:
        _unknown(row, column)
    elif column.is_number and not _is_in_range(column, value):
        row.wrong(P604 if key in _NOT_POSITIVE else P616, key, bounds=bounds(column, row.faults.lang))
    elif key in _WORD_LISTS and (count := len(row.words(key))) > MOST_WORDS:
        row.wrong(P620, key, count=count, limit=MOST_WORDS)
    elif key == "keywords" and (pattern := pattern_in(row.words(key))):
        row.wrong(P628, key, value=pattern)


def _check_blank(row: Row, column: Column) -> None:
    if column.kind in EXPECTED and not is_blank_word(row.typed(column.key)):
        kind, example = EXPECTED[column.kind]
        row.wrong(P603, column.key, value=row.typed(column.key), kind=kind, example=example)
    elif column.is_required:
        code = _BLANK_CODES.get((row.table.sheet.key, column.key), P601)
        row.wrong(code, column.key, value=row.text("word"))


def _unknown(row: Row, column: Column) -> None:
    assert column.choices is not None
    if column.key == "our_column":
        row.wrong(P617, column.key, hint=say.REVIEW_WORDS)
    else:
        row.unknown(column.key, row.text(column.key), column.choices)


def _is_in_range(column: Column, value: float) -> bool:
    if column.key in _NOT_POSITIVE:
        return value > 0
    if column.kind is Kind.INTEGER and value != int(value):
        return False
    low, high = column.minimum, column.maximum
    return (low is None or value >= low) and (high is None or value <= high)


def bounds(column: Column, lang: Language) -> str:
    """Return in words between what a number must lie."""
    low, high = column.minimum, column.maximum
    if high is None:
        return words.AT_LEAST(lang, low=f"{low or 0:g}")
    return words.BETWEEN(lang, low=f"{low or 0:g}", high=f"{high:g}")
