"""From the sheets of 设置.xlsx to the rules in force; every mistake is a finding with its cell."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from toolkit.domain.triage import CROSSWALK
from toolkit.errors import SettingsError
from toolkit.excel.coerce import Terms, coerce
from toolkit.excel.distinct import Distinct
from toolkit.excel.plain import BLANK
from toolkit.excel.settings_rows import default_rows
from toolkit.rules.codes.settings import P601, P602, P603, P616, P618
from toolkit.rules.finding import Finding, Place, Severity
from toolkit.schema import choices as lists
from toolkit.schema.answers import BASICS, REPORT, Answer
from toolkit.schema.books.settings import SETTINGS
from toolkit.schema.naming import normalise
from toolkit.schema.table import Header, Table
from toolkit.settings.hours import check_years, read_calendar
from toolkit.settings.imports import read_mappings
from toolkit.settings.limits import read_policies
from toolkit.settings.lists import check_aliases, kinds_list, team_list
from toolkit.settings.model import Duty, IssueType, Settings
from toolkit.settings.rows import Faults, Row, rows_of
from toolkit.words import settings as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from toolkit.schema.column import Column
    from toolkit.schema.sheet import Sheet
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language

_OPTIONAL = frozenset({"people", "working_hours", "mappings", "report_options", "basics"})
"""Sheets that may be empty or missing without a word: they only add to what is known."""


def load_settings(tables: Iterable[Table], *, lang: Language, today: date) -> Settings:
    """Return the rules that these sheets say; what a missing sheet would say comes from the shipped defaults.

    Raises:
        SettingsError: there is no working time at all, so nothing could be computed.
    """
    return _Loader({table.sheet.key: table for table in tables}, lang, today).settings()


class _Loader:
    """One reading of the settings workbook."""

    def __init__(self, tables: Mapping[str, Table], lang: Language, today: date) -> None:
        self.faults = Faults()
        self.lang, self.today = lang, today
        self.tables = {sheet.key: self._table(sheet, tables.get(sheet.key)) for sheet in SETTINGS.sheets}

    def settings(self) -> Settings:
        answers = self._answers("basics", BASICS) | self._answers("report_options", REPORT)
        vocabularies = self._vocabularies()
        calendar = read_calendar(
            answers["working_hours"] or "", self.rows("working_hours"), self.rows("calendar"),
            self.faults, self._answer_place("working_hours"),
        )  # fmt: skip
        if calendar is None:
            raise SettingsError(self.faults.findings[-1].message(self.lang))
        check_years(calendar, self.today.year, self.faults, self.tables["calendar"].title)
        return Settings(
            lang=answers["language"] or self.lang,
            answers=answers,
            vocabularies=vocabularies,
            calendar=calendar,
            policies=read_policies(self.rows("policies"), vocabularies),
            crosswalk=self._crosswalk(),
            issue_types=tuple(map(_issue_type, self.rows("issue_types"))),
            kind_words={row["name"]: row.words("keywords") for row in self.rows("kinds") if row["name"]},
            duties=tuple(duty for row in self.rows("duties") if (duty := _duty(row))),
            important_customers=frozenset(
                row.text("name") for row in self.rows("customer_types") if row.is_yes("is_important")
            ),
            mappings=read_mappings(self.rows("mappings")),
            findings=tuple(self.faults.findings),
        )

    def rows(self, key: str) -> list[Row]:
        return list(rows_of(self.tables[key], self.faults))

    def _table(self, sheet: Sheet, table: Table | None) -> Table:
        if table is not None and (len(table) or sheet.key in _OPTIONAL):
            return table
        if sheet.key not in _OPTIONAL:
            self.faults.add(P618, Place(sheet.title(self.lang)), sheet=sheet.title(self.lang))
        return _default_table(sheet, self.lang, self.today)

    def _vocabularies(self) -> dict[str, Vocabulary]:
        made = {"kind": kinds_list(self.rows("kinds"))}
        for key, declared in (
            ("channels", lists.CHANNELS),
            ("issue_types", lists.ISSUE_TYPES),
            ("customer_types", lists.CUSTOMER_TYPES),
        ):
            check_aliases(self.rows(key))
            made[declared.name] = team_list(declared, self.rows(key), self.lang)
        return made

    def _crosswalk(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, set[int]] = defaultdict(set)
        for row in self.rows("urgencies"):
            if row["word"] in CROSSWALK and row["level"] in lists.PRIORITIES.keys:
                found[row["word"]].add(int(row["level"]))
            elif row["word"] is not None:
                key = "level" if row["word"] in CROSSWALK else "word"
                row.wrong(P602, key, hint=say.REVIEW_WORDS(self.lang))
        return dict(CROSSWALK) | {word: tuple(sorted(levels)) for word, levels in found.items()}

    def _answers(self, key: str, asked: Sequence[Answer]) -> dict[str, Any]:
        table = self.tables[key]
        # A list of the other sheets stands below the answers, and in English one of them is called as an answer is.
        typed = {normalise(row.text("item")): row for row in reversed(self.rows(key))}
        found: dict[str, Any] = {}
        for answer in asked:
            column = answer.column
            row = next((typed[form] for name in (column.zh, column.en) if (form := normalise(name)) in typed), None)
            raw = table.raw["value"].iloc[row.number] if row and "value" in table.raw else None
            found[answer.key] = self._understood(answer, raw, row)
        return found

    def _understood(self, answer: Answer, raw: object, row: Row | None) -> Any:
        """One answer in the form that its column holds; the default where it is blank or cannot be used."""
        value = _one(answer, raw)
        if value is None and raw is not None and row:
            row.wrong(P603, "value", header=answer.column.header(self.lang), kind=answer.column.kind, example=answer.shown(self.lang))
        if value is None and answer.column.is_required and raw is None and row:
            row.wrong(P601, "value", header=answer.column.header(self.lang))
        if value is not None and row and not _in_range(answer, value):
            row.wrong(P616, "value", header=answer.column.header(self.lang),
                      bounds=f"{answer.column.minimum:g}–{answer.column.maximum:g}")  # fmt: skip
            value = None
        return _one(answer, answer.shown(self.lang)) if value is None else value

    def _answer_place(self, key: str) -> Place:
        """Where 常用 asks for this answer."""
        labels = {normalise(word) for answer in BASICS if answer.key == key for word in (answer.column.zh, answer.column.en)}
        asked = (row for row in self.rows("basics") if normalise(row.text("item")) in labels)
        return next((row.place("value") for row in asked), Place(self.tables["basics"].title))


def errors_of(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that forbid using the settings."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def _one(answer: Answer, raw: object) -> Any:
    """A typed cell as this answer's column understands it; None where it is blank or no such thing."""
    if raw is None:
        return None
    value = _typed(answer.column, [raw])[0]
    if pd.isna(value):
        return None
    if answer.column.choices and value not in answer.column.choices.keys:
        return None
    return pd.Timestamp(value).date() if answer.column.is_time else value.item() if isinstance(value, np.generic) else value


