"""奖罚情况: the tally of a month as a workbook of its own, for a folder outside the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain.loop.merits import COUNTS, by_person
from toolkit.schema import choices as lists
from toolkit.schema.page import (
    DataColumn,
    DataSheet,
    Figure,
    Form,
    Page,
    Report,
    Row,
    TableBlock,
    TableColumn,
    Tone,
)
from toolkit.words import merits as say

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.report.options import ReportOptions
    from toolkit.words import Language

_COUNTED = ("rewards", "penalties", "percent")
_COLUMNS = (
    "feedback_id", "team", "received_at", "item", "role", "person", "effect", "stand", *_COUNTED, "appeal", "appeal_result",
)  # fmt: skip
_FORMS = {
    "feedback_id": Form.ID,
    "received_at": Form.MOMENT,
    "rewards": Form.COUNT,
    "penalties": Form.COUNT,
    "percent": Form.DECIMAL,
}
_WIDTHS = {"received_at": 17, "item": 18, "effect": 14, "stand": 22, "appeal": 28, "appeal_result": 28}


def merits_report(entries: pd.DataFrame, month: str, options: ReportOptions) -> Report:
    """Return the tally of a month such as "2026-10": by person, and every entry behind it.

    entries: of that month, as `domain.loop.merits.entries` gives them. No customer stands in it.
    """
    lang = options.lang
    data = _detail(entries, lang)
    heading = say.HEADING(lang, month=month)
    page = Page(
        "people", say.PAGES["people"](lang), heading, " · ".join(part for part in (options.company, options.made_by) if part),
        (_lead(entries, lang),), (_people(entries, data, lang),), (22.0, 12, 12, 14), rules=(say.RULE(lang),),
    )  # fmt: skip
    return Report(
        say.TITLE(lang), heading, lang, (page,), (data,), key="merits", home="people", brand=options.brand
    )


def _lead(entries: pd.DataFrame, lang: Language) -> str:
    counted = entries["stand"] == COUNTS
    return say.LEAD(
        lang, counted=int(counted.sum()), rewards=int(entries["rewards"].sum()),
        penalties=int(entries["penalties"].sum()), open=int((~counted & entries["stand"].ne("denied")).sum()),
    )  # fmt: skip


def _people(entries: pd.DataFrame, data: DataSheet, lang: Language) -> TableBlock:
    """One row a person; every figure a formula over the entries."""
    heads = tuple(
        TableColumn(key, say.HEADERS[key](lang), _FORMS.get(key, Form.TEXT)) for key in ("person", *_COUNTED)
    )
    rows = tuple(
        Row(f"p{number}", {"person": Figure(one["person"])} | {key: _sum(one[key], key, data) for key in _COUNTED})
        for number, one in enumerate(by_person(entries).to_dict("records"), 1)
    )  # fmt: skip
    totals = {
        key: Figure(_plain(entries[key].sum()), f"SUM({{people.{key}:}})", _FORMS[key], Tone.STRONG)
        for key in _COUNTED
    }
    total = Row("total", {"person": Figure(say.TOTAL(lang), tone=Tone.STRONG)} | totals) if rows else None
    return TableBlock("people", heads, rows, total=total, empty=say.NOBODY_YET(lang))


def _sum(value: float, key: str, data: DataSheet) -> Figure:
    return Figure(_plain(value), f"SUMIFS({data.ref(key)},{data.ref('person')},{{@person}})", _FORMS[key])


def _plain(value: float) -> float:
    return int(value) if float(value).is_integer() else float(value)


def _detail(entries: pd.DataFrame, lang: Language) -> DataSheet:
    """Every entry; the two columns for appeals are blank and stay people's."""
    effects = lists.MERIT_EFFECTS.label_of(lang)
    shown = entries.assign(
        effect=entries["effect"].map(lambda key: effects.get(key, key), na_action="ignore"),
        stand=[say.STANDS[key](lang) for key in entries["stand"]],
        appeal=None,
        appeal_result=None,
    )
    keys = [key for key in _COLUMNS if key != "team" or entries["team"].ne("").any()]
    columns = tuple(
        DataColumn(key, say.HEADERS[key](lang), _FORMS.get(key, Form.TEXT), _WIDTHS.get(key, 12))
        for key in keys
    )
    frame = shown[keys].reset_index(drop=True)
    return DataSheet("entries", say.PAGES["entries"](lang), say.ENTRIES_TABLE(lang), columns, frame)
