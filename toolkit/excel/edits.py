"""What is to stand in which cells: areas of rows and columns, walked row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from heapq import merge
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from toolkit.excel.refs import Box, letters
from toolkit.excel.rowindex import Mask, members

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toolkit.excel.cells import Encoded
    from toolkit.excel.styles import Styles

Rows = npt.NDArray[np.int64]
_WINDOW = 8192
_START_TAG = re.compile(rb"<c r=\"[A-Z]+\d+\"([^>]*?)/?>")
_STYLE = re.compile(rb"""\ss=["'](\d+)["']""")
_SHARED = re.compile(rb"""\st=["']s["']""")


class Look:
    """Which style our cells of one column get: `default` where no cell was, else what was there if it fits."""

    def __init__(self, styles: Styles, number_format: str, default: int, *, keeps: bool) -> None:
        self._styles, self._format, self._keeps = styles, number_format, keeps
        self._default = _attribute(default)
        self._memo: dict[bytes, tuple[bytes, bool]] = {}

    def over(self, old: bytes) -> tuple[bytes, bool]:
        """The style attribute for a cell that replaces `old`, and whether `old` held a shared string."""
        if not old:
            return self._default, False
        match = _START_TAG.match(old)
        attributes = match[1] if match else b""
        known = self._memo.get(attributes)
        if known is None:
            known = self._memo[attributes] = (self._style(attributes), bool(_SHARED.search(attributes)))
        return known

    def _style(self, attributes: bytes) -> bytes:
        if not self._keeps:
            return self._default
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
class Area:
    """Every one of these rows has a cell in every one of these columns; both ascending, shape (n,) and (k,)."""

    rows: Rows
    columns: Sequence[EditColumn]

    @property
    def column_numbers(self) -> Rows:
        return np.array([column.number for column in self.columns], np.int64)

    def walk(self) -> Iterator[tuple[int, list[tuple[EditColumn, bytes]]]]:
        """Each row with its cells; values become XML a window at a time."""
        for start in range(0, len(self.rows), _WINDOW):
            stop = start + _WINDOW
            tails = (column.values.tails(start, stop) for column in self.columns)
            for row, *cells in zip(self.rows[start:stop].tolist(), *tails, strict=True):
                yield row, list(zip(self.columns, cells, strict=True))

    def touches(self, box: Box) -> bool:
        columns = self.column_numbers
        across = ((columns >= box.left) & (columns <= box.right)).any()
        first, behind = np.searchsorted(self.rows, (box.top, box.bottom + 1))
        return bool(across and behind > first)

    def hits(self, rows: Rows, columns: Rows) -> Mask:
        """Which of the cells (rows[i], columns[i]) are ours, shape of `rows`."""
        mask = members(self.column_numbers, columns)
        mask[mask] = members(self.rows, rows[mask])
        return mask


@dataclass(frozen=True, slots=True)
class Edits:
    """All areas; no cell lies in two of them, and areas that share a row are one."""

    areas: tuple[Area, ...]

    def walk(self) -> Iterator[tuple[int, list[tuple[EditColumn, bytes]]]]:
        yield from merge(*(area.walk() for area in self.areas), key=_row_of)

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


def _row_of(walked: tuple[int, object]) -> int:
    return walked[0]


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
