"""Fill a person's workbook in place: the original package, with our cells in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

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
    from collections.abc import Sequence

    from toolkit.excel.marking import OwnSheet
    from toolkit.excel.patching.splice import Splice

__all__ = ["Block", "BlockColumn", "Filled", "SheetJob", "fill", "fill_book"]


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """What was done on a sheet.

    appended: the number of each new column by its header. columns: the number of every filled column.
    notes: how many notes of ours stand on it. covered: the ranges of pictures, charts and shapes that lie over our
    columns. way: how it was written.
    """

    appended: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)
    notes: int = 0
    covered: tuple[str, ...] = ()
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
    target: Path | str,
    sheet: str,
    cells: Mapping[str, object] | pd.DataFrame | Block,
    *,
    at: str = "",
    properties: Mapping[str, str] | None = None,
) -> Filled:
    """Write a copy of a workbook with these cells of one sheet filled; nothing else of it changes.

        fill("in.xlsx", "out.xlsx", "反馈", {"H2": "高", "I2": datetime(2026, 10, 1, 9)})
        fill("in.xlsx", "out.xlsx", "反馈", frame, at="H1")

    Values may be texts, numbers, booleans, dates, moments (as the clock on the wall shows them, whatever the zone),
    times of day and durations, of Python, numpy or pandas; None, NaN, NaT and "" leave a cell blank. Each is written
    as what it is, a text that begins with "=" as that text; one of more than 32,767 characters is cut, an infinite
    number is #NUM!. A cell keeps the look it has, with a number format that can show the value. Filling a filled
    workbook again gives the same bytes.

    Args:
        source: the original .xlsx or .xlsm: a path, its bytes or an open file; it is never written unless it is the
            target too.
        target: where the copy goes; it is replaced only by a whole and checked file.
        sheet: the name of the worksheet.
        cells: values by address ("C7"), a frame whose first header goes to `at`, or columns of a table (`Block`).
            By address and by frame whatever stands there is written over. Right beside a table or range the columns
            of a frame and new ones of a block make it grow, with all that ends with it, and need free cells.
        at: the address of a frame's first header; its rows follow below, its index is left out.
        properties: custom document properties to add or update.

    Raises:
        PatchRefusedError: the workbook cannot be filled without harm; it says why and where, nothing was written.
        ValueError: what is asked for makes no sense, such as an address outside a worksheet or a list as a value.
        OSError: the source cannot be read or the target not be written.
    """
    return fill_book(source, target, [_job(sheet, cells, at)], properties=properties)


def _job(sheet: str, cells: Mapping[str, object] | pd.DataFrame | Block, at: str) -> SheetJob:
    """What `fill` was asked to do on the one sheet.

    Raises:
        ValueError: it is not clear what to put where.
    """
    if isinstance(cells, pd.DataFrame):
        if not at:
            raise ValueError('a frame needs the address of its first header, such as at="H1"')
        return SheetJob(sheet, (Block.of_frame(cells, at),))
    if at:
        raise ValueError("only a frame goes to a place")
    if isinstance(cells, Block):
        return SheetJob(sheet, (cells,))
    if not isinstance(cells, Mapping):
        raise ValueError("cells are values by address, a frame or a block")  # noqa: TRY004 - one kind of mistake
    return SheetJob(sheet, cells=cells)


def fill_book(
    source: Source,
    target: Path | str,
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
        ValueError: what is asked for makes no sense.
        OSError: the source cannot be read or the target not be written.
    """
    target = Path(target)
    if not target.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {target.parent}")
    failed: dict[str, set[Way]] = defaultdict(set)
    while True:
        try:
            return _attempt(source, target, _Order(jobs, properties or {}, own_sheets), failed)
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
        sheets = tuple(FilledSheet(f.appended, f.columns, f.notes, f.covered, f.page.way) for f, _ in done)
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
