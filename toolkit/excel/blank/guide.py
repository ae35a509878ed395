"""填写说明: one page that tells a person everything about the workbook in her hands."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from toolkit.excel.blank.board import COLUMNS, Board
from toolkit.excel.blank.entry import Placement, header_look, is_shown
from toolkit.excel.blank.formats import page_setup
from toolkit.excel.blank.prompts import input_message
from toolkit.excel.look import PALETTE
from toolkit.words import guide as say
from toolkit.words import template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.excel.blank.canvas import Canvas
    from toolkit.schema.column import Column
    from toolkit.schema.sheet import Book, Sheet
    from toolkit.words import Text

_RIGHT = 21  # where the right half starts
_LABEL = 5
_Line = tuple[str, str, str]
"""A look, the label that has it, and the text beside."""


def draw_guide(canvas: Canvas, book: Book, place: Placement) -> None:
    """Add the guide sheet of a book: steps and colours, every column's help, examples."""
    sheet = canvas.add_sheet(template.GUIDE(canvas.lang))
    page_setup(sheet)
    board = Board(canvas, sheet)
    board.put(0, COLUMNS, say.TITLE(canvas.lang, book=book.title(canvas.lang)), "title")
    board.next_row()
    board.put(0, COLUMNS, say.LEAD(canvas.lang), "lead")
    board.next_row()
    board.skip(8)
    _steps(board, book.sheets[0])
    _two_halves(board, book.sheets[0], place)
    if any(column.group for column in book.sheets[0].columns):
        _groups(board, book.sheets[0])
    for declared in book.sheets:
        _sheet(board, declared)
    board.finish()


def _steps(board: Board, first: Sheet) -> None:
    lang = board.canvas.lang
    _heading(board, say.STEPS_HEADING(lang))
    for label, body in say.STEPS:
        board.put(0, _LABEL, label(lang), "note", is_bold=True, ink=PALETTE.accent, indent=1)
        board.put(_LABEL, COLUMNS - _LABEL, body(lang, sheet=first.title(lang)), "note", indent=1)
        board.next_row()
    board.skip(8)


def _two_halves(board: Board, first: Sheet, place: Placement) -> None:
    """What each column of the first sheet takes, beside the colours."""
    lang = board.canvas.lang
    shown = [column for column in first.columns if is_shown(column, place)]
    left = [("", say.COLUMNS_HEADING(lang, sheet=first.title(lang)), "")]
    left += [(header_look(column), column.header(lang), input_message(column, lang)) for column in shown]
    right = [("", say.COLOURS_HEADING(lang), "")]
    signals = say.SIGNALS if first.key in ("feedback", "plan") else ()
    right += [(look, label(lang), body(lang)) for look, label, body in (*say.COLOURS, *signals, say.REMARK)]
    for line, other in zip_longest(left, right):
        _line(board, 0, line)
        _line(board, _RIGHT, other)
        board.next_row()
    board.skip(8)


def _line(board: Board, left: int, line: _Line | None) -> None:
    if line is None:
        return
    look, label, text = line
    span = COLUMNS - _RIGHT if left else _RIGHT - 1
    if not look:
        board.put(left, span, label, "heading")
        return
    board.put(left, _LABEL, label, look, is_wrapped=True, line=PALETTE.paper, indent=1)
    board.put(left + _LABEL, span - _LABEL, text, "note", indent=1)


def _groups(board: Board, declared: Sheet) -> None:
    lang = board.canvas.lang
    _heading(board, say.GROUPS_HEADING(lang))
    for group, title in template.GROUPS.items():
        headers = [column.header(lang) for column in declared.columns if column.group == group]
        if headers:
            board.put(0, _LABEL, title(lang), "note", is_bold=True, indent=1)
            board.put(
                _LABEL, COLUMNS - _LABEL, ("、" if lang == "zh" else ", ").join(headers), "note", indent=1
            )
            board.next_row()
    board.skip(8)


def _sheet(board: Board, declared: Sheet) -> None:
    """The examples of a sheet, or the one line that the statistics need."""
    lang = board.canvas.lang
    if declared.key == "statistics":
        board.put(0, COLUMNS, say.STATISTICS_LINE(lang, sheet=declared.title(lang)), "note")
        board.next_row()
        board.skip(8)
    examples = say.EXAMPLES.get(declared.key, ())
    if examples:
        _heading(board, say.EXAMPLES_HEADING(lang, sheet=declared.title(lang)))
        _examples(board, [column for column in declared.columns if column.key in examples[0]], examples)


def _examples(board: Board, columns: Sequence[Column], rows: Sequence[dict[str, Text]]) -> None:
    lang = board.canvas.lang
    spans = shared_out([column.width for column in columns], COLUMNS)
    lines = [[(column.header(lang), header_look(column)) for column in columns]]
    lines += [[(column.help(lang), "hint") for column in columns]]
    lines += [[(row[column.key](lang), "cell") for column in columns] for row in rows]
    for line in lines:
        left = 0
        for (text, look), span in zip(line, spans, strict=True):
            board.put(left, span, text, look)
            left += span
        board.next_row()
    board.skip(8)


def _heading(board: Board, text: str) -> None:
    board.put(0, COLUMNS, text, "heading")
    board.next_row()


def shared_out(widths: Sequence[float], total: int) -> list[int]:
    """Return whole numbers in proportion to the widths that add up to `total`, each at least 2."""
    rest = total - 2 * len(widths)
    exact = [rest * width / sum(widths) for width in widths]
    spans = [int(part) for part in exact]
    by_remainder = sorted(range(len(widths)), key=lambda n: spans[n] - exact[n])
    for n in by_remainder[: rest - sum(spans)]:
        spans[n] += 1
    return [2 + span for span in spans]
