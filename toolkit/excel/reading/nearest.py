"""Which of a foreign sheet's headers may be ours: by the likeness of names, and by what stands below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from toolkit.excel.reading.header import Layout, top_rows
from toolkit.excel.reading.moments import understand
from toolkit.excel.reading.plain import header_text, is_blank
from toolkit.schema.column import Column, Kind
from toolkit.schema.naming import normalise

if TYPE_CHECKING:
    from toolkit.excel.reading.grid import Grid
    from toolkit.schema.sheet import Sheet

_LONGEST_HEADER = 30
_SENTENCE = "。;；！!？"
_SAMPLE = 60
_LIKELY = 40.0
_VALUES_FIT = 60.0
_MOSTLY = 0.6
_SHORTEST_WORDS, _LONG_WORDS = 6, 40
_WIDTH = 0.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A header that may mean one of our columns."""

    theirs: str
    ours: Column


def guess_header(grid: Grid) -> int | None:
    """Return the position of the row that looks most like a header of anything, None when no row does.

    It is all short, distinct texts, nearly as wide as the table, and what follows is as wide as a table.
    """
    rows = top_rows(grid)
    widths = [sum(map(bool, texts)) for _, texts, _ in rows]
    widest = max(widths, default=0)
    for place, (position, texts, all_text) in enumerate(rows):
        said = [text for text in texts if text]
        wide_below = [width > 1 for width in widths[place + 1 :]]
        if (
            all_text
            and len(said) >= max(2, _WIDTH * widest)
            and len(set(said)) == len(said)
            and all(len(text) <= _LONGEST_HEADER and not set(text) & set(_SENTENCE) for text in said)
            and sum(wide_below) * 2 >= len(wide_below)
        ):
            return position
    return None


def headers_at(grid: Grid, row: int) -> dict[int, str]:
    """Return the texts of a row by position."""
    return {n: header_text(cell) for n, cell in enumerate(grid.cells[row]) if not is_blank(cell)}


def blank_layout(grid: Grid, sheet: Sheet) -> Layout | None:
    """Return a layout that knows where the header is, and that none of it is ours."""
    row = guess_header(grid)
    return None if row is None else Layout(sheet, row, row, headers_at(grid, row), {})


def candidates(grid: Grid, layout: Layout) -> list[Candidate]:
    """Return for each required column that is missing the header that is most likely it, where one is likely."""
    free = {n: text for n, text in layout.texts.items() if n not in layout.columns.values()}
    found = []
    for key in layout.missing:
        column = layout.sheet[key]
        scores = {n: _score(column, text, _values(grid, layout, n)) for n, text in free.items()}
        best = max(scores, key=lambda n: scores[n], default=None)
        if best is not None and scores[best] >= _LIKELY:
            found.append(Candidate(free.pop(best), column))
    return found


def likeness(column: Column, text: str) -> float:
    """How much a header looks like one of a column's names, 0 to 100."""
    name = normalise(text)
    ours = [normalise(word) for word in (column.zh, column.en, *column.aliases)]
    return max(
        max(fuzz.ratio(name, word), 0.9 * fuzz.partial_ratio(name, word) if len(word) > 1 else 0)
        for word in ours
    )


def _score(column: Column, text: str, values: np.ndarray) -> float:
    alike = likeness(column, text)
    if not len(values):
        return alike
    fit = _fit(column, values)
    # a column of dates is no description, however it is called
    return alike * 0.5 + _VALUES_FIT * fit if fit else min(alike, _LIKELY - 1)


def _values(grid: Grid, layout: Layout, column: int) -> np.ndarray:
    below = grid.cells[layout.bottom + 1 :, column][:_SAMPLE]
    return np.array([cell for cell in below if not is_blank(cell)], object)


def _fit(column: Column, values: np.ndarray) -> float:
    """How well values fit a column's kind, 0 to 1."""
    if column.is_time:
        moments = understand(values)
        share = float((~np.isnat(moments.when) | moments.yearless).mean())
        return share if share >= _MOSTLY else 0
    if column.kind is not Kind.LONG_TEXT:
        return 0.5
    texts = [
        value for value in values if isinstance(value, str) and not value.startswith(("http://", "https://"))
    ]
    length = float(np.mean([len(text) for text in texts])) if len(texts) >= _MOSTLY * len(values) else 0
    # of several columns of words the longest is the story
    return 0.5 + 0.5 * min(1.0, length / _LONG_WORDS) if length >= _SHORTEST_WORDS else 0
