"""When to look again: at once when something is about to be at rest, ever more seldom while nothing happens."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.intake.disk import Disk

_SHORTEST = 0.05
_LONGEST = 30.0
_SLOWER = 1.5
_LEISURE, _MOST_LEISURE = 4.0, 1.0
_USUAL = {Disk.LOCAL: 2.0, Disk.SHARE: 5.0, Disk.SYNCED: 5.0}


@dataclass
class Pace:
    """Seconds between two looks. usual: while something happens; it grows to half a minute while nothing does.

    A look costs as much as there are files, so an idle guard of 10,000 files must not look every second.
    """

    usual: float
    _current: float = 0.0

    @classmethod
    def on(cls, disk: Disk) -> Pace:
        return cls(_USUAL[disk])

    def after(self, *, is_busy: bool, at_rest_in: float | None = None) -> float:
        """Return how long to wait.

        Args:
            is_busy: whether the last look found something to do, or something that waits.
            at_rest_in: seconds until the next file has been quiet long enough, if there is one.
        """
        self._current = self.usual if is_busy else min(max(self._current, self.usual) * _SLOWER, _LONGEST)
        soonest = self._current if at_rest_in is None else min(self._current, at_rest_in)
        return max(soonest, _SHORTEST)

    @staticmethod
    def between(cost: float) -> float:
        """Return how long to wait at the least after a look that took `cost` seconds, whatever wakes us."""
        return min(_LEISURE * cost, _MOST_LEISURE)
