"""What a supervisor decides or sets going: unclear levels, what came back, what stands still, what contradicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.deadlines.merging import full_names, goes_nowhere
from toolkit.domain.figures import attainment as kept
from toolkit.domain.text.wording import is_vague
from toolkit.report.lists.promises import deadlines, moments_of, of

if TYPE_CHECKING:
    from collections.abc import Collection

    from toolkit.domain.figures.period import Mask
    from toolkit.domain.loop.practice import Practice

BY_DUE = ["due", "received_at", "feedback_id"]
_DAY = np.timedelta64(86_400, "s")
_ID = r"[^\s,，、;；/]+"
_STORYLESS = ("praise", "question")
_MOVEMENT = (
    "received_at", "first_responded_at", "reviewed_at", "synced_at", "held_from", "progress_at", "dissatisfied_at",
    "responded_again_at", "urgency_changed_at", "extension_approved_at",
)  # fmt: skip
"""Moments that show that somebody did something about an open row."""
_TALK = ("first_responded_at", "progress_at", "responded_again_at", "informed_at")
"""Moments at which the customer was spoken to."""


def to_review(rows: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    """Return what a supervisor decides the level of: readings that disagree, a suggestion, a word that is ambiguous."""
    is_waiting = kept.is_open(rows, as_of) & rows["reviewed_level"].isna()
    is_unclear = of(rows, "suggested_urgency").notna() | of(rows, "level_is_ambiguous").eq(other=True)
    found = rows[(rows["status"] == "in_review") | (is_waiting & is_unclear)]
    return _ordered(found.assign(due=found["resolution_due"]))


def reopened(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what came back dissatisfied, with what it still lacks (matter new_plan) or that it is ready."""
    found = rows[rows["status"] == "reopened"]
    is_ready = found["cause"].notna() & found["new_solution"].notna()
    matter = np.where(is_ready, "plan_ready", "new_plan").astype(object)
    return _ordered(found.assign(due=found["resolution_due"], matter=matter))


def to_supplement(rows: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    """Return open rows whose description says too little (S1-075), and reopened ones without cause or new solution."""
    is_open = kept.is_open(rows, as_of)
    told = rows["kind"].isin(_STORYLESS) | ~is_open
    vague = pd.Series(False, rows.index)
    vague[~told] = is_vague(rows.loc[~told, "description"])
    lacking = (rows["status"] == "reopened") & (rows["cause"].isna() | rows["new_solution"].isna())
    found = [
        rows[mask].assign(matter=matter, due=lambda frame: frame["resolution_due"])
        for matter, mask in (("vague", vague), ("new_plan", lacking))
    ]
    return _ordered(pd.concat(found))


def idle(rows: pd.DataFrame, as_of: np.datetime64, practice: Practice) -> pd.DataFrame:
    """Return open rows that nobody owns or where nothing was done for so many days, with `since` and `days`.

    What is on hold stands still on purpose. A later drop that changed the row counts as movement, its arrival does not.
    """
    is_open = kept.is_open(rows, as_of) & (rows["status"] != "on_hold")
    found = rows[is_open]
    since = found[[key for key in _MOVEMENT if key in found]].max(axis=1)
    if {"updated_at", "arrived_at"} <= set(found):
        changed = found["updated_at"].where(found["updated_at"] > found["arrived_at"])
        since = since.where(~(changed > since), changed)
    days = (as_of - since).to_numpy() / _DAY
    is_nobodys = found["acting_owner"].isna()
    found = found.assign(
        since=since, days=np.floor(days), due=found["resolution_due"],
        matter=np.where(is_nobodys, "no_owner", "no_movement").astype(object),
    )  # fmt: skip
    idle_ones = found[is_nobodys.to_numpy() | (days >= practice.idle_days)]
    ordered: pd.DataFrame = idle_ones.sort_values(["since", "feedback_id"], kind="stable")
    return ordered


def leftovers(rows: pd.DataFrame, as_of: np.datetime64, day: np.datetime64) -> pd.DataFrame:
    """Return what came in before this month, is still open, and whose customer was not spoken to since (每月4日).

    day: the working day of this month by which these customers are to be told.
    """
    month = as_of.astype("M8[M]").astype("M8[s]")
    spoken = rows[[key for key in _TALK if key in rows]].max(axis=1)
    found = rows[kept.is_open(rows, as_of) & (rows["received_at"] < month) & ~(spoken >= month)]
    due = pd.Series(day.astype("M8[s]"), found.index, dtype="datetime64[s]")
    return _ordered(found.assign(due=due, matter="talk"))


def to_check(rows: pd.DataFrame, as_of: np.datetime64, known: Collection[str]) -> pd.DataFrame:
    """Return what somebody should look at, a row for each matter: `matter` names it.

    wrong: moments that contradict each other. typed_later: a due moment agreed on that is later than the computed one
    (R19). retroactive: late by a change of level alone (R15). off_duty: due on a day off, so somebody must be there.
    other_channel: answered otherwise than it came (S2-076). concerned: the owner is the person complained about
    (S2-133). lost_merge: merged into what is not among the `known` ids (with their teams). circle: merged into what is
    merged back. lost_link: related to what nobody knows. no_answer: it could not be solved, and no
    answer is written down.
    """
    is_open = kept.is_open(rows, as_of)
    owner, person = rows["owner"], rows["acting_owner"]
    own: dict[str, Mask] = {
        "wrong": of(rows, "is_wrong").eq(other=True),
        "typed_later": rows["due_override"] > moments_of(rows, "computed_resolution_due"),
        "retroactive": of(rows, "is_retroactive").eq(other=True),
        "other_channel": _is_elsewhere(rows) & (rows["status"] != "closed"),
        "concerned": is_open & rows["complained_person"].notna() & owner.notna() & person.notna()
        & (owner != person) & (rows["status"] != "reopened") & (owner == rows["complained_person"]),
        "no_answer": (rows["outcome"] == "answered") & rows["solution"].isna(),
        "lost_merge": rows["merged_into"].notna() & ~full_names(rows, "merged_into").isin(list(known)),
        "circle": goes_nowhere(rows),
        "lost_link": _is_lost_link(rows, known),
    }  # fmt: skip
    found = [
        rows[mask].assign(matter=matter, limit="resolution", due=lambda frame: frame["resolution_due"])
        for matter, mask in own.items()
    ]
    promises = deadlines(rows, as_of)
    is_off = promises["is_off_duty"].eq(other=True) & (promises["due"] >= as_of)
    found.append(promises[is_off].assign(matter="off_duty"))
    return _ordered(pd.concat(found))


def _is_lost_link(rows: pd.DataFrame, known: Collection[str]) -> Mask:
    """Where 关联反馈 names an id that is none, of several that may stand there."""
    named = rows.loc[rows["linked_to"].notna(), ["linked_to", "team"] if "team" in rows else ["linked_to"]]
    each = named.assign(linked_to=named["linked_to"].astype(str).str.findall(_ID)).explode("linked_to")
    lost = each[each["linked_to"].notna() & ~full_names(each, "linked_to").isin(list(known))]
    return rows.index.isin(lost.index)


def _is_elsewhere(rows: pd.DataFrame) -> Mask:
    reply, channel = rows["reply_channel"], rows["channel"]
    return reply.notna() & channel.notna() & (reply != channel)


def _ordered(found: pd.DataFrame) -> pd.DataFrame:
    ordered: pd.DataFrame = found.sort_values(BY_DUE, kind="stable")
    return ordered
