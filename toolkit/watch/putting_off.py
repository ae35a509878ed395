"""What failed is not tried again at once: everything that went wrong has a moment before which it is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

AGAIN = 60.0
"""Seconds until something that failed is tried again, unless it says otherwise."""


class PuttingOff:
    """Remembers until when things are left alone. Losing it costs one try."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._until: dict[Hashable, float] = {}

    def is_due(self, thing: Hashable) -> bool:
        """Whether it may be tried now."""
        return self._monotonic() >= self._until.get(thing, float("-inf"))

    def put_off(self, thing: Hashable, seconds: float = AGAIN) -> None:
        """Leave it alone so long; what is due by now is forgotten, so this never grows."""
        now = self._monotonic()
        self._until = {one: until for one, until in self._until.items() if until > now}
        self._until[thing] = now + seconds
