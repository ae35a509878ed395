"""From the inbox into our keeping, in an order that a kill between any two writes cannot break.

T1 a copy in the spool · archived, and its journal line · T2 received in the ledger · T3 the original leaves the inbox.
Only then is anything parsed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.intake.archive import Leave, archive, finish_leaving, spool, take_away
from toolkit.intake.crash import point
from toolkit.intake.durable import clear_temporary
from toolkit.intake.journal import Journal

if TYPE_CHECKING:
    from toolkit.ledger.drop import Receipt
    from toolkit.site import Site

ARRIVED = "arrived"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that is ours now. leave: whether the original could be taken out of the inbox."""

    path: str
    receipt: Receipt
    leave: Leave


def take(source: Path, relative: str, site: Site, *, stays: bool = False) -> Arrival | None:
    """Take a settled file into our keeping; None where somebody is writing to it.

    relative: its path inside the inbox. stays: the file is a living one, such as a returned workbook that people go on
    working in, and is not taken away.

    Raises:
        OSError: it cannot be read now, or our own folders cannot be written.
    """
    space = site.workspace
    spooled = spool(source, space.spool)
    if spooled is None:
        return None
    archive(spooled, space.archive)
    Journal(space.journal).append(
        ARRIVED,
        {"path": relative, "sha256": spooled.sha256, "at": site.as_of.isoformat(), "settings": site.settings_mark},
    )
    receipt = site.ledger.receive(relative, spooled.sha256, site.as_of, site.settings_mark)
    point("received")
    leave = Leave.GONE if stays else take_away(source, spooled)
    spooled.path.unlink(missing_ok=True)
    return Arrival(relative, receipt, leave)


def tidy(site: Site) -> None:
    """Finish what a killed run left half-way: originals set aside in the inbox, and files half-written anywhere."""
    space = site.workspace
    finish_leaving(space.inbox, space.archive)
    roots = (space.spool, space.archive, space.returned, space.sent_back, space.register, space.reports)
    for root in filter(Path.is_dir, roots):
        for folder in (root, *(path for path in root.rglob("*") if path.is_dir())):
            clear_temporary(folder)
