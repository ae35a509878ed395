"""用时: how long it took in several readings, how soon most was done, where the time went, and which department took it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.figures import measures
from toolkit.report.analysis.parts import heads, spans, within
from toolkit.report.formulas import largest, mean, or_dash, percentile
from toolkit.report.month import Month, joined, number, one_decimal, rate_text, text
from toolkit.schema.page import ChartBlock, ChartKind, Figure, Form, Page, Row, Series, TableBlock
from toolkit.words import analysis as say
from toolkit.words import report as labels

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.domain.figures.measures import Spread

_EDGES = (1, 4, 8, 24)
_READ = {"response_hours": "in_received"} | dict.fromkeys(
    ("resolution_hours", "net_hours", "work_hours", "work_net_hours"), "in_resolved"
)
_BUCKETS = {
    "response_items": "response_hours", "resolution_items": "resolution_hours", "net_items": "net_hours",
    "work_items": "work_hours",
}  # fmt: skip
_STAGES = ("response_hours", "handling_hours", "waiting_hours")
_WIDTHS = (30.0, *(11.4 for _ in range(9)))
_LEFT = 5


def hours_page(month: Month) -> Page | None:
    """Return the page; None where there is nothing to time."""
    lang = month.lang
    name = labels.PAGES["hours"](lang)
    if not month.now.resolution_hours.count and not month.now.response_hours.count:
        return None
    stages = (_stages(month), _stage_chart(month)) if len(_timed(month)) else ()
    blocks = (_spreads(month), _buckets(month), _bucket_chart(month), *stages)
    return Page(
        "hours",
        name,
        name,
        lead=(_lead(month),),
        rules=(say.HOURS_RULES(lang),),
        blocks=blocks,
        widths=_WIDTHS,
    )


def _lead(month: Month) -> str:
    found = month.now.resolution_hours
    if found.median is None or found.p90 is None or found.longest is None:
        return say.NO_HOURS(month.lang)
    facts = {key: one_decimal(getattr(found, key)) for key in ("median", "p90", "longest")}
    stages = _stage_means(month)
    total = sum(stages.values())
    if not total:
        return say.HOURS_LEAD(month.lang, **facts)
    worst = max(stages, key=lambda key: stages[key])
    most = say.LONGEST_STAGE(
        month.lang, stage=say.STAGE_NAMES[worst](month.lang), hours=one_decimal(stages[worst])
    )
    waited = say.WAITED(month.lang, share=rate_text(stages["waiting_hours"] / total))
    return joined(
        month.lang, say.HOURS_LEAD(month.lang, **facts), most, waited if stages["waiting_hours"] else ""
    )


def _known(month: Month, key: str) -> np.ndarray:
    frame = month.data.frame
    values: np.ndarray = frame.loc[frame[_READ[key]] == 1, key].to_numpy(float)
    known: np.ndarray = values[~np.isnan(values)]
    return known


def _spreads(month: Month) -> TableBlock:
    shown = {key: measures.spread(_known(month, key)) for key in _READ}
    rows = tuple(Row(key, _spread_cells(month, key, found)) for key, found in shown.items() if found.count)
    forms = {"known": Form.COUNT} | dict.fromkeys(("median", "p90", "longest"), Form.DECIMAL)
    columns = heads(month.lang, "reading", "known", "median", "p90", "longest", **forms)
    return TableBlock("spreads", columns, rows, say.SPREADS(month.lang))


def _spread_cells(month: Month, key: str, found: Spread) -> dict[str, Figure]:
    flag = {_READ[key]: 1}
    parts = {"median": (found.median, 0.5), "p90": (found.p90, 0.9)}
    return {
        "reading": text(say.READINGS[key](month.lang)),
        "known": number(found.count, month.count(**flag, **{key: ">=0"})),
        **{
            name: number(value, or_dash(percentile(month.data, key, part, **flag)), Form.DECIMAL)
            for name, (value, part) in parts.items()
        },
        "longest": number(found.longest, or_dash(largest(month.data, key, **flag)), Form.DECIMAL),
    }


def _buckets(month: Month) -> TableBlock:
    """Count what was done within each stretch."""
    has_work = len(_known(month, "work_hours")) > 0
    shown = {key: hours for key, hours in _BUCKETS.items() if has_work or key != "work_items"}
    rows = tuple(
        Row(f"b{n}", {"bucket": text(name(month.lang))}
            | {key: within(month, hours, span, **{_READ[hours]: 1}) for key, hours in shown.items()})
        for n, (name, span) in enumerate(zip(say.BUCKET_NAMES, spans(_EDGES), strict=True), 1)
    )  # fmt: skip
    columns = heads(month.lang, "bucket", *shown, **dict.fromkeys(shown, Form.COUNT))
    return TableBlock("buckets", columns, rows, say.BUCKETS(month.lang))


def _bucket_chart(month: Month) -> ChartBlock:
    lang = month.lang
    series = tuple(
        Series(say.HEADERS[key](lang), f"{{buckets.{key}:}}", colour=colour, has_labels=True)
        for key, colour in (("response_items", 4), ("resolution_items", 0))
    )
    return ChartBlock(
        say.BUCKETS_CHART(lang), ChartKind.COLUMN, "{buckets.bucket:}", series, say.BUCKETS_ALT(lang),
        column=_LEFT, columns=len(_WIDTHS) - _LEFT, rows=8, is_beside=True,
    )  # fmt: skip


def _timed(month: Month) -> pd.DataFrame:
    """The rows resolved in the month whose stages are all known."""
    frame = month.data.frame
    return frame[(frame["in_resolved"] == 1) & frame["handling_hours"].notna()]


def _stage_means(month: Month) -> dict[str, float]:
    timed = _timed(month)
    return {key: float(timed[key].mean()) if len(timed) else 0.0 for key in _STAGES}


def _stages(month: Month) -> TableBlock:
    lang, found, count = month.lang, _stage_means(month), len(_timed(month))
    total = sum(found.values())
    rows = tuple(
        Row(key, {
            "stage": text(say.STAGE_NAMES[key](lang)),
            "known": number(count, month.count(in_resolved=1, handling_hours=">=0")),
            "mean": number(found[key] if count else None, or_dash(mean(month.data, key, in_resolved=1, handling_hours=">=0")), Form.DECIMAL),
            "part": number(found[key] / total if total else None, or_dash("{@mean}/SUM({stages.mean:})"), Form.RATE),
        })
        for key in _STAGES
    )  # fmt: skip
    forms = {"known": Form.COUNT, "mean": Form.DECIMAL, "part": Form.RATE}
    return TableBlock(
        "stages", heads(lang, "stage", "known", "mean", "part", **forms), rows, say.STAGES(lang)
    )


def _stage_chart(month: Month) -> ChartBlock:
    lang = month.lang
    series = (Series(say.HEADERS["part"](lang), "{stages.part:}", is_rate=True, has_labels=True),)
    return ChartBlock(
        say.STAGES_SHARE(lang), ChartKind.BAR, "{stages.stage:}", series, say.STAGES_ALT(lang),
        column=_LEFT, columns=len(_WIDTHS) - _LEFT, rows=6, is_beside=True,
    )  # fmt: skip
