"""时限策略: each row of the sheet as a Policy, or a finding at the cell that stops it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from toolkit.domain.deadlines.policy import (
    Clock,
    CutOff,
    DayEnd,
    Downgrade,
    Extension,
    Match,
    MissingTime,
    Policy,
    Reopening,
    Stage,
    Upgrade,
)  # fmt: skip
from toolkit.domain.deadlines.reminders import check_point
from toolkit.domain.faults import RuleError
from toolkit.domain.worktime.openhours import minute_of_day
from toolkit.rules.codes.settings import P601, P602, P603, P607, P622
from toolkit.schema import choices as lists
from toolkit.schema import rule_choices as rules
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.naming import normalise
from toolkit.words import Text
from toolkit.words import deadlines as limits
from toolkit.words import settings as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.settings.rows import Row

    Written = tuple[Row, Policy]
    Window = tuple[float, float]

_MATCHED = {
    "kind": lists.KINDS, "urgency": lists.URGENCIES, "priority": lists.PRIORITIES, "channel": lists.CHANNELS,
    "customer_type": lists.CUSTOMER_TYPES, "is_complex": lists.YES_NO, "is_major": lists.YES_NO,
}  # fmt: skip
_CLOCK_TIME = re.compile(r"(次日|第二天|当日|当天|\+\d)?\s*(\d{1,2}[:\uff1a]\d{2})")
_CELL_OF = {
    limits.WINDOW_REVERSED: "amount_from", limits.EXTENSION_SHORTER: "extension_amount",
    limits.VALIDITY_REVERSED: "valid_to", limits.CUT_OFF_MISSING: "cut_off_at",
}  # fmt: skip
"""The cell to look at, by what cannot be; the amount for all else."""
_LATER = {"": 0, "当日": 0, "当天": 0, "次日": 1, "第二天": 1}


def read_policies(
    rows: Iterable[Row], vocabularies: Mapping[str, Vocabulary], window: Window
) -> list[Written]:
    """Return the usable policies in the order of the sheet, each with its row; every fault is noted at its cell.

    window: from when until when after a resolution to ask the customer, in hours; it holds where a row leaves it blank.
    """
    found: list[Written] = []
    seen: dict[str, int] = {}
    for row in rows:
        policy = _policy(row, vocabularies, window)
        if policy is None:
            continue
        first = seen.setdefault(normalise(policy.id), row.line)
        if first != row.line:
            row.wrong(P607, "id", first_row=first)
        found.append((row, policy))
    return found


def _policy(row: Row, vocabularies: Mapping[str, Vocabulary], window: Window) -> Policy | None:
    if not row.text("id") or row.faults.has_at(row.table.title, row.line):
        return None
    if row["amount"] is not None and row["clock"] is None:
        row.wrong(P622, "clock", rule=row.text("name"), problem=say.CLOCK_MISSING)
        return None
    values = _values(row, vocabularies) | _window(row, window)
    if row.faults.has_at(row.table.title, row.line):
        return None
    try:
        return Policy(**values)
    except RuleError as error:
        problem = error.said(row.faults.lang)
        row.wrong(P622, _CELL_OF.get(error.text, "amount"), rule=row.text("name"), problem=problem)
        return None


def _window(row: Row, window: Window) -> dict[str, float | None]:
    """When to ask the customer: as 常用 says, unless the row has numbers of its own."""
    is_asked = (
        row["stage"] in (Stage.FOLLOW_UP, Stage.SUPERVISOR_CALL) and row["clock"] == Clock.NATURAL_HOURS
    )
    if not is_asked or row["amount"] is not None or row["amount_from"] is not None:
        return {}
    return {"amount_from": window[0] or None, "amount": window[1]}


def _values(row: Row, vocabularies: Mapping[str, Vocabulary]) -> dict[str, Any]:
    name, note, source = row.text("name"), row.text("note"), row.text("source")
    clock = Clock(row["clock"] or "")
    return {
        "id": row.text("id"), "stage": Stage(row["stage"]), "name": Text(name, name), "match": _match(row, vocabularies),
        "order": int(row["order"]) if row["order"] is not None else 100,
        "valid_from": row.day("valid_from"), "valid_to": row.day("valid_to"),
        "start_event": row["start_event"] or "received_at", "end_event": row["end_event"] or "",
        "clock": clock, "amount": row["amount"], "amount_from": row["amount_from"],
        "cut_off": _cut_off(row) if clock is Clock.CUT_OFF else None,
        "counts_first_day": row.is_yes("counts_first_day"), "day_end": DayEnd(row["day_end"] or "closing"),
        "rolls_over_days_off": row.is_yes("rolls_over_days_off", otherwise=True), "calendar": row.text("calendar"),
        "is_due_included": row.is_yes("is_due_included", otherwise=True),
        "pauses_for": _keys(row, "pauses_for", rules.PAUSES), "longest_pause": row["longest_pause"], "longest_pauses": row["longest_pauses"],
        "pause_rounds_up": row.is_yes("pause_rounds_up"), "extension": _extension(row),
        "upgrade": Upgrade(row["upgrade"] or "earliest"), "downgrade": Downgrade(row["downgrade"] or "with_approval"),
        "reopening": Reopening(row["reopening"] or "new_cycle"), "counts_auto_receipt": row.is_yes("counts_auto_receipt"),
        "missing_time": MissingTime(row["missing_time"] or "whole_day"), "reminders": _reminders(row),
        "reminds": _roles(row, "reminds"), "escalates_to": _roles(row, "escalates_to"),
        "reminds_in_working_time": row.is_yes("reminds_in_working_time", otherwise=True),
        "source": Text(source, source), "note": Text(note, note),
    }  # fmt: skip


def _match(row: Row, vocabularies: Mapping[str, Vocabulary]) -> Match:
    wanted = {key: _keys(row, key, vocabularies.get(words.name, words)) for key, words in _MATCHED.items()}
    cycle = frozenset({row["match_cycle"]}) if row["match_cycle"] else frozenset()
    return Match(
        **wanted, department=frozenset(row.words("department")), cycle=cycle, also=_also(row, vocabularies)
    )


def _keys(row: Row, key: str, words: Vocabulary) -> frozenset[str]:
    """The keys of the words in a cell; a word that is none is noted."""
    found = set()
    typed = (row[key],) if row.table.sheet[key].choices and row[key] else row.words(key)
    for word in typed:
        if (choice := words.by_word.get(normalise(word))) is None:
            row.unknown(key, word, words)
        else:
            found.add(choice)
    return frozenset(found)


def _reminders(row: Row) -> tuple[str, ...]:
    for point in row.words("reminders"):
        try:
            check_point(point)
        except RuleError:
            row.wrong(P602, "reminders", value=point, hint=say.A_REMINDER)
    return row.words("reminders")


def _roles(row: Row, key: str) -> tuple[str, ...]:
    """Roles by key; whoever is named otherwise is a person or a department."""
    return tuple(rules.ROLES.by_word.get(normalise(word), word) for word in row.words(key))


def _also(row: Row, vocabularies: Mapping[str, Vocabulary]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Further conditions such as "需要回访=是;地区=拉萨"."""
    found = []
    for part in row.parts("also"):
        header, _, words = part.partition("=")
        column = FEEDBACK.by_header.get(normalise(header))
        if column is None or not words:
            row.wrong(P602, "also", value=part, hint=say.A_CONDITION)
            continue
        choices = vocabularies.get(column.choices.name, column.choices) if column.choices else None
        found.append((column.key, _wanted(row, words, choices)))
    return tuple(found)


