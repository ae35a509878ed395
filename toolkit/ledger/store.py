"""How a ledger is opened, versioned and backed up: SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from toolkit.errors import LedgerError
from toolkit.ledger.tables import DROPS, META, METADATA, VERSION
from toolkit.words import ledger as say

if TYPE_CHECKING:
    from collections.abc import Sequence


def connect(where: str | Path) -> sa.Engine:
    """Return an engine for a path (SQLite) or a URL; creates the file, private to its user."""
    url = str(where) if "://" in str(where) else f"sqlite:///{Path(where)}"
    engine = sa.create_engine(url)
    if engine.dialect.name == "sqlite":
        _make_private(engine.url.database)
        sa.event.listen(engine, "connect", _configure)
        sa.event.listen(engine, "begin", _begin)
    return engine


def _make_private(database: str | None) -> None:
    if not database or database == ":memory:":
        return
    path = Path(database)
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with suppress(OSError):
        path.chmod(0o600)


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions begin too late to keep a second writer out; ours begin in _begin.
    connection.isolation_level = None
    for pragma in ("busy_timeout=60000", "journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    only_reads = connection.get_execution_options().get("only_reads", False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def upsert(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; where the primary key exists, replace the other columns."""
    if not rows:
        return
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table)
    keys = [column.name for column in table.primary_key]
    others = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others), rows)


def prepare(engine: sa.Engine) -> str:
    """Make the tables where there are none; return what a ledger of an older version was backed up as, or "".

    Raises:
        LedgerError: the file is no ledger, or a newer program wrote it.
    """
    try:
        with engine.begin() as connection:
            found = _version(connection, engine)
            if found == VERSION:
                return _read(connection, "needs_rebuild")
        if found:
            return _start_anew(engine, found)
        _create(engine, "")
    except sa.exc.DatabaseError as error:
        raise LedgerError(say.NOT_A_LEDGER("zh", file=_name(engine))) from error
    return ""


def _version(connection: sa.Connection, engine: sa.Engine) -> int:
    tables = sa.inspect(connection).get_table_names()
    if not tables:
        return 0
    if META.name not in tables or DROPS.name not in tables:
        raise LedgerError(say.NOT_A_LEDGER("zh", file=_name(engine)))
    found = int(_read(connection, "version") or 0)
    if found > VERSION:
        raise LedgerError(say.NEWER("zh", file=_name(engine), found=found, known=VERSION))
    return found


def _read(connection: sa.Connection, name: str) -> str:
    return connection.scalar(sa.select(META.c.value).where(META.c.name == name)) or ""


def revision_of(connection: sa.Connection) -> int:
    """How many times the ledger was written to; it grows with every commit."""
    return int(_read(connection, "revision") or 0)


def grow(connection: sa.Connection) -> int:
    """Begin the next revision and return it."""
    revision = revision_of(connection) + 1
    connection.execute(META.update().where(META.c.name == "revision").values(value=str(revision)))
    return revision


def _create(engine: sa.Engine, backup: str) -> None:
    with engine.begin() as connection:
        METADATA.create_all(connection)
        facts = {"version": str(VERSION), "revision": "0", "needs_rebuild": backup}
        upsert(connection, META, [{"name": name, "value": value} for name, value in facts.items()])


def _start_anew(engine: sa.Engine, found: int) -> str:
    """Keep an older ledger beside itself and empty it; it stays marked until somebody has rebuilt it."""
    backup = back_up(engine, f"v{found}")
    with engine.begin() as connection:
        old = sa.MetaData()
        old.reflect(connection)
        old.drop_all(connection)
        METADATA.create_all(connection)
        facts = {"version": str(VERSION), "revision": "0", "needs_rebuild": backup}
        upsert(connection, META, [{"name": name, "value": value} for name, value in facts.items()])
    return backup


def back_up(engine: sa.Engine, suffix: str) -> str:
    """Copy the whole ledger beside itself while it may be in use; return the copy's path ("" without a file)."""
    database = engine.url.database
    if engine.dialect.name != "sqlite" or not database or database == ":memory:":
        return ""
    target = Path(f"{database}.{suffix}.bak")
    _make_private(str(target))
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return str(target)


def _name(engine: sa.Engine) -> str:
    return Path(engine.url.database or "").name
