"""Fill a person's workbook in place: the original package, with our cells in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.excel.block import Block, BlockColumn
from toolkit.excel.book import Book
from toolkit.excel.fillsheet import SheetFill
from toolkit.excel.package import Package, Source
from toolkit.excel.properties import set_properties
from toolkit.excel.rowindex import IrregularXmlError
from toolkit.excel.sheetxml import ParsedSheet, Way, open_sheet
from toolkit.excel.verify import verify

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Block", "BlockColumn", "Filled", "fill"]


@dataclass(frozen=True, slots=True)
class Filled:
    """What was done.

    size: bytes of the written file. changed: parts that are no longer the original bytes. appended: the number of
    each new column by its header. columns: the number of every filled column. way: how the sheet was written.
    """

    size: int
    changed: tuple[str, ...]
    appended: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)
    way: Way = "splice"


def fill(
    source: Source,
    target: Path,
    sheet: str,
    cells: Mapping[str, object] | Block,
    *,
    properties: Mapping[str, str] | None = None,
) -> Filled:
    """Write a copy of a workbook with these cells filled; nothing else of it changes.

    Args:
        source: the original, a path, its bytes or an open file; it is never written unless it is the target too.
        target: where the copy goes; it is replaced only by a whole and checked file.
        sheet: the name of the worksheet.
        cells: values by address ("C7"), or columns of a table.
        properties: custom document properties to add or update.

    Raises:
        PatchRefusedError: the workbook cannot be filled without harm; it says why and where, nothing was written.
    """
    with Package.open(source) as package:
        book = Book(package)
        part = book.sheet_part(sheet)
        page = open_sheet(package, part)
        try:
            job = SheetFill(book, sheet, part, page)
            done = job.fill(cells)
        except IrregularXmlError:
            book = Book(package)
            job = SheetFill(book, sheet, part, ParsedSheet(package, part))
            done = job.fill(cells)
        set_properties(package, properties or {})
        changed = package.changed()
        check = partial(verify, names=package.names(), parsed=_small(changed, part), sheets={part: done})
        size = package.save(Path(target), check)
        return Filled(size, tuple(changed), job.appended, job.columns, job.page.way)


def _small(changed: list[str], sheet_part: str) -> set[str]:
    return {name for name in changed if name != sheet_part and name.lower().endswith((".xml", ".rels"))}
