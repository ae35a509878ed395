"""Writes single cells of a report: value and live formula together, links, words that run over columns."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.excel.draw.looks import SPARKLINE
from toolkit.excel.look import LOOKS, Look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.excel.blank.canvas import Canvas
    from toolkit.excel.draw.layout import Cell, Layout
    from toolkit.excel.pivot import Grid
    from toolkit.schema.page import Figure

EPOCH = np.datetime64("1899-12-30T00:00:00")
_DAY = 86400


def serial(moments: Any) -> Any:
    """Return moments as Excel counts them, in days with fractions; NaT becomes NaN."""
    seconds = (np.asarray(moments).astype("M8[s]") - EPOCH).astype(np.float64) / _DAY
    return np.where(np.isnat(np.asarray(moments)), np.nan, seconds)


@dataclass(frozen=True)
class Pen:
    """Writes into one sheet of a report."""

    canvas: Canvas
    sheet: Any
    title: str
    layout: Layout
    titles: Mapping[str, str]
    """The sheet of each page, for links."""
    pivots: Mapping[str, Grid] = field(default_factory=dict)
    """The pivots of all pages, laid out, by the keys of their blocks."""

    def format(self, look: str | Look) -> Any:
        return self.canvas.formats(look)

    def colour(self, colour: Any) -> Any:
        return self.canvas.formats.colour(colour)

    def figure(
        self, row: int, column: int, figure: Figure, look: Look, row_of: Mapping[str, Cell] | None = None
    ) -> None:
        """Write a figure: its formula with our value cached, or the value; a link leads on from either."""
        shape, value = self.format(look), _plain(figure.value)
        if figure.link and isinstance(value, str) and not figure.formula:
            self.link(row, column, figure.link, value, replace(LOOKS["link"], line=look.line))
            return
        if figure.link:  # the cell keeps its link when a number or a formula is written over the words
            self.sheet.write_url(row, column, self._target(figure.link), shape, "-")
        if figure.formula:
            formula = self.layout.formula(figure.formula, self.title, row_of)
            self.sheet.write_formula(row, column, f"={formula}", shape, "" if value is None else value)
        elif value is None or value == "":
            self.sheet.write_blank(row, column, None, shape)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, value, shape)
        else:
            self.sheet.write_number(row, column, value, shape)

    def link(self, row: int, column: int, page: str, text: str, look: Look = LOOKS["link"]) -> None:
        """Write words that lead to the top of a page, to a row of a sheet ("feedback:12", from 0) or to a column of it."""
        self.sheet.write_url(row, column, self._target(page), self.format(look), text)

    def _target(self, page: str) -> str:
        """Where a link leads: "detail#in_backlog" is the header of a column, "detail:12" a row, both of a sheet of rows."""
        key = page.partition(":")[0].partition("#")[0]
        where = self.layout.landing(page)
        return f"internal:'{self.titles[key]}'!{where}"

    def trend(self, row: int, column: int, figure: Figure) -> None:
        """Draw a sparkline over the cells that the figure names."""
        where = self.layout.formula(figure.formula, "")
        colours = {key: self.colour(value) for key, value in SPARKLINE.items()}
        self.sheet.add_sparkline(row, column, {"range": where, "max": figure.value, **colours})

    def join(self, row: int, first: int, span: int, look: Look) -> None:
        """Make one cell of several columns, to be written into afterwards."""
        if span > 1:
            self.sheet.merge_range(row, first, row, first + span - 1, "", self.format(look))

    def words(self, row: int, first: int, last: int, text: str, look: str | Look) -> None:
        """Write words across columns."""
        if last > first:
            self.sheet.merge_range(row, first, row, last, "", self.format(look))
        self.sheet.write_string(row, first, text, self.format(look))


def _plain(value: object) -> Any:
    """Return a value as a cell takes it; what is not there is None."""
    if isinstance(value, np.datetime64):
        value = float(serial(value))
    if isinstance(value, np.generic):
        value = value.item()
    if hasattr(value, "to_datetime64"):
        value = float(serial(value.to_datetime64()))
    return None if isinstance(value, float) and np.isnan(value) else value
