"""What the disk or the network is to blame for, and neither a workbook nor we."""

from __future__ import annotations

import errno
import sqlite3

import sqlalchemy as sa

_ERRNOS = frozenset(
    getattr(errno, name)
    for name in (
        "ENOSPC", "EDQUOT", "EROFS", "EIO", "ESTALE", "ENXIO", "ENODEV", "EACCES", "EPERM", "EBUSY", "EMFILE", "ENFILE", "ENOLCK",
        "ENETDOWN", "ENETUNREACH", "ENETRESET", "ECONNRESET", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "ENOTCONN",
    )
    if hasattr(errno, name)
)  # fmt: skip
_WINDOWS = frozenset({5, 19, 32, 33, 39, 51, 53, 55, 59, 64, 112, 121, 1231, 1236})
"""Denied, write-protected, shared, locked, full, and the many ways in which a network path is gone."""
_SQLITE = frozenset({"BUSY", "CANTOPEN", "FULL", "IOERR", "LOCKED", "READONLY"})


def is_of_the_machine(error: BaseException) -> bool:
    """Say whether an error will pass when the disk has room, or the share is back."""
    if isinstance(error, sa.exc.DBAPIError):
        return _is_of_the_database(error)
    if not isinstance(error, OSError):
        return False
    # A file that we had a moment ago is missed only when its folder has gone away.
    is_gone = isinstance(error, FileNotFoundError)
    return is_gone or error.errno in _ERRNOS or getattr(error, "winerror", None) in _WINDOWS


def _is_of_the_database(error: sa.exc.DBAPIError) -> bool:
    if isinstance(error.orig, sqlite3.Error):
        name = getattr(error.orig, "sqlite_errorname", "") or ""
        return name.removeprefix("SQLITE_").partition("_")[0] in _SQLITE
    return error.connection_invalidated
