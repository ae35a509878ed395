"""The lease: one leader, a fence that only grows, and no trust in clocks."""

from __future__ import annotations

import os

import pytest
from racing import race_in

from toolkit.intake import claim
from toolkit.intake.claim import acquire, holder_of


def grow_old(lease, seconds=60.0):
    facts = lease.file.stat()
    os.utime(lease.file, (facts.st_atime - seconds, facts.st_mtime - seconds))


def test_the_first_one_leads_and_the_second_waits(tmp_path):
    first = acquire(tmp_path, "PC-1")
    assert (first.fence, holder_of(tmp_path)) == (1, "PC-1")
    assert acquire(tmp_path, "PC-2") is None
    assert first.holds()


def test_a_stale_lease_is_taken_over_with_a_higher_fence(tmp_path):
    first = acquire(tmp_path, "PC-1")
    grow_old(first)
    second = acquire(tmp_path, "PC-2")
    assert second.fence == 2
    assert (first.holds(), first.renew(), second.holds()) == (False, False, True)
    first.release()
    assert holder_of(tmp_path) == "PC-2"


def test_a_renewed_lease_is_not_stale(tmp_path):
    first = acquire(tmp_path, "PC-1")
    grow_old(first)
    assert first.renew()
    assert acquire(tmp_path, "PC-2") is None


def test_a_released_lease_is_free_at_once_and_its_fence_is_spent(tmp_path):
    acquire(tmp_path, "PC-1").release()
    assert holder_of(tmp_path) == ""
    assert acquire(tmp_path, "PC-2").fence == 2


def test_a_lease_torn_while_it_was_written_is_respected_until_it_is_stale(tmp_path):
    first = acquire(tmp_path, "PC-1")
    first.file.write_text("", encoding="utf-8")
    assert acquire(tmp_path, "PC-2") is None
    grow_old(first)
    assert acquire(tmp_path, "PC-2").fence == 2


def test_who_was_killed_between_claim_and_signature_is_respected_until_it_is_stale(tmp_path):
    (tmp_path / "leader.000000004").mkdir()
    assert acquire(tmp_path, "PC-2") is None
    os.utime(tmp_path / "leader.000000004", (0, 0))
    assert acquire(tmp_path, "PC-2").fence == 5


def test_who_looked_long_ago_wins_nothing(tmp_path, monkeypatch):
    first = acquire(tmp_path, "PC-1")
    first.release()
    acquire(tmp_path, "PC-2").release()
    third = acquire(tmp_path, "PC-3")
    looks = iter([1])
    real = claim._highest
    monkeypatch.setattr(claim, "_highest", lambda folder: next(looks, None) or real(folder))
    monkeypatch.setattr(claim, "_is_free", lambda *_: True)
    assert acquire(tmp_path, "PC-4") is None
    assert third.holds()


def test_nothing_is_left_but_the_lease(tmp_path):
    for number in range(4):
        acquire(tmp_path, f"PC-{number}").release()
    acquire(tmp_path, "PC-9")
    acquire(tmp_path, "PC-10")
    assert [file.name for file in tmp_path.iterdir()] == ["leader.000000005"]


@pytest.mark.skipif(os.name == "nt", reason="the workers are forked")
@pytest.mark.parametrize("rounds", [50, pytest.param(2_000, marks=pytest.mark.soak)])
def test_of_four_that_claim_at_once_one_wins(tmp_path, rounds):
    race_in([tmp_path] * 4, rounds)
