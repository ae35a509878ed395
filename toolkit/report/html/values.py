"""What charts and trends draw: the values of the cells that their references name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from toolkit.schema.page import TableBlock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.schema.page import Report

_COLUMN = re.compile(r"\{(?P<table>\w+)\.(?P<key>\w+):(?P<last>\d*)\}")


class Values:
    """The columns of all tables of a report."""

    def __init__(self, report: Report) -> None:
        blocks = (block for page in report.pages for block in page.blocks)
        self._tables: Mapping[str, TableBlock] = {
            block.key: block for block in blocks if isinstance(block, TableBlock)
        }
        self._entries = {entry.sheet.key: entry.frame for entry in report.entries}

    def of(self, reference: str) -> list[object]:
        """Return the values of a column of a table ("{issues.count:}"), or its last rows ("{history.month:6}").

        Raises:
            ValueError: the reference names no column of a table that is there.
        """
        found = _COLUMN.fullmatch(reference)
        if not found:
            raise ValueError(f"{reference!r} names no column of a table")
        values = self._column(found["table"], found["key"])
        return values[-int(found["last"]) :] if found["last"] else values

    def numbers(self, reference: str) -> list[float | None]:
        """Return them as numbers, None where there is none: a gap, never a zero."""
        return [_number(value) for value in self.of(reference)]

    def _column(self, table: str, key: str) -> list[object]:
        if table in self._tables:
            rows = self._tables[table].rows
            return [row.cells[key].value if key in row.cells else None for row in rows]
        if table in self._entries and key in self._entries[table]:
            return list(self._entries[table][key])
        raise ValueError(f"no table {table!r} with a column {key!r} is there")


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)):
        return None
    return float(value) if np.isfinite(value) else None
