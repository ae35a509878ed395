"""Who may write: every guard that begins raises the ledger's fence, and whoever began before it is refused from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from toolkit.errors import LedgerError
from toolkit.ledger.tables import META
from toolkit.words import ledger as say

if TYPE_CHECKING:
    from collections.abc import Callable

_NAME = "fence"


class LeaseLostError(LedgerError):
    """Another guard has begun since; nothing may be recorded any more."""

    def __init__(self) -> None:
        super().__init__(say.LEASE_LOST)


def raised(connection: sa.Connection) -> int:
    """Raise the fence and return it."""
    known = _fence_of(connection)
    if known:
        connection.execute(META.update().where(META.c.name == _NAME).values(value=str(known + 1)))
    else:
        connection.execute(META.insert().values(name=_NAME, value="1"))
    return known + 1


def guard_of(fence: int) -> Callable[[sa.Connection], None]:
    """Return what to do at the beginning of a transaction; one that only reads may always go on.

    The check and what is written after it are one transaction, so nobody can take over in between.
    """

    def check(connection: sa.Connection) -> None:
        if connection.get_execution_options().get("only_reads", False):
            return
        if _fence_of(connection) > fence:
            raise LeaseLostError

    return check


def _fence_of(connection: sa.Connection) -> int:
    found = sa.select(META.c.value).where(META.c.name == _NAME).with_for_update()
    return int(connection.scalar(found) or 0)
