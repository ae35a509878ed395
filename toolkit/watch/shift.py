"""A shift of the guard: look, wait, tell, until somebody says stop."""

from __future__ import annotations

import logging
import os
import platform
import shutil
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import __version__
from toolkit.domain.calendar import END_DAY, FIRST_DAY
from toolkit.domain.privacy import masked_text
from toolkit.intake.disk import disk_of
from toolkit.outcome import State
from toolkit.rules.finding import Finding
from toolkit.watch.guard import Guard
from toolkit.watch.leading import led
from toolkit.watch.pace import Pace
from toolkit.watch.status import BEAT, Board, Status, Waits
from toolkit.words import watch as say

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from toolkit.domain.calendar import WorkCalendar
    from toolkit.intake.claim import Lease
    from toolkit.outcome import Outcome
    from toolkit.watch.clocks import Clocks
    from toolkit.watch.guard import Look
    from toolkit.watch.waking import Waker
    from toolkit.workspace import Workspace

STOP_FILE = "stop"
"""A file of this name in .voc ends the shift, where no signal can be sent."""

_STAND_BY = 5.0
_log = logging.getLogger("voc.watch")


@dataclass
class Tally:
    """What was done today, by the team's clock."""

    day: date | None = None
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, outcomes: list[Outcome], day: date) -> None:
        if day != self.day:
            self.day, self.counts = day, Counter()
        for one in outcomes:
            self.counts[one.state] += 1
            self.counts["rows"] += one.rows_taken

    @property
    def done(self) -> int:
        return self.counts[State.RETURNED] + self.counts[State.REPEATED]

    @property
    def rows(self) -> int:
        return self.counts["rows"]

    @property
    def sent_back(self) -> int:
        return self.counts[State.SENT_BACK]

    @property
    def failed(self) -> int:
        return self.counts[State.FAILED]


@dataclass
class Shift:
    """One process on guard. is_over: whether to stop; asked between two looks, so whatever was begun is finished."""

    workspace: Workspace
    clocks: Clocks
    waker: Waker
    is_over: Callable[[], bool]
    tell: Callable[[Look], None] = lambda _look: None
    _tally: Tally = field(default_factory=Tally)
    _since: dict[str, str] = field(default_factory=dict)

    def stand(self) -> None:
        """Stand guard until it is over; stand by while somebody else does.

        Raises:
            ToolkitError: the workspace cannot be worked on from here.
        """
        started = self._moment()
        board = Board(self.workspace)
        self.workspace.make_ready()
        with led(self.workspace, self._stand_by()) as lease:
            if lease is not None:
                with self.waker, Guard(self.workspace, self.clocks) as guard:
                    self._guard(guard, board, started, lease)
        with suppress(OSError):
            board.show(self._status(say.STOPPED_KEY, started))

    def _guard(self, guard: Guard, board: Board, started: str, lease: Lease) -> None:
        pace, beat = Pace.on(disk_of(self.workspace.root)), float("-inf")
        while not self._is_over() and lease.holds():
            look = guard.look()
            self._tally.add(look.outcomes, self.clocks.now().date())
            self._note(look)
            if look.is_busy or self.clocks.monotonic() - beat >= BEAT:
                beat = self.clocks.monotonic()
                with suppress(OSError):  # the share is away; the next beat tells
                    board.show(self._status(say.WATCHING_KEY, started, guard, look))
            self.tell(look)
            wait = pace.after(is_busy=look.is_busy, at_rest_in=look.at_rest_in)
            self.waker.wait(min(wait, BEAT))

    def _is_over(self) -> bool:
        stop = self.workspace.state / STOP_FILE
        if stop.exists():
            stop.unlink(missing_ok=True)
            return True
        return self.is_over()

    def _stand_by(self) -> Callable[[str], bool]:
        told: set[str] = set()

        def wait(holder: str) -> bool:
            if holder not in told:
                told.add(holder)
                _log.info(say.STANDING_BY(self.workspace.lang, folder=self.workspace.root, holder=holder))
            self.waker.wait(_STAND_BY)
            return not self._is_over()

        return wait

    def _note(self, look: Look) -> None:
        """Remember since when each file waits, and write down what was done; logs hold no customer's data."""
        now = self._moment()
        self._since = {one.path: self._since.get(one.path, now) for one in look.waits}
        for one in look.outcomes:
            if one.state is not State.WAITING:
                _log.info("%s %s %s/%s", one.state, masked_text(one.path), one.rows_taken, one.rows_read)
        if look.trouble:
            _log.warning(look.trouble)

    def _moment(self) -> str:
        return self.clocks.now().isoformat(timespec="seconds")

    def _status(
        self, state: str, started: str, guard: Guard | None = None, look: Look | None = None
    ) -> Status:
        space, lang = self.workspace, self.workspace.lang
        site = guard.site if guard else None
        waits = () if look is None else tuple(
            Waits(one.path, " ".join(_said(one, space)), self._since[one.path]) for one in look.waits
        )  # fmt: skip
        ledger = Path(space.ledger_url)
        return Status(
            state=state, started=started, beat=self._moment(), looked=self._moment(), host=platform.node(),
            process=os.getpid(), version=__version__, hears=self.waker.hears, trouble=look.trouble if look else "",
            waiting=waits, done_today=self._tally.done, rows_today=self._tally.rows,
            sent_back_today=self._tally.sent_back, failed_today=self._tally.failed,
            to_publish=len(site.ledger.outbox()) if site else 0,
            free_megabytes=shutil.disk_usage(space.spool).free >> 20,
            ledger_megabytes=ledger.stat().st_size >> 20 if ledger.is_file() else 0,
            years_known=_years(site.settings.calendar) if site else "",
            settings=tuple(masked_text(one.message(lang)) for one in site.settings.findings) if site else (),
        )  # fmt: skip


def _said(outcome: Outcome, workspace: Workspace) -> list[str]:
    return [one.message(workspace.lang) for one in outcome.findings if isinstance(one, Finding)]


def _years(calendar: WorkCalendar) -> str:
    """The years whose days off are known: "2024–2026"; "" where the calendar does not say."""
    first, last = calendar.known_days
    return f"{first.astype('M8[Y]')}–{last.astype('M8[Y]')}" if first > FIRST_DAY and last < END_DAY else ""
