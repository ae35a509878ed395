"""客户反馈台账: all that is open and the last two months to go on filling in, with work lists as of a moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.figures import attainment as kept
from toolkit.domain.figures.measures import first_of_customer
from toolkit.domain.loop.practice import Practice
from toolkit.report.detail import period_words
from toolkit.report.lists.catalog import ids_of, since_the_start
from toolkit.report.lists.promises import time_states
from toolkit.report.lists.telling import to_pass_on
from toolkit.report.month import moment_text
from toolkit.report.options import ReportOptions
from toolkit.report.pages.hands import changes_page, conflict_texts, conflicts_page, corrections_page
from toolkit.report.pages.lists import list_pages
from toolkit.report.pages.pivots import register_pivots
from toolkit.report.pages.state import state_page
from toolkit.report.pages.statistics import statistics_page
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.books.register import CONFLICT, KEEPS, REGISTER, TEAM, WITH_CONFLICTS, with_team
from toolkit.schema.identity import Role
from toolkit.schema.page import EntrySheet, Report
from toolkit.schema.table import complete
from toolkit.words import register as say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from toolkit.schema.page import Page
    from toolkit.schema.sheet import Sheet


@dataclass(frozen=True)
class Hands:
    """What several people did to the same feedback: conflicts and changes as the ledger gives them, corrections as lines.

    changed: how many changes there are, more than the latest that are given. came_in: a sentence about what came in today, for the page 状态.
    """

    conflicts: pd.DataFrame | None = None
    changes: pd.DataFrame | None = None
    changed: int = 0
    corrections: Sequence[dict[str, str]] = ()
    came_in: str = ""


MONTHS = 2
"""Calendar months that stay in the register, this one and the one before; what is open stays as long as it is."""


def register_report(
    frame: pd.DataFrame,
    as_of: datetime,
    options: ReportOptions | None = None,
    unaccepted: pd.DataFrame | None = None,
    switched_on: Collection[str] = (),
    *,
    hands: Hands | None = None,
) -> Report:
    """Return the register, ready to be drawn.

    Args:
        frame: all judged feedback, columns by the keys of the feedback sheet. Not masked: this is the register.
        as_of: the moment that every due state and list speaks of, local time.
        options: the language and the lists in force.
        unaccepted: rows not taken yet, as the ledger gives them: file, title, row, codes (ids, blanks between),
            owner, since.
        switched_on: groups of columns that are open; the others are folded away.
        hands: what is in conflict, was changed lately, and differs from what was reported.
    """
    options, moment = options or ReportOptions(), np.datetime64(as_of).astype("M8[s]")
    hands, known = hands or Hands(), ids_of(frame)
    rows = register_rows(complete(frame, FEEDBACK.columns), moment, options.practice, hands.conflicts)
    sheet, rows = _with_conflicts(rows, hands.conflicts, options)
    if rows[TEAM].fillna("").ne("").any():
        sheet = with_team(sheet)
    entry = EntrySheet(sheet, rows, _line(rows, moment, options), switched_on)
    lists = [*list_pages(rows, moment, options, _waiting(unaccepted), known), *_lists_of(hands, options)]
    traced = () if hands.changes is None else (changes_page(hands.changes, hands.changed, options),)
    pages = (*lists, statistics_page(entry, options), _state(entry, moment, options, lists, hands), *traced)
    pages += register_pivots(entry, options)
    title = say.TITLE(options.lang)
    return Report(
        title, title, options.lang, pages, entries=(entry,), role=Role.REGISTER, key="register", home="state",
        vocabularies=options.vocabularies, brand=options.brand,
    )  # fmt: skip


def _state(
    entry: EntrySheet, moment: np.datetime64, options: ReportOptions, lists: Sequence[Page], hands: Hands
) -> Page:
    page = state_page(entry, moment, options, lists)
    return replace(page, hints=(*page.hints, hands.came_in)) if hands.came_in else page


def is_shown(
    frame: pd.DataFrame,
    as_of: np.datetime64,
    practice: Practice | None = None,
    conflicts: pd.DataFrame | None = None,
) -> pd.Series:
    """Return which feedback stands in the register: open, of the last two months, or waiting for somebody."""
    start = (as_of.astype("M8[M]") - (MONTHS - 1)).astype("M8[s]")
    is_recent = (frame["received_at"] >= start) | (frame["resolved_at"] >= start)
    is_wanted = _is_in_conflict(frame, conflicts) | _is_to_pass_on(frame, practice or Practice())
    shown: pd.Series = is_recent | kept.is_open(frame, as_of) | is_wanted
    return shown


def register_rows(
    frame: pd.DataFrame,
    as_of: np.datetime64,
    practice: Practice | None = None,
    conflicts: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the rows that the register shows, oldest first, with their due states as of the moment.

    Older rows stay while they wait for somebody: in conflict, which is settled here, or praise to be passed on. The marks of a customer's first row are made anew, so that they count the customers of these rows.
    """
    shown = frame[is_shown(frame, as_of, practice, conflicts)]
    rows: pd.DataFrame = shown.sort_values(["received_at", "feedback_id"], kind="stable").reset_index(
        drop=True
    )
    counted = rows["is_withdrawn"] != "yes"
    first = pd.Series(0.0, rows.index)
    first[counted] = first_of_customer(rows[counted], ["issue_type"])
    periods = {
        "received_month": period_words(rows["received_at"], "M"),
        "received_year": period_words(rows["received_at"], "Y"),
    }
    own = time_states(rows, as_of).assign(is_first_of_customer=first, **periods)
    return pd.concat([rows.drop(columns=own.columns, errors="ignore"), own], axis=1)


