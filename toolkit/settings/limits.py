"""时限策略: each row of the sheet as a Policy, or a finding at the cell that stops it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from toolkit.domain.faults import RuleError
from toolkit.domain.openhours import minute_of_day
from toolkit.domain.policy import (
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
from toolkit.rules.codes.settings import P601, P602, P603, P604, P605, P607
from toolkit.schema import choices as lists
from toolkit.schema import rule_choices as rules
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.naming import normalise
from toolkit.words import Text
from toolkit.words import settings as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.settings.rows import Row

_MATCHED = {
    "kind": lists.KINDS, "urgency": lists.URGENCIES, "priority": lists.PRIORITIES, "channel": lists.CHANNELS,
    "customer_type": lists.CUSTOMER_TYPES, "is_complex": lists.YES_NO, "is_major": lists.YES_NO,
}  # fmt: skip
_CLOCK_TIME = re.compile(r"(次日|第二天|当日|当天|\+\d)?\s*(\d{1,2}[::]\d{2})")
_LATER = {"": 0, "当日": 0, "当天": 0, "次日": 1, "第二天": 1}


def read_policies(rows: Iterable[Row], vocabularies: Mapping[str, Vocabulary]) -> tuple[Policy, ...]:
    """Return the usable policies in the order of the sheet; every fault is noted at its cell."""
    found: list[tuple[Row, Policy]] = []
    seen: dict[str, int] = {}
    for row in rows:
        policy = _policy(row, vocabularies)
        if policy is None:
            continue
        first = seen.setdefault(normalise(policy.id), int(row.table.rows[row.number]))
        if first != row.table.rows[row.number]:
            row.wrong(P607, "id", first_row=first)
        found.append((row, policy))
    _check_response(found)
    return tuple(policy for _, policy in found)


def _policy(row: Row, vocabularies: Mapping[str, Vocabulary]) -> Policy | None:
    if not row.text("id") or row["stage"] not in set(Stage):
        key = "stage" if row.text("id") else "id"
        row.wrong(P602 if row.text(key) else P601, key, hint=say.REVIEW_WORDS("zh"))
        return None
    if _is_faulty(row):
        return None
    try:
        return Policy(**_values(row, vocabularies))
    except RuleError as error:
        row.wrong(P603, "amount", kind=say.KIND_NUMBER("zh"), example=str(error))
        return None


def _is_faulty(row: Row) -> bool:
    """Whether a cell that the rule cannot do without is unusable; it is noted."""
    amount = row["amount"]
    if amount is not None and not amount > 0:
        row.wrong(P604, "amount")
        return True
    for key in ("clock", "start_event", "end_event", "day_end", "upgrade", "downgrade", "reopening", "missing_time"):
        choices = row.table.sheet[key].choices
        if row[key] is not None and choices and row[key] not in choices.keys:
            row.wrong(P602, key, hint=say.REVIEW_WORDS("zh"))
            return True
    return False


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
        "pauses_for": _keys(row, "pauses_for", rules.PAUSES), "longest_pause": row["longest_pause"],
        "pause_rounds_up": row.is_yes("pause_rounds_up"), "extension": _extension(row),
        "upgrade": Upgrade(row["upgrade"] or "earliest"), "downgrade": Downgrade(row["downgrade"] or "with_approval"),
        "reopening": Reopening(row["reopening"] or "new_cycle"), "counts_auto_receipt": row.is_yes("counts_auto_receipt"),
        "missing_time": MissingTime(row["missing_time"] or "whole_day"), "reminders": row.words("reminders"),
        "reminds": _roles(row, "reminds"), "escalates_to": _roles(row, "escalates_to"),
        "reminds_in_working_time": row.is_yes("reminds_in_working_time", otherwise=True),
        "source": Text(source, source), "note": Text(note, note),
    }  # fmt: skip


def _match(row: Row, vocabularies: Mapping[str, Vocabulary]) -> Match:
    wanted = {key: _keys(row, key, vocabularies.get(words.name, words)) for key, words in _MATCHED.items()}
    cycle = frozenset({row["match_cycle"]}) if row["match_cycle"] else frozenset()
    return Match(**wanted, department=frozenset(row.words("department")), cycle=cycle, also=_also(row))


def _keys(row: Row, key: str, words: Vocabulary) -> frozenset[str]:
    """The keys of the words in a cell; a word that is none is noted."""
    found = set()
    typed = (row[key],) if row.table.sheet[key].choices and row[key] else row.words(key)
    for word in typed:
        if (choice := words.by_word.get(normalise(word))) is None:
            row.wrong(P602, key, value=word, hint=say.REVIEW_WORDS("zh"))
        else:
            found.add(choice)
    return frozenset(found)


def _roles(row: Row, key: str) -> tuple[str, ...]:
    """Roles by key; whoever is named otherwise is a person or a department."""
    return tuple(rules.ROLES.by_word.get(normalise(word), word) for word in row.words(key))


def _also(row: Row) -> tuple[tuple[str, frozenset[str]], ...]:
    """Further conditions such as "需要回访=是;地区=拉萨"."""
    found = []
    for part in row.parts("also"):
        header, _, words = part.partition("=")
        column = FEEDBACK.by_header.get(normalise(header))
        if column is None or not words:
            row.wrong(P602, "also", value=part, hint=say.REVIEW_WORDS("zh"))
            continue
        choices = column.choices.by_word if column.choices else {}
        found.append((column.key, frozenset(choices.get(normalise(word), word) for word in words.split("、"))))
    return tuple(found)


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
    if not found:
        row.wrong(P603, key, kind=say.KIND_DATE("zh"), example=say.EXAMPLE_CUT_OFF("zh"))
        return 0, 0
    word = found[1] or ""
    return _LATER.get(word, int(word[1:]) if word.startswith("+") else 0), minute_of_day(found[2])


def _check_response(found: Sequence[tuple[Row, Policy]]) -> None:
    """A response may not be promised for later than the answer, where both count hours of the same kind."""
    resolutions = [policy for _, policy in found if policy.stage is Stage.RESOLUTION and policy.amount]
    for row, response in found:
        if response.stage is not Stage.FIRST_RESPONSE or not response.amount:
            continue
        for resolution in resolutions:
            is_pair = resolution.match == response.match and resolution.clock == response.clock
            if is_pair and resolution.amount is not None and response.amount > resolution.amount:
                row.wrong(P605, "amount", rule=response.name.zh, response=response.amount, resolution=resolution.amount)
