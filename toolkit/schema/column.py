"""One declaration per column: it drives template, reading, validation, enrichment, statistics, guide and docs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language


class Kind(StrEnum):
    """What a column's cells hold."""

    ID = "id"
    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    MOMENT = "moment"
    DATE = "date"
    NUMBER = "number"
    INTEGER = "integer"
    PERCENT = "percent"


class FilledBy(StrEnum):
    """Who fills a column: a person, always the toolkit, or the toolkit where a person left it blank."""

    PERSON = "person"
    TOOLKIT = "toolkit"
    SUGGESTED = "suggested"


class Personal(StrEnum):
    """What must be masked in whatever leaves the register."""

    NONE = "none"
    NAME = "name"
    CONTACT = "contact"
    FREE_TEXT = "free_text"


@dataclass(frozen=True)
class Column:
    """A column of a sheet, as data.

    group: empty for what the first day shows; otherwise the outline group the column is folded into.
    is_required: a row without it is not taken. is_expected: a row without it is taken, with a remark.
    minimum, maximum: bounds of a number, in the unit that the header names.
    """

    key: str
    zh: str
    en: str
    kind: Kind = Kind.TEXT
    filled_by: FilledBy = FilledBy.PERSON
    choices: Vocabulary | None = None
    is_required: bool = False
    is_expected: bool = False
    aliases: tuple[str, ...] = ()
    group: str = ""
    personal: Personal = Personal.NONE
    minimum: float | None = None
    maximum: float | None = None
    width: float = 12
    help_zh: str = ""
    help_en: str = ""

    def header(self, lang: Language) -> str:
        return self.zh if lang == "zh" else self.en

    def header_beside(self, lang: Language) -> str:
        """The header that our column takes where a person's column has the usual one already."""
        return f"{self.zh}·系统" if lang == "zh" else f"{self.en} · ours"

    def help(self, lang: Language) -> str:
        return self.help_zh if lang == "zh" else self.help_en

    @property
    def is_ours(self) -> bool:
        """Whether the toolkit may write here at all."""
        return self.filled_by is not FilledBy.PERSON

    @property
    def is_time(self) -> bool:
        return self.kind in (Kind.MOMENT, Kind.DATE)

    @property
    def is_number(self) -> bool:
        return self.kind in (Kind.NUMBER, Kind.INTEGER, Kind.PERCENT)


def is_day(key: str) -> str:
    """Name the companion column that says where a moment is a bare date, without a time of day."""
    return f"{key}_is_day"
