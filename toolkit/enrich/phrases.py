"""What people say again and again about an issue type, as phrases in their own words: with counts and one example each.

Neighbouring words are one phrase where they seldom come without each other, so that "物流信息不更新" is told and not
"物流" and "信息". Counted a row at a time: who says it three times has said it once.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

import rjieba

from toolkit.domain.names import COMPOUND_SURNAMES
from toolkit.domain.privacy import masker, names_in
from toolkit.domain.text.lexicon import plain
from toolkit.enrich.columns import column, texts
from toolkit.enrich.keywords import team_words
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.words.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    import pandas as pd

    from toolkit.enrich.rules import EnrichRules

_MOST_TEXTS = 3_000  # of one issue type; more change nothing about its phrases but take seconds
_MOST_CHARACTERS = 500
_MOST_WORDS = 5
_LONGEST, _LONGEST_LATIN = 12, 32
_LEAST, _LEAST_OF_MANY, _MANY = 2, 4, 100
"""Rows in which a phrase must stand: of few rows, and of a hundred or more, where one story told twice is none."""

_LEAST_NEW = 3

_COHESION = 0.25
"""The share of the rows with a phrase's rarer half that hold the whole phrase, for it to be one."""

_ABSORBED = 0.6
"""The share of a phrase's rows that a longer one must cover to stand for it."""

_TOLD_BY_THE_TEAM, _SINGLE, _WORDIEST = 2.0, 0.5, 3.0
"""What the team's words, single words and the longest phrases weigh: a single word says little of what went wrong."""

_QUOTED, _BEFORE = 40, 12
_A_WORD = re.compile(r"[\u4e00-\u9fff]{2,}|[a-z][a-z'-]{2,}")
_MASKED = re.compile(rf"\S\*+@\S*|(?:{COMPOUND_SURNAMES}|[\u4e00-\u9fff])\*+")
_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z][a-z'-]*(?: [a-z][a-z'-]*)*")
_MAY_OPEN = {"不", "没", "未", "无", "太", "很"}
_MAY_CLOSE = {"了", "慢", "差", "坏", "贵", "丢", "错", "少"}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something that is said in so many rows. example: one of them around the phrase, masked."""

    words: str
    count: int
    example: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A phrase that is new, or said much more often than before."""

    words: str
    count: int
    before: int

    @property
    def is_new(self) -> bool:
        return self.before == 0


def main_phrases(frame: pd.DataFrame, rules: EnrichRules, most: int = 5) -> dict[str, tuple[Phrase, ...]]:
    """Return the phrases that mark each issue type, the strongest first.

    A phrase is strong where it is frequent in its type and rare in the others. Of types with more than 3,000 rows an
    even sample is read, and counts are those of the sample.
    """
    said, reader = texts(frame), _Reader.of(rules)
    masked = masker(names_in(frame, FEEDBACK.columns))
    groups = {str(name): _sample(group, masked) for name, group in said.groupby(column(frame, "issue_type"))}
    rows = {name: [reader.phrases(text) for text in group] for name, group in groups.items()}
    counts = {name: _cohesive(_counted(found), len(found)) for name, found in rows.items()}
    total = Counter[str]()
    for counted in counts.values():
        total.update(counted)
    return {
        name: tuple(
            Phrase(_shown(words), counted[words], _example(words, rows[name], groups[name]))
            for words in _strongest(counted, total, reader.told, most)
        )
        for name, counted in counts.items()
    }


def changed_phrases(
    now: pd.DataFrame, before: pd.DataFrame, rules: EnrichRules, most: int = 5
) -> tuple[Change, ...]:
    """Return what is new, or at least twice as frequent among the rows as in those of before, the most frequent first.

    A phrase must stand in three rows at least; nothing is new where there is nothing to compare with.
    """
    if before.empty or now.empty:
        return ()
    reader = _Reader.of(rules)
    new, old = ([reader.phrases(text) for text in _sample_of(rows)] for rows in (now, before))
    last, share = _counted(old), len(new) / len(old)
    more = {
        phrase: count - share * last[phrase]
        for phrase, count in _cohesive(_counted(new), len(new)).items()
        if count >= _LEAST_NEW and count >= 2 * share * last[phrase]
    }
    ranked = sorted(more, key=lambda phrase: (-more[phrase], phrase))
    this = _counted(new)
    return tuple(Change(_shown(phrase), this[phrase], last[phrase]) for phrase in ranked[:most])


def _counted(rows: Sequence[Mapping[str, None]]) -> Counter[str]:
    """In how many rows each phrase stands."""
    return Counter(phrase for row in rows for phrase in row)


