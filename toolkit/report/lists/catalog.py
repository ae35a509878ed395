"""All lists of a morning: which there are, what each shows, and their rows as of a moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.deadlines.merging import full_names
from toolkit.domain.loop.cadence import in_month_of
from toolkit.report.lists import supervising, telling
from toolkit.report.lists.promises import due_lists, of
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.column import Kind
from toolkit.schema.page import Tone

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from toolkit.domain.loop.practice import Practice

LEFTOVERS = "leftovers"
_FOURTH = 4
"""Day of the month for open matters where no routine names one (S2: 每月4日)."""


@dataclass(frozen=True, slots=True)
class WorkList:
    """A list: its key, its columns in order, and what a row in it asks of its reader."""

    key: str
    columns: tuple[str, ...]
    tone: Tone = Tone.WATCH


_ABOUT = ("feedback_id", "team", "priority", "issue_type", "gist", "person", "department")
LISTS = (
    WorkList("overdue", (*_ABOUT, "limit", "due", "days_over", "calls", "status", "reply"), Tone.BAD),
    WorkList("today", (*_ABOUT, "limit", "due", "hours_left", "status", "reply")),
    WorkList("week", (*_ABOUT, "limit", "due", "hours_left", "status")),
    WorkList("reminders", (*_ABOUT, "limit", "reminder", "due", "hours_left", "calls")),
    WorkList("review", (*_ABOUT, "urgency", "readings", "due", "status")),
    WorkList("follow_up", (*_ABOUT, "way", "opens", "due", "best", "reply")),
    WorkList("reopened", (*_ABOUT, "cycle", "due", "matter", "reply"), Tone.BAD),
    WorkList("supplement", (*_ABOUT, "matter", "reply")),
    WorkList("conflicts", (*_ABOUT, "matter"), Tone.BAD),
    WorkList("idle", (*_ABOUT, "since", "matter", "status", "reply")),
    WorkList("progress", (*_ABOUT, "since", "due", "reply")),
    WorkList("praise", (*_ABOUT, "since", "matter", "reply")),
    WorkList("result", (*_ABOUT, "matter", "reply")),
    WorkList("confirm", (*_ABOUT, "due", "reply")),
    WorkList(LEFTOVERS, (*_ABOUT, "due", "status", "reply")),
    WorkList("check", (*_ABOUT, "due", "matter")),
)
BY_KEY = {work.key: work for work in LISTS}


def shown_columns(columns: Sequence[str], rows: pd.DataFrame) -> tuple[str, ...]:
    """Return what a list shows of these columns: the team only where there are teams, whose numbers may be the same."""
    has_teams = "team" in rows and bool(rows["team"].fillna("").ne("").any())
    return tuple(key for key in columns if key != "team" or has_teams)


_COMPUTED = (
    "cycle_started_at", "response_done_at", "resolution_done_at", "level_is_ambiguous", "readings", "is_wrong",
    "is_retroactive", "computed_resolution_due", "computed_resolution_verdict", "follow_up_suggested_at", "asker",
    "response_policy", "conflict", "feedback_key", "team", "arrived_at", "updated_at",
    *(f"{clock}_{what}" for clock in ("response", "resolution") for what in ("reminder", "calls", "is_off_duty")),
)  # fmt: skip
_SHOWN_ONLY = (
    "feedback_id", "channel", "kind", "issue_type", "description", "urgency", "owner", "status", "priority", "due_override",
    "suggested_urgency", "urgency_reason", "reviewed_level", "customer_name", "complained_person", "lead_department",
    "co_departments", "acting_owner", "solution", "prevention", "progress_note", "cause", "reply_channel", "override_reason",
    "response_verdict", "resolution_verdict", "cycle", "ask_way", "satisfaction", "new_solution", "is_valid", "merged_into",
    "is_withdrawn", "informed_at", "outcome", "linked_to",
)  # fmt: skip
NEEDED = frozenset((
    *_COMPUTED, *_SHOWN_ONLY,
    *(column.key for column in FEEDBACK.columns if column.kind is Kind.MOMENT),
    *(f"{key}_is_day" for key in ("resolved_at", "resolved_again_at", "followed_up_at")),
))  # fmt: skip
"""The columns that lists look at, of more than a hundred: a narrow table is cut and sorted several times as fast."""


def morning(
    rows: pd.DataFrame, as_of: np.datetime64, practice: Practice, known: Collection[str] | None = None
) -> dict[str, pd.DataFrame]:
    """Return the rows of every list in the order to work them off, by key.

    Each has `person` (who acts) and `department`; due, limit, matter, way, since and more where its list shows them.

    Args:
        rows: judged feedback as the register shows it; withdrawn ones are on no list.
        as_of: the moment to look from.
        practice: how the team closes the loop.
        known: the ids (see `ids_of`) that something may be merged into; those of the rows where nothing is said.
    """
    seen = rows.loc[rows["is_withdrawn"] != "yes", [key for key in rows if key in NEEDED]].copy()
    ours = since_the_start(seen, practice)
    found = {
        **due_lists(seen, as_of),
        "review": supervising.to_review(seen, as_of),
        "follow_up": telling.to_follow_up(ours, as_of, practice),
        "reopened": supervising.reopened(seen),
        "supplement": supervising.to_supplement(seen, as_of),
        "conflicts": _conflicts(seen),
        "idle": supervising.idle(ours, as_of, practice),
        "progress": telling.to_tell_progress(seen, as_of, practice),
        "praise": telling.to_pass_on(ours),
        "result": telling.to_tell_result(seen, as_of),
        "confirm": telling.to_confirm(seen, practice),
        LEFTOVERS: supervising.leftovers(seen, as_of, leftovers_day(practice, as_of)),
        "check": supervising.to_check(seen, as_of, ids_of(seen) if known is None else known),
    }
    return {work.key: _with_people(work.key, found[work.key], as_of, practice) for work in LISTS}


def ids_of(rows: pd.DataFrame) -> frozenset[str]:
    """Return the ids of these rows, each with its team."""
    return frozenset(full_names(rows).dropna())


def leftovers_day(practice: Practice, as_of: np.datetime64) -> np.datetime64:
    """Return the day of this month by which customers of open matters are spoken to, moved off days off."""
    on = as_of.astype("M8[D]").item()
    routine = next((one for one in practice.routines if one.about == LEFTOVERS), None)
    day = in_month_of(routine, on, practice.calendar) if routine and practice.calendar else None
    return np.datetime64(day or on.replace(day=_FOURTH), "D")


def since_the_start(rows: pd.DataFrame, practice: Practice) -> pd.DataFrame:
    """Return the rows since the team works with this: what is older is only counted, nobody goes after it."""
    return rows if practice.started_on is None else rows[~(rows["received_at"] < practice.started_on)]


def _conflicts(rows: pd.DataFrame) -> pd.DataFrame:
    texts = of(rows, "conflict")
    return rows[texts.notna()].assign(matter=texts[texts.notna()])


def _with_people(key: str, found: pd.DataFrame, as_of: np.datetime64, practice: Practice) -> pd.DataFrame:
    """Add who acts, and the department: the person's own, else the one that leads."""
    if key == "review":
        lead = (
            practice.team.with_role(practice.lead.role, as_of.astype("M8[D]").item()) or practice.lead.label
        )
        found = found.assign(person=pd.Series(lead, found.index, dtype=object))
    elif "person" not in found:
        found = found.assign(person=found["acting_owner"])
    own = departments(found["person"], practice)
    return found.assign(department=own.where(own.notna(), found["lead_department"]))


def departments(names: pd.Series, practice: Practice) -> pd.Series:
    """Return the department of each of these people; None where nobody knows it."""
    known: Mapping[str, str | None] = {
        name: (one.department or None) if (one := practice.team.known(name)) else None
        for name in names.dropna().unique()
    }
    return names.map(known).astype(object).where(names.notna(), None)
