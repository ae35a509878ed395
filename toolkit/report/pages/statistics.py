"""问题分类统计表 of the register: live formulas over its rows, so that it follows what people change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.figures import measures
from toolkit.report.formulas import count, criterion
from toolkit.report.month import number, text
from toolkit.report.pages.tables import columns, share_formula, total_label
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, Tone
from toolkit.words import register as say
from toolkit.words import report as labels
from toolkit.words.text import listed

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.report.options import ReportOptions
    from toolkit.schema.page import EntrySheet

_WIDTHS = (22.0, 12, 12, 12, 14, 66)


def statistics_page(entry: EntrySheet, options: ReportOptions) -> Page:
    lang = options.lang
    rows = _counted(entry.frame, options)
    table = measures.issue_types(rows, options.last_types)
    top = measures.top_keywords(rows).items()
    words = {name: text(listed(said, lang), form=Form.WRAPPED) for name, said in top}
    body = tuple(
        Row(f"r{n}", _cells(entry, options, str(name), found) | {"keywords": words.get(name, Figure())})
        for n, (name, found) in enumerate(table.iterrows(), 1)
    )
    keys = ("issue_type", "count", "share", "customer_count", "case_count", "keywords")
    heads, total = columns(lang, *keys, keywords=Form.WRAPPED), _total(table, options) if body else None
    block = TableBlock("issues", heads, body, total=total, empty=labels.NONE(lang))
    name = say.PAGES["statistics"](lang)
    return Page("statistics", name, name, lead=(say.STATISTICS_LEAD(lang),), blocks=(block,), widths=_WIDTHS)


def _counted(frame: pd.DataFrame, options: ReportOptions) -> pd.DataFrame:
    """Return the rows that count, with their issue types in words, spelled as the first of each is."""
    rows = frame[frame["is_withdrawn"] != "yes"]
    label_of = options.words_of("issue_type").label_of(options.lang)
    typed = rows["issue_type"].map(lambda value: label_of.get(value, value), na_action="ignore")
    first = {str(value).casefold(): value for value in reversed(typed.dropna().unique())}
    spelled = typed.map(lambda value: first[str(value).casefold()], na_action="ignore")
    return rows.assign(issue_type=spelled.astype(object).fillna(labels.UNFILLED(options.lang)))


def _cells(entry: EntrySheet, options: ReportOptions, name: str, found: pd.Series) -> dict[str, Figure]:
    is_blank = name == labels.UNFILLED(options.lang)
    where: dict[str, object] = {
        "issue_type": "" if is_blank else criterion(name, "{@issue_type}"),
        "received_at": ">0",
        "is_withdrawn": f"<>{options.label('is_withdrawn', 'yes')}",
    }
    return {
        "issue_type": text(name),
        "count": number(int(found["count"]), count(entry, **where)),
        "share": number(float(found["share"]), share_formula("issues", "count"), Form.RATE),
        "customer_count": number(int(found["customer_count"]), count(entry, **where, is_first_of_customer=1)),
        "case_count": number(int(found["case_count"]), _cases(entry, options, where)),
    }


def _cases(entry: EntrySheet, options: ReportOptions, where: dict[str, object]) -> str:
    """Count without repeats: not merged, and taken for no repeat or denied to be one."""
    single = {**where, "merged_into": "", "status": f"<>{options.label('status', 'merged')}"}
    denied = options.label("duplicate_confirmed", "no")
    return f"{count(entry, **single, duplicate_of='')}+{count(entry, **single, duplicate_of='<>', duplicate_confirmed=denied)}"


def _total(table: pd.DataFrame, options: ReportOptions) -> Row:
    sums = {
        key: number(int(table[key].sum()), f"SUM({{issues.{key}:}})", tone=Tone.STRONG)
        for key in ("count", "case_count")
    }
    share = number(1.0, "SUM({issues.share:})", Form.RATE, Tone.STRONG)
    return Row("total", {"issue_type": total_label(options.lang), "share": share, **sums})
