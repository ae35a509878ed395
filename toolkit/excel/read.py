"""Read a workbook: which of its sheets are ours, and their rows as tables, with every finding on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from python_calamine import CalamineError, PasswordError

from toolkit.excel.assemble import Context, assemble
from toolkit.excel.csvfile import CsvFile
from toolkit.excel.diagnose import Skipped, conclude, diagnose
from toolkit.excel.grid import CalamineFile, Grid, SheetsFile
from toolkit.excel.header import Layout, find_layout, names_of
from toolkit.excel.inside import Inside
from toolkit.rules.codes import sheet as codes
from toolkit.rules.codes.reading import PROTECTED, UNREADABLE
from toolkit.rules.finding import Finding, Place
from toolkit.schema.identity import BOOK, ROLE
from toolkit.schema.naming import normalise
from toolkit.words import Text
from toolkit.words.forms import NEVER_READ

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toolkit.schema.mapping import Mapping as FileMapping
    from toolkit.schema.sheet import Sheet
    from toolkit.schema.table import Table
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language

_NEVER_READ = frozenset(map(normalise, NEVER_READ))
_HALF = 0.5
_WHOLE_FILE, _ONE_SHEET = Text("工作簿", "The workbook"), Text("工作表“{sheet}”", 'Sheet "{sheet}"')


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


@dataclass(frozen=True)
class Wanted:
    """What to look for: kinds of sheets, the lists of words in force, a mapping for a foreign file."""

    sheets: Sequence[Sheet]
    vocabularies: Mapping[str, Vocabulary]
    mapping: FileMapping | None
    lang: Language


def read(
    path: Path,
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
    wanted = Wanted(sheets, vocabularies, mapping, lang)
    try:
        file: SheetsFile = (
            CsvFile(Path(path), encoding or "utf-8") if format == "csv" else CalamineFile(Path(path))
        )
    except PasswordError:
        return ReadBook(findings=[Finding(PROTECTED)])
    except (CalamineError, OSError) as error:
        return ReadBook(findings=[_unreadable(_WHOLE_FILE(lang), error)])
    return _read_sheets(file, Inside(Path(path), format), wanted)


def _read_sheets(file: SheetsFile, inside: Inside, wanted: Wanted) -> ReadBook:
    book = ReadBook(properties=inside.properties)
    for title in file.titles:
        try:
            grid = file.grid(title)
        except (CalamineError, ValueError) as error:
            reason = _unreadable(_ONE_SHEET(wanted.lang, sheet=title), error, title)
            book.skipped.append(Skipped(title, reason))
            book.findings.append(reason)
            continue
        _read_sheet(book, grid, inside, wanted)
    conclude(book)
    return book


def _read_sheet(book: ReadBook, grid: Grid, inside: Inside, wanted: Wanted) -> None:
    mapping = wanted.mapping if wanted.mapping and wanted.mapping.serves(grid.title) else None
    layout = None if normalise(grid.title) in _NEVER_READ else best_layout(grid, wanted.sheets, mapping)
    if layout is None or layout.missing:
        book.skipped.append(diagnose(grid, layout, wanted.sheets, wanted.lang))
        return
    names = frozenset(name for sheet in wanted.sheets for name in names_of(sheet, mapping))
    is_ours = bool(inside.properties.keys() & {ROLE, BOOK})
    context = Context(wanted.vocabularies, wanted.lang, mapping, inside.is_1904, is_ours, names)
    table, findings = assemble(grid, layout, context, inside.marks(grid.title))
    book.tables.append(table)
    book.findings += findings
    if grid.is_hidden and len(table):
        book.findings.append(Finding(codes.HIDDEN, Place(grid.title), {"count": len(table)}))


def best_layout(grid: Grid, sheets: Sequence[Sheet], mapping: FileMapping | None) -> Layout | None:
    """Return the header of the kind of sheet that fits best: all it requires, then its title, then most columns."""
    layouts = [find_layout(grid, sheet, names_of(sheet, mapping)) for sheet in sheets]
    found = [layout for layout in layouts if layout]
    return max(found, key=lambda layout: _merit(layout, grid.title), default=None)


def _merit(layout: Layout, title: str) -> tuple[bool, bool, float, int]:
    found, columns = layout.fit
    # one word of many required ones is chance, so it does not decide what a foreign table is compared with
    share = found / (found + len(layout.missing) or 1)
    return (
        not layout.missing,
        normalise(title) in layout.sheet.titles,
        share if share >= _HALF else 0,
        columns,
    )


def _unreadable(where: str, error: Exception, title: str = "") -> Finding:
    return Finding(UNREADABLE, Place(title), {"where": where, "detail": str(error) or type(error).__name__})
