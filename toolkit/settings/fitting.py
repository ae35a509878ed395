"""What does not fit together in the settings: limits among themselves, levels without a limit, kinds without a lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.deadlines.policy import Stage
from toolkit.domain.deadlines.policy_checks import PolicyProblem, check_policies
from toolkit.rules.codes.settings import P602, P605, P606, P613, P615, P621, P623
from toolkit.rules.finding import Place
from toolkit.schema import choices as lists
from toolkit.schema import rule_choices as rules
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.words import checks as words
from toolkit.words import deadline_notes as notes
from toolkit.words import deadlines as about
from toolkit.words import settings as say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from toolkit.domain.deadlines.policy import Policy
    from toolkit.domain.worktime.calendar import WorkCalendar
    from toolkit.schema.table import Table
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.settings.limits import Written
    from toolkit.settings.model import Duty
    from toolkit.settings.rows import Faults, Row
    from toolkit.words import Language, Text

_ENDS = {Stage.FIRST_RESPONSE: "first_responded_at", Stage.RESOLUTION: "resolved_at"}
"""What ends the stages that are judged for every feedback."""


def check_limits(
    found: Sequence[Written],
    calendars: Mapping[str, WorkCalendar],
    vocabularies: Mapping[str, Vocabulary],
    leads: Iterable[str],
) -> list[str]:
    """Note at its cell whatever does not fit among the limits, and return the urgency words without a limit.

    leads: the departments that a feedback can be assigned to.
    """
    rows = {policy.id: (row, policy) for row, policy in reversed(found)}
    known = {
        column.key: _words(column.choices, vocabularies) for column in FEEDBACK.columns if column.choices
    }
    known["department"] = frozenset(leads)
    problems = check_policies([policy for _, policy in found], calendars, known)
    for problem in problems:
        if problem.text in _TELL:
            _TELL[problem.text](problem, [rows[name] for name in problem.policies])
    for row, policy in found:
        _check_end(row, policy)
    return [str(problem.value) for problem in problems if problem.text == about.WORD_NOT_COVERED]


def report_missing(missing: Sequence[str], table: Table, faults: Faults) -> None:
    """Note, at the header of the urgency words, those that have no limit."""
    if missing:
        labels = lists.URGENCIES.label_of(faults.lang)
        faults.add(
            P613, _header(table, "urgency"), value=_list([labels[word] for word in missing], faults.lang)
        )


def check_duties(duties: Sequence[Duty], table: Table, faults: Faults) -> None:
    """Note each kind of feedback that nobody leads at some level."""
    levels = lists.PRIORITIES.label_of(faults.lang)
    for kind in lists.KINDS.choices:
        led = [duty.levels for duty in duties if duty.kind == kind.key]
        missing = [
            label for level, label in levels.items() if not any(level in some or not some for some in led)
        ]
        if missing:
            facts = {"kind": kind.label(faults.lang), "level": _list(missing, faults.lang)}
            faults.add(P615, _header(table, "kind"), **facts)


def _header(table: Table, key: str) -> Place:
    column, header = table.where(key)
    return Place(table.title, table.header_row, column, header)


def _list(labels: Sequence[str], lang: Language) -> str:
    return words.LIST_COMMA(lang).join(labels)


def _words(choices: Vocabulary, vocabularies: Mapping[str, Vocabulary]) -> frozenset[str]:
    return vocabularies.get(choices.name, choices).keys


def _overlap(_problem: PolicyProblem, pair: Sequence[Written]) -> None:
    (first, _), (row, policy) = pair
    row.wrong(P606, "order", rule=_name(row, policy), first_row=first.line)


def _late(_problem: PolicyProblem, pair: Sequence[Written]) -> None:
    (row, response), (other, resolution) = pair
    lang = row.faults.lang
    row.wrong(P605, "amount", rule=_name(row, response), other=_name(other, resolution),
              response=_amount(response, lang), resolution=_amount(resolution, lang))  # fmt: skip


def _unfilled(_problem: PolicyProblem, one: Sequence[Written]) -> None:
    row, policy = one[0]
    row.wrong(P621, "amount", rule=_name(row, policy))


def _no_calendar(problem: PolicyProblem, one: Sequence[Written]) -> None:
    one[0][0].wrong(P602, "calendar", value=problem.value, hint=say.A_CALENDAR)


def _no_word(problem: PolicyProblem, one: Sequence[Written]) -> None:
    row, _ = one[0]
    if problem.key == "department":
        row.wrong(P602, "department", value=problem.value, hint=say.A_DEPARTMENT)


_TELL: dict[Text, Callable[[PolicyProblem, Sequence[Written]], None]] = {
    about.POLICIES_OVERLAP: _overlap,
    about.RESPONSE_AFTER_RESOLUTION: _late,
    about.POLICY_UNFILLED: _unfilled,
    about.CALENDAR_UNKNOWN: _no_calendar,
    about.POLICY_WORD_UNKNOWN: _no_word,
}
"""By what the problem is; ids given twice and words of lists are noted while the rows are read."""


def _check_end(row: Row, policy: Policy) -> None:
    """A stage that is judged for every feedback ends at its own moment."""
    end = _ENDS.get(policy.stage)
    if end and policy.end_event and policy.end_event != end:
        lang = row.faults.lang
        stage, event = rules.STAGES.label_of(lang)[policy.stage], rules.EVENTS.label_of(lang)[end]
        shown = rules.EVENTS.label_of(lang).get(policy.end_event, policy.end_event)
        row.wrong(P623, "end_event", rule=_name(row, policy), value=shown, stage=stage, event=event)


def _name(row: Row, policy: Policy) -> str:
    return policy.name(row.faults.lang) or policy.id


def _amount(policy: Policy, lang: Language) -> str:
    return notes.AMOUNTS[policy.clock](lang, amount=f"{policy.amount:g}")
