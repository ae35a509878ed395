"""The tables that a terminal shows: what became of files, which drops there were, what happened to one feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
from rich.markup import escape
from rich.table import Table

from toolkit.ledger.facts import CARRIED
from toolkit.outcome import State
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.words import commands as say
from toolkit.words import cycles as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.domain.loop.past import PastCycle
    from toolkit.outcome import Outcome
    from toolkit.words import Language, Text
    from toolkit.workspace import Workspace

_COUNTS = (say.ROWS, say.TAKEN, say.SENT_BACK)
_LOOK = {
    State.RETURNED: "green",
    State.REPEATED: "dim",
    State.SENT_BACK: "yellow",
    State.WAITING: "yellow",
    State.FAILED: "red",
}


def outcomes_table(outcomes: Sequence[Outcome], space: Workspace) -> Table:
    """What became of each file, and the sums."""
    lang = space.lang
    table = _table((say.FILE, say.RESULT, *_COUNTS, say.REMARKS, say.WHERE, say.NUMBER), lang)
    for outcome in outcomes:
        result = f"[{_LOOK[outcome.state]}]{say.STATE[outcome.state](lang)}[/]"
        counts = (outcome.rows_read, outcome.rows_taken, outcome.rows_sent_back, outcome.remarks)
        numbers = (*map(_filled, counts), escape(_where(outcome)), _filled(outcome.drop))
        table.add_row(escape(outcome.path), result, *numbers)
    if len(outcomes) > 1:
        sums = (
            sum(getattr(one, name) for one in outcomes)
            for name in ("rows_read", "rows_taken", "rows_sent_back")
        )
        table.add_row(f"[bold]{say.TOTAL(lang)}[/]", "", *map(_filled, sums))
    return table


def drops_table(drops: pd.DataFrame, lang: Language) -> Table:
    """Drops, as of `Ledger.drops`, each with its number."""
    table = _table((say.WHEN, say.RESULT, *_COUNTS, say.NEW, say.CHANGED, say.FILE, say.NUMBER), lang)
    for drop in drops.to_dict("records"):
        names = ("rows_read", "rows_accepted", "rows_sent_back", "rows_new", "rows_changed")
        table.add_row(
            f"{drop['arrived_at']:%Y-%m-%d %H:%M}", say.DROP_STATE[drop["state"]](lang),
            *(_filled(drop[name]) for name in names), escape(drop["path"]), str(drop["drop_id"]),
        )  # fmt: skip
    return table


def history_table(feedback: str, lines: pd.DataFrame, lang: Language) -> Table:
    """The changes of one feedback, as of `Ledger.history`."""
    table = _table(say.HISTORY_HEADS, lang)
    table.title, table.title_justify = escape(feedback), "left"
    for line in lines.itertuples():
        said = (str(line.file), *_event(line, lang))
        table.add_row(f"{line.at:%Y-%m-%d %H:%M}", *map(escape, said))
    return table


def cycles_table(cycles: Sequence[PastCycle], lang: Language) -> Table:
    """Every cycle of a reopened feedback."""
    heads = {key: head for key, head in words.HEADERS.items() if key != "feedback_id"}
    table = _table(tuple(heads.values()), lang)
    table.title, table.title_justify = words.TITLE(lang), "left"
    for one in cycles:
        table.add_row(*(escape(one.told[key]) for key in heads))
    return table


def _event(line: Any, lang: Language) -> tuple[str, str, str, str]:
    """What happened, in which column, and what it held before and after, in the words of the sheet."""
    column = FEEDBACK.by_key.get(line.key)
    labels = column.choices.label_of(lang) if column and column.choices else {}
    header = column.header(lang) if column else line.key.removeprefix(CARRIED)
    before, after = (
        "" if pd.isna(value) else str(labels.get(value, value)) for value in (line.before, line.after)
    )
    return say.HAPPENED[line.what](lang), header, before, after


def _table(heads: Sequence[Text], lang: Language) -> Table:
    """A table without lines; what is counted stands at the right of its column."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    counted = (*_COUNTS, say.REMARKS, say.NEW, say.CHANGED, say.NUMBER)
    for head in heads:
        is_count = head in counted
        justify: Literal["left", "right"] = "right" if is_count else "left"
        table.add_column(head(lang), justify=justify, overflow="fold", no_wrap=is_count or head is say.RESULT)
    return table


def _filled(count: int) -> str:
    return str(count) if count else ""


def _where(outcome: Outcome) -> str:
    """The folder is enough where a file lies in it as it lay in the inbox."""
    folder = outcome.target.removesuffix(f"/{outcome.path}")
    return folder if "/" not in folder else outcome.target
