"""What a cell offers while it is filled: an input message, a drop-down, a question when a value looks wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from toolkit.excel.blank.lists import list_name
from toolkit.schema.column import Column, FilledBy, Kind
from toolkit.words import Language
from toolkit.words import template as say

if TYPE_CHECKING:
    from toolkit.excel.blank.canvas import Canvas
    from toolkit.schema.vocabulary import Vocabulary

RULED_ROWS = 20_000
"""How far down drop-downs, messages and colours reach; a table may grow past it and loses only these."""

_TITLE_LIMIT, _MESSAGE_LIMIT = 32, 255
_EARLIEST = date(2000, 1, 1)


def prompt(canvas: Canvas, column: Column, offered: Vocabulary | None = None) -> dict[str, Any] | None:
    """Return a column's data validation as XlsxWriter takes it, or None when there is nothing to say.

    It asks and never forbids: the toolkit understands more words than a list holds. `offered` are words to pick from
    in a column that is no choice, without a question about others.
    """
    message = input_message(column, canvas.lang)
    rule = {} if column.filled_by is FilledBy.TOOLKIT else _rule(canvas, column)
    if offered:
        rule = {"validate": "list", "source": f"={list_name(offered)}", "show_error": False}
    if not message and not rule:
        return None
    said = (
        {"input_title": column.header(canvas.lang)[:_TITLE_LIMIT], "input_message": message}
        if message
        else {}
    )
    return {"validate": "any", "error_type": "warning"} | rule | said


def input_message(column: Column, lang: Language) -> str:
    """Return the one or two lines that a cell shows when it is selected; empty when the header says it all."""
    lead = ""
    if column.filled_by is FilledBy.TOOLKIT:
        lead = say.OURS(lang)
    elif column.is_required:
        lead = say.REQUIRED(lang)
    return (lead + (column.help(lang) or _by_kind(column, lang))).strip()[:_MESSAGE_LIMIT]


def _by_kind(column: Column, lang: Language) -> str:
    if column.filled_by is FilledBy.TOOLKIT:
        return ""
    hints = {Kind.CHOICE: say.PICK, Kind.MOMENT: say.TYPE_MOMENT, Kind.DATE: say.TYPE_DAY}
    hint = hints.get(column.kind)
    return hint(lang) if hint else ""


def _rule(canvas: Canvas, column: Column) -> dict[str, Any]:
    lang = canvas.lang
    if column.choices:
        source = f"={list_name(column.choices)}"
        return {"validate": "list", "source": source} | _error(
            say.NOT_IN_LIST(lang), say.NOT_IN_LIST_WHY(lang)
        )
    if column.is_time:
        bound = {"validate": "date", "criteria": ">=", "value": _EARLIEST}
        return bound | _error(say.NOT_A_TIME(lang), say.NOT_A_TIME_WHY(lang))
    return _number_rule(column, lang) if column.is_number else {}


def _number_rule(column: Column, lang: Language) -> dict[str, Any]:
    # Excel holds 50 % as 0.5, whatever unit a header counts in.
    scale = 100 if column.kind is Kind.PERCENT else 1
    low, high = column.minimum, column.maximum
    validate = "integer" if column.kind is Kind.INTEGER else "decimal"
    title = say.NOT_A_NUMBER(lang)
    if low is not None and high is not None:
        bounds = {"criteria": "between", "minimum": low / scale, "maximum": high / scale}
        why = say.NOT_BETWEEN(lang, low=f"{low:g}", high=f"{high:g}")
    elif low is not None:
        bounds = {"criteria": ">=", "value": low / scale}
        why = say.NOT_AT_LEAST(lang, low=f"{low:g}")
    else:
        bounds = {"criteria": "between", "minimum": -1e12, "maximum": 1e12}
        why = say.NOT_NUMERIC(lang)
    return {"validate": validate} | bounds | _error(title, why)


def _error(title: str, message: str) -> dict[str, Any]:
    return {"error_title": title, "error_message": message}