def _typed(column: Column, cells: Sequence[object]) -> np.ndarray:
    """Raw cells as the reader would understand them in this column."""
    raw = np.empty(len(cells), object)
    raw[:] = cells
    typed = coerce(column, Distinct.of(raw), Terms())
    return typed.cells


def _in_range(answer: Answer, value: Any) -> bool:
    low, high = answer.column.minimum, answer.column.maximum
    return (low is None or value >= low) and (high is None or value <= high)


def _issue_type(row: Row) -> IssueType:
    return IssueType(
        row.text("name"), row.words("keywords"), row["default_kind"] or "", row["attribute"] or "", row.text("department")
    )


def _duty(row: Row) -> Duty | None:
    if row["kind"] not in lists.KINDS.keys or not row.text("lead"):
        return None
    words = lists.PRIORITIES.by_word
    levels = frozenset(words[form] for word in row.words("level") if (form := normalise(word)) in words)
    return Duty(row["kind"], levels, row.text("lead"), row.text("follow_up"), row.text("co_departments"))


def _default_table(sheet: Sheet, lang: Language, today: date) -> Table:
    """What the sheet holds in a new settings workbook."""
    rows = default_rows(sheet.key, lang, today)
    raw, frame = {}, {}
    for column in sheet.columns:
        cells = [BLANK if row.get(column.key) is None else row[column.key] for row in rows]
        raw[column.key] = [cell if cell != BLANK else None for cell in cells]
        frame[column.key] = _typed(column, cells)
    headers = {column.key: Header(column.header(lang), place) for place, column in enumerate(sheet.columns, start=1)}
    return Table(sheet, sheet.title(lang), 1, headers, pd.DataFrame(frame), pd.DataFrame(raw), np.arange(2, len(rows) + 2))
