"""What one look of the guard found and did, and what the guard is told and tells meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.outcome import Outcome, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.domain.loop.cadence import Occasion


@dataclass
class Look:
    """What one look found and did.

    at_rest_in: seconds until the next file has been quiet long enough. has_left: whether files at rest are left to the
    next look. has_news: whether anything is otherwise than at the last look. is_replaced: whether this guard is of no
    more use: another one has begun, or it fails again and again. rung: routines whose moment had come, for which all was
    made anew. forgotten: rows of customers whose time of keeping was over. cost: seconds that looking took, without the work that came of it.
    """

    outcomes: list[Outcome] = field(default_factory=list)
    trouble: str = ""
    at_rest_in: float | None = None
    has_made: bool = False
    has_left: bool = False
    has_news: bool = False
    is_replaced: bool = False
    to_publish: int = 0
    rung: tuple[Occasion, ...] = ()
    forgotten: int = 0
    cost: float = 0.0

    @property
    def waits(self) -> list[Outcome]:
        return [one for one in self.outcomes if one.state is State.WAITING]

    @property
    def done(self) -> list[Outcome]:
        return [one for one in self.outcomes if one.state is not State.WAITING]


@dataclass(frozen=True)
class Orders:
    """What the guard is told and tells while it works.

    may_go_on: asked between two files. begins: told the name of what it turns to.
    """

    may_go_on: Callable[[], bool] = lambda: True
    begins: Callable[[str], None] = lambda _name: None
