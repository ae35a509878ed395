"""The guard: looks at a workspace again and again, and does what is to be done. Whatever happens, it looks again."""

from __future__ import annotations

import gc
import shutil
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Self

from toolkit.arrivals import coming, resume, tidy
from toolkit.closing import finish_closing
from toolkit.errors import ToolkitError
from toolkit.excel.child import Reader
from toolkit.intake.gate import inspect
from toolkit.intake.settle import Settling
from toolkit.ledger.fencing import LeaseLostError
from toolkit.outcome import Outcome, State
from toolkit.pipeline import attempt
from toolkit.publishing import publish_outbox
from toolkit.rebuilding import catch_up
from toolkit.rounds import few_collections, take_up, waiting, working_alone
from toolkit.rulebook import rules_in_force
from toolkit.rules.codes.file import STILL_WRITING
from toolkit.site import Site
from toolkit.watch.bell import Bell
from toolkit.watch.held import HeldLedger
from toolkit.watch.look import Look, Orders
from toolkit.watch.lookout import Lookout
from toolkit.watch.office import Desk
from toolkit.watch.putting_off import PuttingOff
from toolkit.watch.retention import Retention
from toolkit.watch.trouble import said_of
from toolkit.withdrawing import finish_undoing, withdraw
from toolkit.words import watch as say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import TracebackType

    from toolkit.arrivals import Coming
    from toolkit.domain.loop.cadence import Occasion
    from toolkit.intake.scan import Entry
    from toolkit.intake.seen import Seen
    from toolkit.ledger.drop import Drop
    from toolkit.rulebook import Rules
    from toolkit.watch.clocks import Clocks
    from toolkit.workspace import Workspace

LEAST_FREE = 200
"""Megabytes that must be free where the spool lies; below, nothing new is taken."""

STINT = 5.0
"""Seconds after which the rest of many files is left to the next look, which begins at once.

Between two looks a stop is heard, the status is shown, and another voc of this machine may work.
"""

_MOST_FAULTS = 5
"""Looks in a row with a fault of ours after which a guard makes place for a fresh one: its child may be broken for good."""

_PUBLISH_AGAIN = 5.0
"""Seconds until what somebody had open is put into its place again."""

_NO_ORDERS = Orders()


