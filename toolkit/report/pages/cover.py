"""结论: the month in sentences, five figures to remember, and where each is proved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.report.analysis.actions import actions_table
from toolkit.report.formulas import difference
from toolkit.report.indicators import BY_KEY
from toolkit.report.month import Month, aside, moment_text, one_decimal, rate_text, text
from toolkit.report.month import difference as change_of
from toolkit.report.pages.figures import trend
from toolkit.report.pages.overdue import overdue_rows
from toolkit.report.pages.satisfaction import satisfaction_sentence
from toolkit.report.pages.tables import columns
from toolkit.report.pages.time import time_sentence
from toolkit.report.pages.top import Issues, top_sentences
from toolkit.report.wording import told
from toolkit.schema.page import Card, Cards, Figure, Form, Page, Row, TableBlock, Tone
from toolkit.words import report as say
from toolkit.words import report_sentences as sentences
from toolkit.words import report_terms as terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.report.figures import Figures
    from toolkit.schema.page import Block

_LEFT, _RIGHT = (1, 1, 5), (1, 2, 4)
"""Columns of the page that those of the contents take, in its two halves."""
CARDS = ("received", "resolution_rate", "response_rate", "satisfaction_rate", "backlog")
_CARD_FORMS = {
    ("last", False): Form.CARD_CHANGE, ("last", True): Form.CARD_POINTS,
    ("year_ago", False): Form.CARD_CHANGE_YEAR, ("year_ago", True): Form.CARD_POINTS_YEAR,
}  # fmt: skip
_WIDTHS = (13.6, 13.6, 1.2) * 4 + (13.6, 13.6)


def cover_page(month: Month, issues: Issues, others: Sequence[Page], verdict: str = "") -> Page:
    """Return the first page.

    others: the pages that follow, for the contents. verdict: how what came in varies, in words.
    """
    lang = month.lang
    cards = Cards(tuple(_card(month, key) for key in CARDS))
    blocks: tuple[Block, ...] = (cards, actions_table(month, issues, others), *_contents(month, others))
    name = say.PAGES["cover"](lang)
    return Page(
        "cover", name, _heading(month), _note(month), cover_sentences(month, issues, verdict), blocks, _WIDTHS
    )


def _heading(month: Month) -> str:
    running = say.IN_PROGRESS(month.lang) if month.period.is_open else ""
    return f"{month.name} {say.TITLE(month.lang)}{running}"


def _note(month: Month) -> str:
    as_of = say.AS_OF(month.lang, moment=moment_text(month.period.as_of))
    return aside(as_of, month.options.company, month.options.made_by)


def cover_sentences(month: Month, issues: Issues, verdict: str = "") -> tuple[str, ...]:
    """Say the month in at most five sentences, each no more than its figures."""
    if not month.now.received:
        first: tuple[str, ...] = (sentences.NOTHING(month.lang, month=month.name),)
    else:
        first = (_volume(month, verdict), *top_sentences(month, issues))
    return (*first, time_sentence(month), satisfaction_sentence(month), _backlog(month))


def _volume(month: Month, verdict: str) -> str:
    lang, now = month.lang, month.now
    named = month.received["kind"].value_counts().drop(say.UNFILLED(lang), errors="ignore")
    kind = {} if named.empty else {
        "kind": str(named.index[0]), "kind_count": f"{named.iloc[0]:,}", "kind_share": rate_text(int(named.iloc[0]) / now.received),
    }  # fmt: skip
    return told(month, "volume", {
        "month": month.name, "received": f"{now.received:,}", "cases": f"{now.cases:,}", "customers": f"{now.customers:,}",
        "change": _change(month), "variation": verdict, "year": _against_year(month), **kind,
    })  # fmt: skip


def _change(month: Month) -> str:
    lang = month.lang
    if month.period.is_open:
        return sentences.NOT_OVER(lang)
    if not month.last or not month.last.received:
        return sentences.NO_LAST(lang)
    more = month.now.received - month.last.received
    if not more:
        return sentences.SAME(lang)
    sentence = sentences.MORE if more > 0 else sentences.FEWER
    return sentence(lang, count=f"{abs(more):,}", rate=rate_text(abs(more) / month.last.received))


def _against_year(month: Month) -> str:
    """Say how many more or fewer came in than in the same month a year ago; nothing where that is not known."""
    before = month.year_ago
    if not before or not before.received:
        return ""
    more = month.now.received - before.received
    if not more:
        return sentences.SAME_YEAR(month.lang)
    sentence = sentences.MORE_YEAR if more > 0 else sentences.FEWER_YEAR
    return sentence(month.lang, count=f"{abs(more):,}", rate=rate_text(abs(more) / before.received))


def _backlog(month: Month) -> str:
    lang, now, moment = month.lang, month.now, month.end_text
    if not now.backlog:
        return sentences.NO_BACKLOG(lang, moment=moment)
    worst = one_decimal(overdue_rows(month)["days_over"].max()) if now.overdue else ""
    facts = {"moment": moment, "backlog": f"{now.backlog:,}", "overdue": f"{now.overdue:,}", "worst": worst}
    return told(month, "backlog", facts)


def _card(month: Month, key: str) -> Card:
    indicator = BY_KEY[key]
    now = indicator.value(month.now)
    figure = Figure("–" if now is None else now, f"{{{key}}}", indicator.form)
    return Card(terms.INDICATORS[key](month.lang), figure, _card_notes(month, key), trend(month, indicator))


def _card_notes(month: Month, key: str) -> tuple[Figure, ...]:
    """Return the change against last month and, once a year is known, against the same month a year ago."""
    if month.period.is_open:
        return (text(sentences.CARD_OPEN(month.lang)),)
    last = _compared(month, key, month.last, "last") or text(sentences.CARD_NO_LAST(month.lang))
    if not month.year_ago:
        return (last,)
    return last, _compared(month, key, month.year_ago, "year_ago") or text(sentences.CARD_NO_YEAR(month.lang))


def _compared(month: Month, key: str, before: Figures | None, column: str) -> Figure | None:
    """Return how much a figure changed against an earlier month in a column of the key figures; None where it cannot."""
    indicator = BY_KEY[key]
    was = indicator.value(before) if before else None
    change = change_of(indicator.value(month.now), was, indicator.change_scale)
    if change is None:
        return None
    formula = difference(f"{{{key}}}", f"{{figures.{key}.{column}}}", indicator.change_scale)
    return Figure(change, formula, _CARD_FORMS[column, indicator.is_rate])


def _contents(month: Month, others: Sequence[Page]) -> tuple[TableBlock, ...]:
    """Return the pages with what they answer, in two halves beside each other."""
    half = -(-len(others) // 2)
    return (
        _listed(month, others[:half], "contents", _LEFT, say.CONTENTS(month.lang)),
        _listed(month, others[half:], "more_contents", _RIGHT, " "),
    )


def _listed(month: Month, pages: Sequence[Page], key: str, spans: tuple[int, ...], title: str) -> TableBlock:
    lang = month.lang
    lights = {Tone.GOOD: say.FINE, Tone.WATCH: say.LOOK, Tone.BAD: say.ACT}
    rows = tuple(
        Row(page.key, {
            "page": Figure(page.title, link=page.key),
            "light": text(lights[page.light](lang) if page.light in lights else "", page.light),
            "proves": text(say.PROVES[page.key](lang) if page.key in say.PROVES else "", Tone.MUTED),
        })
        for page in pages
    )  # fmt: skip
    heads = tuple(
        replace(head, span=span)
        for head, span in zip(columns(lang, "page", "light", "proves"), spans, strict=True)
    )
    column = 0 if key == "contents" else sum(_LEFT)
    return TableBlock(key, heads, rows, title, column=column, is_beside=bool(column))
