"""Tables of literal words and what each stands for, found in texts in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import ahocorasick
import numpy as np
import numpy.typing as npt
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Scores: TypeAlias = npt.NDArray[np.float64]

_NEGATIONS = ("不", "没", "无", "未", "别", "不是", "不太", "不够", "没有", "not ", "not very ", "no ")
_LETTERS = re.compile(r"[a-z]*")
_ENDINGS = frozenset({"", "s", "es", "d", "ed", "ing"})


@dataclass(frozen=True)
class Lexicon:
    """Words by what they stand for.

    meanings: the words of each label. negatable: labels whose words do not count after a negation ("不是很满意").
    """

    meanings: Mapping[str, Sequence[str]]
    negatable: Collection[str] = ()

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.meanings)

    @cached_property
    def entries(self) -> tuple[tuple[str, int], ...]:
        """Every word in its plain form, with the number of its label."""
        pairs = (
            (plain(word), number) for number, words in enumerate(self.meanings.values()) for word in words
        )
        return tuple(dict.fromkeys((word, number) for word, number in pairs if word))

    @cached_property
    def weights(self) -> Scores:
        """How much each word says: a Chinese word its characters, a Latin one a third of its letters, at least 2."""
        return np.array(
            [max(2.0, len(word) / 3) if word.isascii() else float(len(word)) for word, _ in self.entries]
        )

    def find(self, texts: pd.Series) -> Found:
        """Find every word in every text; blanks hold none. Overlapping words all count."""
        codes, distinct = pd.factorize(texts)
        words = [self._words_in(plain(str(text))) for text in distinct]
        return Found(self, codes, [*words, ()])

    def _words_in(self, text: str) -> tuple[int, ...]:
        found: dict[int, None] = {}
        for end, numbers in self._automaton.iter(text) if self.entries else ():
            for number in numbers:
                if self._counts(text, end + 1 - len(self.entries[number][0]), end + 1, number):
                    found[number] = None
        return tuple(found)

    def _counts(self, text: str, start: int, end: int, number: int) -> bool:
        word, label = self.entries[number]
        if word.isascii() and not _is_whole(text, start, end):
            return False
        return self.labels[label] not in self.negatable or not text[:start].endswith(_NEGATIONS)

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        numbers: dict[str, list[int]] = {}
        for number, (word, _) in enumerate(self.entries):
            numbers.setdefault(word, []).append(number)
        automaton = ahocorasick.Automaton()
        for word, of_word in numbers.items():
            automaton.add_word(word, tuple(of_word))
        automaton.make_automaton()
        return automaton


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a Latin word stands by itself; its usual endings belong to it."""
    before, ending = text[max(start - 1, 0) : start], _LETTERS.match(text, end)
    return not (before.isascii() and before.isalnum()) and ending is not None and ending[0] in _ENDINGS


@dataclass(frozen=True)
class Found:
    """Which words stand in which texts: `words[codes[row]]` are numbers of the lexicon's entries, in order."""

    lexicon: Lexicon
    codes: npt.NDArray[np.intp]
    words: Sequence[tuple[int, ...]]

    def scores(self) -> Scores:
        """What the words of each text add up to for each label, shape (rows, labels)."""
        lexicon = self.lexicon
        scores = np.zeros((len(self.words), len(lexicon.labels)))
        for row, words in enumerate(self.words):
            for number in words:
                scores[row, lexicon.entries[number][1]] += lexicon.weights[number]
        return scores[self.codes]

    def of(self, text: int) -> tuple[tuple[str, str], ...]:
        """The words of one text, each with the label that it stands for."""
        lexicon = self.lexicon
        entries = (lexicon.entries[number] for number in self.words[self.codes[text]])
        return tuple((word, lexicon.labels[label]) for word, label in entries)

    def listed(self, most: int, separator: str) -> npt.NDArray[np.object_]:
        """The words of each text as one string, None where there is none; a part of a longer word is left out."""
        listed = np.array(
            [separator.join(self._longest(words)[:most]) or None for words in self.words], object
        )
        return listed[self.codes]

    def _longest(self, numbers: tuple[int, ...]) -> list[str]:
        words = list(dict.fromkeys(self.lexicon.entries[number][0] for number in numbers))
        return [word for word in words if not any(word != other and word in other for other in words)]


def plain(text: str) -> str:
    """The form in which a word and a text are compared."""
    return text.strip().casefold()
