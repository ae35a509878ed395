"""One at a time on one machine: a lock that the system lets go of when its holder ends, however it ends."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class HeldError(Exception):
    """Another process of this machine has the lock."""


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold a lock file for as long as the block runs; a database's lock works the same on every system.

    Raises:
        HeldError: somebody else holds it.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(lock, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise HeldError from error
        yield
