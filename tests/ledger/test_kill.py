"""A kill between any two statements loses nothing and counts nothing twice."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from ledger_desk import NOON, rows_of, table

from toolkit.ledger.drop import Outgoing
from toolkit.ledger.ledger import Ledger

BOOKS = {
    "s1": ("a.xlsx", rows_of("C1", "C2", "C3")),
    "s2": (
        "a.xlsx",
        [*rows_of("C1"), rows_of("C1", "C2")[1] | {"owner": "张三"}, *rows_of("C1", "C2", "C3", "C4")[2:]],
    ),
}


class KilledError(BaseException):
    """The process ends here."""


def work(path, kill=lambda _statement: None):
    """One start of the program: finish what was begun, take what is there, publish what waits."""
    with Ledger.open(path) as ledger:
        sa.event.listen(ledger._engine, "before_cursor_execute", lambda *call: kill(call[2]))
        sa.event.listen(ledger._engine, "commit", lambda _connection: kill("COMMIT"))
        for sha, (name, cells) in BOOKS.items():
            receipt = ledger.receive(name, sha, NOON)
            if not receipt.is_again:
                drop = ledger.attempt(receipt.drop)
                merged = ledger.merge(drop, [table(cells)], [np.arange(len(cells)) != 2])
                ledger.commit(merged, merged.findings, [Outgoing("returned", f"已处理/{name}", sha)])
        for entry in ledger.outbox():
            ledger.published(entry, f"published {entry.source}")


def state(path):
    with Ledger.open(path) as ledger:
        counts = ledger.drops()[["state", "rows_read", "rows_accepted", "rows_new"]].to_numpy().tolist()
        waiting = ledger.unaccepted()[["file", "row", "since"]].astype(str).to_numpy().tolist()
        return (
            ledger.fingerprint(),
            ledger.revision,
            counts,
            waiting,
            ledger.last_published("已处理/a.xlsx"),
            ledger.outbox(),
        )


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    path = tmp_path_factory.mktemp("undisturbed") / "ledger"
    statements = []
    work(path, statements.append)
    return state(path), len(statements)


def killer(at):
    """Return a hook that ends the process at the n-th statement."""
    seen = iter(range(10_000))

    def kill(_statement):
        if next(seen) == at:
            raise KilledError

    return kill


def test_a_kill_at_any_statement_is_made_good_by_the_next_start(tmp_path, undisturbed):
    expected, statements = undisturbed
    for at in range(0, statements, 3):
        path = tmp_path / str(at)
        with pytest.raises(KilledError):
            work(path, killer(at))
        work(path)
        assert state(path) == expected, at


def test_kill_after_kill_gets_there_in_the_end(tmp_path, undisturbed):
    expected, statements = undisturbed
    path = tmp_path / "ledger"
    for at in range(0, statements, 5):
        try:
            work(path, killer(at))
        except KilledError:
            continue
    work(path)
    assert state(path) == expected


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75])
def test_a_process_that_really_dies(tmp_path, undisturbed, share):
    expected, statements = undisturbed
    code = f"import os, test_kill as t\nn = iter(range(9999))\nt.work({str(tmp_path / 'l')!r}, lambda s: os._exit(9) if next(n) == {int(statements * share)} else None)"
    here = str(Path(__file__).parent)
    paths = os.pathsep.join([here, str(Path(here).parents[1])])
    died = subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": paths}, check=False)
    assert died.returncode == 9
    work(tmp_path / "l")
    assert state(tmp_path / "l") == expected
