"""What a month comes to by what is known now, seen from the moment of its report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.figures.hindsight import as_it_stood
from toolkit.domain.figures.period import Period
from toolkit.improving import improvement, with_remarks
from toolkit.judging import HINTS, judge
from toolkit.reconciling import month_drops
from toolkit.report.monthly import month_reported, month_story
from toolkit.report.reported import reported
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.table import complete

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd

    from toolkit.domain.improvement.whole import Improvement
    from toolkit.report.month import Month
    from toolkit.report.options import ReportOptions
    from toolkit.report.reported import Reported
    from toolkit.site import Site


@dataclass(frozen=True)
class Hindsight:
    """Months as they look now; facts: everything in force. What was computed is kept for one run."""

    site: Site
    facts: pd.DataFrame
    options: ReportOptions

    def said(self, month: str, seen_at: datetime) -> Reported:
        """What the report of a month would say, without making its pages."""
        if (month, seen_at) not in self._said:
            rows, period = self._judged(seen_at), Period.month(month, seen_at)
            self._said[month, seen_at] = month_reported(rows, period, self.options)
        return self._said[month, seen_at]

    def story(self, month: str, seen_at: datetime) -> Month:
        """What every page of the month's report is made from."""
        judged = self._judged(seen_at)
        drops = month_drops(self.site.ledger, month, self.facts, self.site.lang)
        period, plans = Period.month(month, seen_at), self._plans(judged, seen_at)
        story = month_story(judged, period, self.options, drops, plans)
        self._said[month, seen_at] = reported(story.now, story.data, story.rows)
        return story

    @cached_property
    def _said(self) -> dict[tuple[str, datetime], Reported]:
        """By month and moment: the facts and the rules are those of one run."""
        return {}

    def _judged(self, seen_at: datetime) -> pd.DataFrame:
        """Everything judged as it looked at a moment: what happened later is not known yet, and no contradiction."""
        moment = np.datetime64(seen_at, "s")
        stood = as_it_stood(complete(self.facts, FEEDBACK.columns), moment)
        return judge(stood, self.site.settings, moment, unwanted=HINTS)

    def _plans(self, judged: pd.DataFrame, seen_at: datetime) -> Improvement:
        """What was planned and what became of it, as known now, dated at that moment."""
        ledger = self.site.ledger
        plans, effects = with_remarks(ledger.facts("plan"), ledger.facts("effects"), self.site.context)
        return improvement(judged, plans, effects, self.site.settings, np.datetime64(seen_at, "s"))
