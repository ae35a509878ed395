"""What every verb shares: how it is called, which workspace it means, how it ends."""

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


def help_of(text: Text) -> str:
    """Return the help of a verb or an option, in both languages: which one its reader speaks is not known yet."""
    return f"{text.zh}\n\n{text.en}"


as_of_option = click.option("--as-of", type=Moment(), help="2026-11-02 09:00")
lang_option = click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True)
workspace_argument = click.argument("folder", type=click.Path(path_type=Path), default=Path())
workspace_option = click.option("--workspace", "folder", type=click.Path(path_type=Path), default=Path())


@click.group(cls=Verbs, help=help_of(say.TOOL), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="voc")
def main() -> None:
    """Start here; every verb is one command."""


def opened(folder: Path) -> Workspace:
    """Open a workspace; from here on every sentence is said in its language alone."""
    from toolkit.workspace import Workspace

    space = Workspace.open(folder)
    click.get_current_context().find_root().obj = space.lang
    return space


def console_in(lang: Language) -> Console:
    """Return the terminal that speaks this language."""
    from toolkit.console import Console

    return Console(lang)


def month_of(text: str, lang: Language) -> str:
    """Return a month as "2026-10", or fail with what it should look like."""
    try:
        return f"{datetime.strptime(text, '%Y-%m'):%Y-%m}"  # noqa: DTZ007 - a month has no zone
    except ValueError:
        raise click.BadParameter(say.NOT_A_MONTH(lang, value=text)) from None
