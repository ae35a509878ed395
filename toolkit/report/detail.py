"""The rows behind a month's figures, in words people read, with a 1 in every column where a row counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from toolkit.domain.figures import attainment as kept
from toolkit.domain.figures import measures, satisfaction
from toolkit.domain.privacy import mask_frame, mask_text
from toolkit.report.derived import DERIVED, derived, more_flags
from toolkit.report.figures import yes
from toolkit.report.split import MOST_ROWS, split
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.column import Kind, is_day
from toolkit.schema.naming import normalise
from toolkit.schema.page import DataColumn, DataSheet, Form
from toolkit.words import report as say
from toolkit.words import report_terms as terms

if TYPE_CHECKING:
    from toolkit.domain.figures.period import Period
    from toolkit.report.options import ReportOptions

COUNTED = (
    "channel",
    "kind",
    "issue_type",
    "priority",
    "customer_type",
    "region",
    "process_stage",
    "issue_nature",
)
"""Choices that formulas count by; a blank one says so in words."""
_SAID = ("status", "satisfaction", "ask_way")
_PLAIN = (
    "feedback_id", "customer_id", "description", "owner", "keywords", "duplicate_of", "source_file", "team",
    "lead_department",
)  # fmt: skip
_MOMENTS = (
    "received_at", "first_response_due", "first_responded_at", "resolution_due", "resolved_at", "follow_up_due", "followed_up_at",
)  # fmt: skip
_NUMBERS = ("cycle", "rating", "nps")
_ORDER = (
    "feedback_id", "received_at", "month", "year", "precision", "channel", "kind", "issue_type", "priority", "customer_id",
    "customer_type", "region", "process_stage", "issue_nature", "description", "owner", "lead_department", "status", "first_response_due", "first_responded_at",
    "response_verdict", "response_hours", "resolution_due", "resolved_at", "resolution_verdict", *DERIVED, "ask_way",
    "follow_up_due", "followed_up_at", "answered_at", "satisfaction", "rating", "nps", "cycle", "keywords", "duplicate_of",
    "team", "source_file",
)  # fmt: skip
FLAGS = (
    "in_received", "is_case", "first_customer", "first_of_type", "is_vague", "in_resolved", "in_response", "in_resolution",
    "in_answers", "in_follow_up", "is_followed_up", "is_asked_in_time", "in_backlog", "in_overdue", "in_due_soon",
    "is_reviewed", "is_overturned",
)  # fmt: skip
_IF_FILLED = ("team", "process_stage", "issue_nature")
"""Columns that are left out where nobody filled them in."""
More = Callable[["pd.DataFrame", "Period", "ReportOptions"], "list[tuple[DataColumn, pd.Series]]"]
_LABEL_LIMIT = 60
"""A criterion of COUNTIFS may have 255 characters; a word of a list never needs that many."""
_FORMS = {Kind.ID: Form.ID, Kind.MOMENT: Form.MOMENT, Kind.INTEGER: Form.COUNT, Kind.NUMBER: Form.DECIMAL}
_OWN = {
    "response_hours": (Form.DECIMAL, 10), "answered_at": (Form.MOMENT, 16), **dict.fromkeys(DERIVED, (Form.DECIMAL, 10)),
    "precision": (Form.TEXT, 8), "source_file": (Form.TEXT, 18), "team": (Form.TEXT, 10),
    "month": (Form.TEXT, 9), "year": (Form.TEXT, 7),
}  # fmt: skip


def labelled(rows: pd.DataFrame, options: ReportOptions) -> pd.DataFrame:
    """Return the rows with the choices that formulas count by in words, blanks too."""
    blank = say.UNFILLED(options.lang)
    return rows.assign(**{key: _in_words(rows[key], options, key).fillna(blank) for key in COUNTED})


def _in_words(values: pd.Series, options: ReportOptions, key: str) -> pd.Series:
    """Return labels for keys; spellings that a formula could not tell apart become one, personal data goes."""
    label_of = options.words_of(key).label_of(options.lang) if FEEDBACK[key].choices else {}
    spelled: dict[str, str] = {normalise(label): label for label in label_of.values()}
    found = values.value_counts().index
    typed = mask_text(pd.Series([str(value).strip()[:_LABEL_LIMIT] for value in found], dtype=object))
    known = {
        value: spelled.setdefault(normalise(label_of.get(value, word)), label_of.get(value, word))
        for value, word in zip(found, typed, strict=True)
    }
    return values.map(known).astype(object)


def month_detail(
    rows: pd.DataFrame,
    period: Period,
    options: ReportOptions,
    most: int = MOST_ROWS,
    *,
    more: More | None = None,
) -> DataSheet:
    """Return the rows that any figure of the month counts, oldest first; on several sheets above so many rows.

    rows: labelled, everything known. Personal data is masked here. Reopened feedback stands once more for its first
    cycle where the month answers for that, and is counted there for its promises only. more: columns of a report's own,
    from the rows as they stand here; a row with a 1 in one of their flags is used too.
    """
    rows = kept.by_cycle(rows).reset_index(drop=True)
    rows = rows.assign(cycle=rows["cycle"].fillna(1))
    flags = month_flags(rows, period, options)
    added = more(rows, period, options) if more else []
    own = pd.DataFrame({column.key: found for column, found in added}, index=rows.index)
    counted = [flags[key] for key in FLAGS if key.startswith("in_")] + [
        own[column.key] for column, _ in added if column.is_flag
    ]
    is_used = pd.concat(counted, axis=1).any(axis=1).to_numpy()
    frame = pd.concat([_shown(rows[is_used], period, options), flags[is_used], own[is_used]], axis=1)
    frame = frame.sort_values(["received_at", "feedback_id", "cycle"], kind="stable").reset_index(drop=True)
    blank = ("", say.UNFILLED(options.lang))
    order = [key for key in _ORDER if key not in _IF_FILLED or (~frame[key].fillna("").isin(blank)).any()]
    columns = (*(_column(key, options) for key in (*order, *FLAGS)), *(column for column, _ in added))
    whole = DataSheet(
        "detail",
        say.PAGES["detail"](options.lang),
        terms.DETAIL_TABLE(options.lang),
        columns,
        frame[[column.key for column in columns]],
    )
    return whole if len(frame) <= most else split(whole, period, options.lang, most)


def month_flags(rows: pd.DataFrame, period: Period, options: ReportOptions) -> pd.DataFrame:
    """Return, with the rows' index, a column of 1 and 0 for each thing that formulas count."""
    is_now = ~rows["is_earlier_cycle"] if "is_earlier_cycle" in rows else pd.Series(True, rows.index)
    received = measures.is_received(rows, period) & is_now
    first = pd.DataFrame(0, index=rows.index, columns=["first_customer", "first_of_type"])
    first.loc[received, "first_customer"] = measures.first_of_customer(rows[received])
    first.loc[received, "first_of_type"] = measures.first_of_customer(rows[received], ["issue_type"])
    flags = pd.DataFrame({
        "in_received": received,
        "is_case": ~measures.is_repeat(rows),
        "in_resolved": measures.is_resolved(rows, period),
        "in_response": kept.answers_for(rows, kept.RESPONSE, period, options.basis),
        "in_resolution": kept.answers_for(rows, kept.RESOLUTION, period, options.basis),
        "in_answers": satisfaction.is_answered(rows, period),
        "in_backlog": kept.is_open(rows, period.until),
        "in_overdue": kept.is_overdue(rows, period.until),
        **more_flags(rows, period, options),
        "is_reviewed": yes(rows, "is_reviewed"),
        "is_overturned": yes(rows, "is_overturned"),
    })  # fmt: skip
    flags.loc[~is_now, [key for key in flags if key not in ("in_response", "in_resolution")]] = False
    return pd.concat([flags.astype("int64"), first], axis=1)[list(FLAGS)]


