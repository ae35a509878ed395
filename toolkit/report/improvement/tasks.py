"""改进任务: the weekly agenda, every measure with its owner and day, what is overdue first (S1-079)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.domain.improvement.tasks import Timing
from toolkit.report.improvement.desk import cell, day_text
from toolkit.report.month import aside
from toolkit.schema.page import Figure, Page, Row, TableBlock, Tone
from toolkit.words import improvement as say
from toolkit.words.checks import LIST_COMMA

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from toolkit.report.improvement.desk import Desk

_COLUMNS = ("timing", "issue", "task", "owner", "department", "due", "days_left", "progress", "remark")
_WIDTHS = (13.0, 16, 40, 12, 13, 13, 11, 9, 34)
_TONES = {
    Timing.OVERDUE: Tone.BAD,
    Timing.THIS_WEEK: Tone.WATCH,
    Timing.DONE: Tone.GOOD,
    Timing.PAUSED: Tone.MUTED,
}
_OPEN = (Timing.OVERDUE, Timing.THIS_WEEK, Timing.LATER, Timing.UNDATED)


def tasks_page(desk: Desk) -> Page:
    tasks, lang = desk.known.tasks, desk.lang
    counts = tasks["timing"].value_counts()
    facts = {"open": int(tasks["timing"].isin(_OPEN).sum()), "overdue": int(counts.get(Timing.OVERDUE, 0)),
             "week": int(counts.get(Timing.THIS_WEEK, 0))}  # fmt: skip
    lead = (
        say.TASKS_LEAD(lang, moment=desk.moment, **facts)
        if len(tasks)
        else say.NO_TASKS(lang, moment=desk.moment)
    )
    rows = tuple(Row(f"t{n}", _cells(desk, task)) for n, task in enumerate(tasks.to_dict("records"), 1))
    blocks = (TableBlock("tasks", desk.heads(*_COLUMNS), rows),) if rows else ()
    name = say.PAGES["tasks"](lang)
    light = Tone.BAD if facts["overdue"] else Tone.WATCH if facts["week"] else Tone.GOOD
    return Page(
        "tasks",
        name,
        f"{say.TITLE(lang)} · {name}",
        aside(desk.moment, desk.options.company),
        (lead,),
        blocks,
        _WIDTHS,
        light,
    )


def _cells(desk: Desk, task: dict[Hashable, Any]) -> dict[str, Figure]:
    timing = Timing(task["timing"])
    tone = _TONES.get(timing, Tone.PLAIN)
    words = {
        "timing": say.TIMINGS[timing](desk.lang),
        "remark": LIST_COMMA(desk.lang).join(_remarks(desk, task, timing)),
    }
    if timing not in _OPEN:
        words["days_left"] = ""
    shown = {key: cell(key, words.get(key, task.get(key))) for key in _COLUMNS}
    toned = ("timing", "days_left") if timing in _OPEN else ("timing",)
    return shown | {key: cell(key, words.get(key, task.get(key)), tone) for key in toned}


def _remarks(desk: Desk, task: dict[Hashable, Any], timing: Timing) -> Iterator[str]:
    lang = desk.lang
    if timing in _OPEN and task["is_shared"]:
        yield say.REMARKS["shared" if task["owner"] else "no_owner"](lang)
    if timing in _OPEN and not task["department"]:
        yield say.REMARKS["no_department"](lang)
    if task["is_recent"]:
        yield say.REMARKS["recent"](lang)
    if timing is Timing.PAUSED:
        day = task["review_on"]
        key = "no_review" if pd.isna(day) else "review_due" if day <= desk.known.as_of else "review"
        yield say.REMARKS[key](lang, **({} if pd.isna(day) else {"day": day_text(day)}))
