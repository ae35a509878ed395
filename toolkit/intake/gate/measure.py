"""The sheets of one workbook, measured: first by a quick upper bound, exactly where that is too much."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.intake.gate.grid import Extent, Used, bound
from toolkit.intake.gate.sheetxml import ExactSheet
from toolkit.intake.gate.xmlpart import guarded, parse
from toolkit.rules.codes import package as b2
from toolkit.rules.finding import Place, column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toolkit.intake.gate.container import Container
    from toolkit.intake.gate.directory import Part
    from toolkit.intake.gate.inspection import Inspection


@dataclass(slots=True)
class Sheet:
    """A sheet by the name on its tab: how far its filled cells go, and which one lies alone far away."""

    title: str
    extent: Extent = field(default_factory=Extent)
    stray: tuple[int, int] = (0, 0)
    beyond: tuple[int, int] | None = None

    def take(self, used: Used) -> None:
        self.extent, self.stray, self.beyond = used.extent, used.stray, used.beyond


def measure_xml(container: Container, sheets: Sequence[tuple[Sheet, Part]], look: Inspection) -> None:
    """Measure the sheets of an .xlsx or .xlsm.

    Raises:
        RefusedError: a part is damaged or larger than the limits allow.
    """
    for sheet, part in sheets:
        for piece in guarded(container, part, look, strict=True):
            bound(sheet.extent, piece)
    for sheet, part in _doubtful(sheets, look):
        exact = ExactSheet()
        parse(look, part.name, container.stream(part), exact.parser)
        sheet.take(exact.used)


def _doubtful(sheets: Sequence[tuple[Sheet, Part]], look: Inspection) -> list[tuple[Sheet, Part]]:
    """Return the sheets whose upper bound says too little."""
    all_cells = sum(sheet.extent.cells for sheet, _ in sheets)
    all_area = sum(sheet.extent.area for sheet, _ in sheets)
    if all_cells > look.limits.cells or all_area > look.limits.area:
        return list(sheets)
    return [(sheet, part) for sheet, part in sheets if not sheet.extent.is_plain or sheet.extent.is_beyond]


def judge(sheets: Iterable[Sheet], look: Inspection) -> None:
    """Add the sheets to the counts of the book, and refuse what is beyond the limits.

    Raises:
        RefusedError: too many cells or merges, cells beyond the grid, or absurdly far apart.
    """
    counts, limits = look.counts, look.limits
    widest = Sheet("")
    for sheet in sheets:
        _refuse_sheet(sheet, look)
        counts.cells += sheet.extent.cells
        counts.area += sheet.extent.area
        counts.merges += sheet.extent.merges
        widest = max(widest, sheet, key=lambda each: each.extent.area - each.extent.cells)
    if counts.cells > limits.cells:
        raise look.refusal(b2.TOO_MANY_CELLS, count=counts.cells, limit=limits.cells)
    if counts.area > limits.area:
        place = Place(widest.title, *widest.stray)
        raise look.refusal(b2.STRAY_CELL, place, count=widest.extent.cells, area=widest.extent.area)


def _refuse_sheet(sheet: Sheet, look: Inspection) -> None:
    limit = look.limits.merges
    if sheet.beyond:
        row, column = sheet.beyond
        raise look.refusal(b2.BEYOND_EXCEL, Place(sheet.title), cell_ref=f"{column_letters(column)}{row}")
    if sheet.extent.merges > limit:
        raise look.refusal(b2.TOO_MANY_MERGES, Place(sheet.title), count=sheet.extent.merges, limit=limit)
