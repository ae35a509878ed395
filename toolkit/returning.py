"""What goes back to people: their workbook with our columns filled, or a result beside it where that would do harm."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.errors import PatchRefusedError
from toolkit.excel.blank.lists import lists_sheet
from toolkit.excel.blank.result import write_result
from toolkit.excel.patch import Block, BlockColumn, SheetJob, fill_book
from toolkit.excel.patching.kinds import GENERAL
from toolkit.rules.codes.returned import DRAWN_OVER, RESULT_BESIDE
from toolkit.rules.finding import Finding, Place
from toolkit.schema.column import Column, FilledBy, Kind
from toolkit.schema.naming import normalise
from toolkit.showing import Told, beside_sheet, marks_of, report_sheet
from toolkit.words import refusals as say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from toolkit.excel.marking import OwnSheet
    from toolkit.excel.patch import Filled
    from toolkit.rules.finding import Hits
    from toolkit.schema.table import Table
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language

PATCHED_FORMATS = frozenset({"xlsx", "xlsm"})
APPENDED = {
    "feedback": (
        "feedback_id", "issue_type", "kind", "status", "priority", "lead_department",
        "first_response_due", "resolution_due", "response_verdict", "resolution_verdict", "check_result",
        "verdict_note",
    ),
    "plan": ("plan_check",),
    "effects": ("effect_check",),
}  # fmt: skip
"""Columns of ours that a sheet gets at its right when it has none of its own for them."""
_IF_SAID: Mapping[str, Callable[[pd.Series], pd.Series]] = MappingProxyType(
    {
        "held_hours": lambda hours: hours.notna(),
        "is_provisional": lambda answers: answers.eq("yes"),
        "cycle": lambda cycles: cycles > 1,
        "first_verdict": lambda verdicts: verdicts.notna(),
    }
)
"""Columns that a sheet gets only where they have something to say about one of its rows."""
_NUMBER_FORMAT = {Kind.MOMENT: "yyyy-mm-dd hh:mm", Kind.DATE: "yyyy-mm-dd"}


@dataclass(frozen=True)
class Judged:
    """A table and what we have to say about its rows, n of them.

    ours: our columns by key, shape (n,) each, choices as keys; blank where a row was not taken.
    """

    table: Table
    ours: pd.DataFrame


@dataclass(frozen=True)
class Original:
    """The workbook as it came. template: the key of our template that it was made from, "" for any other."""

    path: Path
    form: str
    template: str = ""


@dataclass(frozen=True)
class Returned:
    """What was made. is_beside: the original could not be filled, so this is a workbook of its own.

    written: for each table the columns of ours that the workbook now holds.
    """

    path: Path
    is_beside: bool
    written: tuple[pd.DataFrame, ...]
    findings: tuple[Finding, ...] = field(default=())


@dataclass(frozen=True)
class Clerk:
    """Puts our columns and marks into workbooks, in one language and with the lists in force."""

    lang: Language
    vocabularies: Mapping[str, Vocabulary]
    properties: Mapping[str, str]

    def give_back(
        self, original: Original, judged: Sequence[Judged], findings: Sequence[Finding | Hits], target: Path
    ) -> Returned:
        """Write the workbook that goes back to `target`; the original is only read."""
        written = tuple(_written(one) for one in judged)
        told = Told.of(findings)
        if original.form not in PATCHED_FORMATS:
            reason = say.FORMATS[original.form](self.lang)
        else:
            try:
                hidden = self._patch(original, judged, told, target)
            except PatchRefusedError as refusal:
                reason = say.reason(refusal, self.lang)
            else:
                return Returned(target, is_beside=False, written=written, findings=hidden)
        why = Finding(RESULT_BESIDE, Place(), {"reason": reason})
        self._put_beside(judged, beside_sheet(why, told, self.lang), target)
        return Returned(target, is_beside=True, written=written, findings=(why,))

    def _put_beside(self, judged: Sequence[Judged], report: OwnSheet, target: Path) -> None:
        """Write a new workbook with all their columns and ours, and a sheet that says why it was made."""
        shown = [(one.table, {c: self._shown(c, one.ours[c.key]) for c in _columns(one)}) for one in judged]
        write_result(target, shown, lang=self.lang, properties=self.properties)
        fill_book(target, target, (), own_sheets=[report])

    def _patch(
        self, original: Original, judged: Sequence[Judged], told: Told, target: Path
    ) -> tuple[Finding, ...]:
        """Fill the workbook; return what turned out only then, which its report names too."""
        filled = self._filled(original, judged, told, target)
        hidden = tuple(_hidden(judged, filled, self.lang))
        report = report_sheet(told.and_also(hidden), self.lang) if hidden else None
        if report:
            fill_book(target, target, (), own_sheets=[report])
        return hidden

    def _filled(self, original: Original, judged: Sequence[Judged], told: Told, target: Path) -> Filled:
        is_template = bool(original.template)
        jobs = [self._job(one, told, is_template=is_template) for one in judged]
        report = report_sheet(told, self.lang)
        sheets = [report] if report else []
        lists = lists_sheet(original.template, self.vocabularies, self.lang) if is_template else None
        try:
            own = [*sheets, *([lists] if lists else [])]
            return fill_book(original.path, target, jobs, properties=self.properties, own_sheets=own)
        except PatchRefusedError as refusal:
            if lists is None or refusal.cause != "not-our-sheet":
                raise
            # somebody took our lists away or made them his own: then they stay as they are
            return fill_book(original.path, target, jobs, properties=self.properties, own_sheets=sheets)

    def _job(self, one: Judged, told: Told, *, is_template: bool) -> SheetJob:
        blocks = self._blocks(one)
        headers = {column.key: header for column, header in self._headers(one)}
        marks = marks_of(one.table, told, headers, self.lang, has_own_rules=is_template)
        return SheetJob(one.table.title, blocks, marks=marks)

    def _headers(self, one: Judged) -> Iterator[tuple[Column, str]]:
        for column in _columns(one):
            known = one.table.headers.get(column.key)
            yield column, known.text if known else self._new_header(one.table, column)

    def _blocks(self, one: Judged) -> tuple[Block, ...]:
        """The columns of one sheet: first those that are ours in every row, then what we suggest between a person's."""
        table = one.table
        everywhere, between = [], []
        for column in _columns(one):
            values = self._shown(column, one.ours[column.key])
            blank = _blank(table, column)
            if column.filled_by is FilledBy.TOOLKIT or blank.all():
                everywhere.append(self._block_column(table, column, values))
            elif (blank & pd.notna(values)).any():
                rows = np.flatnonzero(blank & pd.notna(values))
                between.append(
                    Block(
                        table.header_row, table.rows[rows], (self._block_column(table, column, values[rows]),)
                    )
                )
        return (Block(table.header_row, table.rows, tuple(everywhere)), *between)

    def _block_column(self, table: Table, column: Column, values: np.ndarray) -> BlockColumn:
        known = table.headers.get(column.key)
        return BlockColumn(
            known.text if known else self._new_header(table, column),
            values,
            GENERAL if known else _NUMBER_FORMAT.get(column.kind, GENERAL),
            known.column if known else None,
            None if known else column.width,
            "suggested" if column.filled_by is FilledBy.SUGGESTED else "computed",
        )

    def _new_header(self, table: Table, column: Column) -> str:
        """The header of a column that we add: not one that the sheet has, or we would write over a person's column."""
        theirs = {normalise(text) for text in table.carried.columns}
        header = column.header(self.lang)
        return column.header_beside(self.lang) if normalise(header) in theirs else header

    def _shown(self, column: Column, values: pd.Series) -> np.ndarray:
        """Values as people see them: a choice by its label, whole numbers as such."""
        if column.choices is None:
            return values.to_numpy()
        labels = self.vocabularies.get(column.choices.name, column.choices).label_of(self.lang)
        codes, keys = pd.factorize(values.to_numpy(object))
        # factorize gives -1 for blanks, which therefore fetch the last
        return np.array([*(labels.get(key, key) for key in keys), None], object)[codes]


