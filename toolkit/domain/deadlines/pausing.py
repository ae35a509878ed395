"""Holds: how long a clock stood still, and where that moved the due moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.deadlines.due import NAT, count_on
from toolkit.domain.deadlines.policy import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from toolkit.domain.deadlines.due import Rules
    from toolkit.domain.deadlines.facts import Facts
    from toolkit.domain.deadlines.matching import Index
    from toolkit.domain.deadlines.policy import Policy
    from toolkit.domain.deadlines.promise import Minutes, Promise
    from toolkit.domain.fields import Moments
    from toolkit.domain.worktime.calendar import WorkCalendar

    Hold = tuple[Moments, Moments, npt.NDArray[np.object_]]

REASONS = ("customer", "agreed_date", "partner")


def pause(rules: Rules, facts: Facts, plain: Promise) -> None:
    """Move the due moments of promises without holds by every hold that the facts name, one after the other."""
    for _ in each_hold(rules, facts, plain):
        pass


def each_hold(rules: Rules, facts: Facts, plain: Promise) -> Iterator[tuple[Moments, Moments]]:
    """Take the holds in turn and move the due moments by each; give from when until when, so that one can look between.

    What was overdue before a hold stays overdue (R13); holds that overlap count once.
    """
    pausing = np.zeros((len(rules.policies) + 1, len(REASONS)), dtype=bool)
    for number, policy in enumerate(rules.policies):
        pausing[number] = [reason in policy.pauses_for for reason in REASONS]
    if not pausing.any():
        return
    done = plain.start
    for first, ends, waits in _in_order(facts):
        begins = np.where(first < done, done, first)
        rows = np.flatnonzero((begins < plain.due) & (np.isnat(ends) | (ends > begins)))
        asked = np.select([waits[rows] == reason for reason in REASONS[:2]], [0, 1], 2)
        rows = rows[pausing[plain.index[rows], asked]]
        for policy, some in rules.groups(plain.index[rows]):
            _hold(policy, rules, (begins, ends), plain, rows[some])
        yield begins, ends
        done = np.where(ends > done, ends, done)


def _in_order(facts: Facts) -> list[Hold]:
    """The holds of all rows, the first of each, the second of each …; most tables know of one at most."""
    if not facts.other_from.shape[1]:
        return [] if np.isnat(facts.held_from).all() else [(facts.held_from, facts.held_until, facts.pause)]
    begins, ends, waits = (
        np.concatenate([earlier, now[:, None]], axis=1)
        for earlier, now in (
            (facts.other_from, facts.held_from), (facts.other_until, facts.held_until), (facts.other_pause, facts.pause),
        )
    )  # fmt: skip
    order = np.argsort(begins, axis=1, kind="stable")
    begins, ends, waits = (np.take_along_axis(one, order, axis=1) for one in (begins, ends, waits))
    return [(begins[:, place], ends[:, place], waits[:, place]) for place in range(begins.shape[1])]


def _hold(policy: Policy, rules: Rules, hold: tuple[Moments, Moments], plain: Promise, rows: Index) -> None:
    """Write the held minutes and the moved due moments of rows that count alike into their promise."""
    calendar, index = rules.calendar(policy), plain.index[rows]
    begins, ends = hold[0][rows], hold[1][rows]
    once, altogether = (
        rules.column(name)[index].astype(np.float64) * 60 for name in ("longest_pause", "longest_pauses")
    )
    is_open = np.isnat(ends)
    minutes = np.where(is_open, 0, np.nan_to_num(np.fmin(_minutes(policy, calendar, begins, ends), once)))
    held = np.fmin(plain.held[rows] + minutes, altogether)
    plain.hold_count[rows] += held > plain.held[rows]
    dates = (ends.astype("datetime64[D]") - begins.astype("datetime64[D]")).astype(np.float64)
    days = np.fmin(np.where(is_open, 0, dates), np.ceil(minutes / 1440))
    plain.held_days[rows] = np.fmin(plain.held_days[rows] + days, np.ceil(held / 1440))
    plain.held[rows] = held
    plain.on_hold[rows] = is_open
    plain.due[rows] = np.where(is_open, NAT, _moved(policy, calendar, plain, rows))


def _minutes(policy: Policy, calendar: WorkCalendar, begins: Moments, ends: Moments) -> Minutes:
    """The length of each hold in the policy's own clock (R11), NaN while it lasts."""
    if policy.clock in (Clock.WORKING_HOURS, Clock.WORKING_DAYS):
        working: Minutes = calendar.minutes_between(begins, ends)
        return working
    return (ends - begins) / np.timedelta64(1, "m")


def _moved(policy: Policy, calendar: WorkCalendar, plain: Promise, rows: Index) -> Moments:
    """The due moments later by the time held; a limit in natural days moves by the dates between (R11)."""
    base, held = plain.base[rows], plain.held[rows]
    if policy.clock is Clock.NATURAL_DAYS:
        return count_on(policy, calendar, plain.start[rows], plain.amounts[rows] + plain.held_days[rows])
    moved: Moments = base
    if policy.clock is Clock.NATURAL_HOURS:
        moved = base + np.rint(held * 60).astype("timedelta64[s]")
    if policy.clock in (Clock.WORKING_HOURS, Clock.WORKING_DAYS):
        moved = calendar.add_minutes(base, held)
    is_rounded = policy.pause_rounds_up and policy.clock is Clock.WORKING_DAYS
    return np.where(held > 0, calendar.closing(moved), moved) if is_rounded else moved
