"""The definition of a pivot: which columns stand where, and which item each of its lines is."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from toolkit.excel.markup import Element, count, serialise
from toolkit.excel.pivot import nodes
from toolkit.excel.pivot.axis import LineKind
from toolkit.schema.pivot import Aggregate
from toolkit.words import pivots as say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toolkit.excel.pivot.axis import Line
    from toolkit.excel.pivot.grid import Grid

STYLE = "PivotStyleLight16"
_VALUES_FIELD = -2
"""How a definition names the captions of several values, which are no column of the table."""
_WAYS = {Aggregate.SUM: None, Aggregate.MEAN: "average"}
_EXTENSION = "{962EF5D1-5CA2-4c93-8EF4-DBF5C05439D2}"
_FIXED: Mapping[str, Any] = MappingProxyType({
    "applyNumberFormats": 0, "applyBorderFormats": 0, "applyFontFormats": 0, "applyPatternFormats": 0,
    "applyAlignmentFormats": 0, "applyWidthHeightFormats": 1, "updatedVersion": 6, "minRefreshableVersion": 3,
    "itemPrintTitles": 1, "createdVersion": 6, "indent": 0, "compact": 0, "compactData": 0,
    "multipleFieldFilters": 0,
})  # fmt: skip
"""One column a field, as people read tables. No useAutoFormatting: the widths of the page stay."""


def pivot_definition(grid: Grid, cache_id: int, formats: Mapping[str, int]) -> bytes:
    """Return the part; `formats` gives the number of a number format by the form of a value."""
    block, source = grid.block, grid.cache.source
    root = nodes.top("pivotTableDefinition", name=block.name, cacheId=cache_id, **_FIXED)
    nodes.say(root, dataCaption=say.VALUES(grid.lang), grandTotalCaption=say.TOTAL(grid.lang))
    if not block.has_totals:
        nodes.say(root, rowGrandTotals=False, colGrandTotals=False)
    _location(root, grid)
    _fields(root, grid)
    has_several = len(block.values) > 1
    _axis(root, "row", [source.place(key) for key in block.rows], grid.down)
    columns = [source.place(key) for key in block.columns] + [_VALUES_FIELD] * has_several
    _axis(root, "col", columns, grid.across, has_values=has_several)
    _filters(root, grid)
    _values(root, grid, formats)
    nodes.put(
        root, "pivotTableStyleInfo", name=STYLE, showRowHeaders=True, showColHeaders=True,
        showRowStripes=False, showColStripes=False, showLastColumn=True,
    )  # fmt: skip
    if not grid.first_header:
        # without columns, captions of several values are the header itself, and Excel always says so
        nodes.extension(root, _EXTENSION, "pivotTableDefinition", hideValuesRow=True)
    return serialise(root)


def _location(root: Element, grid: Grid) -> None:
    place = nodes.put(
        root, "location", ref=grid.box, firstHeaderRow=grid.first_header, firstDataRow=grid.header_rows,
        firstDataCol=len(grid.block.rows),
    )  # fmt: skip
    if grid.block.filters:
        nodes.say(place, rowPageCount=len(grid.block.filters), colPageCount=1)


def _fields(root: Element, grid: Grid) -> None:
    fields = nodes.put(root, "pivotFields")
    summed = {value.key for value in grid.block.values}
    for column in grid.cache.source.fields:
        entry = nodes.put(fields, "pivotField", axis=_axis_of(grid, column.key))
        nodes.say(entry, dataField=True if column.key in summed else None, compact=0, outline=0, showAll=0)
        if column.key in grid.block.fields:
            _items(entry, grid, column.key)
    count(fields)


def _axis_of(grid: Grid, key: str) -> str | None:
    filters = [one.key for one in grid.block.filters]
    axes = {"axisRow": grid.block.rows, "axisCol": grid.block.columns, "axisPage": filters}
    return next((axis for axis, keys in axes.items() if key in keys), None)


def _items(entry: Element, grid: Grid, key: str) -> None:
    """List the items as the cache has them; those that a filter leaves out are hidden, unless it names the one left."""
    numbers = range(len(grid.cache.items[key].values))
    narrowing = next((one for one in grid.block.filters if one.key == key), None)
    shown = set(grid.left(narrowing) if narrowing and grid.choice(narrowing) is None else numbers)
    if len(shown) < len(numbers):
        nodes.say(entry, multipleItemSelectionAllowed=True)
    has_subtotal = key not in grid.block.columns and (key not in grid.block.rows or grid.block.has_subtotals)
    if not has_subtotal:
        nodes.say(entry, defaultSubtotal=False)
    items = nodes.put(entry, "items")
    for number in numbers:
        nodes.put(items, "item", h=None if number in shown else True, x=number)
    if has_subtotal:
        nodes.put(items, "item", t="default")
    count(items)


def _axis(
    root: Element, name: str, fields: Sequence[int], axis: Sequence[Line], *, has_values: bool = False
) -> None:
    if fields:
        listed = nodes.put(root, f"{name}Fields")
        for field in fields:
            nodes.put(listed, "field", x=field)
        count(listed)
    items = nodes.put(root, f"{name}Items")
    for line in axis:
        _line(items, line, has_values=has_values)
    count(items)


def _line(parent: Element, line: Line, *, has_values: bool) -> None:
    kind = None if line.kind is LineKind.LEAF else line.kind.value
    entry = nodes.put(parent, "i", t=kind, r=line.same or None, i=line.value or None)
    if line.kind is LineKind.TOTAL:
        nodes.put(entry, "x")
        return
    for number in (*line.key[line.same :], *([line.value] if has_values else [])):
        nodes.put(entry, "x", v=number or None)


def _filters(root: Element, grid: Grid) -> None:
    if not grid.block.filters:
        return
    listed = nodes.put(root, "pageFields")
    for one in grid.block.filters:
        nodes.put(
            listed, "pageField", fld=grid.cache.source.place(one.key), item=grid.choice(one), hier=-1
        )  # fmt: skip
    count(listed)


def _values(root: Element, grid: Grid, formats: Mapping[str, int]) -> None:
    listed = nodes.put(root, "dataFields")
    for value in grid.block.values:
        nodes.put(
            listed, "dataField", name=value.caption, fld=grid.cache.source.place(value.key),
            subtotal=_WAYS.get(value.aggregate, value.aggregate.value), baseField=0, baseItem=0,
            numFmtId=formats[value.form],
        )  # fmt: skip
    count(listed)
