"""Runs one `voc` after another, each in a process of its own, without paying for the imports each time.

A process that has everything imported forks itself for every command, so a command has its own environment, may be
killed, and ends with its own exit code; only the seconds of start-up are gone. Where the system cannot fork, every
command is a plain `python -m toolkit.cli`. Where a reading child process would be spawned it is forked as well.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

CAN_FORK = hasattr(os, "fork")
MUTANT = "VOC_TEST_MUTANT"
"""Names functions of flow_mutants to apply first, with blanks between: mistakes that a test must notice, and the like."""
_AS_DEVELOPERS = {"PYTHONUTF8": "1", "PYTHONWARNINGS": "always"}
"""A warning of Python's, which users never see, stands on the screen of a test, which then fails."""


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


class Runner:
    """Starts commands; close it at the end."""

    def __init__(self) -> None:
        self._server = _start() if CAN_FORK else None

    def __call__(self, arguments: list[str], environment: dict[str, str]) -> Ran:
        """Run `voc` with these arguments, and these variables beside those of the tests."""
        if self._server is None:
            return run_cold(arguments, environment)
        with tempfile.TemporaryDirectory() as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            order = {"arguments": arguments, "environment": environment, "out": str(out), "err": str(err)}
            self._server.stdin.write(json.dumps(order) + "\n")
            self._server.stdin.flush()
            code = int(self._server.stdout.readline())
            return Ran(code, out.read_text("utf-8"), err.read_text("utf-8"))

    def close(self) -> None:
        if self._server:
            self._server.stdin.close()
            self._server.wait(timeout=60)
            self._server.stdout.close()


def run_cold(arguments: list[str], environment: dict[str, str]) -> Ran:
    """Run a fresh `python -m toolkit.cli`, as scripts/run.py does, or the stand-in with a mistake in it."""
    command = [__file__, "--one"] if MUTANT in environment else ["-m", "toolkit.cli"]
    everything = {**os.environ, **_AS_DEVELOPERS, **environment}
    done = subprocess.run(
        [sys.executable, *command, *arguments],
        env=everything,
        capture_output=True,
        encoding=everything.get("PYTHONIOENCODING", "utf-8"),
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def _start() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
        env={**os.environ, **_AS_DEVELOPERS},
    )  # fmt: skip


def _serve() -> None:
    import toolkit  # noqa: PLC0415 - a test that only imports Runner needs none of it

    for module in pkgutil.walk_packages(toolkit.__path__, "toolkit."):
        importlib.import_module(module.name)
    _fork_readers()
    _work_once()
    gc.freeze()  # what is there already is never looked at again, so forks go on sharing its memory
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            _be_a_command(order)
        _, status = os.waitpid(child, 0)
        with suppress(ProcessLookupError):  # a killed command may have left its reading child behind
            os.killpg(child, signal.SIGKILL)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _fork_readers() -> None:
    from multiprocessing import get_context  # noqa: PLC0415
    from types import SimpleNamespace  # noqa: PLC0415

    from toolkit.excel import child  # noqa: PLC0415

    child.multiprocessing = SimpleNamespace(get_context=lambda _: get_context("fork"))


def _work_once() -> None:
    """Do a whole run here, so that every command finds what is loaded and compiled on first use."""
    from flow_books import book, rows  # noqa: PLC0415

    from toolkit.rounds import run_once  # noqa: PLC0415
    from toolkit.workspace import Workspace  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        os.environ["VOC_HOME"] = str(Path(folder, "home"))
        space = Workspace.create(Path(folder, "desk"))
        for name, content in (("a.xlsx", book(rows(2))), ("b.xlsx", b"")):
            Path(space.inbox, name).write_bytes(content)
        run_once(space)


def _be_a_command(order: dict) -> None:
    os.setsid()
    os.environ.update(order["environment"])
    for name, stream in (("out", 1), ("err", 2)):
        os.dup2(os.open(order[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), stream)
    code = 1
    try:
        _command(order["arguments"])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - whatever it is, the test must see it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _command(arguments: list[str]) -> None:
    from toolkit.cli import main  # noqa: PLC0415

    for name in os.environ.get(MUTANT, "").split():
        getattr(importlib.import_module("flow_mutants"), name)()
    main(arguments, prog_name="voc")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _command(sys.argv[2:])
    else:
        _serve()
