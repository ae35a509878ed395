"""How urgent is it: four vocabularies side by side, one unified level behind them, and who disagrees with whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

Levels = tuple[int, ...]

# The crosswalk: which unified levels a word can mean. 一般 covers two; the kind of feedback settles it.
CROSSWALK: dict[str, Levels] = {
    "紧急": (1,), "重要": (2,), "一般": (2, 3),
    "P0": (1,), "P1": (2,), "P2": (3,),
    "高": (1,), "中": (2,), "低": (3,),
}  # fmt: skip
# For whom a word that covers several levels means which; "" is any other kind. An unfilled one is listed.
BY_KIND: dict[tuple[str, str], int] = {
    ("一般", ""): 2, ("一般", "complaint"): 2, ("一般", "suggestion"): 3, ("一般", "question"): 3, ("一般", "praise"): 3,
}  # fmt: skip


@dataclass(frozen=True)
class Crosswalk:
    """The unified levels that each word can mean, and by (word, kind of feedback) the one of them that it means."""

    levels: Mapping[str, Levels] = field(default_factory=lambda: CROSSWALK)
    by_kind: Mapping[tuple[str, str], int] = field(default_factory=lambda: BY_KIND)


SHIPPED = Crosswalk()
WORD_OF_LEVEL = {1: "紧急", 2: "一般", 3: "一般"}
"""The word whose limits hold where there is a level and no word: scheme α is the one with both clocks."""

SYNONYMS: dict[str, str] = {
    "紧急优先": "紧急", "非常紧急": "紧急", "特急": "紧急", "加急": "紧急", "急": "紧急",
    "urgent": "紧急", "critical": "紧急", "emergency": "紧急", "immediate": "紧急",
    "较急": "重要", "important": "重要", "major": "重要",
    "一般优先": "一般", "普通": "一般", "常规": "一般", "不急": "一般", "normal": "一般", "general": "一般", "minor": "一般",
    "high": "高", "medium": "中", "moderate": "中", "low": "低",
}  # fmt: skip
_SUFFIX = re.compile(r"(级别|优先级|优先|级|priority)$")
_EMBEDDED = re.compile(r"[(（\[【<]\s*([^()（）\[\]【】<>]{1,12}?)\s*[)）\]】>]\s*$")


def canonical(word: object) -> str | None:
    """Return the word of the source vocabularies that is meant (紧急, P0, 高 …), None where none is."""
    text = str(word).strip() if isinstance(word, str) else ""
    bare = _SUFFIX.sub("", text.casefold()).strip()
    for form in (text, bare, bare.upper()):
        if form in CROSSWALK:
            return form
    return SYNONYMS.get(text.casefold()) or SYNONYMS.get(bare)


def embedded(label: object) -> str | None:
    """Return the level that stands in brackets at the end of an issue type, as in "物流延迟(P1)"."""
    found = _EMBEDDED.search(label) if isinstance(label, str) else None
    return canonical(found[1]) if found else None


def without_level(label: str) -> str:
    """Return an issue type without the level in brackets: "物流延迟(P1)" is "物流延迟"."""
    return _EMBEDDED.sub("", label).rstrip() if embedded(label) else label


def triage(cases: pd.DataFrame, crosswalk: Crosswalk = SHIPPED) -> pd.DataFrame:
    """Read the urgency of each row wherever it stands, and say where the readings contradict.

    Args:
        cases: may have urgency, issue_type, triage_level, reviewed_level, kind; a missing column is blank.
        crosswalk: what the words mean; the settings workbook may give its own.

    Returns:
        Same index. urgency_word: the word that counts (a supervisor's review, else the person's, else the first
        judgement, else the one in the issue type), object. priority: 1 to 3, Int64. is_ambiguous: the word means
        several levels and no kind settles it. needs_review: two readings contradict and no supervisor has decided.
        readings: the contradicting words as "紧急 / P2", object. The person's word itself is never changed.
    """
    order = ("reviewed_level", "urgency", "triage_level", "issue_type")
    words = {key: _words(cases, key) for key in order}
    levels = {key: _levels(words[key], crosswalk.levels) for key in order}
    common = np.bitwise_and.reduce(list(levels.values()))
    is_torn = (common == 0) & (words["reviewed_level"].isna().to_numpy())
    counted = _first_filled(words, order)
    meant = np.where(common == 0, _levels(counted, crosswalk.levels), common)
    meant = np.where(counted.isna(), 0, meant)
    is_wide = _count(meant) > 1
    settled = _settle(meant, counted, _texts(cases, "kind"), crosswalk)
    return pd.DataFrame(
        {
            "urgency_word": counted,
            "priority": pd.array(np.where(settled == 0, np.nan, settled), dtype="Int64"),
            "is_ambiguous": is_wide & ~_texts(cases, "kind").notna().to_numpy(),
            "needs_review": is_torn,
            "readings": _readings(words, is_torn, cases.index),
        },
        index=cases.index,
    )


def reviews(cases: pd.DataFrame, crosswalk: Crosswalk = SHIPPED) -> tuple[np.ndarray, np.ndarray]:
    """Say of each row whether a first judgement was reviewed, and whether the review means another level; bools, (n,)."""
    words = [_words(cases, key) for key in ("triage_level", "reviewed_level")]
    first, review = (_levels(word, crosswalk.levels) for word in words)
    is_reviewed = (words[0].notna() & words[1].notna()).to_numpy(bool)
    return is_reviewed, is_reviewed & ((first & review) == 0)


def overturn_rate(cases: pd.DataFrame, crosswalk: Crosswalk = SHIPPED) -> float | None:
    """Return the share of reviewed rows whose review means another level than the first judgement; None without any."""
    is_reviewed, is_overturned = reviews(cases, crosswalk)
    return float(is_overturned[is_reviewed].mean()) if is_reviewed.any() else None


def _texts(cases: pd.DataFrame, key: str) -> pd.Series:
    if key in cases:
        return cases[key]
    return pd.Series(np.full(len(cases), None, dtype=object), index=cases.index)


def _words(cases: pd.DataFrame, key: str) -> pd.Series:
    """The canonical words of a column; only its distinct values are looked at one by one."""
    codes, distinct = pd.factorize(_texts(cases, key))
    read = embedded if key == "issue_type" else canonical
    known = np.array([*(read(value) for value in distinct), None], dtype=object)
    return pd.Series(known[codes], index=cases.index, dtype=object)


def _levels(words: pd.Series, known: Mapping[str, Levels]) -> np.ndarray:
    """The levels a word can mean as bits 1, 2, 4; a blank or unknown one can mean all."""
    codes, distinct = pd.factorize(words)
    bits = [sum(1 << (level - 1) for level in known.get(word, (1, 2, 3))) for word in distinct]
    return np.array([*bits, 7])[codes]


def _first_filled(words: Mapping[str, pd.Series], order: tuple[str, ...]) -> pd.Series:
    first = words[order[0]]
    for key in order[1:]:
        first = first.where(first.notna(), words[key])
    return first


def _count(bits: np.ndarray) -> np.ndarray:
    count: np.ndarray = np.array([0, 1, 1, 2, 1, 2, 2, 3])[bits]
    return count


def _settle(bits: np.ndarray, words: pd.Series, kinds: pd.Series, crosswalk: Crosswalk) -> np.ndarray:
    """One level of those meant: what the word means for this kind of feedback, else the strictest; 0 without any."""
    strictest = np.array([0, 1, 2, 1, 3, 1, 2, 1])[bits]
    (word_of, known_words), (kind_of, known_kinds) = pd.factorize(words), pd.factorize(kinds)
    named = np.array(
        [
            [_level_for(word, kind, crosswalk) for kind in (*known_kinds, None)]
            for word in (*known_words, None)
        ]
    )
    named = named[word_of, kind_of]  # -1, a blank, finds the last
    is_meant = (named > 0) & ((bits >> np.maximum(named - 1, 0)) & 1 == 1)
    level: np.ndarray = np.where(is_meant, named, strictest)
    return level


def _level_for(word: object, kind: object, crosswalk: Crosswalk) -> int:
    if not isinstance(word, str):
        return 0
    general = crosswalk.by_kind.get((word, ""), 0)
    return crosswalk.by_kind.get((word, kind), general) if isinstance(kind, str) else general


def _readings(words: Mapping[str, pd.Series], is_torn: np.ndarray, index: pd.Index) -> pd.Series:
    """The different words of torn rows; they are few, so each is joined by hand."""
    readings = np.full(len(index), None, dtype=object)
    columns = [words[key].to_numpy() for key in ("urgency", "triage_level", "issue_type")]
    for n in np.flatnonzero(is_torn):
        readings[n] = " / ".join(dict.fromkeys(column[n] for column in columns if column[n] is not None))
    return pd.Series(readings, index=index, dtype=object)
