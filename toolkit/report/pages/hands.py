"""冲突, 变更记录 and 更正: what several people did to the same feedback, as tables."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.report.month import moment_text, text
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.books.improvement import EFFECTS, PLAN
from toolkit.schema.page import Form, Page, Row, TableBlock, TableColumn, Tone
from toolkit.words import hands as say
from toolkit.words.text import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.report.options import ReportOptions

LISTED = 500
MOST_CHANGES = 2000
_WIDTHS = {
    "feedback_id": 12, "team": 10, "owner": 11, "column": 15, "kept": 28, "kept_from": 30, "typed": 28,
    "typed_from": 30, "at": 17, "what": 22, "before": 30, "after": 30, "file": 34, "month": 10, "subject": 26,
    "now": 30,
}  # fmt: skip
_WRAPPED = frozenset({"kept", "typed", "before", "after", "now", "subject"})
_CARRIED = "carried:"
_SHEETS = {sheet.key: sheet for sheet in (FEEDBACK, PLAN, EFFECTS)}


@dataclass(frozen=True, slots=True)
class _Kind:
    """One of the pages: its key, its columns, and what a line in it asks of its reader."""

    key: str
    columns: tuple[str, ...]
    tone: Tone = Tone.WATCH


_CONFLICTS = _Kind("conflicts", ("feedback_id", "team", "column", "kept", "kept_from", "typed", "typed_from"))
_CHANGES = _Kind(
    "changes", ("at", "feedback_id", "team", "what", "column", "before", "after", "file"), Tone.PLAIN
)
_CORRECTIONS = _Kind("corrections", ("month", "subject", "column", "before", "now", "at", "file"))


def conflicts_page(conflicts: pd.DataFrame, options: ReportOptions) -> Page:
    """Return the work list of cells that two people filled in differently; `conflicts` as the ledger gives them."""
    rows = [
        {"feedback_id": _called(line), "team": str(line.team), **_sides(line, options)}
        for line in conflicts.iloc[:LISTED].itertuples()
    ]
    return _page(_CONFLICTS, rows, len(conflicts), options)


def _called(line: Any) -> str:
    """What the row is known by: its id, or in the improvement workbook what it is about."""
    return str(line.feedback_id if line.sheet == FEEDBACK.key else line.subject)


def conflict_texts(conflicts: pd.DataFrame, options: ReportOptions) -> pd.Series:
    """Say in one text a feedback what is in conflict; the index is the feedback_key."""
    said = [
        say.IN_ROW(
            options.lang, header=header_of(str(line.key), options, str(line.sheet)), **_sides(line, options)
        )
        for line in conflicts.itertuples()
    ]
    texts = pd.Series(said, conflicts["feedback_key"].to_numpy(), dtype=object)
    return texts.groupby(level=0).agg("\n".join)


def _sides(line: Any, options: ReportOptions) -> dict[str, str]:
    return {
        "column": header_of(line.key, options, line.sheet),
        "kept": shown_value(line.key, line.kept, options, line.sheet),
        "kept_from": say.FROM(options.lang, file=line.kept_file, at=moment_of(line.kept_at)),
        "typed": shown_value(line.key, line.typed, options, line.sheet),
        "typed_from": say.FROM(options.lang, file=line.file, at=moment_of(line.at)),
    }


def moment_of(at: Any) -> str:
    """Return a moment as people write it, "" for none."""
    return "" if pd.isna(at) else moment_text(pd.Timestamp(at).to_numpy())


def changes_page(changes: pd.DataFrame, count: int, options: ReportOptions) -> Page:
    """Return what was changed lately: the latest changes as the ledger gives them, of so many in all."""
    rows = [
        {
            "at": moment_of(line.at),
            "feedback_id": str(line.feedback_id),
            "team": str(line.team),
            "what": say.HAPPENED[str(line.what)](options.lang),
            "column": header_of(str(line.key), options),
            "before": shown_value(str(line.key), line.before, options),
            "after": shown_value(str(line.key), line.after, options),
            "file": str(line.file),
        }
        for line in changes.itertuples()
    ]
    return _page(_CHANGES, rows, count, options)


def corrections_page(corrections: Sequence[dict[str, str]], options: ReportOptions) -> Page:
    """Return what differs from what was reported: month, subject, column, before, now, at and file of each.

    The newest month comes first, its figures before its rows as they came: months that are locked stay for ever, and
    what nobody sees at the end of a long list are the old ones.
    """
    months = listed(sorted({line["month"] for line in corrections}), options.lang)
    newest = sorted(corrections, key=itemgetter("month"), reverse=True)
    return _page(_CORRECTIONS, newest[:LISTED], len(corrections), options, months=months)


def header_of(key: str, options: ReportOptions, sheet: str = FEEDBACK.key) -> str:
    """Return what people call a column of a sheet, ours or their own."""
    column = _SHEETS[sheet].by_key.get(key)
    return column.header(options.lang) if column else key.removeprefix(_CARRIED)


def shown_value(key: str, value: object, options: ReportOptions, sheet: str = FEEDBACK.key) -> str:
    """Return a value as people write it: a choice by its label, a moment without the T and empty seconds."""
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return ""
    column = _SHEETS[sheet].by_key.get(key)
    if column and column.choices and isinstance(value, str):
        words = options.vocabularies.get(column.choices.name, column.choices)
        return words.label_of(options.lang).get(value, value)
    if isinstance(value, str) and len(value) == len("2026-10-08T09:30:00") and value[10:11] == "T":
        return value.replace("T", " ").removesuffix(":00")
    return str(value)


def _page(
    kind: _Kind, rows: Sequence[dict[str, str]], count: int, options: ReportOptions, **facts: object
) -> Page:
    lang, key = options.lang, kind.key
    heads = tuple(TableColumn(name, say.HEADERS[name](lang), _form(name)) for name in kind.columns)
    cells = tuple(
        Row(f"r{n}", {name: text(row[name], form=_form(name)) for name in kind.columns})
        for n, row in enumerate(rows, 1)
    )
    lead = say.LEADS[key](lang, count=count, **facts) if count else say.NOTHING[key](lang)
    left_out = max(count - len(rows), 0)
    note = say.MORE(lang, count=left_out) if left_out else ""
    blocks = (TableBlock(key, heads, cells, note=note, left_out=left_out),) if rows else ()
    widths = tuple(float(_WIDTHS[name]) for name in kind.columns)
    name = say.PAGES[key](lang)
    return Page(key, name, name, "", (lead,), blocks, widths, kind.tone if count else Tone.GOOD)


def _form(name: str) -> Form:
    if name == "feedback_id":
        return Form.ID
    return Form.WRAPPED if name in _WRAPPED else Form.TEXT
