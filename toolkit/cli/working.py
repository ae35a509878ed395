"""Verbs that do the work of a day: check, run, report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.ending import WrongUsageError
from toolkit.cli.group import (
    as_of_option,
    console_in,
    help_of,
    lang_option,
    main,
    month_of,
    opened,
    workspace_argument,
)
from toolkit.words import commands as say

if TYPE_CHECKING:
    from datetime import datetime

    from toolkit.words import Language


def _there(_ctx: click.Context, _param: click.Parameter, files: tuple[Path, ...]) -> tuple[Path, ...]:
    for path in files:
        if not path.exists():
            raise WrongUsageError(say.NO_FILE, path=path)
    return files


@main.command(help=help_of(say.CHECK))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), callback=_there)
@click.option("--workspace", type=click.Path(path_type=Path), help=help_of(say.CHECK_BY))
@as_of_option
@lang_option
def check(files: tuple[Path, ...], workspace: Path | None, as_of: datetime | None, lang: Language) -> None:
    from toolkit.checking import check_files
    from toolkit.rules.finding import Severity

    space = opened(workspace) if workspace else None
    console = console_in(space.lang if space else lang)
    has_error = False
    for outcome in check_files(files, space, as_of, lang):
        console.show_findings(outcome)
        has_error |= any(finding.code.severity is Severity.ERROR for finding in outcome.findings)
    sys.exit(1 if has_error else 0)


@main.command(help=help_of(say.RUN))
@workspace_argument
@as_of_option
def run(folder: Path, as_of: datetime | None) -> None:
    from toolkit.outcome import State
    from toolkit.rounds import run_once

    space = opened(folder)
    console = console_in(space.lang)
    with console.progress() as progress:
        done = run_once(space, as_of, progress)
    console.show_round(done, space)
    sys.exit(
        0 if all(o.state in (State.RETURNED, State.SENT_BACK, State.REPEATED) for o in done.outcomes) else 4
    )


@main.command(help=help_of(say.REPORT))
@workspace_argument
@click.option("--month", metavar="2026-10")
@click.option("--quarter", metavar="2026Q3")
@click.option("--week", metavar="2026-W45")
@as_of_option
def report(
    folder: Path, month: str | None, quarter: str | None, week: str | None, as_of: datetime | None
) -> None:
    import time

    from toolkit.refreshing import Office
    from toolkit.rounds import open_site

    asked = {"month": month, "quarter": quarter, "week": week}
    if len(named := [(kind, text) for kind, text in asked.items() if text]) != 1:
        raise WrongUsageError(say.ONE_OF_THREE)
    space = opened(folder)
    kind, name, starts_on = _stretch(*named[0])
    with open_site(space, as_of) as site:
        if starts_on > f"{site.as_of:%Y-%m-%d}":
            raise WrongUsageError(say.NOT_YET, month=name)
        made = getattr(Office(site, time.time()), kind)(name)
    console_in(space.lang).show_made(made, space)


def _stretch(kind: str, text: str) -> tuple[str, str, str]:
    """Return the kind of a stretch of time, its name as files bear it, and its first day."""
    import numpy as np

    from toolkit.domain.figures.period import Period

    if kind == "month":
        name = month_of(text)
        return kind, name, f"{name}-01"
    try:
        period = (Period.quarter if kind == "quarter" else Period.week)(text, np.datetime64(0, "s"))
    except ValueError:
        raise WrongUsageError(
            say.NOT_A_QUARTER if kind == "quarter" else say.NOT_A_WEEK, value=text
        ) from None
    return kind, period.label, f"{period.start}"[:10]
