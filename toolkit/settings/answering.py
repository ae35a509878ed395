"""Sheets of questions: each answer understood, or its default where it is blank or cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from toolkit.rules.cells import EXPECTED
from toolkit.rules.codes.settings import P601, P603, P616
from toolkit.rules.finding import Place
from toolkit.schema.answers import BASICS, REPORT, Answer
from toolkit.schema.naming import normalise
from toolkit.settings.cells import bounds
from toolkit.settings.defaults import typed
from toolkit.words import settings as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from toolkit.settings.rows import Faults, Row
    from toolkit.words import Language


def read_answers(rows: Sequence[Row], asked: Iterable[Answer], lang: Language) -> dict[str, Any]:
    """Return the answers by key; every one that cannot be used is noted at its cell."""
    # A list of the other sheets stands below the answers, and in English one of them is called as an answer is.
    by_label = {normalise(row.text("item")): row for row in reversed(rows)}
    found: dict[str, Any] = {}
    for answer in asked:
        row = next((by_label[form] for form in _labels(answer) if form in by_label), None)
        found[answer.key] = _understood(answer, row, lang)
    return found


def place_of(key: str, rows: Iterable[Row], title: str) -> Place:
    """Return where 常用 or 报告选项 asks for this answer; the sheet where it does not."""
    labels = {label for answer in (*BASICS, *REPORT) if answer.key == key for label in _labels(answer)}
    asked = (row for row in rows if normalise(row.text("item")) in labels)
    return next((row.place("value") for row in asked), Place(title))


def read_window(answers: Mapping[str, Any], place: Place, faults: Faults) -> tuple[float, float]:
    """Return from when until when after a resolution to ask the customer, in hours; a window that is none is noted."""
    first, last = (float(answers[f"follow_up_{end}_hours"]) for end in ("from", "until"))
    if first < last:
        return first, last
    headers = {answer.key: answer.column.header(faults.lang) for answer in BASICS}
    less = say.BEFORE_THE_LATEST(faults.lang, other=headers["follow_up_until_hours"], value=last)
    faults.add(P616, place, value=f"{first:g}", header=headers["follow_up_from_hours"], bounds=less)
    return 0.0, last


def _labels(answer: Answer) -> tuple[str, str]:
    return normalise(answer.column.zh), normalise(answer.column.en)


def _understood(answer: Answer, row: Row | None, lang: Language) -> Any:
    raw = row.typed("value") if row else None
    value = _one(answer, raw)
    if row and not _is_usable(answer, row, value, lang):
        value = None
    return _one(answer, answer.shown(lang)) if value is None else value


def _is_usable(answer: Answer, row: Row, value: Any, lang: Language) -> bool:
    column, header = answer.column, answer.column.header(lang)
    if value is None and row.typed("value") is None:
        if column.is_required:
            row.wrong(P601, "value", header=header)
    elif value is None and column.choices:
        row.unknown("value", row.text("value"), column.choices, header=header)
    elif value is None:
        kind, example = EXPECTED[column.kind]
        row.wrong(P603, "value", header=header, kind=kind, example=answer.shown(lang) or example)
    elif not _is_in_range(answer, value):
        row.wrong(P616, "value", header=header, bounds=bounds(column, lang))
        return False
    return True


def _one(answer: Answer, raw: object) -> Any:
    """A typed cell as this answer's column understands it; None where it is blank or no such thing."""
    if raw is None:
        return None
    value = typed(answer.column, [raw])[0]
    if pd.isna(value):
        return None
    if answer.column.choices and value not in answer.column.choices.keys:
        return None
    return (
        pd.Timestamp(value).date()
        if answer.column.is_time
        else value.item()
        if isinstance(value, np.generic)
        else value
    )


def _is_in_range(answer: Answer, value: Any) -> bool:
    low, high = answer.column.minimum, answer.column.maximum
    return (low is None or value >= low) and (high is None or value <= high)
