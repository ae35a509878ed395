"""How a team closes the loop, as everything that lists its work receives it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.domain.loop.replies import Replies
from toolkit.domain.loop.team import Lead, Team

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

    from toolkit.domain.loop.cadence import Routine
    from toolkit.domain.worktime.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Promise:
    """What a time limit promises, where it counts hours: how many, and whether only working ones."""

    hours: float
    is_working: bool


@dataclass(frozen=True)
class Practice:
    """The people, the texts, what recurs, and from when on a row is idle, due for news, or closed by silence.

    promises: of the time limits that count hours, by id. calendar: None where nothing is known of working days.
    started_on: nobody asks after feedback that came in before; None where nobody said.
    """

    team: Team = field(default_factory=Team)
    lead: Lead = field(default_factory=Lead)
    replies: Replies = field(default_factory=Replies)
    routines: tuple[Routine, ...] = ()
    calendar: WorkCalendar | None = None
    promises: Mapping[str, Promise] = field(default_factory=dict)
    idle_days: int = 3
    progress_days: int = 30
    close_after_days: float = 7
    started_on: np.datetime64 | None = None
