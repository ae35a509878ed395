"""The diary of a shift: what was done today and what waits since when, written into the log and told as a status."""

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
from toolkit.domain.privacy import masked_text
from toolkit.domain.worktime.calendar import END_DAY, FIRST_DAY
from toolkit.errors import ToolkitError
from toolkit.outcome import State
from toolkit.rules.finding import Finding
from toolkit.watch.status import Status, Waits
from toolkit.words import watch as say

if TYPE_CHECKING:
    from datetime import date

    from toolkit.domain.worktime.calendar import WorkCalendar
    from toolkit.outcome import Outcome
    from toolkit.settings.model import Settings
    from toolkit.watch.clocks import Clocks
    from toolkit.watch.guard import Guard
    from toolkit.watch.look import Look
    from toolkit.watch.waking import Waker
    from toolkit.workspace import Workspace

_log = logging.getLogger("voc.watch")


@dataclass
class Diary:
    """What one process has done and seen; another thread may ask for the status at any moment."""

    workspace: Workspace
    clocks: Clocks
    waker: Waker
    _day: date | None = None
    _counts: Counter[str] = field(default_factory=Counter)
    _waits: tuple[Waits, ...] = ()
    _settings: Settings | None = None
    _trouble: str = ""
    _looked: str = ""
    _working_on: str = ""
    _to_publish: int = 0

    def __post_init__(self) -> None:
        self._started = self._moment()

    def turns_to(self, name: str) -> None:
        """Note what is worked on now."""
        self._working_on = name

    def note(self, guard: Guard, look: Look) -> None:
        """Note what a look found and did; logs hold no customer's data."""
        self._working_on = ""
        self._looked = now = self._moment()
        known = {one.name: one.since for one in self._waits}
        self._waits = tuple(
            Waits(one.path, " ".join(_said(one, self.workspace)), known.get(one.path, now))
            for one in look.waits
        )
        self._count(look.done)
        for one in look.rung:
            _log.info("%s %s", one.on, masked_text(one.routine.name))
        if look.forgotten:
            _log.info(say.FORGOTTEN(self.workspace.lang, rows=look.forgotten))
        self._to_publish = look.to_publish
        if look.trouble and look.trouble != self._trouble:
            _log.warning(masked_text(look.trouble))
        self._trouble = look.trouble
        if not look.trouble:
            with suppress(ToolkitError, OSError):
                self._settings = guard.site.settings

    def _count(self, outcomes: list[Outcome]) -> None:
        day = self.clocks.now().date()
        if day != self._day:
            self._day, self._counts = day, Counter()
        for one in outcomes:
            self._counts[one.state] += 1
            self._counts["rows"] += one.rows_taken
            _log.info("%s %s %s/%s", one.state, masked_text(one.path), one.rows_taken, one.rows_read)

    def status(self, state: str = say.WATCHING_KEY) -> Status:
        """Return how things are at this moment."""
        counts = self._counts if self._day == self.clocks.now().date() else Counter[str]()
        ledger, spool, known = Path(self.workspace.ledger_url), self.workspace.spool, self._settings
        return Status(
            state=state, started=self._started, beat=self._moment(), beat_at=self.clocks.wall(),
            looked=self._looked or self._started, host=platform.node(), process=os.getpid(), version=__version__,
            hears=self.waker.hears, trouble=self._trouble, working_on=self._working_on, waiting=self._waits,
            done_today=counts[State.RETURNED] + counts[State.REPEATED], rows_today=counts["rows"],
            sent_back_today=counts[State.SENT_BACK], failed_today=counts[State.FAILED], to_publish=self._to_publish,
            free_megabytes=shutil.disk_usage(spool).free >> 20 if spool.is_dir() else 0,
            ledger_megabytes=ledger.stat().st_size >> 20 if ledger.is_file() else 0,
            years_known=_years(known.calendar) if known else "",
            settings=tuple(masked_text(one.message(self.workspace.lang)) for one in known.findings) if known else (),
        )  # fmt: skip

    def _moment(self) -> str:
        return self.clocks.now().isoformat(timespec="seconds")


def _said(outcome: Outcome, workspace: Workspace) -> list[str]:
    return [one.message(workspace.lang) for one in outcome.findings if isinstance(one, Finding)]


def _years(calendar: WorkCalendar) -> str:
    """The years whose days off are known: "2024–2026"; "" where the calendar does not say."""
    first, last = calendar.known_days
    return f"{first.astype('M8[Y]')}–{last.astype('M8[Y]')}" if first > FIRST_DAY and last < END_DAY else ""
