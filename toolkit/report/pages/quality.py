"""数据质量: what is missing, vague or repeated, and what it does to the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.report.analysis.sample import sample_table
from toolkit.report.formulas import ratio
from toolkit.report.month import Month, number, text
from toolkit.report.pages.tables import columns
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, Tone
from toolkit.words import report as say
from toolkit.words import report_sentences as sentences
from toolkit.words import report_terms as terms

if TYPE_CHECKING:
    from collections.abc import Mapping

_WATCHED = 0.05
_WIDTHS = (32.0, 24, 12, 14, 12, 14, 40)


def quality_page(month: Month) -> Page:
    lang = month.lang
    found = {key: _counted(month, where) for key, where in _conditions(month).items()}
    rows = tuple(Row(key, _cells(month, key, *pair)) for key, pair in found.items())
    forms = {"items": Form.COUNT, "part": Form.RATE, "cure": Form.SPREAD}
    table = TableBlock("quality", columns(lang, "item", "items", "part", "cure", **forms), rows)
    worst = max(count for count, _ in found.values())
    lead = sentences.QUALITY_LEAD(lang) if worst else sentences.QUALITY_FINE(lang)
    sample = sample_table(month)
    light = Tone.WATCH if month.now.received and worst > _WATCHED * month.now.received else Tone.GOOD
    return Page(
        "quality",
        say.PAGES["quality"](lang),
        say.HEADINGS["quality"](lang),
        "",
        (lead, sample[0]) if sample else (lead,),
        (table, sample[1]) if sample else (table,),
        _WIDTHS,
        light,
    )


def _conditions(month: Month) -> dict[str, Mapping[str, object]]:
    """Return, for each thing that can be amiss, the columns of the detail that show it."""
    lang, undecidable = month.lang, month.verdict("undecidable")
    blank = {
        key: {"in_received": 1, key: say.UNFILLED(lang)}
        for key in ("channel", "issue_type", "kind", "priority")
    }
    return {
        **blank,
        "customer": {"in_received": 1, "customer_id": say.ANONYMOUS(lang)},
        "bare_date": {"in_received": 1, "precision": say.TO_THE_DAY(lang)},
        "undecidable_response": {"in_response": 1, "response_verdict": undecidable},
        "undecidable_resolution": {"in_resolution": 1, "resolution_verdict": undecidable},
        "repeat": {"in_received": 1, "is_case": 0},
        "vague": {"in_received": 1, "is_vague": 1},
    }


def _counted(month: Month, where: Mapping[str, object]) -> tuple[int, str]:
    frame = month.data.frame
    mask = frame["feedback_id"].notna() | True
    for key, value in where.items():
        mask &= frame[key] == value
    return int(mask.sum()), month.count(**where)


def _cells(month: Month, key: str, count: int, formula: str) -> dict[str, Figure]:
    lang, received = month.lang, month.now.received
    part = count / received if received else None
    tone = Tone.WATCH if part is not None and part > _WATCHED else Tone.PLAIN
    return {
        "item": text(terms.QUALITY[key](lang)),
        "items": number(count, formula, tone=tone),
        "part": number(part, ratio("{@items}", "{received}"), Form.RATE),
        "cure": text(terms.QUALITY_CURES[key](lang), Tone.MUTED, Form.SPREAD),
    }
