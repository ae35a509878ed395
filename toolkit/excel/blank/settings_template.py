"""设置.xlsx drawn: 常用 first with its few answers, every other sheet one click away and filled with defaults."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from toolkit.excel.blank.canvas import Canvas, Signature, drawn
from toolkit.excel.blank.entry import Placement, cell_look, draw_entry, screen_widths
from toolkit.excel.blank.fit import line_count
from toolkit.excel.blank.lists import draw_lists, vocabularies_of
from toolkit.excel.blank.prompts import prompt
from toolkit.excel.blank.settings_rows import default_rows
from toolkit.excel.look import NUMBERS, PALETTE, SIZES
from toolkit.schema import answers
from toolkit.schema import choices as lists
from toolkit.schema import rule_choices as rules
from toolkit.schema.books.settings import BASICS, IMPROVEMENT_OPTIONS, REPORT_OPTIONS, SETTINGS
from toolkit.schema.column import Column, Kind
from toolkit.schema.identity import Role
from toolkit.words import shipped as say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from toolkit.excel.blank.settings_rows import Cells
    from toolkit.schema.answers import Answer
    from toolkit.schema.sheet import Sheet
    from toolkit.words import Language

TOP = 2
"""The header row of every settings sheet, from 0: a title and one sentence stand above."""
_SPARE_ROWS = 20
_ROW_PIXELS, _LINE_PIXELS = 24, 19
_QUESTIONS: Mapping[str, Sequence[Answer]] = {
    BASICS.key: answers.BASICS,
    REPORT_OPTIONS.key: answers.REPORT,
    IMPROVEMENT_OPTIONS.key: answers.IMPROVEMENT,
}
_OFFERS = {
    "policies": {"kind": lists.KINDS, "urgency": lists.URGENCIES, "priority": lists.PRIORITIES},
    "follow_ups": {"kind": lists.KINDS, "level": lists.PRIORITIES},
    "replies": {"kind": lists.KINDS, "way": lists.FOLLOW_UP_WAYS},
}


def write_settings(target: Path, *, lang: Language = "zh", today: date) -> None:
    """Write a settings workbook with everything at its default.

    today: from when on feedback is judged, and the middle of the years that the calendar holds.
    """
    signature = Signature(say.SETTINGS_TITLE(lang), say.SETTINGS_SUBJECT(lang), Role.SETTINGS, SETTINGS.key)
    with drawn(target, lang, signature) as canvas:
        sheets = {declared.key: canvas.add_sheet(declared.title(lang)) for declared in SETTINGS.sheets}
        for declared in SETTINGS.sheets:
            _draw(canvas, sheets[declared.key], declared, today)
        _draw_links(canvas, sheets[BASICS.key])
        asked = (answer.column.choices for answer in (*answers.BASICS, *answers.REPORT, *answers.IMPROVEMENT))
        known = {words.name: words for words in (*vocabularies_of(SETTINGS.sheets), *(a for a in asked if a))}
        draw_lists(canvas, tuple(known.values()))


def _draw(canvas: Canvas, sheet: Any, declared: Sheet, today: date) -> None:
    questions = _QUESTIONS.get(declared.key)
    rows = default_rows(declared.key, canvas.lang, today)
    count = len(questions) if questions else len(rows) + _SPARE_ROWS
    draw_entry(
        canvas,
        sheet,
        declared,
        Placement(TOP, count, is_ruled=not questions, offers=_OFFERS.get(declared.key, {})),
    )
    _draw_top(canvas, sheet, declared)
    if questions:
        _draw_answers(canvas, sheet, declared, questions, today)
        sheet.fit_to_pages(1, 1)
    for number, cells in enumerate(rows, TOP + 1):
        _draw_row(canvas, sheet, declared, number, cells)


def _draw_top(canvas: Canvas, sheet: Any, declared: Sheet) -> None:
    lang, formats = canvas.lang, canvas.formats
    sheet.write_string(0, 0, declared.title(lang), formats("heading"))
    sheet.write_string(1, 0, declared.help(lang), formats("muted", is_wrapped=False))
    # A row's own format keeps the looks of the columns out of the space above the table.
    sheet.set_row_pixels(0, 34, formats("text"))
    sheet.set_row_pixels(1, 28, formats("text"))
    if declared is BASICS:
        sheet.write_string(0, 2, say.SAVE_NOTE(lang), formats("caption", is_wrapped=True))
        return
    back = say.BACK_TO_BASICS(lang, sheet=BASICS.title(lang))
    sheet.write_url(0, 1, f"internal:'{BASICS.title(lang)}'!A1", formats("link"), back)


def _draw_answers(
    canvas: Canvas, sheet: Any, declared: Sheet, questions: Sequence[Answer], today: date
) -> None:
    lang, formats = canvas.lang, canvas.formats
    # What the person who starts it has told us already.
    known = {"started_on": today, "language": rules.LANGUAGES.label_of(lang)[lang]}
    item, explanation = (cell_look(declared[key]) for key in ("item", "explanation"))
    for row, answer in enumerate(questions, TOP + 1):
        column = answer.column
        sheet.write_string(row, 0, column.header(lang), formats(item, is_bold=True))
        sheet.write_string(row, 2, column.help(lang), formats(explanation, ink=PALETTE.muted))
        _write(canvas, sheet, (row, 1), column, known.get(column.key, answer.shown(lang)))
        if rule := prompt(canvas, column):
            sheet.data_validation(row, 1, row, 1, rule)
        _fit_row(sheet, declared, row, {"item": column.header(lang), "explanation": column.help(lang)})


def _draw_row(canvas: Canvas, sheet: Any, declared: Sheet, row: int, cells: Cells) -> None:
    for number, column in enumerate(declared.columns):
        value = cells.get(column.key)
        if value not in (None, ""):
            _write(canvas, sheet, (row, number), column, value)
    _fit_row(sheet, declared, row, cells)


def _fit_row(sheet: Any, declared: Sheet, row: int, texts: Mapping[str, object]) -> None:
    """Make a row as high as its longest text in an unfolded column needs; a single line needs nothing."""
    shown = [column for column in declared.columns if not column.group]
    lines = max(
        line_count(str(texts.get(column.key) or ""), int(width * 7), SIZES.cell)
        for column, width in zip(shown, screen_widths(shown), strict=True)
    )
    if lines > 1:
        sheet.set_row_pixels(row, _ROW_PIXELS + _LINE_PIXELS * (lines - 1))


def _write(canvas: Canvas, sheet: Any, at: tuple[int, int], column: Column, value: object) -> None:
    """Write a value in the look of its column; text stays text, whatever it looks like."""
    style = canvas.formats(cell_look(column), align="left")
    if isinstance(value, date):
        sheet.write_datetime(*at, value, style)
    elif isinstance(value, int | float):
        scale = 100 if column.kind is Kind.PERCENT else 1
        sheet.write_number(*at, value / scale, style)
    elif value:
        sheet.write_string(*at, str(value), style)
    else:
        sheet.write_blank(*at, None, canvas.formats(cell_look(column), number=NUMBERS.text))


def _draw_links(canvas: Canvas, sheet: Any) -> None:
    """Below the answers: every other sheet by name, with what it is for."""
    lang, formats = canvas.lang, canvas.formats
    row = TOP + len(answers.BASICS) + 2
    sheet.write_string(row, 0, say.MORE_SHEETS(lang), formats("heading"))
    for number, declared in enumerate(SETTINGS.sheets[1:], row + 1):
        title = declared.title(lang)
        sheet.write_url(number, 0, f"internal:'{title}'!A1", formats("link"), title)
        sheet.write_string(number, 1, declared.help(lang), formats("muted", is_wrapped=False))
