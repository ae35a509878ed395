"""Finished files on the local disk that wait to be published, called by their content."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.intake import durable
from toolkit.intake.archive import archived

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


@dataclass(frozen=True)
class Store:
    """folder: of this machine. archive: where the originals are, which may be published as well."""

    folder: Path
    archive: Path

    def keep(self, content: bytes) -> str:
        """Keep some bytes; return their hash."""
        with self.workplace() as place:
            made = place / "content"
            made.write_bytes(content)
            return self.keep_file(made)

    def keep_file(self, made: Path) -> str:
        """Take over a finished file, durable; return its hash. Repeating is harmless."""
        sha256 = durable.hash_of(made)
        with made.open("rb+") as stream:
            os.fsync(stream.fileno())
        durable.rename_over(made, self.folder / sha256)
        return sha256

    def find(self, sha256: str) -> Path | None:
        """Return the file with this content, from here or from the archive."""
        found = (self.folder / sha256, archived(self.archive, sha256))
        return next((path for path in found if path.is_file()), None)

    def drop(self, sha256: str) -> None:
        """Forget a file that has been published; an archived original stays."""
        (self.folder / sha256).unlink(missing_ok=True)

    def drop_all_but(self, wanted: Collection[str]) -> None:
        """Forget finished files that nobody waits for: a killed process had not come to need them."""
        for left in self.folder.glob("*") if self.folder.is_dir() else ():
            if left.is_file() and left.name not in wanted:
                left.unlink()

    @contextmanager
    def workplace(self) -> Iterator[Path]:
        """Lend a folder beside the finished files for making one; what is left in it goes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=durable.TEMPORARY, dir=self.folder))
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)
