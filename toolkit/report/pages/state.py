"""状态: as of when the register speaks, how much is open, which lists have rows, and what recurs today."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from toolkit.domain.figures import attainment as kept
from toolkit.domain.loop.cadence import agenda
from toolkit.report.formulas import count
from toolkit.report.month import aside, moment_text, text
from toolkit.schema.page import Block, Card, Cards, Figure, Form, Page, Row, TableBlock, TableColumn, Tone
from toolkit.words import lists as say_lists
from toolkit.words import register as say
from toolkit.words import report as labels
from toolkit.words.checks import LIST_COMMA

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import numpy as np

    from toolkit.domain.loop.cadence import Occasion
    from toolkit.report.options import ReportOptions
    from toolkit.schema.page import EntrySheet
    from toolkit.words import Language

_WIDTHS = (17.0, 17, 1.2) * 3 + (17.0, 17)
_AHEAD = timedelta(days=7)


def state_page(
    entry: EntrySheet, as_of: np.datetime64, options: ReportOptions, lists: Sequence[Page]
) -> Page:
    """Return the page. lists: the pages of the lists that have rows, in their order."""
    lang, moment = options.lang, moment_text(as_of)
    name = say.PAGES["state"](lang)
    recurring = _routines(as_of, options, {page.key for page in lists})
    blocks: tuple[Block, ...] = (Cards(_cards(entry, as_of, options)), _lists(as_of, lang, lists))
    if recurring:
        blocks = (*blocks, recurring)
    return Page(
        "state", name, f"{say.TITLE(lang)} · {name}", aside(labels.AS_OF(lang, moment=moment), options.company),
        lead=(say.STATE_LEAD(lang, moment=moment),), blocks=blocks, widths=_WIDTHS,
    )  # fmt: skip


def _lists(as_of: np.datetime64, lang: Language, lists: Sequence[Page]) -> TableBlock:
    """Return the lists with their lengths, the moment that their formulas count from, and which ones are empty."""
    heads = (
        TableColumn("list", say_lists.HEADERS["list"](lang)),
        TableColumn("count", say_lists.HEADERS["count"](lang), Form.COUNT),
        TableColumn("gap", ""),
        TableColumn("lead", "", Form.SPREAD),
    )
    moment = Figure(as_of, form=Form.MOMENT, name="as_of")
    there = {page.key for page in lists}
    empty = [title(lang) for key, title in say_lists.TITLES.items() if key not in there]
    nothing = (
        say_lists.NOTHING(lang, lists=LIST_COMMA(lang).join(empty)) if there else say_lists.ALL_DONE(lang)
    )
    stamp = {
        "list": text(say.AS_OF(lang)), "count": moment, "lead": text(nothing if empty else "", Tone.MUTED, Form.SPREAD),
    }  # fmt: skip
    return TableBlock("lists", heads, (*(_row(page, as_of, lang) for page in lists), Row("as_of", stamp)))


def _row(page: Page, as_of: np.datetime64, lang: Language) -> Row:
    # The moment stands on this page already.
    said = page.lead[0].removeprefix(say_lists.AT(lang, moment=moment_text(as_of))) if page.lead else ""
    table = page.blocks[0] if page.blocks else None
    size = len(table.rows) + table.left_out if isinstance(table, TableBlock) else 0
    cells = {
        "list": Figure(page.title, link=page.key),
        "count": Figure(size, form=Form.COUNT, tone=page.light if size else Tone.MUTED),
        "lead": text(said, Tone.MUTED, Form.SPREAD),
    }
    return Row(page.key, cells)


def _routines(as_of: np.datetime64, options: ReportOptions, there: set[str]) -> TableBlock | None:
    """Return what recurs today and in the seven days after; None where nothing does, or no calendar is known."""
    practice, lang = options.practice, options.lang
    if practice.calendar is None:
        return None
    today: date = as_of.astype("M8[D]").item()
    found = agenda(practice.routines, today, today + _AHEAD, practice.calendar)
    if not found:
        return None
    heads = (
        TableColumn("day", say_lists.ROUTINE_HEADERS["day"](lang)),
        TableColumn("list", say_lists.HEADERS["list"](lang)),
        TableColumn("gap", ""),
        TableColumn("what", say_lists.ROUTINE_HEADERS["what"](lang), Form.SPREAD),
    )
    # What is done every day is told once, for its first day.
    shown = [
        one
        for n, one in enumerate(found)
        if one.on == today or one.routine not in {o.routine for o in found[:n]}
    ]
    rows = tuple(Row(f"r{n}", _occasion(one, today, lang, there)) for n, one in enumerate(shown, 1))
    return TableBlock("routines", heads, rows, say_lists.ROUTINES(lang))


def _occasion(one: Occasion, today: date, lang: Language, there: set[str]) -> dict[str, Figure]:
    routine, is_today = one.routine, one.on == today
    day = (
        say_lists.TODAY(lang) if is_today else f"{one.on:%m-%d} {say_lists.WEEKDAYS[one.on.weekday()](lang)}"
    )
    if routine.at is not None:
        day += f" {routine.at // 60:02}:{routine.at % 60:02}"
    moved = say_lists.MOVED(lang, day=f"{one.planned:%m-%d}") if one.is_moved else ""
    what = (
        say_lists.ROUTINE(lang, name=routine.name, who=routine.who, moved=moved)
        if routine.who
        else routine.name
    )
    about = say_lists.TITLES.get(routine.about)
    leads = Figure(about(lang), link=routine.about) if about and routine.about in there else text("")
    tone = Tone.STRONG if is_today else Tone.PLAIN
    return {"day": text(day, tone), "list": leads, "what": text(what, tone, Form.SPREAD)}


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
