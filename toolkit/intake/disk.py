"""What kind of disk a folder lies on: a ledger belongs on a local one, never on a share or in a synced folder."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path

_NETWORK_TYPES = ("cifs", "smb", "nfs", "9p", "afpfs", "webdav", "davfs", "drvfs", "vboxsf", "fuse.")
"""How their types begin. What a program mounts (fuse.*) tells of no change made elsewhere and locks as it likes."""

_SYNCED_NAMES = ("onedrive", "dropbox", "nutstore", "坚果云", "icloud", "google drive", "googledrive")
_SYNC_MARKS = (".stfolder", ".nutstore", ".dropbox")
_DRIVE_REMOTE = 4  # GetDriveTypeW: a network drive


class Disk(StrEnum):
    """Where a folder really lives."""

    LOCAL = "local"
    SHARE = "share"
    SYNCED = "synced"


def disk_of(folder: Path) -> Disk:
    """Return what kind of disk a folder lies on, as far as the system tells."""
    folder = folder.resolve()
    if _is_network(folder):
        return Disk.SHARE
    return Disk.SYNCED if _is_synced(folder) else Disk.LOCAL


def _is_synced(folder: Path) -> bool:
    names = [part.casefold() for part in folder.parts]
    if any(name.startswith(mark) for name in names for mark in _SYNCED_NAMES):
        return True
    return any((parent / mark).exists() for parent in (folder, *folder.parents) for mark in _SYNC_MARKS)


def _is_network(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only Windows has the drive types

        drive = folder.drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE
    mounts = Path("/proc/mounts")
    if not mounts.is_file():
        return False
    return _mount_type(folder, mounts.read_text(encoding="utf-8", errors="replace")).startswith(
        _NETWORK_TYPES
    )


def _mount_type(folder: Path, mounts: str) -> str:
    """Return the file system type of the longest mount point that holds the folder."""
    best = ("", "")
    for line in mounts.splitlines():
        _, point, kind, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if os.path.commonpath((folder, point)) == point and len(point) > len(best[0]):
            best = (point, kind)
    return best[1]


def machine_folder() -> Path:
    """Return this machine's own folder for spool, logs and ledgers of workspaces that lie elsewhere."""
    if named := os.environ.get("VOC_HOME"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "voc-toolkit"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "voc-toolkit"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "voc-toolkit"
