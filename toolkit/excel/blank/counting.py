"""问题分类统计表: live formulas over the feedback sheet, so that the workbook counts without the toolkit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from toolkit.excel.blank.entry import cell_look, header_look, header_pixels
from toolkit.excel.blank.formats import page_setup
from toolkit.excel.look import FACE, NUMBERS, PALETTE, SIZES, Look
from toolkit.rules.finding import column_letters
from toolkit.schema.column import Column, Kind
from toolkit.words import template as say

if TYPE_CHECKING:
    from toolkit.excel.blank.canvas import Canvas
    from toolkit.schema.sheet import Book, Sheet

BOUND = 2_000
"""Distinct customers are counted by comparing every row with every other; past this many rows only the
首次出现 column can say."""

_GAP, _LABEL, _FIGURE = 6, 7, 8  # columns beside the table: a gap, a label, a figure
_FIRST_TYPE = 1  # the first row of data, from 0
_CLASSIFIED, _LAST_COMPARED = "$I$3", "$I$5"  # figures of the totals that the table's formulas use
_SLACK = 500
"""Rows compared beyond the number of feedbacks, for those that left rows blank between them."""


@dataclass(frozen=True)
class _Counted:
    """The feedback sheet as formulas name it: whole columns, so rows below the table count too."""

    title: str
    declared: Sheet
    yes: str
    no: str

    def whole(self, key: str) -> str:
        letter = self._letter(key)
        return f"'{self.title}'!${letter}:${letter}"

    def bounded(self, key: str) -> str:
        """A column down to the row that the totals name: comparing rows with rows must not cross empty thousands."""
        letter = self._letter(key)
        return f"'{self.title}'!${letter}$2:INDEX({self.whole(key)},{_LAST_COMPARED})"

    def _letter(self, key: str) -> str:
        return column_letters(list(self.declared.by_key).index(key) + 1)

    def rows_of(self, issue_type: str) -> str:
        """Criteria for the rows of an issue type that are not withdrawn."""
        return f'{self.whole("issue_type")},{issue_type},{self.whole("is_withdrawn")},"<>{self.yes}"'


def draw_statistics(canvas: Canvas, sheet: Any, book: Book) -> None:
    """Draw the table of issue types with its formulas, the totals and a chart beside it."""
    declared = book["statistics"]
    labels = canvas.words_of(declared["issue_type"].choices).labels(canvas.lang)  # type: ignore[arg-type]
    counted = _counted(canvas, book["feedback"])
    _draw_table(canvas, sheet, declared, labels, _formulas(canvas, declared, counted))
    _draw_totals(canvas, sheet, declared, counted)
    _draw_chart(canvas, sheet, declared, len(labels))
    sheet.freeze_panes(_FIRST_TYPE, 1)
    page_setup(sheet, header_rows=1)


def _counted(canvas: Canvas, feedback: Sheet) -> _Counted:
    words = canvas.words_of(feedback["is_withdrawn"].choices).label_of(canvas.lang)  # type: ignore[arg-type]
    return _Counted(feedback.title(canvas.lang), feedback, words["yes"], words["no"])


def _formulas(canvas: Canvas, declared: Sheet, counted: _Counted) -> dict[str, str]:
    """The formula of each computed column."""
    type_, count = (_same_row(canvas, declared, key) for key in ("issue_type", "feedback_count"))
    whole, rows = counted.whole, counted.rows_of(type_)
    is_single = f'{rows},{whole("merged_into")},"",{whole("duplicate_of")}'
    confirmed = whole("duplicate_confirmed")
    return {
        "feedback_count": f"=COUNTIFS({rows})",
        "share_rate": f"=IF({_CLASSIFIED}=0,0,100*{count}/{_CLASSIFIED})",
        "customer_count": f"=IF({_is_marked(counted)},COUNTIFS({rows},{whole('is_first_of_customer')},1),{_distinct(counted, type_)})",
        # The same words do not count twice, unless somebody said that it is no repeat; like words do, unless somebody said it is.
        "case_count": f'=COUNTIFS({is_single},"",{confirmed},"<>{counted.yes}")+COUNTIFS({is_single},"<>",{confirmed},"{counted.no}")',
    }


def _same_row(canvas: Canvas, declared: Sheet, key: str) -> str:
    """The cell of a column in the formula's own row of the table."""
    return f"{declared.table_name}[[#This Row],[{declared[key].header(canvas.lang)}]]"


def _is_marked(counted: _Counted) -> str:
    """Whether the 首次出现 column must be believed: it is full, or there are more rows than can be compared."""
    rows = f"COUNTA({counted.whole('description')})-1"
    return f"OR(COUNT({counted.whole('is_first_of_customer')})>={rows},{rows}>{BOUND})"


