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
from toolkit.intake.durable import copy_beside, hash_of, rename_over, write_whole
from toolkit.intake.journal import FORGOTTEN, Journal
from toolkit.intake.redact import TELLS_WHO, Person, holds, without, without_in_line
from toolkit.publishing import publish_outbox
from toolkit.rebuilding import rebuild
from toolkit.refreshing import Office
from toolkit.report.customer import of_customer
from toolkit.rereading import reads_the_same
from toolkit.words import LANGUAGES
from toolkit.words import forgetting as say

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from toolkit.settings.model import Settings
    from toolkit.site import Site
    from toolkit.words import Text
    from toolkit.workspace import Workspace

_SHORTEST = 2
"""Letters that a word must have to be looked for; a single one would take half the text along."""
_FOR_EVER = np.datetime64("9999-12-31T00:00:00", "s")
_MADE_ANEW = ("corrections.json", "refreshed.json", "status.json")


@dataclass(frozen=True)
class Plan:
    """What would go: rows of the ledger, kept originals, reports, and what only people can clear away.

    given_back: what lies in 已处理 and 待修正 as we put it there; left there, the next round would read it as new.
    """

    person: Person
    rows: int
    kept: tuple[Path, ...]
    given_out: tuple[Path, ...]
    given_back: tuple[Path, ...]
    left: tuple[Path, ...]
    ledgers: tuple[Path, ...]

    def lines(self, workspace: Workspace) -> Iterator[tuple[Text, object]]:
        """What to show before anything is done."""
        yield say.ROWS, self.rows
        yield say.KEPT, len(self.kept)
        yield from ((say.GIVEN_OUT, workspace.relative(path)) for path in self.given_out)
        yield from ((say.GIVEN_BACK, workspace.relative(path)) for path in self.given_back)
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
    if rows.empty and not _begun(space).is_file():
        raise LedgerError(say.NOBODY(space.lang, customer=customer))
    # Whoever shares a name with somebody who goes is not to lose it because time has passed.
    spared = frozenset(_words(facts.drop(rows.index))) if before is not None else frozenset()
    person = _person(rows, spared, site.settings)
    theirs = list(_telling((space.inbox, space.returned, space.sent_back, space.undo), person))
    read = [path for path in theirs if _is_read(path, site)]
    return Plan(
        person,
        len(rows),
        tuple(_telling((space.archive, space.bases.folder, space.spool), person)),
        tuple(_telling((space.reports,), person)),
        tuple(read),
        tuple(path for path in theirs if path not in read),
        tuple(_older_ledgers(space)),
    )


def _is_read(path: Path, site: Site) -> bool:
    """Whether a file lies where we publish, and nothing of it would be lost."""
    places = (site.workspace.returned, site.workspace.sent_back)
    return any(map(path.is_relative_to, places)) and site.ledger.has_read(hash_of(path))


def forget(site: Site, what: Plan, wall: float) -> None:
    """Carry out a plan; killed anywhere, doing it again finishes it. wall: the wall clock, in seconds.

    Raises:
        LedgerError: an original would lose rows of others; nothing was changed.
    """
    space = site.workspace
    _spare_others(site, what)
    write_whole(_begun(space), what.person.token)  # killed after the rebuild, nobody would be found to forget
    point("forgetting-begun")
    for path in what.kept:
        if (content := without(path, what.person)) is not None:
            _replace(path, content)
        point("redacted")
    if what.rows:
        _note(site, what)
    for path in (*what.ledgers, *what.given_out, *what.given_back):
        path.unlink(missing_ok=True)
    point("older-cleared")
    backup = rebuild(site, lambda _name: None).backup
    point("rebuilt-without")
    for path in _with_its_own(backup):
        path.unlink(missing_ok=True)
    for name in _MADE_ANEW:
        (space.state / name).unlink(missing_ok=True)
    shutil.rmtree(space.machine_home / "models", ignore_errors=True)  # learned from texts that are gone
    _begun(space).unlink(missing_ok=True)
    point("forgotten")
    publish_outbox(site, wall)  # the ledger opens anew where the other one was
    Office(site, wall).refresh()


