"""Who is to be taken out, and where a word surely means them.

A long number, an address, a name or an id such as C1001 means a person wherever it stands. A short number or word, such
as the id 12, means one only where it is all that stands in a column of ids, names or contacts: elsewhere it is a
quantity, a date, or part of another word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.naming import normalise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

TELLS_WHO = ("customer_id", "customer_name", "contact")
"""The columns of feedback that tell who it is from."""

_NOTHING = r"(?!)"
_SEPARATOR = r"[ \-－\u3000]?"
_LONG_NUMBER = 7
_LONG_WORD = 4
_ADDRESS = re.compile(r"\$?[A-Za-z]{1,3}\$?\d+")
_LITERAL = re.compile(r'"[^"]*"')


@dataclass(frozen=True)
class Person:
    """What tells who somebody is, or who several are: ids, names, numbers; and the word that stands there afterwards.

    tokens: by word, where several persons are to be told apart afterwards. headers: what else columns are called that
    tell who feedback is from.
    """

    words: Collection[str]
    token: str
    tokens: Mapping[str, str] = field(default_factory=dict)
    headers: Collection[str] = ()
    _sure: re.Pattern[str] = field(init=False)
    _in_formulas: re.Pattern[str] = field(init=False)
    _whole: Mapping[str, str] = field(init=False)
    _names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        sure = self.sure()
        object.__setattr__(self, "_sure", _pattern(sure))
        object.__setattr__(self, "_in_formulas", _pattern([w for w in sure if not _ADDRESS.fullmatch(w)]))
        whole = {_plainly(word): self.tokens.get(word, self.token) for word in self.words}
        object.__setattr__(self, "_whole", whole)
        columns = (FEEDBACK[key] for key in TELLS_WHO)
        ours = (name for column in columns for name in (column.key, column.zh, column.en, *column.aliases))
        object.__setattr__(self, "_names", frozenset(map(normalise, (*ours, *self.headers))))

    def is_in(self, text: str) -> bool:
        """Whether a text tells of them for sure."""
        return bool(self._sure.search(text))

    def taken_out(self, text: str) -> str:
        """Return a text without what tells of them for sure."""
        return self._sure.sub(lambda found: self._whole.get(_plainly(found[0]), self.token), text)

    def names_them(self, header: str) -> bool:
        """Whether a column of this header tells who feedback is from."""
        return normalise(header) in self._names

    def is_all_of(self, text: str, *, tells_who: bool) -> bool:
        """Whether a cell holds nothing else. tells_who: whether it stands in such a column."""
        return _plainly(text.strip()) in self._whole and (tells_who or is_sure(text.strip()))

    def of_cell(self, text: str, *, tells_who: bool) -> str:
        """Return a cell's text without them."""
        whole = self.is_all_of(text, tells_who=tells_who)
        return self._whole[_plainly(text.strip())] if whole else self.taken_out(text)

    def of_formula(self, text: str) -> str:
        """Return a formula without them: an id that reads like the address of a cell goes only from between quotes."""
        named = self._in_formulas.sub(lambda found: self._whole.get(_plainly(found[0]), self.token), text)
        return _LITERAL.sub(lambda found: self.taken_out(found[0]), named)

    def sure(self) -> list[str]:
        """The words that mean them wherever they stand."""
        return [word for word in self.words if is_sure(word)]

    def spellings(self) -> Iterable[str]:
        """What is looked for, as it is written; every word, sure or not."""
        return {spelled for word in self.words for spelled in (word, escape(word))}


def is_sure(word: str) -> bool:
    """Whether a word means a person wherever it stands."""
    if re.fullmatch(r"[\d \-－]+", word):
        return sum(sign.isdigit() for sign in word) >= _LONG_NUMBER
    return len(re.findall(r"[\u3400-\u9fff]", word)) >= 2 or len(word) >= _LONG_WORD


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    known = sorted({_spelled(word) for word in words}, key=len, reverse=True)
    return re.compile("|".join(known) or _NOTHING, re.IGNORECASE)


def _spelled(word: str) -> str:
    """A pattern of a word: digits of a long number may be set apart; a word of letters counts only as a whole."""
    digits = re.sub(r"\D", "", word)
    if re.fullmatch(r"[\d \-－]+", word):
        return rf"(?<!\d){_SEPARATOR.join(digits)}(?!\d)"
    before = r"(?<![0-9A-Za-z])" if re.match(r"[0-9A-Za-z]", word) else ""
    after = r"(?![0-9A-Za-z])" if re.search(r"[0-9A-Za-z]$", word) else ""
    return f"{before}{re.escape(word)}{after}"


def _plainly(word: str) -> str:
    return re.sub(_SEPARATOR, "", word).casefold()
