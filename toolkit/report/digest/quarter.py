"""季度总结: three months side by side, which issues grow, and what the meeting across departments has to decide (S0-050)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.figures.period import Period
from toolkit.report.analysis.control import control_pages
from toolkit.report.analysis.cross import cross_page
from toolkit.report.analysis.plan import plan_pages
from toolkit.report.analysis.points import watched
from toolkit.report.digest.agenda import agenda_page
from toolkit.report.digest.monthwise import month_formula, months_of_rows
from toolkit.report.digest.numbers import SHOWN, numbers_page
from toolkit.report.digest.parts import Digest, cover, story
from toolkit.report.figures import Counter
from toolkit.report.formulas import criterion
from toolkit.report.indicators import BY_KEY
from toolkit.report.month import Month, number, text
from toolkit.report.pages.overdue import overdue_page
from toolkit.report.pages.tables import change
from toolkit.report.pages.top import Issues, month_issues
from toolkit.schema.chart import ChartBlock, ChartKind, Series
from toolkit.schema.page import Figure, Form, Page, Report, Row, TableBlock, TableColumn, Tone
from toolkit.words import digest as say
from toolkit.words import report as labels
from toolkit.words import report_terms as terms

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd

    from toolkit.domain.improvement.whole import Improvement
    from toolkit.report.options import ReportOptions

_LISTED, _DRAWN = 15, 6
_WIDTHS = (26.0, 13, 13, 13, 13, 13, 18, 12)


def quarterly_report(
    frame: pd.DataFrame,
    quarter: str,
    as_of: datetime,
    options: ReportOptions,
    improvement: Improvement | None = None,
) -> Report:
    """Return the summary of a quarter such as "2026Q3", as known at a moment; the arguments are those of the monthly report.

    Raises:
        ValueError: not a quarter.
    """
    month = story(frame, Period.quarter(quarter, as_of), options, improvement, months_of_rows)
    lang, issues = options.lang, month_issues(month)
    first = month.period.start.astype("M8[M]").item()
    name = say.NAMES["quarter"](lang, year=first.year, number=(first.month + 2) // 3)
    digest = Digest("quarter", name, month)
    control, points = control_pages(month, watched(month))
    plan, slopes = plan_pages(month)
    made = (
        agenda_page(digest, issues, "control" if control else "numbers"), numbers_page(digest), _months_page(digest), _issues_page(digest, issues),
        cross_page(month), control, plan, overdue_page(month), points, slopes,
    )  # fmt: skip
    pages = tuple(page for page in made if page is not None)
    title = say.TITLES["quarter"](lang)
    opened = cover(digest, issues, pages)
    return Report(
        title, opened.heading, lang, (opened, *pages), month.data.parts, key="quarterly", brand=options.brand
    )


def _months_page(digest: Digest) -> Page:
    """Each figure in three months, in the quarter and in the one before."""
    month, lang = digest.month, digest.month.lang
    parts, ago = _begun(month), ("year_ago",) if month.year_ago else ()
    counter = Counter.of(month.rows, month.options.basis)
    found = [counter.figures(part) for part in parts]
    columns = (
        TableColumn("indicator", labels.HEADERS["indicator"](lang)),
        *(TableColumn(f"m{n}", part.name, Form.COUNT) for n, part in enumerate(parts, 1)),
        *(TableColumn(key, say.HEADERS[key](lang), Form.COUNT) for key in ("total", "last", "change", *ago)),
    )
    rows = []
    for key in SHOWN:
        one = BY_KEY[key]
        cells = {
            f"m{n}": number(one.value(figures), month_formula(month, one, parts[n - 1].name, n - 1), one.form)
            for n, figures in enumerate(found, 1)
        }
        cells["indicator"] = text(terms.INDICATORS[key](lang), Tone.STRONG)
        cells["total"] = number(one.value(month.now), f"{{{key}}}", one.form, Tone.STRONG)
        was = one.value(month.last) if month.last else None
        cells["last"] = _looked_up(key, "last", was, one.form)
        if month.year_ago:
            cells["year_ago"] = _looked_up(key, "year_ago", one.value(month.year_ago), one.form)
        cells["change"] = change(one.value(month.now), was, "total", one.change_scale, one.change_form)
        rows.append(Row(key, cells))
    name = say.PAGES["months"](lang)
    table = TableBlock("months", columns, tuple(rows))
    return Page(
        "months",
        name,
        name,
        lead=(say.MONTHS_LEAD(lang),),
        rules=(say.MONTHS_RULES(lang),),
        blocks=(table,),
        widths=_WIDTHS,
    )


def _looked_up(key: str, column: str, value: float | None, form: Form) -> Figure:
    """A figure of an earlier stretch as it stands among the key figures."""
    return number(value, "" if value is None else f"{{figures.{key}.{column}}}", form, Tone.MUTED)


def _begun(month: Month) -> list[Period]:
    """The months of the quarter that have begun."""
    return [part for part in month.period.by_month() if part.start <= month.period.until]


def _issues_page(digest: Digest, issues: Issues) -> Page | None:
    """Which issues grew from month to month."""
    month, lang = digest.month, digest.month.lang
    if not len(issues.table):
        return None
    names = [
        str(name)
        for name in issues.table.index[:_LISTED]
        if not issues.rest or name != issues.table.index[-1]
    ]
    parts = [part.name for part in _begun(month)]
    sizes = month.received.groupby(["issue_type", month.received["received_at"].dt.strftime("%Y-%m")]).size()
    columns = (
        TableColumn("issue_type", labels.HEADERS["issue_type"](lang)),
        *(TableColumn(f"m{n}", part, Form.COUNT) for n, part in enumerate(parts, 1)),
        TableColumn("total", say.HEADERS["total"](lang), Form.COUNT), TableColumn("last", say.HEADERS["last"](lang), Form.COUNT),
        TableColumn("change", say.HEADERS["change"](lang), Form.CHANGE),
    )  # fmt: skip
    rows = []
    for place, name in enumerate(names, 1):
        own = {"issue_type": criterion(name, "{@issue_type}")}
        months = {
            f"m{n}": number(int(sizes.get((name, part), 0)), month.count(in_received=1, month=part, **own))
            for n, part in enumerate(parts, 1)
        }
        total, was = int(issues.table["count"][name]), int(issues.before.get(name, 0)) if month.last else None
        rest = {
            "issue_type": text(name), "total": number(total, f"SUM({{@m1}}:{{@m{len(parts)}}})", tone=Tone.STRONG),
            "last": number(was, tone=Tone.MUTED), "change": change(total, was, "total"),
        }  # fmt: skip
        rows.append(Row(f"i{place}", months | rest))
    table = TableBlock("issue_months", columns, tuple(rows), shaded=("m1", "m2", "m3"))
    title = say.PAGES["issue_months"](lang)
    return Page(
        "issue_months",
        title,
        title,
        lead=(_grown(month, names, parts, sizes),),
        blocks=(table, _drawn(month, parts)),
        widths=_WIDTHS,
    )


def _grown(month: Month, names: list[str], parts: list[str], sizes: pd.Series) -> str:
    moved = {
        name: int(sizes.get((name, parts[-1]), 0)) - int(sizes.get((name, parts[0]), 0))
        for name in names
        if name not in month.options.last_types
    }
    best = max(moved, key=lambda name: moved[name], default="")
    if not best or moved[best] <= 0:
        return say.ISSUES_CALM(month.lang)
    ends = {"first": int(sizes.get((best, parts[0]), 0)), "last": int(sizes.get((best, parts[-1]), 0))}
    return say.ISSUES_LEAD(month.lang, name=best, **ends)


def _drawn(month: Month, parts: list[str]) -> ChartBlock:
    lang = month.lang
    series = tuple(
        Series(part, f"{{issue_months.m{n}:}}", colour=colour)
        for n, (part, colour) in enumerate(zip(parts, (4, 1, 0), strict=False), 1)
    )
    return ChartBlock(
        say.ISSUES_TITLE(lang), ChartKind.COLUMN, "{issue_months.issue_type:}", series, say.ISSUES_ALT(lang),
        columns=len(_WIDTHS), rows=10,
    )  # fmt: skip
