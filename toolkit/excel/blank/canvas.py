"""A workbook being drawn: opened the same way, signed as ours, the same bytes whenever it is drawn."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from toolkit.excel.blank.formats import Formats, workbook_options
from toolkit.schema.identity import LANGUAGE, ROLE, TEMPLATE, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language

# Fixed, so that drawing the same thing twice gives the same bytes; the day itself means nothing.
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Canvas:
    """A workbook being drawn, in one language, with the lists of words in force."""

    book: Any
    lang: Language
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    accent: str = ""
    formats: Formats = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "formats", Formats(self.book, self.accent))

    def words_of(self, declared: Vocabulary) -> Vocabulary:
        """Return the list in force for a declared one: the team's own where handed in, else what we ship."""
        return self.vocabularies.get(declared.name) or declared.in_language(self.lang)

    def add_sheet(self, title: str, *, zoom: int = 100, kind: type[Any] | None = None) -> Any:
        """Add a sheet of this title that opens at A1; `kind` is a worksheet that can do more than XlsxWriter's."""
        sheet = self.book.add_worksheet(title, kind)
        sheet.set_zoom(zoom)
        return sheet


@dataclass(frozen=True, slots=True)
class Signature:
    """How a workbook says what it is, to people (title, subject) and to us (role, key)."""

    title: str
    subject: str
    role: Role
    key: str


@contextmanager
def drawn(
    target: Path,
    lang: Language,
    signature: Signature,
    vocabularies: Mapping[str, Vocabulary] | None = None,
    accent: str = "",
) -> Iterator[Canvas]:
    """Open a new workbook at `target`, sign it, and write it out when the block ends."""
    book = xlsxwriter.Workbook(str(target), workbook_options())
    book.set_size(1366 * 15, 768 * 15)
    book.set_properties({"title": signature.title, "subject": signature.subject, "created": _CREATED})
    for name, value in {ROLE: signature.role.value, TEMPLATE: signature.key, LANGUAGE: lang}.items():
        book.set_custom_property(name, value, "text")
    yield Canvas(book, lang, vocabularies or {}, accent)
    book.close()
