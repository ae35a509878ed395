"""Into the shared folder: whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from toolkit.intake import durable
from toolkit.intake.crash import point
from toolkit.intake.durable import BusyError
from toolkit.intake.owners import owner_of

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.intake.durable import Pause, Stamp


class Placing(Enum):
    """What became of a file to publish."""

    DONE = auto()
    OPEN = auto()
    """It is open on somebody's screen, or held; try again later."""
    FOREIGN = auto()
    """What stands there is not what we published: it is a drop and must be read first."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The outcome, the hash of what is now there by us, and who has it open, as far as that is known."""

    placing: Placing
    sha256: str = ""
    who: str = ""


def publish(
    source: Path, target: Path, *, ours: str | None, wall: float, pause: Pause = durable.wait
) -> Placed:
    """Put a copy of `source` at `target`; repeating is harmless.

    Args:
        source: the finished file on the local disk.
        target: where it belongs in the shared folder.
        ours: the hash of what we last published there; None where nothing was.
        wall: the wall clock in seconds, to tell a live owner file from one left behind.
        pause: waits between two tries.

    Raises:
        OSError: the folder cannot be written.
    """
    before = durable.stamp_of(target)
    content = durable.hash_of(source)
    try:
        standing = durable.hash_of(target) if before else None
    except OSError as error:
        if durable.is_sharing(error):
            return Placed(Placing.OPEN)
        raise
    if standing == content:
        return Placed(Placing.DONE, content)
    if standing not in (None, ours):
        return Placed(Placing.FOREIGN)
    if owner := owner_of(target, wall):
        return Placed(Placing.OPEN, who=owner.name)
    return _place(source, target, before, pause)


def _place(source: Path, target: Path, before: Stamp | None, pause: Pause) -> Placed:
    """Write beside and rename, if what stood there still stands there."""
    with durable.open_regular(source) as stream:
        temporary, sha256 = durable.copy_beside(stream, target.parent)
    point("publish-copied")
    if durable.stamp_of(target) != before:
        temporary.unlink()
        return Placed(Placing.FOREIGN)
    try:
        if before is None:
            durable.rename_new(temporary, target)
        else:
            durable.rename_over(temporary, target, pause)
    except FileExistsError:
        temporary.unlink()
        return Placed(Placing.FOREIGN)
    except BusyError:
        return Placed(Placing.OPEN)
    point("published")
    return Placed(Placing.DONE, sha256)
