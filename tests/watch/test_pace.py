"""How often the guard looks, and what wakes it."""

from __future__ import annotations

import threading

import pytest

from toolkit.intake.disk import Disk
from toolkit.watch.pace import Pace
from toolkit.watch.waking import Waker


def test_an_idle_guard_looks_ever_more_seldom_and_a_busy_one_at_once_again():
    pace = Pace.on(Disk.LOCAL)
    idle = [pace.after(is_busy=False) for _ in range(12)]
    assert idle == sorted(idle)
    assert (idle[0], idle[-1]) == (3.0, 30.0)
    assert pace.after(is_busy=True) == 2.0


@pytest.mark.parametrize(("at_rest_in", "wait"), [(0.7, 0.7), (0.001, 0.05), (100.0, 2.0), (None, 2.0)])
def test_it_looks_again_as_soon_as_a_file_may_be_at_rest(at_rest_in, wait):
    assert Pace.on(Disk.LOCAL).after(is_busy=True, at_rest_in=at_rest_in) == wait


def test_a_new_file_ends_the_wait(tmp_path):
    with Waker([tmp_path]) as waker:
        assert waker.hears
        threading.Timer(0.05, (tmp_path / "十月.xlsx").write_bytes, (b"x",)).start()
        woken = threading.Event()
        threading.Thread(target=lambda: (waker.wait(60), woken.set()), daemon=True).start()
        assert woken.wait(30)


def test_on_a_share_nobody_is_asked_to_tell(tmp_path, monkeypatch):
    monkeypatch.setattr("toolkit.watch.waking.disk_of", lambda _folder: Disk.SHARE)
    with Waker([tmp_path]) as waker:
        assert not waker.hears
        waker.call()
        waker.wait(60)
