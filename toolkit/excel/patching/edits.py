"""What is to stand in which cells: areas of rows and columns, cut to strips as the sheet goes by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from toolkit.excel.parts.rowindex import Mask, members
from toolkit.excel.refs import LAST_COLUMN, Box, letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toolkit.excel.parts.styles import Styles
    from toolkit.excel.patching.cells import Encoded

Rows = npt.NDArray[np.int64]
NO_STYLE = b'"'
"""What stands behind the row number of a cell without a style."""
_STYLE = re.compile(rb"""\ss=["'](\d+)["']""")
_SHARED = re.compile(rb"""\st=["']s["']""")


class Look:
    """Which style our cells of one column get: `default` where no cell was, else what was there if it fits."""

    def __init__(self, styles: Styles, number_format: str, default: int, *, keeps: bool) -> None:
        self._styles, self._format, self._keeps = styles, number_format, keeps
        self.default = _attribute(default)
        self._memo: dict[bytes, tuple[bytes, bool]] = {}

    def over(self, attributes: bytes) -> tuple[bytes, bool]:
        """The style attribute for a cell that replaces one, and whether that one held a shared string.

        `attributes` is what the old cell says between its reference and the end of its start tag.
        """
        known = self._memo.get(attributes)
        if known is None:
            known = self._memo[attributes] = (self._style(attributes), bool(_SHARED.search(attributes)))
        return known

    def _style(self, attributes: bytes) -> bytes:
        if not self._keeps:
            return self.default
        style = _STYLE.search(attributes)
        return _attribute(self._styles.kept(int(style[1]) if style else 0, self._format))


def _attribute(style: int) -> bytes:
    return b' s="%d"' % style if style else b""


@dataclass(frozen=True, slots=True)
class EditColumn:
    """The cells of one column: values ready to be written, and their look."""

    number: int
    values: Encoded
    look: Look
    letters: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "letters", letters(self.number))


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring columns of ours, so that no cell of a person can stand between them."""

    columns: tuple[EditColumn, ...]
    first: int
    last: int
    openings: tuple[tuple[bytes, bytes], ...] = field(init=False)
    """Of a new cell in each column: what stands before and behind its row number."""

    def __post_init__(self) -> None:
        openings = tuple((b'<c r="' + column.letters, b'"' + column.look.default) for column in self.columns)
        object.__setattr__(self, "openings", openings)


@dataclass(frozen=True, slots=True)
class Strip:
    """A group in some rows, ready to be written: rows ascending, shape (n,); for each column what follows its n styles."""

    group: Group
    rows: Rows
    tails: Sequence[Sequence[bytes]]

    def only(self, kept: Mask) -> Strip:
        """The strip in the rows of a mask, shape (n,)."""
        if kept.all():
            return self
        places = np.flatnonzero(kept).tolist()
        return Strip(self.group, self.rows[kept], [[column[n] for n in places] for column in self.tails])


@dataclass(frozen=True, slots=True)
class Area:
    """Every one of these rows has a cell in every one of these columns; both ascending, shape (n,) and (k,)."""

    rows: Rows
    columns: Sequence[EditColumn]

    @property
    def column_numbers(self) -> Rows:
        return np.array([column.number for column in self.columns], np.int64)

    @property
    def groups(self) -> list[tuple[Group, slice]]:
        """The neighbouring columns, and where they stand among all."""
        numbers = self.column_numbers
        starts = [0, *(np.flatnonzero(np.diff(numbers) > 1) + 1).tolist()]
        return [
            (Group(tuple(self.columns[a:b]), int(numbers[a]), int(numbers[b - 1])), slice(a, b))
            for a, b in pairwise([*starts, len(numbers)])
        ]

    def strips(self, after: int, last: float) -> Iterator[Strip]:
        """The cells of rows behind `after` up to `last`; only now do values become XML."""
        start, stop = np.searchsorted(self.rows, (after, last), "right").tolist()
        if stop > start:
            tails = [column.values.tails(start, stop) for column in self.columns]
            for group, place in self.groups:
                yield Strip(group, self.rows[start:stop], tails[place])

    def touches(self, box: Box) -> bool:
        columns = self.column_numbers
        across = ((columns >= box.left) & (columns <= box.right)).any()
        first, behind = np.searchsorted(self.rows, (box.top, box.bottom + 1))
        return bool(across and behind > first)

    def hits(self, rows: Rows, columns: Rows) -> Mask:
        """Which of the cells (rows[i], columns[i]) are ours, shape of `rows`."""
        is_ours = np.zeros(LAST_COLUMN + 1, np.bool_)
        is_ours[self.column_numbers] = True
        mask = is_ours[columns]
        mask[mask] = members(self.rows, rows[mask])
        return mask


@dataclass(frozen=True, slots=True)
class Edits:
    """All areas; no cell lies in two of them."""

    areas: tuple[Area, ...]

    def __post_init__(self) -> None:
        for one, other in combinations(self.areas, 2):
            columns = np.intersect1d(one.column_numbers, other.column_numbers)
            if columns.size and np.intersect1d(one.rows, other.rows).size:
                raise ValueError("a cell is given twice")

    def strips(self, after: int, last: float) -> list[Strip]:
        """The cells of rows behind `after` up to `last`."""
        return [strip for area in self.areas for strip in area.strips(after, last)]

    def touches(self, box: Box) -> bool:
        return any(area.touches(box) for area in self.areas)

    def hits(self, rows: Rows, columns: Rows) -> Mask:
        mask = np.zeros(rows.shape, np.bool_)
        for area in self.areas:
            mask |= area.hits(rows, columns)
        return mask

    @property
    def box(self) -> Box | None:
        """The smallest range that holds every cell of ours."""
        boxes = [_box(area) for area in self.areas if len(area.rows) and area.columns]
        whole = boxes[0] if boxes else None
        for other in boxes[1:]:
            whole = whole.union(other) if whole else other
        return whole


def _box(area: Area) -> Box:
    columns = area.column_numbers
    return Box(int(columns.min()), int(area.rows[0]), int(columns.max()), int(area.rows[-1]))


def boxes(texts: Iterable[str]) -> Iterator[Box]:
    """The ranges among some references; what is no range of cells is left out."""
    for text in texts:
        try:
            yield Box.parse(text)
        except ValueError:
            continue
