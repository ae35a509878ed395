"""A sheet and a book, as declarations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from toolkit.schema.naming import normalise

if TYPE_CHECKING:
    from toolkit.schema.column import Column
    from toolkit.words import Language


@dataclass(frozen=True)
class Sheet:
    """A kind of sheet: its title, its columns in order, and the name of its Excel table."""

    key: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    table_name: str = ""
    aliases: tuple[str, ...] = ()
    help_zh: str = ""
    help_en: str = ""

    def title(self, lang: Language) -> str:
        return self.zh if lang == "zh" else self.en

    def help(self, lang: Language) -> str:
        return self.help_zh if lang == "zh" else self.help_en

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @cached_property
    def by_header(self) -> dict[str, Column]:
        """The column for every header people write, in normal form; a column's own headers win over aliases."""
        aliases = {normalise(alias): column for column in self.columns for alias in column.aliases}
        return aliases | {
            normalise(word): column for column in self.columns for word in (column.zh, column.en)
        }

    @cached_property
    def titles(self) -> frozenset[str]:
        return frozenset(normalise(word) for word in (self.zh, self.en, *self.aliases))

    def __getitem__(self, key: str) -> Column:
        return self.by_key[key]


@dataclass(frozen=True)
class Book:
    """A kind of workbook: its file name and its sheets."""

    key: str
    zh: str
    en: str
    sheets: tuple[Sheet, ...]

    def title(self, lang: Language) -> str:
        return self.zh if lang == "zh" else self.en

    def __getitem__(self, key: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.key == key)
