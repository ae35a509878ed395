"""Cells of the work lists that are sentences: why a level is unclear, what to look at, which reminder has come."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.report.month import moment_text
from toolkit.schema.rule_choices import ROLES
from toolkit.words import register as say
from toolkit.words.checks import LIST_COMMA

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from toolkit.report.options import ReportOptions

    Row = dict[Any, Any]


def readings(rows: pd.DataFrame, options: ReportOptions) -> pd.Series:
    """Say of each row why a supervisor should look at its level."""

    def said(row: Row) -> str:
        if isinstance(row["readings"], str):
            return row["readings"]
        if isinstance(row.get("suggested_urgency"), str):
            word = options.label("urgency", row["suggested_urgency"])
            return say.SUGGESTED(options.lang, word=word, reason=row["urgency_reason"])
        return say.AMBIGUOUS(options.lang) if row.get("level_is_ambiguous") else ""

    return _by_row(rows, said)


def matters(rows: pd.DataFrame, options: ReportOptions) -> pd.Series:
    """Say of each row what somebody should look at."""
    lang, labels = options.lang, options.words_of("resolution_verdict").label_of(options.lang)

    def said(row: Row) -> str:
        facts = {
            "due": _moment(row["due"]),
            "computed": _moment(row["computed_resolution_due"]) if row["matter"] == "typed_later" else "",
            "verdict": labels.get(row.get("computed_resolution_verdict") or "", say.OPEN(lang)),
            "reason": row.get("override_reason") or say.UNKNOWN(lang),
            "limit": say.LIMITS[row["limit"]](lang),
        }
        return say.MATTERS[row["matter"]](lang, **facts)

    return _by_row(rows, said)


def reminder(rows: pd.DataFrame, options: ReportOptions) -> pd.Series:
    """Say which point of its time each promise has reached."""

    def said(row: Row) -> str:
        point = row["reminder"]
        if not isinstance(point, str):
            return ""
        if point.endswith("%"):
            return say.USED(options.lang, share=point)
        return say.BEFORE[point[-1]](options.lang, count=point[1:-1]) if point.startswith("-") else ""

    return _by_row(rows, said)


def best(rows: pd.DataFrame, options: ReportOptions) -> pd.Series:
    """Say when to ask the customer in working time; where the window holds none, that it is after it."""

    def said(row: Row) -> str:
        if pd.isna(row["best"]):
            return ""
        moment = _moment(row["best"])
        return say.AFTER_WINDOW(options.lang, moment=moment) if row["best"] > row["due"] else moment

    return _by_row(rows, said)


def calls(rows: pd.DataFrame, options: ReportOptions) -> pd.Series:
    """Say whom a reminder speaks to besides the owner."""
    labels = ROLES.label_of(options.lang)

    def said(row: Row) -> str:
        called: tuple[str, ...] = row["calls"] if isinstance(row["calls"], tuple) else ()
        return LIST_COMMA(options.lang).join(labels.get(role, role) for role in called)

    return _by_row(rows, said)


def _by_row(rows: pd.DataFrame, said: Callable[[Row], str]) -> pd.Series:
    """A list is short: each of its rows is put into words by itself."""
    return pd.Series([said(row) for row in rows.to_dict("records")], rows.index, dtype=object)


def _moment(moment: Any) -> str:
    return moment_text(pd.Timestamp(moment).to_datetime64().astype("datetime64[s]"))


OWN_WORDS: Mapping[str, Callable[[pd.DataFrame, ReportOptions], pd.Series]] = MappingProxyType(
    {"readings": readings, "matter": matters, "reminder": reminder, "calls": calls, "best": best}
)
"""By column of a list."""
