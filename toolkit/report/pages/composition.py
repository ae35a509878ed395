"""What the last months were made of: kinds, levels and channels by month, the last one live, and the charts of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.report.formulas import criterion
from toolkit.report.month import Month, number, text
from toolkit.schema.page import ChartBlock, ChartKind, Form, Row, Series, TableBlock, TableColumn, Tone
from toolkit.words import analysis
from toolkit.words import report as say
from toolkit.words import report_charts as charts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toolkit.schema.page import Figure

MIXED = ("kind", "priority", "channel")
_MONTHS = 6
_PARTS = 5
"""Parts that a month names at most; what is left is one part more, in grey."""
_REST = "rest"


def mixed_tables(month: Month) -> Mapping[str, TableBlock]:
    """Return by column what the last months were made of; nothing where there is no other month to set beside."""
    if not any(month.history[-_MONTHS:-1]) or not month.now.received:
        return {}
    return {key: _table(month, key) for key in MIXED}


def mixed_chart(month: Month, table: TableBlock, place: tuple[int, int], rows: int) -> ChartBlock:
    """Draw one of `mixed_tables` as columns of parts, from a column of the page over so many."""
    blank = say.UNFILLED(month.lang)
    series = tuple(
        Series(
            one.header,
            f"{{{table.key}.{one.key}:}}",
            colour=n,
            is_muted=one.key == _REST or one.header == blank,
        )
        for n, one in enumerate(table.columns[1:])
    )
    return ChartBlock(
        table.title, ChartKind.STACK, f"{{{table.key}.month:}}", series, charts.MIXED_ALT(month.lang, title=table.title),
        column=place[0], columns=place[1], rows=rows, is_beside=True,
    )  # fmt: skip


def _table(month: Month, key: str) -> TableBlock:
    lang, counts = month.lang, _counts(month, key)
    names = _ordered(month, key, counts.sum())
    has_rest = len(names) > _PARTS + 1
    names = names[:_PARTS] if has_rest else names
    columns = (
        TableColumn("month", say.HEADERS["month"](lang)),
        *(TableColumn(f"c{n}", name, Form.COUNT) for n, name in enumerate(names, 1)),
        *((TableColumn(_REST, analysis.REST_OF(lang), Form.COUNT),) if has_rest else ()),
    )
    rows = tuple(
        Row(f"m{place}", _cells(month, key, (names, has_rest), found))
        for place, found in counts.iterrows()
    )  # fmt: skip
    return TableBlock(f"{key}_months", columns, rows, charts.MIXED[key](lang))


def _counts(month: Month, key: str) -> pd.DataFrame:
    """Count the rows of the last months by month, 0 for the oldest, and value."""
    this = month.period.start.astype("M8[M]")
    ago = (this - month.rows["received_at"].to_numpy("M8[M]")).astype(np.int64)
    inside = (ago >= 0) & (ago < _MONTHS)
    counts: pd.DataFrame = pd.crosstab(_MONTHS - 1 - ago[inside], month.rows.loc[inside, key].to_numpy())
    return counts.reindex(range(_MONTHS), fill_value=0)


def _ordered(month: Month, key: str, counts: pd.Series) -> list[str]:
    """Return the names in the order of their list, channels by count; what nobody filled in stands last."""
    own = () if key == "channel" else month.options.words_of(key).labels(month.lang)
    blank = say.UNFILLED(month.lang)
    return sorted(
        map(str, counts.index),
        key=lambda name: (name == blank, own.index(name) if name in own else len(own), -counts[name], name),
    )


def _cells(month: Month, key: str, parts: tuple[Sequence[str], bool], counts: pd.Series) -> dict[str, Figure]:
    """Return a month's parts; nothing for a month without a row, so that its column is missing and not flat."""
    place = int(str(counts.name))
    cells = {"month": text(month.period.shifted(place + 1 - _MONTHS).name)}
    if not counts.sum():
        return cells
    is_now, (names, has_rest) = place == _MONTHS - 1, parts
    tone = Tone.STRONG if is_now else Tone.PLAIN
    for n, name in enumerate(names, 1):
        formula = month.count(in_received=1, **{key: criterion(name, name)}) if is_now else ""
        cells[f"c{n}"] = number(int(counts[name]), formula, tone=tone)
    if has_rest:
        formula = f"{month.count(in_received=1)}-SUM({{@c1}}:{{@c{len(names)}}})" if is_now else ""
        cells[_REST] = number(int(counts.sum() - counts[list(names)].sum()), formula, tone=tone)
    return cells
