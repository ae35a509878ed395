"""`voc why` on a terminal: each time limit of a feedback with its rule, source and stretches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from rich.console import Group
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from toolkit.domain.account.phrases import amount_words, length_words, moment_words
from toolkit.domain.deadlines.policy import Clock
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.choices import PRIORITIES, VERDICTS
from toolkit.words import why as say
from toolkit.words.deadline_notes import BEFORE_START

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import RenderableType

    from toolkit.domain.account.trace import Segment, Trace
    from toolkit.explaining import Why
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language, Text

_LOOK = {"met": "green", "breach": "red", "undecidable": "yellow"}


def told(one: Why, lang: Language, vocabularies: Mapping[str, Vocabulary]) -> Group:
    """Return one feedback explained, ready to be printed."""
    return Group(*_lines(one, lang, vocabularies))


def _lines(one: Why, lang: Language, vocabularies: Mapping[str, Vocabulary]) -> Iterator[RenderableType]:
    name = f"{one.team}/{one.feedback_id}" if one.team else one.feedback_id
    yield f"[bold]{escape(name)}[/]  {escape(' · '.join(_about(one, lang, vocabularies)))}"
    if one.is_before_start:
        yield _line(BEFORE_START(lang))
        return
    if one.row["readings"]:
        yield _line(say.READINGS(lang, readings=one.row["readings"]), "yellow")
    if one.row["suggested_urgency"]:
        facts = {"word": one.row["suggested_urgency"], "reason": one.row["urgency_reason"]}
        yield _line(say.SUGGESTED(lang, **facts), "yellow")
    for trace in one.first or ():
        yield from _trace(trace, say.OF_FIRST_CYCLE(lang, stage=say.STAGES[trace.stage](lang)), lang)
    for trace in (one.response, one.resolution):
        yield from _trace(trace, say.STAGES[trace.stage](lang), lang)
    if not np.isnat(one.follow_up[1]):
        first, last, best = (str(word) for word in moment_words(np.array(one.follow_up)))
        yield f"[bold]{say.FOLLOW_UP(lang)}[/]  {say.WINDOW(lang, first=first, last=last, best=best)}"


def _about(one: Why, lang: Language, vocabularies: Mapping[str, Vocabulary]) -> Iterator[str]:
    """What is known of the feedback that matters to its limits, in the words of its sheet."""
    for key in ("received_at", "kind", "urgency", "status"):
        column, value = FEEDBACK[key], one.row[key]
        if column.is_time:
            yield f"{column.header(lang)} {_moment(np.datetime64(value, 's'))}"
        elif isinstance(value, str) and column.choices:
            choices = vocabularies.get(column.choices.name, column.choices)
            yield choices.label_of(lang).get(value, value)
    if one.row["priority"]:
        yield PRIORITIES.label_of(lang)[one.row["priority"]]
    yield say.CYCLE(lang, cycle=one.cycle)


def _trace(trace: Trace, title: str, lang: Language) -> Iterator[RenderableType]:
    verdict = VERDICTS.label_of(lang).get(trace.verdict or "", "")
    due = say.NO_DUE(lang) if np.isnat(trace.due) else say.DUE(lang, due=_moment(trace.due))
    look = _LOOK.get(trace.verdict or "", "default")
    marks = [f"[{look}]{verdict}[/]"] if verdict else []
    marks += [f"[yellow]{say.PROVISIONAL(lang)}[/]"] if trace.is_provisional else []
    yield " · ".join((f"[bold]{escape(title)}[/]  {escape(due)}", *marks))
    for head, text in _rule(trace, lang):
        yield _line(f"{head(lang)}  {text}")
    if trace.segments:
        yield Padding(_table(trace, lang), (0, 0, 0, 4))


def _rule(trace: Trace, lang: Language) -> Iterator[tuple[Text, str]]:
    policy = trace.policy
    if policy is None:
        yield say.RULE, say.NO_RULE(lang)
    else:
        amount = (
            "" if np.isnan(trace.amount) else amount_words(policy.clock, np.array([trace.amount]), lang)[0]
        )
        yield (
            say.RULE,
            " · ".join(filter(None, (say.NAMED(lang, name=policy.name(lang), id=policy.id), amount))),
        )
        for head, text in ((say.SOURCE, policy.source(lang)), (say.NOTE, policy.note(lang))):
            if text:
                yield head, text
    if trace.sentence:
        yield say.IN_WORDS, trace.sentence


def _table(trace: Trace, lang: Language) -> Table:
    table = Table(box=None, header_style="dim", pad_edge=False)
    for head in say.HEADS:
        table.add_column(head(lang), no_wrap=True)
    for part in trace.segments:
        counted, label = _counted(part, trace, lang)
        look = "" if part.is_counted else "dim"
        table.add_row(_moment(part.start), _moment(part.end), counted, escape(label), style=look)
    return table


def _counted(part: Segment, trace: Trace, lang: Language) -> tuple[str, str]:
    """How much of the allowance a stretch is, and what it is called: a limit in working days counts whole ones."""
    length = str(length_words(np.array([round(part.minutes * 60)]), lang)[0])
    if not part.is_counted:
        return say.NOT_COUNTED(lang), f"{part.label} {length}"
    is_a_day = trace.policy is not None and trace.policy.clock is Clock.WORKING_DAYS
    return str(amount_words(Clock.WORKING_DAYS, np.ones(1), lang)[0]) if is_a_day else length, part.label


def _line(text: str, look: str = "default") -> str:
    return f"  [{look}]{escape(text)}[/]"


def _moment(moment: Any) -> str:
    return str(moment_words(np.array([moment], "datetime64[s]"))[0])
