"""What both digests share: the story of a stretch and the one before, its sentences, cards, figures and contents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.measures import as_known
from toolkit.domain.satisfaction import FEW_ANSWERS
from toolkit.report.analysis.actions import actions_table
from toolkit.report.detail import labelled, month_detail
from toolkit.report.figures import HISTORY, Counter
from toolkit.report.formulas import difference
from toolkit.report.indicators import BY_KEY, Indicator
from toolkit.report.month import Month, aside, joined, moment_text, number, rate_text, text
from toolkit.report.month import difference as change_of
from toolkit.report.pages.tables import change
from toolkit.report.whole import whole
from toolkit.report.wording import chance, chance_of_counts
from toolkit.schema.page import Card, Cards, Figure, Form, Page, Row, TableBlock, TableColumn, Tone
from toolkit.words import digest as say
from toolkit.words import report as labels
from toolkit.words import report_sentences
from toolkit.words import report_terms as terms
from toolkit.words.checks import LIST_COMMA

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from toolkit.domain.improvement.whole import Improvement
    from toolkit.domain.period import Period
    from toolkit.report.detail import More
    from toolkit.report.options import ReportOptions
    from toolkit.report.pages.top import Issues

CARDS = ("received", "resolved", "resolution_rate", "satisfaction_rate", "backlog")
SHOWN = (
    "received", "cases", "customers", "resolved", "response_rate", "resolution_rate", "response_median", "resolution_median",
    "resolution_p90", "satisfaction_rate", "with_fairly_rate", "rating", "nps", "backlog", "overdue", "reopened_rate",
)  # fmt: skip
_COVER = (13.6, 13.6, 1.2) * 4 + (13.6, 13.6)
_WIDTHS = (26.0, 14, 12, 12, 14, 18, 52)


@dataclass(frozen=True)
class Digest:
    """A stretch of time told as pages. kind: quarter or week; name: what people call it ("2026年第3季度")."""

    kind: str
    name: str
    month: Month

    @property
    def before(self) -> str:
        return say.BEFORE[self.kind](self.month.lang)


def story(
    frame: pd.DataFrame,
    period: Period,
    options: ReportOptions,
    improvement: Improvement | None,
    more: More | None = None,
) -> Month:
    """Return what the pages are made from: the stretch, and the one before it to compare with; more: see `month_detail`."""
    rows = labelled(as_known(whole(frame), period.as_of), options)
    known = rows["received_at"].min()
    counter = Counter.of(rows, options.basis)
    last = counter.figures(period.previous()) if period.start > known else None
    history = (*[None] * (HISTORY - 2), last, counter.figures(period))
    data = month_detail(rows, period, options, more=more)
    columns = tuple(replace(column, header=_in_period(column.header)) for column in data.columns)
    return Month(period, options, rows, replace(data, columns=columns), history, (), improvement)


def _in_period(words: str) -> str:
    """Say period where the words of the monthly report, our own, say month."""
    for word, other in say.IN_PERIOD:
        words = words.replace(word, other)
    return words


def cover(digest: Digest, issues: Issues, others: Sequence[Page], lead: Sequence[str] = ()) -> Page:
    """Return the first page: sentences, cards, three things to do, and where to read on."""
    month, lang = digest.month, digest.month.lang
    title = say.TITLES[digest.kind](lang)
    running = labels.IN_PROGRESS(lang) if month.period.is_open else ""
    heading = say.HEADING(lang, name=digest.name, title=title) + running
    cards = Cards(tuple(_card(month, key) for key in CARDS))
    blocks = (cards, actions_table(month, issues, others), _contents(month, others))
    said = (*sentences(digest, issues), *lead)
    return Page("cover", labels.PAGES["cover"](lang), heading, _note(month), said, blocks, _COVER)


def _note(month: Month) -> str:
    period = month.period
    last = moment_text(period.end - np.timedelta64(1, "D"), is_day=True)
    span = say.SPAN(month.lang, start=moment_text(period.start, is_day=True), end=last)
    as_of = labels.AS_OF(month.lang, moment=moment_text(period.as_of))
    return aside(span, as_of, month.options.company, month.options.made_by)


def sentences(digest: Digest, issues: Issues) -> tuple[str, ...]:
    """Say the stretch in at most five sentences, none more than its figures."""
    month = digest.month
    lang, now = month.lang, month.now
    facts = {"received": f"{now.received:,}", "resolved": f"{now.resolved:,}"}
    said = [say.VOLUME(lang, change=_change(digest), **facts)]
    named = issues.named["count"].iloc[: month.options.top]
    if len(named):
        names = [say.NAMED(lang, name=name, count=f"{count:,}") for name, count in named.items()]
        said.append(say.TOP(lang, names=LIST_COMMA(lang).join(names)))
    said.append(_kept(digest))
    asked = now.satisfaction
    few = report_sentences.FEW(lang, few=FEW_ANSWERS) if asked.is_few else ""
    said.append(
        joined(lang, say.ASKED(lang, count=asked.count, rate=rate_text(asked.rate)), few)
        if asked.count
        else say.NOT_ASKED(lang)
    )
    said.append(say.OPEN(lang, moment=month.end_text, count=f"{now.backlog:,}", overdue=f"{now.overdue:,}"))
    return tuple(said)


def _change(digest: Digest) -> str:
    month = digest.month
    if month.period.is_open:
        return say.NOT_OVER(month.lang, before=digest.before)
    if not month.last or not month.last.received:
        return say.NO_BEFORE(month.lang, before=digest.before)
    more = month.now.received - month.last.received
    if not more:
        return say.SAME(month.lang, before=digest.before)
    rate = rate_text(abs(more) / month.last.received)
    sentence = say.MORE if more > 0 else say.FEWER
    may_be_chance = chance_of_counts(month, month.last.received, month.now.received)
    return sentence(month.lang, before=digest.before, count=f"{abs(more):,}", rate=rate) + _may_be(
        digest, may_be_chance
    )


def _may_be(digest: Digest, found: str) -> str:
    """Say that a difference may be chance, where it may."""
    return say.CHANCE(digest.month.lang) if found else ""


def _kept(digest: Digest) -> str:
    month, found = digest.month, digest.month.now.resolution
    if not found.counted:
        return say.NOT_KEPT(month.lang)
    last = month.last.resolution if month.last else None
    before = ""
    if last and last.counted:
        known = chance(month, (last.met, last.counted), (found.met, found.counted))
        before = say.KEPT_BEFORE(month.lang, before=digest.before, rate=rate_text(last.rate))
        before += _may_be(digest, known)
    return say.KEPT(
        month.lang, rate=rate_text(found.rate), met=found.met, counted=found.counted, before=before
    )


def _card(month: Month, key: str) -> Card:
    indicator = BY_KEY[key]
    now, last = (indicator.value(found) if found else None for found in (month.now, month.last))
    moved = change_of(now, last, indicator.change_scale)
    formula = difference(f"{{{key}}}", f"{{figures.{key}.last}}", indicator.change_scale)
    form = Form.CARD_POINTS_BEFORE if indicator.is_rate else Form.CARD_CHANGE_BEFORE
    note = text(say.NOT_COMPARED(month.lang)) if moved is None else Figure(moved, formula, form)
    figure = Figure("–" if now is None else now, f"{{{key}}}", indicator.form)
    return Card(terms.INDICATORS[key](month.lang), figure, (note,))


def numbers_page(digest: Digest) -> Page:
    """Every figure with its parts, what it was before, and how it is counted; and the end that lists count from."""
    month, lang = digest.month, digest.month.lang
    forms = {"numerator": Form.COUNT, "denominator": Form.COUNT, "definition": Form.SPREAD}
    heads = tuple(
        TableColumn(
            key,
            (say.HEADERS.get(key) or labels.HEADERS[key])(lang),
            forms.get(key, Form.TEXT if key == "indicator" else Form.COUNT),
        )
        for key in ("indicator", "now", "numerator", "denominator", "last", "change", "definition")
    )
    rows = tuple(Row(key, _cells(month, BY_KEY[key])) for key in SHOWN)
    until = Row(
        "until",
        {
            "indicator": text(terms.UNTIL(lang), Tone.STRONG),
            "now": Figure(month.period.until, form=Form.MOMENT, name="until"),
        },
    )
    name = say.PAGES["numbers"](lang)
    hint = say.NUMBERS_LEAD(lang, before=digest.before)
    return Page(
        "numbers",
        name,
        name,
        hints=(hint,),
        blocks=(TableBlock("figures", heads, (*rows, until)),),
        widths=_WIDTHS,
    )


def _cells(month: Month, one: Indicator) -> dict[str, Figure]:
    now, last = one.value(month.now), one.value(month.last) if month.last else None
    cells = {
        "indicator": text(terms.INDICATORS[one.key](month.lang), Tone.STRONG),
        "now": Figure("–" if now is None else now, one.formula(month), one.form, Tone.STRONG, one.key),
        "last": number(last, form=one.form, tone=Tone.MUTED),
        "change": change(now, last, "now", one.change_scale, one.change_form),
        "definition": text(_in_period(terms.DEFINITIONS[one.key](month.lang)), Tone.MUTED, Form.SPREAD),
    }
    if one.parts and one.part_formulas:
        for key, value, formula in zip(
            ("numerator", "denominator"), one.parts, one.part_formulas, strict=True
        ):
            counted = value(month.now)
            cells[key] = Figure(counted, formula(month) if counted is not None else "", Form.COUNT)
    return cells


def _contents(month: Month, others: Sequence[Page]) -> TableBlock:
    lang = month.lang
    lights = {Tone.GOOD: labels.FINE, Tone.WATCH: labels.LOOK, Tone.BAD: labels.ACT}
    proves = {**labels.PROVES, **say.PROVES}
    rows = tuple(
        Row(page.key, {
            "page": Figure(page.title, link=page.key),
            "light": text(lights[page.light](lang) if page.light in lights else "", page.light),
            "proves": text(proves[page.key](lang) if page.key in proves else "", Tone.MUTED),
        })
        for page in others
    )  # fmt: skip
    heads = tuple(
        replace(TableColumn(key, labels.HEADERS[key](lang)), span=span)
        for key, span in (("page", 2), ("light", 2), ("proves", 10))
    )
    return TableBlock("contents", heads, rows, labels.CONTENTS(lang))
