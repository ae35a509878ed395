"""Which files of a folder hold nothing new, so that only those that were written to are read again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from toolkit.intake import durable
from toolkit.intake.durable import Stamp

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.intake.scan import Entry


class Seen:
    """Remembers the stamps of files that hold nothing new, in a note of this machine.

    Losing the note costs one reading of every file and nothing else.
    """

    def __init__(self, note: Path) -> None:
        """`note`: where it is kept; one that cannot be read remembers nothing."""
        self._note = note
        self._known = _read(note)
        self._now: dict[str, Stamp] = {}

    def has(self, entry: Entry) -> bool:
        """Say whether the file is as it was when it held nothing new."""
        name = str(entry.path)
        if self._known.get(name) != entry.stamp:
            return False
        self._now[name] = entry.stamp
        return True

    def add(self, entry: Entry) -> None:
        """Remember that the file as this scan saw it holds nothing new."""
        self._now[str(entry.path)] = entry.stamp

    def keep(self) -> None:
        """Write down what was seen in this scan; what is gone is forgotten."""
        if self._now != self._known:
            plain = {name: [one.size, one.changed_ns, one.inode] for name, one in self._now.items()}
            durable.write_whole(self._note, json.dumps(plain, ensure_ascii=False))
        self._known, self._now = self._now, {}


def _read(note: Path) -> dict[str, Stamp]:
    try:
        return {name: Stamp(*facts) for name, facts in json.loads(note.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
