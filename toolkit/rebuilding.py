"""The ledger made anew from journal and archive: the same drops in the same order give the same facts and numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.advice import Repeating
from toolkit.closing import note_again
from toolkit.errors import LedgerError
from toolkit.intake.journal import ARRIVED, FORGOTTEN, REPORTED, RESUMED, SUGGESTED, UNDONE, Journal
from toolkit.ledger.ledger import Ledger
from toolkit.pipeline import attempt
from toolkit.rulebook import rules_of_mark
from toolkit.words import workspace as say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from toolkit.ledger.drop import Drop
    from toolkit.site import Site


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


def catch_up(site: Site, *, is_new: bool) -> None:
    """Fill a ledger that is of an older version, or that was lost while the journal was not; else do nothing.

    is_new: whether the ledger was made just now.
    """
    if site.ledger.needs_rebuild or (is_new and any(Journal(site.workspace.journal).lines())):
        replay(site, lambda _name: None)
        _settle_outbox(site.ledger, site)
        site.ledger.rebuilt()


def replay(site: Site, progress: Callable[[str], None]) -> int:
    """Do again what the journal says, in order, each under the settings of its time; return how many drops."""
    lines = list(Journal(site.workspace.journal).lines())
    finished = {line["drop"]: line for line in lines if line["kind"] in (ARRIVED, RESUMED)}
    said = {line["drop"]: line["said"] for line in lines if line["kind"] == SUGGESTED}
    drops: dict[int, Drop] = {}
    times = _Times(site)
    for line in lines:
        if line["kind"] == REPORTED:
            note_again(line, site)
        if line["kind"] in (REPORTED, FORGOTTEN):
            continue
        number = line["drop"]
        if line["kind"] == ARRIVED and number not in drops:
            at = datetime.fromisoformat(line["at"])
            drops[number] = site.ledger.receive(line["path"], line["sha256"], at, line["settings"]).drop
        if line["kind"] == UNDONE:
            at = datetime.fromisoformat(line["at"])
            site.ledger.undo(site.ledger.drop(drops[number].drop_id), at)
        elif line is finished[number]:
            progress(drops[number].name)
            attempt(drops[number], replace(times.of(line), said=Repeating(said.get(number, ()))))
    return len(drops)


@dataclass
class _Times:
    """The site as it was at a line of the journal: its moment, and the settings of that time."""

    site: Site

    def __post_init__(self) -> None:
        self._known = {self.site.settings_mark: self.site.settings}

    def of(self, line: Mapping[str, Any]) -> Site:
        at, mark = datetime.fromisoformat(line["at"]), line["settings"]
        if mark not in self._known:
            rules = rules_of_mark(mark, self.site.workspace, self.site.reader, at.date())
            self._known[mark] = rules.settings
        return replace(self.site, settings=self._known[mark], settings_mark=mark, as_of=at)


def _settle_outbox(ledger: Ledger, site: Site) -> None:
    """What stands in the folder already is not written again; what people made of it meanwhile is yet to be read."""
    for entry in ledger.outbox():
        if (site.workspace.root / entry.target).exists():
            ledger.published(entry, entry.source)


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
