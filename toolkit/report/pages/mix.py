"""类型分布: what came in, how urgent it was and from where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.report.month import rate_text
from toolkit.report.pages.tables import count_table
from toolkit.schema.page import ChartBlock, ChartKind, Page, Series
from toolkit.words import report as say
from toolkit.words import report_charts as charts
from toolkit.words import report_sentences as sentences

if TYPE_CHECKING:
    from toolkit.report.month import Month
    from toolkit.schema.page import Block, TableBlock

_RIGHT = 6


def mix_page(month: Month) -> Page:
    lang = month.lang
    tables = {key: count_table(month, key, _order(month, key)) for key in ("kind", "priority", "channel")}
    blocks: tuple[Block, ...] = ()
    if month.now.received:
        blocks = tuple(block for key, table in tables.items() for block in (table, _bars(month, key, table)))
    return Page("mix", say.PAGES["mix"](lang), say.HEADINGS["mix"](lang), "", tuple(_lead(month)), blocks)


def _order(month: Month, key: str) -> tuple[str, ...]:
    """Kinds and levels stand in their own order; channels by how many came through them."""
    return () if key == "channel" else month.options.words_of(key).labels(month.lang)


def _bars(month: Month, key: str, table: TableBlock) -> ChartBlock:
    title = charts.BY[key](month.lang)
    series = Series(say.HEADERS["items"](month.lang), f"{{{key}.items:}}", has_labels=True)
    rows = max(len(table.rows) + 2, 6)
    return ChartBlock(
        title, ChartKind.BAR, f"{{{key}.{key}:}}", (series,), charts.BARS_ALT(month.lang, title=title),
        column=_RIGHT, columns=_RIGHT, rows=rows, is_beside=True,
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
