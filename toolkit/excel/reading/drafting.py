"""Look through a workbook: which of its sheets are ours, their rows as drafts, and every finding on the way."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from python_calamine import CalamineError, PasswordError

from toolkit.excel.reading.assemble import Context, assemble
from toolkit.excel.reading.csvfile import CsvFile
from toolkit.excel.reading.diagnose import Skipped, diagnose, main_reason, nearly_ours
from toolkit.excel.reading.grid import CalamineFile, Grid, SheetsFile
from toolkit.excel.reading.header import Layout, find_layout, names_of
from toolkit.excel.reading.inside import Inside
from toolkit.rules.codes import sheet as codes
from toolkit.rules.codes.reading import PROTECTED, UNREADABLE
from toolkit.rules.finding import Finding, Place, Severity
from toolkit.schema.identity import BOOK, ROLE
from toolkit.schema.naming import normalise
from toolkit.words import Text
from toolkit.words.forms import NEVER_READ
from toolkit.words.template import GUIDE, LISTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from toolkit.excel.reading.draft import Draft
    from toolkit.schema.mapping import Mapping as FileMapping
    from toolkit.schema.sheet import Sheet
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language

_NEVER_READ = frozenset(map(normalise, (*NEVER_READ, GUIDE.zh, GUIDE.en, LISTS.zh, LISTS.en)))
_HALF = 0.5
_LONGEST = 120
_MALFORMED = Text("内部结构有误（{reason}）", "its structure is malformed ({reason})")
_WHOLE_FILE, _ONE_SHEET = Text("工作簿", "The workbook"), Text("工作表“{sheet}”", 'Sheet "{sheet}"')


@dataclass(frozen=True)
class Request:
    """A file and what to look for in it; see `read` for each. name: what people call the file, in its archived copy lost."""

    path: Path
    format: str
    encoding: str | None
    sheets: Sequence[Sheet]
    vocabularies: Mapping[str, Vocabulary]
    mapping: FileMapping | None
    lang: Language
    name: str = ""


@dataclass
class DraftBook:
    """What a workbook gave: see ReadBook."""

    drafts: list[Draft] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)


def draft_book(request: Request) -> DraftBook:
    """Read a workbook in this process; what is wrong with it is in the findings."""
    try:
        file = _opened(request)
    except PasswordError:
        return DraftBook(findings=[Finding(PROTECTED)])
    except (CalamineError, OSError) as error:
        return DraftBook(findings=[unreadable(error, request.lang)])
    inside = Inside(request.path, request.format)
    book = DraftBook(properties=inside.properties)
    for title in file.titles:
        try:
            grid = file.grid(title)
        except (CalamineError, ValueError, OSError, csv.Error) as error:
            reason = unreadable(error, request.lang, title)
            book.skipped.append(Skipped(title, reason))
            book.findings.append(reason)
        else:
            _read_sheet(book, grid, inside, request)
    _conclude(book)
    return book


def _opened(request: Request) -> SheetsFile:
    if request.format == "csv":
        return CsvFile(request.path, request.encoding or "utf-8", PurePath(request.name or request.path).stem)
    return CalamineFile(request.path)


def _read_sheet(book: DraftBook, grid: Grid, inside: Inside, request: Request) -> None:
    mapping = request.mapping if request.mapping and request.mapping.serves(grid.title) else None
    layout = None if normalise(grid.title) in _NEVER_READ else best_layout(grid, request.sheets, mapping)
    if layout is None or layout.missing:
        book.skipped.append(diagnose(grid, layout, request.sheets, request.lang))
        return
    names = frozenset(name for sheet in request.sheets for name in names_of(sheet, mapping))
    is_ours = bool(inside.properties.keys() & {ROLE, BOOK})
    context = Context(request.vocabularies, request.lang, mapping, inside.is_1904, is_ours, names)
    draft, findings = assemble(grid, layout, context, inside.marks(grid.title))
    book.drafts.append(draft)
    book.findings += findings
    if grid.is_hidden and len(draft.rows):
        book.findings.append(Finding(codes.HIDDEN, Place(grid.title), {"count": len(draft.rows)}))


def _conclude(book: DraftBook) -> None:
    """Add what has to be said about the book as a whole: nothing taken, nothing filled in, a sheet nearly ours."""
    if any(len(draft.rows) for draft in book.drafts):
        book.findings += nearly_ours(book.skipped)
    elif book.drafts:
        first = book.drafts[0]
        book.findings.append(Finding(codes.NO_ROWS, Place(first.title, first.header_row)))
    elif not any(finding.severity is Severity.ERROR for finding in book.findings):
        book.findings.append(main_reason(book.skipped))


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


def unreadable(error: BaseException, lang: Language, title: str = "") -> Finding:
    """Return the finding for a file, or one sheet of it, that no parser understands."""
    where = _ONE_SHEET(lang, sheet=title) if title else _WHOLE_FILE(lang)
    said = " ".join(str(error).split()) or type(error).__name__
    return Finding(
        UNREADABLE, Place(title), {"where": where, "detail": _MALFORMED(lang, reason=said[:_LONGEST])}
    )
