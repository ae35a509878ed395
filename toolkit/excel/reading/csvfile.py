"""A CSV file as a sheet: every cell is text."""

from __future__ import annotations

import csv
from itertools import islice
from typing import TYPE_CHECKING

from toolkit.excel.reading.grid import Grid, stacked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOOKED_AT = 20
_SEPARATORS = ",\t;|"
_DECLARED = "sep="
_LARGEST_FIELD = 2**31 - 1
_GUARD = '="'


class CsvFile:
    """One sheet, called as the file is."""

    def __init__(self, path: Path, encoding: str, title: str) -> None:
        """Open nothing yet; `encoding` is what the bytes are in, as Python names it."""
        self._path = path
        # the same codec, but it drops a byte order mark
        self._encoding = "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding
        self.titles = (title,)
        self._has_guards = False

    def grid(self, title: str) -> Grid:
        """Read the file. A short row is filled up with blanks.

        Raises:
            UnicodeDecodeError: the bytes are not in the encoding.
            csv.Error: a field has no end.
        """
        cells = stacked(self._rows())
        if self._has_guards:
            for column in cells.T:
                column[:] = [unguarded(cell) for cell in column]
        return Grid(title, cells, 1 + bool(self._declared()))

    def _rows(self) -> Iterator[list[str]]:
        # a field may be as long as a cell of any program; the module's own limit is 128 kB
        csv.field_size_limit(_LARGEST_FIELD)
        separator, skipped = self._separator(), int(bool(self._declared()))
        with self._path.open(encoding=self._encoding, newline="") as lines:
            yield from csv.reader(map(self._seen, islice(lines, skipped, None)), delimiter=separator)

    def _seen(self, line: str) -> str:
        """Look at a line on its way: it may hold guards, and NUL, which the csv module refuses."""
        self._has_guards = self._has_guards or _GUARD in line
        return line.replace("\0", "") if "\0" in line else line

    def _declared(self) -> str:
        """The separator that a first line such as "sep=;" declares, as Excel writes and understands it."""
        with self._path.open(encoding=self._encoding, newline="") as lines:
            first = lines.readline().strip().lstrip("\ufeff").strip('"').casefold()
        return first.removeprefix(_DECLARED) if len(first) == len(_DECLARED) + 1 else ""

    def _separator(self) -> str:
        if declared := self._declared():
            return declared
        with self._path.open(encoding=self._encoding, newline="") as lines:
            head = "".join(islice(lines, _LOOKED_AT))
        return max(_SEPARATORS, key=lambda mark: _steadiness(head, mark))


def unguarded(cell: str) -> str:
    """Return what a cell like ="00123" means: text that an export kept from being taken as a number."""
    if not (cell.startswith(_GUARD) and cell.endswith('"')):
        return cell
    return cell[len(_GUARD) : -1].replace('""', '"')


def _steadiness(head: str, mark: str) -> tuple[int, int]:
    """How well a mark cuts the first lines into rows of one width."""
    widths = [len(row) for row in csv.reader(head.splitlines(), delimiter=mark) if row]
    usual = max(set(widths), key=widths.count, default=1)
    return (widths.count(usual) if usual > 1 else 0, usual)
