"""The register's work lists as pages: only those that have rows, each row linked to its place in the register."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from toolkit.report.lists.catalog import BY_KEY, LISTS, WorkList, leftovers_day, morning, shown_columns
from toolkit.report.lists.replying import replies
from toolkit.report.lists.sentences import OWN_WORDS
from toolkit.report.month import joined, moment_text, text
from toolkit.report.pages.people import people_page
from toolkit.report.records import records
from toolkit.rules.codes import CODES
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, TableColumn, Tone
from toolkit.words import lists as say
from toolkit.words.text import shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import pandas as pd

    from toolkit.report.options import ReportOptions
    from toolkit.report.records import Record
    from toolkit.words import Language

LISTED = 500
_GIST = 40
_FORMS = {
    "feedback_id": Form.ID, "due": Form.MOMENT, "days_over": Form.DECIMAL, "hours_left": Form.DECIMAL,
    "row": Form.COUNT, "days": Form.DECIMAL, "cycle": Form.COUNT, "why": Form.WRAPPED, "since": Form.MOMENT,
    "matter": Form.WRAPPED, "readings": Form.WRAPPED, "opens": Form.MOMENT, "reply": Form.WRAPPED,
}  # fmt: skip
_WIDTHS = {
    "feedback_id": 12, "priority": 9, "issue_type": 14, "gist": 36, "person": 11, "department": 12, "limit": 10, "due": 17,
    "days_over": 10, "hours_left": 11, "status": 12, "urgency": 10, "cycle": 8, "file": 34, "sheet": 24, "row": 8,
    "why": 50, "days": 10, "matter": 44, "readings": 36, "reminder": 13, "calls": 15, "opens": 17, "best": 24,
    "way": 10, "since": 17, "team": 10, "reply": 72,
}  # fmt: skip
_LABELLED = ("priority", "issue_type", "status", "urgency")
_DAY = np.timedelta64(86400, "s")
_ELSEWHERE = frozenset({"conflicts"})
"""Lists that have a page of their own kind in the register."""
_UNACCEPTED = WorkList("unaccepted", ("file", "team", "sheet", "row", "why", "person", "days"), Tone.BAD)


def list_pages(
    rows: pd.DataFrame,
    as_of: np.datetime64,
    options: ReportOptions,
    unaccepted: pd.DataFrame,
    known: Collection[str] | None = None,
) -> tuple[Page, ...]:
    """Return the lists that have rows, and who has how much, as of a moment.

    rows: the register's, in its order. unaccepted: as the ledger gives it. known: ids that feedback may be merged into.
    """
    return tuple(_pages(rows, as_of, options, unaccepted, known))


def _pages(
    rows: pd.DataFrame,
    as_of: np.datetime64,
    options: ReportOptions,
    unaccepted: pd.DataFrame,
    known: Collection[str] | None,
) -> Iterator[Page]:
    lists = morning(rows, as_of, options.practice, known)
    if people := people_page(lists, as_of, options, LISTED):
        yield people
    for work in LISTS:
        if len(lists[work.key]) and work.key not in _ELSEWHERE:
            yield _list_page(work, lists[work.key], as_of, options)
    if len(unaccepted):
        yield _unaccepted_page(unaccepted, as_of, options)


def _list_page(work: WorkList, found: pd.DataFrame, as_of: np.datetime64, options: ReportOptions) -> Page:
    work = replace(work, columns=shown_columns(work.columns, found))
    shown = in_words(work.key, found.iloc[:LISTED], as_of, options)
    places = shown.index
    rows = tuple(
        Row(f"r{n}", _cells(work, row, place))
        for n, (place, row) in enumerate(zip(places, records(shown), strict=True), 1)
    )
    return _page(work, rows, len(found), as_of, options)


def in_words(key: str, found: pd.DataFrame, as_of: np.datetime64, options: ReportOptions) -> pd.DataFrame:
    """Return the rows of a list as people read them, with gist and reply."""
    lang = options.lang
    words = {
        name: found[name].map(lambda value, name=name: _label(options, name, value)) for name in _LABELLED
    }
    own = {name: said(found, options) for name, said in OWN_WORDS.items() if name in found}
    if "limit" in found:
        own["limit"] = found["limit"].map({name: label(lang) for name, label in say.LIMITS.items()})
    whole = found["description"].fillna("").str.replace(r"\s+", " ", regex=True)
    gist = whole.map(partial(shortened, longest=_GIST))
    if "reply" in BY_KEY[key].columns:
        own["reply"] = replies(found, key, options, as_of)
    return found.assign(**words, **own, gist=gist)


def _label(options: ReportOptions, key: str, value: object) -> object:
    return options.label(key, value) if isinstance(value, str) else value


def _cells(work: WorkList, row: Record, place: object) -> dict[str, Figure]:
    special = {
        "feedback_id": Figure(row["feedback_id"], form=Form.ID, link=f"feedback:{place}"),
        "days_over": Figure(_over(row), "{as_of}-{@due}", Form.DECIMAL, Tone.BAD),
        "hours_left": Figure(row.get("hours_left"), "({@due}-{as_of})*24", Form.DECIMAL, Tone.WATCH),
    }
    return {
        key: special.get(key) or Figure(row.get(key), form=_FORMS.get(key, Form.TEXT)) for key in work.columns
    }


def _over(row: Record) -> float | None:
    left = row.get("hours_left")
    return -left / 24 if isinstance(left, float) else None


def _page(
    work: WorkList, rows: tuple[Row, ...], count: int, as_of: np.datetime64, options: ReportOptions
) -> Page:
    lang = options.lang
    heads = tuple(
        TableColumn(key, say.HEADERS[key](lang), _FORMS.get(key, Form.TEXT)) for key in work.columns
    )
    left_out = count - len(rows)
    note = say.MORE(lang, count=left_out) if left_out else ""
    name = say.TITLES[work.key](lang)
    widths = tuple(float(_WIDTHS[column]) for column in work.columns)
    lead = joined(lang, say.AT(lang, moment=moment_text(as_of)) + lead_of(work.key, count, as_of, options))
    table = TableBlock(work.key, heads, rows, note=note, left_out=left_out)
    return Page(work.key, name, name, "", (lead,), (table,), widths, work.tone)


def lead_of(key: str, count: int, as_of: np.datetime64, options: ReportOptions) -> str:
    """Return what a list says of itself in one sentence."""
    practice = options.practice
    facts = {"count": f"{count:,}", "days": practice.idle_days, "day": leftovers_day(practice, as_of)}
    return say.LEADS[key](options.lang, **facts)


def _unaccepted_page(unaccepted: pd.DataFrame, as_of: np.datetime64, options: ReportOptions) -> Page:
    """List the rows that were not taken, the oldest first: file, sheet, row, why, how long."""
    found = unaccepted.sort_values("since", kind="stable")
    found = found.assign(days=(as_of - found["since"]).to_numpy() / _DAY)
    rows = tuple(
        Row(f"r{n}", _unaccepted_cells(row, options.lang))
        for n, row in enumerate(records(found.iloc[:LISTED]), 1)
    )
    work = replace(_UNACCEPTED, columns=shown_columns(_UNACCEPTED.columns, found))
    return _page(work, rows, len(found), as_of, options)


def _unaccepted_cells(row: Record, lang: Language) -> dict[str, Figure]:
    return {
        "file": text(row["file"]),
        "team": text(row.get("team")),
        "sheet": text(row["title"]),
        "row": Figure(row["row"], form=Form.COUNT),
        "why": text(reasons(str(row["codes"] or ""), lang), form=Form.WRAPPED),
        "person": text(row["owner"]),
        "days": Figure(row["days"], form=Form.DECIMAL),
    }


def reasons(codes: str, lang: Language) -> str:
    """Say why a row was kept out, from the ids of the codes that did it."""
    known = [CODES[code] for code in codes.split() if code in CODES]
    return "\n".join(f"{code.why(lang)} ({code.id})" for code in known) or say.UNKNOWN(lang)
