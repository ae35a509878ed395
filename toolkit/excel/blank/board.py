"""A page of text on a fine grid: pieces that span columns, rows as high as their longest piece needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from toolkit.excel.blank.fit import line_count
from toolkit.excel.look import LEADING, LOOKS, Look

if TYPE_CHECKING:
    from toolkit.excel.blank.canvas import Canvas

COLUMNS = 36
COLUMN_PIXELS = 28


@dataclass
class Board:
    """One sheet as such a page. `put` any number of pieces into a row, then `next_row`."""

    canvas: Canvas
    sheet: Any
    row: int = 0
    _points: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet.hide_gridlines(2)
        self.sheet.set_column_pixels(0, COLUMNS - 1, COLUMN_PIXELS)

    def put(self, left: int, span: int, text: str, look: str | Look, **changes: Any) -> None:
        """Write a text over `span` columns from `left` (0 is the first) of the current row."""
        wanted = LOOKS[look] if isinstance(look, str) else look
        style = self.canvas.formats(wanted, **changes)
        self.sheet.write_string(self.row, left, text, style)
        if span > 1:
            self.sheet.merge_range(self.row, left, self.row, left + span - 1, text, style)
        lines = line_count(text, span * COLUMN_PIXELS, wanted.size)
        points = wanted.size * (LEADING * lines + 0.5)
        self._points[self.row] = max(self._points.get(self.row, 0), points)

    def next_row(self) -> None:
        self.row += 1

    def skip(self, points: float) -> None:
        """Leave an empty row of so many points."""
        self._points[self.row] = points
        self.row += 1

    def finish(self) -> None:
        """Set the height of every row and print all of it on one page, upright."""
        for row, points in self._points.items():
            self.sheet.set_row_pixels(row, round(points * 4 / 3))
        self.sheet.set_portrait()
        self.sheet.fit_to_pages(1, 1)
        self.sheet.center_horizontally()
        self.sheet.print_area(0, 0, self.row, COLUMNS - 1)
