"""撤回: what a drop brought is taken back, by its number or because its workbook was moved into the folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.excel.reading.inside import Inside
from toolkit.intake.crash import point
from toolkit.intake.durable import hash_of, write_whole
from toolkit.intake.gate.verdict import inspect
from toolkit.intake.journal import UNDONE, Journal
from toolkit.intake.scan import scan
from toolkit.intake.settle import settle_once
from toolkit.ledger.drop import UNDONE as IS_UNDONE
from toolkit.report.note import drop_note, note_html
from toolkit.report.options import DropCount
from toolkit.schema.identity import BOOK, REVISION
from toolkit.words import hands as say
from toolkit.words import places

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from toolkit.intake.scan import Entry
    from toolkit.ledger.drop import Drop
    from toolkit.ledger.keeping.undo import Undone
    from toolkit.rules.finding import Finding
    from toolkit.site import Site


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A workbook that somebody moved into 撤回, and what came of it. drop: the number of what it brought; 0 if unknown."""

    path: str
    is_done: bool
    findings: tuple[Finding, ...] = ()
    drop: int = 0


def undo(site: Site, drop_id: int) -> Undone:
    """Take back what a drop brought; where later work stands on it, nothing happens and it is said which.

    The decision is in the journal first: replayed, it comes out the same.

    Raises:
        LedgerError: there is no such drop.
    """
    drop = site.ledger.drop(drop_id)
    would_be = site.ledger.would_undo(drop)
    if drop.state == IS_UNDONE or not would_be.is_done:
        return would_be
    Journal(site.workspace.journal).append(UNDONE, {"drop": drop_id, "at": site.as_of.isoformat()})
    point("undo-noted")
    undone = site.ledger.undo(drop, site.as_of)
    point("undone")
    return undone


def finish_undoing(site: Site) -> None:
    """Take back what a killed run had decided to and not come to: its decision is the last line of the journal."""
    line = Journal(site.workspace.journal).last()
    if line and line["kind"] == UNDONE:
        site.ledger.undo(site.ledger.drop(line["drop"]), site.as_of)


def withdraw(site: Site, wall: float) -> list[Withdrawn]:
    """Take back what the workbooks in 撤回 brought, and lay a note beside each; repeating changes nothing.

    wall: the wall clock, in seconds.
    """
    folder = site.workspace.undo
    if not folder.is_dir():
        return []
    suffix = places.REASONS_SUFFIX(site.workspace.lang)
    files = [entry for entry in scan(folder) if not entry.path.name.endswith(suffix)]
    judged = settle_once(files, site.workspace.machine.quiet, wall)
    told = [_withdrawn(entry, site) for entry, reason in judged if reason is None]
    _clear_notes(folder, suffix)
    return [one for one in told if one]


def _withdrawn(entry: Entry, site: Site) -> Withdrawn | None:
    drop = _drop_of(entry, site)
    name = entry.path.relative_to(site.workspace.undo).as_posix()
    if drop is None:
        told = Withdrawn(name, is_done=False)
        return told if _note(entry, told, site) else None
    undone = undo(site, drop.drop_id)
    told = Withdrawn(name, undone.is_done, undone.findings, drop.drop_id)
    return told if _note(entry, told, site) else None


def _drop_of(entry: Entry, site: Site) -> Drop | None:
    """What brought a workbook's content: by what it says of itself, else by the content of what came or went back."""
    gate = inspect(entry.path, site.limits)
    if not gate.is_refused:
        said = Inside(entry.path, gate.format).properties
        book, revision = said.get(BOOK, ""), said.get(REVISION, "")
        if book and revision.isdecimal() and (found := site.ledger.drop_of(book, int(revision))):
            return found
    return site.ledger.drop_with(hash_of(entry.path))


def _note(entry: Entry, told: Withdrawn, site: Site) -> bool:
    """Lay a note beside a workbook, unless it lies there already; say whether it is new."""
    heading = say.UNDONE_NOTE if told.is_done else say.NOT_UNDONE_NOTE if told.drop else say.UNKNOWN_FILE
    made = drop_note(DropCount(entry.path.name, 0, 0, 0), told.findings, site.moment, site.lang)
    page = note_html(replace(made, heading=heading(site.lang), steps=(), foot=""))
    target = entry.path.with_name(f"{entry.path.name}{places.REASONS_SUFFIX(site.workspace.lang)}")
    if target.is_file() and target.read_text(encoding="utf-8") == page:
        return False
    write_whole(target, page)
    point("undo-told")
    return True


def _clear_notes(folder: Path, suffix: str) -> None:
    """Remove notes whose workbook has gone."""
    for note in list(_notes(folder, suffix)):
        if not note.with_name(note.name.removesuffix(suffix)).exists():
            note.unlink()


def _notes(folder: Path, suffix: str) -> Iterator[Path]:
    return (entry.path for entry in scan(folder) if entry.path.name.endswith(suffix))
