"""建议与表扬: what to pass on to which department, and whom to tell what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.domain.privacy import mask_frame, mask_text
from toolkit.report.analysis.parts import heads, shown_of
from toolkit.report.month import Month, moment_text, text
from toolkit.report.records import records
from toolkit.report.split import place_of
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.page import Figure, Form, Page, Row, TableBlock, Tone
from toolkit.words import analysis as say
from toolkit.words import report as labels
from toolkit.words.text import shortened

if TYPE_CHECKING:
    from toolkit.words import Text

LISTED = 40
_GIST = 60
_NEEDED = (
    "feedback_id",
    "team",
    "received_at",
    "description",
    "issue_type",
    "lead_department",
    "owner",
    "customer_id",
)
_WIDTHS = {
    "feedback_id": 13.0, "team": 12, "received_at": 17, "issue_type": 15, "gist": 56, "whom": 16, "customer": 14, "told": 24,
}  # fmt: skip


def voices_page(month: Month) -> Page | None:
    """Return the page; None where nobody suggested or praised anything."""
    lang = month.lang
    found = {key: _rows(month, key) for key in ("suggestion", "praise")}
    if not any(map(len, found.values())):
        return None
    name = labels.PAGES["voices"](lang)
    lead = say.VOICES_LEAD(lang, suggestions=len(found["suggestion"]), praises=len(found["praise"]))
    titles = {"suggestion": say.SUGGESTIONS, "praise": say.PRAISES}
    blocks = tuple(_list(month, key, rows, titles[key]) for key, rows in found.items() if len(rows))
    widths = tuple(_WIDTHS[key] for key in shown_of(month, tuple(_WIDTHS)))
    return Page("voices", name, name, lead=(lead,), blocks=blocks, widths=widths)


def _rows(month: Month, kind: str) -> pd.DataFrame:
    return month.received[month.received["kind"] == month.options.label("kind", kind)]


def _list(month: Month, kind: str, rows: pd.DataFrame, title: Text) -> TableBlock:
    lang, shown = (
        month.lang,
        rows.sort_values(["lead_department", "received_at"], kind="stable").iloc[:LISTED],
    )
    masked = mask_frame(shown[list(_NEEDED)], FEEDBACK.columns)
    typed = {key: mask_text(shown[key]) for key in ("lead_department", "customer_id", "feedback_id", "team")}
    told = [_told(month, kind, row) for row in records(shown)]
    links = _links(month, masked["feedback_id"], shown["team"])
    said = masked.assign(**typed, told=[one[0] for one in told], tone=[one[1] for one in told], link=links)
    keys = shown_of(month, tuple(_WIDTHS))
    every = [_cells(month, kind, row) for row in said.to_dict("records")]
    body = tuple(Row(f"{kind[0]}{n}", {key: cells[key] for key in keys}) for n, cells in enumerate(every, 1))
    forms = {"feedback_id": Form.ID, "received_at": Form.MOMENT, "gist": Form.WRAPPED}
    note = say.MORE_VOICES(lang, count=len(rows) - len(shown)) if len(rows) > len(shown) else ""
    return TableBlock(kind, heads(lang, *keys, **forms), body, title(lang, count=len(rows)), note=note)


def _links(month: Month, ids: pd.Series, teams: pd.Series) -> list[str]:
    """Return where in the detail each feedback of the month stands."""
    frame = month.data.frame
    received = frame[frame["in_received"] == 1]
    named = received["team"] if "team" in frame else pd.Series("", received.index)
    pairs = zip(received["feedback_id"], named.fillna(""), strict=True)
    places = dict(zip(pairs, received.index, strict=True))
    known = teams.fillna("") if "team" in frame else pd.Series("", teams.index)
    found = (places.get(pair) for pair in zip(ids, mask_text(known), strict=True))
    return ["" if place is None else place_of(month.data, int(place)) for place in found]


def _cells(month: Month, kind: str, row: Any) -> dict[str, Figure]:
    department = row["lead_department"] or labels.UNFILLED(month.lang)
    # Praise is for somebody: their name helps the department to find them.
    whom = (
        f"{department} {row['owner']}" if kind == "praise" and isinstance(row["owner"], str) else department
    )
    gist = " ".join(str(row["description"] or "").split())
    words = {
        "team": row["team"], "issue_type": row["issue_type"], "whom": whom,
        "customer": row["customer_id"] if isinstance(row["customer_id"], str) else labels.ANONYMOUS(month.lang),
    }  # fmt: skip
    return {
        "feedback_id": Figure(row["feedback_id"], form=Form.ID, link=row["link"]),
        "received_at": Figure(row["received_at"], form=Form.MOMENT),
        "gist": text(shortened(gist, _GIST), form=Form.WRAPPED),
        **{key: text(value) for key, value in words.items()},
        "told": text(row["told"], row["tone"]),
    }


def _told(month: Month, kind: str, row: Any) -> tuple[str, Tone]:
    """Say whether it was passed on, or whether the customer knows what became of it."""
    lang, passed = month.lang, row.get("forwarded_at")
    if kind == "praise":
        if pd.isna(passed):
            return say.TO_PASS(lang), Tone.WATCH
        return say.PASSED(lang, day=moment_text(passed.to_datetime64(), is_day=True)), Tone.MUTED
    informed = row.get("informed_at")
    if not pd.isna(informed):
        return say.TOLD(lang, day=moment_text(informed.to_datetime64(), is_day=True)), Tone.MUTED
    return (say.WAITING(lang), Tone.PLAIN) if pd.isna(row["resolved_at"]) else (say.TO_TELL(lang), Tone.WATCH)
