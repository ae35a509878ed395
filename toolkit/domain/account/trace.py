"""Why a feedback is due when it is: every stretch of time that was counted, the policy, and its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.account.notes import both_sentences
from toolkit.domain.account.phrases import day_name
from toolkit.domain.deadlines.pausing import each_hold
from toolkit.domain.deadlines.policy import Clock, Stage
from toolkit.domain.deadlines.promise import without_holds
from toolkit.domain.deadlines.verdict import VERDICTS
from toolkit.words import deadline_notes as say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.domain.deadlines.policy import Policy
    from toolkit.domain.deadlines.sla import Assessment
    from toolkit.domain.deadlines.stage import Judged
    from toolkit.domain.worktime.calendar import WorkCalendar
    from toolkit.words import Language

_DAY = np.timedelta64(1, "D")
_MINUTE = np.timedelta64(1, "m")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time: counted, or stood still; `minutes` is its share of the allowance."""

    start: np.datetime64
    end: np.datetime64
    minutes: float
    is_counted: bool
    label: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One time limit of one feedback: the sentence, the stretches that make the sum, the policy with its source.

    amount: hours or days of the policy's clock that hold for this row, NaN without. due: NaT without one; where a
    person typed a due moment it is that, and the stretches lead to the computed one. verdict: as in `sla.judge`.
    """

    stage: Stage
    policy: Policy | None
    amount: float
    due: np.datetime64
    verdict: str | None
    is_provisional: bool
    segments: tuple[Segment, ...]
    sentence: str


def explain(found: Assessment, row: int, lang: Language) -> tuple[Trace, Trace]:
    """Return the traces of response and resolution of the row at a position.

    Raises:
        IndexError: the table has no such row.
    """
    response, resolution = both_sentences(found, lang)
    return (
        _trace(Stage.FIRST_RESPONSE, found.response, row, (response[row], lang)),
        _trace(Stage.RESOLUTION, found.resolution, row, (resolution[row], lang)),
    )


def _trace(stage: Stage, judged: Judged, row: int, said: tuple[str, Language]) -> Trace:
    sentence, lang = said
    number = int(judged.promise.index[row])
    policy = judged.rules.policies[number] if number >= 0 else None
    segments = tuple(_segments(judged, policy, row, lang)) if policy else ()
    return Trace(
        stage, policy, float(judged.promise.amounts[row]), judged.due[row], VERDICTS[judged.verdict[row]],
        bool(judged.is_provisional[row]), segments, sentence,
    )  # fmt: skip


def _segments(judged: Judged, policy: Policy, row: int, lang: Language) -> Iterator[Segment]:
    promise, calendar = judged.promise, judged.rules.calendar(policy)
    start, base, due = promise.start[row], promise.base[row], promise.due[row]
    if np.isnat(start) or np.isnat(base):
        return
    if policy.clock is Clock.WORKING_DAYS:
        yield from _open_days(policy, calendar, (start, base), lang)
    holds = tuple(_holds(judged, row))
    if not policy.clock.is_in_hours:
        if policy.clock is not Clock.WORKING_DAYS:
            yield _natural(start, base, lang)
        yield from (_hold(*hold, lang) for hold in holds)
        return
    cursor = start
    for held_from, held_until, held in holds:
        yield from _counted(policy, calendar, lang, cursor, held_from)
        cursor = _resumes(policy, calendar, held_from, held)
        yield _hold(held_from, max(cursor, min(held_until, due)), held, lang)
    yield from _counted(policy, calendar, lang, cursor, due)


def _holds(judged: Judged, row: int) -> Iterator[tuple[np.datetime64, np.datetime64, float]]:
    """The holds that moved the due moment of one row: from, until, and the minutes of its clock that each held."""
    one, promise = np.array([row]), judged.promise
    alone = without_holds(promise.index[one], promise.start[one], promise.amounts[one], promise.base[one])
    held = 0.0
    for begins, ends in each_hold(judged.rules, judged.facts.take(one), alone):
        if alone.held[0] > held:
            yield begins[0], ends[0], float(alone.held[0] - held)
        held = alone.held[0]


def _resumes(policy: Policy, calendar: WorkCalendar, held_from: np.datetime64, held: float) -> np.datetime64:
    """When a clock in hours runs on after standing still so many minutes of its own."""
    if policy.clock is Clock.WORKING_HOURS:
        resumes: np.datetime64 = calendar.add_minutes(held_from, held)
        return resumes
    return held_from + np.timedelta64(round(held * 60), "s")


def _counted(
    policy: Policy, calendar: WorkCalendar, lang: Language, start: np.datetime64, end: np.datetime64
) -> Iterator[Segment]:
    """What a clock in hours counts between two moments."""
    if policy.clock is Clock.WORKING_HOURS:
        yield from _open_spans(calendar, start, end, lang)
    elif start < end:
        yield _natural(start, end, lang)


def _natural(start: np.datetime64, end: np.datetime64, lang: Language) -> Segment:
    return Segment(start, end, float((end - start) / _MINUTE), is_counted=True, label=say.NATURAL(lang))


def _hold(start: np.datetime64, end: np.datetime64, minutes: float, lang: Language) -> Segment:
    return Segment(start, end, float(minutes), is_counted=False, label=say.HOLD(lang))


def _open_spans(
    calendar: WorkCalendar, start: np.datetime64, end: np.datetime64, lang: Language
) -> Iterator[Segment]:
    """The open stretches between two moments, one after the other."""
    day = start.astype("datetime64[D]")
    while day <= end.astype("datetime64[D]"):
        on = day.item()
        for first, last in calendar.periods_on(on):
            begins, ends = max(day + first * _MINUTE, start), min(day + last * _MINUTE, end)
            if begins < ends:
                yield Segment(
                    begins,
                    ends,
                    float((ends - begins) / _MINUTE),
                    is_counted=True,
                    label=day_name(on, calendar, lang).rstrip(),
                )
        day += _DAY


def _open_days(
    policy: Policy, calendar: WorkCalendar, ends: tuple[np.datetime64, np.datetime64], lang: Language
) -> Iterator[Segment]:
    """The working days counted, each from opening to closing."""
    day = ends[0].astype("datetime64[D]") + (0 if policy.counts_first_day else _DAY)
    while day < ends[1]:
        on = day.item()
        periods = calendar.periods_on(on)
        if periods:
            minutes = float(sum(last - first for first, last in periods))
            opens, closes = day + periods[0][0] * _MINUTE, day + periods[-1][1] * _MINUTE
            yield Segment(
                opens, closes, minutes, is_counted=True, label=day_name(on, calendar, lang).rstrip()
            )
        day += _DAY
