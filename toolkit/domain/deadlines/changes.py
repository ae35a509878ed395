"""Rows whose urgency changed on the way: what was promised before, what after, and which of both holds (R15)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.domain.deadlines.matching import NONE, Index, effective_words, match
from toolkit.domain.deadlines.policy import RECEIPT, Downgrade, MissingTime, Reopening, Upgrade
from toolkit.domain.deadlines.promise import Promise, promise
from toolkit.domain.fields import flags, moments
from toolkit.domain.triage import CROSSWALK

if TYPE_CHECKING:
    from toolkit.domain.deadlines.due import Rules
    from toolkit.domain.deadlines.facts import Facts
    from toolkit.domain.fields import Mask, Moments
    from toolkit.domain.worktime.calendar import WorkCalendar

_UNKNOWN_LEVEL = 9


@dataclass(frozen=True)
class Matched:
    """Per row: its policy's number, that of its earlier urgency (-1 without one), and the way the level went.

    step: 0 no change, 1 a higher level, -1 a lower one, 2 another word for the same level.
    """

    index: Index
    before: Index
    step: npt.NDArray[np.int8]

    def take(self, rows: Index) -> Matched:
        return Matched(self.index[rows], self.before[rows], self.step[rows])


def find_policies(rules: Rules, cases: pd.DataFrame, facts: Facts) -> Matched:
    """Find each row's policy, and that of the urgency it had before."""
    index = match(cases, rules.policies)
    before = np.full(len(cases), NONE, dtype=np.intp)
    step = np.zeros(len(cases), dtype=np.int8)
    rows = np.flatnonzero(facts.changed_at > facts.start)
    if len(rows) and "urgency_before" in cases:
        some = cases.iloc[rows]
        before[rows] = match(some, rules.policies, "urgency_before")
        step[rows] = _steps(effective_words(some, "urgency_before"), effective_words(some))
    return Matched(index, before, step)


def _steps(before: npt.NDArray[np.object_], after: npt.NDArray[np.object_]) -> npt.NDArray[np.int8]:
    first, second = (np.array([_level(word) for word in words]) for words in (before, after))
    step = np.select([second < first, second > first], [1, -1], 2)
    return np.where(pd.isna(before) | pd.isna(after) | (before == after), 0, step).astype(np.int8)


def _level(word: str | None) -> int:
    return CROSSWALK[word][0] if word else _UNKNOWN_LEVEL


def waits(rules: Rules, index: Index) -> Mask:
    """Say which rows have a clock that starts at another step than receipt, so that it may not have begun yet."""
    return rules.which(lambda policy: policy.start_event != RECEIPT)[index]


def started(rules: Rules, matched: Matched, facts: Facts, cases: pd.DataFrame) -> Facts:
    """Return the facts with such clocks started at their step; a new cycle starts when it was opened."""
    rows = np.flatnonzero(waits(rules, matched.index) & ~facts.is_reopened)
    if not len(rows):
        return facts
    start, is_day = facts.start.copy(), facts.start_is_day.copy()
    for number, policy in enumerate(rules.policies):
        some = rows[matched.index[rows] == number]
        start[some] = moments(cases, policy.start_event)[some]
        is_day[some] = flags(cases, f"{policy.start_event}_is_day")[some]
    return replace(facts, start=start, start_is_day=is_day)


def settled(rules: Rules, matched: Matched, facts: Facts, calendar: WorkCalendar) -> Facts:
    """Return the facts as the policies want them read: a new cycle that goes on, a bare date as one time of day."""
    goes_on = facts.is_reopened & (rules.column("reopening")[matched.index] == Reopening.CONTINUE)
    missing = rules.column("missing_time")[matched.index]
    opens, closes = (
        facts.start_is_day & (missing == way) for way in (MissingTime.OPENING, MissingTime.CLOSING)
    )
    if not (goes_on.any() or opens.any() or closes.any()):
        return facts
    start = np.where(goes_on, facts.received, facts.start)
    start = np.where(opens, calendar.opening(start), np.where(closes, calendar.closing(start), start))
    is_day = np.where(goes_on, facts.received_is_day, facts.start_is_day) & ~opens & ~closes
    return replace(facts, start=start, start_is_day=is_day)


def promised(rules: Rules, matched: Matched, facts: Facts, event: Moments) -> Promise:
    """Return what each row is held to, `event` being what keeps the promise (NaT while it has not happened)."""
    now = promise(rules, matched.index, facts)
    rows = np.flatnonzero(matched.step)
    if not len(rows):
        return now
    some, way = facts.take(rows), matched.take(rows)
    before = promise(rules, way.before, some)
    after = promise(rules, way.index, replace(some, start=np.maximum(some.start, some.changed_at)))
    receipt = promise(rules, way.index, some)
    upgraded = _upgraded(rules, way, some, (before, after, receipt))
    held_to = receipt.where(way.step == 1, upgraded)
    held_to = held_to.where(_keeps_old(rules, way, some, (before, receipt), event[rows]), before)
    return now.with_rows(rows, held_to)


def _upgraded(
    rules: Rules, way: Matched, facts: Facts, all_three: tuple[Promise, Promise, Promise]
) -> Promise:
    """The earlier of the old due moment and the new limit from the change, or what the policy says instead."""
    before, after, receipt = all_three
    by_earliest = rules.which(lambda policy: policy.upgrade is Upgrade.EARLIEST)[way.index]
    from_receipt = rules.which(lambda policy: policy.upgrade is Upgrade.FROM_RECEIPT)[way.index]
    held_to = after.where((before.due <= after.due) & by_earliest, before)
    is_late = receipt.due < facts.changed_at
    return held_to.where(from_receipt, replace(receipt, is_retroactive=is_late))


def _keeps_old(
    rules: Rules, way: Matched, facts: Facts, both: tuple[Promise, Promise], event: Moments
) -> Mask:
    """Where the old promise stands: it was kept or broken before the change, or a lower level was not approved."""
    before, receipt = both
    was_done = event <= facts.changed_at
    was_broken = (before.due < facts.changed_at) & ~(event <= before.due) & (way.step == -1)
    never = rules.which(lambda policy: policy.downgrade is Downgrade.NEVER)[way.index]
    refused = (way.step == -1) & np.where(never, before.due <= receipt.due, ~facts.change_is_approved)
    keeps: Mask = (was_done | was_broken | refused) & (way.before != NONE)
    return keeps
