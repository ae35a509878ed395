"""A shift of the guard: look, wait, tell, until somebody says stop."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.domain.privacy import masked_text
from toolkit.intake.disk import disk_of
from toolkit.watch.guard import Guard
from toolkit.watch.leading import beating, led
from toolkit.watch.look import Orders
from toolkit.watch.pace import Pace
from toolkit.watch.status import BEAT, Board
from toolkit.watch.writing import Diary
from toolkit.words import watch as say

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.intake.claim import Lease
    from toolkit.watch.clocks import Clocks
    from toolkit.watch.look import Look
    from toolkit.watch.waking import Waker
    from toolkit.workspace import Workspace

STOP_FILE = "stop"
"""A file of this name in .voc ends the shift, where no signal can be sent."""

STAND_BY = 5.0
"""Seconds between two tries to take over."""

_log = logging.getLogger("voc.watch")


@dataclass
class Shift:
    """One process on guard. is_over: whether to stop; asked between two files, so whatever was begun is finished."""

    workspace: Workspace
    clocks: Clocks
    waker: Waker
    is_over: Callable[[], bool]
    tell: Callable[[Look], None] = lambda _look: None
    _is_over: bool = field(default=False, init=False)

    def stand(self) -> None:
        """Stand guard until it is over; stand by while somebody else does.

        Raises:
            ToolkitError: the workspace cannot be worked on from here.
        """
        self.workspace.make_ready()
        while not self._over():
            with led(self.workspace, self._stand_by()) as lease:
                if lease is not None:
                    self._lead(lease)

    def _lead(self, lease: Lease) -> None:
        diary = Diary(self.workspace, self.clocks, self.waker)
        board = Board(self.workspace)
        orders = Orders(lambda: not self._over() and _is_held(lease), diary.turns_to)

        def beat() -> None:
            if lease.renew():
                board.show(diary.status())

        with self.waker, Guard(self.workspace, self.clocks, orders) as guard, beating(BEAT, beat):
            self._guard(guard, board, diary)
        if _is_held(lease):
            with suppress(OSError):
                board.show(diary.status(say.STOPPED_KEY))

    def _guard(self, guard: Guard, board: Board, diary: Diary) -> None:
        pace = Pace.on(disk_of(self.workspace.root))
        while guard.may_go_on:
            look = guard.look()
            diary.note(guard, look)
            if look.has_news:
                with suppress(OSError):  # the share is away; the next beat tells
                    board.show(diary.status())
            self.tell(look)
            if look.is_replaced:
                return
            if look.has_left:
                continue
            is_busy = look.has_news or look.at_rest_in is not None
            wait = pace.after(is_busy=is_busy, at_rest_in=look.at_rest_in)
            self.waker.wait(wait, min(pace.between(look.cost), wait))

    def _over(self) -> bool:
        stop = self.workspace.state / STOP_FILE
        with suppress(OSError):
            if stop.exists():
                stop.unlink(missing_ok=True)
                self._is_over = True
        self._is_over = self._is_over or self.is_over()
        return self._is_over

    def _stand_by(self) -> Callable[[str], bool]:
        told: set[str] = set()

        def wait(holder: str) -> bool:
            if holder not in told:
                told.add(holder)
                _log.info(
                    masked_text(
                        say.STANDING_BY(self.workspace.lang, folder=self.workspace.root, holder=holder)
                    )
                )
            self.waker.wait(STAND_BY)
            return not self._over()

        return wait


def _is_held(lease: Lease) -> bool:
    """Whether the lease is ours as far as anybody can tell: while the share is away nobody else gets it either."""
    try:
        return lease.holds()
    except OSError:
        return True
