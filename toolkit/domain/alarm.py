"""Which feedback sounds urgent: rules of words and of crowds that suggest, with a reason, and never decide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.fields import filled, moments
from toolkit.domain.triage import triage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.domain.deadlines.matching import Index
    from toolkit.domain.fields import Mask
    from toolkit.domain.triage import Crosswalk
    from toolkit.words import Language, Text

READ_BY_ALARMS = (
    "description", "issue_type", "kind", "received_at", "resolved_at", "closed_at", "urgency", "triage_level",
    "reviewed_level", "merged_into",
)  # fmt: skip
"""What matters to a suggestion: what was said, whether it still helps, and what people have judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRule:
    """One row of the team's alarm rules: any of the words in a description, or a crowd of posts about one issue type.

    crowd: so many within `hours` (together with the words, if there are any) make the rule speak; 1 is no crowd.
    kind: the only kind of feedback it is for; "" is any.
    """

    reason: Text
    words: tuple[str, ...] = ()
    crowd: int = 1
    hours: float = 24
    urgency: str = "紧急"
    kind: str = ""


def suggest_urgency(
    cases: pd.DataFrame, rules: Iterable[AlarmRule], lang: Language, wanted: Mask | None = None
) -> pd.DataFrame:
    """Return the urgency that the first fitting rule suggests, and its reason; None where none speaks.

    Args:
        cases: n rows with description, issue_type, kind and received_at; a missing column is blank.
        rules: in the order in which they may speak.
        lang: the language of the reasons.
        wanted: rows that a suggestion is wanted for, shape (n,); the others only make crowds. None is all.

    Returns:
        Same index; suggested_urgency, urgency_reason (object). It stays a suggestion until a person confirms it.
    """
    urgency, reason = (np.full(len(cases), None, dtype=object) for _ in range(2))
    is_open = np.ones(len(cases), dtype=bool) if wanted is None else wanted.copy()
    for rule in rules:
        rows, words = _heard(rule, cases, is_open)
        urgency[rows] = rule.urgency
        reason[rows] = [
            rule.reason(lang, word=word, count=rule.crowd, hours=f"{rule.hours:g}") for word in words
        ]
        is_open[rows] = False
    return pd.DataFrame(
        {key: pd.Series(values, index=cases.index, dtype=object)
         for key, values in (("suggested_urgency", urgency), ("urgency_reason", reason))}
    )  # fmt: skip


def is_undecided(cases: pd.DataFrame) -> Mask:
    """Say where a suggestion is of use: not resolved, and nobody has judged the level (初判 or 审核) yet."""
    settled = ("resolved_at", "closed_at", "triage_level", "reviewed_level", "merged_into")
    undecided: Mask = ~np.logical_or.reduce([filled(cases, key) for key in settled])
    return undecided


def more_urgent(found: pd.DataFrame, cases: pd.DataFrame, crosswalk: Crosswalk) -> pd.DataFrame:
    """Return the suggestions without those that are no more urgent than what the rows say themselves."""
    levels = triage(cases, crosswalk)["priority"].to_numpy(np.float64, na_value=np.inf)
    suggested = found["suggested_urgency"].map(lambda word: crosswalk.levels[word][0], na_action="ignore")
    is_more = suggested.to_numpy(np.float64, na_value=np.inf) < levels
    return found.apply(
        lambda column: pd.Series(np.where(is_more, column, None), index=found.index, dtype=object)
    )


def _heard(rule: AlarmRule, cases: pd.DataFrame, is_open: Mask) -> tuple[Index, list[str]]:
    """The open rows that a rule speaks about, and the word it heard in each."""
    rows = np.arange(len(cases))
    words = [""] * len(cases)
    # A crowd is made of all rows that hold the words, whether or not they still want a suggestion.
    looked_at = rows if rule.crowd > 1 else np.flatnonzero(is_open)
    if rule.words:
        rows, words = _mentions(rule.words, _column(cases, "description").iloc[looked_at], looked_at)
    elif rule.crowd <= 1:
        rows, words = rows[:0], []
    mask = np.zeros(len(cases), dtype=bool)
    mask[rows] = True
    if rule.crowd > 1:
        mask = _is_crowd(rule, cases, mask)
    if rule.kind:
        mask &= _column(cases, "kind").eq(rule.kind).to_numpy(dtype=bool)
    mask &= is_open
    return rows[mask[rows]], [word for row, word in zip(rows, words, strict=True) if mask[row]]


def _mentions(words: Iterable[str], texts: pd.Series, rows: Index) -> tuple[Index, list[str]]:
    """The rows whose text holds one of the words, and the first that each holds: all texts are searched as one."""
    said = texts.fillna("").astype(str).tolist()
    ends = np.cumsum([len(text) + 1 for text in said])
    found = [(match.start(), match[0]) for match in _pattern(tuple(words)).finditer("\0".join(said))]
    which = np.searchsorted(ends, [start for start, _ in found], side="right")
    firsts = dict(zip(reversed(which.tolist()), reversed([word for _, word in found]), strict=True))
    order = sorted(firsts)
    return rows[order], [firsts[number] for number in order]


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words; a Latin one must stand by itself, for "express" is no "press"."""
    return re.compile("|".join(_spelled(word) for word in words), re.IGNORECASE)


def _spelled(word: str) -> str:
    return rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if word.isascii() else re.escape(word)


def _is_crowd(rule: AlarmRule, cases: pd.DataFrame, heard: Mask) -> Mask:
    """Which rows came with so many others about the same issue type, within the hours up to and including theirs."""
    received, window = moments(cases, "received_at"), np.timedelta64(round(rule.hours * 3600), "s")
    types, _ = pd.factorize(_column(cases, "issue_type"))
    rows = np.flatnonzero(heard & ~np.isnat(received) & (types >= 0))
    order = rows[np.lexsort((received[rows], types[rows]))]
    # One key that grows with type and time lets a single search count back over the window within the type.
    spread = np.int64(2) ** 36
    key = types[order].astype(np.int64) * spread + received[order].astype(np.int64)
    first = np.searchsorted(key, key - window.astype(np.int64), side="left")
    crowd = np.zeros(len(cases), dtype=bool)
    crowd[order] = np.arange(len(order)) - first + 1 >= rule.crowd
    return crowd


def _column(cases: pd.DataFrame, key: str) -> pd.Series:
    if key in cases:
        return cases[key].astype(object)
    return pd.Series(np.full(len(cases), None, dtype=object), index=cases.index)
