"""The ledger made anew from journal and archive: the same drops in the same order give the same facts and numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.arrivals import ARRIVED
from toolkit.errors import LedgerError
from toolkit.intake.durable import hash_of
from toolkit.intake.journal import Journal
from toolkit.ledger.ledger import Ledger
from toolkit.pipeline import process
from toolkit.rulebook import rules_of_mark
from toolkit.words import workspace as say

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.ledger.undo import Undone
    from toolkit.site import Site

UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How much was replayed, and where the old ledger was put."""

    drops: int
    rows: int
    backup: Path | None


def rebuild(site: Site, progress: Callable[[str], None]) -> Rebuilt:
    """Replay the journal into a new ledger and put it in the old one's place; the old one is kept beside it.

    Raises:
        LedgerError: the ledger is a database by URL, which only its keeper may empty.
    """
    where = site.workspace.ledger_url
    if "://" in where:
        raise LedgerError(say.NOT_A_FILE(site.lang, url=where))
    new = Path(f"{where}.new")
    for left in _files_of(new):
        left.unlink()
    with Ledger.open(new) as ledger:
        count = replay(replace(site, ledger=ledger), progress)
        rows = len(ledger.facts())
        _settle_outbox(ledger, site)
    site.ledger.close()
    return Rebuilt(count, rows, _replace(Path(where), new, site.as_of))


def replay(site: Site, progress: Callable[[str], None]) -> int:
    """Do again what the journal says, in order, each under the settings of its time; return how many drops."""
    count = 0
    rules = {site.settings_mark: site.settings}
    for line in Journal(site.workspace.journal).lines():
        if line["kind"] == UNDONE:
            site.ledger.undo(site.ledger.drop(line["drop"]))
        if line["kind"] != ARRIVED:
            continue
        progress(line["path"])
        at, mark = datetime.fromisoformat(line["at"]), line["settings"]
        if mark not in rules:
            rules[mark] = rules_of_mark(mark, site.workspace, site.reader, at.date()).settings
        then = replace(site, settings=rules[mark], settings_mark=mark, as_of=at)
        receipt = site.ledger.receive(line["path"], line["sha256"], at, mark)
        if not receipt.is_again:
            process(receipt.drop, then)
            count += 1
    return count


def undo(site: Site, drop_id: int) -> Undone:
    """Take back what a drop brought. The decision is in the journal first: replayed, it comes out the same.

    Raises:
        LedgerError: there is no such drop.
    """
    drop = site.ledger.drop(drop_id)
    Journal(site.workspace.journal).append(UNDONE, {"drop": drop_id, "at": site.as_of.isoformat()})
    return site.ledger.undo(drop)


def _settle_outbox(ledger: Ledger, site: Site) -> None:
    """What stands in the folder already, or was changed there by people, is not written again."""
    for entry in ledger.outbox():
        target = site.workspace.root / entry.target
        if target.exists():
            ledger.published(entry, hash_of(target))


def _replace(old: Path, new: Path, at: datetime) -> Path | None:
    backup = old.with_name(f"{old.name}.{at:%Y%m%d-%H%M%S}")
    for left in _files_of(old):
        left.replace(left.with_name(left.name.replace(old.name, backup.name)))
    for made in _files_of(new):
        made.replace(made.with_name(made.name.replace(new.name, old.name)))
    return backup if backup.exists() else None


def _files_of(database: Path) -> list[Path]:
    """A database and what SQLite keeps beside it."""
    return [path for suffix in ("", "-wal", "-shm") if (path := Path(f"{database}{suffix}")).exists()]
