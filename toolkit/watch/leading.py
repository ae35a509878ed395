"""Who stands guard: one process of one machine at a time; the others stand by and take over."""

from __future__ import annotations

import os
import platform
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from toolkit.intake.alone import HeldError, alone
from toolkit.intake.claim import acquire, holder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from toolkit.intake.claim import Lease
    from toolkit.workspace import Workspace


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
    try:
        yield lease
    finally:
        with suppress(OSError):  # the share is away; it grows stale by itself
            lease.release()


def _taken(workspace: Workspace) -> Lease | None:
    """The lease; one of a process of this machine that is gone is free at once, for its lock was free."""
    folder = workspace.state / "leases"
    is_ours = holder_of(folder).rpartition(" ")[0] == platform.node()
    try:
        return acquire(folder, me(), 0.0) if is_ours else acquire(folder, me())
    except OSError:  # the share is away
        return None


@contextmanager
def beating(every: float, beat: Callable[[], object]) -> Iterator[None]:
    """Do something again and again beside the work, for as long as the block runs; a beat may fail.

    While one large workbook is read, the lease must be renewed and the sign of life given.
    """
    over = threading.Event()

    def go_on() -> None:
        while not over.wait(every):
            with suppress(OSError):
                beat()

    thread = threading.Thread(target=go_on, name="beat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
