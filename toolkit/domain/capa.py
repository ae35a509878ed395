"""Root causes and goals as people write them: how deep a chain of whys goes, and which figure a goal names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LINK = re.compile(r"→|⇒|➔|➜|-+>|=+>|[\n;；]|[①-⑳]|(?<![\d.])\d{1,2}(?:[、)）]|\.(?!\d))")
_BLAME = (
    r"责任心|不负责|粗心|大意|马虎|不认真|不细心|不用心|偷懒|懈怠|疏忽|失职|能力(?:太|较)?差|素质(?:太|较)?[低差]"
    r"|个人原因|个人能力|人为失误|态度不端正|意识(?:太|较)?[淡差]薄?"
    r"|\b(?:careless|negligen\w+|lazy|laziness|human error|incompeten\w+|irresponsib\w+)\b"
)
_UP_TO = (
    r"[至到达为]|达到|不低于|不少于|不超过|低于|高于|超过|控制在|[≥≤>=<:：]"
    r"|\b(?:to|at least|at most|below|above|under|over|of)"
)
_BY = r"提升|提高|增长|增加|降低|下降|减少|缩短|by"
_DOWNWARDS = (
    r"降|减少|缩短|不超过|低于|控制在|≤|<|\b(?:reduce|cut|lower|below|under|at most|shorten|fewer|less)"
)
_NUMERALS = r"\d|[零一二两三四五六七八九十百]+[成倍%个天次件]|清零"

_PERSON = re.compile(_BLAME, re.IGNORECASE)
_FIGURE = re.compile(r"(\d+(?:\.\d+)?)\s*([%％])?")
_TARGET = re.compile(rf"(?:{_UP_TO})\s*(\d+(?:\.\d+)?)\s*([%％])?", re.IGNORECASE)
_BY_HOW_MUCH = re.compile(rf"(?:{_BY})\s*了?\s*\d", re.IGNORECASE)
_DOWN = re.compile(_DOWNWARDS, re.IGNORECASE)
_ANY_FIGURE = re.compile(_NUMERALS)


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure to reach. A percentage is a share: 95% is 0.95."""

    text: str
    target: float
    is_percentage: bool
    is_lower_better: bool

    def is_reached(self, value: float) -> bool:
        """Whether a value keeps the goal; 96 typed without its sign means 96% where the goal is a percentage."""
        share = value / 100 if self.is_percentage and abs(value) > 1.5 else value
        return share <= self.target if self.is_lower_better else share >= self.target


def cause_chain(text: str) -> tuple[str, ...]:
    """Split "①…→②…→③…" into its links, the deepest last."""
    parts = (part.strip(" \t,，.。、:：") for part in _LINK.split(text))
    return tuple(part for part in parts if part)


def blames_a_person(cause: str) -> bool:
    """Whether a cause ends at somebody's character instead of at something that can be changed (S1 四-2)."""
    return bool(_PERSON.search(cause))


def has_figure(goal: str) -> bool:
    """Whether a goal names any figure at all; Chinese numerals count."""
    return bool(_ANY_FIGURE.search(unicodedata.normalize("NFKC", goal)))


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
