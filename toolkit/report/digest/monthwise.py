"""The months of a longer stretch, told apart in its rows, so that each month's figures are formulas too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.figures import attainment as kept
from toolkit.domain.figures import measures, satisfaction
from toolkit.report.detail import period_words
from toolkit.schema.page import DataColumn, DataSheet, Form
from toolkit.words import digest as say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.domain.figures.period import Period
    from toolkit.report.indicators import Indicator
    from toolkit.report.month import Month
    from toolkit.report.options import ReportOptions

_MONTH_OF = {
    "in_received": "month", "in_resolved": "resolved_month", "in_response": "response_month",
    "in_resolution": "resolution_month", "in_answers": "answer_month",
}  # fmt: skip
"""By the flag of a stretch, the column that says in which month a row counts."""


def months_of_rows(
    rows: pd.DataFrame, period: Period, options: ReportOptions
) -> list[tuple[DataColumn, pd.Series]]:
    """Return columns that tell the months of a stretch apart: in which a row counts, and at whose end it was open.

    rows: as the detail has them, with is_earlier_cycle where feedback stands for its first cycle too.
    """
    lang = options.lang
    moments = {
        "resolved_month": rows["resolved_at"],
        "response_month": kept.counted_at(rows, kept.RESPONSE, options.basis),
        "resolution_month": kept.counted_at(rows, kept.RESOLUTION, options.basis),
        "answer_month": satisfaction.answered_at(rows),
    }
    words = [
        (DataColumn(key, say.DETAIL[key](lang), Form.TEXT, 9), period_words(found, "M"))
        for key, found in moments.items()
    ]
    return words + [
        (DataColumn(key, header, Form.COUNT, 9, is_flag=True), found)
        for key, header, found in _flags(rows, period, options)
    ]


def _flags(rows: pd.DataFrame, period: Period, options: ReportOptions) -> list[tuple[str, str, pd.Series]]:
    is_now = ~rows["is_earlier_cycle"] if "is_earlier_cycle" in rows else rows["received_at"].notna()
    first = np.zeros(len(rows), np.int64)
    made = []
    for place, part in enumerate(period.by_month()):
        received = (measures.is_received(rows, part) & is_now).to_numpy(bool)
        first[received] = measures.first_of_customer(rows[received])
        found = {"open": kept.is_open(rows, part.until), "overdue": kept.is_overdue(rows, part.until)}
        made += [
            (
                f"{key}_{place}",
                say.DETAIL[key](options.lang, month=part.name),
                (mask & is_now).astype("int64"),
            )
            for key, mask in found.items()
        ]
    customer = pd.Series(first, rows.index)
    return [("first_in_month", say.DETAIL["first_in_month"](options.lang), customer), *made]


@dataclass(frozen=True)
class MonthOf(DataSheet):
    """The rows of a stretch, seen for one of its months. whole: all of them; number: which month, from 0."""

    whole: DataSheet | None = None
    name: str = ""
    number: int = 0

    @property
    def parts(self) -> tuple[DataSheet, ...]:
        return self.whole.parts if self.whole else ()

    def narrowed(self, where: Mapping[str, object]) -> dict[str, object]:
        """Return conditions on the stretch as conditions on the month."""
        own = {
            "first_customer": "first_in_month", "in_backlog": f"open_{self.number}", "in_overdue": f"overdue_{self.number}",
        }  # fmt: skip
        months = {_MONTH_OF[key]: self.name for key in where if key in _MONTH_OF}
        return {own.get(key, key): value for key, value in where.items()} | months


def month_formula(month: Month, one: Indicator, name: str, number: int) -> str:
    """Return the formula of a figure for one month of a stretch."""
    data = month.data
    seen = MonthOf(data.key, data.title, data.table_name, data.columns, data.frame, data, name, number)
    part: Month = replace(month, data=seen)
    formula = one.formula(part)
    for key, own in zip(("numerator", "denominator"), one.part_formulas or (), strict=False):
        formula = formula.replace(f"{{@{key}}}", f"({own(part)})")
    return formula