def _shown(rows: pd.DataFrame, period: Period, options: ReportOptions) -> pd.DataFrame:
    lang = options.lang
    label_of = options.words_of("response_verdict").label_of(lang) | {"pending": say.PENDING(lang)}
    judged = {clock.verdict: kept.verdicts(rows, clock, period.as_of).map(label_of) for clock in kept.CLOCKS}
    precision = np.where(rows[is_day("received_at")], say.TO_THE_DAY(lang), say.TO_THE_MINUTE(lang))
    own: dict[str, Any] = {
        "precision": pd.Series(precision, rows.index, dtype=object),
        "month": period_words(rows["received_at"], "M"),
        "year": period_words(rows["received_at"], "Y"),
        "response_hours": measures.response_hours(rows),
        **derived(rows, period, options),
        "answered_at": satisfaction.answered_at(rows),
    }
    said = {key: _in_words(rows[key], options, key) for key in _SAID}
    masked = mask_frame(rows[[*_PLAIN, *_MOMENTS, *_NUMBERS, *COUNTED]], FEEDBACK.columns)
    # An id that is a phone number, and a file or team named after a person, tell as much as a column of names.
    typed = {key: mask_text(rows[key]) for key in ("customer_id", "source_file", "team", "lead_department")}
    typed["lead_department"] = typed["lead_department"].fillna(say.UNFILLED(lang))
    typed["customer_id"] = typed["customer_id"].fillna(say.ANONYMOUS(lang))
    return masked.assign(**said, **judged, **own, **typed)


def period_words(moments: pd.Series, unit: Literal["M", "Y"]) -> pd.Series:
    """Return the month ("2026-10") or year of moments as words: a pivot groups by them in every program alike."""
    found = moments.to_numpy().astype(f"M8[{unit}]")
    return pd.Series(np.datetime_as_string(found), moments.index, dtype=object).where(moments.notna(), None)


def _column(key: str, options: ReportOptions) -> DataColumn:
    if key in FLAGS:
        return DataColumn(key, terms.DETAIL[key](options.lang), Form.COUNT, 9, is_flag=True)
    if key in _OWN:
        form, width = _OWN[key]
        return DataColumn(key, terms.DETAIL[key](options.lang), form, width)
    column = FEEDBACK[key]
    # A header with brackets would need quoting in every formula.
    header = terms.DETAIL.get(key)
    form = _FORMS.get(column.kind, Form.TEXT)
    return DataColumn(
        key, header(options.lang) if header else column.header(options.lang), form, min(column.width, 30)
    )
