"""Workbooks that we write from the ledger and people type into: kept as they were when we wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.intake import durable
from toolkit.intake.crash import point

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_USED = "used"
_MOST = 40
"""How many are kept of those that nobody has typed into; a register that was open for days is still among them."""


@dataclass(frozen=True)
class Bases:
    """A folder of such workbooks, each called by its mark (which it carries itself) and its content."""

    folder: Path

    def keep(self, made: Path, mark: str) -> None:
        """Keep a finished workbook, durable, before it is published; repeating is harmless."""
        sha256 = durable.hash_of(made)
        if self.has(sha256):
            return
        with durable.open_regular(made) as stream:
            temporary, _ = durable.copy_beside(stream, self.folder)
        durable.rename_over(temporary, self.folder / f"{mark}.{sha256}")
        point("base-kept")
        self._forget_old()

    def has(self, sha256: str) -> bool:
        """Say whether we wrote this very content."""
        return any(path.name.endswith(f".{sha256}") for path in self._kept())

    def use(self, mark: str) -> Path | None:
        """Return the workbook with this mark, which from now on is kept for good; None where there is none any more."""
        # Compared and never searched for as a pattern: whoever made a workbook may have written any mark into it.
        found = next((path for path in self._kept() if path.name.rpartition(".")[0] == mark), None)
        if found is None or found.parent.name == _USED:
            return found
        kept = self.folder / _USED / found.name
        kept.parent.mkdir(exist_ok=True)
        durable.rename_over(found, kept)
        point("base-used")
        return kept

    def _kept(self) -> Iterator[Path]:
        for place in (self.folder, self.folder / _USED):
            if place.is_dir():
                yield from place.iterdir()

    def _forget_old(self) -> None:
        kept = [
            (path.stat().st_mtime_ns, path.name, path) for path in self.folder.iterdir() if path.is_file()
        ]
        for _, _, path in sorted(kept)[:-_MOST]:
            path.unlink(missing_ok=True)
