"""数据透视: the rows behind the figures as PivotTables, each on a page of its own so that it can grow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.schema.page import Form, Page
from toolkit.schema.pivot import PivotBlock, PivotFilter, PivotValue
from toolkit.words import pivots as say
from toolkit.words import report as labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from toolkit.report.month import Month
    from toolkit.report.options import ReportOptions

_WIDTHS = (17.0, 3.0, 24.0, *(11.0,) * 8)
_COLUMN = 2
_SLICERS = ("kind", "team")


@dataclass(frozen=True, slots=True)
class Cross:
    """One column down against one across; flag: the column that is 1 where a row counts, empty for all rows."""

    key: str
    down: str
    across: str
    flag: str = ""


MONTHLY = (
    Cross("pivot_kind", "kind", "month"),
    Cross("pivot_issue", "issue_type", "channel", "in_received"),
    Cross("pivot_verdict", "lead_department", "resolution_verdict", "in_resolution"),
)
_CHOSEN = ("channel", "lead_department")
"""What can be chosen above every pivot where it does not stand in it."""


def pivot_pages(month: Month) -> tuple[Page, ...]:
    """Return the pivots of a month's detail."""
    order = _orders(month.data.frame, month.options)
    return tuple(_page(month, cross, order) for cross in MONTHLY)


def _page(month: Month, cross: Cross, order: Mapping[str, tuple[str, ...]]) -> Page:
    lang, frame = month.lang, month.data.frame
    counted = frame[frame[cross.flag] == 1] if cross.flag else frame
    name, heading = labels.PAGES[cross.key](lang), say.HEADINGS[cross.key](lang)
    if counted.empty:
        return Page(cross.key, name, heading, lead=(say.NOTHING[cross.key](lang),))
    flag = next((column.header for column in month.data.columns if column.key == cross.flag), "")
    rules = (say.HOW(lang, table=month.data.title), *([say.FLAG(lang, flag=flag)] if flag else []))
    return Page(
        cross.key, name, heading, lead=(_lead(month, cross, counted),), blocks=(_block(month, cross, order),),
        widths=_WIDTHS, rules=rules,
    )  # fmt: skip


def _block(month: Month, cross: Cross, order: Mapping[str, tuple[str, ...]]) -> PivotBlock:
    lang, present = month.lang, {column.key for column in month.data.columns}
    caption = (say.COUNT if cross.flag else say.ROWS)(lang)
    flags = (PivotFilter(cross.flag, (0,)),) if cross.flag else ()
    slicers = tuple(key for key in _SLICERS if key in present)
    # Where slicers are not shown, as on a phone, the same columns can be chosen above the pivot.
    chosen = [key for key in (*slicers, *_CHOSEN) if key not in (cross.down, cross.across)]
    return PivotBlock(
        cross.key, month.data.key, say.HEADINGS[cross.key](lang), (cross.down,),
        (PivotValue("feedback_id", caption, Form.COUNT),), (cross.across,),
        (*flags, *map(PivotFilter, chosen)), slicers, order, column=_COLUMN,
    )  # fmt: skip


def _orders(frame: pd.DataFrame, options: ReportOptions) -> dict[str, tuple[str, ...]]:
    """Kinds and verdicts stand in their own order; the rest by how much of it counts, what is left over last."""
    own = {key: options.words_of(key).labels(options.lang) for key in ("kind", "resolution_verdict")}
    flags = {"issue_type": "in_received", "channel": "in_received", "lead_department": "in_resolution"}
    return own | {key: _by_size(frame, key, flag, options) for key, flag in flags.items()}


def _by_size(frame: pd.DataFrame, key: str, flag: str, options: ReportOptions) -> tuple[str, ...]:
    sizes = frame.groupby(key)[flag].sum().sort_values(ascending=False, kind="stable")
    named = [str(name) for name in sizes.index]
    return tuple(sorted(named, key=lambda name: name in options.last_types))


def _lead(month: Month, cross: Cross, counted: pd.DataFrame) -> str:
    facts: dict[str, object] = {"rows": f"{len(counted):,}", "received": f"{month.now.received:,}"}
    sizes = counted.groupby([cross.down, cross.across], sort=False).size().sort_values(kind="stable")
    if cross.flag and len(sizes):
        row, column = sizes.index[-1]
        facts |= {"row": row, "column": column, "count": f"{sizes.iloc[-1]:,}"}
    return say.LEADS[cross.key](month.lang, **facts)
