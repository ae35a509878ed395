"""Who stands guard: one process of one machine at a time; the others stand by and take over."""

from __future__ import annotations

import os
import platform
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from toolkit.intake.alone import HeldError, alone
from toolkit.intake.claim import acquire, holder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from toolkit.intake.claim import Lease
    from toolkit.workspace import Workspace

RENEW_EVERY = 10.0
"""Seconds between two renewals; after 45 without one another machine may take over."""


def me() -> str:
    """How this process is called in the lease, for people who read it."""
    return f"{platform.node()} {os.getpid()}"


def leader_of(workspace: Workspace) -> str:
    return holder_of(workspace.state / "leases")


@contextmanager
def led(workspace: Workspace, stand_by: Callable[[str], bool]) -> Iterator[Lease | None]:
    """Lead for as long as the block runs; gives None where the wait for it was called off.

    stand_by: waits a while and is told who leads; says whether to ask again.
    """
    while True:
        try:
            with alone(workspace.machine_home / "watch.lock"):
                yield from _leased(workspace, stand_by)
                return
        except HeldError:
            if not stand_by(leader_of(workspace)):
                yield None
                return


def _leased(workspace: Workspace, stand_by: Callable[[str], bool]) -> Iterator[Lease | None]:
    folder = workspace.state / "leases"
    while (lease := _taken(workspace)) is None:
        if not stand_by(holder_of(folder)):
            yield None
            return
    done = threading.Event()
    renewing = threading.Thread(target=_renew, args=(lease, done), name="lease", daemon=True)
    renewing.start()
    try:
        yield lease
    finally:
        done.set()
        renewing.join()
        lease.release()


def _taken(workspace: Workspace) -> Lease | None:
    """The lease; one of a process of this machine that is gone is free at once, for its lock was free."""
    folder = workspace.state / "leases"
    is_ours = holder_of(folder).rpartition(" ")[0] == platform.node()
    return acquire(folder, me(), 0.0) if is_ours else acquire(folder, me())


def _renew(lease: Lease, done: threading.Event) -> None:
    while not done.wait(RENEW_EVERY):
        try:
            if not lease.renew():
                return
        except OSError:
            continue  # the share is away; whether the lease is still ours shows when it is back
