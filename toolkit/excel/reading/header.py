"""Where a sheet's table starts: the header found by names, under titles, over several rows, in any column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.excel.reading.plain import as_text, header_text, is_blank
from toolkit.schema.naming import normalise
from toolkit.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toolkit.excel.reading.grid import Grid
    from toolkit.schema.mapping import Mapping
    from toolkit.schema.sheet import Sheet

_LOOKED_AT = 15
_DEEPEST = 3
_WIDEST = 400
_OURS = -2
"""The rank of the header that only we write: it wins over a person's column of the usual name."""
_HINT = re.compile(r"[(\[【〔{<《].*?[)\]】〕}>》]")
_JOINTS = re.compile(r"[_\-./\\]")
_MARKS = "*★●#:.、"
_MAPPED = -1

Names = dict[str, tuple[str, int]]
"""For each header in normal form: the key it means, and how good a name it is (0 is best)."""


@dataclass(frozen=True, slots=True)
class Match:
    """A column of the grid that is taken for one of ours."""

    column: int
    key: str
    rank: int


@dataclass
class Layout:
    """How a sheet's table lies in its grid.

    top, bottom: the first and last row of the header, positions in the grid.
    texts: the header of every column that has one, by position, as the person wrote it.
    columns: our key -> the column's position. spare: columns that mean a key which another one already has.
    is_titled: whether the sheet bears the name of its kind.
    """

    sheet: Sheet
    top: int
    bottom: int
    texts: dict[int, str]
    columns: dict[str, int]
    spare: list[Match] = field(default_factory=list)
    is_titled: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of required columns that were not found; one column alone tells no kind of sheet from another.

        Where only one is required, half of the expected ones have to be there as well, unless the sheet's title says it.
        """
        required = [c.key for c in self.sheet.columns if c.is_required]
        absent = [key for key in required if key not in self.columns]
        if len(required) > 1 or self.is_titled:
            return tuple(absent)
        expected = [c.key for c in self.sheet.columns if c.is_expected]
        unmet = [key for key in expected if key not in self.columns]
        return (*absent, *(unmet if len(unmet) * 2 > len(expected) else ()))

    @property
    def fit(self) -> tuple[int, int]:
        """How well the header fits its kind of sheet: required columns found, and columns found."""
        required = [c.key for c in self.sheet.columns if c.is_required]
        return sum(key in self.columns for key in required), len(self.columns)


def names_of(sheet: Sheet, mapping: Mapping | None) -> Names:
    """Return every name of a sheet's columns; what a mapping says comes before what we call things."""
    names: Names = {}
    for column in sheet.columns:
        for rank, name in enumerate((column.zh, column.en, *column.aliases)):
            if sheet.by_header[normalise(name)] is column:
                names.setdefault(normalise(name), (column.key, max(rank - 1, 0)))
        if column.is_ours:
            names |= {normalise(column.header_beside(lang)): (column.key, _OURS) for lang in LANGUAGES}
    mapped = mapping.headers if mapping else {}
    return names | {normalise(text): (key, _MAPPED) for text, key in mapped.items() if key in sheet.by_key}


def find_layout(grid: Grid, sheet: Sheet, names: Names) -> Layout | None:
    """Return where the sheet's table starts, or the nearest there is; None when no header of ours was found.

    The topmost header with every required column wins, with as many rows as name further columns.
    """
    rows = top_rows(grid)
    is_titled = normalise(grid.title) in sheet.titles
    found = [
        replace(layout, is_titled=is_titled)
        for start in range(len(rows))
        for layout in _from(rows, start, sheet, names)
    ]
    most = max((layout.fit for layout in found), default=(0, 0))
    # a remark above the table may name two columns, but not as many as the table does
    whole = [layout for layout in found if not layout.missing and layout.fit[1] * 2 >= most[1]]
    if whole:
        top = min(layout.top for layout in whole)
        return max((layout for layout in whole if layout.top == top), key=lambda layout: layout.fit)
    return max(found, key=lambda layout: layout.fit, default=None)


Row = tuple[int, list[str], bool]
"""A row's position, its texts ("" where blank), and whether all that it holds is text."""


