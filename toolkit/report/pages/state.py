"""状态: as of when the register speaks, how much is open, and how long each list is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.domain import attainment as kept
from toolkit.report.formulas import count
from toolkit.report.month import moment_text, text
from toolkit.schema.page import Card, Cards, Figure, Form, Page, Row, TableBlock, TableColumn, Tone
from toolkit.words import register as say
from toolkit.words import report as labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from toolkit.report.options import ReportOptions
    from toolkit.schema.page import EntrySheet
    from toolkit.words import Language

_WIDTHS = (17.0, 17, 1.2) * 3 + (17.0, 17)


def state_page(
    entry: EntrySheet, as_of: np.datetime64, options: ReportOptions, lists: Sequence[Page]
) -> Page:
    lang, moment = options.lang, moment_text(as_of)
    name = say.PAGES["state"](lang)
    return Page(
        "state", name, f"{say.TITLE(lang)} · {name}", labels.AS_OF(lang, moment=moment),
        lead=(say.STATE_LEAD(lang, moment=moment),), blocks=(Cards(_cards(entry, as_of, options)), _lists(as_of, lang, lists)),
        widths=_WIDTHS,
    )  # fmt: skip


def _lists(as_of: np.datetime64, lang: Language, lists: Sequence[Page]) -> TableBlock:
    """Return the lists with their lengths, and the moment that their formulas count from."""
    heads = (
        TableColumn("list", say.HEADERS["list"](lang)),
        TableColumn("count", say.HEADERS["count"](lang), Form.COUNT),
        TableColumn("gap", ""),
        TableColumn("lead", "", Form.SPREAD),
    )
    moment = Figure(as_of, form=Form.MOMENT, name="as_of")
    stamp = Row("as_of", {"list": text(say.AS_OF(lang)), "count": moment})
    return TableBlock("lists", heads, (*(_row(page) for page in lists), stamp))


def _row(page: Page) -> Row:
    table = page.blocks[0] if page.blocks else None
    size = len(table.rows) if isinstance(table, TableBlock) else 0
    cells = {
        "list": Figure(page.title, link=page.key),
        "count": Figure(size, form=Form.COUNT, tone=page.light if size else Tone.MUTED),
        "lead": text(page.lead[0], Tone.MUTED, Form.SPREAD),
    }
    return Row(page.key, cells)


def _cards(entry: EntrySheet, as_of: np.datetime64, options: ReportOptions) -> tuple[Card, ...]:
    frame, states = entry.frame, entry.frame["time_state"]
    found = {
        "rows": (len(frame), count(entry, received_at=">0")),
        "open": (int(kept.is_open(frame, as_of).sum()), ""),
        "overdue": (
            int((states == "overdue").sum()),
            count(entry, time_state=_state(entry, "overdue", options)),
        ),
        "today": (
            int((states == "due_today").sum()),
            count(entry, time_state=_state(entry, "due_today", options)),
        ),
    }
    return tuple(
        Card(say.CARDS[key](options.lang), Figure(value, formula, Form.COUNT))
        for key, (value, formula) in found.items()
    )


def _state(entry: EntrySheet, key: str, options: ReportOptions) -> str:
    choices = entry.sheet["time_state"].choices
    assert choices is not None, "it is declared with its words"
    return choices.label_of(options.lang)[key]
