"""The sentences of the conclusions, as the team writes them: filled with figures that were worded before, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.improvement import intervals
from toolkit.domain.loop.replies import compiled
from toolkit.words import variation as say
from toolkit.words.wording import BY_KEY, NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.report.month import Month
    from toolkit.words import Text


def told(month: Month, key: str, facts: Mapping[str, str]) -> str:
    """Return a sentence with its facts, by the keys of `words.wording.NAMES`; one that is missing or "" is left out."""
    shipped = BY_KEY[key]
    text = month.options.wordings.get(key) or shipped.text(month.lang)
    known = {
        word: facts.get(name) or None for name, text_of in NAMES.items() for word in (text_of.zh, text_of.en)
    }
    return compiled(text, names_of(key)).render(known).strip()


def names_of(key: str) -> tuple[Text, ...]:
    """The names that a sentence can use."""
    return tuple(NAMES[name] for name in BY_KEY[key].uses)


def chance(month: Month, before: tuple[int, int], now: tuple[int, int]) -> str:
    """Say where the difference between two shares, each (of them, of how many), may be chance; else nothing."""
    if not before[1] or not now[1] or before[0] * now[1] == now[0] * before[1]:
        return ""
    moved = intervals.change_of_shares(before, now)
    return say.CHANCE(month.lang) if moved and moved.holds(0.0) else ""


def chance_of_counts(month: Month, before: int, now: int) -> str:
    """The same of two counts over stretches of the same kind."""
    ratio = intervals.ratio_of_counts(before, now) if before != now else None
    return say.CHANCE(month.lang) if ratio and ratio.holds(1.0) else ""
