"""The register's work lists: overdue, due today, to review, to call back, reopened, rows not taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from toolkit.report import worklists
from toolkit.report.month import moment_text, text
from toolkit.report.wording import OWN_WORDS
from toolkit.rules.codes import CODES
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, TableColumn, Tone
from toolkit.words import register as say

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import pandas as pd

    from toolkit.report.options import ReportOptions
    from toolkit.words import Language

LISTED = 500
_GIST = 40
_FORMS = {
    "feedback_id": Form.ID, "due": Form.MOMENT, "days_over": Form.DECIMAL, "hours_left": Form.DECIMAL,
    "row": Form.COUNT, "days": Form.DECIMAL, "cycle": Form.COUNT, "why": Form.WRAPPED,
    "matter": Form.WRAPPED, "readings": Form.WRAPPED, "opens": Form.MOMENT,
}  # fmt: skip
_WIDTHS = {
    "feedback_id": 12, "priority": 9, "issue_type": 15, "gist": 42, "owner": 11, "limit": 10, "due": 17,
    "days_over": 10, "hours_left": 11, "status": 11, "urgency": 10, "cycle": 7, "file": 34, "sheet": 24, "row": 8,
    "why": 50, "days": 10, "matter": 60, "readings": 36, "reminder": 13, "calls": 15,
    "opens": 17, "best": 24,
}  # fmt: skip
_LABELLED = ("priority", "kind", "issue_type", "status", "urgency")
_DAY = np.timedelta64(86400, "s")
_CLOCKED = ("due", "verdict", "reminder", "calls", "is_off_duty", "done_at")
_READ = frozenset({
    "feedback_id", "priority", "kind", "issue_type", "description", "owner", "status", "urgency", "cycle", "received_at",
    "resolved_at", "closed_at", "merged_into", "is_withdrawn", "cycle_started_at", "dissatisfied_at", "first_responded_at",
    "first_response_due", "reviewed_level", "suggested_urgency", "urgency_reason", "level_is_ambiguous", "readings",
    "is_wrong", "is_retroactive", "due_override", "override_reason", "computed_resolution_due",
    "computed_resolution_verdict", "follow_up_from", "follow_up_due", "follow_up_suggested_at",
    *(f"{clock}_{what}" for clock in ("response", "resolution") for what in _CLOCKED),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorkList:
    """A list: its key, its columns, and how its rows are found among the register's."""

    key: str
    columns: tuple[str, ...]
    find: Callable[[pd.DataFrame, np.datetime64], pd.DataFrame]
    tone: Tone = Tone.WATCH


_ABOUT = ("feedback_id", "priority", "issue_type", "gist", "owner")
LISTS = (
    WorkList(
        "overdue", (*_ABOUT, "limit", "due", "days_over", "calls", "status"), worklists.overdue, Tone.BAD
    ),
    WorkList("today", (*_ABOUT, "limit", "due", "hours_left", "status"), worklists.due_today),
    WorkList("reminders", (*_ABOUT, "limit", "reminder", "due", "hours_left", "calls"), worklists.reminders),
    WorkList("review", (*_ABOUT, "urgency", "readings", "due", "status"), worklists.to_review),
    WorkList(
        "follow_up", (*_ABOUT, "opens", "due", "best", "status"), lambda rows, _: worklists.to_call(rows)
    ),
    WorkList(
        "reopened",
        (*_ABOUT, "cycle", "due", "status"),
        lambda rows, _: worklists.in_status(rows, "reopened"),
        Tone.BAD,
    ),
    WorkList("check", (*_ABOUT, "due", "matter"), worklists.to_check),
)


def list_pages(
    rows: pd.DataFrame, as_of: np.datetime64, options: ReportOptions, unaccepted: pd.DataFrame
) -> tuple[Page, ...]:
    """Return the register's lists as of a moment; `unaccepted` as the ledger gives it."""
    # The lists look at a few columns of more than a hundred.
    counted = rows.loc[rows["is_withdrawn"] != "yes", [key for key in rows if key in _READ]].copy()
    pages = [_list_page(work, work.find(counted, as_of), as_of, options) for work in LISTS]
    return (*pages, _unaccepted_page(unaccepted, as_of, options))


