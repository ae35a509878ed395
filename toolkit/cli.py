"""The command line: one verb a command, each a call of the library. Heavy imports wait until a verb needs them."""

from __future__ import annotations

import io
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit import __version__
from toolkit.errors import ToolkitError
from toolkit.words import LANGUAGES, Language, Text
from toolkit.words import commands as say

if TYPE_CHECKING:
    from toolkit.console import Console
    from toolkit.workspace import Workspace


class Moment(click.ParamType[datetime]):
    """A moment as people write it: "2026-11-02 09:00", or a day."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the moment, or fail with what it should look like."""
        if isinstance(value, datetime):
            return value
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            self.fail(say.NOT_A_MOMENT("zh", value=value), param, ctx)


class Verbs(click.Group):
    """A group whose commands end with our own exit codes and sentences, never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a sign that a terminal cannot show stops nothing
                stream.reconfigure(errors="replace")
        try:
            return super().invoke(ctx)
        except ToolkitError as error:
            # Before a workspace is open nobody knows its language, so it is said in all of them.
            languages = [ctx.obj] if ctx.obj else LANGUAGES
            for sentence in dict.fromkeys(error.said(language) for language in languages):
                click.echo(sentence, err=True)
            sys.exit(error.exit_code)


def _help(text: Text) -> str:
    return f"{text.zh}\n\n{text.en}"


as_of_option = click.option("--as-of", type=Moment(), help="2026-11-02 09:00")
lang_option = click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True)
workspace_argument = click.argument("folder", type=click.Path(path_type=Path), default=Path())


@click.group(cls=Verbs, help=_help(say.TOOL), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="voc")
def main() -> None:
    """Start here; every verb is one command."""


@main.command(help=_help(say.INIT))
@click.argument("folder", type=click.Path(path_type=Path))
@lang_option
def init(folder: Path, lang: Language) -> None:
    from toolkit.workspace import Workspace

    space = Workspace.create(folder, lang)
    console = _console(lang)
    console.say(say.MADE, path=space.root)
    console.say(say.NEXT_DROP, inbox=space.inbox.name)


@main.command(help=_help(say.TEMPLATE))
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@lang_option
def template(folder: Path, lang: Language) -> None:
    from toolkit.excel.template import write_template
    from toolkit.schema.books.workbook import TEMPLATES

    folder.mkdir(parents=True, exist_ok=True)
    for book in TEMPLATES:
        target = folder / f"{book.title(lang)}.xlsx"
        write_template(book, target, lang=lang)
        _console(lang).say(say.WROTE, path=target)


@main.command(help=_help(say.CHECK))
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--workspace", type=click.Path(exists=True, path_type=Path), help=_help(say.CHECK_BY))
@as_of_option
@lang_option
def check(files: tuple[Path, ...], workspace: Path | None, as_of: datetime | None, lang: Language) -> None:
    from toolkit.checking import check_files
    from toolkit.rules.finding import Severity

    console = _console(lang)
    has_error = False
    for outcome in check_files(files, _opened(workspace) if workspace else None, as_of, lang):
        console.show_findings(outcome)
        has_error |= any(finding.code.severity is Severity.ERROR for finding in outcome.findings)
    sys.exit(1 if has_error else 0)


@main.command(help=_help(say.RUN))
@workspace_argument
@as_of_option
def run(folder: Path, as_of: datetime | None) -> None:
    from toolkit.pipeline import State
    from toolkit.rounds import run_once

    space = _opened(folder)
    console = _console(space.lang)
    with console.progress() as progress:
        done = run_once(space, as_of, progress)
    console.show_round(done, space)
    sys.exit(
        0 if all(o.state in (State.RETURNED, State.SENT_BACK, State.REPEATED) for o in done.outcomes) else 4
    )


@main.command(help=_help(say.REPORT))
@workspace_argument
@click.option("--month", required=True, metavar="2026-10")
@as_of_option
def report(folder: Path, month: str, as_of: datetime | None) -> None:
    import time

    from toolkit.refreshing import Office
    from toolkit.rounds import open_site

    space = _opened(folder)
    with open_site(space, as_of) as site:
        made = Office(site, time.time()).month(_month(month, space.lang))
    _console(space.lang).show_made(made, space)


@main.command(help=_help(say.STATUS))
@workspace_argument
@as_of_option
def status(folder: Path, as_of: datetime | None) -> None:
    from toolkit.standing import standing

    space = _opened(folder)
    now = standing(space, as_of)
    _console(space.lang).show_standing(now)
    sys.exit(0 if now.is_well else 2)


@main.command(help=_help(say.EXPLAIN))
@click.argument("code")
@lang_option
def explain(code: str, lang: Language) -> None:
    from toolkit.rules.codes import CODES

    known = CODES.get(code.upper())
    if known is None:
        raise click.BadParameter(say.NO_CODE(lang, code=code))
    _console(lang).show_code(known)


@main.command(help=_help(say.HISTORY))
@click.argument("feedback")
@click.option("--workspace", "folder", type=click.Path(path_type=Path), default=Path())
def history(feedback: str, folder: Path) -> None:
    from toolkit.rounds import open_site

    space = _opened(folder)
    team, _, feedback_id = feedback.rpartition("/")
    with open_site(space) as site:
        lines = site.ledger.history(team, feedback_id)
    _console(space.lang).show_history(feedback, lines)


@main.command(help=_help(say.WHY_DUE))
@click.argument("feedback")
@click.option("--workspace", "folder", type=click.Path(path_type=Path), default=Path())
@as_of_option
def why(feedback: str, folder: Path, as_of: datetime | None) -> None:
    from toolkit.explaining import why as explained
    from toolkit.rounds import open_site
    from toolkit.words.why import NOT_FOUND

    space = _opened(folder)
    with open_site(space, as_of) as site:
        told = explained(site.ledger.facts(), site.settings, feedback, site.moment)
    if not told:
        raise click.BadParameter(NOT_FOUND(space.lang, feedback=feedback))
    _console(space.lang).show_why(told, site.settings.vocabularies)


@main.command(help=_help(say.UNDO))
@click.argument("drop", type=int)
@click.option("--workspace", "folder", type=click.Path(path_type=Path), default=Path())
@as_of_option
def undo(drop: int, folder: Path, as_of: datetime | None) -> None:
    import time

    from toolkit.rebuilding import undo as undo_drop
    from toolkit.refreshing import Office
    from toolkit.rounds import open_site

    space = _opened(folder)
    console = _console(space.lang)
    with open_site(space, as_of) as site:
        undone = undo_drop(site, drop)
        if undone.is_done:
            Office(site, time.time()).refresh()
    for finding in undone.findings:
        console.show_finding(finding)
    console.say(say.UNDONE if undone.is_done else say.NOT_UNDONE, drop=drop)
    sys.exit(0 if undone.is_done else 1)


@main.command(help=_help(say.REBUILD))
@workspace_argument
def rebuild(folder: Path) -> None:
    from toolkit.rebuilding import rebuild as rebuild_ledger
    from toolkit.rounds import open_site

    space = _opened(folder)
    console = _console(space.lang)
    with open_site(space) as site, console.progress() as progress:
        done = rebuild_ledger(site, progress)
    console.say(say.REBUILT, drops=done.drops, rows=done.rows)


@main.command(help=_help(say.SAMPLE))
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("--seed", type=int, default=20261102, show_default=True)
@lang_option
def sample(folder: Path, seed: int, lang: Language) -> None:
    from toolkit.sample.books import write_samples

    for path in write_samples(folder, lang=lang, seed=seed):
        _console(lang).say(say.WROTE, path=path)


def _opened(folder: Path) -> Workspace:
    from toolkit.workspace import Workspace

    space = Workspace.open(folder)
    click.get_current_context().find_root().obj = space.lang
    return space


def _console(lang: Language) -> Console:
    from toolkit.console import Console

    return Console(lang)


def _month(text: str, lang: Language) -> str:
    try:
        return f"{datetime.strptime(text, '%Y-%m'):%Y-%m}"  # noqa: DTZ007 - a month has no zone
    except ValueError:
        raise click.BadParameter(say.NOT_A_MONTH(lang, value=text)) from None


if __name__ == "__main__":
    main()
