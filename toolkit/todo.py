"""What there is to do now, as a terminal shows it: the register's lists, for everybody, one person or one department."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.loop.cadence import agenda
from toolkit.judging import HINTS, judge
from toolkit.refreshing import options_of
from toolkit.report.lists.catalog import LISTS, departments, ids_of, morning
from toolkit.report.pages.hands import conflict_texts
from toolkit.report.pages.lists import in_words, lead_of, reasons
from toolkit.report.register import register_rows
from toolkit.rounds import looking
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.books.improvement import PLAN
from toolkit.schema.loop_choices import LISTS as NAMES
from toolkit.schema.naming import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from toolkit.domain.loop.cadence import Occasion
    from toolkit.report.options import ReportOptions
    from toolkit.site import Site
    from toolkit.workspace import Workspace

UNACCEPTED, CONFLICTS = "unaccepted", "conflicts"
_AHEAD = timedelta(days=0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose lists, and which one; empty for all. list: a list's key."""

    person: str = ""
    department: str = ""
    list: str = ""


@dataclass(frozen=True)
class Found:
    """A list that has rows: what it says of itself, and its rows in words (columns as `WorkList` names them)."""

    key: str
    lead: str
    rows: pd.DataFrame


@dataclass(frozen=True)
class Todo:
    """What there is to do as of a moment, and what recurs that day."""

    as_of: datetime
    lists: tuple[Found, ...]
    today: tuple[Occasion, ...]


def list_called(word: str) -> str | None:
    """Return the key of a list by what people call it, in either language; None where there is none."""
    return NAMES.by_word.get(normalise(word))


def todo(workspace: Workspace, wanted: Wanted, as_of: datetime | None = None) -> Todo:
    """Return what there is to do in a workspace.

    Raises:
        ToolkitError: the ledger is kept elsewhere, or cannot be read.
    """
    with looking(workspace, as_of) as site:
        options = options_of(site.settings)
        day = site.as_of.date()
        recurring = agenda(site.settings.routines, day, day + _AHEAD, site.settings.calendar)
        return Todo(site.as_of, tuple(_lists(site, wanted, options)), tuple(recurring))


def _lists(site: Site, wanted: Wanted, options: ReportOptions) -> Iterator[Found]:
    facts = site.ledger.facts("feedback")
    conflicts = site.ledger.conflicts()
    rows = register_rows(
        judge(facts, site.settings, site.moment, unwanted=HINTS), site.moment, options.practice, conflicts
    )
    if len(conflicts):
        rows = rows.assign(
            conflict=rows["feedback_key"].map(conflict_texts(conflicts, options)).astype(object)
        )
    planned = _in_plans(site, conflicts, options)
    for key, found in morning(rows, site.moment, options.practice, ids_of(facts)).items():
        mine = in_words(key, _of(found, wanted, options), site.moment, options)
        if key == CONFLICTS and len(planned):
            mine = _below(mine, _of(planned, wanted, options))
        if len(mine) and wanted.list in ("", key):
            yield Found(key, lead_of(key, len(mine), site.moment, options), mine)
    unaccepted = _of(_unaccepted(site, options), wanted, options)
    if len(unaccepted) and wanted.list in ("", UNACCEPTED):
        yield Found(UNACCEPTED, lead_of(UNACCEPTED, len(unaccepted), site.moment, options), unaccepted)


def _in_plans(site: Site, conflicts: pd.DataFrame, options: ReportOptions) -> pd.DataFrame:
    """Conflicts of the improvement workbook in the columns of the other lists: what a row is about stands for the id."""
    ours = conflicts[conflicts["sheet"] != FEEDBACK.key]
    rows = ours.drop_duplicates("feedback_key")[["feedback_key", "subject", "team"]]
    plans = site.ledger.facts(PLAN.key)[["feedback_key", "owner", "department"]]
    rows = rows.merge(plans, on="feedback_key", how="left").astype(object)
    rows = rows.rename(columns={"subject": "feedback_id", "owner": "person"})
    return rows.assign(matter=rows["feedback_key"].map(conflict_texts(ours, options)) if len(ours) else None)


def _below(mine: pd.DataFrame, planned: pd.DataFrame) -> pd.DataFrame:
    """One list below the other, in the columns that the first shows."""
    if mine.empty:
        return planned.reset_index(drop=True)
    return pd.concat([mine.astype(object), planned], ignore_index=True)


def _of(found: pd.DataFrame, wanted: Wanted, options: ReportOptions) -> pd.DataFrame:
    """The rows that a person or a department has to act on."""
    mine = np.ones(len(found), bool)
    if wanted.person:
        team = options.practice.team
        names = found["person"].fillna("").map(lambda name: bool(name) and team.is_same(name, wanted.person))
        mine &= names.to_numpy(bool)
    if wanted.department:
        mine &= found["department"].fillna("").map(normalise).eq(normalise(wanted.department)).to_numpy(bool)
    return found.loc[mine]


def _unaccepted(site: Site, options: ReportOptions) -> pd.DataFrame:
    """Rows not taken in the columns of the other lists: the file stands for the id, why for what to do.

    A department's are those of its people; whose owner nobody knows is on everybody's list only.
    """
    found = site.ledger.unaccepted()
    files = (found["team"].fillna("") + "/" + found["file"]).str.lstrip("/")
    places = files + " " + found["title"] + " " + found["row"].astype(str)
    owners = found["owner"].astype(object)
    matter = [reasons(str(codes or ""), options.lang) for codes in found["codes"]]
    return pd.DataFrame(
        {
            "feedback_id": places,
            "person": owners,
            "department": departments(owners, options.practice),
            "matter": pd.Series(matter, found.index, dtype=object),
            "since": found["since"],
        }
    )


COLUMNS = {work.key: work.columns for work in LISTS} | {
    UNACCEPTED: ("feedback_id", "person", "since", "matter")
}
"""What each list shows, by key."""
