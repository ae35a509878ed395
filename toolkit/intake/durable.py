"""Writes that a crash cannot tear: a whole file beside the target, made durable, then renamed."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import shutil
import stat
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from toolkit.intake.crash import point

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import BufferedReader
    from pathlib import Path
    from typing import BinaryIO

    Pause = Callable[[float], object]

BLOCK = 1 << 20
TEMPORARY = ".voc-tmp-"
"""How our half-written files begin; the scan ignores them, and the next start removes them."""

# ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION: a virus scanner, an indexer, an open workbook.
_SHARING = frozenset({5, 32, 33})
_DELAYS = (0.05, 0.1, 0.2, 0.4, 0.8, 0.95)  # 2.5 seconds in all
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)

wait: Pause = threading.Event().wait
"""The pause between two tries, unless another one is handed in."""


class BusyError(OSError):
    """Somebody holds the file; trying later will do."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file system says about a file's content: another stamp means that somebody wrote."""

    size: int
    changed_ns: int
    inode: int

    @classmethod
    def of(cls, facts: os.stat_result) -> Stamp:
        return cls(facts.st_size, facts.st_mtime_ns, facts.st_ino)


def stamp_of(path: Path) -> Stamp | None:
    """Return a file's stamp; None where nothing stands.

    Raises:
        OSError: the folder cannot be reached.
    """
    try:
        return Stamp.of(path.lstat())
    except FileNotFoundError:
        return None


def open_regular(path: Path) -> BufferedReader:
    """Open a regular file for reading, and only the one that stands there: no link, pipe or device.

    Raises:
        OSError: there is none, or it cannot be read now.
    """
    before = path.lstat()
    if not stat.S_ISREG(before.st_mode):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    stream = os.fdopen(os.open(path, os.O_RDONLY | _NO_FOLLOW | _BINARY), "rb")
    if not os.path.samestat(before, os.fstat(stream.fileno())):
        stream.close()
        raise OSError(errno.ESTALE, "the file was replaced while it was opened", str(path))
    return stream


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with open_regular(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def copy_beside(source: BinaryIO, folder: Path) -> tuple[Path, str]:
    """Copy a stream into a temporary file of this folder, durable; return it and the content's SHA-256."""
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f"{TEMPORARY}{uuid4().hex}"
    digest = hashlib.sha256()
    try:
        with temporary.open("xb") as target:
            while block := source.read(BLOCK):
                digest.update(block)
                target.write(block)
            point("half-copied")
            target.flush()
            os.fsync(target.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary, digest.hexdigest()


def write_whole(target: Path, text: str) -> None:
    """Write a small note of ours, so that whoever reads it finds the old one or the new one, never a part."""
    temporary, _ = copy_beside(io.BytesIO(text.encode()), target.parent)
    rename_over(temporary, target)


def rename_over(temporary: Path, target: Path, pause: Pause = wait) -> None:
    """Rename over whatever stands there, trying again while somebody holds it for a moment.

    Raises:
        BusyError: it is still held after 2.5 seconds; the temporary file is gone.
    """
    for delay in (*_DELAYS, None):
        try:
            temporary.replace(target)
        except OSError as error:
            if not is_sharing(error):
                raise
            if delay is None:
                temporary.unlink(missing_ok=True)
                raise BusyError(errno.EBUSY, "held by somebody", str(target)) from error
            pause(delay)
        else:
            sync_folder(target.parent)
            return


def rename_new(temporary: Path, target: Path) -> None:
    """Rename where nothing stands yet.

    Raises:
        FileExistsError: something does, perhaps since a moment ago; the temporary file remains.
    """
    if os.name == "nt":
        temporary.rename(target)  # Windows never renames over a file
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: look, then rename
        if target.exists():
            raise FileExistsError(errno.EEXIST, "exists", str(target)) from None
        temporary.replace(target)
    else:
        temporary.unlink()
    sync_folder(target.parent)


def is_sharing(error: OSError) -> bool:
    """Say whether somebody merely holds the file."""
    return getattr(error, "winerror", None) in _SHARING or error.errno == errno.EBUSY


def sync_folder(folder: Path) -> None:
    """Make a rename durable where the system can; Windows and some shares cannot."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def clear_temporary(folder: Path, *, below: bool = True) -> None:
    """Remove what a killed process left half-written in this folder, and below it; only its leader may."""
    for left in list((folder.rglob if below else folder.glob)(f"{TEMPORARY}*")):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)
