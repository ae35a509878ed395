"""What a row was promised: the due moment with extensions and pauses in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from toolkit.domain.deadlines.due import Amounts, Rules, due_moments
from toolkit.domain.deadlines.pausing import pause

if TYPE_CHECKING:
    from toolkit.domain.deadlines.facts import Facts
    from toolkit.domain.deadlines.matching import Index
    from toolkit.domain.fields import Mask, Moments

Minutes = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Promise:
    """Per row, shape (n,): the policy's number, when it runs out, and what moved that.

    start: from where it was counted. base: the due moment without pauses. held: minutes the clock stood still, in
    the policy's own clock; held_days: what of that counts for a limit in natural days. hold_count: the holds that
    moved it. on_hold: it stands still now, so there is no due moment. is_retroactive: a change of level put the due
    moment before the change (R15).
    """

    index: Index
    start: Moments
    amounts: Amounts
    base: Moments
    due: Moments
    held: Minutes
    held_days: Minutes
    hold_count: Index
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
    made = without_holds(index, facts.start, amounts, base)
    pause(rules, facts, made)
    return made


def without_holds(index: Index, start: Moments, amounts: Amounts, base: Moments) -> Promise:
    """Return promises that nothing has moved yet."""
    count = len(index)
    return Promise(
        index,
        start,
        amounts,
        base,
        base.copy(),
        np.zeros(count),
        np.zeros(count),
        np.zeros(count, dtype=np.intp),
        np.zeros(count, dtype=bool),
        np.zeros(count, dtype=bool),
    )


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
