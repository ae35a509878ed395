"""口径说明: how everything is counted, and whether the rows add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.privacy import masked_text
from toolkit.report.month import Month, moment_text, number, text
from toolkit.report.pages.tables import columns, total_label
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, Tone
from toolkit.words import report as say
from toolkit.words import report_sentences as sentences
from toolkit.words import report_terms as terms
from toolkit.words.computed import COMPUTED, SPLIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.report.options import DropCount
    from toolkit.words import Language

_WIDTHS = (44.0, 30, 14, 14, 14, 28)


def basis_page(month: Month) -> Page:
    lang = month.lang
    blocks = (_drops(month), _checks(month), _terms(month))
    light = Tone.GOOD if all(drop.agrees for drop in month.drops) else Tone.BAD
    lead = (basis_sentence(month),)
    return Page(
        "basis", say.PAGES["basis"](lang), say.HEADINGS["basis"](lang), "", lead, blocks, _WIDTHS, light
    )


def basis_sentence(month: Month) -> str:
    """Say whether rows read equal rows accepted and rows sent back."""
    if not month.drops:
        return sentences.NO_DROPS(month.lang)
    read, accepted, sent_back = _sums(month.drops)
    sentence = sentences.BASIS_LEAD if all(drop.agrees for drop in month.drops) else sentences.BASIS_WRONG
    facts = {
        "files": sum(drop.files for drop in month.drops),
        "read": read,
        "accepted": accepted,
        "sent_back": sent_back,
    }
    return sentence(month.lang, **facts)


def _sums(drops: Sequence[DropCount]) -> tuple[int, int, int]:
    return sum(d.read for d in drops), sum(d.accepted for d in drops), sum(d.sent_back for d in drops)


def _check(lang: Language, one: str, other: str, *, agrees: bool) -> Figure:
    yes, no = say.AGREES(lang), say.DIFFERS(lang)
    tone = Tone.GOOD if agrees else Tone.BAD
    return Figure(yes if agrees else no, f'IF({one}={other},"{yes}","{no}")', tone=tone)


def _drops(month: Month) -> TableBlock:
    lang = month.lang
    rows = tuple(Row(f"f{n}", _drop_cells(lang, drop)) for n, drop in enumerate(month.drops, 1))
    forms = {"read": Form.COUNT, "accepted": Form.COUNT, "sent_back": Form.COUNT}
    heads = columns(lang, "file", "team", "read", "accepted", "sent_back", "check", **forms)
    title = terms.RECONCILED(lang)
    if not rows:
        return TableBlock("drops", heads, (), title, empty=sentences.NO_DROPS(lang))
    return TableBlock("drops", heads, rows, title, _drop_total(month), note=sentences.WHICH_DROPS(lang))


def _drop_cells(lang: Language, drop: DropCount) -> dict[str, Figure]:
    return {
        "file": text(masked_text(drop.file)),
        "team": text(masked_text(drop.team)),
        "read": number(drop.read),
        "accepted": number(drop.accepted),
        "sent_back": number(drop.sent_back, tone=Tone.WATCH if drop.sent_back else Tone.PLAIN),
        "check": _check(lang, "{@read}", "{@accepted}+{@sent_back}", agrees=drop.agrees),
    }


def _drop_total(month: Month) -> Row:
    read, accepted, sent_back = _sums(month.drops)
    sums = {"read": read, "accepted": accepted, "sent_back": sent_back}
    cells = {key: number(value, f"SUM({{drops.{key}:}})", tone=Tone.STRONG) for key, value in sums.items()}
    agrees = read == accepted + sent_back
    check = _check(month.lang, "{@read}", "{@accepted}+{@sent_back}", agrees=agrees)
    return Row("total", {"file": total_label(month.lang), **cells, "check": check})


def _checks(month: Month) -> TableBlock:
    lang, received = month.lang, month.now.received
    others = {"received": (len(month.received), "")}
    if received:
        sums = {
            "kinds": "{kind.total.items}",
            "channels": "{channel.total.items}",
            "issues": "{issues.total.count}",
        }
        others |= {key: (received, reference) for key, reference in sums.items()}
    rows = tuple(
        Row(key, _check_cells(lang, key, received, value, formula))
        for key, (value, formula) in others.items()
    )
    forms = {"one": Form.COUNT, "other": Form.COUNT}
    heads = columns(lang, "check_item", "one", "other", "check", **forms)
    return TableBlock("checks", heads, rows, terms.CHECKED(lang))


def _check_cells(lang: Language, key: str, received: int, value: int, formula: str) -> dict[str, Figure]:
    return {
        "check_item": text(terms.CHECKS[key](lang)),
        "one": number(received, "{received}"),
        "other": number(value, formula),
        "check": _check(lang, "{@one}", "{@other}", agrees=received == value),
    }


def _terms(month: Month) -> TableBlock:
    lang, period = month.lang, month.period
    state = terms.NOT_OVER if period.is_open else terms.OVER
    facts = {
        "start": moment_text(period.start, is_day=True),
        "end": moment_text(period.end - np.timedelta64(1, "D"), is_day=True),
        "state": state(lang),
        "as_of": moment_text(period.as_of),
        "basis": terms.BASES[month.options.basis](lang),
    }
    said = [*terms.TERMS, *COMPUTED]
    if len(month.data.parts) > 1:
        said.append(SPLIT)
        facts["sheets"] = str(len(month.data.parts))
    rows = tuple(
        _term(f"t{n}", term(lang), text(meaning(lang, **facts), form=Form.SPREAD))
        for n, (term, meaning) in enumerate(said, 1)
    )
    until = _term("until", terms.UNTIL(lang), Figure(period.until, form=Form.MOMENT, name="until"))
    heads = columns(lang, "term", "meaning", meaning=Form.SPREAD)
    return TableBlock("terms", heads, (until, *rows), terms.DEFINED(lang))


def _term(key: str, term: str, meaning: Figure) -> Row:
    return Row(key, {"term": text(term, Tone.STRONG), "meaning": meaning})
