"""Where findings are shown in a returned workbook: colours that follow a row, notes on cells, and a sheet of all."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from toolkit.excel.marking import Link, Marks, Note, OwnCell, OwnSheet, Rule
from toolkit.rules.book import ColumnFinding
from toolkit.rules.finding import Finding, Hits, Severity
from toolkit.words import showing as say
from toolkit.words.checks import ROW_NOT_TAKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from toolkit.schema.table import Table
    from toolkit.words import Language

_MOST_NOTES = 200
_MOST_LINES = 2000
_TOP = 5
"""The row of the report sheet where the first finding stands."""
_WIDTHS = (8.0, 20.0, 9.0, 16.0, 60.0, 50.0, 8.0)
_LOOKS = {Severity.ERROR: "bad", Severity.WARNING: "watch", Severity.NOTE: "muted"}


@dataclass(frozen=True)
class Told:
    """Everything said about the tables of one workbook, in the order in which it is listed: the worst first."""

    lines: tuple[Finding, ...]
    errors: int
    warnings: int

    @classmethod
    def of(cls, findings: Sequence[Finding | Hits]) -> Told:
        """List warnings and errors one by one; thousands of them are cut, and counted."""
        shown = sorted(
            (one for one in findings if one.code.severity > Severity.NOTE), key=lambda one: -one.code.severity
        )
        lines = islice(chain.from_iterable(map(_single, shown)), _MOST_LINES)
        counts = {
            level: sum(_count(one) for one in shown if one.code.severity is level) for level in Severity
        }
        return cls(tuple(lines), counts[Severity.ERROR], counts[Severity.WARNING])

    def and_also(self, warnings: Sequence[Finding]) -> Told:
        """The same with some warnings at the end, so that what was listed before keeps its line."""
        return Told((*self.lines, *warnings), self.errors, self.warnings + len(warnings))

    @property
    def counts(self) -> dict[str, int]:
        return {"errors": self.errors, "warnings": self.warnings}


def marks_of(
    table: Table, told: Told, headers: Mapping[str, str], lang: Language, *, has_own_rules: bool
) -> Marks:
    """Return what to show on one sheet.

    headers: of our columns there, by key. has_own_rules: it came from our template, whose rules colour it already.
    """
    mine = [(place, one) for place, one in enumerate(told.lines) if one.place.sheet == table.title]
    notes = (
        Note(one.place.row, one.place.column, f"{one.message(lang)}\n{one.cure(lang)}")
        for _, one in mine
        if one.place.row and one.place.column
    )
    said = headers.get("check_result") or headers.get("plan_check") or headers.get("effect_check")
    rules = _rules(headers, said, lang, has_own_rules=has_own_rules) if said else ()
    links = tuple(_links(mine, said, lang)) if said else ()
    return Marks(rules, tuple(islice(notes, _MOST_NOTES)), links, lang)


def report_sheet(told: Told, lang: Language) -> OwnSheet | None:
    """Return the sheet that lists all findings with links to their cells; None where there is nothing to list."""
    if not told.lines:
        return None
    return _sheet(
        told, lang, [say.COUNTS(lang, **told.counts), say.WHAT_NEXT(lang)], [_jump(one) for one in told.lines]
    )


def beside_sheet(why: Finding, told: Told, lang: Language) -> OwnSheet:
    """Return the sheet of a result workbook that says why it lies beside the original, and lists all findings.

    Cells are named as in the original, so nothing in this workbook is to be jumped to.
    """
    return _sheet(told, lang, [why.message(lang), why.cure(lang)], [None] * len(told.lines))


def _sheet(
    told: Told, lang: Language, leads: Sequence[str], jumps: Sequence[tuple[str, str] | None]
) -> OwnSheet:
    """A title, two lines, and the table whose first line stands in row _TOP."""
    rows: list[Sequence[OwnCell | str | None]] = [[OwnCell(say.TITLE(lang), "title")]]
    rows += [[OwnCell(lead, "muted")] for lead in leads]
    if told.lines:
        rows.append([OwnCell(head(lang), "head") for head in say.HEADS])
    rows += [_line(one, jump, lang) for one, jump in zip(told.lines, jumps, strict=True)]
    if (left := told.errors + told.warnings - len(told.lines)) > 0:
        rows.append([OwnCell(say.MORE(lang, count=left), "muted")])
    return OwnSheet(say.SHEET(lang), rows, _WIDTHS, frozen_rows=_TOP - 1 if told.lines else 0)


def _rules(headers: Mapping[str, str], said: str, lang: Language, *, has_own_rules: bool) -> tuple[Rule, ...]:
    not_taken = ROW_NOT_TAKEN(lang)
    bad = Rule(f'LEFT({{{said}}},{len(not_taken)})="{not_taken}"', "bad", (said,))
    if has_own_rules:
        return (bad,)
    return (bad, *_due_rules(headers), Rule(f'{{{said}}}<>""', "remark"))


def _due_rules(headers: Mapping[str, str]) -> Iterator[Rule]:
    """Due moments of rows without a verdict turn amber a day before and red afterwards, by themselves."""
    for due, verdict in (
        ("first_response_due", "response_verdict"),
        ("resolution_due", "resolution_verdict"),
    ):
        if due in headers and verdict in headers:
            is_open = f'{{{headers[verdict]}}}="",ISNUMBER({{{headers[due]}}})'
            yield Rule(f"AND({is_open},{{{headers[due]}}}<NOW())", "bad", (headers[due],))
            yield Rule(f"AND({is_open},{{{headers[due]}}}<NOW()+1)", "watch", (headers[due],))


def _links(mine: Sequence[tuple[int, Finding]], said: str, lang: Language) -> Iterator[Link]:
    """From each row's remark to its first line in the report."""
    seen: set[int] = set()
    for place, one in mine:
        if one.place.row and one.place.row not in seen:
            seen.add(one.place.row)
            yield Link(one.place.row, said, say.SHEET(lang), f"E{_TOP + place}", say.SEE(lang))


def _jump(one: Finding) -> tuple[str, str] | None:
    """Where a line leads: its cell, else the first one of its row or sheet."""
    place = one.place
    if not place.sheet:
        return None
    return place.sheet, place.address if place.row and place.column else f"A{place.row or 1}"


def _line(one: Finding, jump: tuple[str, str] | None, lang: Language) -> list[OwnCell | str | None]:
    place = one.place
    return [
        OwnCell(say.SEVERITY[one.severity](lang), _LOOKS[one.severity]),  # type: ignore[arg-type]
        place.sheet,
        OwnCell(place.address, "link" if jump else "text", jump),
        place.header,
        one.message(lang),
        one.cure(lang),
        one.code.id,
    ]


def _single(one: Finding | Hits) -> Iterator[Finding]:
    return iter(one) if isinstance(one, Hits) else iter((one,))


def _count(one: Finding | Hits) -> int:
    return len(one) if isinstance(one, Hits) else len(one.index) if isinstance(one, ColumnFinding) else 1
