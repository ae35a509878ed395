"""Facts as they stood at an earlier moment: what came later is no part of a month that was reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.deadlines.between import MIDDLE
from toolkit.domain.deadlines.cycles import dissatisfied_since
from toolkit.domain.fields import DAY_ALONE
from toolkit.domain.figures.measures import as_known

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.domain.loop.past import PastCycle

_ANSWERS = ("satisfaction", "rating", "nps")
_AGAIN = {
    "dissatisfied_at": "begun", "responded_again_at": "responded", "resolved_again_at": "resolved",
    "held_from": "held_from", "held_until": "held_until",
}  # fmt: skip
_EVEN_BLANK = ("responded_again_at", "resolved_again_at")


def as_it_stood(facts: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    """Return the rows that had come in by then, with the answers and the cycle that they had at that moment.

    facts: complete feedback, with `between.MIDDLE` where a row went through more cycles than it holds.
    """
    return as_known(_in_the_cycle_of_then(_without_later_answers(facts, as_of), as_of), as_of)


def _without_later_answers(facts: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    """Blank what customers said later; an answer without any moment counts as given with the resolution."""
    is_later = (facts["followed_up_at"] > as_of) | (facts["dissatisfied_at"] > as_of)
    return facts.assign(**{key: facts[key].mask(is_later) for key in _ANSWERS}) if is_later.any() else facts


def _in_the_cycle_of_then(facts: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    """Give rows whose running cycle began later the one back that ran before it, as their history tells it."""
    if MIDDLE not in facts:
        return facts
    since, _ = dissatisfied_since(facts)
    rows = np.flatnonzero((since > as_of) & facts[MIDDLE].notna().to_numpy())
    changed = {key: facts[key].copy() for key in (*_AGAIN, "satisfaction", MIDDLE)}
    changed |= {f"{key}_is_day": facts[f"{key}_is_day"].copy() for key in _AGAIN}
    for row in rows.tolist():
        known = [one for one in facts[MIDDLE].iloc[row] if one.begun <= str(as_of.astype("M8[s]"))]
        changed[MIDDLE].iloc[row] = tuple(known[:-1]) or None
        if known:
            _put_back(changed, row, known[-1])
    return facts.assign(**changed)


def _put_back(columns: dict[str, pd.Series], row: int, cycle: PastCycle) -> None:
    columns["satisfaction"].iloc[row] = "dissatisfied"
    for key, name in _AGAIN.items():
        text = getattr(cycle, name)
        if text or key in _EVEN_BLANK:
            columns[key].iloc[row] = np.datetime64(text or "NaT", "s")
            columns[f"{key}_is_day"].iloc[row] = len(text) == DAY_ALONE
