"""Goals as people write them: which figure, up or down, to what value; and which goal an effect is measured against."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

_UP_TO = (
    r"[至到达为]|达到|不低于|不少于|不超过|低于|高于|超过|控制在|[≥≤>=<:：]"
    r"|\b(?:to|at least|at most|below|above|under|over|of)"
)
_BY = r"提升|提高|增长|增加|降低|下降|减少|缩短|by"
_DOWNWARDS = (
    r"降|减少|缩短|不超过|低于|控制在|≤|<|\b(?:reduce|cut|lower|below|under|at most|shorten|fewer|less)"
)
_NUMERALS = r"\d|[零一二两三四五六七八九十百]+[成倍%个天次件]|清零"
_MOVED = r"从|由|提升|提高|增长|增加|降低|降至|降到|下降|减少|缩短|达到|控制|不低于|不少于|不超过|低于|高于|超过|[至到为≥≤<>=:：]|\b(?:reduce|cut|raise|increase|lower|improve|from|to|at|of)\b"
_LEAST_LIKENESS = 70

_FIGURE = re.compile(r"(\d+(?:\.\d+)?)\s*([%％])?")
_TARGET = re.compile(rf"(?:{_UP_TO})\s*(\d+(?:\.\d+)?)\s*([%％])?", re.IGNORECASE)
_BY_HOW_MUCH = re.compile(rf"(?:{_BY})\s*了?\s*\d", re.IGNORECASE)
_DOWN = re.compile(_DOWNWARDS, re.IGNORECASE)
_ANY_FIGURE = re.compile(_NUMERALS)
_VERB = re.compile(_MOVED, re.IGNORECASE)
_EDGES = " \t,，.。、的把将"


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure to reach. A percentage is a share: 95% is 0.95."""

    text: str
    target: float
    is_percentage: bool
    is_lower_better: bool

    @property
    def metric(self) -> str:
        """The figure that it names: "3天内发货率" of "3天内发货率提升至95%"."""
        plain = unicodedata.normalize("NFKC", self.text)
        parts = [part.strip(_EDGES) for part in _VERB.split(plain)]
        named = [part for part in parts if part and not _FIGURE.fullmatch(part)]
        return named[0] if named else plain

    def is_reached(self, value: float) -> bool:
        """Whether a value keeps the goal; 96 typed without its sign means 96% where the goal is a percentage."""
        share = value / 100 if self.is_percentage and abs(value) > 1.5 else value
        return share <= self.target if self.is_lower_better else share >= self.target


def has_figure(goal: str) -> bool:
    """Whether a goal names any figure at all; Chinese numerals count."""
    return bool(_ANY_FIGURE.search(unicodedata.normalize("NFKC", goal)))


@lru_cache(maxsize=4096)
def parse_goal(text: str) -> Goal | None:
    """Read the target of a goal: "3天内发货率提升至95%" gives 0.95. None where it names no absolute figure."""
    plain = unicodedata.normalize("NFKC", text)
    found = _TARGET.findall(plain)
    if not found and not _BY_HOW_MUCH.search(plain):
        found = _FIGURE.findall(plain)
    if not found:
        return None
    number, sign = found[-1]
    return Goal(text, float(number) / (100 if sign else 1), bool(sign), bool(_DOWN.search(plain)))


@lru_cache(maxsize=4096)
def goal_for(metric: str, goals: tuple[str, ...]) -> Goal | None:
    """Return the goal that names this figure ("3天发货率" in "3天内发货率提升至95%"); None when none or several do."""
    scores = process.extract(
        _plain(metric), [_plain(goal) for goal in goals],
        scorer=fuzz.partial_ratio, score_cutoff=_LEAST_LIKENESS, limit=2,
    )  # fmt: skip
    if not scores or (len(scores) == 2 and scores[0][1] == scores[1][1]):
        return None
    return parse_goal(goals[scores[0][2]])


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
