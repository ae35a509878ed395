"""How a ledger is opened, versioned and backed up: SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from toolkit.errors import LedgerError
from toolkit.ledger.tables import DROPS, META, METADATA, VERSION
from toolkit.words import ledger as say

if TYPE_CHECKING:
    from collections.abc import Iterable


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


Columns = Mapping[str, Any]
"""Rows to write, by column: a list or array with a value for each row, or one value for all."""


def write(connection: sa.Connection, statement: sa.Insert | sa.Update, columns: Columns, count: int) -> None:
    """Execute a statement for `count` rows; the columns bear the names of its parameters.

    It is compiled once and the driver takes the rows as they are: of 100,000 rows that saves most of the time.
    """
    if not count:
        return
    names = list(columns) if isinstance(statement, sa.Insert) else None
    compiled = statement.compile(dialect=connection.dialect, column_keys=names)
    if compiled.positional:
        rows = zip(*(_each(columns[name], count) for name in compiled.positiontup or ()), strict=True)
        connection.exec_driver_sql(str(compiled), list(rows))
    else:
        rows = zip(*(_each(values, count) for values in columns.values()), strict=True)
        connection.exec_driver_sql(str(compiled), [dict(zip(columns, row, strict=True)) for row in rows])


def _each(values: Any, count: int) -> Iterable[Any]:
    if isinstance(values, np.ndarray):
        return list(values.tolist())
    return values if isinstance(values, list) else repeat(values, count)


def insert(connection: sa.Connection, table: sa.Table, columns: Columns, count: int = 1) -> None:
    """Insert rows."""
    write(connection, table.insert(), columns, count)


def update(connection: sa.Connection, key: sa.Column[Any], columns: Columns, count: int) -> None:
    """Set columns of the rows that a key names; the values of the key stand under "which"."""
    values: dict[str, Any] = {name: sa.bindparam(name) for name in columns if name != "which"}
    write(connection, key.table.update().where(key == sa.bindparam("which")).values(values), columns, count)


def upsert(connection: sa.Connection, table: sa.Table, columns: Columns, count: int = 1) -> None:
    """Insert rows; where the primary key exists, replace the other columns."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table)
    keys = [column.name for column in table.primary_key]
    others = {name: statement.excluded[name] for name in columns if name not in keys}
    write(connection, statement.on_conflict_do_update(index_elements=keys, set_=others), columns, count)


def prepare(engine: sa.Engine) -> str:
    """Make the tables where there are none; return what a ledger of an older version was backed up as, or "".

    Raises:
        LedgerError: the file is no ledger, a newer program wrote it, or it cannot be opened.
    """
    try:
        # One transaction: a second program that opens the same new ledger waits and then finds it made.
        with engine.begin() as connection:
            found = _version(connection, engine)
            if found != VERSION:
                _start(connection, "" if found is None else back_up(engine, f"v{found}"))
            return _read(connection, "needs_rebuild")
    except sa.exc.DatabaseError as error:
        if "not a database" in str(error.orig):
            raise LedgerError(say.NOT_A_LEDGER, file=_name(engine)) from error
        raise LedgerError(say.CANNOT_OPEN, file=_name(engine), reason=error.orig) from error


def _version(connection: sa.Connection, engine: sa.Engine) -> int | None:
    tables = sa.inspect(connection).get_table_names()
    if not tables:
        return None
    if META.name not in tables or DROPS.name not in tables:
        raise LedgerError(say.NOT_A_LEDGER, file=_name(engine))
    found = int(_read(connection, "version") or 0)
    if found > VERSION:
        raise LedgerError(say.NEWER, file=_name(engine), found=found, known=VERSION)
    return found


def _start(connection: sa.Connection, backup: str) -> None:
    """Begin an empty ledger; after a backup it stays marked until somebody has rebuilt it."""
    old = sa.MetaData()
    old.reflect(connection)
    old.drop_all(connection)
    METADATA.create_all(connection)
    facts = {"version": str(VERSION), "revision": "0", "needs_rebuild": backup}
    insert(connection, META, {"name": list(facts), "value": list(facts.values())}, len(facts))


def _read(connection: sa.Connection, name: str) -> str:
    return connection.scalar(sa.select(META.c.value).where(META.c.name == name)) or ""


def revision_of(connection: sa.Connection) -> int:
    """How many times the ledger was written to; it grows with every commit."""
    return int(_read(connection, "revision") or 0)


def grow(connection: sa.Connection) -> int:
    """Begin the next revision and return it; whoever else wants to write waits until we are done."""
    found = sa.select(META.c.value).where(META.c.name == "revision").with_for_update()
    revision = int(connection.scalar(found) or 0) + 1
    connection.execute(META.update().where(META.c.name == "revision").values(value=str(revision)))
    return revision


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