def _spare_others(site: Site, what: Plan) -> None:
    """See that every original, once somebody is taken out of it, brings the rows that it brought."""
    for path in what.kept:
        content = without(path, what.person) if path.is_relative_to(site.workspace.archive) else None
        if content is not None and not reads_the_same(path, content, what.person, site):
            drop = site.ledger.drop_with(path.name)
            raise LedgerError(say.WOULD_LOSE, file=drop.name if drop else path.name)


def outlived_before(site: Site) -> np.datetime64 | None:
    """The moment before which a customer's last feedback must lie to be forgotten (保存期限); None where all is kept."""
    months = site.settings.answers["keep_months"]
    if not months or "://" in site.workspace.ledger_url:
        return None
    return np.datetime64(site.moment.astype("M8[M]") - int(months), "s")


def forget_outlived(site: Site, wall: float) -> int:
    """Forget everybody of whom nothing came for longer than 保存期限; return how many rows told of them."""
    before = outlived_before(site)
    facts = site.ledger.facts("feedback", with_withdrawn=True)
    if before is None or (_of_old(facts, before).empty and not _begun(site.workspace).is_file()):
        return 0
    what = plan(site, before=before)
    if (
        not what.kept and not _begun(site.workspace).is_file()
    ):  # what is left of them tells nobody who they were
        return 0
    forget(site, what, wall)
    return what.rows


def _begun(space: Workspace) -> Path:
    """Stands for as long as something is being forgotten; it tells nobody who."""
    return space.state / "forgetting"


def _note(site: Site, what: Plan) -> None:
    """Take the persons out of the journal, and leave a tombstone in it."""
    journal = site.workspace.journal
    if journal.is_file():
        lines = journal.read_text(encoding="utf-8").splitlines(keepends=True)
        _replace(journal, "".join(without_in_line(line, what.person) for line in lines).encode())
    point("journal-redacted")
    originals = [path.name for path in what.kept if path.is_relative_to(site.workspace.archive)]
    Journal(journal).append(
        FORGOTTEN,
        {"at": site.as_of.isoformat(), "as": what.person.token, "rows": what.rows, "originals": originals},
    )
    point("forgotten-noted")


def _of_old(facts: pd.DataFrame, before: np.datetime64) -> pd.DataFrame:
    """The rows of customers whose last feedback came before a moment, without those that are forgotten already."""
    who = _who(facts)
    last = facts.groupby(who)["received_at"].transform("max")
    tokens = tuple(say.TOKEN(lang) for lang in LANGUAGES)
    return facts[(last < before) & ~who.astype(str).str.startswith(tokens)]


def _who(facts: pd.DataFrame) -> pd.Series:
    """Who gave each feedback: by id, else by what else tells it."""
    known = [facts[key] for key in TELLS_WHO if key in facts]
    who = known[0].astype(object)
    for other in known[1:]:
        who = who.fillna(other)
    return who


def _person(rows: pd.DataFrame, spared: frozenset[str], settings: Settings) -> Person:
    """Everybody in these rows, each with a word of their own to stand there afterwards."""
    token = f"{say.TOKEN(settings.lang)}-{secrets.token_hex(3)}"
    mapped = (pair for mapping in settings.mappings for pair in mapping.headers.items())
    headers = frozenset(header for header, key in mapped if key in TELLS_WHO)
    customers = [*rows.groupby(_who(rows), sort=False)] if len(rows) else []
    words = [frozenset(_words(theirs)) - spared for _, theirs in customers]
    if len(customers) == 1:
        return Person(words[0], token, headers=headers)
    tokens = {word: f"{token}{number}" for number, theirs in enumerate(words, start=1) for word in theirs}
    return Person(frozenset(tokens), token, tokens, headers)


def _words(rows: pd.DataFrame) -> Iterator[str]:
    """What tells who it is: the id, and what stands in columns of names and contacts of customers."""
    for key in TELLS_WHO:
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