def top_rows(grid: Grid) -> list[Row]:
    """Return the first filled rows, in which a header is looked for."""
    rows: list[Row] = []
    for position, cells in enumerate(grid.cells[:, :_WIDEST]):
        filled = [cell for cell in cells if not is_blank(cell)]
        if filled:
            rows.append(
                (position, [as_text(cell) for cell in cells], all(isinstance(c, str) for c in filled))
            )
        if len(rows) == _LOOKED_AT:
            break
    return rows


def _from(rows: Sequence[Row], start: int, sheet: Sheet, names: Names) -> Iterator[Layout]:
    """Yield a layout for each depth at which a further header row names further columns."""
    before: dict[int, Match] = {}
    for depth in range(1, min(_DEEPEST, len(rows) - start) + 1):
        block = rows[start : start + depth]
        if depth > 1 and not (block[-1][2] and block[-1][0] == block[-2][0] + 1):
            return
        matches = _matches([texts for _, texts, _ in block], names)
        below = _matches([texts for _, texts, _ in block[1:]], names)
        if depth > 1 and _holds_values(before, matches, block[-1][1]):
            return
        if _count(matches) > max(_count(before), _count(below)):
            yield _layout(sheet, block, matches)
        before = matches


def _holds_values(before: dict[int, Match], now: dict[int, Match], texts: Sequence[str]) -> bool:
    """Whether a row is data, not header: it says something else under a column that had its name already."""
    return any(texts[column] and column not in now for column in before)


def _count(matches: dict[int, Match]) -> int:
    return len({match.key for match in matches.values()})


def _matches(block: Sequence[Sequence[str]], names: Names) -> dict[int, Match]:
    if not block:
        return {}
    groups = [_spread(texts) for texts in block[:-1]]
    found: dict[int, Match] = {}
    for column in range(len(block[-1])):
        own = [texts[column] for texts in block if texts[column]]
        if own and (
            hit := _lookup(_readings(own, [group[column] for group in groups], block[-1][column]), names)
        ):
            found[column] = Match(column, *hit)
    return found


def _spread(texts: Sequence[str]) -> list[str]:
    """Return group titles over every column they stand above: up to the next title."""
    last = ""
    return [last := text or last for text in texts]


def _readings(own: list[str], groups: list[str], last: str) -> Iterator[str]:
    """Yield the ways to read a header over several rows: joined from above ("客户" over "ID"), then the lowest alone."""
    if len(own) > 1:
        yield "".join(own)
    if last and groups:
        yield "".join((*groups, last))
        yield groups[-1] + last
    yield own[-1]


def _lookup(readings: Iterator[str], names: Names) -> tuple[str, int] | None:
    for reading in readings:
        for name in spellings(reading):
            if name in names:
                return names[name]
    return None


@lru_cache(maxsize=512)  # every kind of sheet asks about the same few cells
def spellings(text: str) -> tuple[str, ...]:
    """Return the names that a header may stand for: as it is, without remarks in brackets, without joints, by line."""
    return tuple(_spellings(text))


def _spellings(text: str) -> Iterator[str]:
    whole = normalise(text)
    yield whole
    bare = _HINT.sub("", whole).strip(_MARKS)
    if bare != whole:
        yield bare
    yield _JOINTS.sub("", bare)
    for separator in ("\n", "|", "/"):
        if separator in text:
            yield from (normalise(piece).strip(_MARKS) for piece in text.split(separator))


def _layout(sheet: Sheet, block: Sequence[Row], matches: dict[int, Match]) -> Layout:
    columns: dict[str, int] = {}
    spare = []
    for match in sorted(matches.values(), key=lambda match: (match.rank, match.column)):
        if match.key in columns:
            spare.append(match)
        else:
            columns[match.key] = match.column
    texts = dict(_header_texts([texts for _, texts, _ in block], matches))
    return Layout(sheet, block[0][0], block[-1][0], texts, columns, spare)


def _header_texts(block: Sequence[Sequence[str]], matches: dict[int, Match]) -> Iterator[tuple[int, str]]:
    """Yield each column's own text: the lowest, under which the values stand."""
    for column in range(len(block[-1])):
        own = [texts[column] for texts in block if texts[column]]
        if own and (len(block) == 1 or own[-1] == block[-1][column] or column in matches or len(own) == 1):
            yield column, header_text(own[-1])
