"""From the shared folder into our keeping: the spool copy, the archived original, and the original's leave."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from toolkit.intake import durable
from toolkit.intake.crash import point
from toolkit.intake.durable import Stamp
from toolkit.intake.names import MOST_BYTES, safe_name

if TYPE_CHECKING:
    from pathlib import Path

LEAVING = ".voc-taken-"
"""How an original begins while it leaves the inbox; the scan ignores it."""

_MARK = 16  # letters of the hash: enough to tell, and a name on a NAS has 255 bytes


@dataclass(frozen=True, slots=True)
class Spooled:
    """A copy on the local disk, called by its content, and the stamp of the file that it was taken from."""

    path: Path
    sha256: str
    stamp: Stamp


class Leave(Enum):
    """What became of an original in the inbox."""

    GONE = auto()
    BUSY = auto()
    CHANGED = auto()


def spool(source: Path, folder: Path) -> Spooled | None:
    """Copy a file into the spool, hashed on the way; None where somebody wrote to it meanwhile.

    Raises:
        OSError: it is no regular file, or cannot be read now.
    """
    with durable.open_regular(source) as stream:
        before = Stamp.of(os.fstat(stream.fileno()))
        temporary, sha256 = durable.copy_beside(stream, folder)
    point("spool-copied")
    if durable.stamp_of(source) != before or temporary.stat().st_size != before.size:
        temporary.unlink()
        return None
    target = folder / sha256
    durable.rename_over(temporary, target)
    point("spooled")
    return Spooled(target, sha256, before)


def archived(folder: Path, sha256: str) -> Path:
    """Return where the original with this content is kept, or would be."""
    return folder / sha256[:2] / sha256


def archive(spooled: Spooled, folder: Path) -> Path:
    """Keep the original, unaltered and called by its content; repeating is harmless.

    Raises:
        OSError: the archive cannot be written, or the spool copy is no longer what it was.
    """
    target = archived(folder, spooled.sha256)
    with suppress(FileNotFoundError):
        if target.stat().st_size == spooled.path.stat().st_size:
            return target
    with durable.open_regular(spooled.path) as stream:
        temporary, sha256 = durable.copy_beside(stream, target.parent)
    point("archive-copied")
    if sha256 != spooled.sha256:
        temporary.unlink()
        raise OSError(f"the spool copy changed: {spooled.path}")
    durable.rename_over(temporary, target)
    point("archived")
    return target


def take_away(source: Path, spooled: Spooled) -> Leave:
    """Remove an original from the inbox, but only the content that was archived.

    It is renamed first and looked at again: what somebody saved between the look and the rename is put back.

    Raises:
        OSError: the folder may not be changed.
    """
    name = source.name if len(os.fsencode(source.name)) <= MOST_BYTES else safe_name(source.name)
    aside = source.with_name(f"{LEAVING}{spooled.sha256[:_MARK]}-{name}")
    if durable.stamp_of(source) not in (None, spooled.stamp):
        return Leave.CHANGED
    try:
        source.replace(aside)
    except FileNotFoundError:
        return Leave.GONE
    except OSError as error:
        if durable.is_sharing(error):
            return Leave.BUSY
        raise
    point("set-aside")
    if durable.stamp_of(aside) != spooled.stamp:
        durable.rename_new(aside, source)
        return Leave.CHANGED
    aside.unlink()
    point("taken-away")
    return Leave.GONE


def finish_leaving(inbox: Path, folder: Path) -> None:
    """Finish what a killed process left set aside: remove what is archived, put anything else back."""
    for aside in inbox.rglob(f"{LEAVING}*"):
        mark, _, name = aside.name.removeprefix(LEAVING).partition("-")
        sha256 = durable.hash_of(aside)
        if sha256.startswith(mark) and archived(folder, sha256).exists():
            aside.unlink()
            continue
        with suppress(FileExistsError):  # the name is taken again: the scan shows both
            durable.rename_new(aside, aside.with_name(name))
