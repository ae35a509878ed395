"""人员, 回访规则, 回复模板, 例行安排, 奖罚规则: how the team closes the loop, or a finding at the cell that stops it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from toolkit.domain.loop.asking import FollowUpRule
from toolkit.domain.loop.cadence import NEXT, WEEKLY, Routine
from toolkit.domain.loop.merits import Merit
from toolkit.domain.loop.replies import Replies, Reply, ReplyError, compiled
from toolkit.domain.loop.team import Person, Team
from toolkit.domain.worktime.openhours import minute_of_day
from toolkit.rules.codes.settings import P601, P603, P616, P625
from toolkit.schema import choices as lists
from toolkit.schema import rule_choices as rules
from toolkit.schema.naming import normalise
from toolkit.words import settings as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.settings.rows import Row
    from toolkit.words import Language

_TIME = re.compile(r"\d{1,2}[:：]\d{2}(?::00)?")
_WEEKDAYS = tuple(choice.key for choice in rules.WEEKDAYS.choices)


def read_team(rows: Iterable[Row]) -> Team:
    """Return the people that somebody has listed."""
    return Team(
        tuple(
            Person(
                row.text("name"), row.words("aliases"), row["role"] or "", row.text("department"), row.text("deputy"),
                row.day("away_from"), row.day("away_until"),
            )
            for row in rows
            if row.text("name")
        )
    )  # fmt: skip


def read_follow_ups(rows: Iterable[Row], kinds: Vocabulary) -> tuple[FollowUpRule, ...]:
    """Return who asks the customer, in the order of the sheet; a row with a mistake is left out."""
    found = []
    for row in rows:
        if not row.text("name"):
            continue
        first, last = row["from_hours"], row["until_hours"]
        if first is not None and (last is None or first >= last):
            header = row.place("until_hours").header
            row.wrong(P616, "from_hours", value=f"{first:g}", bounds=say.BEFORE_THE_LATEST(row.faults.lang, other=header, value=last or 0))  # fmt: skip
        rule = FollowUpRule(
            row.text("name"), row["way"] or "", row["by"] or "", _keys(row, "kind", kinds), _keys(row, "level", lists.PRIORITIES),
            _or_either(row["is_important"]), _or_either(row["is_marked"]), first, last,
        )  # fmt: skip
        if not row.faults.has_at(row.table.title, row.line):
            found.append(rule)
    return tuple(found)


def read_replies(
    rows: Iterable[Row], kinds: Vocabulary, answers: Mapping[str, Any], lang: Language
) -> Replies:
    """Return the texts to send; one that cannot be filled in is noted at its cell and left out."""
    found = []
    for row in rows:
        if not row.text("name"):
            continue
        reply = Reply(
            row.text("name"), row["use"] or "", row.text("text"),
            _keys(row, "kind", kinds), _keys(row, "way", lists.FOLLOW_UP_WAYS),
        )  # fmt: skip
        try:
            compiled(reply.text)
        except ReplyError as error:
            row.wrong(P625, "text", name=reply.name, problem=error.said(row.faults.lang))
        if reply.text and not row.faults.has_at(row.table.title, row.line):
            found.append(reply)
    about = {key: str(answers[key]) for key in ("company", "team") if answers[key]}
    return Replies(tuple(found), lang, about)


def read_routines(rows: Iterable[Row], answers: Mapping[str, Any]) -> tuple[Routine, ...]:
    """Return what recurs and is switched on."""
    found = []
    for row in rows:
        if not row.text("name") or not row.is_yes("is_on", otherwise=True):
            continue
        if row["rhythm"] == WEEKLY and row["weekday"] is None:
            row.wrong(P601, "weekday")
        routine = Routine(
            row.text("name"), row["rhythm"] or "", _WEEKDAYS.index(row["weekday"]) if row["weekday"] in _WEEKDAYS else 0,
            int(answers["report_day"] if row["day"] is None else row["day"]), row["shift"] or NEXT, _minute(row),
            row.text("who"), row["about"] or "", row.text("source"),
        )  # fmt: skip
        if not row.faults.has_at(row.table.title, row.line):
            found.append(routine)
    return tuple(found)


def read_merits(rows: Iterable[Row]) -> tuple[Merit, ...]:
    """Return what is tallied as reward or penalty; a row with a mistake is left out."""
    return tuple(
        Merit(
            row.text("name"), row["sign"] == "reward", row.text("role"), float(row["percent"] or 0), row.is_yes("needs_effect"),
        )
        for row in rows
        if row.text("name") and row["sign"] and not row.faults.has_at(row.table.title, row.line)
    )  # fmt: skip


def _minute(row: Row) -> int | None:
    """A time of day; Excel turns a typed 09:00 into a time of its own, which the reader gives back as text."""
    typed = row.text("time")
    if not typed:
        return None
    if not _TIME.fullmatch(typed):
        row.wrong(P603, "time", kind=say.KIND_CLOCK_TIME, example="09:00")
        return None
    return minute_of_day(typed.replace("：", ":")[:5].rstrip(":"))


def _keys(row: Row, key: str, words: Vocabulary) -> frozenset[str]:
    """The keys of the words in a cell; a word that is none is noted."""
    for word in row.words(key):
        if normalise(word) not in words.by_word:
            row.unknown(key, word, words)
    return frozenset(
        words.by_word[form] for word in row.words(key) if (form := normalise(word)) in words.by_word
    )


def _or_either(word: str | None) -> bool | None:
    return None if word is None else word == "yes"
