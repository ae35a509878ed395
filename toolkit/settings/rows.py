"""A settings sheet row by row: each cell by key, and where to point when it is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.rules.finding import Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from toolkit.rules.finding import Code
    from toolkit.schema.table import Table

_SEPARATORS = re.compile(r"[、,，;；/\n]+")
_PARTS = re.compile(r"[;；\n]+")


@dataclass
class Faults:
    """What is wrong with the settings, collected on the way."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, code: Code, place: Place, **facts: object) -> None:
        self.findings.append(Finding(code, place, facts))


@dataclass(frozen=True)
class Row:
    """One row of a settings sheet."""

    table: Table
    number: int
    faults: Faults

    def __getitem__(self, key: str) -> Any:
        """The cell as it was understood; None where it is blank or its column is not there."""
        if key not in self.table.frame:
            return None
        value = self.table.frame[key].iloc[self.number]
        return None if pd.isna(value) else value

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

    def place(self, key: str) -> Place:
        column, header = self.table.where(key)
        return Place(self.table.title, int(self.table.rows[self.number]), column, header)

    def wrong(self, code: Code, key: str, **facts: object) -> None:
        """Note a fault at one cell of this row."""
        facts = {"value": self.text(key), **facts}
        self.faults.add(code, self.place(key), **facts)


def rows_of(table: Table | None, faults: Faults) -> Iterator[Row]:
    """Go through the rows of a sheet; a sheet that is not there has none."""
    return (Row(table, number, faults) for number in range(len(table))) if table is not None else iter(())


def _cut(marks: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in marks.split(text) if part.strip())
