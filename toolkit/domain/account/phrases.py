"""Sentences for whole columns: texts filled with arrays of words, one word for each row."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from toolkit.domain.worktime.openhours import MINUTES_A_DAY, clock_text
from toolkit.words import deadline_notes as say
from toolkit.words import deadlines as words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from toolkit.domain.fields import Moments
    from toolkit.domain.worktime.calendar import WorkCalendar
    from toolkit.words import Language, Text

Words = npt.NDArray[np.object_]
_NO_CLOCK = MINUTES_A_DAY
_CLOCKS = np.array([*(f" {clock_text(minute)}" for minute in range(MINUTES_A_DAY)), ""], dtype=object)
_SECONDS = np.array([f":{second:02d}" for second in range(60)], dtype=object)


def fill(text: Text, lang: Language, **facts: Any) -> Words:
    """Return the text with its facts filled in, each a word for all rows or an array of one a row."""
    sentence: Any = np.array("", dtype=object)
    for literal, name, _spec, _conversion in Formatter().parse(text.zh if lang == "zh" else text.en):
        if literal:
            sentence = sentence + literal
        if name is not None:
            sentence = sentence + facts[name]
    filled: Words = sentence
    return filled


def each(values: npt.NDArray[Any], say_one: Callable[[Any], str]) -> Words:
    """Say every distinct value once and give each row its word."""
    distinct, which = np.unique(values, return_inverse=True)
    said = np.empty(len(distinct), dtype=object)
    said[:] = [say_one(value) for value in distinct.tolist()]
    words_of_rows: Words = said[which]
    return words_of_rows


def moment_words(moments: Moments) -> Words:
    """Return moments as "2026-09-18 17:59", with seconds where there are any; NaT is empty."""
    minutes = moments.astype("datetime64[m]")
    days = each(moments.astype("datetime64[D]"), lambda day: str(day) if day else "")
    said: Words = (
        days + _CLOCKS[np.where(np.isnat(moments), _NO_CLOCK, minutes.astype(np.int64) % MINUTES_A_DAY)]
    )
    seconds = (moments - minutes).astype("timedelta64[s]").astype(np.int64)
    rows = np.flatnonzero((seconds > 0) & ~np.isnat(moments))
    said[rows] += _SECONDS[seconds[rows]]
    return said


def event_words(moments: Moments, is_day: npt.NDArray[np.bool_]) -> Words:
    """Return moments as `moment_words` does, bare dates without a time."""
    if not is_day.any():
        return moment_words(moments)
    days = each(moments.astype("datetime64[D]"), lambda day: str(day) if day else "")
    return np.where(is_day, days, moment_words(moments))


def length_words(seconds: npt.NDArray[np.int64], lang: Language) -> Words:
    """Return lengths as "1 小时 59 分"."""
    return each(seconds, lambda length: _length(length, lang))


def _length(seconds: int, lang: Language) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    parts = [say.HOURS(lang, hours=hours)] if hours else []
    parts += [say.MINUTES(lang, minutes=minutes)] if minutes or not (hours or rest) else []
    parts += [say.SECONDS(lang, seconds=rest)] if rest else []
    return " ".join(parts)


def day_words(moments: Moments, calendar: WorkCalendar, lang: Language, *, dated: bool = True) -> Words:
    """Return the days of moments as "09-20 周日(调休上班)", with a gap after them unless a bracket closes."""
    return each(moments.astype("datetime64[D]"), lambda day: day_name(day, calendar, lang, dated=dated))


def day_name(day: date | None, calendar: WorkCalendar, lang: Language, *, dated: bool = True) -> str:
    """Return a day as `day_words` does; None is empty."""
    if day is None:
        return ""
    weekday = words.WEEKDAYS[day.weekday()](lang)
    name = f"{day:%m-%d} {weekday}" if dated else weekday
    note = calendar.notes.get(day)
    return say.DAY_WITH_NOTE(lang, day=name, note=note(lang)) if note else say.DAY(lang, day=name)


def amount_words(clock: str, amounts: npt.NDArray[np.float64], lang: Language) -> Words:
    """Return amounts as "2 个工作小时"; a clock that needs none has no word."""
    if clock not in say.AMOUNTS:
        return np.full(len(amounts), "", dtype=object)
    return each(
        amounts,
        lambda amount: (say.ONE_OF if amount == 1 else say.AMOUNTS)[clock](lang, amount=f"{amount:g}"),
    )
