"""What to say (话术): each row's text from the team's templates, with its name, its number and the computed hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.report.lists.sentences import missing
from toolkit.report.records import records
from toolkit.words import replies as say

if TYPE_CHECKING:
    import numpy as np

    from toolkit.report.options import ReportOptions
    from toolkit.report.records import Record
    from toolkit.words import Language

_USES = {
    "follow_up": "follow_up", "reopened": "reopened", "supplement": "supplement", "confirm": "closing",
    "progress": "progress", "praise": "praise", "leftovers": "progress", "idle": "progress",
}  # fmt: skip
_BY_LIMIT = ("overdue", "today", "week", "reminders")
_MATTERS = {"tell_result": "result", "deliver": "result", "explain": "invalid"}


def replies(rows: pd.DataFrame, key: str, options: ReportOptions, as_of: np.datetime64) -> pd.Series:
    """Return the text for each row of a list; blank where the list or the row asks for none.

    A promise that can no longer be kept is not repeated: hours and due moments that are over are left out.
    """
    written = options.practice.replies
    texts = []
    for row in records(rows):
        use = _use(key, row)
        text = written.write(use, _facts(row, options, as_of), row.get("kind"), row.get("way")) if use else ""
        texts.append(text or None)
    return pd.Series(texts, rows.index, dtype=object)


def _use(key: str, row: Record) -> str:
    if key in _BY_LIMIT:
        if row["status"] == "reopened":
            return "reopened"
        return "received" if row["limit"] == "response" else "progress"
    if key == "result":
        return _MATTERS.get(row["matter"], "")
    if key == "supplement":
        return "supplement" if row["matter"] == "vague" else ""
    if key == "idle" and pd.isna(row["first_responded_at"]):
        return "received"
    return _USES.get(key, "")


def _facts(row: Record, options: ReportOptions, as_of: np.datetime64) -> dict[str, object]:
    lang, practice = options.lang, options.practice
    response, resolution = (_ahead(row.get(key), as_of) for key in ("first_response_due", "resolution_due"))
    promise = practice.promises.get(row.get("response_policy") or "")
    facts: dict[str, object] = {
        "customer": row.get("customer_name"),
        "number": row.get("feedback_id"),
        "kind": _label(options, "kind", row),
        "issue": None if row.get("issue_type") in options.last_types else _label(options, "issue_type", row),
        "gist": row.get("description"),
        "solution": _stripped(row.get("new_solution")) or _stripped(row.get("solution")),
        "prevention": _stripped(row.get("prevention")),
        "progress": _stripped(row.get("progress_note")),
        "owner": _owner(row.get("person"), options),
        "channel": _label(options, "channel", row),
        "respond_by": _moment(response, lang),
        "resolve_by": _moment(resolution, lang),
        "missing": missing(row, options),
    }
    if promise and response is not None:
        text = say.WORKING_HOURS if promise.is_working else say.HOURS
        facts |= {"hours": f"{promise.hours:g}", "limit": text(lang, count=f"{promise.hours:g}")}
    if (
        row.get("status") == "awaiting_confirmation"
        and (closing := _ahead(row.get("due"), as_of)) is not None
    ):
        facts["closes_on"] = say.DAY(lang, month=closing.month, day=closing.day)
    return {key: value for key, value in facts.items() if isinstance(value, str)}


def _owner(person: str | None, options: ReportOptions) -> str | None:
    """Whom a customer is told of: a person by name; a role that nobody of the list has is one of ours."""
    is_role = person == options.practice.lead.label
    return say.OUR_ROLE(options.lang, role=person) if is_role else person


def _stripped(text: object) -> str | None:
    """A text as part of a sentence that ends it itself."""
    return text.rstrip("。.！!；; \n") if isinstance(text, str) else None


def _ahead(moment: Any, as_of: np.datetime64) -> pd.Timestamp | None:
    if moment is None or pd.isna(moment):
        return None
    when = pd.Timestamp(moment)
    return when if when.to_datetime64() >= as_of else None


def _moment(when: pd.Timestamp | None, lang: Language) -> str | None:
    if when is None:
        return None
    return say.MOMENT(lang, month=when.month, day=when.day, time=f"{when:%H:%M}")


def _label(options: ReportOptions, key: str, row: Record) -> str | None:
    value = row.get(key)
    return options.label(key, value) if isinstance(value, str) else None
