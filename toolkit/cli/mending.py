"""Verbs that put something right: take a drop back, make the ledger anew."""

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
    month_of,
    opened,
    workspace_argument,
    workspace_option,
)
from toolkit.words import commands as say
from toolkit.words import forgetting, hands

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def _drop_number(_ctx: click.Context, _param: click.Parameter, value: str) -> int:
    if not value.isdecimal():
        raise WrongUsageError(say.NOT_A_DROP, value=value)
    return int(value)


@main.command(help=help_of(say.UNDO))
@click.argument("drop", callback=_drop_number)
@workspace_option
@as_of_option
def undo(drop: int, folder: Path, as_of: datetime | None) -> None:
    import time

    from toolkit.refreshing import Office
    from toolkit.rounds import open_site
    from toolkit.withdrawing import undo as undo_drop

    space = opened(folder)
    console = console_in(space.lang)
    with open_site(space, as_of) as site:
        undone = undo_drop(site, drop)
        if undone.is_done:
            Office(site, time.time()).refresh()
    for finding in undone.findings:
        console.show_finding(finding)
    refused = say.NOT_UNDONE if undone.findings else say.NOTHING_TO_UNDO
    console.say(say.UNDONE if undone.is_done else refused, drop=drop)
    sys.exit(0 if undone.is_done else 1)


@main.command(help=help_of(hands.LOCK))
@click.argument("month", metavar="2026-09")
@workspace_option
@as_of_option
def lock(month: str, folder: Path, as_of: datetime | None) -> None:
    import time

    from toolkit.refreshing import Office
    from toolkit.rounds import open_site

    space = opened(folder)
    with open_site(space, as_of) as site:
        office = Office(site, time.time())
        name = month_of(month)
        locked = office.months.lock(name)
        list(office.months.publish())
    console = console_in(space.lang)
    console.say(hands.LOCKED if locked else hands.LOCKED_BEFORE, month=name)


@main.command(help=help_of(say.REBUILD))
@workspace_argument
def rebuild(folder: Path) -> None:
    from toolkit.rebuilding import rebuild as rebuild_ledger
    from toolkit.rounds import open_site

    space = opened(folder)
    console = console_in(space.lang)
    with open_site(space) as site, console.progress() as progress:
        done = rebuild_ledger(site, progress)
    console.say(say.REBUILT, drops=done.drops, rows=done.rows)


@main.command(help=help_of(forgetting.VERB))
@click.argument("customer", default="")
@click.option("--before", default="", metavar="2024-01", help=help_of(forgetting.BEFORE))
@click.option("--yes", "is_sure", is_flag=True, help=help_of(forgetting.YES))
@workspace_option
@as_of_option
def forget(customer: str, before: str, is_sure: bool, folder: Path, as_of: datetime | None) -> None:
    import time

    import numpy as np

    from toolkit.forgetting import forget as forget_them
    from toolkit.forgetting import plan
    from toolkit.rounds import open_site

    if bool(customer) == bool(before):
        raise WrongUsageError(forgetting.ONE_OF_BOTH)
    space = opened(folder)
    since = np.datetime64(month_of(before), "s") if before else None
    console = console_in(space.lang)
    with open_site(space, as_of) as site:
        found = plan(site, customer, since)
        console.show_lines(found.lines(space))
        if is_sure:
            forget_them(site, found, time.time())
    if not is_sure:
        console.say(forgetting.NOT_YET)
        sys.exit(1)
    console.say(forgetting.DONE, token=found.person.token)
