"""What a row was promised: the due moment with extensions and pauses in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from toolkit.domain.due import NAT, Amounts, Rules, count_on, due_moments
from toolkit.domain.policy import Clock

if TYPE_CHECKING:
    from toolkit.domain.calendar import WorkCalendar
    from toolkit.domain.facts import Facts
    from toolkit.domain.fields import Mask, Moments
    from toolkit.domain.matching import Index
    from toolkit.domain.policy import Policy

Minutes = npt.NDArray[np.float64]
Days = npt.NDArray[np.timedelta64]


@dataclass(frozen=True)
class Promise:
    """Per row, shape (n,): the policy's number, when it runs out, and what moved that.

    start: from where it was counted. base: the due moment without pauses. held: minutes the clock stood still, in
    the policy's own clock. on_hold: it stands still now, so there is no due moment. is_retroactive: a change of
    level put the due moment before the change (R15).
    """

    index: Index
    start: Moments
    amounts: Amounts
    base: Moments
    due: Moments
    held: Minutes
    on_hold: Mask
    is_retroactive: Mask

    def where(self, use_other: Mask, other: Promise) -> Promise:
        """Return this promise with the rows of `use_other` taken from another."""
        return Promise(
            *(np.where(use_other, getattr(other, name), getattr(self, name)) for name in self.__annotations__)
        )

    def with_rows(self, rows: Index, other: Promise) -> Promise:
        """Return this promise with these rows replaced by another that is about them only."""
        copies = [getattr(self, name).copy() for name in self.__annotations__]
        for copy, name in zip(copies, self.__annotations__, strict=True):
            copy[rows] = getattr(other, name)
        return Promise(*copies)


def promise(rules: Rules, index: Index, facts: Facts) -> Promise:
    """Return what each row was promised by its policy, from its start."""
    amounts = rules.amounts[index]
    base = due_moments(rules, index, facts.start, amounts)
    amounts, base = _extended(rules, index, facts, amounts, base)
    count = len(facts)
    plain = Promise(
        index,
        facts.start,
        amounts,
        base,
        base.copy(),
        np.zeros(count),
        np.zeros(count, dtype=bool),
        np.zeros(count, dtype=bool),
    )
    return _paused(rules, facts, plain)


def _extended(
    rules: Rules, index: Index, facts: Facts, amounts: Amounts, base: Moments
) -> tuple[Amounts, Moments]:
    """Apply the longer amounts: complex once approved before the due moment (R16), unreachable after attempts (R17)."""
    longer = amounts.copy()
    for number, policy in enumerate(rules.policies):
        if policy.extension is None:
            continue
        if policy.extension.condition == "complex":
            granted = facts.is_complex & (facts.approved_at <= base)
        else:
            granted = facts.attempts >= policy.extension.least_attempts
        longer[granted & (index == number)] = policy.extension.amount
    rows = np.flatnonzero(longer > amounts)
    if len(rows):
        base = base.copy()
        base[rows] = due_moments(rules, index[rows], facts.start[rows], longer[rows])
    return longer, base


def _paused(rules: Rules, facts: Facts, plain: Promise) -> Promise:
    """Move the due moments by the time on hold. Overdue before the hold stays overdue (R13)."""
    pausing = np.zeros((len(rules.policies) + 1, 3), dtype=bool)
    reasons = ("customer", "agreed_date", "partner")
    for number, policy in enumerate(rules.policies):
        pausing[number] = [reason in policy.pauses_for for reason in reasons]
    if not pausing.any() or np.isnat(facts.held_from).all():
        return plain
    begins = np.where(facts.held_from < facts.start, facts.start, facts.held_from)
    held = begins < plain.base
    held &= np.isnat(facts.held_until) | (facts.held_until > begins)
    rows = np.flatnonzero(held)
    asked = np.select([facts.pause[rows] == reason for reason in reasons[:2]], [0, 1], 2)
    rows = rows[pausing[plain.index[rows], asked]]
    for policy, some in rules.groups(plain.index[rows]):
        _hold(policy, rules, replace(facts, held_from=begins), plain, rows[some])
    return plain


def _hold(policy: Policy, rules: Rules, facts: Facts, plain: Promise, rows: Index) -> None:
    """Write the held minutes and the moved due moments of rows that count alike into their promise."""
    calendar = rules.calendar(policy)
    begins, ends = facts.held_from[rows], facts.held_until[rows]
    caps = rules.column("longest_pause")[plain.index[rows]].astype(np.float64) * 60
    minutes = np.fmin(_minutes(policy, calendar, begins, ends), caps)
    is_open = np.isnat(ends)
    plain.held[rows] = np.where(is_open, 0, np.nan_to_num(minutes))
    plain.on_hold[rows] = is_open
    days = ends.astype("datetime64[D]") - begins.astype("datetime64[D]")
    plain.due[rows] = np.where(is_open, NAT, _moved(policy, calendar, plain, rows, days))


def _minutes(policy: Policy, calendar: WorkCalendar, begins: Moments, ends: Moments) -> Minutes:
    """The length of each hold in the policy's own clock (R11), NaN while it lasts."""
    if policy.clock in (Clock.WORKING_HOURS, Clock.WORKING_DAYS):
        working: Minutes = calendar.minutes_between(begins, ends)
        return working
    return (ends - begins) / np.timedelta64(1, "m")


def _moved(policy: Policy, calendar: WorkCalendar, plain: Promise, rows: Index, days: Days) -> Moments:
    """The due moments later by the time held; a limit in natural days moves by the dates between (R11)."""
    base, held = plain.base[rows], plain.held[rows]
    if policy.clock is Clock.NATURAL_DAYS:
        more = np.fmin(np.where(np.isnat(days), 0, days.astype(np.float64)), np.ceil(held / 1440))
        return count_on(policy, calendar, plain.start[rows], plain.amounts[rows] + more)
    moved: Moments = base
    if policy.clock is Clock.NATURAL_HOURS:
        moved = base + np.rint(held * 60).astype("timedelta64[s]")
    if policy.clock in (Clock.WORKING_HOURS, Clock.WORKING_DAYS):
        moved = calendar.add_minutes(base, held)
    is_rounded = policy.pause_rounds_up and policy.clock is Clock.WORKING_DAYS
    return np.where(held > 0, calendar.closing(moved), moved) if is_rounded else moved
