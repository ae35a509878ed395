"""逾期清单: what is open past its resolution due, the longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.report.analysis.parts import heads, listed, shown_of
from toolkit.report.month import Month, moment_text, text
from toolkit.report.pages.tables import columns
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, Tone
from toolkit.words import analysis as say_more
from toolkit.words import report as say
from toolkit.words import report_sentences as sentences

if TYPE_CHECKING:
    import pandas as pd

LISTED = 100
_COLUMNS = (
    "feedback_id", "team", "priority", "kind", "issue_type", "owner", "received_at", "resolution_due", "days_over", "status",
)  # fmt: skip
_WIDTHS = {
    "feedback_id": 16.0, "team": 12, "priority": 10, "kind": 12, "issue_type": 22, "owner": 15, "received_at": 18,
    "resolution_due": 18, "days_over": 13, "status": 18,
}  # fmt: skip
_FORMS = {
    "feedback_id": Form.ID,
    "received_at": Form.MOMENT,
    "resolution_due": Form.MOMENT,
    "days_over": Form.DECIMAL,
}
DAY = np.timedelta64(1, "D")


def overdue_page(month: Month) -> Page:
    lang, keys = month.lang, shown_of(month, _COLUMNS)
    rows = overdue_rows(month)
    shown = rows.iloc[:LISTED]
    more = len(rows) - len(shown)
    note = sentences.MORE_ROWS(lang, count=more) if more else ""
    body = _rows(month, shown, "days_over", "{until}-{@resolution_due}")
    table = TableBlock("overdue", columns(lang, *keys, **_FORMS), body, note=note)
    sentence = sentences.OVERDUE if len(rows) else sentences.NO_OVERDUE
    lead = (sentence(lang, moment=moment_text(month.period.until), count=len(rows)),)
    light = Tone.BAD if len(rows) else Tone.GOOD
    soon = _soon(month)
    blocks = ((table,) if body else ()) + ((soon,) if soon.rows else ())
    widths = tuple(_WIDTHS[key] for key in keys)
    return Page(
        "overdue", say.PAGES["overdue"](lang), say.HEADINGS["overdue"](lang), "", lead, blocks, widths, light
    )


def overdue_rows(month: Month) -> pd.DataFrame:
    """Return the overdue rows of the detail, the longest over first, with `days_over` at the end of the period."""
    frame = month.data.frame
    late = frame[frame["in_overdue"] == 1]
    over = (month.period.until - late["resolution_due"]).to_numpy() / DAY
    return late.assign(days_over=over).sort_values("days_over", ascending=False, kind="stable")


def _soon(month: Month) -> TableBlock:
    """What is open and due within seven days, the first due first."""
    frame = month.data.frame
    due = frame[frame["in_due_soon"] == 1].sort_values("resolution_due", kind="stable")
    left = (due["resolution_due"] - month.period.until).to_numpy() / DAY
    rows = _rows(month, due.assign(days_left=left).iloc[:LISTED], "days_left", "{@resolution_due}-{until}")
    keys = tuple("days_left" if key == "days_over" else key for key in shown_of(month, _COLUMNS))
    title = say_more.SOON(month.lang, count=len(due))
    return TableBlock("due_soon", heads(month.lang, *keys, **_FORMS, days_left=Form.DECIMAL), rows, title)


def _rows(month: Month, shown: pd.DataFrame, days: str, formula: str) -> tuple[Row, ...]:
    """Return the lines of a list, each number leading to its row of the detail, the days by a formula."""
    urgent = month.options.label("priority", "1")
    keys = tuple(key for key in shown_of(month, _COLUMNS) if key != "days_over")
    found = []
    for row, over in zip(listed(month, shown, keys, _FORMS, "r"), shown[days], strict=True):
        level = row.cells["priority"].value
        own = {
            "priority": text(level, Tone.BAD if level == urgent else Tone.PLAIN),
            days: Figure(over, formula, Form.DECIMAL, Tone.STRONG),
        }
        found.append(Row(row.key, {**row.cells, **own}))
    return tuple(found)
