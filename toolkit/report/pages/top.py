"""高频问题: which issues are most frequent, how many customers they touch, and the statistics of all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from toolkit.domain.figures import measures
from toolkit.domain.figures.shares import VITAL_SHARE, rounded_shares, running_shares, vital_few
from toolkit.domain.privacy import masked_text
from toolkit.report.formulas import criterion
from toolkit.report.month import Month, joined, number, rate_text, text
from toolkit.report.pages.pareto import pareto_chart
from toolkit.report.pages.phrases import phrases_by_type, said_anew
from toolkit.report.pages.tables import change, columns, last_count, share_formula, total_label
from toolkit.report.wording import told
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, Tone
from toolkit.words import analysis as say_more
from toolkit.words import report as say
from toolkit.words import report_sentences as sentences
from toolkit.words.checks import LIST_COMMA
from toolkit.words.text import listed

LISTED = 25
"""Issue types with a row of their own; a team with more has not sorted them yet."""
QUOTED = 60
_COUNTS = ["count", "case_count", "customer_count"]
_WIDTHS = (20.0, 10, 10, 11, 11, 12, 9, 11, 48)


@dataclass(frozen=True)
class Issues:
    """The month's issue types in order, and how many had none of their own row."""

    month: Month
    table: pd.DataFrame
    rest: int

    @cached_property
    def before(self) -> pd.Series:
        return self.month.received_before["issue_type"].value_counts()

    @cached_property
    def keywords(self) -> dict[object, str]:
        """What customers say again and again about each type, with counts; where nothing recurs, the team's words in it."""
        known = measures.top_keywords(self.month.received).items()
        return {name: masked_text(listed(words, self.month.lang)) for name, words in known} | phrases_by_type(
            self.month
        )

    @cached_property
    def named(self) -> pd.DataFrame:
        """The types that say what it is about."""
        known = [name for name in self.table.index if name not in self.month.options.last_types]
        return self.table.loc[known[: len(known) - bool(self.rest)]]

    @cached_property
    def few(self) -> int:
        """How many types, from the first, make up 80 %."""
        return vital_few(self.table["count"])


def month_issues(month: Month) -> Issues:
    """Rank the month's issue types; those past `LISTED` are one row together."""
    full = measures.issue_types(month.received, month.options.last_types)
    kept, rest = full.iloc[:LISTED], full.iloc[LISTED:]
    if len(rest):
        together = rest[_COUNTS].sum().rename(say.REST(month.lang, count=len(rest)))
        kept = pd.concat([kept, together.to_frame().T])
    kept = kept.assign(share=rounded_shares(kept["count"]), running=running_shares(kept["count"]))
    return Issues(month, kept, len(rest))


def top_page(month: Month, issues: Issues) -> Page:
    lang = month.lang
    pareto = pareto_chart(issues)
    blocks = (
        (_top_table(issues), *((pareto,) if pareto else ()), _statistics(month, issues))
        if len(issues.table)
        else ()
    )
    lead = (sentences.NOTHING(lang, month=month.name),)
    if month.now.received:
        changes = (_grown(issues), *_come_and_gone(issues), said_anew(month))
        lead = (joined(lang, *top_sentences(month, issues), *changes),)
    return Page(
        "top", say.PAGES["top"](lang), say.HEADINGS["top"](lang, count=month.options.top), lead=lead,
        rules=(sentences.RULES_TOP(lang),), blocks=blocks if len(issues.named) else blocks[1:], widths=_WIDTHS,
    )  # fmt: skip


def _grown(issues: Issues) -> str:
    """Name the type that grew most against last month, where one did."""
    if issues.month.last is None or issues.named.empty:
        return ""
    more = issues.named["count"] - issues.before.reindex(issues.named.index).fillna(0)
    name, count = more.idxmax(), int(more.max())
    return sentences.UP_MOST(issues.month.lang, name=name, count=count) if count > 0 else ""


def _come_and_gone(issues: Issues) -> list[str]:
    """Name the types that last month did not have, and those that this month no longer has."""
    month = issues.month
    if month.last is None or not len(issues.before):
        return []
    comma = LIST_COMMA(month.lang)
    before = [str(name) for name in issues.before.index if name not in month.options.last_types]
    new = [masked_text(str(name)) for name in issues.named.index if name not in before]
    gone = [masked_text(name) for name in before if name not in set(month.received["issue_type"])]
    return [say_more.NEW(month.lang, names=comma.join(new))] * bool(new) + [
        say_more.GONE(month.lang, names=comma.join(gone))
    ] * bool(gone)


def _top_table(issues: Issues) -> TableBlock:
    """Return the most frequent types, each with one line in a customer's words."""
    month = issues.month
    heads = columns(
        month.lang,
        "issue_type",
        "count",
        "share",
        "customer_count",
        "last",
        "change",
        "quote",
        quote=Form.SPREAD,
    )
    rows = tuple(
        Row(f"t{place}", _top_cells(issues, str(name), place))
        for place, name in enumerate(issues.named.index[: month.options.top], 1)
    )
    return TableBlock("top", heads, rows)


