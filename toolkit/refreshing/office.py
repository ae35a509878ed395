"""Which workbooks are due, and what goes into each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from typing import TYPE_CHECKING

import numpy as np

from toolkit.closing import Months
from toolkit.improving import improvement, with_remarks
from toolkit.intake.publish import Placing
from toolkit.intake.scan import scan
from toolkit.judging import HINTS, hinted, judge
from toolkit.reconciling import month_drops
from toolkit.refreshing.options import open_groups, options_of
from toolkit.refreshing.shelf import Made, Shelf
from toolkit.report.digest.quarter import quarterly_report
from toolkit.report.digest.week import weekly_report
from toolkit.report.html import page_beside
from toolkit.report.improvement.book import improvement_report
from toolkit.report.monthly import monthly_report
from toolkit.report.pages.hands import MOST_CHANGES
from toolkit.report.register import MONTHS, Hands, is_shown, register_report
from toolkit.rewarding import Tallies
from toolkit.words import places
from toolkit.words import register as register_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pandas as pd

    from toolkit.domain.improvement.whole import Improvement
    from toolkit.report.options import ReportOptions
    from toolkit.schema.page import Report
    from toolkit.site import Site


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Office:
    """Makes register and reports for one run; the facts are judged once.

    may_go_on: asked between two steps; where it says no a MoreUrgentError is raised.
    """

    site: Site
    wall: float
    may_go_on: Callable[[], bool] = _always

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self.site, self.wall, self.options.has_page, self.may_go_on)

    @cached_property
    def judged(self) -> pd.DataFrame:
        """Every feedback in force, judged as of the moment of the run; hints come where rows are shown."""
        facts = self.facts
        self._shelf.step()
        return judge(facts, self.site.settings, self.site.moment, unwanted=HINTS)

    @cached_property
    def facts(self) -> pd.DataFrame:
        return self.site.ledger.facts("feedback").rename(columns={"file": "source_file"})

    @cached_property
    def options(self) -> ReportOptions:
        return options_of(self.site.settings)

    @cached_property
    def months(self) -> Months:
        """The months that are over."""
        return Months(self.site, self.wall, self.facts, self.options)

    def refresh(self) -> list[Made]:
        """Make the reports that are due, corrections of those that were given out, and the register."""
        made = [*self.due_reports()]
        return [*self.books(), *made]

    def books(self) -> list[Made]:
        """Make what people go on working in, the register and the plan, and the tally of rewards and penalties."""
        return [self.register(), *self.improvement_plan(), *self._tallies()]

    def _tallies(self) -> Iterator[Made]:
        """Rewards and penalties, where they are switched on; never inside the workspace."""
        tallies = Tallies(self.site, self.wall, self.options)
        return starmap(Made, tallies.made(self.facts))

    def register(self) -> Made:
        target = self.site.workspace.register / places.REGISTER_BOOK(self.site.workspace.lang)
        groups = open_groups(self.site.settings)
        ledger, hands = self.site.ledger, self.hands()
        self._shelf.step()
        shown = is_shown(self.judged, self.site.moment, self.options.practice, hands.conflicts)
        rows = hinted(self.judged, self.site.settings, shown)
        self._shelf.step()
        report = register_report(
            rows, self.site.as_of, self.options, ledger.unaccepted(), groups, hands=hands
        )
        return self._shelf.keep(report, target)

    def improvement_plan(self) -> Iterator[Made]:
        """The plan with its effects to go on filling in, once there is an issue to plan for."""
        known = self.improvement
        target = self.site.workspace.register / places.IMPROVEMENT_BOOK(self.site.workspace.lang)
        if known.seeds or len(known.plans) or len(known.effects) or target.exists():
            yield self._shelf.keep(improvement_report(known, self.options), target)

    @cached_property
    def improvement(self) -> Improvement:
        """Everything there is to say about improvement, as of the moment of the run."""
        self._shelf.step()
        ledger = self.site.ledger
        plans, effects = with_remarks(ledger.facts("plan"), ledger.facts("effects"), self.site.context)
        return improvement(self.judged, plans, effects, self.site.settings, self.site.moment)

    def hands(self) -> Hands:
        """What several people did to the same feedback."""
        since = (self.site.moment.astype("M8[M]") - (MONTHS - 1)).astype("M8[s]").item()
        ledger = self.site.ledger
        changes, count = ledger.latest_changes(since, MOST_CHANGES)
        return Hands(ledger.conflicts(), changes, count, self._corrections, self._came_in())

    def _came_in(self) -> str:
        """What came in today, and what still waits: in short what the status page of the guard tells."""
        came, lang = self.site.ledger.arrivals(self.site.as_of.date()), self.site.workspace.lang
        return register_words.CAME_IN(
            lang,
            done=came.done,
            sent_back=came.sent_back,
            last=f"{came.last:%Y-%m-%d %H:%M}" if came.last else "–",
            waiting=sum(1 for _ in scan(self.site.workspace.inbox)),
            page=places.STATUS_PAGE(lang),
        )

    def due_reports(self) -> Iterator[Made]:
        """The reports that should lie there now; what differs from what was reported is a correction beside it."""
        this = self.site.moment.astype("M8[M]")
        for month in self._to_close(this):
            self.months.close(month)
            self._forget_running(month)
        for month in self._to_lock():
            self.months.lock(month)
        self._correct()
        yield from (Made(path, placing) for path, placing in self.months.publish())
        if self._has_rows(this):
            yield self.month(str(this))

    def month(self, name: str) -> Made:
        """Make the report of a month such as "2026-10"; one that is over is final and never overwritten.

        Later changes of a month that has its final report make a correction beside it.
        """
        if np.datetime64(name, "M") >= self.site.moment.astype("M8[M]"):
            return self._shelf.place(self._monthly(name), self._running(name))
        self.months.close(name)
        placed = dict(self.months.publish())
        self._forget_running(name)
        path = self.months.given.standing(name)
        return Made(path, placed.get(path, Placing.DONE))

    def _monthly(self, name: str) -> Report:
        site = self.site
        drops = month_drops(site.ledger, name, self.facts, site.lang)
        return monthly_report(
            self.judged, name, site.as_of, self.options, drops, improvement=self.improvement
        )

    def quarter(self, name: str) -> Made:
        """Make the summary of a quarter such as "2026Q3", anew whenever it is asked for."""
        report = quarterly_report(self.judged, name, self.site.as_of, self.options, self.improvement)
        book = places.QUARTER_BOOK(self.site.workspace.lang, quarter=name)
        return self._shelf.place(report, self._named(book))

    def week(self, name: str) -> Made:
        """Make the digest of a week such as "2026-W45", anew whenever it is asked for."""
        report = weekly_report(self.judged, name, self.site.as_of, self.options, self.improvement)
        book = places.WEEK_BOOK(self.site.workspace.lang, week=name)
        return self._shelf.place(report, self._named(book))

    def _to_close(self, this: np.datetime64) -> list[str]:
        """Months without a final report: the last one, and those before it back to one that has it, after months off guard."""
        received = np.unique(self.facts["received_at"].dropna().to_numpy("M8[M]"))
        reported = [np.datetime64(one.month, "M") for one in self.site.ledger.reported()]
        last = max((month for month in reported if month < this), default=this - 2)
        over = received[(received > last) & (received < this)]
        return [month for month in map(str, over) if not self.months.given.versions(month)]

    def _to_lock(self) -> list[str]:
        """Months up to the day that the settings name, which are over and not locked yet."""
        until = self.site.settings.answers.get("locked_until")
        if until is None:
            return []
        received = self.facts["received_at"].dropna().to_numpy("M8[M]")
        over = received[
            (received + 1 <= np.datetime64(until, "D") + 1) & (received < self.site.moment.astype("M8[M]"))
        ]
        return [month for month in map(str, np.unique(over)) if not self.months.given.is_locked(month)]

    def _correct(self) -> None:
        """Give out corrections of the months that may come out otherwise than at the last look."""
        self._corrections[:] = self.months.correct()

    @cached_property
    def _corrections(self) -> list[dict[str, str]]:
        return []

    def _running(self, name: str) -> Path:
        return self._named(places.OPEN_REPORT_BOOK(self.site.workspace.lang, month=name))

    def _forget_running(self, name: str) -> None:
        """Take away what spoke of a month in progress, now that it is over."""
        running = self._running(name)
        for path in (running, running.with_name(page_beside(running.name))):
            path.unlink(missing_ok=True)

    def _named(self, name: str) -> Path:
        return self.site.workspace.reports / name

    def _has_rows(self, month: np.datetime64) -> bool:
        received = self.facts["received_at"].to_numpy("M8[M]")
        return bool((received == month).any())
