"""voc.toml: what a machine may say about limits, the ledger's place and the archive, and what it may not."""

from __future__ import annotations

import os
import stat

import pytest

from toolkit.errors import WorkspaceError
from toolkit.intake.disk import Disk
from toolkit.intake.gate.inspection import MB, Limits
from toolkit.workspace import Machine, Workspace


def space(tmp_path, toml, monkeypatch):
    monkeypatch.setenv("VOC_HOME", str(tmp_path / "home"))
    root = tmp_path / "desk"
    root.mkdir()
    (root / "voc.toml").write_text(toml, encoding="utf-8")
    return Workspace(root, "zh", Machine.read(root / "voc.toml"))


def test_limits_are_said_in_megabytes_and_counts(tmp_path, monkeypatch):
    told = space(tmp_path, "[limits]\nfile_mb = 20\ncells = 9\n", monkeypatch).machine.limits
    assert told == Limits(file_bytes=20 * MB, cells=9)


@pytest.mark.parametrize(
    "line",
    ["file_bytes = 3", "rows = 3", "cells = 0", "cells = '3'", "cells = true", "told_mb = 3", "cells_mb = 3"],
)
def test_a_limit_that_makes_no_sense_is_refused(tmp_path, monkeypatch, line):
    with pytest.raises(WorkspaceError, match=line.split()[0]):
        space(tmp_path, f"[limits]\n{line}\n", monkeypatch)


@pytest.mark.parametrize(("disk", "why"), [(Disk.SHARE, "网络共享"), (Disk.SYNCED, "同步盘")])
def test_a_ledger_on_a_share_is_refused_with_the_reason(tmp_path, monkeypatch, disk, why):
    monkeypatch.setattr("toolkit.workspace.disk_of", lambda _folder: disk)
    with pytest.raises(WorkspaceError, match=why):
        _ = space(tmp_path, "ledger = 'Z:/ledger.sqlite3'", monkeypatch).ledger_url


def test_a_ledger_beside_a_workspace_on_a_share_lies_on_the_machine_itself(tmp_path, monkeypatch):
    monkeypatch.setattr("toolkit.workspace.disk_of", lambda _folder: Disk.SHARE)
    assert space(tmp_path, "", monkeypatch).ledger_url.startswith(str(tmp_path / "home"))


def test_a_ledgers_place_is_meant_from_the_workspace_wherever_we_were_started(tmp_path, monkeypatch):
    desk = space(tmp_path, "ledger = 'mine.sqlite3'", monkeypatch)
    assert desk.ledger_url == str(desk.root / "mine.sqlite3")


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right of its own")
def test_what_goes_out_must_not_come_in_again(tmp_path, monkeypatch):
    desk = space(tmp_path, "", monkeypatch)
    desk.inbox.mkdir()
    (desk.inbox / "里面").mkdir()
    desk.returned.symlink_to(desk.inbox / "里面", target_is_directory=True)
    with pytest.raises(WorkspaceError, match="收件箱"):
        desk.make_ready()


@pytest.mark.skipif(os.name == "nt", reason="rights of a file")
def test_the_archive_may_be_for_this_account_alone(tmp_path, monkeypatch):
    desk = space(tmp_path, "private_archive = true", monkeypatch)
    desk.make_ready()
    assert stat.S_IMODE(desk.archive.stat().st_mode) == 0o700
