"""时效达标: how time limits were kept, by level and over six months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.figures import attainment as kept
from toolkit.domain.figures import measures
from toolkit.domain.figures.attainment import Attainment
from toolkit.report.analysis.departments import department_table
from toolkit.report.formulas import or_dash, percentile, ratio
from toolkit.report.month import Month, joined, number, rate_text, text
from toolkit.report.pages.figures import TREND
from toolkit.report.pages.tables import columns, total_label
from toolkit.report.wording import chance, told
from toolkit.schema.page import ChartBlock, ChartKind, Figure, Form, Page, Row, Series, TableBlock, Tone
from toolkit.words import report as say
from toolkit.words import report_charts as charts
from toolkit.words import report_sentences as sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.words import Language

_COLUMNS = (
    "priority", "response_counted", "response_met", "response_rate", "resolution_counted", "resolution_met", "breach",
    "undecidable", "resolution_rate", "median_hours", "p90_hours",
)  # fmt: skip
_DRAWN = ("response_rate", "resolution_rate")
_RATES = {
    "response_rate": Form.RATE,
    "resolution_rate": Form.RATE,
    "median_hours": Form.DECIMAL,
    "p90_hours": Form.DECIMAL,
}
_WIDTHS = (14.0, *(12.8 for _ in _COLUMNS[1:]))


def time_page(month: Month) -> Page:
    lang = month.lang
    table = _by_level(month)
    charts = (_columns(month), _trend(month)) if _has_rates(month) else ()
    blocks = (table, *charts, department_table(month)) if table.rows else ()
    undecidable = month.now.resolution.undecidable
    more = sentences.UNDECIDABLE(lang, count=undecidable) if undecidable else ""
    return Page(
        "time", say.PAGES["time"](lang), say.HEADINGS["time"](lang), lead=(joined(lang, time_sentence(month), more),),
        rules=(sentences.RULES_RATE(lang),), blocks=blocks, widths=_WIDTHS, light=time_light(month),
    )  # fmt: skip


def time_light(month: Month) -> Tone:
    """Say how attainment stands against the targets; nothing where there are none."""
    found = {"response_rate": month.now.response.rate, "resolution_rate": month.now.resolution.rate}
    known = [
        (found[key], target) for key, target in month.options.targets.items() if found.get(key) is not None
    ]
    if not known:
        return Tone.PLAIN
    return Tone.BAD if any(rate is not None and rate < target for rate, target in known) else Tone.GOOD


def time_sentence(month: Month) -> str:
    """Say how many time limits were kept, out of how many that could be judged."""
    lang, now = month.lang, month.now
    if not now.response.counted + now.resolution.counted:
        left_out = now.resolution.not_judged
        return sentences.ONLY_NOT_JUDGED(lang, count=left_out) if left_out else sentences.NOT_JUDGED(lang)
    target = _target(month, "response_rate", now.response)
    response = sentences.RESPONSE(lang, target=target, **_facts(now.response)) if now.response.counted else ""
    if not now.resolution.counted:
        return response
    last = month.last.resolution if month.last else None
    return told(month, "time", {
        "basis": sentences.BASES[month.options.basis](lang), "counted": f"{now.resolution.counted:,}",
        "met": f"{now.resolution.met:,}", "rate": rate_text(now.resolution.rate), "target": _target(month, "resolution_rate", now.resolution),
        "variation": chance(month, (last.met, last.counted), (now.resolution.met, now.resolution.counted)) if last else "",
        "response": response,
    })  # fmt: skip


def _facts(found: Attainment) -> dict[str, object]:
    return {"counted": found.counted, "met": found.met, "rate": rate_text(found.rate)}


def _target(month: Month, key: str, found: Attainment) -> str:
    target, rate = month.options.targets.get(key), found.rate
    if target is None or rate is None:
        return ""
    return (sentences.REACHED if rate >= target else sentences.BELOW)(month.lang, target=rate_text(target))


def _by_level(month: Month) -> TableBlock:
    """Return attainment and hours for each level that has a row to answer for."""
    found = {
        clock.name: kept.attainment_by(
            month.rows, clock, month.period, month.rows["priority"], month.options.basis
        )
        for clock in kept.CLOCKS
    }
    resolved = month.rows[measures.is_resolved(month.rows, month.period)]
    hours = measures.hours_between(resolved, "received_at", "resolved_at")
    levels = (*month.options.words_of("priority").labels(month.lang), say.UNFILLED(month.lang))
    known = {
        str(level) for level in (*found["response"], *found["resolution"], *resolved["priority"].unique())
    }
    rows = tuple(
        Row(
            f"l{n}",
            _cells(month, level, found, measures.spread(hours[(resolved["priority"] == level).to_numpy()])),
        )
        for n, level in enumerate([*levels, *sorted(known - set(levels))], 1)
        if level in known
    )
    return TableBlock("levels", columns(month.lang, *_COLUMNS, **_forms()), rows, total=_total(month))


def _forms() -> dict[str, Form]:
    return {key: _RATES.get(key, Form.COUNT) for key in _COLUMNS[1:]}


def _cells(
    month: Month, level: str, found: dict[str, dict[object, Attainment]], hours: measures.Spread
) -> dict[str, Figure]:
    response, resolution = (found[clock.name].get(level, Attainment()) for clock in kept.CLOCKS)
    return {
        "priority": text(level),
        **_figures(month, response, resolution, {"priority": "{@priority}"}),
        **_hours(month, hours, {"priority": "{@priority}"}),
    }


def _total(month: Month) -> Row:
    now = month.now
    cells = {
        "priority": total_label(month.lang),
        **_figures(month, now.response, now.resolution, {}),
        **_hours(month, now.resolution_hours, {}),
    }
    return Row("total", cells)


def _figures(
    month: Month, response: Attainment, resolution: Attainment, where: dict[str, object]
) -> dict[str, Figure]:
    def counted(clock: str, verdict: str) -> str:
        return month.count(**{f"in_{clock}": 1, f"{clock}_verdict": month.verdict(verdict)}, **where)

    def all_judged(clock: str) -> str:
        return f"{counted(clock, 'met')}+{counted(clock, 'breach')}"

    return {
        "response_counted": number(response.counted, all_judged("response")),
        "response_met": number(response.met, counted("response", "met")),
        "response_rate": _rate(response, "response"),
        "resolution_counted": number(resolution.counted, all_judged("resolution")),
        "resolution_met": number(resolution.met, counted("resolution", "met")),
        "breach": number(resolution.breach, counted("resolution", "breach")),
        "undecidable": number(resolution.undecidable, counted("resolution", "undecidable")),
        "resolution_rate": _rate(resolution, "resolution"),
    }


def _rate(found: Attainment, clock: str) -> Figure:
    return number(found.rate, ratio(f"{{@{clock}_met}}", f"{{@{clock}_counted}}"), Form.RATE, Tone.STRONG)


def _hours(month: Month, hours: measures.Spread, where: dict[str, object]) -> dict[str, Figure]:
    def formula(part: float) -> str:
        return or_dash(percentile(month.data, "resolution_hours", part, in_resolved=1, **where))

    return {
        "median_hours": number(hours.median, formula(0.5), Form.DECIMAL),
        "p90_hours": number(hours.p90, formula(0.9), Form.DECIMAL),
    }


def drawn_levels(page: Page, lang: Language) -> Iterator[TableBlock]:
    """Yield what the chart of levels draws from: their rates, an empty cell for a gap where nothing could be judged."""
    has_chart = any(isinstance(block, ChartBlock) for block in page.blocks)
    for block in page.blocks if has_chart else ():
        if isinstance(block, TableBlock) and block.key == "levels" and block.rows:
            rows = tuple(Row(row.key, _drawn(row)) for row in block.rows)
            heads = columns(lang, "priority", *_DRAWN, **dict.fromkeys(_DRAWN, Form.RATE))
            yield TableBlock("drawn_levels", heads, rows, charts.ATTAINMENT(lang))


def _has_rates(month: Month) -> bool:
    """Say whether there is any rate to draw, of this month or one of those before."""
    return any(one and one.response.counted + one.resolution.counted for one in month.history[-TREND:])


def _drawn(row: Row) -> dict[str, Figure]:
    known = {key: row.cells[key] for key in _DRAWN if row.cells[key].value != "–"}
    return {"priority": row.cells["priority"]} | {
        key: number(float(str(cell.value)), f"{{levels.{row.key}.{key}}}", Form.RATE)
        for key, cell in known.items()
    }


def _columns(month: Month) -> ChartBlock:
    lang = month.lang
    series = tuple(
        Series(say.HEADERS[key](lang), f"{{drawn_levels.{key}:}}", is_rate=True, colour=n, has_labels=True)
        for n, key in enumerate(_DRAWN)
    )
    return ChartBlock(
        charts.ATTAINMENT(lang), ChartKind.COLUMN, "{drawn_levels.priority:}", series, charts.ATTAINMENT_ALT(lang),
        columns=5, rows=9,
    )  # fmt: skip


def _trend(month: Month) -> ChartBlock:
    lang = month.lang
    series = tuple(
        Series(say.HEADERS[key](lang), f"{{history.{key}:6}}", is_line=True, is_rate=True, colour=n)
        for n, key in enumerate(_DRAWN)
    )
    return ChartBlock(
        charts.ATTAINMENT_TREND(lang), ChartKind.LINE, "{history.month:6}", series, charts.ATTAINMENT_TREND_ALT(lang),
        column=5, columns=6, rows=9, is_beside=True,
    )  # fmt: skip
