"""What several pages share: table columns by their key, and a table that counts rows by a choice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.domain.figures.measures import distribution
from toolkit.report.formulas import criterion, difference, fair_share
from toolkit.report.month import Month, number, text
from toolkit.report.month import difference as change_of
from toolkit.schema.page import Figure, Form, Row, TableBlock, TableColumn, Tone
from toolkit.words import report as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from toolkit.words import Language

FORMS = {
    "count": Form.COUNT, "items": Form.COUNT, "share": Form.RATE, "running": Form.RATE,
    "last": Form.COUNT, "change": Form.CHANGE, "customer_count": Form.COUNT, "case_count": Form.COUNT,
}  # fmt: skip


def columns(lang: Language, *keys: str, **forms: Form) -> tuple[TableColumn, ...]:
    """Return table columns under their usual headers; `forms` says how the unusual ones are written."""
    known = FORMS | forms
    return tuple(TableColumn(key, say.HEADERS[key](lang), known.get(key, Form.TEXT)) for key in keys)


def packed(tables: Iterable[TableBlock], room: int) -> tuple[TableBlock, ...]:
    """Put tables beside each other, a column between them, while a page of so many columns has room for them."""
    placed: list[TableBlock] = []
    cursor = room
    for table in tables:
        is_beside = cursor + len(table.columns) <= room
        cursor = cursor if is_beside else 0
        placed.append(replace(table, column=cursor, is_beside=is_beside))
        cursor += len(table.columns) + 1
    return tuple(placed)


def total_label(lang: Language) -> Figure:
    return text(say.TOTAL(lang), Tone.STRONG)


def count_table(
    month: Month, key: str, order: Sequence[str] = (), column: int = 0, *, beside: bool = False
) -> TableBlock:
    """Return how many rows of the month each value of a choice has, its share, and the month before's count."""
    counts = distribution(month.received[key], order)
    before = month.received_before[key].value_counts()
    rows = tuple(
        Row(f"r{n}", _count_cells(month, key, str(label), found, before))
        for n, (label, found) in enumerate(counts.iterrows(), 1)
    )
    heads = columns(month.lang, key, "items", "share", "last", "change")
    return TableBlock(
        key, heads, rows, say.HEADERS[key](month.lang), _count_total(month, key, before),
        empty=say.NONE(month.lang), column=column, is_beside=beside,
    )  # fmt: skip


def _count_cells(
    month: Month, key: str, label: str, found: pd.Series, before: pd.Series
) -> dict[str, Figure]:
    condition = {key: criterion(label, f"{{@{key}}}")}
    last = last_count(month, before, label)
    return {
        key: text(label),
        "items": number(int(found["count"]), month.count(in_received=1, **condition)),
        "share": number(float(found["share"]), share_formula(key, "items"), Form.RATE),
        "last": number(last, tone=Tone.MUTED),
        "change": change(int(found["count"]), last, "items"),
    }


def last_count(month: Month, before: pd.Series, label: str) -> int | None:
    """Return how many the month before had, or None where it cannot be compared."""
    return None if month.last is None else int(before.get(label, 0))


def change(
    now: float | None, last: float | None, key: str, scale: int = 1, form: Form = Form.CHANGE
) -> Figure:
    """Return the cell that takes the month before's from this month's."""
    formula = "" if last is None else difference(f"{{@{key}}}", "{@last}", scale)
    return Figure(_dash(change_of(now, last, scale)), formula, form)


def _dash(value: float | None) -> object:
    return "–" if value is None else value


def share_formula(table: str, key: str) -> str:
    return fair_share(f"{{@{key}}}", f"{{{table}.{key}:}}", f"{{{table}.total.{key}}}")


def _count_total(month: Month, key: str, before: pd.Series) -> Row | None:
    if not month.now.received:
        return None
    last = None if month.last is None else int(before.sum())
    cells = {
        key: total_label(month.lang),
        "items": number(month.now.received, f"SUM({{{key}.items:}})", tone=Tone.STRONG),
        "share": number(1.0, f"SUM({{{key}.share:}})", Form.RATE, Tone.STRONG),
        "last": number(last, tone=Tone.STRONG),
        "change": change(month.now.received, last, "items"),
    }
    return Row("total", cells)
