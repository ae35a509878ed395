"""All checks of a table, in order; thousands of equal findings in one column become one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from toolkit.rules.cells import VALUE_CHECKS
from toolkit.rules.checking import Cells, Rows
from toolkit.rules.finding import Finding, Hits, Place
from toolkit.rules.improvement import EFFECT_CHECKS, PLAN_CHECKS, STATISTICS_CHECKS
from toolkit.rules.moments import MOMENT_CHECKS
from toolkit.rules.rows import FEEDBACK_CHECKS
from toolkit.rules.texts import TEXT_CHECKS
from toolkit.schema.column import FilledBy
from toolkit.words.checks import MOST_OF_COLUMN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toolkit.rules.checking import Context, RowCheck
    from toolkit.schema.column import Column
    from toolkit.schema.table import Table
    from toolkit.words import Language

CELL_CHECKS = VALUE_CHECKS + MOMENT_CHECKS + TEXT_CHECKS
ROW_CHECKS: Mapping[str, tuple[RowCheck, ...]] = {
    "feedback": FEEDBACK_CHECKS,
    "statistics": STATISTICS_CHECKS,
    "plan": PLAN_CHECKS,
    "effects": EFFECT_CHECKS,
}
SUGGESTED_IN = "feedback"
_MOST = 0.8
_LEAST_ROWS = 20


@dataclass(frozen=True, eq=False)
class ColumnFinding(Finding):
    """One code on most cells of a column, said once, with its first cell as the example.

    index: the positions of the cells in the table's frame, shape (n,). total: the rows of the table.
    """

    index: np.ndarray = field(default_factory=lambda: np.empty(0, np.intp))
    total: int = 0

    def message(self, lang: Language) -> str:
        facts = {"header": self.place.header, "total": self.total, "count": len(self.index)}
        return MOST_OF_COLUMN(lang, **facts, example=super().message(lang))


def check(table: Table, context: Context) -> list[Hits | Finding]:
    """Return everything there is to say about a table: cell by cell, then what contradicts within a row.

    Blanks count as what will be suggested there: the returned workbook holds it, and must be judged the same.
    """
    if context.suggest and table.sheet.key == SUGGESTED_IN:
        table = replace(table, frame=table.frame.assign(**context.suggest(table.frame)))
    found = [*_in_cells(table, context), *_in_rows(table, context)]
    return [_folded(hits, len(table)) for hits in found]


def _in_cells(table: Table, context: Context) -> Iterator[Hits]:
    for column in filter(_is_typed, table.columns):
        cells = Cells(table, column, context)
        found = (check.hits(cells) for check in CELL_CHECKS if check.applies(column))
        yield from filter(None, found)


def _in_rows(table: Table, context: Context) -> Iterator[Hits]:
    rows = Rows(table, context)
    yield from filter(None, (check.hits(rows) for check in ROW_CHECKS.get(table.sheet.key, ())))


def _is_typed(column: Column) -> bool:
    """Whether people type here; what the toolkit writes over needs no check."""
    return column.filled_by is not FilledBy.TOOLKIT


def _folded(hits: Hits, total: int) -> Hits | Finding:
    if total < _LEAST_ROWS or len(hits) < _MOST * total:
        return hits
    first = next(iter(hits))
    place = Place(hits.sheet, 0, hits.column, hits.header)
    return ColumnFinding(hits.code, place, first.facts, hits.index, total)
