"""Fill a person's workbook in place: the original package, with our cells in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.excel.package import Package, Source
from toolkit.excel.parts.book import Book
from toolkit.excel.parts.properties import set_properties
from toolkit.excel.parts.rowindex import IrregularXmlError
from toolkit.excel.parts.sheetxml import Way, open_sheet
from toolkit.excel.patching.block import Block, BlockColumn, SheetJob
from toolkit.excel.patching.fillsheet import SheetFill
from toolkit.excel.patching.ownrules import OwnNames
from toolkit.excel.patching.ownsheets import own_names, set_sheets
from toolkit.excel.patching.verify import Promise, verify

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toolkit.excel.marking import OwnSheet
    from toolkit.excel.patching.splice import Splice

__all__ = ["Block", "BlockColumn", "Filled", "SheetJob", "fill", "fill_book"]


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """What was done on a sheet.

    appended: the number of each new column by its header. columns: the number of every filled column.
    notes: how many notes of ours stand on it. way: how it was written.
    """

    appended: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)
    notes: int = 0
    way: Way = "splice"


@dataclass(frozen=True, slots=True)
class Filled:
    """What was done to a workbook.

    size: bytes of the written file. changed: parts that are no longer the original bytes. sheets: one for each job.
    own_sheets: what our own sheets are called there.
    """

    size: int
    changed: tuple[str, ...]
    sheets: tuple[FilledSheet, ...]
    own_sheets: Mapping[str, str] = field(default_factory=dict)

    @property
    def appended(self) -> Mapping[str, int]:
        return self.sheets[0].appended

    @property
    def columns(self) -> Mapping[str, int]:
        return self.sheets[0].columns

    @property
    def way(self) -> Way:
        return self.sheets[0].way


def fill(
    source: Source,
    target: Path,
    sheet: str,
    cells: Mapping[str, object] | Block,
    *,
    properties: Mapping[str, str] | None = None,
) -> Filled:
    """Write a copy of a workbook with these cells of one sheet filled; nothing else of it changes.

    Args:
        source: the original, a path, its bytes or an open file; it is never written unless it is the target too.
        target: where the copy goes; it is replaced only by a whole and checked file.
        sheet: the name of the worksheet.
        cells: values by address ("C7"), or columns of a table.
        properties: custom document properties to add or update.

    Raises:
        PatchRefusedError: the workbook cannot be filled without harm; it says why and where, nothing was written.
    """
    job = SheetJob(sheet, (cells,)) if isinstance(cells, Block) else SheetJob(sheet, cells=cells)
    return fill_book(source, target, [job], properties=properties)


def fill_book(
    source: Source,
    target: Path,
    jobs: Sequence[SheetJob],
    *,
    properties: Mapping[str, str] | None = None,
    own_sheets: Sequence[OwnSheet] | None = None,
) -> Filled:
    """Write a copy of a workbook with several sheets filled and marked, and with sheets of our own.

    Args:
        source: as for `fill`.
        target: as for `fill`.
        jobs: what to do on each sheet; a sheet may come once.
        properties: custom document properties to add or update.
        own_sheets: exactly these sheets of ours stand in the result; None leaves those that are there.

    Raises:
        PatchRefusedError: the workbook cannot be filled without harm; it says why and where, nothing was written.
    """
    failed: dict[str, set[Way]] = defaultdict(set)
    while True:
        try:
            return _attempt(source, Path(target), _Order(jobs, properties or {}, own_sheets), failed)
        except _AnotherWayError as needed:
            failed[needed.part].add(needed.way)


@dataclass(frozen=True, slots=True)
class _Order:
    jobs: Sequence[SheetJob]
    properties: Mapping[str, str]
    own_sheets: Sequence[OwnSheet] | None


class _AnotherWayError(Exception):
    """A sheet is not plain after all: everything starts anew, so that nothing half done is left in the package."""

    def __init__(self, part: str, way: Way) -> None:
        super().__init__(part)
        self.part, self.way = part, way


def _attempt(source: Source, target: Path, order: _Order, failed: Mapping[str, set[Way]]) -> Filled:
    with Package.open(source) as package:
        book = Book(package)
        before = own_names(book)
        names = (
            {name: name for name in before}
            if order.own_sheets is None
            else set_sheets(book, order.own_sheets)
        )
        done = [_run(book, job, OwnNames(names, before), failed) for job in order.jobs]
        spliced = {filled.part: splice for filled, splice in done}
        if len(spliced) != len(done):
            raise ValueError("a sheet was given twice")
        book.strings.save(sum(splice.shared for splice in spliced.values()))
        formulas = {filled.part: splice.has_formulas for filled, splice in done if filled.is_rewritten}
        book.recalculate(formulas, drop_chain=any(splice.formulas for splice in spliced.values()))
        set_properties(package, order.properties)
        changed = package.changed()
        promise = Promise(
            names=package.names(),
            parsed={n for n in changed if n not in spliced and n.lower().endswith((".xml", ".rels"))},
            sheets={filled.part: splice for filled, splice in done if filled.is_rewritten},
            strings=book.strings.promised,
        )
        check = partial(verify, promise=promise)
        size = package.save(target, check)
        sheets = tuple(FilledSheet(f.appended, f.columns, f.notes, f.page.way) for f, _ in done)
        return Filled(size, tuple(changed), sheets, names)


def _run(
    book: Book, job: SheetJob, own: OwnNames, failed: Mapping[str, set[Way]]
) -> tuple[SheetFill, Splice]:
    part = book.sheet_part(job.sheet)
    page = open_sheet(book.package, part, failed.get(part, ()))
    filling = SheetFill(book, job, page, own)
    try:
        return filling, filling.run()
    except IrregularXmlError as irregular:
        raise _AnotherWayError(part, page.way) from irregular