def _is_in_conflict(frame: pd.DataFrame, conflicts: pd.DataFrame | None) -> pd.Series:
    if conflicts is None or "feedback_key" not in frame:
        return pd.Series(False, frame.index)
    return frame["feedback_key"].isin(conflicts["feedback_key"])


def _is_to_pass_on(frame: pd.DataFrame, practice: Practice) -> pd.Series:
    waits = pd.Series(False, frame.index)
    waits[to_pass_on(since_the_start(frame, practice)).index] = True
    return waits & (frame["is_withdrawn"] != "yes")


def _with_conflicts(
    rows: pd.DataFrame, conflicts: pd.DataFrame | None, options: ReportOptions
) -> tuple[Sheet, pd.DataFrame]:
    """Return the sheet and its rows; while there are conflicts it has a column that shows them and one to settle them."""
    blank = pd.Series(None, rows.index, dtype=object)
    rows = rows if TEAM in rows else rows.assign(**{TEAM: blank})
    if conflicts is None or conflicts.empty or "feedback_key" not in rows:
        return REGISTER, rows
    texts = rows["feedback_key"].map(conflict_texts(conflicts, options)).astype(object)
    beside = pd.DataFrame({CONFLICT: texts.where(texts.notna(), None), KEEPS: blank})
    return WITH_CONFLICTS, pd.concat([rows, beside], axis=1)


def _lists_of(hands: Hands, options: ReportOptions) -> Iterator[Page]:
    if hands.conflicts is not None and len(hands.conflicts):
        yield conflicts_page(hands.conflicts, options)
    if hands.corrections:
        yield corrections_page(hands.corrections, options)


def _line(rows: pd.DataFrame, as_of: np.datetime64, options: ReportOptions) -> str:
    facts = {
        "moment": moment_text(as_of),
        "rows": f"{len(rows):,}",
        "open": f"{kept.is_open(rows, as_of).sum():,}",
        "overdue": f"{(rows['time_state'] == 'overdue').sum():,}",
    }
    return say.LINE(options.lang, **facts)


def _waiting(unaccepted: pd.DataFrame | None) -> pd.DataFrame:
    empty = pd.DataFrame(
        {key: pd.Series(dtype=object) for key in ("file", "title", "row", "codes", "owner", "since")}
    )
    return empty if unaccepted is None else unaccepted