def _top_cells(issues: Issues, name: str, place: int) -> dict[str, Figure]:
    found, last = issues.table.iloc[place - 1], last_count(issues.month, issues.before, name)
    source = f"issues.r{place}"
    values = {"count": int(found["count"]), "customer_count": int(found["customer_count"])}
    return {
        "issue_type": text(f"{place}  {name}", Tone.STRONG),
        **{key: number(value, f"{{{source}.{key}}}", tone=Tone.STRONG) for key, value in values.items()},
        "share": number(float(found["share"]), f"{{{source}.share}}", Form.RATE, Tone.STRONG),
        "last": number(last, f"{{{source}.last}}" if last is not None else "", tone=Tone.MUTED),
        "change": change(values["count"], last, "count"),
        "quote": text(_quote(issues.month, name), Tone.MUTED, Form.SPREAD),
    }


def _quote(month: Month, name: str) -> str:
    """Return the first description of a type in the month, masked, cut to one line."""
    frame = month.data.frame
    said = frame.loc[(frame["in_received"] == 1) & (frame["issue_type"] == name), "description"].dropna()
    line = " ".join(str(said.iloc[0]).split()) if len(said) else ""
    return f"“{line[:QUOTED]}…”" if len(line) > QUOTED else f"“{line}”" if line else ""


def top_sentences(month: Month, issues: Issues) -> tuple[str, ...]:
    """Say which issue is most frequent and how few make up most of the month."""
    lang, named = month.lang, issues.named
    if named.empty:
        return (sentences.NO_TYPE(lang),)
    first = named.iloc[0]
    vital = sentences.ALL_ONE(lang) if len(issues.table) == 1 else _vital(issues)
    facts = {
        "issue": str(named.index[0]), "count": f"{int(first['count']):,}", "share": rate_text(first["share"]),
        "issue_customers": f"{int(first['customer_count']):,}", "vital": vital,
    }  # fmt: skip
    return (told(month, "top", facts),)


def _vital(issues: Issues) -> str:
    """Say how few types make up 80 %, where it is not all of them."""
    if issues.few >= len(issues.table):
        return ""
    share = float(issues.table["running"].iloc[issues.few - 1])
    sentence = sentences.VITAL if rate_text(share) != rate_text(VITAL_SHARE) else sentences.VITAL_EXACT
    return sentence(issues.month.lang, few=issues.few, share=rate_text(share))


def _statistics(month: Month, issues: Issues) -> TableBlock:
    heads = columns(
        month.lang, "issue_type", "count", "share", "running", "customer_count", "case_count", "last", "change",
        "keywords", keywords=Form.WRAPPED,
    )  # fmt: skip
    rows = tuple(_row(issues, place) for place in range(len(issues.table)))
    return TableBlock("issues", heads, rows, total=_total(month, issues))


def _row(issues: Issues, place: int) -> Row:
    month, found = issues.month, issues.table.iloc[place]
    name = str(issues.table.index[place])
    is_rest = bool(issues.rest) and place == len(issues.table) - 1
    last = last_count(month, issues.before, name)
    if is_rest and month.last:
        last = int(issues.before.drop(list(issues.table.index[:-1]), errors="ignore").sum())
    cells = {
        "issue_type": text(
            name, Tone.STRONG if place < month.options.top and name in issues.named.index else Tone.PLAIN
        ),
        **{key: _counted(issues, place, key, is_rest=is_rest) for key in _COUNTS},
        "share": number(float(found["share"]), share_formula("issues", "count"), Form.RATE),
        "running": number(float(found["running"]), _running(place), Form.RATE),
        "last": number(last, tone=Tone.MUTED),
        "change": change(int(found["count"]), last, "count"),
        "keywords": text(issues.keywords.get(name, ""), form=Form.WRAPPED),
    }
    return Row(f"r{place + 1}", cells)


def _counted(issues: Issues, place: int, key: str, *, is_rest: bool) -> Figure:
    name = str(issues.table.index[place])
    value = int(issues.table[key].iloc[place])
    wanted = {"count": {}, "case_count": {"is_case": 1}, "customer_count": {"first_of_type": 1}}[key]
    if is_rest:
        # What is left: all of the month without the rows above.
        above = f"SUM({{issues.r1.{key}}}:{{issues.r{place}.{key}}})"
        return number(value, f"{issues.month.count(in_received=1, **wanted)}-{above}")
    condition = criterion(name, "{@issue_type}")
    return number(value, issues.month.count(in_received=1, issue_type=condition, **wanted))


def _running(place: int) -> str:
    return (
        "SUM({issues.r1.count}:{@count})/{issues.total.count}" if place else "{@count}/{issues.total.count}"
    )


def _total(month: Month, issues: Issues) -> Row:
    now, table = month.now, issues.table
    last = None if month.last is None else int(issues.before.sum())
    cells = {
        "issue_type": total_label(month.lang),
        "count": number(now.received, "SUM({issues.count:})", tone=Tone.STRONG),
        "share": number(1.0, "SUM({issues.share:})", Form.RATE, Tone.STRONG),
        # A customer with two kinds of problems counts once here, so this is not the sum of the rows.
        "customer_count": number(
            now.customers, month.count(in_received=1, first_customer=1), tone=Tone.STRONG
        ),
        "case_count": number(int(table["case_count"].sum()), "SUM({issues.case_count:})", tone=Tone.STRONG),
        "last": number(last, tone=Tone.STRONG),
        "change": change(now.received, last, "count"),
    }
    return Row("total", cells)
