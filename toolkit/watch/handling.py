"""What a look found is done: what was begun goes on, 撤回 is undone, what is at rest is taken, and all is handed out."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from toolkit.arrivals import resume
from toolkit.intake.gate.verdict import inspect
from toolkit.ledger.fencing import LeaseLostError
from toolkit.outcome import Outcome, State
from toolkit.pipeline import attempt
from toolkit.publishing import publish_outbox
from toolkit.rounds import take_up, waiting
from toolkit.watch.putting_off import PuttingOff
from toolkit.watch.trouble import said_of
from toolkit.withdrawing import withdraw
from toolkit.words import watch as say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from toolkit.arrivals import Coming
    from toolkit.intake.scan import Entry
    from toolkit.intake.settle import Settling
    from toolkit.ledger.drop import Drop
    from toolkit.rules.finding import Finding
    from toolkit.site import Site
    from toolkit.watch.clocks import Clocks
    from toolkit.watch.look import Look, Orders
    from toolkit.workspace import Workspace

LEAST_FREE = 200
"""Megabytes that must be free where the spool lies; below, nothing new is taken."""

STINT = 5.0
"""Seconds after which the rest of many files is left to the next look, which begins at once.

Between two looks a stop is heard, the status is shown, and another voc of this machine may work.
"""

_PUBLISH_AGAIN = 5.0
"""Seconds until what somebody had open is put into its place again."""


@dataclass
class Handling:
    """Works on one thing after another; that one of them fails stops no other."""

    clocks: Clocks
    settling: Settling
    orders: Orders
    _off: PuttingOff = field(init=False)

    def __post_init__(self) -> None:
        self._off = PuttingOff(self.clocks.monotonic)

    def at_rest(self, judged: Iterable[tuple[Coming, Finding | None]], look: Look) -> list[Coming]:
        """Return the files that may be taken now; what waits is told in the look."""
        found = []
        for file, reason in judged:
            if reason:
                look.outcomes.append(waiting(file, reason))
            elif self._off.is_due(file.entry.path):
                found.append(file)
        return found

    def begun(self, site: Site) -> list[Drop]:
        """Return the drops that an earlier process did not finish, but for those that have just failed."""
        return [drop for drop in site.ledger.pending() if self._off.is_due(drop.drop_id)]

    def has_errands(self, site: Site) -> bool:
        """Whether there is anything to do beside what was begun and what is at rest."""
        undo = site.workspace.undo
        is_to_publish = self._off.is_due("outbox") and bool(site.ledger.outbox())
        return is_to_publish or (undo.is_dir() and any(undo.iterdir()))

    def work(self, site: Site, begun: Sequence[Drop], at_rest: Sequence[Coming], look: Look) -> None:
        """Do it all, for a stint."""
        until = self.clocks.monotonic() + STINT
        free = shutil.disk_usage(site.workspace.spool).free >> 20
        if free < LEAST_FREE:
            look.trouble = say.FULL(site.lang, megabytes=free)
            begun, at_rest = (), ()
        for drop in begun:
            self._off.put_off(drop.drop_id)
            self._do(drop.name, site, partial(_resumed, drop, site), look)
        withdraw(site, self.clocks.wall())
        for file in at_rest:
            if self.clocks.monotonic() >= until or not self.orders.may_go_on():
                look.has_left = True
                break
            take = partial(take_up, file, site, partial(self._is_whole, site))
            if not self._do(file.name, site, take, look):
                self._off.put_off(file.entry.path)
            self.publish(site)
        self.publish(site)
        if any(one.state is State.RETURNED for one in look.outcomes):
            site.workspace.undo.mkdir(exist_ok=True)

    def publish(self, site: Site) -> None:
        """Hand out what is ready; what somebody has open is left for some seconds.

        Raises:
            OSError: the share is away.
        """
        must_be_there(site.workspace)
        if publish_outbox(site, self.clocks.wall()):
            self._off.put_off("outbox", _PUBLISH_AGAIN)

    def is_quiet(self) -> bool:
        """Whether no further file has come to rest since this look began."""
        return not self.settling.has_more_at_rest(self.clocks.monotonic())

    def _do(self, name: str, site: Site, work: Callable[[], Outcome], look: Look) -> bool:
        """Do one thing; say whether it came to an end."""
        self.orders.begins(name)
        try:
            look.outcomes.append(work())
        except LeaseLostError:
            raise
        except Exception as error:  # noqa: BLE001 - the other files must be done
            look.trouble = said_of(error, site.workspace, self.clocks.now())
            return False
        return True

    def _is_whole(self, site: Site, entry: Entry) -> bool:
        """Whether a quiet file is taken for what it is: one that looks damaged may be a copy that stalls."""
        findings = inspect(entry.path, site.limits).findings
        return not self.settling.may_be_unfinished(entry, findings, self.clocks.monotonic())


def must_be_there(workspace: Workspace) -> None:
    """A mount point without its share is an empty folder: nothing may be made in it.

    Raises:
        OSError: the share is away.
    """
    for folder in (workspace.state, workspace.inbox):
        folder.stat()


def _resumed(drop: Drop, site: Site) -> Outcome:
    return attempt(resume(drop, site), site)
