"""Puts pivots and slicers into a workbook whose cells already show them: parts, relations, types, entries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from toolkit.excel.markup import (
    OFFICE,
    WORKBOOK_ORDER,
    WORKSHEET_ORDER,
    children,
    ensure,
    insert,
    main,
)
from toolkit.excel.package import Package
from toolkit.excel.parts.book import Book
from toolkit.excel.pivot import slicers
from toolkit.excel.pivot.cachepart import cache_definition
from toolkit.excel.pivot.definition import pivot_definition
from toolkit.excel.pivot.slicers import Buttons

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from toolkit.excel.pivot.grid import Grid
    from toolkit.excel.pivot.source import Cache

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
_MICROSOFT = "application/vnd.ms-excel.{}+xml"
_RELATION_2007 = "http://schemas.microsoft.com/office/2007/relationships"
_MOST_BUTTONS, _HEAD_ROWS = 10, 3


def add_pivots(target: Path, grids: Sequence[Grid], numbers: Mapping[str, str]) -> None:
    """Turn cells that are drawn as pivots into pivots, in the workbook at `target`.

    Args:
        target: a workbook that has the sheets, the tables and the cells of the grids.
        grids: the pivots, each on a sheet of its own; those of one table share its cache.
        numbers: the number format of a value by its form.

    Raises:
        ValueError: two pivots of one name.
        PatchRefusedError: a sheet is missing.
    """
    names = [grid.block.name.casefold() for grid in grids]
    if len(set(names)) < len(names):
        raise ValueError(f"pivots of one name: {sorted(names)}")
    if not grids:
        return
    with Package.open(target) as package:
        _Adding(Book(package), numbers).add(grids)
        package.save(target, lambda _draft: None)


@dataclass
class _Adding:
    """Pivots on their way into a workbook."""

    book: Book
    numbers: Mapping[str, str]
    _names: set[str] = field(default_factory=set)

    @property
    def package(self) -> Package:
        return self.book.package

    def add(self, grids: Sequence[Grid]) -> None:
        groups: dict[int, list[Grid]] = defaultdict(list)
        for grid in grids:
            groups[id(grid.cache)].append(grid)
        buttons: dict[str, list[Buttons]] = defaultdict(list)
        for number, group in enumerate(groups.values(), self._last_cache() + 1):
            self._add_cache(group, number)
            for sheet, found in self._add_slicers(group, number).items():
                buttons[sheet] += found
        for sheet, found in buttons.items():
            self._show(sheet, found, grids[0])

    def _last_cache(self) -> int:
        present = children(self.book.root, "pivotCaches")
        return max((int(one.get("cacheId") or 0) for one in present), default=0)

    def _add_cache(self, group: Sequence[Grid], number: int) -> None:
        part = self.package.free_name("xl/pivotCache/pivotCacheDefinition%d.xml")
        has_slicers = any(grid.block.slicers for grid in group)
        data = cache_definition(group[0].cache, number, has_slicers=has_slicers)
        self.package.add(part, data, _TYPE.format("pivotCacheDefinition"))
        relation = self.package.relate(self.book.part, f"{OFFICE}/pivotCacheDefinition", part)
        caches = ensure(self.book.root, "pivotCaches", WORKBOOK_ORDER)
        entry = etree.SubElement(caches, main("pivotCache"), cacheId=str(number))
        entry.set(f"{{{OFFICE}}}id", relation)
        for grid in group:
            self._add_pivot(grid, number, part)

    def _add_pivot(self, grid: Grid, number: int, cache_part: str) -> None:
        formats = {
            str(value.form): int(
                self.book.styles.number_element(self.numbers[value.form]).get("numFmtId") or 0
            )
            for value in grid.block.values
        }
        part = self.package.free_name("xl/pivotTables/pivotTable%d.xml")
        self.package.add(part, pivot_definition(grid, number, formats), _TYPE.format("pivotTable"))
        self.package.relate(self.book.sheet_part(grid.sheet), f"{OFFICE}/pivotTable", part)
        self.package.relate(part, f"{OFFICE}/pivotCacheDefinition", cache_part)

    def _add_slicers(self, group: Sequence[Grid], number: int) -> dict[str, list[Buttons]]:
        """Add a slicer cache for each column, working on all pivots of the table; return the buttons by sheet."""
        cache = group[0].cache
        keys = dict.fromkeys(key for grid in group for key in grid.block.slicers)
        narrowed = {one.key for grid in group for one in grid.block.filters if one.without}
        if not narrowed.isdisjoint(keys):
            raise ValueError("a slicer stands on a column that a filter of another pivot narrows")
        names = {key: self._add_slicer_cache(key, cache, group, number) for key in keys}
        return {grid.sheet: self._buttons(grid, names) for grid in group if grid.block.slicers}

    def _add_slicer_cache(self, key: str, cache: Cache, group: Sequence[Grid], number: int) -> str:
        named = ensure(self.book.root, "definedNames", WORKBOOK_ORDER)
        header = cache.source[key].header
        name = slicers.cache_name(header, {one.get("name") or "" for one in named})
        etree.SubElement(named, main("definedName"), name=name).text = "#N/A"
        pivots = [(self._sheet_id(grid.sheet), grid.block.name) for grid in group if key in grid.block.fields]
        data = slicers.slicer_cache(name, header, pivots, number, len(cache.items[key].values))
        part = self.package.free_name("xl/slicerCaches/slicerCache%d.xml")
        self.package.add(part, data, _MICROSOFT.format("slicerCache"))
        relation = self.package.relate(self.book.part, f"{_RELATION_2007}/slicerCache", part)
        slicers.CACHES.add(self.book.root, relation)
        return name

    def _sheet_id(self, sheet: str) -> int:
        entry = list(children(self.book.root, "sheets"))[self.book.sheet_number(sheet)]
        return int(entry.get("sheetId") or 0)

    def _buttons(self, grid: Grid, names: dict[str, str]) -> list[Buttons]:
        """Return the sets of buttons left of a pivot, one below the other, each as high as its items need."""
        top, found = grid.row, []
        for key in grid.block.slicers:
            items = min(len(grid.cache.items[key].values), _MOST_BUTTONS)
            bottom = top + _HEAD_ROWS + items
            place = (0, top, max(grid.column - 1, 1), bottom)
            header = grid.header(key)
            found.append(Buttons(self._free(header), names[key], header, place))
            top = bottom + 1
        return found

    def _free(self, name: str) -> str:
        """A name that no other slicer of the workbook has."""
        names = (name if n == 0 else f"{name} {n}" for n in range(len(self._names) + 1))
        free = next(one for one in names if one.casefold() not in self._names)
        self._names.add(free.casefold())
        return free

    def _show(self, sheet: str, buttons: Sequence[Buttons], grid: Grid) -> None:
        """List the buttons of a sheet and draw them on it."""
        owner = self.book.sheet_part(sheet)
        part = self.package.free_name("xl/slicers/slicer%d.xml")
        self.package.add(part, slicers.slicers_part(buttons), _MICROSOFT.format("slicer"))
        relation = self.package.relate(owner, f"{_RELATION_2007}/slicer", part)
        slicers.draw(self.package, self._drawing(owner), buttons, grid.lang)
        slicers.SETS.add(self.package.root(owner), relation)

    def _drawing(self, owner: str) -> str:
        """The drawing of a sheet, made when it has none."""
        for part in self.package.related(owner, "drawing"):
            return part
        part = self.package.free_name("xl/drawings/drawing%d.xml")
        self.package.add(part, slicers.empty_drawing(), slicers.DRAWING_TYPE)
        relation = self.package.relate(owner, f"{OFFICE}/drawing", part)
        entry = etree.Element(main("drawing"))
        entry.set(f"{{{OFFICE}}}id", relation)
        insert(self.package.root(owner), entry, WORKSHEET_ORDER)
        return part
