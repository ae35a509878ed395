"""Which policy a row falls under: rows alike in all that policies ask for are looked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.domain.fields import moments, numbers
from toolkit.domain.triage import WORD_OF_LEVEL, canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.domain.deadlines.policy import Policy

Index = npt.NDArray[np.intp]
NONE = -1


def match(cases: pd.DataFrame, policies: Sequence[Policy], urgency: str = "urgency") -> Index:
    """Return for each row the number of the policy it falls under, -1 where none is meant; shape (n,).

    The policy of the lowest order wins, among equals the one that stands first. `urgency` names the column of the
    word; a row without a word but with a level is read as the word of that level.
    """
    keys = sorted({key for policy in policies for key in policy.match.conditions()})
    columns = {key: _column(cases, key, urgency) for key in keys}
    received = moments(cases, "received_at").astype("datetime64[D]")
    kinds, first_rows = _alike([*columns.values(), _versions(received, policies)], len(cases))
    chosen = np.full(len(first_rows), NONE, dtype=np.intp)
    seen = {key: values[first_rows] for key, values in columns.items()}
    for number in sorted(range(len(policies)), key=lambda n: (-policies[n].order, -n)):
        chosen[_fits(policies[number], seen, received[first_rows])] = number
    return chosen[kinds]


def _fits(policy: Policy, seen: dict[str, Any], received: Any) -> Any:
    fits = np.ones(len(received), dtype=bool)
    for key, words in policy.match.conditions().items():
        fits &= np.array([value in words for value in seen[key]], dtype=bool)
    if policy.valid_from:
        fits &= received >= np.datetime64(policy.valid_from)
    if policy.valid_to:
        fits &= received <= np.datetime64(policy.valid_to)
    return fits


def _column(cases: pd.DataFrame, key: str, urgency: str) -> npt.NDArray[np.object_]:
    """The words of a column as policies name them."""
    if key == "urgency":
        return effective_words(cases, urgency)
    if key == "cycle":
        return np.where(numbers(cases, "cycle") > 1, "reopened", "first").astype(object)
    if key == "priority":
        return _level_names(cases)
    values = _objects(cases, key)
    if key in ("is_complex", "is_major"):
        return np.where(values == "yes", "yes", "no").astype(object)
    return values


def effective_words(cases: pd.DataFrame, urgency: str = "urgency") -> npt.NDArray[np.object_]:
    """Return the word of the source vocabularies that each row's urgency means, None where there is none."""
    codes, distinct = pd.factorize(_objects(cases, urgency))
    words = np.array([*(canonical(value) for value in distinct), None], dtype=object)[codes]
    if "priority" not in cases or urgency != "urgency":
        return words
    levels = _level_names(cases)
    for level, word in WORD_OF_LEVEL.items():
        words[(levels == str(level)) & pd.isna(_objects(cases, urgency))] = word
    return words


def _level_names(cases: pd.DataFrame) -> npt.NDArray[np.object_]:
    levels = numbers(cases, "priority")
    names = np.array(["1", "2", "3", None], dtype=object)
    return names[np.where((levels >= 1) & (levels <= 3), np.nan_to_num(levels), 4).astype(np.intp) - 1]


def _objects(cases: pd.DataFrame, key: str) -> npt.NDArray[np.object_]:
    if key not in cases:
        return np.full(len(cases), None, dtype=object)
    return cases[key].to_numpy(dtype=object)


def _versions(received: Any, policies: Sequence[Policy]) -> Any:
    """Number the stretches of days within which no policy begins or ends."""
    begins = [np.datetime64(policy.valid_from) for policy in policies if policy.valid_from]
    ends = [np.datetime64(policy.valid_to) + 1 for policy in policies if policy.valid_to]
    return np.searchsorted(
        np.unique(np.array([*begins, *ends], dtype="datetime64[D]")), received, side="right"
    )


def _alike(columns: Sequence[Any], count: int) -> tuple[Index, Index]:
    """Number the rows that are alike in all columns, and give a row of each number."""
    kinds = np.zeros(count, dtype=np.intp)
    for column in columns:
        codes, distinct = pd.factorize(column, use_na_sentinel=False)
        kinds = pd.factorize(kinds * len(distinct) + codes)[0]
    first_rows = np.zeros(int(kinds.max(initial=-1)) + 1, dtype=np.intp)
    first_rows[kinds[::-1]] = np.arange(count - 1, -1, -1)
    return kinds, first_rows
