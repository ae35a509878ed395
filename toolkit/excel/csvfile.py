"""A CSV file as a sheet: every cell is text."""

from __future__ import annotations

import csv
from itertools import islice
from typing import TYPE_CHECKING

from toolkit.excel.grid import Grid, stacked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOOKED_AT = 20
_SEPARATORS = ",\t;|"
_DECLARED = "sep="
_LARGEST_FIELD = 2**31 - 1
_GUARDED = '="'


class CsvFile:
    """One sheet, called as the file is."""

    def __init__(self, path: Path, encoding: str) -> None:
        """Open nothing yet; `encoding` is what the bytes are in, as Python names it."""
        self._path = path
        # the same codec, but it drops a byte order mark
        self._encoding = "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding
        self.titles = (path.stem,)

    def grid(self, title: str) -> Grid:
        """Read the file. A short row is filled up with blanks.

        Raises:
            UnicodeDecodeError: the bytes are not in the encoding.
            csv.Error: a field has no end.
        """
        separator = self._separator()
        width = max((len(row) for row in self._rows(separator)), default=0)
        if not width:
            return Grid(title, stacked(()))
        declared = bool(self._declared())
        rows = (row + [""] * (width - len(row)) for row in self._rows(separator))
        return Grid(title, stacked(rows), 1 + declared)

    def _rows(self, separator: str) -> Iterator[list[str]]:
        # a field may be as long as a cell of any program; the module's own limit is 128 kB
        csv.field_size_limit(_LARGEST_FIELD)
        with self._path.open(encoding=self._encoding, newline="") as lines:
            skipped = int(bool(self._declared()))
            clean = (line.replace("\0", "") for line in islice(lines, skipped, None))
            for row in csv.reader(clean, delimiter=separator):
                yield [unguarded(cell) if cell.startswith(_GUARDED) else cell for cell in row]

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
    return cell[2:-1].replace('""', '"') if cell.endswith('"') else cell


def _steadiness(head: str, mark: str) -> tuple[int, int]:
    """How well a mark cuts the first lines into rows of one width."""
    widths = [len(row) for row in csv.reader(head.splitlines(), delimiter=mark) if row]
    usual = max(set(widths), key=widths.count, default=1)
    return (widths.count(usual) if usual > 1 else 0, usual)