def _list_page(work: WorkList, found: pd.DataFrame, as_of: np.datetime64, options: ReportOptions) -> Page:
    lang = options.lang
    shown = _in_words(found.iloc[:LISTED].copy(), options)
    rows = tuple(Row(f"r{n}", _cells(work, row)) for n, row in enumerate(shown.to_dict("records"), 1))
    return _page(work.key, work.columns, rows, (len(found), work.tone), (as_of, lang))


def _in_words(rows: pd.DataFrame, options: ReportOptions) -> pd.DataFrame:
    lang = options.lang
    words = {key: rows[key].map(lambda value, key=key: _label(options, key, value)) for key in _LABELLED}
    limits = rows["limit"].map({key: label(lang) for key, label in say.LIMITS.items()})
    gist = rows["description"].fillna("").str.replace(r"\s+", " ", regex=True)
    own = {key: said(rows, options) for key, said in OWN_WORDS.items() if key in rows}
    return rows.assign(**words, **own, limit=limits, gist=gist.str.slice(0, _GIST))


def _label(options: ReportOptions, key: str, value: object) -> object:
    return options.label(key, value) if isinstance(value, str) else value


def _cells(work: WorkList, row: dict[Hashable, object]) -> dict[str, Figure]:
    live = {
        "days_over": Figure(_over(row), "{as_of}-{@due}", Form.DECIMAL, Tone.BAD),
        "hours_left": Figure(row.get("hours_left"), "({@due}-{as_of})*24", Form.DECIMAL, Tone.WATCH),
    }
    return {
        key: live.get(key) or Figure(row.get(key), form=_FORMS.get(key, Form.TEXT)) for key in work.columns
    }


def _over(row: dict[Hashable, object]) -> float | None:
    left = row.get("hours_left")
    return -left / 24 if isinstance(left, float) else None


def _page(
    key: str,
    columns: tuple[str, ...],
    rows: tuple[Row, ...],
    size: tuple[int, Tone],
    seen: tuple[np.datetime64, Language],
) -> Page:
    (count, tone), (as_of, lang) = size, seen
    heads = tuple(TableColumn(name, say.HEADERS[name](lang), _FORMS.get(name, Form.TEXT)) for name in columns)
    lead = (say.LEADS if count else say.NOTHING)[key](
        lang, moment=moment_text(as_of), **({"count": count} if count else {})
    )
    note = say.MORE(lang, count=count - len(rows)) if count > len(rows) else ""
    blocks = (TableBlock(key, heads, rows, note=note),) if rows else ()
    name = say.PAGES[key](lang)
    widths = tuple(float(_WIDTHS[column]) for column in columns)
    return Page(key, name, name, "", (lead,), blocks, widths, tone if count else Tone.GOOD)


def _unaccepted_page(unaccepted: pd.DataFrame, as_of: np.datetime64, options: ReportOptions) -> Page:
    """List the rows that were not taken, the oldest first: file, sheet, row, why, how long."""
    columns = ("file", "sheet", "row", "why", "owner", "days")
    found = unaccepted.sort_values("since", kind="stable")
    found = found.assign(days=(as_of - found["since"]).to_numpy() / _DAY)
    rows = tuple(
        Row(f"r{n}", _unaccepted_cells(row, options.lang))
        for n, row in enumerate(found.iloc[:LISTED].to_dict("records"), 1)
    )
    return _page("unaccepted", columns, rows, (len(found), Tone.BAD), (as_of, options.lang))


def _unaccepted_cells(row: dict[Hashable, object], lang: Language) -> dict[str, Figure]:
    return {
        "file": text(row["file"]),
        "sheet": text(row["title"]),
        "row": Figure(row["row"], form=Form.COUNT),
        "why": text(reasons(str(row["codes"] or ""), lang), form=Form.WRAPPED),
        "owner": text(row["owner"]),
        "days": Figure(row["days"], form=Form.DECIMAL),
    }


def reasons(codes: str, lang: Language) -> str:
    """Say why a row was kept out, from the ids of the codes that did it."""
    known = [CODES[code] for code in codes.split() if code in CODES]
    return "\n".join(f"{code.why(lang)} ({code.id})" for code in known) or say.UNKNOWN(lang)
