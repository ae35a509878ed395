"""A customer is forgotten: the originals that tell of one are kept without them, and everything is made anew from these.

Nothing is changed inside the ledger. It is replayed from an archive in which the person stands no more, so no table,
index or history can have been overlooked; the older copies of it go.
"""

from __future__ import annotations

import io
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from toolkit.errors import LedgerError
from toolkit.intake.crash import point
from toolkit.intake.durable import copy_beside, rename_over
from toolkit.intake.journal import FORGOTTEN, Journal
from toolkit.intake.redact import Person, holds, without
from toolkit.rebuilding import rebuild
from toolkit.refreshing import Office
from toolkit.report.customer import of_customer
from toolkit.words import forgetting as say

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from toolkit.site import Site
    from toolkit.words import Text
    from toolkit.workspace import Workspace

_SHORTEST = 2
"""Letters that a word must have to be looked for; a single one would take half the text along."""
_FOR_EVER = np.datetime64("9999-12-31T00:00:00", "s")
_MADE_ANEW = ("corrections.json", "refreshed.json", "status.json")


@dataclass(frozen=True)
class Plan:
    """What would go: rows of the ledger, kept originals, reports, and what only people can clear away."""

    person: Person
    rows: int
    kept: tuple[Path, ...]
    given_out: tuple[Path, ...]
    left: tuple[Path, ...]
    ledgers: tuple[Path, ...]

    def lines(self, workspace: Workspace) -> Iterator[tuple[Text, object]]:
        """What to show before anything is done."""
        yield say.ROWS, self.rows
        yield say.KEPT, len(self.kept)
        yield from ((say.GIVEN_OUT, workspace.relative(path)) for path in self.given_out)
        yield from ((say.LEDGERS, path) for path in self.ledgers)
        yield from ((say.LEFT, workspace.relative(path)) for path in self.left)


def plan(site: Site, customer: str = "", before: np.datetime64 | None = None) -> Plan:
    """Return what forgetting a customer would take, or all of whom nothing came since a moment (保存期限).

    Raises:
        LedgerError: there is nobody to forget, or the ledger is a database that only its keeper may empty.
    """
    space = site.workspace
    if "://" in space.ledger_url:
        raise LedgerError(say.NOT_IN_A_DATABASE(space.lang))
    facts = site.ledger.facts("feedback", with_withdrawn=True)
    rows = _of_old(facts, before) if before is not None else of_customer(facts, customer, _FOR_EVER)
    if rows.empty:
        raise LedgerError(say.NOBODY(space.lang, customer=customer))
    person = Person(frozenset(_words(rows)), f"{say.TOKEN(space.lang)}-{secrets.token_hex(3)}")
    return Plan(
        person,
        len(rows),
        tuple(_telling((space.archive, space.bases.folder, space.spool), person)),
        tuple(_telling((space.reports,), person)),
        tuple(_telling((space.inbox, space.returned, space.sent_back, space.undo), person)),
        tuple(_older_ledgers(space)),
    )


def forget(site: Site, what: Plan, wall: float) -> None:
    """Carry out a plan; killed anywhere, doing it again finishes it. wall: the wall clock, in seconds."""
    space = site.workspace
    for path in what.kept:
        _replace(path, without(path, what.person))
        point("redacted")
    if space.journal.is_file():
        _replace(space.journal, what.person.taken_out(space.journal.read_text(encoding="utf-8")).encode())
    Journal(space.journal).append(
        FORGOTTEN,
        {"at": site.as_of.isoformat(), "as": what.person.token, "rows": what.rows,
         "originals": [path.name for path in what.kept if path.is_relative_to(space.archive)]},
    )  # fmt: skip
    point("forgotten-noted")
    backup = rebuild(site, lambda _name: None).backup
    for path in (*what.ledgers, *_with_its_own(backup), *what.given_out):
        path.unlink(missing_ok=True)
    for name in _MADE_ANEW:
        (space.state / name).unlink(missing_ok=True)
    shutil.rmtree(space.machine_home / "models", ignore_errors=True)  # learned from texts that are gone
    point("forgotten")
    Office(site, wall).refresh()  # the ledger opens anew where the other one was


def _of_old(facts: pd.DataFrame, before: np.datetime64) -> pd.DataFrame:
    """The rows of customers whose last feedback came before a moment."""
    last = facts.groupby("customer_id")["received_at"].transform("max")
    return facts[last < before]


def _words(rows: pd.DataFrame) -> Iterator[str]:
    """What tells who it is: the id, and what stands in columns of names and contacts of customers."""
    for key in ("customer_id", "customer_name", "contact"):
        for value in rows[key].dropna().astype(str).unique() if key in rows else ():
            if len(word := value.strip()) >= _SHORTEST:
                yield word


def _telling(folders: tuple[Path, ...], person: Person) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and not path.is_symlink() and (person.is_in(path.name) or holds(path, person)):
                yield path


def _older_ledgers(space: Workspace) -> Iterator[Path]:
    where = Path(space.ledger_url)
    now = {where, *(Path(f"{where}{suffix}") for suffix in ("-wal", "-shm"))}
    yield from (path for path in sorted(where.parent.glob(f"{where.name}*")) if path not in now)


def _with_its_own(backup: Path | None) -> Iterator[Path]:
    if backup is not None:
        yield from (Path(f"{backup}{suffix}") for suffix in ("", "-wal", "-shm"))


def _replace(path: Path, content: bytes) -> None:
    temporary, _ = copy_beside(io.BytesIO(content), path.parent)
    rename_over(temporary, path)
