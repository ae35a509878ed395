"""What every verb shares: how it is called, which workspace it means, how it ends."""

from __future__ import annotations

import io
import sys
import warnings
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit import __version__
from toolkit.cli.ending import WrongUsageError, end
from toolkit.errors import WorkspaceError
from toolkit.words import LANGUAGES, Language, Text
from toolkit.words import commands as say

if TYPE_CHECKING:
    from toolkit.console import Console
    from toolkit.workspace import Workspace


class Verbs(click.Group):
    """A group whose commands end with our own exit codes and sentences, never with a traceback."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or name the one that was probably meant."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            near = get_close_matches(args[0], self.commands, n=1)
            raise WrongUsageError(say.NO_VERB_BUT if near else say.NO_VERB, verb=args[0], near="".join(near))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; whatever stops it is said in one sentence."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a sign that a terminal cannot show stops nothing
                stream.reconfigure(errors="replace")
        if not sys.warnoptions:  # what Python warns of is for developers, who ask for it
            warnings.simplefilter("ignore")
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click's own ways to end
        except Exception as error:  # noqa: BLE001 - a traceback helps nobody in front of the screen
            sys.exit(end(error, ctx))


def help_of(text: Text) -> str:
    """Return the help of a verb or an option, in both languages: which one its reader speaks is not known yet."""
    return f"{text.zh}\n\n{text.en}"


def _moment(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """A moment as people write it: "2026-11-02 09:00", or a day; local time, so it has no zone."""
    try:
        moment = datetime.fromisoformat(value) if value else None
    except ValueError:
        moment = None
    if value and (moment is None or moment.tzinfo):
        raise WrongUsageError(say.NOT_A_MOMENT, value=value)
    return moment


def _language(ctx: click.Context, _param: click.Parameter, value: Language | None) -> Language:
    """Speak the language that was asked for from here on."""
    ctx.find_root().obj = value
    return value or "zh"


as_of_option = click.option("--as-of", callback=_moment, metavar="MOMENT", help="2026-11-02 09:00")
lang_option = click.option("--lang", type=click.Choice(LANGUAGES), is_eager=True, callback=_language)
speak_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), is_eager=True, callback=_language, expose_value=False
)
"""For a verb that says the same anywhere; `spoken` tells it in which languages."""
workspace_argument = click.argument("folder", type=click.Path(path_type=Path), default=Path())
workspace_option = click.option(
    "--workspace", "folder", type=click.Path(path_type=Path), default=Path(), help=help_of(say.WORKSPACE)
)


@click.group(cls=Verbs, help=help_of(say.TOOL), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="voc")
def main() -> None:
    """Start here; every verb is one command."""


def opened(folder: Path) -> Workspace:
    """Open a workspace; from here on every sentence is said in its language alone.

    Raises:
        WorkspaceError: there is none, or it cannot be used.
    """
    from toolkit.workspace import Workspace

    space = Workspace.open(folder)
    click.get_current_context().find_root().obj = space.lang
    return space


def spoken() -> tuple[Language, ...]:
    """Return the language that was asked for, else that of the workspace one stands in, else every one."""
    asked: Language | None = click.get_current_context().find_root().obj
    try:
        return (asked or opened(Path()).lang,)
    except WorkspaceError:
        return LANGUAGES


def console_in(lang: Language) -> Console:
    """Return the terminal that speaks this language."""
    from toolkit.console import Console

    return Console(lang)


def month_of(text: str) -> str:
    """Return a month as "2026-10", or fail with what it should look like."""
    try:
        return f"{datetime.strptime(text, '%Y-%m'):%Y-%m}"  # noqa: DTZ007 - a month has no zone
    except ValueError:
        raise WrongUsageError(say.NOT_A_MONTH, value=text) from None
