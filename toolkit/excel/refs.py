"""Cell references: A1 text to numbers and back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from toolkit.rules.finding import column_letters

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


@cache
def letters(column: int) -> bytes:
    """The letters of a column as bytes: 1 is A."""
    return column_letters(column).encode()


def column_number(text: str) -> int:
    """The number of a column by its letters: A is 1."""
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_numbers(reference: str) -> tuple[int, int]:
    """Return (row, column) of a cell such as "C7" or "$C$7".

    Raises:
        ValueError: the text is no cell of a worksheet.
    """
    match = _CELL.fullmatch(reference) if isinstance(reference, str) else None
    if match is None:
        raise ValueError(f"{reference!r} is no cell")
    row, column = int(match[2]), column_number(match[1])
    if row > LAST_ROW or column > LAST_COLUMN:
        raise ValueError(f"{reference!r} lies outside a worksheet")
    return row, column


def cell_name(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of cells, both ends included; column 1 is A."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def parse(cls, reference: str) -> Box:
        """Read "A1:C9", "$A$1:$C$9" or "A1".

        Raises:
            ValueError: the text is no range of cells (whole rows and columns are not).
        """
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = cell_numbers(first), cell_numbers(last or first)
        return cls(min(left, right), min(top, bottom), max(left, right), max(top, bottom))

    def __str__(self) -> str:
        first, last = cell_name(self.top, self.left), cell_name(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    @property
    def absolute(self) -> str:
        """The range as a defined name writes it: $A$1:$C$9."""
        first = f"${column_letters(self.left)}${self.top}"
        last = f"${column_letters(self.right)}${self.bottom}"
        return first if first == last else f"{first}:{last}"

    @property
    def absolute_columns(self) -> str:
        """The whole columns as a defined name writes them: $A:$C."""
        return f"${column_letters(self.left)}:${column_letters(self.right)}"

    def meets(self, other: Box) -> bool:
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom

    def union(self, other: Box) -> Box:
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def to_column(self, right: int) -> Box:
        return replace(self, right=right)
