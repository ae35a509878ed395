"""客户反馈台账: all that is open and the last two months to go on filling in, with work lists as of a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain import attainment as kept
from toolkit.domain.measures import first_of_customer
from toolkit.report.month import moment_text
from toolkit.report.options import ReportOptions
from toolkit.report.pages.lists import list_pages
from toolkit.report.pages.state import state_page
from toolkit.report.pages.statistics import statistics_page
from toolkit.report.worklists import time_states
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.books.register import REGISTER
from toolkit.schema.identity import Role
from toolkit.schema.page import EntrySheet, Report
from toolkit.schema.table import complete
from toolkit.words import register as say

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

MONTHS = 2
"""Calendar months that stay in the register, this one and the one before; what is open stays as long as it is."""


def register_report(
    frame: pd.DataFrame,
    as_of: datetime,
    options: ReportOptions | None = None,
    unaccepted: pd.DataFrame | None = None,
    switched_on: Collection[str] = (),
) -> Report:
    """Return the register, ready to be drawn.

    Args:
        frame: all judged feedback, columns by the keys of the feedback sheet. Not masked: this is the register.
        as_of: the moment that every due state and list speaks of, local time.
        options: the language and the lists in force.
        unaccepted: rows not taken yet, as the ledger gives them: file, title, row, codes (ids, blanks between),
            owner, since.
        switched_on: groups of columns that are open; the others are folded away.
    """
    options, moment = options or ReportOptions(), np.datetime64(as_of).astype("M8[s]")
    rows = register_rows(complete(frame, FEEDBACK.columns), moment)
    entry = EntrySheet(REGISTER, rows, _line(rows, moment, options), switched_on)
    lists = list_pages(rows, moment, options, _waiting(unaccepted))
    pages = (*lists, statistics_page(entry, options), state_page(entry, moment, options, lists))
    title = say.TITLE(options.lang)
    return Report(
        title, title, options.lang, pages, entries=(entry,), role=Role.REGISTER, key="register", home="state",
        vocabularies=options.vocabularies,
    )  # fmt: skip


def register_rows(frame: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    """Return the rows that the register shows, oldest first, with their due states as of the moment.

    The marks of a customer's first row are made anew, so that they count the customers of these rows.
    """
    start = (as_of.astype("M8[M]") - (MONTHS - 1)).astype("M8[s]")
    is_recent = (frame["received_at"] >= start) | (frame["resolved_at"] >= start)
    shown = frame.loc[is_recent | kept.is_open(frame, as_of)]
    rows: pd.DataFrame = shown.sort_values(["received_at", "feedback_id"], kind="stable").reset_index(
        drop=True
    )
    counted = rows["is_withdrawn"] != "yes"
    first = pd.Series(0.0, rows.index)
    first[counted] = first_of_customer(rows[counted], ["issue_type"])
    states = time_states(rows, as_of)
    return rows.assign(is_first_of_customer=first, **{str(key): states[key] for key in states})


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
