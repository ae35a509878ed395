"""A pivot laid out: every cell that Excel would show, computed, and where its parts stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from toolkit.excel.pivot.axis import Line, LineKind, by_value, lines
from toolkit.excel.pivot.totals import figures, kept, keys
from toolkit.excel.refs import Box
from toolkit.schema.page import Form
from toolkit.words import pivots as say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.excel.pivot.axis import Key
    from toolkit.excel.pivot.source import Cache, Item
    from toolkit.excel.pivot.totals import Figures
    from toolkit.schema.pivot import PivotBlock, PivotFilter
    from toolkit.words import Language


class Part(StrEnum):
    """What a cell of a pivot is, for its look."""

    FILTER = "filter"
    CHOICE = "choice"
    HEAD = "head"
    ITEM = "item"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class PivotCell:
    """A cell, its place from 0. weight: of the line that it stands in."""

    row: int
    column: int
    value: Item
    part: Part
    form: Form = Form.TEXT
    weight: LineKind = LineKind.LEAF


@dataclass(frozen=True)
class Grid:
    """A pivot on a sheet: the sheet's title, and the row and column, from 0, where its filters or its body start.

    Raises:
        ValueError: it is no pivot that Excel would open: see `refuse`.
    """

    block: PivotBlock
    cache: Cache
    sheet: str
    row: int
    column: int
    lang: Language
    down: list[Line] = field(init=False)
    across: list[Line] = field(init=False)
    _figures: Figures = field(init=False)

    def __post_init__(self) -> None:
        block, rows = self.block, kept(self.block, self.cache)
        refuse(block, self.cache)
        if not rows.any():
            raise ValueError(f"pivot {block.name!r} leaves out every row")
        down = lines(
            keys(block.rows, self.cache, rows), has_subtotals=block.has_subtotals, has_total=block.has_totals
        )
        across = lines(
            keys(block.columns, self.cache, rows),
            has_subtotals=False,
            has_total=block.has_totals and bool(block.columns),
        )
        object.__setattr__(self, "down", down)
        object.__setattr__(self, "across", by_value(across, len(block.values)))
        object.__setattr__(self, "_figures", figures(block, self.cache, rows))

    @property
    def has_value_line(self) -> bool:
        """Whether the captions of several values stand in a row of their own, below the items of columns."""
        return bool(self.block.columns) and len(self.block.values) > 1

    @property
    def header_rows(self) -> int:
        """Rows above the figures: the columns' headers, their items, the captions of several values."""
        return 1 + len(self.block.columns) + self.has_value_line

    @property
    def first_header(self) -> int:
        """Excel's firstHeaderRow: 0 where captions of several values are the only header."""
        return 1 if self.block.columns or len(self.block.values) == 1 else 0

    @property
    def top(self) -> int:
        """The first row of the body, one below the filters and a blank row."""
        return self.row + len(self.block.filters) + bool(self.block.filters)

    @property
    def box(self) -> Box:
        """The body, as the definition's location says it: from 1, without the filters."""
        right = self.column + len(self.block.rows) + len(self.across)
        return Box(self.column + 1, self.top + 1, right, self.top + self.header_rows + len(self.down))

    def cells(self) -> Iterator[PivotCell]:
        """All cells from top to bottom; a blank one of the body has None."""
        yield from self._filters()
        yield from self._corner()
        for place, line in enumerate(self.across):
            yield from self._head(self.column + len(self.block.rows) + place, line)
        for place, line in enumerate(self.down):
            row = self.top + self.header_rows + place
            yield from self._labels(row, line)
            yield from self._numbers(row, line)

    def choice(self, one: PivotFilter) -> int | None:
        """Return the number of the one item that a filter leaves in, None where it leaves several or leaves out none.

        One that is the only one there is chosen too: what comes later is then left out as it should be.
        """
        left = self.left(one)
        return left[0] if one.without and len(left) == 1 else None

    def left(self, one: PivotFilter) -> list[int]:
        """Return the numbers of the items that a filter leaves in."""
        items = self.cache.items[one.key]
        hidden = {items.number(item) for item in one.without}
        return [number for number in range(len(items.values)) if number not in hidden]

    def header(self, key: str) -> str:
        return self.cache.source[key].header

    def label(self, key: str, number: int) -> Item:
        """Return what a pivot shows for an item."""
        item = self.cache.items[key].values[number]
        return say.BLANK(self.lang) if item is None else item

    def _filters(self) -> Iterator[PivotCell]:
        for place, one in enumerate(self.block.filters):
            chosen, row = self.choice(one), self.row + place
            is_whole = len(self.left(one)) == len(self.cache.items[one.key].values)
            said = (say.ALL if is_whole else say.SEVERAL)(self.lang)
            value = said if chosen is None else self.label(one.key, chosen)
            yield PivotCell(row, self.column, self.header(one.key), Part.FILTER)
            yield PivotCell(row, self.column + 1, value, Part.CHOICE)

    def _corner(self) -> Iterator[PivotCell]:
        """The headers of the columns of the table, and the caption of a single value over items of columns."""
        right = self.column + len(self.block.rows)
        if self.block.columns and len(self.block.values) == 1:
            yield PivotCell(self.top, self.column, self.block.values[0].caption, Part.HEAD)
        heads = [self.header(key) for key in self.block.columns]
        if self.has_value_line:
            heads.append(say.VALUES(self.lang))
        for place, head in enumerate(heads):
            yield PivotCell(self.top, right + place, head, Part.HEAD)
        for place, key in enumerate(self.block.rows):
            row = self.top + self.header_rows - 1
            yield PivotCell(row, self.column + place, self.header(key), Part.HEAD)

    def _head(self, column: int, line: Line) -> Iterator[PivotCell]:
        """The items over a column of figures; what is as in the column before is left out, as Excel does."""
        caption = self.block.values[line.value].caption
        form, row = self.block.values[line.value].form, self.top + bool(self.block.columns)
        if line.kind is LineKind.TOTAL:
            said = say.TOTAL_OF(self.lang, caption=caption) if self.has_value_line else say.TOTAL(self.lang)
            yield PivotCell(row, column, said, Part.HEAD, form, line.kind)
            return
        for depth in range(line.same, len(line.key)):
            label = self.label(self.block.columns[depth], line.key[depth])
            yield PivotCell(row + depth, column, label, Part.HEAD, form)
        if self.has_value_line or not self.block.columns:
            yield PivotCell(self.top + self.header_rows - 1, column, caption, Part.HEAD, form)

    def _labels(self, row: int, line: Line) -> Iterator[PivotCell]:
        if line.kind is LineKind.TOTAL:
            said: dict[int, Item] = {0: say.TOTAL(self.lang)}
        else:
            labels = {n: self.label(self.block.rows[n], line.key[n]) for n in range(line.same, len(line.key))}
            is_sum = line.kind is LineKind.SUBTOTAL
            said = {n: say.SUBTOTAL(self.lang, item=one) if is_sum else one for n, one in labels.items()}
        for depth in range(len(self.block.rows)):
            yield PivotCell(row, self.column + depth, said.get(depth), Part.ITEM, weight=line.kind)

    def _numbers(self, row: int, line: Line) -> Iterator[PivotCell]:
        first = self.column + len(self.block.rows)
        for place, over in enumerate(self.across):
            figure = self.figure(line.key, over.key, over.value)
            form = self.block.values[over.value].form
            yield PivotCell(row, first + place, figure, Part.FIGURE, form, line.kind)

    def figure(self, down: Key = (), across: Key = (), value: int = 0) -> float | None:
        """Return one figure, that of all rows by default, or None where no row has a cell for it."""
        found = self._figures.get((down, across, value))
        return None if found is None else float(found)


def refuse(block: PivotBlock, cache: Cache) -> None:
    """Refuse what Excel would repair, or what cannot be drawn.

    Raises:
        ValueError: no row or no value; a column used twice; a caption that is a header or stands twice; a slicer on
            a column that a filter narrows.
    """
    axes = (*block.rows, *block.columns, *(one.key for one in block.filters))
    headers = {one.header.casefold() for one in cache.source.fields}
    captions = [value.caption.casefold() for value in block.values]
    narrowed = {one.key for one in block.filters if one.without}
    wrong = {
        "needs a row and a value": not block.rows or not block.values,
        "uses a column twice": len(set(axes)) < len(axes),
        "has a caption that is a header": not headers.isdisjoint(captions),
        "has a caption twice": len(set(captions)) < len(captions),
        "has a slicer on a narrowed filter": not narrowed.isdisjoint(block.slicers),
    }
    found = [reason for reason, is_wrong in wrong.items() if is_wrong]
    if found:
        raise ValueError(f"pivot {block.name!r} {found[0]}")
