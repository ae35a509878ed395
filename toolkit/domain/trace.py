"""Why a feedback is due when it is: every stretch of time that was counted, the policy, and its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.notes import sentences
from toolkit.domain.phrases import day_name
from toolkit.domain.policy import Clock
from toolkit.words import deadline_notes as say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.domain.calendar import WorkCalendar
    from toolkit.domain.policy import Policy, Stage
    from toolkit.domain.sla import Assessment
    from toolkit.domain.stage import Judged
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
    """One time limit of one feedback: the sentence, the stretches that make the sum, the policy with its source."""

    stage: Stage | None
    policy: Policy | None
    due: np.datetime64
    segments: tuple[Segment, ...]
    sentence: str


def explain(found: Assessment, row: int, lang: Language) -> tuple[Trace, Trace]:
    """Return the traces of response and resolution of the row at a position.

    Raises:
        IndexError: the table has no such row.
    """
    return _trace(found.response, row, lang), _trace(found.resolution, row, lang)


def _trace(judged: Judged, row: int, lang: Language) -> Trace:
    number = int(judged.promise.index[row])
    policy = judged.rules.policies[number] if number >= 0 else None
    segments = tuple(_segments(judged, policy, row, lang)) if policy else ()
    return Trace(
        policy.stage if policy else None, policy, judged.due[row], segments, sentences(judged, lang)[row]
    )


def _segments(judged: Judged, policy: Policy, row: int, lang: Language) -> Iterator[Segment]:
    promise, calendar = judged.promise, judged.rules.calendar(policy)
    start, base = promise.start[row], promise.base[row]
    if np.isnat(start) or np.isnat(base):
        return
    if policy.clock is Clock.WORKING_HOURS:
        yield from _open_spans(calendar, start, base, lang)
    elif policy.clock is Clock.WORKING_DAYS:
        yield from _open_days(policy, calendar, (start, base), lang)
    else:
        yield Segment(start, base, float((base - start) / _MINUTE), is_counted=True, label=say.NATURAL(lang))
    if promise.held[row] > 0:
        held_from = np.maximum(judged.facts.held_from[row], start)
        yield Segment(
            held_from,
            judged.facts.held_until[row],
            float(promise.held[row]),
            is_counted=False,
            label=say.HOLD(lang),
        )


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