@dataclass(frozen=True)
class _Reader:
    """Cuts texts into phrases. told: the team's own words; stops: words that open and close no phrase."""

    cutter: rjieba.Jieba
    told: Collection[str]
    stops: Collection[str]

    @classmethod
    def of(cls, rules: EnrichRules) -> _Reader:
        told = team_words(rules)
        return cls(_cutter(told), frozenset(told), STOP_WORDS | rules.stop_words)

    def phrases(self, text: str) -> dict[str, None]:
        """Every run of up to five neighbouring words that could be said by itself, each once; words by spaces."""
        found: dict[str, None] = {}
        for run in _RUN.findall(plain(_MASKED.sub(" ", text[:_MOST_CHARACTERS]))):
            words = [word for word in self.cutter.cut(run) if word.strip()]
            for first, last in _spans(words):
                if self._may_open(words[first]) and self._may_close(words[last - 1], last - first):
                    found[" ".join(words[first:last])] = None
        return found

    def _may_open(self, word: str) -> bool:
        return word in _MAY_OPEN or self._is_word(word)

    def _may_close(self, word: str, size: int) -> bool:
        return self._is_word(word) or (size > 1 and word in _MAY_CLOSE)

    def _is_word(self, word: str) -> bool:
        return bool(_A_WORD.fullmatch(word)) and word not in self.stops


def _spans(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    for first in range(len(words)):
        length = 0
        for last in range(first + 1, min(first + _MOST_WORDS, len(words)) + 1):
            length += len(words[last - 1])
            if length > (_LONGEST_LATIN if words[first].isascii() else _LONGEST):
                break
            yield first, last


def _cohesive(counted: Counter[str], rows: int) -> Counter[str]:
    """The phrases that are said as a whole, without those that a longer one stands for."""
    least = _LEAST if rows < _MANY else _LEAST_OF_MANY
    kept = {
        phrase: count
        for phrase, count in counted.items()
        if count >= least and _holds_together(phrase, count, counted)
    }
    covered = set[str]()
    for phrase in sorted(kept, key=lambda one: -one.count(" ")):
        covered.update(part for part in _parts(phrase) if kept[phrase] >= _ABSORBED * counted[part])
    return Counter({phrase: count for phrase, count in kept.items() if phrase not in covered})


def _holds_together(phrase: str, count: int, counted: Mapping[str, int]) -> bool:
    words = phrase.split(" ")
    if words[0] in _MAY_OPEN and len(words) == 1:
        return False
    halves = ((" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words)))
    return all(
        count >= _COHESION * max(1, min(_known(one, counted), _known(other, counted)))
        for one, other in halves
    )


def _known(half: str, counted: Mapping[str, int]) -> int:
    """Rows with half a phrase; what cannot stand by itself, such as 不, holds nothing back."""
    return counted.get(half, 0)


def _parts(phrase: str) -> Iterator[str]:
    words = phrase.split(" ")
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            if last - first < len(words):
                yield " ".join(words[first:last])


def _strongest(counted: Counter[str], total: Counter[str], told: Collection[str], most: int) -> list[str]:
    everything, here = max(1, total.total()), max(1, counted.total())

    def strength(phrase: str) -> float:
        rarity = log(1 + (counted[phrase] / here) / (total[phrase] / everything))
        words = phrase.replace(" ", "")
        size = min(_WORDIEST, max(2, len(phrase) / 3 if words.isascii() else len(words)) / 2)
        size *= 1 if " " in phrase or words in told else _SINGLE
        return counted[phrase] * rarity * size * (_TOLD_BY_THE_TEAM if words in told else 1)

    return sorted(counted, key=lambda phrase: (-strength(phrase), phrase))[:most]


def _shown(phrase: str) -> str:
    """A phrase as people write it: Chinese words without blanks."""
    return phrase.replace(" ", "") if _CHINESE.search(phrase) else phrase


def _example(phrase: str, rows: Sequence[Mapping[str, None]], said: Sequence[str]) -> str:
    """The first text with the phrase, around it, masked and on one line."""
    text = next((text for row, text in zip(rows, said, strict=True) if phrase in row), "")
    line = " ".join(text.split())
    at = max(0, plain(line).find(_shown(phrase)) - _BEFORE)
    at = line.rfind(" ", 0, at) + 1 if line[at : at + 1].isascii() else at
    cut = line[at : at + _QUOTED]
    return f"{'…' if at else ''}{cut}{'…' if at + _QUOTED < len(line) else ''}"


def _sample(group: pd.Series, masked: Callable[[str], str]) -> list[str]:
    """Some of the texts, masked first of all: a phrase goes into reports, and a name that many write is still a name."""
    return [masked(text) for text in group.iloc[:: max(1, -(-len(group) // _MOST_TEXTS))]]


def _sample_of(rows: pd.DataFrame) -> list[str]:
    return _sample(texts(rows), masker(names_in(rows, FEEDBACK.columns)))


@lru_cache(maxsize=4)
def _cutter(words: tuple[str, ...]) -> rjieba.Jieba:
    """A cutter of its own, so that one team's words do not change another's."""
    cutter = rjieba.Jieba()
    for word in words:
        cutter.add_word(word, None, None)
    return cutter