def _distinct(counted: _Counted, issue_type: str) -> str:
    """Distinct customers of a type: each row counts one over the rows that share its type and customer."""
    types, customers, gone = (counted.bounded(key) for key in ("issue_type", "customer_id", "is_withdrawn"))
    is_gone = f'({gone}="{counted.yes}")'
    # A withdrawn row weighs nothing; adding one keeps its divisor from being zero.
    alike = f'(COUNTIFS({types},{types}&"",{customers},{customers}&"",{gone},"<>{counted.yes}")+{is_gone})'
    return f'SUMPRODUCT(({types}={issue_type})*({customers}<>"")*(1-{is_gone})/{alike})'


def _draw_table(
    canvas: Canvas, sheet: Any, declared: Sheet, labels: tuple[str, ...], formulas: dict[str, str]
) -> None:
    columns = []
    for number, column in enumerate(declared.columns):
        look = _statistics_look(column)
        sheet.set_column(number, number, column.width)
        columns.append(
            {
                "header": column.header(canvas.lang),
                "header_format": canvas.formats(header_look(column), align=look.align, indent=look.indent),
                "formula": formulas.get(column.key),
                "format": canvas.formats(look),
            }
        )
    place = (0, 0, max(len(labels), 1), len(columns) - 1)
    rows = [[label] + [""] * (len(columns) - 1) for label in labels]
    sheet.add_table(*place, {"name": declared.table_name, "style": None, "columns": columns, "data": rows})
    widths = [column.width for column in declared.columns]
    sheet.set_row_pixels(0, header_pixels(declared.columns, widths, canvas.lang))


def _statistics_look(column: Column) -> Look:
    """A share under a header that says (%) is in percent already."""
    look = cell_look(column)
    number = NUMBERS.percent_points if column.kind is Kind.PERCENT else look.number
    # Words that stand right of a figure keep a little distance.
    indent = 1 if column.key == "keywords" else 0
    return replace(look, number=number, fill="", vertical="vcenter", indent=indent)


def _draw_totals(canvas: Canvas, sheet: Any, declared: Sheet, counted: _Counted) -> None:
    lang, formats = canvas.lang, canvas.formats
    counts = f"{declared.table_name}[{declared['feedback_count'].header(lang)}]"
    everything = (
        f'=COUNTIFS({counted.whole("description")},"<>",{counted.whole("is_withdrawn")},"<>{counted.yes}")-1'
    )
    lines = (
        (say.ALL_FEEDBACK, everything, 0),
        (say.CLASSIFIED, f"=SUM({counts})", 0),
        (say.UNCLASSIFIED, f"=$I$2-{_CLASSIFIED}", 0),
        (say.COMPARED, f"=MIN({BOUND + 1},COUNTA({counted.whole('description')})+{_SLACK})", 1 + _SLACK),
    )
    sheet.set_column(_GAP, _GAP, 3)
    sheet.set_column(_LABEL, _FIGURE, 14)
    sheet.write_string(0, _LABEL, say.SUMMARY(lang), formats("header_ours"))
    sheet.write_blank(0, _FIGURE, None, formats("header_ours"))
    for row, (label, formula, cached) in enumerate(lines, _FIRST_TYPE):
        sheet.write_string(row, _LABEL, label(lang), formats("cell_short"))
        sheet.write_formula(row, _FIGURE, formula, formats("cell_count", is_bold=True), cached)
    sheet.write_string(len(lines) + 1, _LABEL, say.COUNTED_NOTE(lang), formats("caption"))


def _draw_chart(canvas: Canvas, sheet: Any, declared: Sheet, count: int) -> None:
    """Bars of one colour from zero, largest list first as the table has it, the figure at the end of each."""
    title, last = declared.title(canvas.lang), max(count, 1)
    type_, counted = (list(declared.by_key).index(key) for key in ("issue_type", "feedback_count"))
    font = {"name": FACE, "size": SIZES.caption, "color": PALETTE.muted}
    chart = canvas.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": declared["feedback_count"].header(canvas.lang),
            "categories": [title, _FIRST_TYPE, type_, last, type_],
            "values": [title, _FIRST_TYPE, counted, last, counted],
            "fill": {"color": PALETTE.accent},
            "gap": 60,
            "data_labels": {"value": True, "font": font},
        }
    )
    chart.set_title(
        {
            "name": say.COUNT_BY_TYPE(canvas.lang),
            "name_font": font | {"size": SIZES.text, "color": PALETTE.ink},
        }
    )
    chart.set_legend({"none": True})
    chart.set_y_axis(
        {"reverse": True, "num_font": font, "line": {"color": PALETTE.line}, "major_tick_mark": "none"}
    )
    chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    chart.set_chartarea({"border": {"color": PALETTE.line}})
    chart.set_size({"width": 420, "height": 90 + 30 * last})
    sheet.insert_chart(7, _LABEL, chart, {"object_position": 2})
