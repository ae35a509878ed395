"""Read a workbook: its sheets that are ours as tables, and every finding on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.excel.reading.drafting import DraftBook, Request, draft_book

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toolkit.excel.reading.diagnose import Skipped
    from toolkit.rules.finding import Finding
    from toolkit.schema.mapping import Mapping as FileMapping
    from toolkit.schema.sheet import Sheet
    from toolkit.schema.table import Table
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language


@dataclass
class ReadBook:
    """What a workbook gave.

    tables: the sheets that are ours. skipped: the others, each with its reason. findings: what the person is told.
    properties: the custom document properties. rows_read: data rows of all tables.
    """

    tables: list[Table] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)

    @property
    def rows_read(self) -> int:
        return sum(map(len, self.tables))


def read(
    path: Path | str,
    *,
    format: str,  # noqa: A002 - everybody calls it so
    encoding: str | None = None,
    sheets: Sequence[Sheet],
    vocabularies: Mapping[str, Vocabulary],
    mapping: FileMapping | None = None,
    lang: Language = "zh",
) -> ReadBook:
    """Read a workbook in this process; what is wrong with it is in the findings.

    Args:
        path: the file; it is only read.
        format: xlsx, xlsm, xlsb, xls, ods or csv, told by the content, never by the extension.
        encoding: of a CSV file, as Python names it; UTF-8 when not given.
        sheets: the kinds of sheets to take; a sheet is of the kind whose headers it has.
        vocabularies: by name, the lists in force where they are not those of the columns.
        mapping: for a foreign file, their headers and words in terms of ours.
        lang: of the facts that findings quote.
    """
    request = Request(Path(path), format, encoding, sheets, vocabularies, mapping, lang)
    return spread_out(draft_book(request), sheets)


def spread_out(book: DraftBook, sheets: Sequence[Sheet]) -> ReadBook:
    """Return a book's drafts as tables of these kinds of sheets."""
    kinds = {sheet.key: sheet for sheet in sheets}
    tables = [draft.table(kinds[draft.sheet]) for draft in book.drafts]
    return ReadBook(tables, book.skipped, book.findings, book.properties)
