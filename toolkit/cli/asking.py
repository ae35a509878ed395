"""Verbs that only look: how things stand, what a code means, what became of a feedback and why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from toolkit.cli.ending import WrongUsageError
from toolkit.cli.group import (
    as_of_option,
    console_in,
    help_of,
    main,
    opened,
    speak_option,
    spoken,
    workspace_argument,
    workspace_option,
)
from toolkit.errors import LedgerError
from toolkit.words import LANGUAGES
from toolkit.words import commands as say
from toolkit.words import todo as todo_words
from toolkit.words import watch as watch_words
from toolkit.words.lists import TITLES
from toolkit.words.text import listed

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

UNGUARDED = 5
"""How `voc status` ends where the guard gives no sign of life."""


@main.command(help=help_of(say.STATUS))
@workspace_argument
@click.option("--guarded", is_flag=True, help=help_of(watch_words.GUARDED))
@as_of_option
def status(folder: Path, guarded: bool, as_of: datetime | None) -> None:
    import time

    from toolkit.standing import standing
    from toolkit.watch.status import guard_of

    space = opened(folder)
    guard = guard_of(space, time.time())
    now = standing(space, as_of)
    console = console_in(space.lang)
    console.show_lines(guard.lines(space.lang))
    console.show_lines(now.lines())
    if guard.is_silent or (guarded and not guard.is_alive):
        sys.exit(UNGUARDED)
    sys.exit(0 if now.is_well and guard.is_well else 1)


@main.command(help=help_of(todo_words.TODO))
@workspace_argument
@click.option("--for", "person", default="", metavar="NAME", help=help_of(todo_words.FOR))
@click.option("--department", default="", help=help_of(todo_words.DEPARTMENT))
@click.option("--list", "word", default="", help=help_of(todo_words.LIST))
@as_of_option
def todo(folder: Path, person: str, department: str, word: str, as_of: datetime | None) -> None:
    from toolkit.todo import Wanted, list_called
    from toolkit.todo import todo as what_to_do

    space = opened(folder)
    key = list_called(word) if word else ""
    if key is None:
        known = {
            f"known_{lang}": listed((text(lang) for text in TITLES.values()), lang) for lang in LANGUAGES
        }
        raise WrongUsageError(todo_words.NO_LIST, word=word, **known)
    found = what_to_do(space, Wanted(person, department, key), as_of)
    console_in(space.lang).show_todo(found, in_full=bool(word))


@main.command(help=help_of(say.EXPLAIN))
@click.argument("code")
@speak_option
def explain(code: str) -> None:
    from toolkit.rules.codes import CODES

    known = next((one for one in CODES.values() if code.lower() in (one.id.lower(), one.slug)), None)
    if known is None:
        raise WrongUsageError(say.NO_CODE, code=code)
    for lang in spoken():
        console_in(lang).show_code(known)


@main.command(help=help_of(say.HISTORY))
@click.argument("feedback", default="")
@workspace_option
def history(feedback: str, folder: Path) -> None:
    from toolkit.explaining import past_cycles
    from toolkit.rounds import looking
    from toolkit.standing import histories, last_drops

    space = opened(folder)
    console = console_in(space.lang)
    with looking(space) as site:
        if not feedback:
            console.show_drops(last_drops(site))
            return
        for name, lines in histories(site, feedback):
            console.show_history(name, lines)
            team, _, number = name.rpartition("/")
            console.show_cycles(past_cycles(site.ledger, team, number))


@main.command(help=help_of(say.WHY_DUE))
@click.argument("feedback")
@workspace_option
@as_of_option
def why(feedback: str, folder: Path, as_of: datetime | None) -> None:
    from toolkit.explaining import past_cycles
    from toolkit.explaining import why as explained
    from toolkit.rounds import looking
    from toolkit.words.why import NOT_FOUND

    space = opened(folder)
    with looking(space, as_of) as site:
        told = explained(site.ledger.facts(), site.settings, feedback, site.moment)
        cycles = [past_cycles(site.ledger, one.team, one.feedback_id) for one in told]
    if not told:
        raise LedgerError(NOT_FOUND, feedback=feedback)
    console = console_in(space.lang)
    for one, past in zip(told, cycles, strict=True):
        console.show_why([one], site.settings.vocabularies)
        console.show_cycles(past)
