"""A guard at its post: the test moves the clocks, drops files and looks at what was said."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from toolkit.excel.child import Reader
from toolkit.outcome import State
from toolkit.watch import guard as guard_module
from toolkit.watch.clocks import Clocks
from toolkit.watch.guard import Guard
from toolkit.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from toolkit.watch.look import Look

QUIET = 3.0
START = datetime.fromisoformat("2026-11-02T09:00:00")


@dataclass
class Time:
    """Seconds since the start, by every clock; a test may set one back."""

    passed: float = 1000.0
    set_back: float = 0.0

    def now(self) -> datetime:
        return START + timedelta(seconds=self.passed - 1000.0 - self.set_back)

    def monotonic(self) -> float:
        return self.passed

    def wall(self) -> float:
        return START.timestamp() + self.passed - self.set_back

    @property
    def clocks(self) -> Clocks:
        return Clocks(self.now, self.monotonic, self.wall)


class _Lent(Reader):
    """A reader that outlives the guard which borrows it."""

    def __init__(self, reader: Reader) -> None:
        self.__dict__.update(reader.__dict__)

    def close(self) -> None:
        pass


@dataclass
class Post:
    """A workspace, its guard and the time."""

    space: Workspace
    time: Time
    guard: Guard = field(init=False)

    @classmethod
    @contextmanager
    def beside(cls, new: Path, root: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
        shutil.copytree(new, root)
        (root / "voc.toml").write_text(f"quiet = {QUIET}\n", encoding="utf-8")
        monkeypatch.setattr(guard_module, "Reader", lambda: _Lent(reader))
        post = cls(Workspace.open(root), Time())
        with Guard(post.space, post.time.clocks) as post.guard:
            yield post

    def drop(self, name: str, content: bytes) -> Path:
        """Write a file into the inbox as somebody does just now."""
        path = self.space.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (self.time.wall(), self.time.wall()))
        return path

    def look(self, after: float = 0.0) -> Look:
        self.time.passed += after
        return self.guard.look()

    def settle(self) -> Look:
        """Look twice, a quiet time apart."""
        self.look()
        return self.look(QUIET)

    def facts(self) -> int:
        return len(self.guard.site.ledger.facts("feedback"))


def states(look: Look) -> dict[str, str]:
    return {one.path: str(one.state) for one in look.outcomes}


def reasons(look: Look) -> dict[str, str]:
    """The codes of what waits."""
    return {one.path: one.findings[0].code.slug for one in look.outcomes if one.state is State.WAITING}
