"""Raw cells to a typed column: each distinct value is understood once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import normalize

import numpy as np

from toolkit.excel.reading.moments import Habits, Moments, understand
from toolkit.excel.reading.plain import TRIM, are_tidy, as_text, clean, is_blank, needs_cleaning
from toolkit.schema.column import Column, Kind
from toolkit.schema.naming import normalise
from toolkit.words import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.excel.reading.distinct import Distinct
    from toolkit.schema.vocabulary import Vocabulary

_LARGE = {"": 1.0, forms.TENS_OF_THOUSANDS: 1e4, forms.HUNDREDS_OF_MILLIONS: 1e8}
_NUMBER = re.compile(
    rf"(?:[≥≤><=~{forms.ABOUT}]|>=|<=)?[¥$€£]?(?P<number>[+-]?(?:\d+(?:,\d{{3}})*(?:\.\d*)?|\.\d+))"
    rf"(?P<large>[{''.join(_LARGE)}]?)(?P<percent>%?)(?:{forms.UNITS})?"
)


@dataclass(frozen=True)
class Terms:
    """What a column's words mean here: the list in force, a foreign file's words, and how dates are written."""

    vocabulary: Vocabulary | None = None
    translations: Mapping[str, str] = field(default_factory=dict)
    habits: Habits = field(default_factory=Habits)


@dataclass
class Typed:
    """A column understood.

    codes: for each row the position of its value, shape (n,). distinct: values as Table.frame holds them.
    is_day: of a time, which of the distinct values are bare dates. moments: how dates were understood.
    """

    codes: np.ndarray
    distinct: np.ndarray
    is_day: np.ndarray | None = None
    moments: Moments | None = None

    @property
    def cells(self) -> np.ndarray:
        """One value for each row, shape (n,)."""
        cells: np.ndarray = self.distinct[self.codes]
        return cells


def coerce(column: Column, cells: Distinct, terms: Terms) -> Typed:
    """Return a column's cells in the form that Table.frame holds.

    Text is trimmed and composed (NFC), None where blank. A choice is its vocabulary's key, or the word as typed.
    A number is float64, NaN where it is none; Kind.PERCENT is in percentage points, so 0.8 in a cell that shows
    80% and the text "80%" are both 80. A moment is datetime64[s], NaT where it is none; Kind.DATE has no time.
    """
    if column.is_time:
        moments = understand(cells.values, terms.habits)
        if column.kind is Kind.DATE:
            moments.when = moments.when.astype("datetime64[D]").astype("datetime64[s]")
            moments.is_day = ~np.isnat(moments.when)
        return Typed(cells.codes, moments.when, moments.is_day, moments)
    if column.is_number:
        return Typed(cells.codes, _numbers(cells.values, column.kind))
    words = _texts(cells.values)
    if column.kind is Kind.CHOICE:
        words = _choices(words, terms.vocabulary or column.choices, terms.translations)
    return Typed(cells.codes, words)


def _texts(raw: np.ndarray) -> np.ndarray:
    """Return trimmed texts, None where blank."""
    if set(map(type, raw)) == {str} and are_tidy(raw):
        return raw.copy()
    texts = [value.strip(TRIM) if type(value) is str else as_text(value) for value in raw]
    if needs_cleaning("\n".join(texts)):
        texts = [clean(text) for text in texts]
    found = np.empty(len(texts), object)
    found[:] = [text or None for text in texts]
    return found


def _choices(words: np.ndarray, vocabulary: Vocabulary | None, translations: Mapping[str, str]) -> np.ndarray:
    ours = vocabulary.by_word if vocabulary else {}
    theirs = {normalise(word): meaning for word, meaning in translations.items()}
    found = np.empty(len(words), object)
    found[:] = [word and _choice(word, ours, theirs) for word in words]
    return found


def _choice(word: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    name = normalise(word)
    meaning = theirs.get(name)
    return ours.get(name, word) if meaning is None else ours.get(normalise(meaning), meaning)


def _numbers(raw: np.ndarray, kind: Kind) -> np.ndarray:
    return np.array([_number(value, kind) for value in raw], float)


def _number(value: object, kind: Kind) -> float:
    """Return a number as typed; NaN for what is none. A share up to 1 in a percent column is a fraction of 100."""
    if isinstance(value, bool) or is_blank(value):
        return np.nan
    if isinstance(value, str):
        value = written_number(value, kind)
    if not isinstance(value, (int, float)) or not np.isfinite(value):
        return np.nan
    return value * 100 if kind is Kind.PERCENT and abs(value) <= 1 else float(value)


def written_number(text: str, kind: Kind = Kind.NUMBER) -> float:
    """Return what a written number means: "1,234.5", "￥50", "≥95", "80%" (0.8, as Excel stores it); else NaN."""
    found = _NUMBER.fullmatch(re.sub(r"\s", "", normalize("NFKC", text)))
    if not found:
        return np.nan
    number = float(found["number"].replace(",", "")) * _LARGE[found["large"]]
    if not found["percent"]:
        return number
    # in a percent column 0.5% must not be taken for one half
    return number if kind is Kind.PERCENT and number > 1 else number / 100