class Guard:
    """Holds ledger and reader open and looks whenever it is asked to. Use it in a `with`.

    Raises:
        ToolkitError: another machine keeps the ledger.
    """

    def __init__(self, workspace: Workspace, clocks: Clocks, orders: Orders = _NO_ORDERS) -> None:
        self.workspace, self.clocks, self.orders = workspace, clocks, orders
        self._settling = Settling(workspace.machine.quiet)
        self.lookout = Lookout(workspace.inbox, self._settling, clocks.monotonic)
        self._desk, self._retention = Desk(clocks), Retention()
        self._bell = Bell(workspace.state / "routines.json")
        self._rung: list[Occasion] = []
        self._off = PuttingOff(clocks.monotonic)
        self._kept = ExitStack()
        self._seen: dict[Path, Seen] = {}
        self._last_waits: list[tuple[str, str]] = []
        self._is_tidy = False
        self._faults = 0
        self._held = HeldLedger(workspace)
        self._rules: Rules | None = None
        self._rules_stand: tuple[object, ...] = ()

    def __enter__(self) -> Self:
        self.workspace.make_ready()
        self.workspace.own()
        with ExitStack() as kept:
            kept.enter_context(few_collections())
            self._reader = kept.enter_context(Reader())
            self._reader.warm_up()
            self._held.open()
            kept.callback(self._held.close)
            self._kept = kept.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kept.__exit__(kind, error, trace)

    @property
    def site(self) -> Site:
        """The workspace now, with its rules read anew when the workbook or the day has changed.

        Raises:
            ToolkitError, OSError: there are no rules to be had, perhaps because the folder is away.
        """
        space, moment = self.workspace, self.clocks.now()
        try:
            facts = space.settings_file.stat()
            stand: tuple[object, ...] = (facts.st_size, facts.st_mtime_ns, moment.date())
        except OSError:
            stand = (None, moment.date())
        if self._rules is None or stand != self._rules_stand:
            self._rules = rules_in_force(space, self._reader, moment.date())
            self._rules_stand = stand
        return Site(space, self._rules.settings, self._rules.mark, self._held.ledger, self._reader, moment)

    def look(self) -> Look:
        """Look once and do what is to be done; trouble is told, never raised, and what was done before it stays done."""
        look, began = Look(), self.clocks.monotonic()
        try:
            self._look(look, began)
        except Exception as error:  # noqa: BLE001 - whatever it is, the guard must go on
            look.trouble = said_of(error, self.workspace, self.clocks.now())
            look.is_replaced = isinstance(error, LeaseLostError)
            self._faults += not isinstance(error, OSError | ToolkitError)
            self._is_tidy = False  # something may lie half-left
        else:
            has_failed = any(one.state is State.FAILED for one in look.outcomes)
            self._faults = self._faults + 1 if has_failed else 0
        look.is_replaced |= self._faults >= _MOST_FAULTS
        waits = [(one.path, one.findings[0].code.id) for one in look.waits]
        look.has_news = bool(look.done or look.has_made or waits != self._last_waits)
        self._last_waits = waits
        return look

    def _look(self, look: Look, began: float) -> None:
        self._must_be_there()
        if self._held.is_lost:
            self._held.close()
            self._held.open()
            self._is_tidy = False
        site = self.site
        if not self._is_tidy:
            self._begin(site)
        files = coming(site, self._seen)
        judged = self._settling.judge(
            (file.entry for file in files), self.clocks.monotonic(), self.clocks.wall()
        )
        look.at_rest_in = self._settling.at_rest_in(self.clocks.monotonic())
        look.cost = self.clocks.monotonic() - began
        at_rest = []
        for file, (_, reason) in zip(files, judged, strict=True):
            if reason:
                look.outcomes.append(waiting(file, reason))
            elif self._off.is_due(file.entry.path):
                at_rest.append(file)
        pending = [drop for drop in site.ledger.pending() if self._off.is_due(drop.drop_id)]
        rung = self._bell.due(site)
        if rung and rung != self._rung:
            self._desk.want()
        self._rung = rung
        # A register may take longer than the next file should wait.
        is_calm = not any(reason and reason.code is STILL_WRITING for _, reason in judged)
        if at_rest or pending or self._has_errands(site, is_calm=is_calm):
            with working_alone(self.workspace), self.lookout.kept():
                if self._held.is_lost:  # made anew by another voc, a moment ago
                    look.has_left = True
                    return
                self._work(site, pending, at_rest, look)
                if not look.has_left and self.orders.may_go_on():
                    look.has_made = self._desk.refresh(site, self._is_quiet, is_calm=is_calm)
                look.has_left |= not self._is_quiet()
        if look.has_made:
            gc.collect()  # tables and pages refer to each other in circles, 5 MB each time, and nobody looks for garbage
        if rung and look.has_made:
            self._bell.rung(site.as_of)
            look.rung = tuple(rung)
        if is_calm and not look.done and self._retention.is_due(site):
            self._keep_no_longer(site, look)
        look.to_publish = len(self._held.ledger.outbox())

    def _must_be_there(self) -> None:
        """A mount point without its share is an empty folder: nothing may be made in it.

        Raises:
            OSError: the share is away.
        """
        for folder in (self.workspace.state, self.workspace.inbox):
            folder.stat()

    def _keep_no_longer(self, site: Site, look: Look) -> None:
        """Forget whom nothing came of for longer than 保存期限; the ledger is made anew for it."""
        self._held.close()
        try:
            with working_alone(self.workspace), self.lookout.kept():
                look.forgotten = self._retention.keep(site, self.clocks.wall())
        finally:
            self._held.open()

    def _begin(self, site: Site) -> None:
        """Set right what a killed process or a share that went away left."""
        with working_alone(self.workspace):
            catch_up(site, is_new=self._held.is_new)
            self._held.is_new = False
            finish_undoing(site)
            finish_closing(site)
            tidy(site)
            self._publish(site)  # what a killed guard placed and did not note is ours, and no drop
        self._is_tidy = True

    def _has_errands(self, site: Site, *, is_calm: bool) -> bool:
        """Whether there is anything to do but for files at rest."""
        undo = site.workspace.undo
        return (
            self._desk.is_due(site, is_calm=is_calm)
            or (self._off.is_due("outbox") and bool(site.ledger.outbox()))
            or (undo.is_dir() and any(undo.iterdir()))
        )

    def _work(self, site: Site, pending: Sequence[Drop], at_rest: Sequence[Coming], look: Look) -> None:
        until = self.clocks.monotonic() + STINT
        free = shutil.disk_usage(site.workspace.spool).free >> 20
        if free < LEAST_FREE:
            look.trouble = say.FULL(site.lang, megabytes=free)
            pending, at_rest = (), ()
        for drop in pending:
            self._off.put_off(drop.drop_id)
            self._do(drop.name, partial(_resumed, drop, site), look)
        withdraw(site, self.clocks.wall())
        for file in at_rest:
            if self.clocks.monotonic() >= until or not self.orders.may_go_on():
                look.has_left = True
                break
            if not self._do(file.name, partial(take_up, file, site, self._is_whole), look):
                self._off.put_off(file.entry.path)
            self._publish(site)
        self._publish(site)
        if any(one.state is State.RETURNED for one in look.outcomes):
            site.workspace.undo.mkdir(exist_ok=True)

    def _do(self, name: str, work: Callable[[], Outcome], look: Look) -> bool:
        """Do one thing; that it fails stops nothing else. Say whether it came to an end."""
        self.orders.begins(name)
        try:
            look.outcomes.append(work())
        except LeaseLostError:
            raise
        except Exception as error:  # noqa: BLE001 - the other files must be done
            look.trouble = said_of(error, self.workspace, self.clocks.now())
            return False
        return True

    def _is_quiet(self) -> bool:
        """Whether no further file has come to rest since this look began."""
        return not self._settling.has_more_at_rest(self.clocks.monotonic())

    def _publish(self, site: Site) -> None:
        self._must_be_there()
        if publish_outbox(site, self.clocks.wall()):
            self._off.put_off("outbox", _PUBLISH_AGAIN)

    def _is_whole(self, entry: Entry) -> bool:
        """Whether a quiet file is taken for what it is: one that looks damaged may be a copy that stalls."""
        findings = inspect(entry.path, self.site.limits).findings
        return not self._settling.may_be_unfinished(entry, findings, self.clocks.monotonic())


def _resumed(drop: Drop, site: Site) -> Outcome:
    return attempt(resume(drop, site), site)
