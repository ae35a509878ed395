"""How an amount was counted, in words: from when, over which days, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.account.phrases import Words, amount_words, day_words, fill, length_words, moment_words
from toolkit.domain.deadlines.policy import Clock
from toolkit.words import deadline_notes as say

if TYPE_CHECKING:
    from toolkit.domain.deadlines.due import Amounts
    from toolkit.domain.deadlines.matching import Index
    from toolkit.domain.deadlines.policy import Policy
    from toolkit.domain.deadlines.stage import Judged
    from toolkit.domain.fields import Moments
    from toolkit.domain.worktime.calendar import Seconds, WorkCalendar
    from toolkit.words import Language

_DAY = np.timedelta64(1, "D")
_MOST_DAYS = 6


def counted(judged: Judged, policy: Policy, rows: Index, lang: Language) -> Words:
    """Return for rows that count alike "from … so much: day by day → until", without what moved it later."""
    if policy.clock not in say.BY_CLOCK:
        return np.full(len(rows), "", dtype=object)
    calendar = judged.rules.calendar(policy)
    start, amounts, base = (getattr(judged.promise, name)[rows] for name in ("start", "amounts", "base"))
    facts = {
        "start": moment_words(start),
        "amount": _amounts(judged, policy, rows, lang),
        "counting": _counting(policy, lang),
        "due": moment_words(base),
    }
    if policy.clock is Clock.WORKING_HOURS:
        facts["days"] = _hours_by_day(calendar, start, amounts, lang)
    if policy.clock is Clock.WORKING_DAYS:
        facts["days"] = _days(policy, calendar, start, amounts, lang)
    text = fill(say.BY_CLOCK[policy.clock], lang, **facts)
    if policy.clock is not Clock.NATURAL_DAYS:
        return text
    last = start + (np.nan_to_num(amounts).astype(np.int64) - int(policy.counts_first_day)) * _DAY
    is_rolled = last.astype("datetime64[D]") < (base - np.timedelta64(1, "s")).astype("datetime64[D]")
    return np.where(
        is_rolled, fill(say.ROLLED, lang, last=_bare(day_words(last, calendar, lang)), **facts), text
    )


def _counting(policy: Policy, lang: Language) -> str:
    """How days are counted: whether the first counts, and when on the last one they run out."""
    first = say.FIRST_DAY_COUNTS if policy.counts_first_day else say.FIRST_DAY_DOES_NOT
    return say.COUNTING(lang, first=first(lang), until=say.UNTIL[policy.day_end](lang))


def _bare(days: Words) -> Words:
    """Days without the gap to what follows."""
    return np.array([day.rstrip() for day in days], dtype=object)


def _amounts(judged: Judged, policy: Policy, rows: Index, lang: Language) -> Words:
    """The amount, and what became of an extension."""
    amounts = judged.promise.amounts[rows]
    text = amount_words(policy.clock, amounts, lang)
    plain = judged.rules.amounts[judged.promise.index[rows]]
    text = np.where(amounts > plain, fill(say.EXTENDED, lang, amount=text), text)
    extends = judged.rules.which(
        lambda one: one.extension is not None and one.extension.condition == "complex"
    )
    is_refused = extends[judged.promise.index[rows]] & judged.facts.is_complex[rows] & ~(amounts > plain)
    return np.where(is_refused, text + say.NOT_APPROVED(lang), text)


def _hours_by_day(calendar: WorkCalendar, start: Moments, hours: Amounts, lang: Language) -> Words:
    """The open time used up on each day, as "周五 1 分 + 周日(调休上班)1 小时 59 分"."""
    left = np.where(np.isnat(start), 0, np.rint(np.nan_to_num(hours) * 3600)).astype(np.int64)
    text, cursor = np.full(len(start), "", dtype=object), start
    for step in range(_MOST_DAYS):
        rows = np.flatnonzero(left > 0)
        if not len(rows):
            return text
        begin = calendar.next_open(cursor[rows])
        midnight = (begin.astype("datetime64[D]") + _DAY).astype("datetime64[s]")
        used = np.minimum(
            left[rows], np.rint(calendar.minutes_between(begin, midnight) * 60).astype(np.int64)
        )
        piece = day_words(begin, calendar, lang, dated=False) + length_words(used, lang)
        piece += _breaks(calendar, begin, used, lang)
        text[rows] += say.JOIN_LENGTHS(lang) + piece if step else piece
        left[rows] -= used
        cursor = cursor.copy()
        cursor[rows] = midnight
    rest = fill(say.JOIN_LENGTHS, lang) + fill(say.REST, lang, length=length_words(left, lang))
    return np.where(left > 0, text + rest, text)


def _breaks(calendar: WorkCalendar, begin: Moments, used: Seconds, lang: Language) -> Words:
    """What stood still between the first and the last minute of a piece of a day; whole days need no word of it."""
    end = calendar.add_minutes(begin, used / 60)
    still = (end - begin).astype(np.int64) - used
    is_whole = (begin == calendar.opening(begin)) & (end == calendar.closing(begin))
    text = fill(say.BREAK_BETWEEN, lang, length=length_words(still, lang))
    return np.where((still > 0) & ~is_whole, text, "").astype(object)


def _days(policy: Policy, calendar: WorkCalendar, start: Moments, days: Amounts, lang: Language) -> Words:
    """The working days that count, as "09-20 周日(调休上班)、09-21 周一、09-22 周二"."""
    amounts = np.where(np.isnat(start), 0, np.nan_to_num(days)).astype(np.int64)
    first = (calendar.roll(start) == start).astype(np.int64) if policy.counts_first_day else 0
    text = np.full(len(start), "", dtype=object)
    for number in range(1, min(int(amounts.max(initial=0)), _MOST_DAYS) + 1):
        day = calendar.add_days(start, np.full(len(start), number) - first)
        name = _bare(day_words(day, calendar, lang))
        text = np.where(amounts >= number, text + (say.JOIN_DAYS(lang) if number > 1 else "") + name, text)
    return np.where(amounts > _MOST_DAYS, text + say.MORE_DAYS(lang), text)
