"""When register and reports are made anew: soon after something came in, seldom otherwise, and when a day begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from toolkit.intake.publish import Placing
from toolkit.refreshing import Office
from toolkit.teaching import teach

if TYPE_CHECKING:
    from toolkit.refreshing import Made
    from toolkit.site import Site
    from toolkit.watch.clocks import Clocks

REGISTER_EVERY, REPORTS_EVERY = 60.0, 3600.0
"""Seconds between two registers, and between two reports of the running month, while rows come in."""

_GROWS_OLD = 1800.0
"""Seconds after which lists that depend on the clock are made anew though nothing came in."""


@dataclass
class Task:
    """Something made from the ledger. every: seconds between two; grows_old: seconds after which it is stale anyway."""

    every: float
    grows_old: float
    stand: tuple[object, ...] = ()
    day: date = date.min
    at: float = float("-inf")

    def is_due(self, stand: tuple[object, ...], day: date, now: float) -> bool:
        is_other = stand != self.stand or day != self.day
        return (is_other and now - self.at >= self.every) or now - self.at >= self.grows_old

    def done(self, stand: tuple[object, ...], day: date, now: float) -> None:
        self.stand, self.day, self.at = stand, day, now

    def tried(self, now: float) -> None:
        self.at = now


@dataclass
class Desk:
    """Makes what people look at, not more often than is useful."""

    clocks: Clocks
    register: Task = field(default_factory=lambda: Task(REGISTER_EVERY, _GROWS_OLD))
    reports: Task = field(default_factory=lambda: Task(REPORTS_EVERY, float("inf")))

    def is_due(self, site: Site) -> bool:
        stand, day, now = self._stand(site)
        return self.register.is_due(stand, day, now) or self.reports.is_due(stand, day, now)

    def refresh(self, site: Site) -> bool:
        """Make what is due; say whether anything was. What is open on a screen is tried again the next time."""
        stand, day, now = self._stand(site)
        office = Office(site, self.clocks.wall())
        made: list[Made] = []
        for task, make in (
            (self.reports, office.due_reports),
            (self.register, lambda: [office.register(), *office.improvement_plan()]),
        ):
            if task.is_due(stand, day, now):
                new = list(make())
                made += new
                if all(one.placing is Placing.DONE for one in new):
                    task.done((site.ledger.revision, site.settings_mark), day, now)
                else:
                    task.tried(now)
        if made:
            teach(site, office.facts)
        return bool(made)

    def _stand(self, site: Site) -> tuple[tuple[object, ...], date, float]:
        return (site.ledger.revision, site.settings_mark), site.as_of.date(), self.clocks.monotonic()
