"""Checks of one cell: is it there, is it of the right kind, is its word in the list, is its number in range."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.triage import without_level
from toolkit.rules.checking import check
from toolkit.rules.codes import cell as code
from toolkit.rules.meaning import hint
from toolkit.rules.quoting import is_blank_word
from toolkit.schema.column import Kind
from toolkit.schema.naming import normalise
from toolkit.words import checks as words

if TYPE_CHECKING:
    from toolkit.rules.checking import Cells, Facts, Mask
    from toolkit.schema.column import Column
    from toolkit.schema.vocabulary import Vocabulary

EXPECTED = {
    Kind.MOMENT: (words.A_MOMENT, "2026-10-08 09:30"),
    Kind.DATE: (words.A_DATE, "2026-10-08"),
    Kind.NUMBER: (words.A_NUMBER, "12.5"),
    Kind.INTEGER: (words.A_WHOLE_NUMBER, "12"),
    Kind.PERCENT: (words.A_PERCENTAGE, "30%"),
}
# Several numbers, full-width signs, or a blank in what looks like a number; a name may have blanks.
_ODD_IN_ID = re.compile(r"[、，；,;|\uff01-\uff5e]|[\u200b-\u200f\ufeff]|\d.*\s|\s.*\d")
_LONGEST_ID = 40
_LEAST_LOST = 1e15


def _any(_column: Column) -> bool:
    return True


def _asked_for(column: Column) -> bool:
    return column.is_required or column.is_expected


def _measured(column: Column) -> bool:
    return column.is_time or column.is_number


def _listed(column: Column) -> bool:
    return column.choices is not None


def _bounded(column: Column) -> bool:
    return column.is_number and (column.minimum is not None or column.maximum is not None)


def _typed_name(column: Column) -> bool:
    return column.kind in (Kind.ID, Kind.TEXT) and column.choices is None


@check(code.C302, required=code.C301, on=_asked_for)
def missing(cells: Cells) -> Mask:
    return cells.is_empty


@check(code.C308, required=code.C307, on=_any)
def excel_error(cells: Cells) -> Mask:
    return cells.failed


@check(code.C310, required=code.C309, on=_any)
def never_computed(cells: Cells) -> Mask:
    return cells.uncomputed & ~cells.failed


def _what_was_expected(cells: Cells, _index: np.ndarray) -> Facts:
    kind, example = EXPECTED[cells.column.kind]
    return {"kind": kind(cells.context.lang), "example": example}


@check(code.C305, required=code.C303, on=_measured, facts=_what_was_expected)
def wrong_kind(cells: Cells) -> Mask:
    return cells.is_null & ~cells.is_empty & ~cells.failed & ~cells.uncomputed


def _hints(cells: Cells, index: np.ndarray) -> Facts:
    choices = cells.context.choices(cells.column)
    codes, unknown = pd.factorize(cells.series.iloc[index])
    hints = np.array(
        [hint(str(word), choices, cells.context.lang) if choices else "" for word in unknown], object
    )
    return {"hint": hints[codes]}


@check(code.C304, on=_listed, facts=_hints)
def not_in_list(cells: Cells) -> Mask:
    choices = cells.context.choices(cells.column)
    codes, found = pd.factorize(cells.series)
    unknown = [choices is not None and not _is_known(str(word), choices) for word in found]
    return np.array([*unknown, False], bool)[codes]


def _is_known(word: str, choices: Vocabulary) -> bool:
    """Whether a word is in a list; a level written behind it is looked at by another check."""
    forms = {normalise(word), normalise(without_level(word))}
    return word in choices.keys or is_blank_word(word) or not forms.isdisjoint(choices.by_word)


def _bounds(cells: Cells, _index: np.ndarray) -> Facts:
    low, high = cells.column.minimum, cells.column.maximum
    text = (
        words.BETWEEN
        if low is not None and high is not None
        else words.AT_LEAST
        if high is None
        else words.AT_MOST
    )
    return {"bounds": text(cells.context.lang, low=f"{low or 0:g}", high=f"{high or 0:g}")}


@check(code.C306, on=_bounded, facts=_bounds)
def out_of_range(cells: Cells) -> Mask:
    low, high = cells.column.minimum, cells.column.maximum
    is_out: Mask = (cells.numbers < (-np.inf if low is None else low)) | (
        cells.numbers > (np.inf if high is None else high)
    )
    return is_out


@check(code.C326, on=lambda column: column.kind is Kind.INTEGER)
def not_whole(cells: Cells) -> Mask:
    is_broken: Mask = np.isfinite(cells.numbers) & (cells.numbers != np.floor(cells.numbers))
    return is_broken


def _first_rows(cells: Cells, index: np.ndarray) -> Facts:
    first = pd.Series(cells.table.rows, index=cells.series).groupby(level=0).first()
    return {"first_row": first.reindex(cells.series.iloc[index]).to_numpy()}


@check(code.C315, on=lambda column: column.key == "feedback_id", facts=_first_rows)
def repeated_id(cells: Cells) -> Mask:
    return np.asarray(cells.series.duplicated(keep="first"), bool) & ~cells.is_null


@check(code.C316, on=lambda column: column.kind is Kind.ID)
def odd_id(cells: Cells) -> Mask:
    codes, ids = pd.factorize(cells.series)
    odd = [len(str(one)) > _LONGEST_ID or bool(_ODD_IN_ID.search(str(one))) for one in ids]
    return np.array([*odd, False], bool)[codes]


@check(code.C317, on=_typed_name)
def digits_lost(cells: Cells) -> Mask:
    if pd.api.types.infer_dtype(cells.raw, skipna=True) in ("string", "empty"):
        return np.zeros(len(cells.raw), bool)
    numbers = (isinstance(value, (int, float)) and abs(value) >= _LEAST_LOST for value in cells.raw)
    return np.fromiter(numbers, bool, len(cells.raw))


VALUE_CHECKS = (
    missing, excel_error, never_computed, wrong_kind, not_in_list, out_of_range, not_whole,
    repeated_id, odd_id, digits_lost,
)  # fmt: skip
