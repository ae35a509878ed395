"""The three clocks of a guard: the team's, one that nobody can set back, and the one that files are dated by."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from toolkit.workspace import Workspace


@dataclass(frozen=True)
class Clocks:
    """now: where the team works. monotonic, wall: seconds. Tests hand in their own."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time

    @classmethod
    def of(cls, workspace: Workspace) -> Clocks:
        return cls(workspace.now)
