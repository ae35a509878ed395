"""A settings sheet row by row: each cell by key, and where to point when it is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.rules.codes.settings import P602
from toolkit.rules.finding import Finding, Place
from toolkit.rules.meaning import hint
from toolkit.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from toolkit.rules.finding import Code
    from toolkit.schema.table import Table
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language

_SEPARATORS = re.compile(r"[、,，;；/\n]+")
_PARTS = re.compile(r"[;；\n]+")


@dataclass
class Faults:
    """What is wrong with the settings, collected on the way, in the language of the workspace."""

    lang: Language = "zh"
    findings: list[Finding] = field(default_factory=list)

    def add(self, code: Code, place: Place, **facts: object) -> None:
        said = {name: fact(self.lang) if isinstance(fact, Text) else fact for name, fact in facts.items()}
        self.findings.append(Finding(code, place, said))

    def has_at(self, sheet: str, row: int) -> bool:
        """Say whether a row has a mistake already."""
        return any((finding.place.sheet, finding.place.row) == (sheet, row) for finding in self.findings)


@dataclass(frozen=True)
class Row:
    """One row of a settings sheet: its cells as they were understood, and as they were typed."""

    table: Table
    number: int
    faults: Faults
    understood: Mapping[str, object]
    raw: Mapping[str, object]

    def __getitem__(self, key: str) -> Any:
        """The cell as it was understood; None where it is blank or its column is not there."""
        return self.understood.get(key)

    def typed(self, key: str) -> object:
        """What the cell held before it was understood; None where it is blank or its column is not there."""
        return self.raw.get(key)

    def text(self, key: str) -> str:
        value = self[key]
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return "" if value is None else str(value).strip()

    def words(self, key: str) -> tuple[str, ...]:
        """The cell as a list of words, separated by any of the usual marks."""
        return _cut(_SEPARATORS, self.text(key))

    def parts(self, key: str) -> tuple[str, ...]:
        """The cell as a list of phrases, separated by semicolons or line breaks."""
        return _cut(_PARTS, self.text(key))

    def is_yes(self, key: str, *, otherwise: bool = False) -> bool:
        value = self[key]
        return otherwise if value is None else bool(value == "yes")

    def day(self, key: str) -> date | None:
        value = self[key]
        return None if value is None else pd.Timestamp(value).date()

    @property
    def line(self) -> int:
        """The row's number as Excel shows it."""
        return int(self.table.rows[self.number])

    def place(self, key: str) -> Place:
        column, header = self.table.where(key)
        return Place(self.table.title, self.line, column, header)

    def wrong(self, code: Code, key: str, **facts: object) -> None:
        """Note a fault at one cell of this row."""
        facts = {"value": self.text(key), **facts}
        self.faults.add(code, self.place(key), **facts)

    def unknown(self, key: str, word: str, choices: Vocabulary, **facts: object) -> None:
        """Note a word that its list does not know."""
        self.wrong(P602, key, value=word, hint=hint(word, choices, self.faults.lang), **facts)


def rows_of(table: Table | None, faults: Faults) -> Iterator[Row]:
    """Go through the rows of a sheet; a sheet that is not there has none."""
    if table is None:
        return
    understood, raw = (_records(frame) for frame in (table.frame, table.raw))
    for number in range(len(table)):
        yield Row(table, number, faults, understood[number], raw[number])


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """The filled cells of each row by key; a settings sheet is small, and every cell of it is asked for."""
    filled = {str(key): frame[key].notna().tolist() for key in frame}
    cells = {str(key): frame[key].tolist() for key in frame}
    return [{key: cells[key][number] for key in cells if filled[key][number]} for number in range(len(frame))]


def _cut(marks: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in marks.split(text) if part.strip())
