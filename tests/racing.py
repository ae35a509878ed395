"""Processes that claim the same folder at the same moment."""

from __future__ import annotations

import multiprocessing
import os
from typing import TYPE_CHECKING

from toolkit.intake.claim import acquire

if TYPE_CHECKING:
    from pathlib import Path


def _race(folder, rounds, ready, wins):
    for round_ in range(rounds):
        ready.wait()
        if acquire(folder / str(round_), str(os.getpid())):
            wins.put(round_)
        ready.wait()


def race_in(folders: list[Path], rounds: int) -> None:
    """A process for each of these paths to one folder claims round after round; each is won once."""
    context = multiprocessing.get_context("fork")
    ready, wins = context.Barrier(len(folders)), context.Queue()
    racers = [context.Process(target=_race, args=(folder, rounds, ready, wins)) for folder in folders]
    for racer in racers:
        racer.start()
    won = sorted(wins.get(timeout=60) for _ in range(rounds))
    for racer in racers:
        racer.join(timeout=60)
    assert won == list(range(rounds))
    assert wins.empty()
