"""波动判断: four control charts by week, with the verdict in words; their points stand on a page at the back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.quality.runs import LEAST_FOR_RUNS
from toolkit.domain.quality.spc import LEAST_POINTS, USUAL, Kind
from toolkit.report.month import Month, number, text
from toolkit.report.wording import chance_of_counts
from toolkit.schema.chart import ChartBlock, ChartKind, Mark, Series
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, TableColumn, Tone
from toolkit.words import report as labels
from toolkit.words import variation as say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.domain.quality.runs import Signal
    from toolkit.report.analysis.points import Watched

_WEEKS = 52
"""Weeks that a chart shows at most."""
_ROUND = ("now", "centre", "low", "high")
_WIDTHS = (22.0, 13, 13, 13, 13, 9, 15, 15, 15, 15)
_POINT_COLUMNS = ("year", "week", "count", "size", "rate", "centre", "low", "high", "spread", "signal")
_POINT_WIDTHS = (6.0, *(8.6 for _ in _POINT_COLUMNS[1:]), 2.0, 6.0, *(8.6 for _ in _POINT_COLUMNS[1:]))


def control_pages(month: Month, found: Sequence[Watched]) -> tuple[Page, Page] | tuple[None, None]:
    """Return the page with the charts of what is watched, and the one with their points; nothing before there are enough."""
    lang = month.lang
    name = labels.PAGES["control"](lang)
    how = say.HOW(lang, points=USUAL.points, least=LEAST_POINTS, runs=LEAST_FOR_RUNS)
    told = [one for one in found if one.chart.phases]
    if not told:
        return None, None
    lead, light = _lead(month, told)
    charts = tuple(_chart(month, one, place) for place, one in enumerate(told))
    page = Page(
        "control", name, name, lead=(lead,), rules=(how,), blocks=(_verdicts(month, told), *charts), widths=_WIDTHS, light=light
    )  # fmt: skip
    return page, _points_page(month, told)


def volume_words(month: Month, found: Sequence[Watched]) -> str:
    """Say in a word how what came in varies; with few weeks whether two months differ by more than chance."""
    if month.period.is_open or month.last is None or not month.last.received:
        return ""
    volume = next(one for one in found if one.key == "volume")
    if not volume.chart.phases:
        return chance_of_counts(month, month.last.received, month.now.received)
    return (say.MORE_THAN_CHANCE if volume.signals else say.WITHIN)(month.lang)


def verdict(month: Month, one: Watched) -> str:
    """Say in words whether the weeks of the period vary as they always do, or which sign there is of more."""
    signs = one.signals
    if not signs:
        return say.WITHIN(month.lang)
    # The strongest first: a single week beyond the limits needs no counting.
    worst = min(signs, key=lambda sign: (sign.rule != "beyond", -sign.end))
    said = _sign(month, one, worst)
    return said + (say.MORE_SIGNALS(month.lang, count=len(signs)) if len(signs) > 1 else "")


def _short(week: str) -> str:
    """Return the first day of a week without its year: a chart shows no more than one."""
    return week[5:]


def _sign(month: Month, one: Watched, sign: Signal) -> str:
    high, low = say.SIDES[sign.rule]
    side = (high if sign.is_high else low)(month.lang)
    return say.RULES[sign.rule](month.lang, week=_short(one.names[sign.end - 1]), side=side)


def _lead(month: Month, told: Sequence[Watched]) -> tuple[str, Tone]:
    lang = month.lang
    unusual = [one for one in told if one.signals]
    if not unusual:
        return say.LEAD_CALM(lang), Tone.GOOD
    verdicts = [say.VERDICT(lang, name=one.name, verdict=verdict(month, one)) for one in unusual]
    return say.LEAD_SIGNAL(lang, verdicts=say.JOIN(lang).join(verdicts)), Tone.WATCH


def _verdicts(month: Month, told: Sequence[Watched]) -> TableBlock:
    """One line a chart: the last week between its limits, and what that means."""
    rows = tuple(Row(one.key, _verdict_cells(month, one)) for one in told)
    forms = dict.fromkeys(_ROUND, Form.TEXT) | {"points": Form.COUNT, "verdict": Form.SPREAD}
    columns = tuple(
        TableColumn(key, say.HEADERS[key](month.lang), forms.get(key, Form.TEXT))
        for key in ("name", *_ROUND, "points", "verdict")
    )
    return TableBlock("verdicts", tuple(_right(column) for column in columns), rows)


def _right(column: TableColumn) -> TableColumn:
    """Figures stand at the right, whatever their form in each row."""
    return TableColumn(column.key, column.header, Form.DECIMAL) if column.key in _ROUND else column


def _verdict_cells(month: Month, one: Watched) -> dict[str, Figure]:
    form, last = _form(one), f"w{len(one.names)}"
    values = {
        "now": one.chart.rates,
        "centre": one.chart.centre,
        "low": one.chart.lower,
        "high": one.chart.upper,
    }
    keys = {"now": "rate"}
    cells = {
        key: _value(found[-1], f"{{points_{one.key}.{last}.{keys.get(key, key)}}}", form)
        for key, found in values.items()
    }
    tone = Tone.WATCH if one.signals else Tone.GOOD
    said = verdict(month, one) + (
        f"（{one.since}）" if one.since and month.lang == "zh" else f" ({one.since})" if one.since else ""
    )
    return {
        "name": text(one.name, Tone.STRONG), **cells, "points": number(len(one.names)),
        "verdict": text(said, tone, Form.SPREAD),
    }  # fmt: skip


def _value(value: float, formula: str, form: Form) -> Figure:
    return number(None if np.isnan(value) else float(value), "" if np.isnan(value) else formula, form)


def _form(one: Watched) -> Form:
    return Form.RATE if one.kind is Kind.P else Form.DECIMAL


def _chart(month: Month, one: Watched, place: int) -> ChartBlock:
    lang, is_rate = month.lang, one.kind is Kind.P
    table = f"points_{one.key}"

    def line(key: str, colour: int, *, mark: Mark = Mark.NONE, is_muted: bool = False) -> Series:
        name = one.name if key == "rate" else say.HEADERS[key](lang)
        values = f"{{{table}.{key}:{_WEEKS}}}"
        return Series(
            name, values, is_line=True, is_rate=is_rate, colour=colour, is_muted=is_muted, mark=mark
        )

    series = (
        line("high", 0, is_muted=True), line("centre", 4), line("low", 0, is_muted=True), line("rate", 0, mark=Mark.DOT),
        *((line("signal", 5, mark=Mark.RING),) if one.chart.signals else ()),
    )  # fmt: skip
    half = 5
    return ChartBlock(
        one.name, ChartKind.LINE, f"{{{table}.week:{_WEEKS}}}", series, say.CHART_ALT(lang, name=one.name),
        column=half * (place % 2), columns=half, rows=10, is_beside=place % 2 == 1, is_fitted=True,
    )  # fmt: skip


def _points_page(month: Month, told: Sequence[Watched]) -> Page:
    name = labels.PAGES["points"](month.lang)
    blocks = tuple(_points(month, one, place) for place, one in enumerate(told))
    return Page(
        "points",
        name,
        name,
        lead=(say.POINTS_LEAD(month.lang),),
        blocks=blocks,
        widths=_POINT_WIDTHS,
        is_aid=True,
    )


def _points(month: Month, one: Watched, place: int) -> TableBlock:
    column = (len(_POINT_COLUMNS) + 1) * (place % 2)
    form = _form(one)
    forms = dict.fromkeys(("rate", "centre", "low", "high", "signal"), form)
    forms |= {"count": Form.COUNT, "size": Form.COUNT, "spread": Form.DECIMAL}
    columns = tuple(
        TableColumn(key, say.HEADERS[key](month.lang), forms.get(key, Form.TEXT)) for key in _POINT_COLUMNS
    )
    rows = tuple(Row(f"w{n}", _point(one, n - 1)) for n in range(1, len(one.names) + 1))
    return TableBlock(f"points_{one.key}", columns, rows, one.name, column=column, is_beside=place % 2 == 1)


def _point(one: Watched, n: int) -> dict[str, Figure]:
    """One week: counts are values, all else follows from them by formulas that name the weeks of the baseline."""
    chart, form = one.chart, _form(one)
    phase = next((part for part in chart.phases if part.start <= n < part.end), None)
    cells = {
        "year": text(one.names[n][:4], Tone.MUTED),
        "week": text(_short(one.names[n])),
        "count": number(int(chart.counts[n])),
        "size": number(int(chart.sizes[n])),
    }
    if not chart.sizes[n] or phase is None:
        return cells
    table, (first, last) = f"points_{one.key}", (phase.baseline[0] + 1, phase.baseline[1])
    sums = [f"SUM({{{table}.w{first}.{key}}}:{{{table}.w{last}.{key}}})" for key in ("count", "size")]
    variance = "{@centre}*(1-{@centre})" if one.kind is Kind.P else "{@centre}"
    reach = f"3*{{@spread}}*SQRT({variance}/{{@size}})"
    top = f"{{@centre}}+{reach}"
    cells |= {
        "rate": _value(chart.rates[n], "{@count}/{@size}", form),
        "centre": number(phase.centre, "/".join(sums), form, Tone.MUTED),
        "low": _value(chart.lower[n], f"MAX(0,{{@centre}}-{reach})", form),
        "high": _value(chart.upper[n], f"MIN(1,{top})" if one.kind is Kind.P else top, form),
        "spread": number(phase.spread, form=Form.DECIMAL, tone=Tone.MUTED),
    }
    if any(sign.end - 1 == n for sign in chart.signals):
        cells["signal"] = _value(chart.rates[n], "{@rate}", form)
    return cells
