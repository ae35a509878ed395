"""A pivot of a report: which columns of a table stand where, declared once; Excel goes on computing it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.schema.page import Form


class Aggregate(StrEnum):
    """What is computed of a column's cells that meet in one cell of the pivot; `COUNT` counts the filled ones."""

    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"
    LARGEST = "max"
    SMALLEST = "min"


@dataclass(frozen=True, slots=True)
class PivotValue:
    """One computed value. The caption must be no header of the table, or Excel repairs the file."""

    key: str
    caption: str
    form: Form
    aggregate: Aggregate = Aggregate.COUNT


@dataclass(frozen=True, slots=True)
class PivotFilter:
    """A column to choose from above the pivot; `without`: items left out at first, "" for the blank one."""

    key: str
    without: tuple[str | float, ...] = ()


@dataclass(frozen=True)
class PivotBlock:
    """A PivotTable on a table of rows, ready to be dragged; it grows, so it is the last block of its page.

    source: the key of the data sheet, or of the declared sheet to fill. Columns are named by their keys there.
    name: unique in the workbook. order: words by column in the order they should stand, what is not named follows.
    slicers: columns to click on, left of the pivot; a click works on every pivot of the table that has the column.
    column: of the page where the pivot starts; the columns before it are the slicers'.
    """

    key: str
    source: str
    name: str
    rows: tuple[str, ...]
    values: tuple[PivotValue, ...]
    columns: tuple[str, ...] = ()
    filters: tuple[PivotFilter, ...] = ()
    slicers: tuple[str, ...] = ()
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_subtotals: bool = False
    has_totals: bool = True
    column: int = 0

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns whose items a reader can choose from, each once."""
        chosen = (one.key for one in self.filters)
        return tuple(dict.fromkeys((*self.rows, *self.columns, *chosen, *self.slicers)))
