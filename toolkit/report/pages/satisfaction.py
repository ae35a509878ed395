"""满意度趋势: six months of answers in three scales, and who was not satisfied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.figures.satisfaction import FEW_ANSWERS, Satisfaction
from toolkit.report.analysis.asked import asked_table
from toolkit.report.analysis.parts import listed
from toolkit.report.figures import HISTORY
from toolkit.report.formulas import or_dash, ratio
from toolkit.report.indicators import BY_KEY, WORDS, answers
from toolkit.report.month import Month, number, rate_text, text
from toolkit.report.pages.figures import TREND
from toolkit.report.pages.history import months_of
from toolkit.report.pages.tables import columns
from toolkit.report.wording import chance, told
from toolkit.schema.page import ChartBlock, ChartKind, Figure, Form, Page, Row, Series, TableBlock, Tone
from toolkit.words import report as say
from toolkit.words import report_charts as charts
from toolkit.words import report_sentences as sentences

if TYPE_CHECKING:
    from toolkit.report.figures import Figures

LISTED = 50
_COLUMNS = (
    "month", *WORDS, "answers", "satisfaction_rate", "with_fairly_rate", "rating", "rating_count", "nps", "nps_count",
)  # fmt: skip
_FORMS = {
    "satisfaction_rate": Form.RATE, "with_fairly_rate": Form.RATE, "rating": Form.SCORE, "nps": Form.SCORE,
}  # fmt: skip
_LIST = ("feedback_id", "received_at", "priority", "issue_type", "owner", "cycle", "status")
_WIDTHS = (14.0, 17, *(11.4 for _ in _COLUMNS))


def satisfaction_page(month: Month) -> Page:
    lang = month.lang
    has_answers = any(figures and figures.satisfaction.count for _, figures in months_of(month, TREND))
    blocks = ((_chart(month),) if has_answers else ()) + (
        _months(month),
        _dissatisfied(month),
        asked_table(month),
    )
    return Page(
        "satisfaction", say.PAGES["satisfaction"](lang), say.HEADINGS["satisfaction"](lang),
        lead=(satisfaction_sentence(month),), rules=(sentences.RULES_ANSWERS(lang, few=FEW_ANSWERS),),
        blocks=blocks, widths=_WIDTHS,
    )  # fmt: skip


def satisfaction_sentence(month: Month) -> str:
    """Say how satisfied those were who answered, and how many they were."""
    lang, found = month.lang, month.now.satisfaction
    if not found.count:
        return sentences.NO_ANSWERS(lang)
    last = month.last.satisfaction if month.last else None
    before = ""
    if last and last.count:
        before = sentences.RATES_MOVED(lang, rate=rate_text(last.rate), count=last.count)
    return told(month, "satisfaction", {
        "answers": f"{found.count:,}", "satisfied": rate_text(found.rate), "with_fairly": rate_text(found.rate_with_fairly),
        "variation": chance(month, (last.satisfied, last.count), (found.satisfied, found.count)) if last else "",
        "few": sentences.FEW(lang, few=FEW_ANSWERS) if found.is_few else "", "before": before,
    })  # fmt: skip


def _months(month: Month) -> TableBlock:
    forms = {key: _FORMS.get(key, Form.COUNT) for key in _COLUMNS[1:]}
    rows = tuple(Row(key, _month_cells(month, key, figures)) for key, figures in months_of(month, TREND))
    return TableBlock("answers", columns(month.lang, *_COLUMNS, **forms), rows)


def _month_cells(month: Month, key: str, figures: Figures | None) -> dict[str, Figure]:
    place = int(key[1:])
    label = text(month.period.shifted(place + 1 - HISTORY).name)
    if figures is None:
        return {"month": label} | {
            one: number(None, form=_FORMS.get(one, Form.COUNT)) for one in _COLUMNS[1:]
        }
    found, is_now = figures.satisfaction, figures is month.now
    tone = Tone.STRONG if is_now else Tone.MUTED if found.is_few else Tone.PLAIN
    counts = {
        word: Figure(getattr(found, word), answers(month, word) if is_now else "", Form.COUNT)
        for word in WORDS
    }
    total = Figure(found.count, "+".join(f"{{@{word}}}" for word in WORDS), Form.COUNT)
    return {
        "month": label,
        **counts,
        "answers": total,
        **_rates(found, tone),
        **_scales(figures, is_now=is_now),
    }


def _rates(found: Satisfaction, tone: Tone) -> dict[str, Figure]:
    counts = {"satisfaction_rate": "{@satisfied}", "with_fairly_rate": "({@satisfied}+{@fairly_satisfied})"}
    values = {"satisfaction_rate": found.rate, "with_fairly_rate": found.rate_with_fairly}
    return {
        key: number(values[key] if found.count else None, ratio(some, "{@answers}"), Form.RATE, tone)
        for key, some in counts.items()
    }


def _scales(figures: Figures, *, is_now: bool) -> dict[str, Figure]:
    """Return rating and NPS, each beside its own number of answers."""
    found: dict[str, Figure] = {}
    for key, count in (("rating", figures.rating.count), ("nps", figures.nps.count)):
        value = BY_KEY[key].value(figures)
        found[key] = number(value, or_dash(f"{{{key}}}") if is_now else "", Form.SCORE)
        found[f"{key}_count"] = Figure(count, f"{{figures.{key}.denominator}}" if is_now else "", Form.COUNT)
    return found


def _chart(month: Month) -> ChartBlock:
    lang = month.lang
    series = (
        Series(say.HEADERS["answers"](lang), f"{{history.answers:{TREND}}}", is_muted=True, has_labels=True),
        *(
            Series(say.HEADERS[key](lang), f"{{history.{key}:{TREND}}}", is_line=True, is_rate=True, colour=n)
            for n, key in enumerate(("satisfaction_rate", "with_fairly_rate"))
        ),
    )
    return ChartBlock(
        charts.SATISFACTION(lang), ChartKind.COLUMN, f"{{history.month:{TREND}}}", series, charts.SATISFACTION_ALT(lang),
        columns=len(_WIDTHS), rows=9,
    )  # fmt: skip


def _dissatisfied(month: Month) -> TableBlock:
    lang, frame = month.lang, month.data.frame
    word = month.options.label("satisfaction", "dissatisfied")
    found = frame[(frame["in_answers"] == 1) & (frame["satisfaction"] == word)]
    forms = {"feedback_id": Form.ID, "received_at": Form.MOMENT, "cycle": Form.COUNT}
    rows = tuple(listed(month, found.iloc[:LISTED], _LIST, forms, "d"))
    more = len(found) - len(rows)
    note = sentences.MORE_DISSATISFIED(lang, count=more) if more else ""
    title = sentences.DISSATISFIED_LIST(lang, count=len(found))
    return TableBlock(
        "dissatisfied", columns(lang, *_LIST, **forms), rows, title, note=note, empty=say.NONE(lang)
    )
