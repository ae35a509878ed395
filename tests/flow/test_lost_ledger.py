"""A ledger that is lost, or of an older version, is made anew from journal and archive before anything is taken."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest

from toolkit.ledger.ledger import Ledger
from toolkit.ledger.store import VERSION
from toolkit.rounds import run_once
from toolkit.workspace import Workspace

SAMPLE = Path(__file__).resolve().parents[2] / "workbooks"
AS_OF = datetime(2026, 11, 2, 9)


@pytest.fixture
def space(tmp_path, monkeypatch):
    monkeypatch.setenv("VOC_HOME", str(tmp_path / "home"))
    root = tmp_path / "ws"
    root.mkdir()
    for name in ("设置.xlsx", "voc.toml"):
        shutil.copyfile(SAMPLE / name, root / name)
    shutil.copytree(SAMPLE / "示例" / "华东", root / "示例" / "华东")
    made = Workspace.open(root)
    run_once(made, AS_OF)
    return made


def fingerprint(space: Workspace) -> str:
    with Ledger.open(space.ledger_url) as ledger:
        return ledger.fingerprint()


def test_a_lost_ledger_comes_back_with_the_next_run(space):
    before = fingerprint(space)
    for path in Path(space.ledger_url).parent.glob("ledger.sqlite3*"):
        path.unlink()
    done = run_once(space, AS_OF)
    assert done.outcomes == []
    assert fingerprint(space) == before


def test_a_ledger_of_an_older_version_is_kept_beside_and_made_anew(space):
    before = fingerprint(space)
    with sqlite3.connect(space.ledger_url) as connection:
        connection.execute("update meta set value = ? where name = 'version'", (str(VERSION - 1),))
    connection.close()
    run_once(space, AS_OF)
    assert fingerprint(space) == before
    assert (
        len(
            [
                path
                for path in Path(space.ledger_url).parent.glob("ledger*")
                if path.suffix not in (".sqlite3-wal", ".sqlite3-shm")
            ]
        )
        >= 2
    )
