"""交叉: issue by channel and region, kind by level and customer type, the fuller the darker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.report.analysis.parts import heads, listed
from toolkit.report.formulas import criterion
from toolkit.report.month import Month, number, rate_text, text
from toolkit.report.pages.tables import packed, total_label
from toolkit.schema.page import Form, Page, Row, TableBlock, TableColumn, Tone
from toolkit.words import analysis as say
from toolkit.words import report as labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from toolkit.schema.page import Figure

_ACROSS, _DOWN = 8, 12
_OWN_ORDER = ("kind", "priority", "process_stage", "issue_nature")
_ONE_REGION = 0.6
_LEAST = 5
_WIDTHS = (16.0, *(10.4 for _ in range(12)))


@dataclass(frozen=True, slots=True)
class _Pair:
    key: str
    down: str
    across: str


_PAIRS = (
    _Pair("issue_channel", "issue_type", "channel"),
    _Pair("issue_region", "issue_type", "region"),
    _Pair("kind_level", "kind", "priority"),
    _Pair("kind_customer", "kind", "customer_type"),
    _Pair("stage_nature", "process_stage", "issue_nature"),
)
_SORTED = (
    "process_stage",
    "issue_nature",
    "feedback_id",
    "received_at",
    "issue_type",
    "priority",
    "owner",
    "status",
)
_SPANS = {"received_at": 2, "issue_type": 2, "status": 2}
_LISTED = 20


def cross_page(month: Month) -> Page | None:
    """Return the page; None where nothing came in. What nobody filled in is not crossed."""
    if not month.now.received:
        return None
    lang = month.lang
    name = labels.PAGES["cross"](lang)
    blank = labels.UNFILLED(lang)
    pairs = [pair for pair in _PAIRS if (month.received[[pair.across, pair.down]] != blank).any().all()]
    lead = tuple(said for said in (_fullest(month), _region(month)) if said)
    rules = (say.CROSS_RULES(lang, count=_ACROSS),)
    blocks = (*packed([_table(month, pair) for pair in pairs], len(_WIDTHS)), *_classified(month))
    return Page("cross", name, name, lead=lead, blocks=blocks, widths=_WIDTHS, rules=rules)


def _classified(month: Month) -> Iterator[TableBlock]:
    """Yield the list of what was classed by stage and nature, each row leading to the detail (S3-037)."""
    frame, lang = month.data.frame, month.lang
    keys = ("process_stage", "issue_nature")
    if any(key not in frame for key in keys):
        return
    blank = labels.UNFILLED(lang)
    found = frame[(frame["in_received"] == 1) & (frame[list(keys)] != blank).any(axis=1)]
    order = found.sort_values([*keys, "received_at"], kind="stable")
    forms = {"feedback_id": Form.ID, "received_at": Form.MOMENT}
    rows = tuple(listed(month, order.iloc[:_LISTED], _SORTED, forms, "s"))
    more = len(found) - len(rows)
    note = say.MORE_CLASSED(lang, count=more) if more else ""
    title = say.CLASSED(lang, count=len(found))
    columns = tuple(replace(one, span=_SPANS.get(one.key, 1)) for one in heads(lang, *_SORTED, **forms))
    yield TableBlock("classified", columns, rows, title, note=note)


def _fullest(month: Month) -> str:
    """Name the issue and the channel that meet most often."""
    last = month.options.last_types
    named = month.received[~month.received["issue_type"].isin(last) & ~month.received["channel"].isin(last)]
    sizes = named.groupby(["issue_type", "channel"]).size().sort_values(ascending=False, kind="stable")
    if sizes.empty:
        return ""
    row, column = sizes.index[0]
    share = rate_text(int(sizes.iloc[0]) / month.now.received)
    return say.CROSS_LEAD(month.lang, row=row, column=column, count=f"{sizes.iloc[0]:,}", share=share)


def _region(month: Month) -> str:
    """Say where one of the frequent issues comes from one region alone (S1-077)."""
    blank = labels.UNFILLED(month.lang)
    known = month.received[
        (month.received["region"] != blank) & ~month.received["issue_type"].isin(month.options.last_types)
    ]
    for issue, rows in known.groupby("issue_type"):
        sizes = rows["region"].value_counts()
        share = sizes.iloc[0] / len(rows)
        if len(rows) >= _LEAST and len(known["region"].unique()) > 1 and share >= _ONE_REGION:
            return say.REGION_LEAD(month.lang, issue=issue, region=sizes.index[0], share=rate_text(share))
    return ""


def _ranked(values: pd.Series, month: Month, key: str, most: int) -> tuple[list[str], bool]:
    """Return names by count, the unnamed last or in their own order, and whether some are left out."""
    names = [str(name) for name in values.value_counts().index]
    own = month.options.words_of(key).labels(month.lang) if key in _OWN_ORDER else ()
    last = month.options.last_types
    ordered = sorted(names, key=lambda name: (own.index(name) if name in own else len(own), name in last))
    return ordered[:most], len(ordered) > most


def _table(month: Month, pair: _Pair) -> TableBlock:
    lang, rows = month.lang, month.received
    down, _ = _ranked(rows[pair.down], month, pair.down, _DOWN)
    across, has_more = _ranked(rows[pair.across], month, pair.across, _ACROSS)
    sizes = rows.groupby([pair.down, pair.across]).size()
    columns = (
        TableColumn("name", (labels.HEADERS.get(pair.down) or say.HEADERS[pair.down])(lang)),
        *(TableColumn(f"c{n}", name, Form.COUNT) for n, name in enumerate(across, 1)),
        *((TableColumn("rest", say.REST_OF(lang), Form.COUNT),) if has_more else ()),
        TableColumn("total", labels.TOTAL(lang), Form.COUNT),
    )
    body = tuple(
        Row(f"r{n}", _cells(month, pair, name, (across, has_more), sizes)) for n, name in enumerate(down, 1)
    )
    shaded = tuple(column.key for column in columns if column.key.startswith("c"))
    return TableBlock(
        pair.key,
        columns,
        body,
        say.CROSSES[pair.key](lang),
        _total(columns, body, pair, month),
        shaded=shaded,
    )


def _cells(
    month: Month, pair: _Pair, name: str, across: tuple[list[str], bool], sizes: pd.Series
) -> dict[str, Figure]:
    own = {pair.down: criterion(name, "{@name}")}
    names, has_more = across
    cells = {"name": text(name)}
    for n, other in enumerate(names, 1):
        formula = month.count(in_received=1, **own, **{pair.across: criterion(other, other)})
        cells[f"c{n}"] = number(int(sizes.get((name, other), 0)), formula)
    total = int(sizes.get(name, sizes.iloc[:0]).sum())
    cells["total"] = number(total, month.count(in_received=1, **own), tone=Tone.STRONG)
    if has_more:
        shown = sum(int(str(cells[f"c{n}"].value)) for n in range(1, len(names) + 1))
        cells["rest"] = number(total - shown, f"{{@total}}-SUM({{@c1}}:{{@c{len(names)}}})")
    return cells


def _total(columns: tuple[TableColumn, ...], body: tuple[Row, ...], pair: _Pair, month: Month) -> Row:
    cells = {"name": total_label(month.lang)}
    for column in columns[1:]:
        whole = sum(int(str(row.cells[column.key].value)) for row in body)
        cells[column.key] = number(whole, f"SUM({{{pair.key}.{column.key}:}})", tone=Tone.STRONG)
    return Row("total", cells)
