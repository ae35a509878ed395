"""How things stand: what waits, what is open and overdue, when something last came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.domain.attainment import is_open
from toolkit.intake.scan import scan
from toolkit.judging import judge
from toolkit.rounds import open_site
from toolkit.words import commands as say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

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


def standing(workspace: Workspace, as_of: datetime | None = None) -> Standing:
    """Return how things stand in a workspace.

    Raises:
        ToolkitError: the ledger is kept elsewhere, or cannot be read.
    """
    with open_site(workspace, as_of) as site:
        judged = judge(site.ledger.facts("feedback"), site.settings, site.moment)
        drops = site.ledger.drops()
        open_rows = is_open(judged, site.moment)
        late = (
            open_rows
            & (judged["resolution_due"] < site.moment)
            & (judged["resolution_verdict"] != "not_judged")
        )
        last = drops["arrived_at"].max() if len(drops) else None
        return Standing(
            as_of=site.as_of,
            waiting=sum(1 for _ in scan(workspace.inbox)),
            drops=len(drops),
            feedbacks=len(judged),
            open=int(open_rows.sum()),
            overdue=int(late.sum()),
            unaccepted=len(site.ledger.unaccepted()),
            to_publish=len(site.ledger.outbox()),
            last_drop=f"{last:%Y-%m-%d %H:%M}" if last is not None else "",
        )