def _wanted(row: Row, words: str, choices: Vocabulary | None) -> frozenset[str]:
    typed = [word.strip() for word in re.split("[、,，]", words) if word.strip()]
    if choices is None:
        return frozenset(typed)
    for word in typed:
        if normalise(word) not in choices.by_word:
            row.unknown("also", word, choices)
    return frozenset(choices.by_word.get(normalise(word), word) for word in typed)


def _extension(row: Row) -> Extension | None:
    if row["extension_condition"] is None or row["extension_amount"] is None:
        return None
    attempts = row["extension_attempts"]
    return Extension(
        condition=row["extension_condition"], amount=row["extension_amount"],
        approver=row["extension_approver"] or "", least_attempts=3 if attempts is None else int(attempts),
    )  # fmt: skip


def _cut_off(row: Row) -> CutOff:
    if row["month_day"] is not None:
        return CutOff(month_day=int(row["month_day"]))
    at = _clock_time(row, "cut_off_at")[1]
    return CutOff(
        at=at, before=_clock_time(row, "cut_off_before"), after=_clock_time(row, "cut_off_after"),
        takes_at=row.is_yes("takes_cut_off"),
    )  # fmt: skip


def _clock_time(row: Row, key: str) -> tuple[int, int]:
    """Read "次日 10:00" or "+1 10:00" as (1, 600)."""
    found = _CLOCK_TIME.fullmatch(row.text(key))
    if not row.text(key):
        row.wrong(P601, key)
    elif not found:
        row.wrong(P603, key, kind=say.KIND_CLOCK_TIME, example=say.EXAMPLE_CUT_OFF)
    if not found:
        return 0, 0
    word = found[1] or ""
    return _LATER.get(word, int(word[1:]) if word.startswith("+") else 0), minute_of_day(found[2])
