"""数据透视: the rows behind the figures as PivotTables, each on a page of its own so that it can grow."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    from toolkit.schema.page import EntrySheet
    from toolkit.words import Language

_WIDTHS = (17.0, 3.0, 24.0, *(11.0,) * 8)
_COLUMN = 2
_SLICERS = ("kind", "team")
_CHOSEN = ("channel", "lead_department")
"""What can be chosen above every pivot where it does not stand in it."""
_WITHDRAWN = "is_withdrawn"


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
REGISTER = (
    Cross("pivot_kind", "kind", "received_month"),
    Cross("pivot_issue", "issue_type", "channel"),
    Cross("pivot_verdict", "lead_department", "resolution_verdict"),
)


@dataclass(frozen=True)
class _Counted:
    """What pivots count. frame: in the words of the cells; headers: by key, of the columns that it has."""

    source: str
    title: str
    frame: pd.DataFrame
    headers: Mapping[str, str]
    order: Mapping[str, tuple[str, ...]]
    lang: Language
    filters: tuple[PivotFilter, ...] = field(default_factory=tuple)


def pivot_pages(month: Month) -> tuple[Page, ...]:
    """Return the pivots of a month's detail."""
    frame, options = month.data.frame, month.options
    sizes = {"issue_type": "in_received", "channel": "in_received", "lead_department": "in_resolution"}
    order = {key: _by_size(frame.groupby(key)[flag].sum(), options) for key, flag in sizes.items()}
    headers = {column.key: column.header for column in month.data.columns}
    counted = _Counted(
        month.data.key, month.data.title, frame, headers, order | _own_orders(options), month.lang
    )
    facts = {"received": f"{month.now.received:,}"}
    return tuple(
        _page(counted, cross, say.LEADS[cross.key](month.lang, **facts, **_facts(counted, cross)))
        for cross in MONTHLY
    )


def register_pivots(entry: EntrySheet, options: ReportOptions) -> tuple[Page, ...]:
    """Return the pivots of the register's rows; withdrawn ones are left out at first."""
    lang, keys = options.lang, {key for cross in REGISTER for key in (cross.down, cross.across)}
    is_counted = entry.frame[_WITHDRAWN] != "yes"
    frame = entry.frame.loc[is_counted, sorted(keys)].assign(
        **{key: _words(entry.frame.loc[is_counted, key], key, options) for key in keys - {"received_month"}}
    )
    blank = {key for key in _SLICERS if key not in entry.frame or entry.frame[key].fillna("").eq("").all()}
    headers = {column.key: column.header(lang) for column in entry.sheet.columns if column.key not in blank}
    order = {key: _by_size(frame[key].value_counts(), options) for key in ("issue_type", *_CHOSEN)}
    withdrawn = PivotFilter(_WITHDRAWN, (options.label(_WITHDRAWN, "yes"),))
    counted = _Counted(
        entry.sheet.key, entry.sheet.title(lang), frame, headers, order | _own_orders(options), lang, (withdrawn,)
    )  # fmt: skip
    lead = say.REGISTER_LEAD(lang, rows=f"{len(frame):,}")
    return tuple(_page(counted, cross, lead) for cross in REGISTER)


def _page(counted: _Counted, cross: Cross, lead: str) -> Page:
    lang = counted.lang
    name, heading = labels.PAGES[cross.key](lang), say.HEADINGS[cross.key](lang)
    if _rows(counted, cross).empty:
        return Page(cross.key, name, heading, lead=(say.NOTHING[cross.key](lang),))
    how = (say.HOW(lang, table=counted.title),)
    flag = (say.FLAG(lang, flag=counted.headers[cross.flag]),) if cross.flag else ()
    return Page(
        cross.key, name, heading, lead=(lead,), blocks=(_block(counted, cross),), widths=_WIDTHS, hints=how + flag
    )  # fmt: skip


def _block(counted: _Counted, cross: Cross) -> PivotBlock:
    lang = counted.lang
    caption = (say.COUNT if cross.flag or counted.filters else say.ROWS)(lang)
    flags = (PivotFilter(cross.flag, (0,)),) if cross.flag else ()
    slicers = tuple(key for key in _SLICERS if key in counted.headers)
    # Where slicers are not shown, as on a phone, the same columns can be chosen above the pivot.
    chosen = [key for key in (*slicers, *_CHOSEN) if key not in (cross.down, cross.across)]
    return PivotBlock(
        cross.key, counted.source, say.HEADINGS[cross.key](lang), (cross.down,),
        (PivotValue("feedback_id", caption, Form.COUNT),), (cross.across,),
        (*counted.filters, *flags, *map(PivotFilter, chosen)), slicers, counted.order, column=_COLUMN,
    )  # fmt: skip


def _rows(counted: _Counted, cross: Cross) -> pd.DataFrame:
    frame = counted.frame
    return frame[frame[cross.flag] == 1] if cross.flag else frame


def _facts(counted: _Counted, cross: Cross) -> dict[str, object]:
    """Return how many rows a pivot counts, and its largest cell where the sentence names one."""
    rows = _rows(counted, cross)
    sizes = rows.groupby([cross.down, cross.across], sort=False).size().sort_values(kind="stable")
    facts: dict[str, object] = {"rows": f"{len(rows):,}"}
    if cross.flag:
        row, column = sizes.index[-1] if len(sizes) else (labels.NONE(counted.lang),) * 2
        facts |= {"row": row, "column": column, "count": f"{sizes.iloc[-1] if len(sizes) else 0:,}"}
    return facts


def _words(values: pd.Series, key: str, options: ReportOptions) -> pd.Series:
    """Return the words that the cells of a column of the register show."""
    if key == "lead_department":
        return values
    label_of = options.words_of(key).label_of(options.lang)
    return values.map(lambda value: label_of.get(value, value), na_action="ignore")


def _own_orders(options: ReportOptions) -> dict[str, tuple[str, ...]]:
    """Kinds and verdicts stand in their own order."""
    return {key: options.words_of(key).labels(options.lang) for key in ("kind", "resolution_verdict")}


def _by_size(sizes: pd.Series, options: ReportOptions) -> tuple[str, ...]:
    """Return names by how much counts of each, what is left over last."""
    named = map(str, sizes.sort_values(ascending=False, kind="stable").index)
    return tuple(sorted(named, key=lambda name: name in options.last_types))
