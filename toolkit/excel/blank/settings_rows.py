"""The rows a new settings workbook starts with, as cells: time limits and the state calendar among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.domain.deadlines.policies import DEFAULT_POLICIES
from toolkit.domain.deadlines.policy import Stage
from toolkit.domain.worktime.openhours import clock_text
from toolkit.domain.worktime.statutory import is_published, official_days
from toolkit.schema import choices as lists
from toolkit.schema import rule_choices as rules
from toolkit.schema import shipped, shipped_loop
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.books.policies import POLICIES
from toolkit.words import shipped as say

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from toolkit.domain.deadlines.policy import CutOff, Match, Policy
    from toolkit.words import Language

Cells = dict[str, Any]
"""One row: a value by column key, as a person sees it; None or a key left out is a blank."""

YEARS_BACK, YEARS_AHEAD = 2, 2

_MATCHED = {
    "kind": lists.KINDS,
    "urgency": lists.URGENCIES,
    "priority": lists.PRIORITIES,
    "channel": lists.CHANNELS,
    "customer_type": lists.CUSTOMER_TYPES,
    "is_complex": lists.YES_NO,
    "is_major": lists.YES_NO,
}
_PLAIN = (
    "id",
    "order",
    "amount",
    "amount_from",
    "valid_from",
    "valid_to",
    "calendar",
    "longest_pause",
    "longest_pauses",
)
_FLAGS = (
    "counts_first_day",
    "rolls_over_days_off",
    "is_due_included",
    "pause_rounds_up",
    "counts_auto_receipt",
    "reminds_in_working_time",
)


_AS_BASICS = (Stage.FOLLOW_UP, Stage.SUPERVISOR_CALL)
"""Stages whose shipped window is the one that 常用 asks for, so that it is written in one place only."""


def default_rows(key: str, lang: Language, today: date) -> list[Cells]:
    """Return the rows that a settings sheet starts with; `today` says which years of the calendar matter."""
    made: dict[str, Callable[[Language], list[Any]]] = {
        "kinds": shipped.kinds,
        "issue_types": shipped.issue_types,
        "class_words": shipped.class_words,
        "channels": shipped.channels,
        "urgencies": shipped.urgencies,
        "duties": shipped.duties,
        "customer_types": shipped.customer_types,
        "follow_ups": shipped_loop.follow_ups,
        "replies": shipped_loop.replies,
        "routines": shipped_loop.routines,
        "sentences": shipped_loop.sentences,
        "merits": shipped_loop.merits,
    }
    if key == "policies":
        return [policy_cells(policy, lang) for policy in DEFAULT_POLICIES]
    if key == "calendar":
        return calendar_cells(today, lang)
    return made[key](lang) if key in made else []


def policy_cells(policy: Policy, lang: Language) -> Cells:
    """Return a time limit as a row of 时限策略."""
    cells: Cells = {key: getattr(policy, key) for key in _PLAIN}
    answer = lists.YES_NO.label_of(lang)
    if policy.stage in _AS_BASICS:
        cells |= {"amount": None, "amount_from": None}
    cells |= {key: answer["yes" if getattr(policy, key) else "no"] for key in _FLAGS}
    cells |= {key: _label(key, str(getattr(policy, key)), lang) for key in _CHOSEN}
    cells |= {"name": policy.name(lang), "source": policy.source(lang), "note": policy.note(lang)}
    cells |= {
        "pauses_for": shipped.labels(policy.pauses_for, rules.PAUSES, lang),
        "reminders": shipped.joined(policy.reminders, lang),
        "reminds": shipped.labels(policy.reminds, rules.ROLES, lang),
        "escalates_to": shipped.labels(policy.escalates_to, rules.ROLES, lang),
    }
    return (
        cells
        | _match_cells(policy.match, lang)
        | _extension_cells(policy, lang)
        | _cut_off_cells(policy.cut_off, lang)
    )


_CHOSEN = (
    "stage",
    "clock",
    "start_event",
    "end_event",
    "day_end",
    "upgrade",
    "downgrade",
    "reopening",
    "missing_time",
)


def _label(key: str, value: str, lang: Language) -> str:
    choices = POLICIES[key].choices
    return choices.label_of(lang).get(value, value) if choices else value


def _match_cells(match: Match, lang: Language) -> Cells:
    cells: Cells = {key: shipped.labels(getattr(match, key), words, lang) for key, words in _MATCHED.items()}
    cells["department"] = shipped.joined(sorted(match.department), lang)
    cells["match_cycle"] = shipped.labels(match.cycle, rules.CYCLES, lang)
    cells["also"] = ";".join(_condition(key, words, lang) for key, words in match.also)
    return cells


def _condition(key: str, words: frozenset[str], lang: Language) -> str:
    column = FEEDBACK[key]
    said = (
        shipped.labels(words, column.choices, lang) if column.choices else shipped.joined(sorted(words), lang)
    )
    return f"{column.header(lang)}={said}"


def _extension_cells(policy: Policy, lang: Language) -> Cells:
    extension = policy.extension
    if extension is None:
        return {}
    return {
        "extension_condition": _label("extension_condition", extension.condition, lang),
        "extension_amount": extension.amount,
        "extension_approver": _label("extension_approver", extension.approver, lang),
        "extension_attempts": extension.least_attempts,
    }


def _cut_off_cells(cut_off: CutOff | None, lang: Language) -> Cells:
    if cut_off is None:
        return {}
    if cut_off.month_day:
        return {"month_day": cut_off.month_day}
    return {
        "cut_off_at": clock_text(cut_off.at),
        "cut_off_before": day_time(*cut_off.before, lang),
        "cut_off_after": day_time(*cut_off.after, lang),
        "takes_cut_off": lists.YES_NO.label_of(lang)["yes" if cut_off.takes_at else "no"],
    }


def day_time(days: int, minute: int, lang: Language) -> str:
    """Return a clock time so many days later, such as "次日 10:00" or "+1 10:00"."""
    text = say.DAY_OFFSETS[days] if days < len(say.DAY_OFFSETS) else say.LATER_DAY
    return text(lang, time=clock_text(minute), days=days)


def calendar_cells(today: date, lang: Language) -> list[Cells]:
    """Return the state's days off and make-up days of the years around `today` that are published."""
    years = [
        year for year in range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1) if is_published(year)
    ]
    kind_of = rules.DAY_KINDS.label_of(lang)
    # Make-up days keep the usual hours, so any hours do here: what counts is that there are some.
    return [
        {
            "day": day.on,
            "day_kind": kind_of["open" if day.periods else "off"],
            "note": day.note(lang),
            "source": say.STATE_NOTICE(lang),
        }
        for day in official_days(years, ((0, 1),))
    ]
