"""What `voc todo` shows: how long each list is, or one list row by row with the texts to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from rich.markup import escape
from rich.table import Table

from toolkit.report.lists.catalog import shown_columns
from toolkit.todo import COLUMNS
from toolkit.words import lists as titles
from toolkit.words import todo as say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.todo import Found, Todo
    from toolkit.words import Language

_SHOWN = (
    "feedback_id",
    "team",
    "priority",
    "person",
    "department",
    "way",
    "limit",
    "opens",
    "due",
    "since",
    "matter",
    "readings",
    "gist",
)


def todo_lines(found: Todo, lang: Language, *, in_full: bool) -> Iterator[str | Table]:
    """Give what to print, in order. in_full: one list was asked for, so its rows and texts are shown."""
    yield f"[bold]{say.AS_OF(lang, moment=f'{found.as_of:%Y-%m-%d %H:%M}')}[/]"
    if not found.lists:
        yield say.NOTHING(lang)
    elif in_full:
        for one in found.lists:
            yield from _in_full(one, lang)
    else:
        yield _overview(found, lang)
        yield f"[dim]{escape(say.SEE_ONE(lang, name=titles.TITLES[found.lists[0].key](lang)))}[/]"
    if found.today and not in_full:
        yield f"[bold]{say.TODAY(lang)}[/]"
        yield from (f"  {escape(_occasion(one, lang))}" for one in found.today)


def _overview(found: Todo, lang: Language) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for one in found.lists:
        table.add_row(
            f"[bold]{escape(titles.TITLES[one.key](lang))}[/]", str(len(one.rows)), escape(one.lead)
        )
    return table


def _in_full(one: Found, lang: Language) -> Iterator[str | Table]:
    yield f"[bold]{escape(titles.TITLES[one.key](lang))}[/]  {escape(one.lead)}"
    columns = shown_columns(COLUMNS[one.key], one.rows)
    shown = [key for key in _SHOWN if key in columns and key in one.rows]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for key in shown:
        table.add_column(titles.HEADERS[key](lang), overflow="fold")
    for row in one.rows.to_dict("records"):
        table.add_row(*(escape(_cell(row[key])) for key in shown))
    yield table
    if "reply" in one.rows:
        for row in one.rows[one.rows["reply"].notna()].to_dict("records"):
            yield f"[bold]{escape(str(row['feedback_id']))}[/]  {escape(str(row['reply']))}"


def _cell(value: Any) -> str:
    if value is None or pd.isna(value):
        return ""
    return f"{value:%m-%d %H:%M}" if isinstance(value, pd.Timestamp) else str(value)


def _occasion(one: Any, lang: Language) -> str:
    routine = one.routine
    hour = f"{routine.at // 60:02}:{routine.at % 60:02}  " if routine.at is not None else ""
    return hour + (
        titles.ROUTINE(lang, name=routine.name, who=routine.who, moved="") if routine.who else routine.name
    )
