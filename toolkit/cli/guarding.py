"""Verbs of standing guard: watch, and what it takes to run as a service."""

from __future__ import annotations

import logging
import signal
import threading
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

import click

from toolkit.cli.group import console_in, help_of, main, opened, workspace_argument
from toolkit.words import commands as say
from toolkit.words import watch as words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from toolkit.watch.look import Look
    from toolkit.workspace import Workspace

_LOG_BYTES, _LOGS_KEPT = 2_000_000, 5


@main.command(help=help_of(words.GUARD_HELP))
@workspace_argument
def watch(folder: Path) -> None:
    from toolkit.watch.clocks import Clocks
    from toolkit.watch.shift import Shift
    from toolkit.watch.waking import Waker

    space = opened(folder)
    console = console_in(space.lang)
    _log_into(space)
    waker = Waker((space.inbox, space.returned, space.register))
    stop = _stopped_by_signals(waker.call)
    console.say(words.ON_GUARD, folder=space.root)

    def tell(look: Look) -> None:
        if look.done:
            console.show_outcomes(look.done, space)

    shift = Shift(space, Clocks.of(space), waker, stop, tell)
    shift.stand()
    console.say(words.NO_MORE)


@main.command(help=help_of(words.SERVICE_HELP))
@workspace_argument
@click.option("--system", type=click.Choice(("windows", "linux", "mac")), help=help_of(words.SERVICE_SYSTEM))
def service(folder: Path, system: str | None) -> None:
    from toolkit.watch.service import service_file, this_system

    space = opened(folder)
    console = console_in(space.lang)
    made = service_file(space, system or this_system())
    console.say(say.WROTE, path=made.path)
    console.say(made.what_next, path=made.path, name=made.path.stem)


def _log_into(space: Workspace) -> None:
    """Write what is done into the machine's own folder; old logs go by themselves."""
    path = space.machine_home / "watch.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=_LOGS_KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log = logging.getLogger("voc")
    log.addHandler(handler)
    log.setLevel(logging.INFO)


def _stopped_by_signals(wake: Callable[[], None]) -> Callable[[], bool]:
    """Return whether somebody asked to stop; a second signal ends the process where it is, which loses nothing."""
    asked: list[int] = []

    def ask(number: int, _frame: object) -> None:
        asked.append(number)
        # From a thread of its own: the one that was interrupted may hold the very lock that waking takes.
        threading.Thread(target=wake, daemon=True).start()
        signal.signal(number, signal.SIG_DFL)

    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):  # the last one is what Windows sends to a service
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), ask)
    return lambda: bool(asked)
