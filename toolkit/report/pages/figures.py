"""关键指标: every figure with its formula, its parts, what it was before and how it is defined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.report.figures import HISTORY
from toolkit.report.indicators import INDICATORS, Indicator
from toolkit.report.month import Month, number, text
from toolkit.report.pages.tables import change, columns
from toolkit.schema.page import (
    ChartBlock,
    ChartKind,
    Figure,
    Form,
    Page,
    Row,
    Series,
    TableBlock,
    TableColumn,
    Tone,
)
from toolkit.words import report as say
from toolkit.words import report_charts as charts
from toolkit.words import report_sentences as sentences
from toolkit.words import report_terms as terms

if TYPE_CHECKING:
    from toolkit.report.figures import Figures

_AIR = 1.2
_FLAGS = {
    "received": "in_received", "cases": "is_case", "customers": "first_customer", "resolved": "in_resolved",
    "response_rate": "in_response", "resolution_rate": "in_resolution", "first_rate": "in_resolution",
    "response_median": "in_received", "resolution_median": "in_resolved", "resolution_p90": "in_resolved",
    "backlog": "in_backlog", "overdue": "in_overdue", "reopened_rate": "in_resolved", "overturn_rate": "is_overturned",
}  # fmt: skip
"""The column of the detail that is 1 where a row counts for a figure; for what customers said it is the answers."""
TREND = 6
"""Months that a trend shows."""


def figures_page(month: Month) -> Page:
    lang = month.lang
    target = ("target",) if month.options.targets else ()
    parts = ("indicator", "now", "numerator", "denominator", *target, "last", "change", "year_ago")
    heads = (*columns(lang, *parts), TableColumn("gap", ""), *columns(lang, "trend", "definition"))
    rows = tuple(Row(indicator.key, _cells(month, indicator)) for indicator in INDICATORS)
    table = TableBlock("figures", _formed(heads), rows)
    widths = (23.0, 10, 8, 8, *(8.0 for _ in target), 10, 17, 10, 1.5, 13, 40)
    return Page(
        "figures", say.PAGES["figures"](lang), say.HEADINGS["figures"](lang),
        hints=(sentences.FIGURES_LEAD(lang),), blocks=(table,), widths=widths,
    )  # fmt: skip


def flow_chart(month: Month, column: int, columns: int) -> ChartBlock:
    """Show what came in, what went out and what was left, from a column of the page on."""
    lang = month.lang
    series = (
        Series(terms.INDICATORS["received"](lang), f"{{history.received:{TREND}}}", has_labels=True),
        Series(
            terms.INDICATORS["resolved"](lang), f"{{history.resolved:{TREND}}}", colour=4, has_labels=True
        ),
        Series(terms.INDICATORS["backlog"](lang), f"{{history.backlog:{TREND}}}", is_line=True, colour=5),
    )
    return ChartBlock(
        charts.FLOW(lang), ChartKind.COLUMN, f"{{history.month:{TREND}}}", series, charts.FLOW_ALT(lang),
        column=column, columns=columns, rows=9, is_beside=True,
    )  # fmt: skip


def _formed(heads: tuple[TableColumn, ...]) -> tuple[TableColumn, ...]:
    forms = {
        "numerator": Form.COUNT,
        "denominator": Form.COUNT,
        "definition": Form.WRAPPED,
        "trend": Form.TREND,
    }
    return tuple(
        TableColumn(
            head.key, head.header, forms.get(head.key, Form.COUNT if head.key != "indicator" else Form.TEXT)
        )
        for head in heads
    )


def _cells(month: Month, indicator: Indicator) -> dict[str, Figure]:
    lang, form = month.lang, indicator.form
    now = indicator.value(month.now)
    last = indicator.value(month.last) if month.last else None
    target = month.options.targets.get(indicator.key)
    return {
        "indicator": Figure(
            terms.INDICATORS[indicator.key](lang), tone=Tone.STRONG, link=_behind(month, indicator)
        ),
        "now": Figure(
            "–" if now is None else now,
            indicator.formula(month),
            form,
            Tone.STRONG,
            indicator.key,
            _behind(month, indicator),
        ),
        **_parts(month, indicator),
        "target": Figure(target, form=form),
        "last": earlier(month.last, indicator, -2),
        "change": change(now, last, "now", indicator.change_scale, indicator.change_form),
        "year_ago": earlier(month.history[0], indicator, 0),
        "trend": trend(month, indicator),
        "definition": text(terms.DEFINITIONS[indicator.key](lang), Tone.MUTED, Form.WRAPPED),
    }


def _behind(month: Month, indicator: Indicator) -> str:
    """Where the rows behind a figure are told apart: the header of the detail's column that is 1 for them."""
    return f"{month.data.parts[0].key}#{_FLAGS.get(indicator.key, 'in_answers')}"


def trend(month: Month, indicator: Indicator) -> Figure:
    """Return six months as columns from zero, with air above the highest; what may be negative has none."""
    found = [indicator.value(figures) for figures in month.history[-TREND:] if figures]
    highest = max((value for value in found if value is not None), default=0)
    if not highest or indicator.key == "nps":
        return Figure(form=Form.TREND)
    return Figure(_AIR * highest, f"{{history.{indicator.key}:{TREND}}}", Form.TREND)


def _parts(month: Month, indicator: Indicator) -> dict[str, Figure]:
    if not indicator.parts or not indicator.part_formulas:
        return {}
    found = {}
    for name, value, formula in zip(
        ("numerator", "denominator"), indicator.parts, indicator.part_formulas, strict=True
    ):
        counted = value(month.now)
        found[name] = Figure(counted, formula(month) if counted is not None else "", Form.COUNT)
    return found


def earlier(figures: Figures | None, indicator: Indicator, place: int) -> Figure:
    """Return an earlier month's figure, looked up in the table of months."""
    value = indicator.value(figures) if figures else None
    row = f"m{place % HISTORY}"
    formula = "" if value is None else f"{{history.{row}.{indicator.key}}}"
    return number(value, formula, indicator.form, Tone.MUTED)
