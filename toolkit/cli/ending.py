"""How a command ends that cannot do its work: one sentence for the person, an exit code for its caller."""

from __future__ import annotations

import errno
import traceback
from typing import TYPE_CHECKING

import click

from toolkit.errors import ToolkitError
from toolkit.words import LANGUAGES, Language, Text
from toolkit.words import commands as say

if TYPE_CHECKING:
    from collections.abc import Iterator

USAGE, STOPPED = 2, 3
_REASONS: dict[int | None, Text] = {
    errno.EEXIST: say.IS_A_FILE,
    errno.ENOTDIR: say.IS_A_FILE,
    errno.EISDIR: say.IS_A_FOLDER,
    errno.EACCES: say.NOT_ALLOWED,
    errno.EPERM: say.NOT_ALLOWED,
    errno.EROFS: say.NOT_ALLOWED,
    errno.EBUSY: say.NOT_ALLOWED,
    errno.ENOSPC: say.DISK_FULL,
    errno.EDQUOT if hasattr(errno, "EDQUOT") else None: say.DISK_FULL,
}


class WrongUsageError(click.UsageError):
    """What was typed makes no command; the sentence is one of the catalogue."""

    def __init__(self, text: Text, **facts: object) -> None:
        super().__init__(text("zh", **facts))
        self.text, self.facts = text, facts


def end(error: Exception, ctx: click.Context) -> int:
    """Say what stopped a command, and return its exit code; before a workspace is open, in every language."""
    languages: tuple[Language, ...] = (ctx.find_root().obj,) if ctx.find_root().obj else LANGUAGES
    for sentence in dict.fromkeys(_sentences(error, languages)):
        click.echo(sentence, err=True)
    if not isinstance(error, click.UsageError):
        return error.exit_code if isinstance(error, ToolkitError) else STOPPED
    if error.ctx:
        click.echo(error.ctx.get_usage(), err=True)
    return USAGE


def _sentences(error: Exception, languages: tuple[Language, ...]) -> Iterator[str]:
    if isinstance(error, ToolkitError):
        yield from (error.said(lang) for lang in languages)
        return
    text, facts = _said(error)
    yield from (text(lang, **facts) for lang in languages)


def _said(error: Exception) -> tuple[Text, dict[str, object]]:
    """The sentence for what is no error of ours, and the facts that fill it."""
    if isinstance(error, click.UsageError):
        return _of_usage(error)
    if isinstance(error, OSError):
        reason = _REASONS.get(error.errno, say.SYSTEM_SAYS)
        return reason, {"path": error.filename or "", "reason": error.strerror or str(error)}
    return say.BROKEN, {"log": _logged(error)}


def _of_usage(error: click.UsageError) -> tuple[Text, dict[str, object]]:
    if isinstance(error, WrongUsageError):
        return error.text, error.facts
    if isinstance(error, click.NoSuchOption):
        return say.NO_OPTION, {"option": error.option_name}
    if isinstance(error, click.MissingParameter) and error.param:
        is_option = isinstance(error.param, click.Option)
        return say.MISSING, {"name": error.param.opts[0] if is_option else error.param.human_readable_name}
    return Text("{said}", "{said}"), {"said": error.format_message()}


def _logged(error: Exception) -> str:
    """Note a mistake of the program in this machine's log, and return where that is."""
    from toolkit.intake.disk import machine_folder  # only where something went wrong

    log = machine_folder() / "voc.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as lines:
        lines.write("".join(traceback.format_exception(error)))
    return str(log)
