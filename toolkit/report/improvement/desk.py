"""What every page of the improvement workbook is made from, and how its words are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.report.month import moment_text
from toolkit.schema.choices import DEGREES
from toolkit.schema.page import Figure, Form, TableColumn, Tone
from toolkit.words import improvement as say

if TYPE_CHECKING:
    from toolkit.domain.improvement.whole import Improvement
    from toolkit.report.options import ReportOptions
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language

FORMS = {
    "issue": Form.WRAPPED, "task": Form.WRAPPED, "remark": Form.WRAPPED, "note": Form.WRAPPED, "days_left": Form.COUNT, "progress": Form.RATE,
    "due": Form.DAY, "rank": Form.COUNT, "count": Form.COUNT, "share": Form.RATE, "customer_count": Form.COUNT, "score": Form.COUNT,
    "measure": Form.WRAPPED, "metric": Form.WRAPPED, "windows": Form.WRAPPED, "goal": Form.WRAPPED, "why": Form.WRAPPED,
    "before": Form.WRAPPED, "after": Form.WRAPPED,
    "before_count": Form.COUNT, "since_count": Form.COUNT, "fixed_on": Form.DAY, "last_at": Form.DAY, "measures": Form.WRAPPED,
    "times": Form.COUNT, "used": Form.COUNT, "satisfied": Form.COUNT, "question": Form.WRAPPED, "answer": Form.WRAPPED,
    "definition": Form.WRAPPED, "interval": Form.WRAPPED, "low": Form.WRAPPED, "medium": Form.WRAPPED, "high": Form.WRAPPED,
    "cases": Form.WRAPPED, "feedback_id": Form.ID, "customer": Form.ID,
}  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """What is known, and how people call it."""

    known: Improvement
    options: ReportOptions

    @property
    def lang(self) -> Language:
        return self.options.lang

    @property
    def moment(self) -> str:
        return moment_text(self.known.as_of)

    def heads(self, *keys: str) -> tuple[TableColumn, ...]:
        return tuple(TableColumn(key, say.HEADERS[key](self.lang), FORMS.get(key, Form.TEXT)) for key in keys)

    def label(self, vocabulary: Vocabulary, key: object) -> str:
        return vocabulary.label_of(self.lang).get(str(key), "")

    def degree(self, key: object, *, is_typed: bool) -> str:
        word = self.label(DEGREES, key)
        return say.TYPED(self.lang, degree=word) if is_typed else word


def cell(key: str, value: object, tone: Tone = Tone.PLAIN) -> Figure:
    """Return a cell in the form of its column; what is not there is empty."""
    return Figure(None if _is_nothing(value) else value, form=FORMS.get(key, Form.TEXT), tone=tone)


def _is_nothing(value: object) -> bool:
    return value is None or (
        isinstance(value, (float, np.datetime64, pd.Timestamp, type(pd.NaT))) and bool(pd.isna(value))
    )


def day_text(moment: object) -> str:
    """Return a day as people write it, "" for none."""
    return "" if pd.isna(moment) else f"{pd.Timestamp(moment):%Y-%m-%d}"  # type: ignore[arg-type, call-overload]
