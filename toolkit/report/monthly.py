"""The monthly report: a month of judged feedback as pages, each figure with the formula that proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.figures.measures import as_known
from toolkit.domain.figures.period import Period
from toolkit.report.analysis.backlog import backlog_page
from toolkit.report.analysis.control import control_pages, volume_words
from toolkit.report.analysis.cross import cross_page
from toolkit.report.analysis.hours import hours_page
from toolkit.report.analysis.plan import plan_pages
from toolkit.report.analysis.points import watched
from toolkit.report.analysis.voices import voices_page
from toolkit.report.detail import labelled, month_detail
from toolkit.report.figures import Counter
from toolkit.report.month import Month, month_name
from toolkit.report.options import DropCount, ReportOptions
from toolkit.report.pages.basis import basis_page
from toolkit.report.pages.composition import mixed_tables
from toolkit.report.pages.cover import cover_page
from toolkit.report.pages.figures import figures_page
from toolkit.report.pages.hands import corrections_page
from toolkit.report.pages.history import history_page
from toolkit.report.pages.mix import mix_page
from toolkit.report.pages.overdue import overdue_page
from toolkit.report.pages.pareto import drawn_issues
from toolkit.report.pages.pivots import pivot_pages
from toolkit.report.pages.quality import quality_page
from toolkit.report.pages.satisfaction import satisfaction_page
from toolkit.report.pages.time import drawn_levels, time_page
from toolkit.report.pages.top import month_issues, top_page
from toolkit.report.reported import Reported, reported
from toolkit.report.whole import whole
from toolkit.schema.page import Page, Report
from toolkit.words import report as say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import pandas as pd

    from toolkit.domain.improvement.whole import Improvement


def monthly_report(
    frame: pd.DataFrame,
    month: str,
    as_of: datetime,
    options: ReportOptions | None = None,
    drops: Sequence[DropCount] = (),
    *,
    corrections: Sequence[dict[str, str]] = (),
    improvement: Improvement | None = None,
) -> Report:
    """Return the report of a month such as "2026-10", as known at a moment.

    Args:
        frame: all judged feedback, one row each, columns by the keys of the feedback sheet, plus `team` and
            `source_file`; earlier months are needed for comparisons and trends.
        month: the month, as year and month.
        as_of: the moment of the report, local time; what came later is left out.
        options: how the team wants it counted and named.
        drops: what became of the rows of each drop of the month, to be reconciled on the page.
        corrections: what differs from what was reported before, on a page of its own after the conclusions.
        improvement: plans and their effects; without them the report has no page about them.

    Raises:
        ValueError: not a month.
    """
    options = options or ReportOptions()
    story = month_story(frame, Period.month(month, as_of), options, drops, improvement)
    return story_report(story, corrections)


def story_report(story: Month, corrections: Sequence[dict[str, str]] = ()) -> Report:
    """Return a month's story as a report; corrections as for `monthly_report`."""
    options, pages = story.options, month_pages(story, corrections)
    subject = say.SUBJECT(options.lang, month=month_name(story.period.name, options.lang))
    return Report(
        say.TITLE(options.lang), subject, options.lang, pages, story.data.parts, brand=options.brand
    )


def month_story(
    frame: pd.DataFrame,
    period: Period,
    options: ReportOptions,
    drops: Sequence[DropCount] = (),
    improvement: Improvement | None = None,
) -> Month:
    """Return what every page of the month is made from."""
    rows = labelled(as_known(whole(frame), period.as_of), options)
    history = Counter.of(rows, options.basis).history(period)
    return Month(
        period, options, rows, month_detail(rows, period, options), history, tuple(drops), improvement
    )


def month_reported(frame: pd.DataFrame, period: Period, options: ReportOptions) -> Reported:
    """Return what the month's report says as plain values, without making its pages."""
    rows = labelled(as_known(whole(frame), period.as_of), options)
    figures = Counter.of(rows, options.basis).figures(period)
    return reported(figures, month_detail(rows, period, options), rows)


def month_pages(story: Month, corrections: Sequence[dict[str, str]] = ()) -> tuple[Page, ...]:
    """Return the pages in the order of the file, the conclusions first."""
    issues = month_issues(story)
    seen = watched(story)
    control, points = control_pages(story, seen)
    mixes = mixed_tables(story)
    plan, slopes = plan_pages(story)
    time = time_page(story)
    made = (
        corrections_page(corrections, story.options) if corrections else None,
        figures_page(story),
        mix_page(story, mixes),
        top_page(story, issues),
        cross_page(story),
        time,
        hours_page(story),
        overdue_page(story),
        backlog_page(story),
        satisfaction_page(story),
        control,
        plan,
        voices_page(story),
        quality_page(story),
        basis_page(story),
        history_page(story, (*mixes.values(), *drawn_levels(time, story.lang), *drawn_issues(issues))),
        points,
        slopes,
        *(pivot_pages(story) if len(story.data.parts) == 1 else ()),
    )
    pages = tuple(page for page in made if page is not None)
    return (cover_page(story, issues, pages, volume_words(story, seen)), *pages)
