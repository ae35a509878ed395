"""The figures of one month, computed once from the rows and handed to every page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

import pandas as pd

from toolkit.domain.figures import attainment as kept
from toolkit.domain.figures import measures
from toolkit.domain.figures import satisfaction as asked
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.column import Kind

if TYPE_CHECKING:
    from toolkit.domain.figures.attainment import Attainment, Basis
    from toolkit.domain.figures.measures import Spread
    from toolkit.domain.figures.period import Period
    from toolkit.domain.figures.satisfaction import Nps, Rating, Satisfaction

HISTORY = 13
"""Months in the table of months: this one, the twelve before it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a month comes to. Rates are derived from counts that are kept beside them."""

    period: Period
    received: int
    cases: int
    customers: int
    resolved: int
    response: Attainment
    resolution: Attainment
    response_hours: Spread
    resolution_hours: Spread
    satisfaction: Satisfaction
    rating: Rating
    nps: Nps
    backlog: int
    overdue: int
    first: Attainment
    reopened: int
    reviewed: int
    overturned: int


_WORDY = frozenset(column.key for column in FEEDBACK.columns if column.kind in (Kind.TEXT, Kind.LONG_TEXT))
"""Columns of free text, from which nothing is counted: a narrow table is cut many times as fast."""


@dataclass(frozen=True)
class Counter:
    """Everything known, made ready once to be counted month by month. Reopened rows stand in `cycles` once a cycle."""

    rows: pd.DataFrame
    cycles: pd.DataFrame
    stays: kept.Stays
    answered_at: pd.Series
    basis: Basis

    @classmethod
    def of(cls, rows: pd.DataFrame, basis: Basis) -> Self:
        """Return a counter of judged rows; basis: which of them a month answers for."""
        narrow = rows.drop(columns=[key for key in _WORDY if key in rows])
        clocked = kept.by_cycle(rows[[key for key in rows if key in kept.READ]])
        return cls(narrow, clocked, kept.Stays(narrow), asked.answered_at(narrow), basis)

    @cached_property
    def first_cycles(self) -> pd.DataFrame:
        """All feedback as it was in its first cycle."""
        return self.cycles[self.cycles["cycle"].fillna(1) <= 1]

    def figures(self, period: Period) -> Figures:
        """Count a month."""
        received = self.rows[measures.is_received(self.rows, period)]
        resolved = self.rows[measures.is_resolved(self.rows, period)]
        answers = self.rows[period.holds(self.answered_at)]
        return Figures(
            period,
            len(received),
            int((~measures.is_repeat(received)).sum()),
            int(measures.first_of_customer(received).sum()),
            len(resolved),
            kept.attainment(self.cycles, kept.RESPONSE, period, self.basis),
            kept.attainment(self.cycles, kept.RESOLUTION, period, self.basis),
            measures.spread(measures.response_hours(received)),
            measures.spread(measures.hours_between(resolved, "received_at", "resolved_at")),
            asked.satisfaction(answers),
            asked.rating(answers),
            asked.nps(answers),
            int(self.stays.open_at(period.until).sum()),
            int(self.stays.overdue_at(period.until).sum()),
            kept.attainment(self.first_cycles, kept.RESOLUTION, period, self.basis),
            int((resolved["cycle"] > 1).sum()),
            int(yes(received, "is_reviewed").sum()),
            int(yes(received, "is_overturned").sum()),
        )

    def history(self, period: Period) -> tuple[Figures | None, ...]:
        """Return the figures of the last thirteen months, this one last; None for months before the first feedback."""
        first = self.rows["received_at"].min()
        periods = [period.shifted(n + 1 - HISTORY) for n in range(HISTORY)]
        return tuple(self.figures(one) if one == period or one.end > first else None for one in periods)


def yes(rows: pd.DataFrame, key: str) -> pd.Series:
    """Return where a mark that judging adds is set; a table that was judged elsewhere has none."""
    return rows[key].eq(other=True) if key in rows else pd.Series(False, rows.index)
