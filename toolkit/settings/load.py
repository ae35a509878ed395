"""From the sheets of 设置.xlsx to the rules in force; every mistake is a finding with its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.errors import SettingsError
from toolkit.rules.codes.settings import P609, P610, P618
from toolkit.rules.finding import Place
from toolkit.schema import choices as lists
from toolkit.schema.answers import BASICS, IMPROVEMENT, REPORT
from toolkit.schema.books.settings import SETTINGS
from toolkit.schema.naming import normalise
from toolkit.settings.answering import place_of, read_answers, read_window
from toolkit.settings.brand import read_brand
from toolkit.settings.cells import check_cells
from toolkit.settings.defaults import default_table
from toolkit.settings.fitting import check_duties, check_limits, report_missing
from toolkit.settings.hours import check_years, read_calendars
from toolkit.settings.imports import read_mappings
from toolkit.settings.limits import read_policies
from toolkit.settings.lists import check_aliases, kinds_list, team_list
from toolkit.settings.loop import read_follow_ups, read_merits, read_replies, read_routines, read_team
from toolkit.settings.model import Duty, IssueType, Settings
from toolkit.settings.reporting import read_baselines, read_population, read_sentences
from toolkit.settings.rows import Faults, Row, rows_of
from toolkit.settings.speech import read_class_words, read_speech
from toolkit.settings.urgency import read_alarms, read_crosswalk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from toolkit.domain.deadlines.policy import Policy
    from toolkit.domain.worktime.calendar import WorkCalendar
    from toolkit.schema.sheet import Sheet
    from toolkit.schema.table import Table
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language

_OPTIONAL = frozenset({
    "people", "working_hours", "mappings", "report_options", "improvement_options", "basics", "follow_ups", "replies", "routines",
    "sentences", "population", "baselines", "class_words", "text_rules", "merits",
})  # fmt: skip
"""Sheets that may be empty or missing without a word: they only add to what is known."""
_ANSWERED = frozenset({"basics", "report_options", "improvement_options"})


def load_settings(
    tables: Iterable[Table], *, lang: Language, today: date, folder: Path | None = None
) -> Settings:
    """Return the rules that these sheets say; what a missing sheet would say comes from the shipped defaults.

    folder: the workspace, for the files that the settings name.

    Raises:
        SettingsError: there is no working time at all, so nothing could be computed.
    """
    return _Loader({table.sheet.key: table for table in tables}, lang, today).settings(folder)


class _Loader:
    """One reading of the settings workbook."""

    def __init__(self, tables: Mapping[str, Table], lang: Language, today: date) -> None:
        self.faults = Faults(lang)
        self.lang, self.today = lang, today
        self._rows: dict[str, list[Row]] = {}
        self.tables = {sheet.key: self._table(sheet, tables.get(sheet.key)) for sheet in SETTINGS.sheets}
        for sheet in SETTINGS.sheets:
            if sheet.key not in _ANSWERED:
                check_cells(self.rows(sheet.key))

    def settings(self, folder: Path | None) -> Settings:
        asked = (("basics", BASICS), ("report_options", REPORT), ("improvement_options", IMPROVEMENT))
        answers = {
            k: v
            for key, questions in asked
            for k, v in read_answers(self.rows(key), questions, self.lang).items()
        }
        vocabularies = self._vocabularies()
        calendars = self._calendars(answers["working_hours"] or "")
        duties = tuple(duty for row in self.rows("duties") if (duty := _duty(row)))
        check_duties(duties, self.tables["duties"], self.faults)
        return Settings(
            lang=answers["language"] or self.lang,
            answers=answers,
            vocabularies=vocabularies,
            calendars=calendars,
            policies=self._policies(answers, vocabularies, calendars, [duty.lead for duty in duties]),
            crosswalk=read_crosswalk(self.rows("urgencies")),
            alarms=read_alarms(self.rows("urgencies"), answers),
            issue_types=tuple(map(_issue_type, self.rows("issue_types"))),
            kind_words={row["name"]: row.words("keywords") for row in self.rows("kinds") if row["name"]},
            class_words=read_class_words(self.rows("class_words")),
            duties=duties,
            important_customers=frozenset(
                row.text("name") for row in self.rows("customer_types") if row.is_yes("is_important")
            ),
            mappings=read_mappings(self.rows("mappings")),
            team=read_team(self.rows("people")),
            follow_ups=read_follow_ups(self.rows("follow_ups"), vocabularies["kind"]),
            replies=read_replies(
                self.rows("replies"), vocabularies["kind"], answers, answers["language"] or self.lang
            ),
            routines=read_routines(self.rows("routines"), answers),
            merits=read_merits(self.rows("merits")),
            sentences=read_sentences(self.rows("sentences")),
            population=read_population(self.rows("population")),
            baselines=read_baselines(self.rows("baselines")),
            brand=read_brand(answers, self._report_places(), folder, self.faults),
            speech=read_speech(self.rows("text_rules")),
            findings=tuple(self.faults.findings),
        )

    def _report_places(self) -> dict[str, Place]:
        rows, title = self.rows("report_options"), self.tables["report_options"].title
        return {key: place_of(key, rows, title) for key in ("accent", "logo")}

    def _calendars(self, usual: str) -> dict[str, WorkCalendar]:
        place = self._place("working_hours")
        found = read_calendars(usual, self.rows("working_hours"), self.rows("calendar"), self.faults, place)
        if found is None:
            raise self._no_time()
        check_years(found[""], self.today, self.faults, self.tables["calendar"].title)
        return found

    def _no_time(self) -> SettingsError:
        """Say why there is no working time: hours that could not be read, else that nobody wrote any."""
        wrong = [finding for finding in self.faults.findings if finding.code in (P609, P610)]
        place = wrong[0].place
        return SettingsError(f"{place.sheet} {place.address}  {wrong[0].message(self.lang)}", wrong)

    def _policies(
        self,
        answers: Mapping[str, Any],
        vocabularies: Mapping[str, Vocabulary],
        calendars: Mapping[str, WorkCalendar],
        leads: Iterable[str],
    ) -> tuple[Policy, ...]:
        window = read_window(answers, self._place("follow_up_from_hours"), self.faults)
        found = read_policies(self.rows("policies"), vocabularies, window)
        missing = check_limits(found, calendars, vocabularies, leads)
        report_missing(missing, self.tables["policies"], self.faults)
        return tuple(policy for _, policy in found)

    def _place(self, answer: str) -> Place:
        return place_of(answer, self.rows("basics"), self.tables["basics"].title)

    def rows(self, key: str) -> list[Row]:
        if key not in self._rows:
            self._rows[key] = list(rows_of(self.tables[key], self.faults))
        return self._rows[key]

    def _table(self, sheet: Sheet, table: Table | None) -> Table:
        if table is not None and (len(table) or sheet.key in _OPTIONAL):
            return table
        if sheet.key not in _OPTIONAL:
            self.faults.add(P618, Place(sheet.title(self.lang)), sheet=sheet.title(self.lang))
        return default_table(sheet.key, self.lang, self.today)

    def _vocabularies(self) -> dict[str, Vocabulary]:
        made = {"kind": kinds_list(self.rows("kinds"))}
        for key, declared in (
            ("channels", lists.CHANNELS),
            ("issue_types", lists.ISSUE_TYPES),
            ("customer_types", lists.CUSTOMER_TYPES),
        ):
            check_aliases(self.rows(key))
            made[declared.name] = team_list(declared, self.rows(key), self.lang)
        items = lists.MERIT_ITEMS
        made[items.name] = team_list(items, self.rows("merits"), self.lang)
        return made


def _issue_type(row: Row) -> IssueType:
    return IssueType(
        row.text("name"),
        row.words("keywords"),
        row["default_kind"] or "",
        row["attribute"] or "",
        row["stage"] or "",
        row["nature"] or "",
        row.text("department"),
    )


def _duty(row: Row) -> Duty | None:
    if row["kind"] not in lists.KINDS.keys or not row.text("lead"):
        return None
    known = lists.PRIORITIES.by_word
    for word in row.words("level"):
        if normalise(word) not in known:
            row.unknown("level", word, lists.PRIORITIES)
    levels = frozenset(known.get(normalise(word), word) for word in row.words("level"))
    return Duty(row["kind"], levels, row.text("lead"), row.text("follow_up"), row.text("co_departments"))
