"""类型分布: what came in, how urgent it was and from where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.report.month import rate_text
from toolkit.report.pages.composition import MIXED, mixed_chart
from toolkit.report.pages.tables import count_table
from toolkit.schema.page import ChartBlock, ChartKind, Page, Series
from toolkit.words import report as say
from toolkit.words import report_charts as charts
from toolkit.words import report_sentences as sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.report.month import Month
    from toolkit.schema.page import Block, TableBlock

_WIDTHS = (15.0, 9, 9, 9, 11, 2.5, *(12.0 for _ in range(7)))
_WIDE, _BARS, _STACK = (6, 7), (6, 3), (9, 4)
"""Column of the page where a chart begins, and how many it takes: alone, or with the months beside it."""


def mix_page(month: Month, mixes: Mapping[str, TableBlock]) -> Page:
    """Return the page; mixes: what the last months were made of, by column."""
    lang = month.lang
    tables = {key: count_table(month, key, _order(month, key)) for key in MIXED}
    blocks: tuple[Block, ...] = ()
    if month.now.received:
        blocks = tuple(block for key, table in tables.items() for block in _blocks(month, key, table, mixes))
    return Page(
        "mix", say.PAGES["mix"](lang), say.HEADINGS["mix"](lang), "", tuple(_lead(month)), blocks, _WIDTHS
    )


def _order(month: Month, key: str) -> tuple[str, ...]:
    """Kinds and levels stand in their own order; channels by how many came through them."""
    return () if key == "channel" else month.options.words_of(key).labels(month.lang)


def _blocks(month: Month, key: str, table: TableBlock, mixes: Mapping[str, TableBlock]) -> tuple[Block, ...]:
    """Return the month's counts, as bars too, and once there are months to compare what each was made of."""
    rows = max(len(table.rows) + 2, 8)
    if key not in mixes:
        return table, _bars(month, key, _WIDE, rows)
    return table, _bars(month, key, _BARS, rows), mixed_chart(month, mixes[key], _STACK, rows)


def _bars(month: Month, key: str, place: tuple[int, int], rows: int) -> ChartBlock:
    """Draw the month's counts, from a column of the page over so many."""
    title = charts.BY[key](month.lang)
    series = Series(say.HEADERS["items"](month.lang), f"{{{key}.items:}}", has_labels=True)
    return ChartBlock(
        title, ChartKind.BAR, f"{{{key}.{key}:}}", (series,), charts.BARS_ALT(month.lang, title=title),
        column=place[0], columns=place[1], rows=rows, is_beside=True,
    )  # fmt: skip


def _lead(month: Month) -> list[str]:
    lang = month.lang
    if not month.now.received:
        return [sentences.NOTHING(lang, month=month.name)]
    found = []
    for key, sentence, name in (
        ("kind", sentences.MIX_KIND, "kind"),
        ("channel", sentences.MIX_CHANNEL, "channel"),
    ):
        counts = month.received[key].value_counts()
        label, size = str(counts.index[0]), int(counts.iloc[0])
        facts = {name: label, "count": size, "share": rate_text(size / month.now.received)}
        if label != say.UNFILLED(lang):
            found.append(sentence(lang, **facts))
    return found
