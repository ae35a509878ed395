"""周报: a week on a few pages, for the short meeting and for whoever asks on Tuesday (S2-130, S1-079)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.figures.period import Period
from toolkit.report.analysis.plan import plan_pages
from toolkit.report.analysis.voices import voices_page
from toolkit.report.digest.numbers import numbers_page
from toolkit.report.digest.parts import Digest, cover, story
from toolkit.report.pages.overdue import overdue_page
from toolkit.report.pages.top import month_issues
from toolkit.schema.page import Report
from toolkit.words import digest as say

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd

    from toolkit.domain.improvement.whole import Improvement
    from toolkit.report.options import ReportOptions


def weekly_report(
    frame: pd.DataFrame,
    week: str,
    as_of: datetime,
    options: ReportOptions,
    improvement: Improvement | None = None,
) -> Report:
    """Return the digest of a week such as "2026-W45", as known at a moment; the arguments are those of the monthly report.

    Raises:
        ValueError: not a week.
    """
    month = story(frame, Period.week(week, as_of), options, improvement)
    lang = options.lang
    year, number = month.period.start.astype("M8[D]").item().isocalendar()[:2]
    digest = Digest("week", say.NAMES["week"](lang, year=year, number=number), month)
    plan, slopes = plan_pages(month)
    made = (numbers_page(digest), overdue_page(month), plan, voices_page(month), slopes)
    pages = tuple(page for page in made if page is not None)
    first = cover(digest, month_issues(month), pages)
    title = say.TITLES["week"](lang)
    return Report(
        title, first.heading, lang, (first, *pages), month.data.parts, key="weekly", brand=options.brand
    )
