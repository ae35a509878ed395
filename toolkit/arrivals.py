"""From the inbox into our keeping, in an order that a kill between any two writes cannot break.

T1 a copy in the spool · archived · T2 received in the ledger, and its journal line · T3 the original leaves the inbox.
Only then is anything parsed. A drop that was received and not finished is resumed by the next run.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.intake.archive import Leave, Spooled, archive, archived, finish_leaving, spool, take_away
from toolkit.intake.crash import point
from toolkit.intake.durable import clear_temporary, hash_of
from toolkit.intake.journal import ARRIVED, RESUMED, Journal
from toolkit.intake.names import safe_path
from toolkit.intake.scan import scan
from toolkit.intake.seen import Seen
from toolkit.ledger.lineage import copies_last

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toolkit.intake.scan import Entry
    from toolkit.ledger.drop import Drop, Receipt
    from toolkit.site import Site

_TYPED_INTO = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})
"""What people can go on filling in; other files in our folders are no drops."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A file to take: as a scan saw it, what it is known as, and whether it stays where it is."""

    entry: Entry
    name: str
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that is ours now. leave: whether the original could be taken out of the inbox."""

    path: str
    receipt: Receipt
    leave: Leave


def known_as(source: Path, folder: Path) -> str:
    """Return a file's path inside a folder as it is kept and comes back: with names that every system accepts."""
    return safe_path(source.relative_to(folder).as_posix())


def coming(site: Site, seen: dict[Path, Seen] | None = None) -> list[Coming]:
    """Return what is to be taken: what was typed into the register, then into returned workbooks, then the inbox.

    A file comes before its copies: where both hold the same, it is the file itself that goes back to its people.

    seen: who looks again and again keeps here, by folder, what held nothing new; it need not be read anew then.
    """
    space, seen = site.workspace, {} if seen is None else seen
    inbox = (Coming(entry, known_as(entry.path, space.inbox)) for entry in scan(space.inbox))
    ours = (space.register, space.returned)
    dropped = sorted(inbox, key=lambda one: copies_last(one.name))
    return [*(one for folder in ours for one in _gone_on_with(folder, site, seen)), *dropped]


def _gone_on_with(folder: Path, site: Site, known: dict[Path, Seen]) -> Iterator[Coming]:
    """Yield the workbooks of a folder of ours whose content is not what we published, and has not been read."""
    if not folder.is_dir():
        return
    if folder not in known:
        known[folder] = Seen(site.workspace.machine_home / f"seen-{folder.name}.json")
    seen = known[folder]
    for entry in scan(folder):
        is_book = entry.path.suffix.lower() in _TYPED_INTO and entry.is_regular and not entry.is_online_only
        if not is_book or seen.has(entry):
            continue
        with suppress(OSError):  # somebody holds it; the next round sees it
            if _is_known(hash_of(entry.path), site):
                seen.add(entry)
            else:
                yield Coming(entry, known_as(entry.path, folder), stays=True)
    seen.keep()


def _is_known(sha256: str, site: Site) -> bool:
    """Whether we wrote this content, or it has come in before."""
    is_ours = site.workspace.bases.has(sha256) or site.ledger.has_read(sha256)
    return is_ours or site.ledger.has_come(sha256)


def take(source: Path, relative: str, site: Site, *, stays: bool = False) -> Arrival | None:
    """Take a settled file into our keeping; None where somebody is writing to it.

    relative: what it is known as. stays: the file is a living one, such as a returned workbook that people go on
    working in, and is not taken away.

    Raises:
        OSError: it cannot be read now, or our own folders cannot be written.
    """
    space = site.workspace
    spooled = spool(source, space.spool)
    if spooled is None:
        return None
    archive(spooled, space.archive)
    receipt = site.ledger.receive(relative, spooled.sha256, site.as_of, site.settings_mark)
    point("received")
    if not receipt.is_again:
        _note_arrival(receipt.drop, site)
    leave = Leave.GONE if stays else take_away(source, spooled)
    spooled.path.unlink(missing_ok=True)
    return Arrival(relative, receipt, leave)


def resume(drop: Drop, site: Site) -> Drop:
    """Go on with a drop that a killed or failed run left: first what it may not have come to any more.

    The journal says when it is gone on with, because by then other files may have come and other rules be in force.
    """
    journal = Journal(site.workspace.journal)
    if not any(line["kind"] == ARRIVED and line["drop"] == drop.drop_id for line in journal.lines()):
        _note_arrival(drop, site)
    inbox = site.workspace.inbox
    for entry in scan(inbox):
        if known_as(entry.path, inbox) == drop.path and hash_of(entry.path) == drop.sha256:
            take_away(entry.path, Spooled(entry.path, drop.sha256, entry.stamp))
    journal.append(
        RESUMED, {"drop": drop.drop_id, "at": site.as_of.isoformat(), "settings": site.settings_mark}
    )
    return drop


def _note_arrival(drop: Drop, site: Site) -> None:
    facts = {"drop": drop.drop_id, "path": drop.path, "sha256": drop.sha256}
    Journal(site.workspace.journal).append(
        ARRIVED, facts | {"at": drop.arrived_at.isoformat(), "settings": drop.settings}
    )


def tidy(site: Site) -> None:
    """Finish what a killed run left half-way: originals set aside in the inbox, and files half-written anywhere."""
    space = site.workspace
    finish_leaving(space.inbox, space.archive)
    ours = (
        space.spool, space.archive, space.returned, space.sent_back, space.register, space.reports, space.undo,
    )  # fmt: skip
    for folder in ours:
        clear_temporary(folder)
    for folder in (space.root, space.state, space.machine_home):
        clear_temporary(folder, below=False)
    for left in (path for path in space.spool.iterdir() if archived(space.archive, path.name).is_file()):
        left.unlink()
    site.store.drop_all_but({entry.source for entry in site.ledger.outbox()})
