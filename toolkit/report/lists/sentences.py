"""Cells of the work lists that are sentences: what to do, why a level is unclear, which reminder has come."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.domain.text.wording import Gap, gaps
from toolkit.report.month import moment_text
from toolkit.report.records import records
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.rule_choices import ROLES
from toolkit.words import checks
from toolkit.words import lists as say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from toolkit.report.options import ReportOptions
    from toolkit.report.records import Record

_GAPS = {
    Gap.TIME: checks.GAP_TIME, Gap.PERSON: checks.GAP_PERSON, Gap.EVENT: checks.GAP_EVENT, Gap.ORDER: checks.GAP_ORDER,
}  # fmt: skip
_PLAN = ("cause", "new_solution")


def readings(rows: pd.DataFrame, options: ReportOptions) -> pd.Series:
    """Say of each row why a supervisor should look at its level."""

    def said(row: Record) -> str:
        if isinstance(row["readings"], str):
            return row["readings"]
        if isinstance(row.get("suggested_urgency"), str):
            word = options.label("urgency", row["suggested_urgency"])
            return say.SUGGESTED(options.lang, word=word, reason=row["urgency_reason"])
        return say.AMBIGUOUS(options.lang) if row.get("level_is_ambiguous") else ""

    return _by_row(rows, said)


def matters(rows: pd.DataFrame, options: ReportOptions) -> pd.Series:
    """Say of each row what is to be done or looked at."""
    lang = options.lang

    def said(row: Record) -> str:
        text = say.MATTERS.get(row["matter"])
        return text(lang, **_facts(row, options)) if text else str(row["matter"] or "")

    return _by_row(rows, said)


def _facts(row: Record, options: ReportOptions) -> dict[str, object]:
    lang = options.lang
    about = row["matter"]
    facts: dict[str, object] = {
        "due": _moment(row["due"]) if row.get("due") is not None and not pd.isna(row["due"]) else "",
        "days": row.get("days", 0),
        "owner": row.get("owner") or "",
        "person": row.get("person") or "",
        "merged_into": row.get("merged_into") or "",
        "linked_to": row.get("linked_to") or "",
        "missing": missing(row, options),
    }
    if about == "typed_later":
        labels = options.words_of("resolution_verdict").label_of(lang)
        facts |= {
            "computed": _moment(row["computed_resolution_due"]),
            "verdict": labels.get(row.get("computed_resolution_verdict") or "", say.OPEN(lang)),
            "reason": row.get("override_reason") or say.UNKNOWN(lang),
        }
    if about == "other_channel":
        facts |= {key: options.label(key, row[key]) for key in ("channel", "reply_channel")}
    if about == "forward":
        facts["whom"] = row.get("co_departments") or say.THEIR_DEPARTMENT(lang)
    if about == "off_duty":
        facts["limit"] = say.LIMITS[row["limit"]](lang)
    if about == "no_movement":
        facts["days"] = f"{row['days']:.0f}"
    return facts


def missing(row: Record, options: ReportOptions) -> str:
    """Name what a row should still say: gaps of a vague description, cause and new solution of a reopened one."""
    lang = options.lang
    if row.get("matter") == "new_plan":
        words = [FEEDBACK[key].header(lang) for key in _PLAN if not isinstance(row.get(key), str)]
    elif row.get("matter") == "vague" and isinstance(row.get("description"), str):
        words = [_GAPS[gap](lang) for gap in gaps(row["description"])]
    else:
        return ""
    return checks.LIST_COMMA(lang).join(words)


def reminder(rows: pd.DataFrame, options: ReportOptions) -> pd.Series:
    """Say which point of its time each promise has reached."""

    def said(row: Record) -> str:
        point = row["reminder"]
        if not isinstance(point, str):
            return ""
        if point.endswith("%"):
            return say.USED(options.lang, share=point)
        return say.BEFORE[point[-1]](options.lang, count=point[1:-1]) if point.startswith("-") else ""

    return _by_row(rows, said)


def best(rows: pd.DataFrame, options: ReportOptions) -> pd.Series:
    """Say when to ask the customer in working time; where the window holds none, that it is after it."""

    def said(row: Record) -> str:
        if pd.isna(row["best"]):
            return ""
        moment = _moment(row["best"])
        return say.AFTER_WINDOW(options.lang, moment=moment) if row["best"] > row["due"] else moment

    return _by_row(rows, said)


def calls(rows: pd.DataFrame, options: ReportOptions) -> pd.Series:
    """Say whom a reminder speaks to besides the owner."""
    labels = ROLES.label_of(options.lang)

    def said(row: Record) -> str:
        called: tuple[str, ...] = row["calls"] if isinstance(row["calls"], tuple) else ()
        return checks.LIST_COMMA(options.lang).join(labels.get(role, role) for role in called)

    return _by_row(rows, said)


def way(rows: pd.DataFrame, options: ReportOptions) -> pd.Series:
    """Say how each customer is asked."""
    labels = options.words_of("ask_way").label_of(options.lang)
    return rows["way"].map(labels).astype(object)


def _by_row(rows: pd.DataFrame, said: Callable[[Record], str]) -> pd.Series:
    """A list is short: each of its rows is put into words by itself."""
    return pd.Series([said(row) for row in records(rows)], rows.index, dtype=object)


def _moment(moment: Any) -> str:
    return moment_text(pd.Timestamp(moment).to_datetime64().astype("datetime64[s]"))


OWN_WORDS: Mapping[str, Callable[[pd.DataFrame, ReportOptions], pd.Series]] = MappingProxyType(
    {"readings": readings, "matter": matters, "reminder": reminder, "calls": calls, "best": best, "way": way}
)
"""By column of a list."""
