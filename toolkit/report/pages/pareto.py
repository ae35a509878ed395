"""The Pareto chart of issues, and the cells it draws from: few enough to be read, with names short enough to stand below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.figures.shares import VITAL_SHARE
from toolkit.report.month import number, text
from toolkit.schema.page import ChartBlock, ChartKind, Form, Row, Series, TableBlock, TableColumn, Tone
from toolkit.words import report as say
from toolkit.words import report_charts as charts
from toolkit.words.text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.report.pages.top import Issues

DRAWN = 15
"""Issues drawn at most, the most frequent first; the table has more."""
_LONGEST, _LEVEL = 10, 6
"""Characters of a name below a column, longer ones would take the chart's height; and of one that may stand level."""
_ROWS, _MORE_ROWS = 10, 12
"""Rows that the chart takes; more where names stand aslant."""
_COLUMNS = {"issue_type": Form.TEXT, "count": Form.COUNT, "running": Form.RATE, "line": Form.RATE}


def pareto_chart(issues: Issues) -> ChartBlock | None:
    """Return the chart; None for one type alone, which has nothing to be compared with."""
    if len(issues.table) < 2:
        return None
    lang, is_cut = issues.month.lang, len(issues.table) > DRAWN
    series = (
        Series(say.HEADERS["count"](lang), "{drawn_issues.count:}", has_labels=True),
        Series(say.HEADERS["running"](lang), "{drawn_issues.running:}", is_line=True, is_rate=True, colour=1),
        Series(say.HEADERS["line"](lang), "{drawn_issues.line:}", is_line=True, is_rate=True, is_muted=True),
    )
    names = [str(name) for name in issues.table.index]
    is_level = max(map(len, names)) <= _LEVEL or len(names) <= _LEVEL
    title = charts.PARETO_FIRST(lang, count=DRAWN) if is_cut else charts.PARETO(lang)
    return ChartBlock(
        title,
        ChartKind.COLUMN,
        "{drawn_issues.issue_type:}",
        series,
        charts.PARETO_ALT(lang),
        rows=_ROWS if is_level else _MORE_ROWS,
    )


def drawn_issues(issues: Issues) -> Iterator[TableBlock]:
    """Yield the cells that the chart draws from, each by a formula that takes it from the table of issues."""
    chart, lang = pareto_chart(issues), issues.month.lang
    if chart is None:
        return
    heads = tuple(TableColumn(key, say.HEADERS[key](lang), form) for key, form in _COLUMNS.items())
    rows = tuple(_drawn(issues, place) for place in range(min(len(issues.table), DRAWN)))
    yield TableBlock("drawn_issues", heads, rows, chart.title)


def _drawn(issues: Issues, place: int) -> Row:
    name, found, row = str(issues.table.index[place]), issues.table.iloc[place], f"issues.r{place + 1}"
    cells = {
        "issue_type": text(shortened(name, _LONGEST)),
        "count": number(int(found["count"]), f"{{{row}.count}}"),
        "running": number(float(found["running"]), f"{{{row}.running}}", Form.RATE),
        "line": number(VITAL_SHARE, form=Form.RATE, tone=Tone.MUTED),
    }
    return Row(f"p{place + 1}", cells)
