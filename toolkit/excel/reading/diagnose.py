"""Why a sheet was not taken, and which of the reasons a person has to hear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.excel.reading.nearest import blank_layout, candidates
from toolkit.excel.reading.plain import is_blank
from toolkit.rules.codes import sheet as codes
from toolkit.rules.finding import Finding, Place
from toolkit.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toolkit.excel.reading.grid import Grid
    from toolkit.excel.reading.header import Layout
    from toolkit.schema.column import Column
    from toolkit.schema.sheet import Sheet
    from toolkit.words import Language

_IS_IT = Text("“{theirs}”是否就是“{ours}”？", 'Is "{theirs}" perhaps "{ours}"?')
_QUOTED = Text("“{name}”", '"{name}"')
_BETWEEN = Text("、", ", ")
_NEARLY = 3
_GLANCE = 200


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sheet that was not taken, and why. weight: how near it came to being one of ours."""

    title: str
    reason: Finding
    weight: tuple[int, ...] = ()


def diagnose(grid: Grid, layout: Layout | None, sheets: Sequence[Sheet], lang: Language) -> Skipped:
    """Name the true reason why a sheet is not taken. `layout` is the nearest header that was found, if any."""
    first = sheets[0]
    if grid.is_empty:
        return Skipped(grid.title, Finding(codes.NOT_FOR_US, Place(grid.title)))
    if layout is None or layout.fit[1] < 2:
        layout = _wider(layout, blank_layout(grid, layout.sheet if layout else first))
    if layout is None:
        code = codes.NOT_A_TABLE if _widest_row(grid) < 2 else codes.NO_HEADER
        facts = {"required": _names((c for c in first.columns if c.is_required), lang)}
        return Skipped(grid.title, Finding(code, Place(grid.title), facts), (0, 0, 0))
    return _lacking(grid, layout, lang)


def _wider(found: Layout | None, guessed: Layout | None) -> Layout | None:
    """Of a header with one word of ours and the row that looks most like a header, the one with more columns."""
    if found is None or guessed is None:
        return found or guessed
    return guessed if len(guessed.texts) > len(found.texts) else found


def _lacking(grid: Grid, layout: Layout, lang: Language) -> Skipped:
    likely = candidates(grid, layout)
    required, columns = layout.fit
    code = codes.COLUMN_MISSING if required else codes.NOT_OURS
    facts: dict[str, object] = {
        "missing": _names((layout.sheet[key] for key in layout.missing), lang),
        "candidates": "".join(_IS_IT(lang, theirs=c.theirs, ours=c.ours.header(lang)) for c in likely),
        "pairs": tuple((c.theirs, c.ours.header(lang)) for c in likely),
    }
    place = Place(grid.title, grid.first_row + layout.bottom)
    return Skipped(grid.title, Finding(code, place, facts), (1, required, columns, len(likely)))


def main_reason(skipped: Iterable[Skipped]) -> Finding:
    """Return the reason of the sheet that came nearest, the first one of equals; it stands for the whole book."""
    nearest = max((sheet for sheet in skipped if sheet.weight), key=lambda sheet: sheet.weight, default=None)
    return nearest.reason if nearest else Finding(codes.EMPTY_BOOK)


def nearly_ours(skipped: Iterable[Skipped]) -> list[Finding]:
    """Return a warning for each sheet that looks like a table of ours, beside those that were taken."""
    near = [
        sheet
        for sheet in skipped
        if len(sheet.weight) > 1 and sheet.weight[1] > 0 and sheet.weight[2] >= _NEARLY
    ]
    return [Finding(codes.LEFT_OUT, sheet.reason.place, sheet.reason.facts) for sheet in near]


def _widest_row(grid: Grid) -> int:
    return max((sum(not is_blank(cell) for cell in row) for row in grid.cells[:_GLANCE]), default=0)


def _names(columns: Iterable[Column], lang: Language) -> str:
    return _BETWEEN(lang).join(_QUOTED(lang, name=column.header(lang)) for column in columns)