def _hidden(judged: Sequence[Judged], filled: Filled, lang: Language) -> Iterator[Finding]:
    """What lies over our columns on each sheet."""
    for one, sheet in zip(judged, filled.sheets, strict=True):
        if sheet.covered:
            yield Finding(
                DRAWN_OVER,
                Place(one.table.title),
                {"ranges": ("、" if lang == "zh" else ", ").join(sheet.covered)},
            )


def _columns(one: Judged) -> list[Column]:
    """The columns of ours to write, in declared order: those the sheet has, and those it gets."""
    appended = APPENDED.get(one.table.sheet.key, ())
    return [
        column
        for column in one.table.sheet.columns
        if column.is_ours
        and column.key in one.ours
        and (column.key in one.table.headers or column.key in appended or _says_something(column, one))
    ]


def _says_something(column: Column, one: Judged) -> bool:
    return column.key in _IF_SAID and bool(_IF_SAID[column.key](one.ours[column.key]).any())


def _blank(table: Table, column: Column) -> np.ndarray:
    """Where the sheet's own cell holds nothing, shape (n,)."""
    if column.key not in table.raw:
        return np.ones(len(table), bool)
    return table.raw[column.key].isna().to_numpy()


def _written(one: Judged) -> pd.DataFrame:
    """Our columns as the workbook holds them: a suggestion only where the person had left the cell blank."""
    columns = {}
    for column in _columns(one):
        values = one.ours[column.key]
        columns[column.key] = (
            values if column.filled_by is FilledBy.TOOLKIT else values.where(_blank(one.table, column), None)
        )
    return pd.DataFrame(columns, index=pd.RangeIndex(len(one.table)))
