"""The words of a row that the team's tables know, and the words that mark an issue type."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

import rjieba

from toolkit.domain.lexicon import Lexicon, plain
from toolkit.enrich.columns import Columns, column, texts
from toolkit.words.checks import LIST_COMMA
from toolkit.words.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from toolkit.enrich.rules import EnrichRules

_MOST_A_ROW = 5
_MOST_TEXTS = 3000  # of one issue type; more change nothing about its main words but take seconds
_TOLD_BY_THE_TEAM = 2.0  # a word the team put into its tables weighs twice
_A_WORD = re.compile(r"[\u4e00-\u9fff]{2,}|[a-z][a-z'-]{2,}")


def keywords(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return keywords: the words of the team's tables in each row, in order, at most five; None where there is none."""
    found = _lexicon(_team_words(rules)).find(texts(frame))
    return {"keywords": found.listed(_MOST_A_ROW, LIST_COMMA(rules.lang))}


def main_words(frame: pd.DataFrame, rules: EnrichRules, most: int = 5) -> dict[str, tuple[str, ...]]:
    """Return the words that mark each issue type, the strongest first.

    A word counts once a row; it is strong where it is frequent in its type and rare in the others. Of types with
    more than 3,000 rows an even sample is read.
    """
    cut = _cutter(_team_words(rules))
    stops = STOP_WORDS | rules.stop_words
    said = texts(frame)
    types = column(frame, "issue_type")
    counts = {
        str(name): Counter(word for text in _sample(group) for word in _words(cut.cut(plain(text)), stops))
        for name, group in said.groupby(types)
    }
    total = Counter[str]()
    for counted in counts.values():
        total.update(counted)
    return {
        name: _strongest(counted, total, frozenset(_team_words(rules)), most)
        for name, counted in counts.items()
    }


def _strongest(
    counted: Counter[str], total: Counter[str], told: frozenset[str], most: int
) -> tuple[str, ...]:
    everything = total.total()

    def strength(word: str) -> float:
        rarity = log(1 + everything / total[word])
        return counted[word] * rarity * (_TOLD_BY_THE_TEAM if word in told else 1)

    ranked = sorted(counted, key=lambda word: (-strength(word), word))
    return tuple(ranked[:most])


def _words(cut: Iterable[str], stops: frozenset[str]) -> set[str]:
    return {word for word in cut if _A_WORD.fullmatch(word) and word not in stops}


def _sample(group: pd.Series) -> pd.Series:
    step = -(-len(group) // _MOST_TEXTS)
    return group.iloc[::step]


def _team_words(rules: EnrichRules) -> tuple[str, ...]:
    of_types = (plain(word) for rule in rules.issue_types for word in rule.keywords)
    return tuple(dict.fromkeys([*of_types, *map(plain, rules.words)]))


@lru_cache(maxsize=8)
def _lexicon(words: tuple[str, ...]) -> Lexicon:
    return Lexicon({"": words})


@lru_cache(maxsize=4)
def _cutter(words: tuple[str, ...]) -> rjieba.Jieba:
    """A cutter of its own, so that one team's words do not change another's."""
    cutter = rjieba.Jieba()
    for word in words:
        cutter.add_word(word, None, None)
    return cutter
