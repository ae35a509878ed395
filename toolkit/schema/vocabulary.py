"""The words a cell may hold, and the other words people type for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from toolkit.schema.naming import normalise

if TYPE_CHECKING:
    from toolkit.words import Language


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a list. `key` is what a table and the ledger hold; zh and en are what people see."""

    key: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()

    def label(self, lang: Language) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Vocabulary:
    """A named list of choices. A team-owned one comes from the settings workbook, and its keys are its labels."""

    name: str
    choices: tuple[Choice, ...]
    is_team_owned: bool = False

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(choice.key for choice in self.choices)

    @cached_property
    def by_word(self) -> dict[str, str]:
        """The key for every way to write a choice, in normal form."""
        words = {normalise(alias): choice.key for choice in self.choices for alias in choice.aliases}
        own = {
            normalise(word): choice.key
            for choice in self.choices
            for word in (choice.key, choice.zh, choice.en)
        }
        return words | own

    def labels(self, lang: Language) -> tuple[str, ...]:
        return tuple(choice.label(lang) for choice in self.choices)

    def label_of(self, lang: Language) -> dict[str, str]:
        """What people see for each key."""
        return {choice.key: choice.label(lang) for choice in self.choices}

    def in_language(self, lang: Language) -> Vocabulary:
        """Return the list as a team's settings would hold it: with labels of one language as keys."""
        if not self.is_team_owned:
            return self
        return replace(
            self, choices=tuple(replace(choice, key=choice.label(lang)) for choice in self.choices)
        )


def words(name: str, *choices: tuple[str, ...], team: bool = False) -> Vocabulary:
    """Declare a list; each choice is (key, zh, en, *aliases)."""
    return Vocabulary(name, tuple(Choice(key, zh, en, tuple(rest)) for key, zh, en, *rest in choices), team)
