"""The rows of a month with more of them than a sheet of Excel holds: by half-month on several sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.schema.page import DataSheet
from toolkit.words import report_terms as terms

if TYPE_CHECKING:
    from toolkit.domain.figures.period import Period
    from toolkit.words import Language

MOST_ROWS = 1_048_575
"""Rows of Excel below a header."""
_HALF = np.timedelta64(15, "D")


@dataclass(frozen=True)
class SplitSheet(DataSheet):
    """Rows that take several sheets. cuts: where each part but the first begins. titles: of the parts."""

    cuts: tuple[int, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[DataSheet, ...]:
        edges = [0, *self.cuts, len(self.frame)]
        return tuple(
            DataSheet(
                f"{self.key}_{n}", title, f"{self.table_name}_{n}", self.columns, self.frame.iloc[first:last]
            )
            for n, (title, first, last) in enumerate(zip(self.titles, edges[:-1], edges[1:], strict=True), 1)
        )

    def place(self, row: int) -> str:
        """Return where a row stands, as a link names it."""
        part = int(np.searchsorted(self.cuts, row, side="right"))
        return f"{self.key}_{part + 1}:{row - [0, *self.cuts][part]}"


def place_of(data: DataSheet, row: int) -> str:
    """Return where a row of the detail stands, as a link names it: "detail:12"."""
    return data.place(row) if isinstance(data, SplitSheet) else f"{data.key}:{row}"


def split(whole: DataSheet, period: Period, lang: Language, most: int) -> SplitSheet:
    """Cut rows, oldest first, at the middle of the month, and each half again where it is still too long."""
    received = whole.frame["received_at"].to_numpy()
    middle = int(np.searchsorted(received, period.start + _HALF))
    cuts: list[int] = []
    titles: list[str] = []
    for half, (first, last) in enumerate(((0, middle), (middle, len(received)))):
        count = max(1, -(-(last - first) // most))
        edges = [first + (last - first) * n // count for n in range(count)]
        cuts += edges
        names = terms.HALVES[half](lang)
        titles += [f"{whole.title} {names}{f' {n}' if count > 1 else ''}" for n in range(1, count + 1)]
    return SplitSheet(
        whole.key, whole.title, whole.table_name, whole.columns, whole.frame, tuple(cuts[1:]), tuple(titles)
    )
