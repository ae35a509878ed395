"""关键指标 of a digest: every figure with its parts, what it was before and a year ago, and how it is counted."""

from __future__ import annotations

from toolkit.report.digest.parts import Digest, in_period
from toolkit.report.indicators import BY_KEY, Indicator
from toolkit.report.month import Month, number, text
from toolkit.report.pages.tables import change
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, TableColumn, Tone
from toolkit.words import digest as say
from toolkit.words import report as labels
from toolkit.words import report_terms as terms

SHOWN = (
    "received", "cases", "customers", "resolved", "response_rate", "resolution_rate", "response_median", "resolution_median",
    "resolution_p90", "satisfaction_rate", "with_fairly_rate", "rating", "nps", "backlog", "overdue", "reopened_rate",
)  # fmt: skip
_WIDTHS = (26.0, 14, 12, 12, 14, 18, 52)


def numbers_page(digest: Digest) -> Page:
    """Every figure with its parts, what it was before, and how it is counted; and the end that lists count from."""
    month, lang = digest.month, digest.month.lang
    ago = ("year_ago",) if month.year_ago else ()
    forms = {"numerator": Form.COUNT, "denominator": Form.COUNT, "definition": Form.SPREAD}
    heads = tuple(
        TableColumn(
            key,
            (say.HEADERS.get(key) or labels.HEADERS[key])(lang),
            forms.get(key, Form.TEXT if key == "indicator" else Form.COUNT),
        )
        for key in ("indicator", "now", "numerator", "denominator", "last", "change", *ago, "definition")
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
    before = say.AND_YEAR_AGO(lang, before=digest.before) if ago else digest.before
    hint = say.NUMBERS_LEAD(lang, before=before)
    return Page(
        "numbers",
        name,
        name,
        hints=(hint,),
        blocks=(TableBlock("figures", heads, (*rows, until)),),
        widths=(*_WIDTHS[:-1], *(12.0 for _ in ago), _WIDTHS[-1]),
    )


def _cells(month: Month, one: Indicator) -> dict[str, Figure]:
    now, last = one.value(month.now), one.value(month.last) if month.last else None
    cells = {
        "indicator": text(terms.INDICATORS[one.key](month.lang), Tone.STRONG),
        "now": Figure("–" if now is None else now, one.formula(month), one.form, Tone.STRONG, one.key),
        "last": number(last, form=one.form, tone=Tone.MUTED),
        "year_ago": number(
            one.value(month.year_ago) if month.year_ago else None, form=one.form, tone=Tone.MUTED
        ),
        "change": change(now, last, "now", one.change_scale, one.change_form),
        "definition": text(in_period(terms.DEFINITIONS[one.key](month.lang)), Tone.MUTED, Form.SPREAD),
    }
    if one.parts and one.part_formulas:
        for key, value, formula in zip(
            ("numerator", "denominator"), one.parts, one.part_formulas, strict=True
        ):
            counted = value(month.now)
            cells[key] = Figure(counted, formula(month) if counted is not None else "", Form.COUNT)
    return cells
