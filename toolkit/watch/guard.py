"""The guard: looks at a workspace again and again, and does what is to be done. Whatever happens, it looks again."""

from __future__ import annotations

import gc
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from toolkit.arrivals import coming, tidy
from toolkit.closing import finish_closing
from toolkit.errors import ToolkitError
from toolkit.excel.child import Reader
from toolkit.intake.settle import Settling
from toolkit.ledger.fencing import LeaseLostError
from toolkit.outcome import State
from toolkit.rebuilding import catch_up
from toolkit.rounds import few_collections, working_alone
from toolkit.rulebook import rules_in_force
from toolkit.rules.codes.file import STILL_WRITING
from toolkit.site import Site
from toolkit.watch.bell import Bell
from toolkit.watch.handling import Handling, must_be_there
from toolkit.watch.held import HeldLedger
from toolkit.watch.look import Look, Orders
from toolkit.watch.lookout import Lookout
from toolkit.watch.office import Desk
from toolkit.watch.retention import Retention
from toolkit.watch.trouble import said_of
from toolkit.withdrawing import finish_undoing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from toolkit.arrivals import Coming
    from toolkit.domain.loop.cadence import Occasion
    from toolkit.intake.seen import Seen
    from toolkit.rulebook import Rules
    from toolkit.watch.clocks import Clocks
    from toolkit.workspace import Workspace

_MOST_FAULTS = 5
"""Looks in a row with a fault of ours after which a guard makes place for a fresh one: its child may be broken for good."""

_NO_ORDERS = Orders()


class Guard:
    """Holds ledger and reader open and looks whenever it is asked to. Use it in a `with`.

    Raises:
        ToolkitError: another machine keeps the ledger.
    """

    def __init__(self, workspace: Workspace, clocks: Clocks, orders: Orders = _NO_ORDERS) -> None:
        self.workspace, self.clocks = workspace, clocks
        self._settling = Settling(workspace.machine.quiet)
        self.handling = Handling(clocks, self._settling, orders)
        self.lookout = Lookout(workspace.inbox, self._settling, clocks.monotonic)
        self._desk, self._retention = Desk(clocks), Retention()
        self._bell = Bell(workspace.state / "routines.json")
        self._rung: list[Occasion] = []
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

    @property
    def may_go_on(self) -> bool:
        return self.handling.orders.may_go_on()

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
        must_be_there(self.workspace)
        site = self._site_in_order()
        files = coming(site, self._seen)
        judged = self._settling.judge(
            (file.entry for file in files), self.clocks.monotonic(), self.clocks.wall()
        )
        look.at_rest_in = self._settling.at_rest_in(self.clocks.monotonic())
        look.cost = self.clocks.monotonic() - began
        reasons = [reason for _, reason in judged]
        at_rest = self.handling.at_rest(zip(files, reasons, strict=True), look)
        # A register may take longer than the next file should wait.
        is_calm = not any(reason and reason.code is STILL_WRITING for reason in reasons)
        rung = self._listened(site)
        self._do_all(site, at_rest, look, is_calm=is_calm)
        if rung and look.has_made:
            self._bell.rung(site.as_of)
            look.rung = tuple(rung)
        if is_calm and not look.done and self._retention.is_due(site):
            self._keep_no_longer(site, look)
        look.to_publish = len(self._held.ledger.outbox())

    def _site_in_order(self) -> Site:
        """The workspace now, with nothing left half-done by a process that was killed."""
        if self._held.is_lost:
            self._held.close()
            self._held.open()
            self._is_tidy = False
        site = self.site
        if not self._is_tidy:
            self._begin(site)
        return site

    def _listened(self, site: Site) -> list[Occasion]:
        """The routines whose moment has come; all is made anew for those not heard before."""
        rung = self._bell.due(site)
        if rung and rung != self._rung:
            self._desk.want()
        self._rung = rung
        return rung

    def _do_all(self, site: Site, at_rest: Sequence[Coming], look: Look, *, is_calm: bool) -> None:
        """Do what there is to do, alone on this machine."""
        begun = self.handling.begun(site)
        has_some = at_rest or begun or self._desk.is_due(site, is_calm=is_calm)
        if not (has_some or self.handling.has_errands(site)):
            return
        with working_alone(self.workspace), self.lookout.kept():
            if self._held.is_lost:  # made anew by another voc, a moment ago
                look.has_left = True
                return
            self.handling.work(site, begun, at_rest, look)
            if not look.has_left and self.may_go_on:
                look.has_made = self._desk.refresh(site, self.handling.is_quiet, is_calm=is_calm)
            look.has_left |= not self.handling.is_quiet()
        if look.has_made:
            gc.collect()  # tables and pages refer to each other in circles, 5 MB each time, and nobody looks for garbage

    def _begin(self, site: Site) -> None:
        """Set right what a killed process or a share that went away left."""
        with working_alone(self.workspace):
            catch_up(site, is_new=self._held.is_new)
            self._held.is_new = False
            finish_undoing(site)
            finish_closing(site)
            tidy(site)
            self.handling.publish(site)  # what a killed guard placed and did not note is ours, and no drop
        self._is_tidy = True

    def _keep_no_longer(self, site: Site, look: Look) -> None:
        """Forget whom nothing came of for longer than 保存期限; the ledger is made anew for it."""
        self._held.close()
        try:
            with working_alone(self.workspace), self.lookout.kept():
                look.forgotten = self._retention.keep(site, self.clocks.wall())
        finally:
            self._held.open()
