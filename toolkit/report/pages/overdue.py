"""逾期清单: what is open past its resolution due, the longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.report.month import Month, moment_text, text
from toolkit.report.pages.tables import columns
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, Tone
from toolkit.words import report as say
from toolkit.words import report_sentences as sentences

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd

LISTED = 100
_COLUMNS = (
    "feedback_id", "priority", "kind", "issue_type", "owner", "received_at", "resolution_due", "days_over", "status",
)  # fmt: skip
_WIDTHS = (16.0, 10, 12, 22, 15, 18, 18, 13, 18)
_FORMS = {
    "feedback_id": Form.ID,
    "received_at": Form.MOMENT,
    "resolution_due": Form.MOMENT,
    "days_over": Form.DECIMAL,
}
DAY = np.timedelta64(1, "D")


def overdue_page(month: Month) -> Page:
    lang = month.lang
    rows = overdue_rows(month)
    shown = rows.iloc[:LISTED]
    more = len(rows) - len(shown)
    note = sentences.MORE_ROWS(lang, count=more) if more else ""
    body = tuple(Row(f"r{n}", _cells(month, row)) for n, row in enumerate(shown.to_dict("records"), 1))
    table = TableBlock("overdue", columns(lang, *_COLUMNS, **_FORMS), body, note=note)
    sentence = sentences.OVERDUE if len(rows) else sentences.NO_OVERDUE
    lead = (sentence(lang, moment=moment_text(month.period.until), count=len(rows)),)
    light = Tone.BAD if len(rows) else Tone.GOOD
    blocks = (table,) if body else ()
    return Page(
        "overdue", say.PAGES["overdue"](lang), say.HEADINGS["overdue"](lang), "", lead, blocks, _WIDTHS, light
    )


def overdue_rows(month: Month) -> pd.DataFrame:
    """Return the overdue rows of the detail, the longest over first, with `days_over` at the end of the period."""
    frame = month.data.frame
    late = frame[frame["in_overdue"] == 1]
    over = (month.period.until - late["resolution_due"]).to_numpy() / DAY
    return late.assign(days_over=over).sort_values("days_over", ascending=False, kind="stable")


def _cells(month: Month, row: dict[Hashable, object]) -> dict[str, Figure]:
    is_urgent = row["priority"] == month.options.label("priority", "1")
    cells = {key: Figure(row[key], form=_FORMS.get(key, Form.TEXT)) for key in _COLUMNS}
    cells["priority"] = text(row["priority"], Tone.BAD if is_urgent else Tone.PLAIN)
    cells["days_over"] = Figure(row["days_over"], "{until}-{@resolution_due}", Form.DECIMAL, Tone.STRONG)
    return cells
