"""One leader for a shared folder: a lease that is created exclusively, with a fence that only grows.

Rename is no claim on a share, where two can win one; exclusive creation is. What is created is a folder: servers make
one only where none stands, whereas some clients (smbnetfs) and old protocols (NFS 2) ask for a file without saying that
it must be new. Clocks are never compared: a challenger holds the time that the server gave the lease against the time
that it gives to a file written just now.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from toolkit.intake.crash import point
from toolkit.intake.durable import sync_folder

if TYPE_CHECKING:
    from pathlib import Path

STALE_AFTER = 45.0
"""Seconds without a renewal after which a lease may be taken over; the owner renews every 10."""

_NAME = re.compile(r"leader\.(\d{9})")
_RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Lease:
    """A claim on the folder. Whatever is committed under it carries `fence`; a higher one makes it void."""

    folder: Path
    fence: int
    holder: str

    @property
    def file(self) -> Path:
        """Who holds it; written anew as a sign of life."""
        return _file(self.folder, self.fence)

    def holds(self) -> bool:
        """Say whether nobody has taken over; ask before every commit.

        Raises:
            OSError: the share is away, so nobody can say.
        """
        self.folder.stat()
        return _highest(self.folder) == self.fence

    def renew(self) -> bool:
        """Show that the owner lives; False where somebody has taken over meanwhile.

        Raises:
            OSError: the share is away; the lease may be lost when it is back.
        """
        if not self.holds():
            return False
        _write(self.file, self.holder, "held", mode="r+")
        return self.holds()

    def release(self) -> None:
        """Let the next one have it at once. The file stays, so that its fence is never given out again."""
        if self.holds():
            _write(self.file, self.holder, _RELEASED, mode="r+")


def acquire(folder: Path, holder: str, stale_after: float = STALE_AFTER) -> Lease | None:
    """Claim the folder; None where somebody else holds it.

    Args:
        folder: where the leases lie, the same for all that may claim.
        holder: who claims, for people who read the file: machine and process.
        stale_after: seconds without a renewal after which a lease counts as abandoned.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    current = _highest(folder)
    if current and not _is_free(_file(folder, current), stale_after):
        return None
    lease = Lease(folder, current + 1, holder)
    try:
        lease.file.parent.mkdir()
    except FileExistsError:  # another challenger was quicker
        return None
    if not lease.holds():  # slow since the look: several others have come and gone meanwhile
        _clear(lease.file)
        return None
    _write(lease.file, holder, "held", mode="w")  # who is killed before this is waited for, whoever it was
    point("claimed")
    _clear_before(folder, lease.fence)
    return lease


def holder_of(folder: Path) -> str:
    """Return who holds the newest lease; "" where nobody ever did, or it was released."""
    current = _highest(folder)
    facts = _read(_file(folder, current)) if current else {}
    return "" if facts.get("state") == _RELEASED else str(facts.get("holder", ""))


def _is_free(file: Path, stale_after: float) -> bool:
    if _read(file).get("state") == _RELEASED:
        return True
    probe = file.parent.with_name(f"probe-{uuid4().hex}")
    try:
        probe.write_bytes(b"?")
        server_now = probe.stat().st_mtime
        last_sign = (file if file.exists() else file.parent).stat().st_mtime
        return server_now - last_sign > stale_after
    except FileNotFoundError:  # cleared by a new leader just now
        return False
    finally:
        probe.unlink(missing_ok=True)


def _write(file: Path, holder: str, state: str, *, mode: str) -> None:
    """Writing, unlike setting a time, lets the server put its own time on the file."""
    with file.open(mode, encoding="utf-8") as stream:
        stream.write(json.dumps({"holder": holder, "state": state}).ljust(200))
        stream.flush()
        os.fsync(stream.fileno())
    sync_folder(file.parent)


def _read(file: Path) -> dict[str, str]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # just being written, or just cleared: somebody lives
        return {}
    return found if isinstance(found, dict) else {}


def _file(folder: Path, fence: int) -> Path:
    return folder / f"leader.{fence:09}" / "holder.json"


def _highest(folder: Path) -> int:
    return max(_fences(folder), default=0)


def _fences(folder: Path) -> list[int]:
    names = (_NAME.fullmatch(lease.name) for lease in folder.iterdir()) if folder.is_dir() else ()
    return [int(found[1]) for found in names if found]


def _clear_before(folder: Path, fence: int) -> None:
    for earlier in _fences(folder):
        if earlier < fence:
            _clear(_file(folder, earlier))


def _clear(file: Path) -> None:
    file.unlink(missing_ok=True)
    with suppress(OSError):  # somebody else is clearing as well, or its owner wrote once more
        file.parent.rmdir()
