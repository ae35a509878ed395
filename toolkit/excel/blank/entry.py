"""A sheet that people fill: header, Excel table, widths, drop-downs and input messages, all from its columns."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from toolkit.excel.blank.fit import fitted, line_count, text_width
from toolkit.excel.blank.formats import page_setup
from toolkit.excel.blank.prompts import RULED_ROWS, prompt
from toolkit.excel.look import LOOKS, NUMBERS, PALETTE, SIZES, Look
from toolkit.rules.finding import column_letters
from toolkit.schema.column import Column, FilledBy, Kind, Personal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from toolkit.excel.blank.canvas import Canvas
    from toolkit.schema.sheet import Sheet
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language

SCREEN = 177
"""Widths, in characters, that a 1366-pixel laptop shows at 100 % beside row numbers and scroll bar, for 14 columns:
14 columns of together 177 characters are 177 × 7 + 14 × 5 = 1,309 pixels."""
_PADDING = 5 / 7

_FLOORS = {
    Kind.LONG_TEXT: 14.0,
    Kind.MOMENT: 15.5,
    Kind.DATE: 10.5,
    Kind.TEXT: 9.0,
    Kind.CHOICE: 8.0,
}
_LOOKS = {
    Kind.ID: "cell_id",
    Kind.LONG_TEXT: "cell",
    Kind.MOMENT: "cell_moment",
    Kind.DATE: "cell_day",
    Kind.NUMBER: "cell_number",
    Kind.INTEGER: "cell_count",
    Kind.PERCENT: "cell_rate",
}
_DUE_WIDTH = 13.0
_HEADER_PIXELS, _HEADER_LINE_PIXELS = 16, 18
_FILTER_PIXELS = 18


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the table of a sheet stands (its header row, from 0), how many rows it has, and which groups are open."""

    top: int = 0
    rows: int = 200
    switched_on: Collection[str] = ()
    frozen_columns: int = 1
    is_ruled: bool = True
    """Whether columns look the same all the way down, so that the ruled page never ends."""
    offers: Mapping[str, Vocabulary] = field(default_factory=dict)
    """Words offered in columns, by key, that may hold several of them and so are no choice."""

    @property
    def first(self) -> int:
        """The first row of data, from 0."""
        return self.top + 1


def cell_look(column: Column) -> Look:
    """Return how the cells of a column look: by what they hold and by who fills them."""
    # A phone number typed into an ordinary cell loses its leading zero or turns into 1.38E+10.
    name = "cell_id" if column.personal is Personal.CONTACT else _LOOKS.get(column.kind, "cell")
    # Rows grow with their longest text; all cells of a row start on the same line.
    look = replace(LOOKS[name], vertical="top")
    if column.filled_by is not FilledBy.TOOLKIT:
        return look
    # A due moment stands beside the moment of receipt; without the year it stays narrow.
    number = NUMBERS.short_moment if column.kind is Kind.MOMENT else look.number
    return replace(look, fill=PALETTE.computed, number=number)


def header_look(column: Column) -> str:
    """Return the name of a header's look: grey for what we compute, accent for people, marked where required."""
    if column.filled_by is FilledBy.TOOLKIT:
        return "header_ours"
    return "header_required" if column.is_required else "header"


def screen_widths(columns: Sequence[Column]) -> list[float]:
    """Return widths of columns that stand side by side: as declared, narrowed where one screen is too small."""
    wanted = [_DUE_WIDTH if _is_due(column) else column.width for column in columns]
    floors = [_floor(column, width) for column, width in zip(columns, wanted, strict=True)]
    return fitted(wanted, floors, SCREEN + (14 - len(columns)) * _PADDING)


def _floor(column: Column, width: float) -> float:
    """How narrow a column may get; an id is one word and cannot wrap, a header should not."""
    if column.kind is Kind.ID:
        return width * 0.85
    return min(width, max(_FLOORS.get(column.kind, width), text_width(column.zh)))


def _is_due(column: Column) -> bool:
    return column.kind is Kind.MOMENT and column.filled_by is FilledBy.TOOLKIT


def header_pixels(columns: Sequence[Column], widths: Sequence[float], lang: Language) -> int:
    """Return the height of a header row: two lines where a header needs them beside its filter button, else one."""
    room = (int(width * 7) - _FILTER_PIXELS for width in widths)
    lines = max(
        line_count(column.header(lang), pixels, SIZES.cell)
        for column, pixels in zip(columns, room, strict=True)
    )
    return _HEADER_PIXELS + _HEADER_LINE_PIXELS * min(lines, 2)


def is_shown(column: Column, place: Placement) -> bool:
    """Whether a column is open when the workbook is: not folded, or of a group that is switched on."""
    return not column.group or column.group in place.switched_on


def draw_entry(canvas: Canvas, sheet: Any, declared: Sheet, place: Placement) -> None:
    """Draw the header and the empty table of a declared sheet, with everything that helps to fill it."""
    _draw_columns(canvas, sheet, declared, place)
    _draw_header(canvas, sheet, declared, place)
    for number, column in enumerate(declared.columns):
        if rule := prompt(canvas, column, place.offers.get(column.key)):
            sheet.data_validation(place.first, number, place.top + RULED_ROWS, number, rule)
    sheet.freeze_panes(place.first, place.frozen_columns)
    page_setup(sheet, header_rows=place.first)
    sheet.set_header(f"&L&9&A&R&8{canvas.book.doc_properties.get('title', '')}")


def _draw_header(canvas: Canvas, sheet: Any, declared: Sheet, place: Placement) -> None:
    headers = [
        {"header": column.header(canvas.lang), "header_format": canvas.formats(header_look(column))}
        for column in declared.columns
    ]
    last_row, last_column = place.top + place.rows, len(declared.columns) - 1
    options = {"name": declared.table_name, "style": None, "columns": headers}
    sheet.add_table(place.top, 0, last_row, last_column, options)
    shown = [column for column in declared.columns if not column.group]
    sheet.set_row_pixels(place.top, header_pixels(shown, screen_widths(shown), canvas.lang))


def _draw_columns(canvas: Canvas, sheet: Any, declared: Sheet, place: Placement) -> None:
    """Set widths, looks and the fold. Looks belong to whole columns, so the ruled page never ends."""
    shown = [column for column in declared.columns if not column.group]
    width_of = dict(zip((column.key for column in shown), screen_widths(shown), strict=True))
    folded = [not is_shown(column, place) for column in declared.columns]
    # The sign that opens a fold stands left of it, on the first screen.
    sheet.outline_settings(visible=True, symbols_below=True, symbols_right=False)
    for number, column in enumerate(declared.columns):
        width = width_of.get(column.key, _DUE_WIDTH if _is_due(column) else column.width)
        opens_fold = not folded[number] and any(folded[number + 1 : number + 2])
        options = {"level": 1, "hidden": True} if folded[number] else {"collapsed": opens_fold}
        look = canvas.formats(cell_look(column)) if place.is_ruled else None
        sheet.set_column(number, number, width, look, options)
    _allow_text_numbers(sheet, declared, place)


def _allow_text_numbers(sheet: Any, declared: Sheet, place: Placement) -> None:
    """Numbers stored as text are meant in id columns; spare people the green corners."""
    last = place.top + RULED_ROWS + 1
    letters = [column_letters(n) for n, column in enumerate(declared.columns, 1) if column.kind is Kind.ID]
    if letters:
        spans = " ".join(f"{letter}{place.first + 1}:{letter}{last}" for letter in letters)
        sheet.ignore_errors({"number_stored_as_text": spans})
