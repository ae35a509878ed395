"""The guard: looks at a workspace again and again, and does what is to be done. Whatever happens, it looks again."""

from __future__ import annotations

import shutil
import traceback
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from toolkit.arrivals import coming, resume, tidy
from toolkit.closing import finish_closing
from toolkit.errors import ToolkitError
from toolkit.excel.child import Reader
from toolkit.intake.gate import inspect
from toolkit.intake.settle import Settling
from toolkit.ledger.ledger import Ledger
from toolkit.outcome import Outcome, State
from toolkit.pipeline import attempt
from toolkit.publishing import publish_outbox
from toolkit.rebuilding import catch_up
from toolkit.rounds import few_collections, take_up, waiting, working_alone
from toolkit.rulebook import rules_in_force
from toolkit.site import Site
from toolkit.watch.office import Desk
from toolkit.withdrawing import finish_undoing, withdraw
from toolkit.words import watch as say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from toolkit.arrivals import Coming
    from toolkit.intake.scan import Entry
    from toolkit.ledger.drop import Drop
    from toolkit.rulebook import Rules
    from toolkit.watch.clocks import Clocks
    from toolkit.workspace import Workspace

LEAST_FREE = 200
"""Megabytes that must be free where the spool lies; below, nothing new is taken."""

_TRY_AGAIN = 60.0
"""Seconds until a drop that failed by our fault is tried again."""


@dataclass
class Look:
    """What one look found and did. at_rest_in: seconds until the next file has been quiet long enough."""

    outcomes: list[Outcome] = field(default_factory=list)
    trouble: str = ""
    at_rest_in: float | None = None
    has_made: bool = False

    @property
    def waits(self) -> list[Outcome]:
        return [one for one in self.outcomes if one.state is State.WAITING]

    @property
    def is_busy(self) -> bool:
        return bool(self.outcomes or self.trouble or self.has_made)


class Guard:
    """Holds ledger and reader open and looks whenever it is asked to. Use it in a `with`.

    Raises:
        ToolkitError: another machine keeps the ledger, or there are no usable rules at all.
    """

    def __init__(self, workspace: Workspace, clocks: Clocks) -> None:
        self.workspace, self.clocks = workspace, clocks
        self._settling = Settling(workspace.machine.quiet)
        self._desk = Desk(clocks)
        self._kept = ExitStack()
        self._rules: Rules | None = None
        self._rules_stand: tuple[object, ...] = ()
        self._tried_at: dict[int, float] = {}

    def __enter__(self) -> Self:
        space = self.workspace
        space.make_ready()
        space.own()
        is_new = not Path(space.ledger_url).exists()
        self._kept.enter_context(few_collections())
        self._reader = self._kept.enter_context(Reader())
        self._reader.warm_up()
        self._ledger = self._kept.enter_context(Ledger.open(space.ledger_url))
        with working_alone(space):
            site = self._site()
            catch_up(site, is_new=is_new)
            finish_undoing(site)
            finish_closing(site)
            tidy(site)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kept.__exit__(kind, error, trace)

    @property
    def site(self) -> Site:
        """The workspace as the last look found it."""
        return self._site()

    def look(self) -> Look:
        """Look once and do what is to be done; trouble is told, never raised, and what was done before it stays done."""
        look = Look()
        try:
            self._look(look)
        except OSError as error:
            look.trouble = say.AWAY(self.workspace.lang, error=error.strerror or error)
        except ToolkitError as error:
            look.trouble = self._why(error)
        except Exception:  # noqa: BLE001 - whatever it is, the guard must go on
            look.trouble = self._logged()
        return look

    def _why(self, error: ToolkitError) -> str:
        """Its own sentence; without the folder there is no settings workbook either, but that is not the trouble."""
        if not self.workspace.root.is_dir():
            return say.AWAY(self.workspace.lang, error=self.workspace.root)
        return error.said(self.workspace.lang)

    def _look(self, look: Look) -> None:
        site = self._site()
        files = coming(site)
        judged = self._settling.judge(
            (file.entry for file in files), self.clocks.monotonic(), self.clocks.wall()
        )
        reasons = [reason for _, reason in judged]
        look.at_rest_in = self._settling.at_rest_in(self.clocks.monotonic())
        ready = [file for file, reason in zip(files, reasons, strict=True) if reason is None]
        look.outcomes += [
            waiting(file, reason) for file, reason in zip(files, reasons, strict=True) if reason
        ]
        if ready or self._desk.is_due(site) or self._to_resume(site) or self._is_withdrawn(site):
            self._work(site, ready, look)

    def _work(self, site: Site, ready: Sequence[Coming], look: Look) -> None:
        free = shutil.disk_usage(site.workspace.spool).free >> 20
        with working_alone(self.workspace):
            for drop in self._to_resume(site):
                self._tried_at[drop.drop_id] = self.clocks.monotonic()
                look.outcomes.append(attempt(resume(drop, site), site))
            withdraw(site, self.clocks.wall())
            if free < LEAST_FREE:
                look.trouble = say.FULL(site.lang, megabytes=free)
                return
            look.outcomes += [take_up(file, site, self._is_whole) for file in ready]
            if any(one.state is State.RETURNED for one in look.outcomes):
                site.workspace.undo.mkdir(exist_ok=True)
            publish_outbox(site, self.clocks.wall())
            look.has_made = self._desk.refresh(site)

    def _is_whole(self, entry: Entry) -> bool:
        """Whether a quiet file is taken for what it is: one that looks damaged may be a copy that stalls."""
        findings = inspect(entry.path, self._site().limits).findings
        return not self._settling.may_be_unfinished(entry, findings, self.clocks.monotonic())

    def _to_resume(self, site: Site) -> list[Drop]:
        now = self.clocks.monotonic()
        drops = site.ledger.pending()
        return [drop for drop in drops if now - self._tried_at.get(drop.drop_id, -_TRY_AGAIN) >= _TRY_AGAIN]

    def _is_withdrawn(self, site: Site) -> bool:
        undo = site.workspace.undo
        return undo.is_dir() and any(undo.iterdir())

    def _site(self) -> Site:
        """The workspace now, with its rules read anew when the workbook or the day has changed."""
        space, moment = self.workspace, self.clocks.now()
        try:
            facts = space.settings_file.stat()
            stand: tuple[object, ...] = (facts.st_size, facts.st_mtime_ns, moment.date())
        except OSError:
            stand = (None, moment.date())
        if self._rules is None or stand != self._rules_stand:
            self._rules = rules_in_force(space, self._reader, moment.date())
            self._rules_stand = stand
        return Site(space, self._rules.settings, self._rules.mark, self._ledger, self._reader, moment)

    def _logged(self) -> str:
        log = self.workspace.log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as lines:
            lines.write(f"{self.clocks.now():%Y-%m-%d %H:%M}\n{traceback.format_exc()}\n")
        return say.OUR_FAULT(self.workspace.lang, log=log)
