"""A ledger that another guard has taken over refuses whoever was paused meanwhile."""

from __future__ import annotations

from datetime import datetime

import pytest

from toolkit.ledger.fencing import LeaseLostError
from toolkit.ledger.ledger import Ledger

AT = datetime.fromisoformat("2026-11-02T09:00:00")


@pytest.fixture
def where(tmp_path):
    return tmp_path / "ledger.sqlite3"


def test_what_a_stale_owner_commits_is_refused_and_nothing_of_it_stays(where):
    with Ledger.open(where) as stale, Ledger.open(where) as successor:
        stale.take_over()
        drop = stale.receive("一.xlsx", "a" * 64, AT).drop
        successor.take_over()
        for write in (
            lambda: stale.attempt(drop),
            lambda: stale.receive("二.xlsx", "b" * 64, AT),
            lambda: stale.send_back(drop, []),
        ):
            with pytest.raises(LeaseLostError, match="接手"):
                write()
        assert successor.attempt(drop).attempts == 1, "it holds no lock"
        assert [one.name for one in stale.pending()] == ["一.xlsx"], "looking is free"


def test_a_single_run_may_write_while_no_guard_is_at_work(where):
    with Ledger.open(where) as guard:
        guard.take_over()
    with Ledger.open(where) as run:
        assert run.receive("一.xlsx", "a" * 64, AT).drop.name == "一.xlsx"
