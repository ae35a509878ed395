"""The figures of one month, computed once from the rows and handed to every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from toolkit.domain import attainment as kept
from toolkit.domain import measures
from toolkit.domain import satisfaction as asked

if TYPE_CHECKING:
    from toolkit.domain.attainment import Attainment, Basis
    from toolkit.domain.measures import Spread
    from toolkit.domain.period import Period
    from toolkit.domain.satisfaction import Nps, Rating, Satisfaction

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


def month_figures(rows: pd.DataFrame, period: Period, basis: Basis) -> Figures:
    """Count a month; `rows` is everything known at its as-of moment."""
    received = rows[measures.is_received(rows, period)]
    resolved = rows[measures.is_resolved(rows, period)]
    answers = rows[asked.is_answered(rows, period)]
    return Figures(
        period,
        len(received),
        int((~measures.is_repeat(received)).sum()),
        int(measures.first_of_customer(received).sum()),
        len(resolved),
        kept.attainment(rows, kept.RESPONSE, period, basis),
        kept.attainment(rows, kept.RESOLUTION, period, basis),
        measures.spread(measures.response_hours(received)),
        measures.spread(measures.hours_between(resolved, "received_at", "resolved_at")),
        asked.satisfaction(answers),
        asked.rating(answers),
        asked.nps(answers),
        int(kept.is_open(rows, period.until).sum()),
        int(kept.is_overdue(rows, period.until).sum()),
        kept.attainment(first_cycles(rows), kept.RESOLUTION, period, basis),
        int((resolved["cycle"] > 1).sum()),
        int(yes(received, "is_reviewed").sum()),
        int(yes(received, "is_overturned").sum()),
    )


def first_cycles(rows: pd.DataFrame) -> pd.DataFrame:
    """Return all feedback as it was in its first cycle."""
    every = kept.by_cycle(rows)
    return every[every["cycle"].fillna(1) <= 1]


def yes(rows: pd.DataFrame, key: str) -> pd.Series:
    """Return where a mark that judging adds is set; a table that was judged elsewhere has none."""
    return rows[key].eq(other=True) if key in rows else pd.Series(False, rows.index)


def month_history(rows: pd.DataFrame, period: Period, basis: Basis) -> tuple[Figures | None, ...]:
    """Return the figures of the last thirteen months, this one last; None for months before the first feedback."""
    first = rows["received_at"].min()
    periods = [period.shifted(n + 1 - HISTORY) for n in range(HISTORY)]
    return tuple(
        month_figures(rows, one, basis) if one == period or one.end > first else None for one in periods
    )
