"""What became of a dropped file, in a word and in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from toolkit.rules.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.rules.finding import Finding, Hits


class State(StrEnum):
    """What became of a dropped file."""

    RETURNED = "returned"
    SENT_BACK = "sent_back"
    REPEATED = "repeated"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """What became of one file: rows read are rows taken plus rows sent back, always. drop: its number; 0 before one."""

    path: str
    state: State
    findings: Sequence[Finding | Hits] = ()
    rows_read: int = 0
    rows_taken: int = 0
    target: str = ""
    drop: int = 0

    @property
    def rows_sent_back(self) -> int:
        return self.rows_read - self.rows_taken

    @property
    def remarks(self) -> int:
        """How many errors and warnings there are, counted by cells."""
        return sum(
            len(f) if hasattr(f, "__len__") else 1 for f in self.findings if f.code.severity > Severity.NOTE
        )
