"""What content a folder's files had when they were last looked at, so that only changed ones are read again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from toolkit.intake import durable

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.intake.scan import Entry


class Seen:
    """Remembers hashes by path and stamp in a note of this machine. Losing it costs one reading of every file."""

    def __init__(self, note: Path) -> None:
        """`note`: where it is kept; one that cannot be read remembers nothing."""
        self._note = note
        self._known = _read(note)
        self._now: dict[str, list[object]] = {}

    def hash_of(self, entry: Entry) -> str:
        """Return the content's hash, from memory where the stamp is the same.

        Raises:
            OSError: the file cannot be read now.
        """
        stamp = [entry.stamp.size, entry.stamp.changed_ns, entry.stamp.inode]
        *before, sha256 = self._known.get(str(entry.path), [""])
        if before != stamp:
            sha256 = durable.hash_of(entry.path)
        self._now[str(entry.path)] = [*stamp, sha256]
        return str(sha256)

    def keep(self) -> None:
        """Write down what was seen; what is gone is forgotten."""
        if self._now != self._known:
            durable.write_whole(self._note, json.dumps(self._now, ensure_ascii=False))
            self._known = self._now
        self._now = {}


def _read(note: Path) -> dict[str, list[object]]:
    try:
        return dict(json.loads(note.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}
