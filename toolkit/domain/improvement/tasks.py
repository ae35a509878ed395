"""Measures as tasks: "①…；②…" of a plan's rows, each with one owner, one department, a date and how far it got."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from toolkit.domain.improvement.lists import ASIDE, items
from toolkit.domain.names import people

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

WEEK = 7
OPEN_STATES = ("open", "running")
DONE, PAUSED = "done", "paused"

_PARTS = re.compile(r"[,，;；、]")
_FULL_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_SHORT_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:月|[-/])(\d{1,2})日?(?!\d)")
_WITHIN = re.compile(r"(\d+)\s*(?:个)?(天|日|周|月|days?|weeks?|months?)\s*(?:之?内|后|$)?", re.IGNORECASE)
_DAYS = {"天": 1, "日": 1, "d": 1, "周": 7, "w": 7, "月": 30, "m": 30}
_IS_DONE = re.compile(r"已(?:完成|上线|落实|结束|到岗|签)|[√✓✔]|\bdone\b", re.IGNORECASE)
_SHARE = re.compile(r"(\d{1,3})\s*[%％]")
_DEPARTMENT = re.compile(r"(?:部|部门|组|科|处|中心|团队)\*?$|\b(?:team|department|desk)\b", re.IGNORECASE)
_WHEN_WORDS = re.compile(r"完成|上线|内|前|底|within|by|until|before", re.IGNORECASE)
_AMOUNT = re.compile(
    r"([^\d,，;；、\s]*?)\s*(\d+(?:\.\d+)?)\s*(万|千|亿)?\s*(元|人天|人月|人|台|套|天|[a-z]+)?", re.IGNORECASE
)
_TIMES = {"万": 1e4, "千": 1e3, "亿": 1e8}


class Timing(StrEnum):
    """How a task stands to its date."""

    DONE = "done"
    PAUSED = "paused"
    OVERDUE = "overdue"
    THIS_WEEK = "this_week"
    LATER = "later"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: what is to be done, and what its own brackets say of who, until when and how far."""

    text: str
    owner: str = ""
    department: str = ""
    due: date | None = None
    progress: float | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """Something a measure needs: "招聘预算2万" is 招聘预算, 20,000."""

    what: str
    amount: float
    unit: str = ""


def measures(text: str, planned: date | None = None) -> tuple[Measure, ...]:
    """Split "①增加分拣人员(招聘组,1周内);②…" into measures; a span counts from the day it was planned (S1-032).

    Without that day only whole dates are understood.
    """
    return tuple(_measure(item, planned) for item in items(text))


def _measure(item: str, planned: date | None) -> Measure:
    said = [part.strip() for aside in ASIDE.findall(item) for part in _PARTS.split(aside) if part.strip()]
    bare = ASIDE.sub("", item).strip() or item
    names = [part for part in said if not _tells_when(part)]
    departments = [name for name in names if _DEPARTMENT.search(name)]
    owners = [name for name in names if name not in departments]
    due = next((day for part in said if (day := due_in(part, planned))), None)
    owner, department = (next(iter(names), "") for names in (owners, departments))
    return Measure(bare, owner, department, due, _progress(item))


def _tells_when(part: str) -> bool:
    has_number = any(map(str.isdigit, part))
    return has_number or bool(_IS_DONE.search(part) or _WHEN_WORDS.search(part))


def due_in(text: str, planned: date | None) -> date | None:
    """Return the day that a text names: 2026-10-15, 10月15日前 (in the year of the plan, or the next), 2周内."""
    plain = unicodedata.normalize("NFKC", text)
    if found := _FULL_DAY.search(plain):
        return _day(*map(int, found.groups()))
    return _seen_from(plain, planned) if planned else None


def _seen_from(plain: str, planned: date) -> date | None:
    if found := _SHORT_DAY.search(plain):
        month, day = map(int, found.groups())
        near = _day(planned.year, month, day)
        return _day(planned.year + 1, month, day) if near and near < planned - timedelta(days=180) else near
    if found := _WITHIN.search(plain):
        return planned + timedelta(days=int(found[1]) * _DAYS[found[2].lower()[0]])
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _progress(item: str) -> float | None:
    if _IS_DONE.search(item):
        return 1.0
    shares = [found for aside in ASIDE.findall(item) for found in _SHARE.findall(aside)]
    return min(int(shares[-1]) / 100, 1.0) if shares else None


