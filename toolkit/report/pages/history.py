"""历月数据: the figures of thirteen months, the last one live; charts and trends draw from here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.report.figures import HISTORY
from toolkit.report.indicators import INDICATORS
from toolkit.report.month import Month, text
from toolkit.report.pages.tables import packed
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, TableColumn, Tone
from toolkit.words import report as say
from toolkit.words import report_sentences as sentences
from toolkit.words import report_terms as terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.report.figures import Figures
    from toolkit.report.indicators import Indicator


def history_page(month: Month, drawn: Iterable[TableBlock]) -> Page:
    """Return the page; drawn: what charts of other pages draw from."""
    lang = month.lang
    heads = (
        TableColumn("month", say.HEADERS["month"](lang)),
        *(TableColumn(one.key, _narrow(terms.INDICATORS[one.key](lang)), one.form) for one in INDICATORS),
        TableColumn("answers", say.HEADERS["answers"](lang), Form.COUNT),
    )
    rows = tuple(_row(month, place, figures) for place, figures in enumerate(month.history))
    table = TableBlock("history", heads, rows)
    hints = (sentences.HISTORY_LEAD(lang),)
    widths = (10.0, *(9.0 for _ in heads[1:]))
    return Page(
        "history",
        say.PAGES["history"](lang),
        say.HEADINGS["history"](lang),
        blocks=(table, *packed((replace(one, is_aid=True) for one in drawn), len(heads))),
        widths=widths,
        hints=hints,
    )


def _narrow(header: str) -> str:
    """Return a header with its unit on a line of its own."""
    return header.replace("(", "\n(", 1).replace(" \n", "\n")


def _row(month: Month, place: int, figures: Figures | None) -> Row:
    name = month.period.shifted(place + 1 - HISTORY).name
    is_now = place == HISTORY - 1
    tone = Tone.STRONG if is_now else Tone.PLAIN
    cells = {"month": text(name, tone)}
    if figures:
        cells |= {one.key: _cell(figures, one, tone, is_now=is_now) for one in INDICATORS}
        formula = "{figures.satisfaction_rate.denominator}" if is_now else ""
        cells["answers"] = Figure(figures.satisfaction.count, formula, Form.COUNT, tone)
    return Row(f"m{place}", cells)


def _cell(figures: Figures, indicator: Indicator, tone: Tone, *, is_now: bool) -> Figure:
    """Return a month's figure; a missing one stays empty, so that a chart has a gap and not a zero."""
    value = indicator.value(figures)
    formula = f"{{{indicator.key}}}" if is_now and value is not None else ""
    return Figure(value, formula, indicator.form, tone)


def months_of(month: Month, count: int) -> list[tuple[str, Figures | None]]:
    """Return the last months with their places' keys, oldest first."""
    return [(f"m{place}", month.history[place]) for place in range(HISTORY)[-count:]]
