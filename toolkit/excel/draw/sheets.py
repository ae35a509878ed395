"""A worksheet of a report: XlsxWriter's, but for what charts keep of its empty cells."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet


class PageSheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose empty cells are gaps in a chart for programs that only read what the chart has kept."""

    def _get_range_data(self, *edges: int) -> Any:
        # XlsxWriter keeps a zero for a cell that has a format and no value.
        return [None if value == "" else value for value in super()._get_range_data(*edges)]
