"""Something about a workbook: what, how bad, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toolkit.words import Language, Text


class Severity(IntEnum):
    """How bad: an error keeps its row (or book) out, a warning asks for a look, a note says what we did."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding. `id` is given out once and never reused; texts may name the facts of a finding."""

    id: str
    slug: str
    severity: Severity
    message: Text
    why: Text
    cure: Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is, as the person sees it: sheet name, row number, column number (1 is A), header."""

    sheet: str = ""
    row: int = 0
    column: int = 0
    header: str = ""

    @property
    def address(self) -> str:
        """The cell as Excel names it: "C7", "C" for a column, "7" for a row, "" for a book."""
        return f"{column_letters(self.column)}{self.row or ''}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One code at one place, with the facts its message quotes."""

    code: Code
    place: Place = Place()
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return self.code.severity

    def message(self, lang: Language) -> str:
        """The sentence for the person: names the cell and header, quotes the value, says what next."""
        return self.code.message(lang, **self._known())

    def cure(self, lang: Language) -> str:
        return self.code.cure(lang, **self._known())

    def _known(self) -> dict[str, object]:
        place = self.place
        return {
            "sheet": place.sheet,
            "row": place.row,
            "header": place.header,
            "cell": place.address,
            **self.facts,
        }


@dataclass(frozen=True, slots=True)
class Hits:
    """One code on many cells of one column (or many rows), kept as arrays: 100,000 rows make no 100,000 objects.

    rows: Excel row numbers, shape (n,). index: positions in the table's frame, shape (n,).
    facts: a value for all, or an array of shape (n,) with one for each hit.
    """

    code: Code
    sheet: str
    rows: np.ndarray
    index: np.ndarray
    column: int = 0
    header: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Finding]:
        for n, row in enumerate(self.rows):
            facts = {
                name: value[n] if isinstance(value, np.ndarray) else value
                for name, value in self.facts.items()
            }
            yield Finding(self.code, Place(self.sheet, int(row), self.column, self.header), facts)


def column_letters(number: int) -> str:
    """Return the letters of a column by its number: 1 is A, 27 is AA, 0 is nothing."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
