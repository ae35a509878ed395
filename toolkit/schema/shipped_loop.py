"""What the sheets of the closed loop hold in a new settings workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.loop.asking import SHIPPED
from toolkit.schema import choices as lists
from toolkit.schema import loop_choices as loop
from toolkit.schema import rule_choices as rules
from toolkit.schema.shipped import labels
from toolkit.words import loop as say
from toolkit.words.checks import LIST_COMMA
from toolkit.words.shipped_replies import SHIPPED_REPLIES
from toolkit.words.wording import NAMES, SENTENCES

if TYPE_CHECKING:
    from toolkit.domain.loop.asking import FollowUpRule
    from toolkit.words import Language

Cells = dict[str, str | float | None]
_LEADING = {"backlog": "overdue", "leftovers": "leftovers", "weekly_digest": "overdue"}
"""The list that a routine goes through."""
_RHYTHMS: tuple[tuple[str, str, str, int | None], ...] = (
    ("backlog", "daily", "", None),
    ("short_meeting", "weekly", "mon", None),
    ("weekly_digest", "weekly", "tue", None),
    ("monthly_digest", "monthly", "", 2),
    ("leftovers", "monthly", "", 4),
    ("rewards", "monthly", "", 4),
    ("month_review", "monthly", "", None),
    ("quarter_review", "quarterly", "", None),
)
"""Routine, rhythm, weekday, day of the month (S2-130, S2-131, 每月4日未了事宜, S1-079, S0 2.5.1, S3-018)."""
_OFF = frozenset({"rewards"})
_MERITS: tuple[tuple[str, str, float | None, str], ...] = (
    ("发货信息不正确", "penalty", 10, "yes"),
    ("订单信息有误", "penalty", 10, "yes"),
    ("客户表扬", "reward", None, "no"),
)
"""Item, sign, percent of the month's performance pay for each, whether it takes an effect (S2-104, S2-105)."""


def follow_ups(lang: Language) -> list[Cells]:
    """Return the follow-up rules of the source (S0-040 to S0-043, S2-127)."""
    return [_follow_up(rule, lang) for rule in SHIPPED]


def _follow_up(rule: FollowUpRule, lang: Language) -> Cells:
    name, source = say.FOLLOW_UPS[rule.name]
    yes = lists.YES_NO.label_of(lang)["yes"]
    return {
        "name": name(lang),
        "kind": labels(rule.kinds, lists.KINDS, lang),
        "level": labels(rule.levels, lists.PRIORITIES, lang),
        "is_important": yes if rule.is_important else None,
        "is_marked": yes if rule.is_marked else None,
        "way": loop.ASKING_WAYS.label_of(lang)[rule.way],
        "by": lists.ASKERS.label_of(lang)[rule.by],
        "from_hours": rule.from_hours,
        "until_hours": rule.until_hours,
        "source": source(lang),
    }


def replies(lang: Language) -> list[Cells]:
    """Return the texts to send (S0-037 to S0-039, S0-041, S2-042, S2-049, S2-069)."""
    return [
        {
            "name": one.name(lang),
            "use": loop.REPLY_USES.label_of(lang)[one.use],
            "kind": labels(one.kinds, lists.KINDS, lang),
            "way": labels(one.ways, lists.FOLLOW_UP_WAYS, lang),
            "text": one.text(lang),
            "source": say.REPLY_SOURCES[one.source](lang) if one.source else None,
        }
        for one in SHIPPED_REPLIES
    ]


def routines(lang: Language) -> list[Cells]:
    """Return what recurs, with the days that the source names."""
    rhythm_of, weekday_of = loop.RHYTHMS.label_of(lang), rules.WEEKDAYS.label_of(lang)
    shift, answer = loop.SHIFTS.label_of(lang)["next"], lists.YES_NO.label_of(lang)
    found: list[Cells] = []
    for key, rhythm, weekday, day in _RHYTHMS:
        name, who, source = say.ROUTINES[key]
        found.append(
            {
                "name": name(lang),
                "rhythm": rhythm_of[rhythm],
                "weekday": weekday_of.get(weekday),
                "day": day,
                "time": "09:00",
                "shift": shift,
                "who": who(lang),
                "about": loop.LISTS.label_of(lang).get(_LEADING.get(key, "")),
                "is_on": answer["no" if key in _OFF else "yes"],
                "source": source(lang),
            }
        )
    return found


def sentences(lang: Language) -> list[Cells]:
    """Return the sentences of the report's first page, each with the names that it can use."""
    comma = LIST_COMMA(lang)
    return [
        {
            "sentence": one.name(lang),
            "text": one.text(lang),
            "names": comma.join(NAMES[name](lang) for name in one.uses),
        }
        for one in SENTENCES
    ]


def merits(lang: Language) -> list[Cells]:
    """Return what is tallied; the source names penalties only, so praise is counted and no more."""
    label_of, answer = lists.MERIT_ITEMS.label_of(lang), lists.YES_NO.label_of(lang)
    found: list[Cells] = []
    for key, sign, percent, needs_effect in _MERITS:
        role, source = say.MERITS[key]
        found.append(
            {
                "name": label_of[key],
                "sign": loop.MERIT_KINDS.label_of(lang)[sign],
                "role": role(lang),
                "percent": percent,
                "needs_effect": answer[needs_effect],
                "source": source(lang),
            }
        )
    return found
