"""When register and reports are made anew: soon after something came in, seldom otherwise, and when a day begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.intake.publish import Placing
from toolkit.refreshing import MoreUrgentError, Office
from toolkit.teaching import teach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from toolkit.refreshing import Made
    from toolkit.site import Site
    from toolkit.watch.clocks import Clocks

REGISTER_EVERY, REPORTS_EVERY = 60.0, 3600.0
"""Seconds between two registers, and between two reports of the running month, while rows come in."""

_GROWS_OLD = 1800.0
"""Seconds after which lists that depend on the clock are made anew though nothing came in."""

_PATIENCE = 5
"""How many times as long both wait while files are about to be taken: what was dropped goes first."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What register and reports are made from, and when that is by the monotonic clock."""

    what: tuple[object, ...]
    now: float


@dataclass
class Task:
    """Something made from the ledger. every: seconds between two; grows_old: seconds after which it is stale anyway."""

    every: float
    grows_old: float
    what: tuple[object, ...] = ()
    at: float = float("-inf")
    wanted_at: float = 0.0

    def is_due(self, stand: Stand, *, is_calm: bool) -> bool:
        every = self.every if stand.what != self.what else self.grows_old
        if is_calm:
            return stand.now - self.at >= every
        return stand.now - max(self.at, self.wanted_at) >= _PATIENCE * every

    def done(self, stand: Stand) -> None:
        self.what, self.at = stand.what, stand.now

    def tried(self, stand: Stand) -> None:
        self.at = stand.now

    def want(self, now: float) -> None:
        """Make it at the next chance, whatever it was made from the last time."""
        self.what, self.at, self.wanted_at = (), float("-inf"), now


@dataclass
class Desk:
    """Makes what people look at, not more often than is useful."""

    clocks: Clocks
    register: Task = field(default_factory=lambda: Task(REGISTER_EVERY, _GROWS_OLD))
    reports: Task = field(default_factory=lambda: Task(REPORTS_EVERY, float("inf")))

    def __post_init__(self) -> None:
        self.want()

    def is_due(self, site: Site, *, is_calm: bool = True) -> bool:
        """Whether anything is to be made anew. is_calm: whether no file is at rest or on the way to it."""
        stand = self._stand(site)
        return any(task.is_due(stand, is_calm=is_calm) for task in (self.register, self.reports))

    def want(self) -> None:
        """Make everything at the next chance: a moment of the team's calendar has come."""
        for task in (self.register, self.reports):
            task.want(self.clocks.monotonic())

    def refresh(self, site: Site, may_go_on: Callable[[], bool], *, is_calm: bool = True) -> bool:
        """Make what is due; say whether anything was. What is open on a screen is tried again the next time.

        may_go_on: asked between the steps; where it says no the rest is left, unless people have waited long enough.
        """
        stand = self._stand(site)
        has_patience = not any(task.is_due(stand, is_calm=False) for task in (self.register, self.reports))
        office = Office(site, self.clocks.wall(), lambda: not has_patience or may_go_on())
        made: list[Made] = []
        try:
            for task, make in (
                (self.reports, office.due_reports),
                (self.register, office.books),
            ):
                if task.is_due(stand, is_calm=is_calm):
                    made += self._made(task, make, site)
        except MoreUrgentError:
            return bool(made)
        if made and is_calm:
            teach(site, office.facts)
        return bool(made)

    def _made(self, task: Task, make: Callable[[], Iterable[Made]], site: Site) -> list[Made]:
        began = self._stand(site)
        made = list(make())
        if all(one.placing is Placing.DONE for one in made):
            task.done(self._stand(site))
        else:
            task.tried(began)
        return made

    def _stand(self, site: Site) -> Stand:
        what = (site.ledger.revision, site.settings_mark, site.as_of.date())
        return Stand(what, self.clocks.monotonic())
