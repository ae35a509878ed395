"""What was reported of a month, as data that keeps: its figures and the judgement of every row; and what differs now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

import numpy as np
import pandas as pd

from toolkit.domain.privacy import mask_text
from toolkit.report.derived import DERIVED
from toolkit.report.detail import FLAGS
from toolkit.report.indicators import BY_KEY, INDICATORS
from toolkit.report.month import moment_text
from toolkit.schema.page import Form
from toolkit.words import hands as say
from toolkit.words import report as labels
from toolkit.words import report_terms as terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.report.figures import Figures
    from toolkit.schema.page import DataSheet
    from toolkit.words import Language

_LEFT_OUT = frozenset({
    "feedback_id", "team", "keywords", "source_file", "description", "process_stage", "issue_nature",
    "first_response_due", "resolution_due", "follow_up_due", *FLAGS, *DERIVED,
})  # fmt: skip
"""Columns that follow from others, or that no figure counts: suggested classes; due moments, whose verdict tells."""
_SUGGESTED = ("issue_type", "kind")
_FOLLOWS = {"issue_type": "issue_type", "kind": "kind", "lead_department": "kind"}
"""Columns that say otherwise as soon as a suggestion does, each with that suggestion."""
_DIGITS = 6


class Reported(TypedDict):
    """A month as it was reported. rows: by team, id and cycle, what each column said, in words.

    untyped: rows in which no person filled in a column that we suggest, by column; older versions do not tell.
    """

    figures: dict[str, float | None]
    headers: dict[str, str]
    rows: dict[str, dict[str, str]]
    untyped: NotRequired[dict[str, list[str]]]


class Difference(TypedDict):
    """One thing that differs: of a figure (team and feedback_id are "") or of a row. key: the column, "" for a whole row."""

    subject: str
    column: str
    before: str
    now: str
    team: str
    feedback_id: str
    key: str


def reported(now: Figures, data: DataSheet, rows: pd.DataFrame) -> Reported:
    """Return what a month's report says, as plain values: its figures, and the rows behind them.

    rows: everything known, judged and labelled, which the detail was made from.
    """
    figures = {one.key: _rounded(one.value(now)) for one in INDICATORS}
    headers = {column.key: column.header for column in data.columns if column.key not in _LEFT_OUT}
    frame = data.frame
    named = _names(frame)
    keys = [f"{name}\t{int(cycle)}" for name, cycle in zip(named, frame["cycle"], strict=True)]
    said = zip(*(_column_words(frame[key]) for key in headers), strict=True)
    shown = {
        key: {name: word for name, word in zip(headers, words, strict=True) if word}
        for key, words in zip(keys, said, strict=True)
    }
    untyped = {}
    for column in _SUGGESTED:
        open_ones = set(_names(rows[_is_untyped(rows, column)]))
        untyped[column] = [key for key, name in zip(keys, named, strict=True) if name in open_ones]
    return {"figures": figures, "headers": headers, "rows": shown, "untyped": untyped}


def _names(rows: pd.DataFrame) -> list[str]:
    """Name rows by team and id, the team masked as the detail has it."""
    teams = mask_text(rows["team"]).fillna("") if "team" in rows else pd.Series("", rows.index)
    return [f"{team}\t{number}" for team, number in zip(teams, rows["feedback_id"], strict=True)]


def _is_untyped(rows: pd.DataFrame, column: str) -> pd.Series:
    """Where no person's value stands: it is suggested, or nothing is said."""
    is_blank = rows[column].isin([labels.UNFILLED.zh, labels.UNFILLED.en]) | rows[column].isna()
    mark = f"{column}_is_suggested"
    return is_blank | rows[mark].astype(bool) if mark in rows else is_blank


def _column_words(values: pd.Series) -> list[str]:
    """Put a column into words, each of its values once."""
    codes, distinct = pd.factorize(values)
    words = [*map(_words, distinct.tolist()), ""]  # the code of what is missing is -1
    return [words[code] for code in codes.tolist()]


def _rounded(value: float | None) -> float | None:
    return None if value is None or not np.isfinite(value) else round(float(value), _DIGITS)


def _words(value: Any) -> str:
    if value is None or value is pd.NaT or value != value:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, (pd.Timestamp, np.datetime64)):
        return moment_text(pd.Timestamp(value).to_numpy())
    return f"{value:g}" if isinstance(value, float) else str(value)


def differences(before: Reported, now: Reported, lang: Language) -> list[Difference]:
    """Return what differs now, the figures first, then the rows in their order; what cycles of a row share, once."""
    found = [*_of_figures(before, now, lang), *_of_rows(before, now, lang)]
    return [*{tuple(one.values()): one for one in found}.values()]


def _of_figures(before: Reported, now: Reported, lang: Language) -> Iterator[Difference]:
    for key in BY_KEY:
        was, is_now = before["figures"].get(key), now["figures"].get(key)
        if was != is_now:
            shown = (_figure(key, value) for value in (was, is_now))
            yield _line(("", "", ""), (terms.INDICATORS[key](lang), ""), *shown)


def _of_rows(before: Reported, now: Reported, lang: Language) -> Iterator[Difference]:
    untyped = _untyped_in_both(before, now)
    for row in dict.fromkeys([*before["rows"], *now["rows"]]):
        team, number, _ = row.split("\t")
        was, is_now = before["rows"].get(row), now["rows"].get(row)
        if was is None or is_now is None:
            now_there = (say.ROW_ADDED if was is None else say.ROW_GONE)(lang)
            yield _line((team, number, ""), (number, ""), "", now_there)
            continue
        moved = {key for key in _SUGGESTED if row in untyped[key] and was.get(key) != is_now.get(key)}
        for key, header in now["headers"].items():
            if key not in before["headers"] or key in _LEFT_OUT or _FOLLOWS.get(key) in moved:
                continue  # a report of before knew no such column, or only a suggestion became another
            if was.get(key, "") != is_now.get(key, ""):
                yield _line((team, number, key), (number, header), was.get(key, ""), is_now.get(key, ""))


def _untyped_in_both(before: Reported, now: Reported) -> dict[str, set[str]]:
    """Return by column the rows that no person filled in, then or now; a version that does not tell had them as now."""
    then, today = before.get("untyped"), now.get("untyped") or {}
    found = {key: set(today.get(key, ())) for key in _SUGGESTED}
    return found if then is None else {key: found[key] & set(then.get(key, ())) for key in _SUGGESTED}


def _line(where: tuple[str, str, str], called: tuple[str, str], before: str, now: str) -> Difference:
    """One difference. where: team, id and key; called: the subject and the column in words."""
    team, number, key = where
    subject = f"{team}/{called[0]}" if team else called[0]
    return {"subject": subject, "column": called[1], "before": before, "now": now,
            "team": team, "feedback_id": number, "key": key}  # fmt: skip


def _figure(key: str, value: float | None) -> str:
    if value is None:
        return "–"
    form = BY_KEY[key].form
    if form is Form.RATE:
        return f"{100 * value:.1f}%"
    return f"{value:,.0f}" if form is Form.COUNT else f"{value:,.1f}"
