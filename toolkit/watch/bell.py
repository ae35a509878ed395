"""The team's calendar while standing guard: whose moment of 例行安排 has come, each once, also after sleep or a restart.

Plain arithmetic over `cadence.agenda` and no scheduler library: a routine's day depends on the team's own working
calendar, which no trigger of a library knows, and may change with the settings at any look. The guard looks every half
a minute anyway, so "due" is whatever lies between the moment noted last and now; that also coalesces what was missed.
"""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from toolkit.domain.loop.cadence import agenda
from toolkit.intake.durable import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.domain.loop.cadence import Occasion
    from toolkit.site import Site

_FURTHEST = timedelta(days=31)
"""How far back missed routines are told; what is older is of no use to anybody."""


class Bell:
    """Rings for routines. note: until when it has rung, in the workspace, so that it goes along to another computer."""

    def __init__(self, note: Path) -> None:
        self._note = note

    def due(self, site: Site) -> list[Occasion]:
        """Return the routines whose moment has come since it was last noted, in order."""
        now = site.as_of
        since = self._since(now)
        found = agenda(site.settings.routines, since.date(), now.date(), site.settings.calendar)
        return [one for one in found if since < moment_of(one) <= now]

    def rung(self, until: datetime) -> None:
        """Note, durable, that whatever was due until then has been done."""
        write_whole(self._note, json.dumps({"until": until.isoformat()}))

    def _since(self, now: datetime) -> datetime:
        """The moment noted; the day's beginning where there is none, or one of a clock that ran ahead."""
        today = datetime.combine(now.date(), time.min)
        try:
            noted = datetime.fromisoformat(json.loads(self._note.read_text(encoding="utf-8"))["until"])
        except (OSError, ValueError, KeyError, TypeError):
            return today
        return today if noted > now + timedelta(days=1) else max(noted, now - _FURTHEST)


def moment_of(one: Occasion) -> datetime:
    """Return when an occasion is due: a routine without an hour as its day begins."""
    return datetime.combine(one.on, time.min) + timedelta(minutes=one.routine.at or 0)
