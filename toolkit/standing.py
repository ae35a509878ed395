"""How things stand and came to be: what waits, what is open and overdue, what came in, what became of one feedback."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.advice import models_folder, models_in
from toolkit.domain.figures.attainment import is_open
from toolkit.intake.scan import scan
from toolkit.judging import HINTS, judge
from toolkit.rounds import looking
from toolkit.schema.naming import normalise
from toolkit.words import commands as say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    import pandas as pd

    from toolkit.site import Site
    from toolkit.words import Text
    from toolkit.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts as of a moment."""

    as_of: datetime
    waiting: int
    drops: int
    feedbacks: int
    open: int
    overdue: int
    unaccepted: int
    to_publish: int
    last_drop: str
    models: tuple[tuple[Text, str], ...] = ()

    @property
    def is_well(self) -> bool:
        """Whether nothing waits for us."""
        return not self.to_publish

    def lines(self) -> Iterator[tuple[Text, object]]:
        """What to show, in order."""
        yield say.AS_OF, f"{self.as_of:%Y-%m-%d %H:%M}"
        yield say.WAITING_FILES, self.waiting
        yield say.DROPS, self.drops
        yield say.FEEDBACKS, self.feedbacks
        yield say.OPEN_ROWS, self.open
        yield say.OVERDUE_ROWS, self.overdue
        yield say.UNACCEPTED_ROWS, self.unaccepted
        yield say.TO_PUBLISH, self.to_publish
        yield say.LAST_DROP, self.last_drop or "–"
        yield from self.models


def standing(workspace: Workspace, as_of: datetime | None = None) -> Standing:
    """Return how things stand in a workspace.

    Raises:
        ToolkitError: the ledger is kept elsewhere, or cannot be read.
    """
    with looking(workspace, as_of) as site:
        judged = judge(site.ledger.facts("feedback"), site.settings, site.moment, unwanted=HINTS)
        open_rows = is_open(judged, site.moment)
        late = (
            open_rows
            & (judged["resolution_due"] < site.moment)
            & (judged["resolution_verdict"] != "not_judged")
        )
        came = site.ledger.arrivals(site.as_of.date())
        return Standing(
            as_of=site.as_of,
            waiting=sum(1 for _ in scan(workspace.inbox)),
            drops=came.drops,
            feedbacks=len(judged),
            open=int(open_rows.sum()),
            overdue=int(late.sum()),
            unaccepted=len(site.ledger.unaccepted()),
            to_publish=len(site.ledger.outbox()),
            last_drop=f"{came.last:%Y-%m-%d %H:%M}" if came.last else "",
            models=tuple(_models(site)),
        )


def _models(site: Site) -> Iterator[tuple[Text, str]]:
    """The models in use, each with how it did on rows that it had not seen."""
    if site.settings.answers["learns"] != "yes":
        return
    for question, model in models_in(models_folder(site.workspace)).items():
        known = model.figures
        shares = {
            name: f"{getattr(known, name):.0%}"
            for name in ("covered", "precision", "rules_covered", "rules_precision")
        }
        yield (
            say.MODEL_OF[question],
            say.MODEL(site.lang, model=model.model_id[:6], rows=known.rows, **shares),
        )


def last_drops(site: Site, count: int = 20) -> pd.DataFrame:
    """Return the last drops, oldest first, with the numbers that `undo` takes; columns as of `Ledger.drops`."""
    return site.ledger.drops().tail(count)


def histories(site: Site, feedback: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the history of "华东/F001", or that of "F001" in each team that has one, after its full name.

    Raises:
        LedgerError: there is no such feedback.
    """
    team, slash, feedback_id = feedback.rpartition("/")
    for one in [team] if slash else _teams_with(feedback_id, site):
        yield "/".join(filter(None, (one, feedback_id))), site.ledger.history(one, feedback_id)


def _teams_with(feedback_id: str, site: Site) -> list[str]:
    """The teams that have a feedback of this id in force; the nameless team when none has, which may once have had it."""
    facts = site.ledger.facts(with_withdrawn=True)
    is_meant = facts["feedback_id"].map(normalise) == normalise(feedback_id)
    return list(facts["team"][is_meant].unique()) or [""]
