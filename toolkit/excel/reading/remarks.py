"""What there is to say about a table that was taken: its headers, its rows, the way its dates are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.process import extractOne

from toolkit.excel.reading.continued import continued_rows
from toolkit.excel.reading.rowlist import row_list
from toolkit.rules.codes import sheet as codes
from toolkit.rules.finding import Code, Finding, Place
from toolkit.schema.column import FilledBy
from toolkit.schema.naming import normalise
from toolkit.words import Text

if TYPE_CHECKING:
    import numpy as np

    from toolkit.excel.reading.body import Body
    from toolkit.excel.reading.coerce import Typed
    from toolkit.excel.reading.distinct import Distinct
    from toolkit.excel.reading.grid import Grid
    from toolkit.excel.reading.header import Layout
    from toolkit.schema.column import Column
    from toolkit.schema.mapping import Mapping
    from toolkit.words import Language

_IS_IT = Text("是不是“{theirs}”？", 'Is it "{theirs}"?')
_CLOSE = 50
_ORDERS = {"mdy": Text("月/日/年", "month/day/year"), "dmy": Text("日/月/年", "day/month/year")}


class Remarks:
    """Collects the findings of one table."""

    def __init__(self, grid: Grid, layout: Layout, lang: Language) -> None:
        self.findings: list[Finding] = []
        self._grid, self._layout, self._lang = grid, layout, lang

    def on_mapping(self, mapping: Mapping) -> None:
        """Headers that a mapping names and the sheet has not, where nothing else stands for that column."""
        known = set(map(normalise, self._layout.texts.values()))
        for text, key in mapping.headers.items():
            if (
                key in self._layout.sheet.by_key
                and key not in self._layout.columns
                and normalise(text) not in known
            ):
                close = extractOne(text, self._layout.texts.values(), score_cutoff=_CLOSE)
                asked = _IS_IT(self._lang, theirs=close[0]) if close else ""
                place = Place(self._grid.title, self._grid.first_row + self._layout.bottom, 0, text)
                self.findings.append(Finding(codes.MAPPED_HEADER_ABSENT, place, {"candidates": asked}))

    def on_header(self) -> None:
        """Headers that mean what another header means already."""
        for spare in self._layout.spare:
            column = self._layout.sheet[spare.key]
            if column.filled_by is not FilledBy.TOOLKIT:
                used = self._layout.texts[self._layout.columns[spare.key]]
                self._say(codes.HEADER_TWICE, spare.column, used=used, ours=column.header(self._lang))

    def on_rows(self, body: Body, spread: dict[int, np.ndarray]) -> None:
        """Rows that were left out, and cells that count for several rows."""
        for code, rows in body.skipped:
            self._say(code, row=int(rows[0]), rows=row_list(rows, self._lang))
        if body.cut_at:
            self._say(codes.SECOND_TABLE, row=body.cut_at)
        column, rows = continued_rows(body)
        if len(rows):
            self._say(codes.CONTINUED, column, int(rows[0]), rows=row_list(rows, self._lang))
        for position, rows in spread.items():
            if position in self._layout.columns.values():
                self._say(codes.MERGED_DOWN, position, int(rows[0]), rows=row_list(rows, self._lang))

    def on_theirs(self, column: Column, position: int) -> None:
        """A header of the toolkit's over what a person wrote."""
        self._say(codes.OWN_COLUMN_OF_THEIRS, position, ours=column.header(self._lang))

    def on_moments(self, column: Column, position: int, cells: Distinct, typed: Typed) -> None:
        """Dates that may be read two ways, lack a year or name a time zone."""
        moments = typed.moments
        if moments is None or column.filled_by is FilledBy.TOOLKIT:
            return
        if moments.doubtful and moments.order:
            self._say(
                codes.ORDER_ASSUMED,
                position,
                value=moments.doubtful,
                order=_ORDERS[moments.order](self._lang),
            )
        if moments.zoned:
            self._say(codes.ZONE_CONVERTED, position, value=moments.zoned)
        if moments.yearless.any():
            example = cells.values[moments.yearless.argmax()]
            self._say(
                codes.YEAR_MISSING, position, value=example, count=int(moments.yearless[cells.codes].sum())
            )

    def _say(self, code: Code, column: int | None = None, row: int = 0, **facts: object) -> None:
        if column is None:
            place = Place(self._grid.title, row)
        else:
            place = Place(
                self._grid.title, row, self._grid.first_column + column, self._layout.texts.get(column, "")
            )
        self.findings.append(Finding(code, place, facts))
