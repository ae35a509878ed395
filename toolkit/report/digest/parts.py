"""What both digests share: the story of a stretch and the one before, its sentences, cards, figures and contents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.figures.measures import as_known
from toolkit.domain.figures.satisfaction import FEW_ANSWERS
from toolkit.report.analysis.actions import actions_table
from toolkit.report.detail import labelled, month_detail
from toolkit.report.figures import HISTORY, Counter
from toolkit.report.formulas import difference
from toolkit.report.indicators import BY_KEY
from toolkit.report.month import Month, aside, joined, moment_text, rate_text, text
from toolkit.report.month import difference as change_of
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

    from toolkit.domain.figures.period import Period
    from toolkit.domain.improvement.whole import Improvement
    from toolkit.report.detail import More
    from toolkit.report.figures import Figures
    from toolkit.report.options import ReportOptions
    from toolkit.report.pages.top import Issues
    from toolkit.words import Language

CARDS = ("received", "resolved", "resolution_rate", "satisfaction_rate", "backlog")
_NOTES = {
    ("last", False): (Form.CARD_CHANGE_BEFORE, say.NOT_COMPARED), ("last", True): (Form.CARD_POINTS_BEFORE, say.NOT_COMPARED),
    ("year_ago", False): (Form.CARD_CHANGE_AGO, say.NOT_COMPARED_YEAR), ("year_ago", True): (Form.CARD_POINTS_AGO, say.NOT_COMPARED_YEAR),
}  # fmt: skip
"""Of a card's lines by what they compare with, and whether the figure is a rate: the form, and what is said of nothing."""
_COVER = (13.6, 13.6, 1.2) * 4 + (13.6, 13.6)


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
    history = (_year_ago(counter, period, known), *[None] * (HISTORY - 3), last, counter.figures(period))
    data = month_detail(rows, period, options, more=more)
    columns = tuple(replace(column, header=in_period(column.header)) for column in data.columns)
    return Month(period, options, rows, replace(data, columns=columns), history, (), improvement)


def _year_ago(counter: Counter, period: Period, known: pd.Timestamp) -> Figures | None:
    """Return the same stretch a year ago; None where not all of it is known: a part would seem a rise."""
    before = period.year_ago()
    is_known = before is not None and not pd.isna(known) and known < before.start + np.timedelta64(1, "D")
    return counter.figures(before) if before and is_known else None


def in_period(words: str) -> str:
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
    still = say.OPEN if now.overdue else say.NONE_OVERDUE if now.backlog else say.NONE_OPEN
    said.append(still(lang, moment=month.end_text, count=f"{now.backlog:,}", overdue=f"{now.overdue:,}"))
    return tuple(said)


def _change(digest: Digest) -> str:
    """Say how what came in changed against the stretch before and, where that is known, against a year ago."""
    month, lang = digest.month, digest.month.lang
    if month.period.is_open:
        return say.NOT_OVER(lang, before=digest.before)
    last, ago = month.last, month.year_ago
    said = (
        _against(month, last, digest.before)
        if last and last.received
        else say.NO_BEFORE(lang, before=digest.before)
    )
    return say.AND(lang).join(
        [said, *([_against(month, ago, say.YEAR_AGO(lang))] if ago and ago.received else [])]
    )


def _against(month: Month, other: Figures, before: str) -> str:
    """Say how much more or less came in than in another stretch, and that it may be chance where it may."""
    more, lang = month.now.received - other.received, month.lang
    if not more:
        return say.SAME(lang, before=before)
    sentence = say.MORE if more > 0 else say.FEWER
    said = sentence(lang, before=before, count=f"{abs(more):,}", rate=rate_text(abs(more) / other.received))
    return said + _may_be(lang, chance_of_counts(month, other.received, month.now.received))


def _may_be(lang: Language, found: str) -> str:
    """Say that a difference may be chance, where it may."""
    return say.CHANCE(lang) if found else ""


def _kept(digest: Digest) -> str:
    month, found = digest.month, digest.month.now.resolution
    if not found.counted:
        return say.NOT_KEPT(month.lang)
    last = month.last.resolution if month.last else None
    before = ""
    if last and last.counted:
        known = chance(month, (last.met, last.counted), (found.met, found.counted))
        before = say.KEPT_BEFORE(month.lang, before=digest.before, rate=rate_text(last.rate))
        before += _may_be(month.lang, known)
    return say.KEPT(
        month.lang, rate=rate_text(found.rate), met=found.met, counted=found.counted, before=before
    )


def _card(month: Month, key: str) -> Card:
    indicator = BY_KEY[key]
    now = indicator.value(month.now)
    figure = Figure("–" if now is None else now, f"{{{key}}}", indicator.form)
    notes = [_note_of(month, key, "last", month.last)]
    notes += [_note_of(month, key, "year_ago", month.year_ago)] if month.year_ago else []
    return Card(terms.INDICATORS[key](month.lang), figure, tuple(notes))


def _note_of(month: Month, key: str, column: str, other: Figures | None) -> Figure:
    """Return the change against another stretch, which stands in a column of the key figures."""
    indicator, (form, none) = BY_KEY[key], _NOTES[column, BY_KEY[key].is_rate]
    was = indicator.value(other) if other else None
    moved = change_of(indicator.value(month.now), was, indicator.change_scale)
    if moved is None:
        return text(none(month.lang))
    return Figure(
        moved, difference(f"{{{key}}}", f"{{figures.{key}.{column}}}", indicator.change_scale), form
    )


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
