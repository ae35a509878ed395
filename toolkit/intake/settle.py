"""When a dropped file is at rest: what waits, why, and what may be taken."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

from toolkit.intake import durable
from toolkit.intake.gate.inspection import in_both_languages
from toolkit.intake.owners import owner_of
from toolkit.intake.scan import Entry
from toolkit.rules.codes import file as b1
from toolkit.rules.finding import Code, Finding, Place
from toolkit.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from toolkit.intake.durable import Pause, Stamp

# The name under which Excel saves, before it renames.
_FAILED_SAVE = re.compile(r"[0-9A-F]{8}", re.IGNORECASE)
_EMPTY_FOR = 60.0
_PATIENCE = 60.0
_SHORTLY = 1.0
_NO_FILE = Text("链接、管道或设备", "a link, a pipe or a device")
_SOMEBODY = Text("别人", "somebody")
_MAYBE_UNFINISHED = frozenset(code.id for code in b1.MAYBE_UNFINISHED)

Judged = list[tuple[Entry, Finding | None]]
"""Each file with the reason why it waits; None means that it may be taken."""


class Settling:
    """Remembers since when each file has been unchanged. Losing it costs one quiet time and nothing else."""

    def __init__(self, quiet: float) -> None:
        """`quiet`: seconds without a change after which a file is at rest."""
        self._quiet = quiet
        self._since: dict[Path, tuple[Stamp, float]] = {}
        self._judged = dict(self._since)
        self._lock = threading.Lock()

    def notice(self, entries: Iterable[Entry], now: float) -> None:
        """Note files between two judgements, from any thread: what is new, or changed, begins to be quiet now."""
        for entry in entries:
            with self._lock:
                known, _ = self._since.get(entry.path, (None, now))
                if known != entry.stamp:
                    self._since[entry.path] = (entry.stamp, now)

    def judge(self, entries: Iterable[Entry], now: float, wall: float) -> Judged:
        """Return what one scan saw, each file with the reason why it waits.

        Args:
            entries: all files of the scan; what is missing is forgotten.
            now: the monotonic clock, which nobody can set back.
            wall: the wall clock, to tell a live owner file from an old one.
        """
        with self._lock:
            seen, self._since = self._since, {}
        judged: Judged = []
        for entry in entries:
            stamp, since = seen.get(entry.path, (None, now))
            since = since if stamp == entry.stamp else now
            self._since[entry.path] = (entry.stamp, since)
            is_still = stamp == entry.stamp and now - since >= self._quiet
            judged.append((entry, _reason(entry, is_still=is_still, wall=wall)))
        self._judged = dict(self._since)
        return judged

    def has_more_at_rest(self, now: float) -> bool:
        """Say whether a file that was noticed after the last judgement has been unchanged for the quiet time."""
        with self._lock:
            return any(
                now - facts[1] >= self._quiet and self._judged.get(path) != facts
                for path, facts in self._since.items()
            )

    def at_rest_in(self, now: float) -> float | None:
        """Return the seconds until the next file has been quiet long enough; None where none is on the way to it."""
        left = (self._quiet - (now - since) for _, since in self._since.values())
        return min((seconds for seconds in left if seconds > 0), default=None)

    def may_be_unfinished(self, entry: Entry, findings: Sequence[Finding], now: float) -> bool:
        """Say whether a broken file may still become whole: a copy that stalls looks just like a damaged file."""
        since = self._since.get(entry.path, (None, now))[1]
        return _looks_unfinished(findings) and now - since < max(_PATIENCE, 10 * self._quiet)


def settle_once(entries: Iterable[Entry], quiet: float, wall: float, pause: Pause = durable.wait) -> Judged:
    """Judge the files for a single run, without a memory of earlier scans.

    A file last changed longer ago than the quiet time is at rest. Of the others it is asked once more, after one
    short pause for all, whether they are still the same.
    """
    entries = list(entries)
    young = {
        entry.path: durable.stamp_of(entry.path) for entry in entries if not quiet <= wall - entry.changed_at
    }
    if young:
        pause(min(quiet, _SHORTLY))
    moving = {path for path, stamp in young.items() if stamp is None or durable.stamp_of(path) != stamp}
    return [(entry, _reason(entry, is_still=entry.path not in moving, wall=wall)) for entry in entries]


def believed_at_once(entry: Entry, findings: Sequence[Finding], quiet: float, wall: float) -> bool:
    """Say whether a single run may believe that a broken file is broken, and not half-written."""
    return not _looks_unfinished(findings) or abs(wall - entry.changed_at) >= max(_PATIENCE, 10 * quiet)


def wait_for(code: Code, file: str, **facts: object) -> Finding:
    """Return the reason why a file waits."""
    return Finding(code, Place(), {"file": file, **in_both_languages(facts)})


def _reason(entry: Entry, *, is_still: bool, wall: float) -> Finding | None:
    name = entry.path.name
    if not entry.is_regular:
        return wait_for(b1.NOT_REGULAR, name, what=_NO_FILE)
    if entry.is_online_only:
        return wait_for(b1.ONLINE_ONLY, name)
    if not is_still or (not entry.stamp.size and abs(wall - entry.changed_at) < _EMPTY_FOR):
        return wait_for(b1.STILL_WRITING, name)
    if owner := owner_of(entry.path, wall):
        return wait_for(b1.OPEN_ELSEWHERE, name, who=_known(owner.name))
    if _FAILED_SAVE.fullmatch(name):
        return wait_for(b1.FAILED_SAVE, name)
    return None


def _known(name: str) -> Text:
    return Text(name, name) if name else _SOMEBODY


def _looks_unfinished(findings: Sequence[Finding]) -> bool:
    return any(finding.code.id in _MAYBE_UNFINISHED for finding in findings)
