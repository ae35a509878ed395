"""积压: what came in and went out, how old what is left is, and what was left over from before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.report.analysis.parts import heads, listed, spans, within
from toolkit.report.formulas import ratio
from toolkit.report.month import Month, joined, number, text
from toolkit.report.pages.figures import TREND, flow_chart
from toolkit.schema.page import ChartBlock, ChartKind, Figure, Form, Page, Row, Series, TableBlock, Tone
from toolkit.words import analysis as say
from toolkit.words import report as labels

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.schema.page import Block

_EDGES = (1, 3, 7, 15, 30)
_OLD = 30
LISTED = 40
_COLUMNS = (
    "feedback_id",
    "priority",
    "kind",
    "issue_type",
    "owner",
    "lead_department",
    "received_at",
    "age_days",
    "status",
)
_FORMS = {"feedback_id": Form.ID, "received_at": Form.MOMENT, "age_days": Form.DECIMAL}
_WIDTHS = (26.0, 11, 12, 16, 14, 14, 17, 13, 16)
_LEFT = 4


def backlog_page(month: Month) -> Page:
    lang = month.lang
    name = labels.PAGES["backlog"](lang)
    left = _left_over(month)
    blocks: tuple[Block, ...] = (_flow(month),)
    if any(one and one.received + one.resolved + one.backlog for one in month.history[-TREND:]):
        blocks = (*blocks, flow_chart(month, _LEFT, len(_WIDTHS) - _LEFT))
    blocks += (_ages(month), _age_chart(month)) if month.now.backlog else ()
    blocks += (_leftovers(month, left),) if len(left) else ()
    light = Tone.WATCH if len(left) else Tone.GOOD
    return Page("backlog", name, name, lead=(_lead(month),), blocks=blocks, widths=_WIDTHS, light=light)


def opening(month: Month) -> int:
    """What was open when the period began."""
    before = month.history[-2]
    return before.backlog if before else 0


def _lead(month: Month) -> str:
    now, first = month.now, opening(month)
    more = now.backlog - first
    moved = say.FLOW_MORE if more > 0 else say.FLOW_LESS if more else say.FLOW_SAME
    facts = {"opening": first, "received": now.received, "resolved": now.resolved, "closing": now.backlog}
    said = say.FLOW_LEAD(
        month.lang, **{key: f"{value:,}" for key, value in facts.items()}, moved=moved(month.lang, count=f"{abs(more):,}") if more else moved(month.lang)
    )  # fmt: skip
    frame = month.data.frame
    old = int(((frame["in_backlog"] == 1) & (frame["age_days"] > _OLD)).sum())
    return joined(month.lang, said, say.FLOW_OLD(month.lang, count=old) if old else "")


def _flow(month: Month) -> TableBlock:
    """The balance: what does not come from receipts or resolutions stands in a line of its own."""
    now, first = month.now, opening(month)
    others = now.backlog - first - now.received + now.resolved
    cells = {
        "opening": number(first, "{history.m11.backlog}" if month.history[-2] else ""),
        "received": number(now.received, "{received}"),
        "resolved": number(now.resolved, "{resolved}"),
        "others": number(others, "{flow.closing.items}-{flow.opening.items}-{flow.received.items}+{flow.resolved.items}"),
        "closing": number(now.backlog, "{backlog}", tone=Tone.STRONG),
    }  # fmt: skip
    rows = tuple(
        Row(key, {"move": text(say.FLOW_ROWS[key](month.lang)), "items": figure})
        for key, figure in cells.items()
    )
    return TableBlock(
        "flow", heads(month.lang, "move", "items", items=Form.COUNT), rows, say.FLOW_TITLE(month.lang)
    )


def _ages(month: Month) -> TableBlock:
    total = month.now.backlog
    rows = []
    for n, (name, span) in enumerate(zip(say.AGE_NAMES, spans(_EDGES), strict=True), 1):
        items = within(month, "age_days", span, in_backlog=1)
        late = within(month, "age_days", span, in_overdue=1)
        share = number(
            int(str(items.value)) / total if total else None, ratio("{@items}", "{backlog}"), Form.RATE
        )
        rows.append(
            Row(f"a{n}", {"age": text(name(month.lang)), "items": items, "share": share, "late": late})
        )
    forms = {"items": Form.COUNT, "share": Form.RATE, "late": Form.COUNT}
    return TableBlock(
        "ages", heads(month.lang, "age", "items", "share", "late", **forms), tuple(rows), say.AGES(month.lang)
    )


def _age_chart(month: Month) -> ChartBlock:
    lang = month.lang
    series = (Series(say.HEADERS["items"](lang), "{ages.items:}", has_labels=True),)
    return ChartBlock(
        say.AGES_CHART(lang), ChartKind.BAR, "{ages.age:}", series, say.AGES_ALT(lang),
        column=_LEFT, columns=len(_WIDTHS) - _LEFT, rows=9, is_beside=True,
    )  # fmt: skip


def _left_over(month: Month) -> pd.DataFrame:
    """What came in before the period and is still open, the oldest first."""
    frame = month.data.frame
    left = frame[(frame["in_backlog"] == 1) & (frame["received_at"] < month.period.start)]
    return left.sort_values("received_at", kind="stable")


def _leftovers(month: Month, left: pd.DataFrame) -> TableBlock:
    lang, shown = month.lang, left.iloc[:LISTED]
    more = len(left) - len(shown)
    return TableBlock(
        "leftovers", heads(lang, *_COLUMNS, **_FORMS), tuple(_aged(month, shown)), say.LEFTOVERS(lang, count=len(left)),
        note=say.MORE_LEFT(lang, count=more) if more else "",
    )  # fmt: skip


def _aged(month: Month, shown: pd.DataFrame) -> list[Row]:
    rows = []
    for row in listed(month, shown, _COLUMNS, _FORMS, "l"):
        age = Figure(row.cells["age_days"].value, "{until}-{@received_at}", Form.DECIMAL, Tone.STRONG)
        rows.append(Row(row.key, {**row.cells, "age_days": age}))
    return rows
