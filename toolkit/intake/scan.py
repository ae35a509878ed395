"""What lies in the inbox: the files of its folder and of its teams' subfolders, without what is never a drop."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.intake.durable import Stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

_IGNORED = re.compile(
    r"""
    \.                              # hidden: .DS_Store, ._x, .~lock.x#, .~x, .syncthing.x.tmp, and what we half-wrote
    | ~\$                           # Excel's owner files
    | ~.*\.tmp$ | ~syncthing~       # half-written by Office and by Syncthing
    | .*\.(?:tmp|part|partial|crdownload|download|lnk|url)$
    | (?:thumbs\.db|desktop\.ini|ehthumbs\.db)$
    | (?:@eadir|\#recycle|\$recycle\.bin|system\ volume\ information|__macosx)$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CONFLICT = re.compile(
    r"""
    (?P<stem>.+?)
    (?: \.sync-conflict-\d{8}-\d{6}(?:-\w+)?            # Syncthing
      | \s*[(（][^()（）]*(?:conflict|冲突)[^()（）]*[)）]    # Dropbox, Nutstore and others
      | -(?:DESKTOP|LAPTOP)-\w+ )                       # OneDrive adds the computer's name
    (?P<suffix>\.\w+)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS and FILE_ATTRIBUTE_OFFLINE: reading would download the file, or fail.
_ONLINE_ONLY = 0x400000 | 0x1000
_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the inbox as one scan saw it. `team` is the first subfolder, "" for none."""

    path: Path
    team: str
    stamp: Stamp
    changed_at: float
    is_regular: bool = True
    is_online_only: bool = False


def is_ignored(name: str) -> bool:
    """Say whether a name is never a drop: owner files, half-written files, the systems' own."""
    return bool(_IGNORED.match(name))


def conflict_of(name: str) -> str | None:
    """Return the name that a sync program's conflict copy competes with; None for any other name."""
    found = _CONFLICT.fullmatch(name)
    return f"{found['stem']}{found['suffix']}" if found else None


def scan(folder: Path) -> Iterator[Entry]:
    """Yield the files of the inbox and of its subfolders by name, never following a link.

    What vanishes or is locked away meanwhile is passed over; the next scan sees it.

    Raises:
        OSError: the inbox itself cannot be listed; the share may be away.
    """
    for found in _listed(folder):
        yield from _walk(found, "")


def _walk(found: os.DirEntry[str], team: str) -> Iterator[Entry]:
    try:
        facts = found.stat(follow_symlinks=False)
        inside = _listed(Path(found.path)) if _is_folder(facts) else None
    except OSError:
        return
    if inside is None:
        yield entry_of(Path(found.path), team, facts)
        return
    for each in inside:
        yield from _walk(each, team or found.name)


def entry_of(path: Path, team: str, facts: os.stat_result) -> Entry:
    """Return a file as its stat tells it. On Windows only the stats of one kind of call compare."""
    attributes = getattr(facts, "st_file_attributes", 0)
    is_regular = stat.S_ISREG(facts.st_mode)
    return Entry(path, team, Stamp.of(facts), facts.st_mtime, is_regular, bool(attributes & _ONLINE_ONLY))


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return sorted((each for each in found if not is_ignored(each.name)), key=lambda each: each.name)


def _is_folder(facts: os.stat_result) -> bool:
    """A junction is a link to another folder; a synced folder has a tag as well and is none."""
    return stat.S_ISDIR(facts.st_mode) and getattr(facts, "st_reparse_tag", 0) != _JUNCTION
