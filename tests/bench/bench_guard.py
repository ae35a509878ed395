"""What a guard costs while nothing happens, and how soon a drop is published: a real `voc watch`, seen from outside."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import numpy as np
import psutil
import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "flow"))

from flow_books import book, rows

from toolkit.watch.status import last_status
from toolkit.workspace import Workspace

pytestmark = pytest.mark.bench
RECEIVED = datetime.fromisoformat("2026-10-08T09:30:00")
QUIET, IDLE_FOR, DROPS = 3.0, 60.0, int(os.environ.get("VOC_BENCH_DROPS", "100"))


@pytest.fixture
def space(tmp_path, monkeypatch):
    monkeypatch.setenv("VOC_HOME", str(tmp_path / "home"))
    space = Workspace.create(tmp_path / "desk")
    (space.root / "voc.toml").write_text(f"quiet = {QUIET}\n", encoding="utf-8")
    return space


@contextmanager
def watching(space):
    guard = subprocess.Popen(
        [sys.executable, "-m", "toolkit.cli", "watch", str(space.root)], stdout=subprocess.DEVNULL
    )
    try:
        yield psutil.Process(guard.pid)
    finally:
        guard.terminate()
        guard.wait(timeout=120)


def until(is_so, patience=300.0):
    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.005)


def cpu(guard):
    """Seconds of processor that the guard and its children have had."""
    return sum(sum(one.cpu_times()[:2]) for one in (guard, *guard.children(recursive=True)))


@pytest.mark.parametrize(("count", "most"), [(1_000, 0.01), (10_000, 0.02)])
def test_idle(space, count, most):
    with watching(space) as guard:
        (space.inbox / "一.xlsx").write_bytes(book(rows(3)))
        returned = space.returned / "一.xlsx"
        until(returned.is_file)
    for number in range(count):
        shutil.copyfile(returned, space.returned / f"{number}.xlsx")
    note = space.machine_home / f"seen-{space.returned.name}.json"
    with watching(space) as guard:
        until(lambda: note.is_file() and note.read_text("utf-8").count(".xlsx") > count)
        time.sleep(60)  # the looks get rarer, and the register is made
        before = cpu(guard)
        time.sleep(IDLE_FOR)
        share = (cpu(guard) - before) / IDLE_FOR
        print(f"{count} files: {share:.2%} of a core, {guard.memory_info().rss >> 20} MB")
        assert share < most
        assert not last_status(space).trouble


def test_from_at_rest_to_published(space):
    """Drops of 200 rows at random moments; also those that meet a register being made."""
    random.seed(7)
    contents = [book(rows(200, start=1 + 200 * number, received_at=RECEIVED)) for number in range(DROPS)]
    waited = []
    with watching(space) as guard:
        until(lambda: last_status(space) is not None)
        before = cpu(guard)
        for number, content in enumerate(contents):
            (space.inbox / f"{number}.xlsx").write_bytes(content)
            began = time.monotonic()
            until((space.returned / f"{number}.xlsx").is_file)
            waited.append(time.monotonic() - began - QUIET)
            time.sleep(random.uniform(0, 6))
        cost, load = (cpu(guard) - before) / DROPS, os.getloadavg()[1]
    half, p95, p99 = np.percentile(waited, [50, 95, 99])
    print(f"{DROPS} drops after the quiet time: median {half:.2f} s, p95 {p95:.2f} s, p99 {p99:.2f} s")
    print(f"processor {cost:.2f} s a drop, register and reports included; {load:.1f} processes waited for it")
