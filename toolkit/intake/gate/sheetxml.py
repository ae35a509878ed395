"""The exact used range of a sheet's XML, however it is written: prefixes, missing references, any encoding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.intake.gate.grid import LAST_COLUMN, Used
from toolkit.intake.gate.xmlpart import local, new_parser

if TYPE_CHECKING:
    from toolkit.intake.gate.xmlpart import Attributes

_REF = re.compile(r"([A-Za-z]{1,7})([0-9]{1,12})")
# A text or a date counts as content even when it is empty; measured with python-calamine 0.9.
_COUNT_EVEN_EMPTY = frozenset({"str", "d"})


class ExactSheet:
    """Handlers for expat that find the filled cells as a reader would; the result is in `used`."""

    def __init__(self) -> None:
        self.used = Used()
        self.parser = new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._row = self._column = 1
        self._at = (1, 1)
        self._kind = ""
        self._is_filled = False

    def _start(self, name: str, attributes: Attributes) -> None:
        match local(name):
            case "c":
                self._open_cell(attributes)
            case "v":
                self._is_filled |= self._kind in _COUNT_EVEN_EMPTY
                self.parser.CharacterDataHandler = self._text
            case "is":
                self._is_filled = True
            case "row":
                row = attributes.get("r", "")
                self._row = int(row) if row.isdecimal() else self._row
            case "mergeCell":
                self.used.extent.merges += 1

    def _open_cell(self, attributes: Attributes) -> None:
        reference = _REF.fullmatch(attributes.get("r", ""))
        if reference:
            self._column = column_number(reference[1])
        self._at = (int(reference[2]) if reference else self._row, self._column)
        self._kind = attributes.get("t", "")
        self._is_filled = False

    def _text(self, _: str) -> None:
        self._is_filled = True

    def _end(self, name: str) -> None:
        match local(name):
            case "c":
                if self._is_filled:
                    self.used.add(*self._at)
                self._column += 1
            case "v":
                self.parser.CharacterDataHandler = None
            case "row":
                self._row += 1
                self._column = 1


def column_number(letters: str) -> int:
    """Return the number of a column: A is 1; anything beyond the grid is just beyond it."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return min(number, LAST_COLUMN + 26**3)