def resources(text: str) -> tuple[Resource, ...]:
    """Read what a plan needs: "招聘预算2万，开发人力3人" is 20,000 of one and 3 of the other (S1-065)."""
    plain = unicodedata.normalize("NFKC", text)
    return tuple(
        Resource(what.strip(" :："), float(number) * _TIMES.get(times, 1), unit)
        for what, number, times, unit in _AMOUNT.findall(plain)
    )


def tasks(plans: pd.DataFrame, as_of: np.datetime64) -> pd.DataFrame:
    """Return every measure of a plan as a task, the most pressing first.

    Args:
        plans: rows of 改进计划, typed; with `arrived_at`, the moment each came in, and `updated_at`.
        as_of: the moment to look from.

    Returns:
        plan (index of its row), issue, task, owner, department, due (days, NaT where unknown), progress (0 to 1, NaN),
        state (as the row says it), timing, days_left (negative when over, NaN), is_shared (several owners or none),
        is_recent (something of it changed within a week), resources, review_on.
    """
    found = [task for place, row in _rows(plans) for task in _tasks_of(place, row)]
    made = pd.DataFrame(found, columns=["plan", "issue", "task", "owner", "department", "due", "progress", "state", "resources",
                                        "review_on", "updated_at"])  # fmt: skip
    for key in ("due", "review_on", "updated_at"):
        made[key] = made[key].to_numpy("datetime64[s]")
    left = (made["due"].to_numpy("M8[D]") - as_of.astype("M8[D]")).astype(float)
    made["days_left"] = np.where(made["due"].isna(), np.nan, left)
    made["timing"] = _timing(made)
    made["is_shared"] = [len(people(owner)) != 1 for owner in made["owner"]]
    made["is_recent"] = (made["updated_at"] > as_of - np.timedelta64(WEEK, "D")) & (
        made["updated_at"] <= as_of
    )
    order = made["timing"].map({name: place for place, name in enumerate(_ORDER)})
    return (
        made.assign(order=order)
        .sort_values(["order", "due", "plan"], kind="stable")
        .drop(columns="order")
        .reset_index(drop=True)
    )


_ORDER = (Timing.OVERDUE, Timing.THIS_WEEK, Timing.LATER, Timing.UNDATED, Timing.PAUSED, Timing.DONE)


def _timing(made: pd.DataFrame) -> np.ndarray:
    is_done = (made["state"] == DONE) | (made["progress"] >= 1)
    tests = [
        is_done,
        made["state"] == PAUSED,
        made["due"].isna(),
        made["days_left"] < 0,
        made["days_left"] <= WEEK,
    ]
    names = [Timing.DONE, Timing.PAUSED, Timing.UNDATED, Timing.OVERDUE, Timing.THIS_WEEK]
    return np.select(
        [test.to_numpy(bool) for test in tests],
        [np.array(name.value, object) for name in names],
        Timing.LATER.value,
    )


def _rows(plans: pd.DataFrame) -> Iterator[tuple[Hashable, dict[Hashable, Any]]]:
    return zip(plans.index, plans.to_dict("records"), strict=True)


def _tasks_of(place: Hashable, row: dict[Hashable, Any]) -> Iterator[tuple[object, ...]]:
    """A plan is a handful of rows: each is read by itself."""
    planned = pd.Timestamp(row["arrived_at"]).date()
    for one in measures(_text(row, "measures"), planned):
        progress = row["progress_rate"] / 100 if one.progress is None else one.progress
        due = np.datetime64(one.due, "s") if one.due else row["due_on"]
        yield (place, _text(row, "issue"), one.text, one.owner or _text(row, "owner"), one.department or _text(row, "department"),
               due, progress, row["state"] or "open", _text(row, "resources"), row["review_on"], row["updated_at"])  # fmt: skip


def _text(row: dict[Hashable, Any], key: str) -> str:
    value = row.get(key)
    return value.strip() if isinstance(value, str) else ""
