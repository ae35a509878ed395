"""A whole shift: it ends when it is told to, gives signs of life, stands by, takes over, and never works beside another."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import psutil
import pytest
from click.testing import CliRunner
from flow_books import book, rows
from watch_post import Time

from toolkit.cli import main
from toolkit.intake.claim import acquire
from toolkit.ledger.ledger import Ledger
from toolkit.rounds import working_alone
from toolkit.watch import leading
from toolkit.watch.shift import STAND_BY, STOP_FILE, Shift
from toolkit.watch.status import STALE_AFTER, is_stale, last_status
from toolkit.watch.waking import Waker
from toolkit.words import places

PATIENCE = 60


class Turns(Waker):
    """Waits no time at all: each turn something happens instead, and the clocks go on."""

    def __init__(self, time, *turns):
        super().__init__(())
        self.time, self.turns, self.waited = time, list(turns), []

    def wait(self, seconds, at_least=0.0):
        self.waited.append(seconds)
        self.time.passed += seconds
        if self.turns:
            self.turns.pop(0)()

    def is_over(self):
        return not self.turns


def stood(space, *turns):
    """A shift that ends after these turns, and what it told."""
    told, time = [], Time()
    turns = Turns(time, *turns)
    Shift(space, time.clocks, turns, turns.is_over, told.append).stand()
    return told, turns


def nothing():
    pass


def test_a_shift_takes_what_comes_and_says_how_it_is(space):
    def drop():
        (space.inbox / "十月.xlsx").write_bytes(book(rows(2)))

    told, _ = stood(space, drop, nothing, nothing, nothing)
    assert [one.path for look in told for one in look.done] == ["十月.xlsx"]
    status = last_status(space)
    assert (status.state, status.done_today, status.rows_today, status.trouble) == ("stopped", 1, 2, "")
    page = (space.root / places.STATUS_PAGE("zh")).read_text(encoding="utf-8")
    assert "已停止" in page
    assert "<script" not in page


def test_a_share_that_goes_away_ends_no_shift(space):
    away = space.root.with_name("away")
    told, _ = stood(
        space,
        nothing,
        lambda: space.root.rename(away),
        *[nothing] * 20,
        lambda: away.rename(space.root),
        nothing,
    )
    troubles = [bool(look.trouble) for look in told]
    assert troubles == [False] * 2 + [True] * 21 + [False] * (len(troubles) - 23)
    assert last_status(space).trouble == ""


def test_a_file_called_stop_ends_it(space):
    told, _ = stood(space, (space.state / STOP_FILE).touch, *[nothing] * 50)
    assert len(told) == 1
    assert not (space.state / STOP_FILE).exists()


def test_while_another_machine_leads_it_stands_by_and_says_who(space, caplog):
    space.make_ready()
    other = acquire(space.state / "leases", "别的电脑 77")
    with caplog.at_level("INFO", "voc.watch"):
        told, turns = stood(space, nothing, nothing, other.release, nothing, nothing)
    assert turns.waited[:3] == [STAND_BY] * 3
    assert len(told) == 2
    assert "别的电脑 77" in caplog.text


def test_who_was_taken_over_stops_at_once_and_stands_by(space):
    folder = space.state / "leases"

    def taken_over():
        found = max(folder.glob("leader.*/holder.json"))
        os.utime(found, (0, 0))
        assert acquire(folder, "别的电脑 78")

    told, _ = stood(space, nothing, taken_over, nothing, nothing)
    assert len(told) == 2
    assert leading.leader_of(space) == "别的电脑 78"
    assert last_status(space).state == "watching", "what the other one says is not overwritten"


def test_silence_is_noticed(space):
    stood(space, nothing)
    status = last_status(space)
    assert not is_stale(status, status.beat_at + 10 * STALE_AFTER), "who stopped may be silent"
    space.state.joinpath("status.json").write_text(
        space.state.joinpath("status.json").read_text("utf-8").replace("stopped", "watching"), "utf-8"
    )
    status = last_status(space)
    assert not is_stale(status, status.beat_at + STALE_AFTER - 1)
    assert is_stale(status, status.beat_at + STALE_AFTER + 1)


# Real processes


@contextmanager
def watching(space):
    """A `voc watch` of its own; gone with everything it started at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit.cli", "watch", str(space.root)], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    try:
        yield process
    finally:
        for one in (
            [*psutil.Process(process.pid).children(recursive=True), process] if process.poll() is None else ()
        ):
            one.kill()
        process.wait(timeout=PATIENCE)
        process.stdout.close()


def until(line, process):
    """Read what a process says until it says this."""
    for said in process.stdout:
        if line in said:
            return said
    raise AssertionError(f"it never said {line}")


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_the_leader_killed_its_stand_by_goes_on_and_ends_when_asked(space):
    (space.root / "voc.toml").write_text("quiet = 0\n", encoding="utf-8")
    with watching(space) as leader:
        (space.inbox / "一.xlsx").write_bytes(book(rows(2)))
        until("一.xlsx", leader)
        with watching(space) as second:
            until("正在值守", second)
            leader.send_signal(signal.SIGKILL)
            (space.inbox / "二.xlsx").write_bytes(book(rows(2, start=9)))
            until("二.xlsx", second)
            status = last_status(space)
            assert (status.process, status.state) == (second.pid, "watching")
            second.send_signal(signal.SIGTERM)
            until("已停止值守", second)
            assert second.wait(timeout=PATIENCE) == 0
    assert json.loads((space.state / "status.json").read_text("utf-8"))["state"] == "stopped"
    with Ledger.open(space.ledger_url) as ledger:
        assert len(ledger.facts()) == 4


def status_of(space, *options):
    """What `voc status` says, and how it ends."""
    ran = CliRunner().invoke(main, ["status", str(space.root), *options])
    return ran.exit_code, ran.output


def test_a_status_may_be_asked_for_while_a_guard_works(space):
    assert status_of(space)[0] == 0, "nobody was ever on guard"
    assert status_of(space, "--guarded")[0] == 5
    asked = []
    stood(
        space,
        nothing,
        lambda: asked.append(working_alone_while(space, lambda: status_of(space, "--guarded"))),
    )
    code, said = asked[0]
    assert code == 5, "by the real clock the beats of this test are long ago"
    assert "没有报到" in said
    assert status_of(space)[0] == 0, "it was stopped on purpose"
    assert "已停止" in status_of(space)[1]


def working_alone_while(space, do):
    with working_alone(space):
        return do()
