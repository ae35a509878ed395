"""The ledger as a guard holds it: open for months, and written to by nobody else who stands guard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.ledger.ledger import Ledger

if TYPE_CHECKING:
    from toolkit.workspace import Workspace


class HeldLedger:
    """is_new: whether it was made when it was opened, and is yet to be filled from the journal."""

    ledger: Ledger

    def __init__(self, workspace: Workspace) -> None:
        self._where = workspace.ledger_url
        self._file: int | None = None
        self.is_new = False

    def open(self) -> None:
        """Open it and write alone from here on."""
        self.is_new = not Path(self._where).exists()
        self.ledger = Ledger.open(self._where)
        self.ledger.take_over()
        self._file = self._standing()

    def close(self) -> None:
        self.ledger.close()

    @property
    def is_lost(self) -> bool:
        """Whether it was deleted or replaced under our feet: a file that nobody finds again must not be written to."""
        return self._file != self._standing()

    def _standing(self) -> int | None:
        """Which file stands there now; None for a database, or where there is none."""
        path = Path(self._where)
        return path.stat().st_ino if "://" not in self._where and path.exists() else None
