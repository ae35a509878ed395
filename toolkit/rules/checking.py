"""How a check is declared: a function that returns a mask, the code it raises, and what its message quotes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.domain.alarm import READ_BY_ALARMS, is_undecided, more_urgent, suggest_urgency
from toolkit.domain.triage import SHIPPED
from toolkit.rules.finding import Hits
from toolkit.rules.quoting import is_blank_word, quote_cells
from toolkit.schema.column import is_day
from toolkit.schema.table import blank_column

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from toolkit.domain.alarm import AlarmRule
    from toolkit.domain.triage import Crosswalk
    from toolkit.rules.finding import Code
    from toolkit.schema.column import Column
    from toolkit.schema.table import Table
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language

Mask: TypeAlias = npt.NDArray[np.bool_]
"""A bool for each row, shape (n,)."""
Moments: TypeAlias = npt.NDArray[np.datetime64]
Numbers: TypeAlias = npt.NDArray[np.float64]
Facts: TypeAlias = "Mapping[str, object]"


@dataclass(frozen=True)
class Context:
    """What a check may know besides the table.

    vocabularies: the lists in force, by name; a column whose list is not here uses its own.
    as_of: the moment of the run, local time. go_live: rows received before this day are counted, not judged.
    crosswalk: the unified levels behind the urgency words. alarms: what suggests an urgency.
    goals: the goals of the improvement plan, as typed, for the effectiveness check.
    suggest: columns of a frame with what would be suggested in their blanks, by key.
    """

    as_of: np.datetime64
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    lang: Language = "zh"
    go_live: np.datetime64 | None = None
    crosswalk: Crosswalk = SHIPPED
    alarms: tuple[AlarmRule, ...] = ()
    goals: tuple[str, ...] = ()
    suggest: Callable[[pd.DataFrame], Mapping[str, pd.Series]] | None = None

    def choices(self, column: Column) -> Vocabulary | None:
        """The list that a column's cells are taken from, as the team's settings have it."""
        return self.vocabularies.get(column.choices.name, column.choices) if column.choices else None


@dataclass(frozen=True)
class Cells:
    """One column of a table, as a cell check sees it."""

    table: Table
    column: Column
    context: Context

    @cached_property
    def series(self) -> pd.Series:
        return self.table.frame[self.column.key]

    @cached_property
    def raw(self) -> pd.Series:
        return self.table.raw[self.column.key]

    @cached_property
    def is_null(self) -> Mask:
        return np.asarray(self.series.isna(), bool)

    @cached_property
    def failed(self) -> Mask:
        """Where the cell held an Excel error value."""
        return self.table.errors.get(self.column.key, np.zeros(len(self.table), bool))

    @cached_property
    def uncomputed(self) -> Mask:
        """Where the cell held a formula that was never computed."""
        return self.table.uncomputed.get(self.column.key, np.zeros(len(self.table), bool))

    @cached_property
    def is_empty(self) -> Mask:
        """Where nothing was typed: blank, or a dash and the like in a cell that is no text."""
        empty = self.is_null & ~self.failed & ~self.uncomputed
        where = np.flatnonzero(empty)
        empty[where] = [is_blank_word(value) for value in self.raw.iloc[where]]
        return empty

    @cached_property
    def moments(self) -> Moments:
        """The values of a time column, shape (n,)."""
        return np.asarray(self.series, "datetime64[s]")

    @cached_property
    def numbers(self) -> Numbers:
        """The values of a number column, shape (n,)."""
        return np.asarray(self.series, np.float64)

    @cached_property
    def is_bare_date(self) -> Mask:
        return bare_dates(self.table, self.column.key)

    def quoted(self, index: np.ndarray) -> np.ndarray:
        """What the cells at `index` hold, short enough for a sentence."""
        return quote_cells(self.table, self.column, index)


@dataclass(frozen=True)
class Rows:
    """A table as a row check sees it: a missing column is a blank one."""

    table: Table
    context: Context

    def __getitem__(self, key: str) -> pd.Series:
        if key in self.table.frame:
            return self.table.frame[key]
        return blank_column(self.table.sheet[key], len(self.table))

    @cached_property
    def suggestions(self) -> pd.DataFrame:
        """What suggests a higher urgency than each row has, while nobody has judged it."""
        cases = pd.DataFrame({key: self[key] for key in READ_BY_ALARMS})
        found = suggest_urgency(cases, self.context.alarms, self.context.lang, is_undecided(cases))
        return more_urgent(found, cases, self.context.crosswalk)

    def has(self, *keys: str) -> bool:
        return all(key in self.table.frame for key in keys)

    def filled(self, key: str) -> Mask:
        return np.asarray(self[key].notna(), bool)

    def says(self, key: str, *choices: str) -> Mask:
        """Where a choice is one of these keys."""
        return np.asarray(self[key].isin(choices), bool)

    def moments(self, key: str) -> Moments:
        return np.asarray(self[key], "datetime64[s]")

    def numbers(self, key: str) -> Numbers:
        return np.asarray(self[key], np.float64)

    def bare_date(self, key: str) -> Mask:
        return bare_dates(self.table, key)

    def quoted(self, key: str, index: np.ndarray) -> np.ndarray:
        return quote_cells(self.table, self.table.sheet[key], index)


@dataclass(frozen=True)
class CellCheck:
    """A check of one column at a time. `required` is the code where the column is a required one."""

    find: Callable[[Cells], Mask]
    code: Code
    required: Code | None
    applies: Callable[[Column], bool]
    facts: Callable[[Cells, np.ndarray], Facts]

    def hits(self, cells: Cells) -> Hits | None:
        """Run the check on one column."""
        index = np.flatnonzero(self.find(cells))
        if not index.size:
            return None
        code = self.required if self.required and cells.column.is_required else self.code
        facts = {"value": cells.quoted(index), **self.facts(cells, index)}
        return hits_at(code, cells.table, cells.column.key, index, facts)


@dataclass(frozen=True)
class RowCheck:
    """A check of cells against each other; the finding stands at the column `at` and may quote the one of `other`."""

    find: Callable[[Rows], Mask]
    code: Code
    at: str
    other: str
    needs: tuple[str, ...]
    facts: Callable[[Rows, np.ndarray], Facts]

    def hits(self, rows: Rows) -> Hits | None:
        """Run the check on a table that has its columns."""
        if not rows.has(self.at, *self.needs):
            return None
        index = np.flatnonzero(self.find(rows))
        if not index.size:
            return None
        facts: dict[str, object] = {"value": rows.quoted(self.at, index)}
        if self.other:
            facts |= {"other": rows.table.where(self.other)[1], "other_value": rows.quoted(self.other, index)}
        return hits_at(self.code, rows.table, self.at, index, facts | dict(self.facts(rows, index)))


def hits_at(code: Code, table: Table, key: str, index: np.ndarray, facts: Facts) -> Hits:
    """Say that a code holds for one column at these positions of the frame."""
    number, header = table.where(key)
    return Hits(code, table.title, table.rows[index], index, number, header, facts)


def bare_dates(table: Table, key: str) -> Mask:
    """Where a moment is a date without a time of day, shape (n,)."""
    companion = is_day(key)
    if companion not in table.frame:
        return np.zeros(len(table), bool)
    return np.asarray(table.frame[companion], bool)


def _no_facts(_seen: object, _index: np.ndarray) -> Facts:
    return {}


def check(
    code: Code,
    *,
    on: Callable[[Column], bool],
    required: Code | None = None,
    facts: Callable[[Cells, np.ndarray], Facts] = _no_facts,
) -> Callable[[Callable[[Cells], Mask]], CellCheck]:
    """Declare a check of single cells; `on` says which columns it looks at."""
    return lambda find: CellCheck(find, code, required, on, facts)


def row_check(
    code: Code,
    *,
    at: str,
    other: str = "",
    needs: tuple[str, ...] = (),
    facts: Callable[[Rows, np.ndarray], Facts] = _no_facts,
) -> Callable[[Callable[[Rows], Mask]], RowCheck]:
    """Declare a check of cells of one row against each other; it runs where the sheet has `at`, `other` and `needs`."""
    return lambda find: RowCheck(find, code, at, other, (*needs, *([other] if other else [])), facts)
