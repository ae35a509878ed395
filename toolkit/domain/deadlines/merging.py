"""Feedback merged into one: the leading row speaks for its group (R18)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.domain.deadlines.matching import Index, effective_words
from toolkit.domain.fields import Mask, filled, flags, moments, numbers
from toolkit.domain.triage import CROSSWALK

Values = npt.NDArray[Any]
_NO_LEVEL = 9
_LONGEST_CHAIN = 20
_NOBODY = -1


def merge_groups(cases: pd.DataFrame) -> pd.DataFrame:
    """Return the table with each leading row holding its group's earliest start, highest level and first response.

    Where the highest level came with a later row, it counts as an upgrade at that moment (R15). Merged rows keep
    their own facts; a row merged into one that is not in the table leads nobody. Added where there are groups: whose
    the start, the level and the later higher level are (`started_by`, `levelled_by`, `raised_by`), None where nobody
    else's.
    """
    leads = _leads(cases)
    members = np.flatnonzero(np.bincount(leads, minlength=len(cases))[leads] > 1)
    if not len(members):
        return cases
    group = leads[members]
    lead_rows = np.unique(group)
    words = effective_words(cases)
    levels = np.array([CROSSWALK[word][0] if word else _NO_LEVEL for word in words])
    received, responded = moments(cases, "received_at"), moments(cases, "first_responded_at")
    earliest = _first_of_each(members, group, received[members])
    highest = _first_of_each(members, group, levels[members], received[members])
    answered = _first_of_each(members, group, responded[members])
    raised = (levels[highest] < levels[earliest]) & (received[highest] > received[earliest])
    came_first = np.where(_is_before(received[earliest], received[lead_rows]), earliest, _NOBODY)
    is_higher = np.where(levels[highest] < levels[lead_rows], highest, _NOBODY)
    return cases.assign(
        started_by=_names(cases, lead_rows, came_first),
        levelled_by=_names(cases, lead_rows, is_higher),
        raised_by=_names(cases, lead_rows, np.where(raised, highest, _NOBODY)),
        received_at=_put(received, lead_rows, received[earliest]),
        received_at_is_day=_put(
            flags(cases, "received_at_is_day"), lead_rows, flags(cases, "received_at_is_day")[earliest]
        ),
        first_responded_at=_put(responded, lead_rows, responded[answered]),
        first_responded_at_is_day=_put(
            flags(cases, "first_responded_at_is_day"),
            lead_rows,
            flags(cases, "first_responded_at_is_day")[answered],
        ),
        urgency=_put(words, lead_rows, words[highest]),
        priority=_put(numbers(cases, "priority"), lead_rows, numbers(cases, "priority")[highest]),
        urgency_before=_put(_before(cases), lead_rows[raised], words[earliest][raised]),
        urgency_changed_at=_put(
            moments(cases, "urgency_changed_at"), lead_rows[raised], received[highest][raised]
        ),
    )


def goes_nowhere(cases: pd.DataFrame) -> Mask:
    """Say of each row whether it is merged into what is merged back into it, so that nobody handles any of them."""
    into = _goes_into(cases)
    is_merged: Mask = into != np.arange(len(cases))
    return is_merged & is_merged[_followed(into)]


def full_names(cases: pd.DataFrame, key: str = "feedback_id") -> pd.Series:
    """Return ids with their team, since each team has an F001 of its own; NaN where there is none."""
    ids = cases[key].astype(object)
    if "team" not in cases:
        return ids
    return (cases["team"].fillna("").astype(str) + "\t" + ids.astype(str)).where(ids.notna())


def _leads(cases: pd.DataFrame) -> Index:
    """The row that leads each row's group; a row that is not merged leads itself."""
    return _followed(_goes_into(cases))


def _goes_into(cases: pd.DataFrame) -> Index:
    """The row that each row was merged into, itself where it was not, or into what the table does not hold."""
    into = np.arange(len(cases))
    rows = np.flatnonzero(filled(cases, "merged_into"))
    if not len(rows) or "feedback_id" not in cases:
        return into
    known = full_names(cases).reset_index(drop=True).dropna().drop_duplicates()
    found = pd.Index(known).get_indexer(full_names(cases.iloc[rows], "merged_into"))
    into[rows[found >= 0]] = known.index.to_numpy()[found[found >= 0]]
    return into


def _followed(into: Index) -> Index:
    for _ in range(_LONGEST_CHAIN):
        into = into[into]
    return into


def _first_of_each(members: Index, group: Index, *ranks: Values) -> Index:
    """The member that ranks first in each group, in the order of the leading rows; NaT ranks last."""
    order = np.lexsort((*reversed(ranks), group))
    _, first = np.unique(group[order], return_index=True)
    return members[order][first]


def _is_before(first: Values, others: Values) -> Mask:
    """Where a moment lies before another one, or there is no other."""
    is_before: Mask = (first < others) | (np.isnat(others) & ~np.isnat(first))
    return is_before


def _names(cases: pd.DataFrame, rows: Index, others: Index) -> npt.NDArray[np.object_]:
    """A column that names other rows, by their place, on some rows; None on the rest and for nobody."""
    named = cases["feedback_id"].to_numpy(dtype=object)[others]
    named[others == _NOBODY] = None
    return _put(np.full(len(cases), None, dtype=object), rows, named)


def _before(cases: pd.DataFrame) -> npt.NDArray[np.object_]:
    return effective_words(cases, "urgency_before")


def _put(values: Values, rows: Index, new: Values) -> Values:
    changed = values.copy()
    changed[rows] = new
    return changed
