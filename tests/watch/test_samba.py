"""On a share as offices have them: a real Samba server, and computers that reach it by clients of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from flow_books import book, rows
from racing import race_in
from samba_share import answers, shared_by_samba, until
from test_shift import status_of, watching

from toolkit.intake.claim import acquire
from toolkit.intake.disk import Disk, disk_of
from toolkit.ledger.ledger import Ledger
from toolkit.workspace import Workspace

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Samba serves from Linux")


@pytest.mark.parametrize("rounds", [25, pytest.param(2_000, marks=pytest.mark.soak)])
def test_of_four_computers_that_claim_a_share_at_once_one_wins(tmp_path, rounds):
    with shared_by_samba(tmp_path, "A", "B", "C", "D") as (_, folders):
        assert {disk_of(folder) for folder in folders} == {Disk.SHARE}
        race_in(folders, rounds)


def test_a_lease_on_a_share_is_renewed_taken_over_and_given_back(tmp_path):
    with shared_by_samba(tmp_path, "A", "B") as (share, (ours, theirs)):
        first = acquire(ours, "A")
        assert acquire(theirs, "B") is None
        assert first.renew()
        os.utime(first.file, (0, 0))
        second = acquire(theirs, "B")
        until(lambda: not first.holds())
        assert (second.fence, first.renew(), second.holds()) == (2, False, True)
        share.stop()
        with pytest.raises(OSError, match=r"."):
            second.renew()
        share.start()
        until(lambda: answers(theirs))
        assert second.renew()


def test_a_guard_on_a_share_takes_what_another_computer_drops_and_outlives_its_server(tmp_path, monkeypatch):
    monkeypatch.setenv("VOC_HOME", str(tmp_path / "home"))
    with shared_by_samba(tmp_path, "A", "B") as (share, (ours, theirs)):
        space = Workspace.create(ours / "反馈")
        (space.root / "voc.toml").write_text("quiet = 1\n", encoding="utf-8")
        inbox, returned = theirs / "反馈" / space.inbox.name, theirs / "反馈" / space.returned.name
        with watching(space) as guard:
            (inbox / "一组.xlsx").write_bytes(book(rows(3)))
            until((returned / "一组.xlsx").is_file, 90)
            share.stop()
            until(lambda: "文件夹暂时打不开" in (space.machine_home / "watch.log").read_text("utf-8"), 120)
            share.start()
            until(lambda: answers(inbox), 90)
            (inbox / "二组.xlsx").write_bytes(book(rows(3, start=10)))
            until((returned / "二组.xlsx").is_file, 120)
            assert guard.poll() is None
            assert status_of(space, "--guarded")[0] == 0
        with Ledger.open(space.ledger_url) as ledger:
            assert len(ledger.facts()) == 6
        assert Path(space.ledger_url).is_relative_to(tmp_path / "home"), "no database on a share"
