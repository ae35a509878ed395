"""Many files, many guards, many kills: short here, long with the marker soak (figures in docs/reliability.md).

VOC_SOAK_SHARE=0.1 makes the long ones a tenth as long.
"""

from __future__ import annotations

import gc
import os
import random
import signal
import sys
import threading
from collections import deque
from statistics import median

import psutil
import pytest
from flow_books import book, rows
from test_shift import PATIENCE, until, watching
from watch_post import QUIET, states

from toolkit.ledger.ledger import Ledger
from toolkit.watch.office import REGISTER_EVERY

soak = pytest.mark.soak
needs_signals = pytest.mark.skipif(os.name == "nt", reason="signals")


def long(count):
    return pytest.param(round(count * float(os.environ.get("VOC_SOAK_SHARE", "1"))), marks=soak)


def small(number, **differs):
    """A workbook of one row that no other one has."""
    return book(
        rows(
            1,
            **{
                "received_at": "2026-10-08 09:30",
                "customer_id": f"K{number}",
                "description": f"第{number}件事情没有办好",
            }
            | differs,
        )
    )


@pytest.mark.parametrize("count", [40, long(300), long(10_000)])
def test_all_that_came_while_nobody_looked_is_done_once(post, count):
    """The guard slept while they landed: no event told of them, only the look finds them."""
    for number in range(count):
        post.drop(f"{number}.xlsx", small(number))
    post.look(3600)
    done = states(post.look(QUIET))
    while (look := post.look()).has_left:
        done |= states(look)
    done |= states(look)
    assert set(done.values()) == {"returned"}
    assert len(done) == post.facts() == count
    assert len(list(post.space.returned.iterdir())) == count
    assert list(post.space.inbox.iterdir()) == []


@needs_signals
@pytest.mark.parametrize("count", [long(10_000)])
def test_all_that_came_while_the_guard_was_stopped_by_the_system_is_done_once(space, count):
    """More events than the system keeps: what it tells is lost, and every file is found all the same."""
    (space.root / "voc.toml").write_text("quiet = 0.5\n", encoding="utf-8")
    names = {f"{number}.xlsx" for number in range(count)}
    with watching(space) as guard:
        until("正在值守", guard)
        os.kill(guard.pid, signal.SIGSTOP)
        for number in range(count):
            (space.inbox / f"{number}.xlsx").write_bytes(small(number))
        os.kill(guard.pid, signal.SIGCONT)
        _said_until(guard, lambda: {path.name for path in space.returned.glob("*.xlsx")} == names)
    with Ledger.open(space.ledger_url) as ledger:
        assert len(ledger.facts()) == len(ledger.drops()) == count


@pytest.mark.parametrize("count", [2 * round(REGISTER_EVERY / QUIET), long(12_000)])
def test_memory_and_handles_stay_flat(post, count):
    """Forty agents drop their own workbook again and again, each time with another story; register and reports included.

    What stays behind is a leak. Objects are counted by the blocks of memory they take. Nobody may list them
    (gc.get_objects): while another thread builds a tuple, as the one that watches the reading child does, that breaks it.
    """
    me = psutil.Process()
    handles = me.num_handles if os.name == "nt" else me.num_fds

    def after(first, last):
        sizes = deque(maxlen=200)  # it swings by some megabytes from one register to the next
        for number in range(first, last):
            agent = number % 40
            post.drop(f"{agent}.xlsx", small(agent, description=f"第{number}件事情没有办好"))
            assert len(post.settle().done) == 1
            sizes.append(me.memory_info().rss)
            if number % 1000 == 999:
                sys.stdout.write(f"{number + 1}: {median(sizes) / 1e6:.1f} MB\n")
        blocks = sys.getallocatedblocks()
        gc.collect()
        return blocks, sys.getallocatedblocks(), handles(), threading.active_count(), median(sizes)

    warm = min(count // 2, 3_000)  # what the allocator keeps and bounded caches hold is there by then
    before, now = after(0, warm), after(warm, warm + count)
    grown = [new - old for old, new in zip(before, now, strict=True)]
    sys.stdout.write(f"{count} drops: {grown[1]} blocks, {grown[0]} uncollected, {grown[4] / 1e6:.1f} MB\n")
    assert grown[1] <= 1_000 + 4 * count, "objects stay behind"
    assert grown[0] <= 50_000 + 4 * count, "garbage piles up"
    assert grown[2:4] == [0, 0], "handles and threads"
    assert grown[4] < (5e6 if count > 1000 else 40e6)


@needs_signals
@pytest.mark.parametrize("kills", [long(500)])
def test_three_guards_killed_at_random_take_every_file_once(space, kills):
    (space.root / "voc.toml").write_text("quiet = 0.2\n", encoding="utf-8")
    rng = random.Random(kills)
    names = [f"{number}.xlsx" for number in range(4 * kills)]
    guards = [watching(space) for _ in range(3)]
    running = [guard.__enter__() for guard in guards]
    for kill in range(kills):
        for number in range(4 * kill, 4 * kill + 4):
            (space.inbox / names[number]).write_bytes(small(number))
        victim = rng.randrange(3)
        _go_on(rng.uniform(0.0, 6.0), running[victim])
        guards[victim].__exit__(None, None, None)
        guards[victim] = watching(space)
        running[victim] = guards[victim].__enter__()
    _said_until(None, lambda: all((space.returned / name).is_file() for name in names))
    for guard in guards:
        guard.__exit__(None, None, None)
    with Ledger.open(space.ledger_url) as ledger:
        drops = ledger.drops()
        assert sorted(drops["name"]) == sorted(names)
        assert set(drops["state"]) == {"done"}
        assert len(ledger.facts()) == len(names)


def _go_on(seconds, process):
    """Let processes go on for so long, or until this one ends."""
    try:
        psutil.Process(process.pid).wait(timeout=seconds)
    except (psutil.TimeoutExpired, psutil.NoSuchProcess):
        return


def _said_until(guard, is_so):
    """Wait until something is so, however long a guard goes on, listening to what it says so that it never blocks."""
    silence = 0
    while not is_so():
        if guard is not None:
            assert guard.stdout.readline(), "it ended"
            continue
        _go_on(1.0, psutil.Process())
        silence += 1
        assert silence < 60 * PATIENCE
