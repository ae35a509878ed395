"""A thousand new rows against a million old ones: with the index that is kept, against making it anew.

Run with: pytest -m bench tests/bench/bench_nearby.py -s
"""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from toolkit.earlier import Neighbours
from toolkit.ledger.stand import Stand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.bench

OLD, NEW, AT_ONCE = 1_000_000, 1_000, 100_000
MOST_MEMORY = 2 << 30
_RNG = np.random.default_rng(7)
WORDS = np.array(["".join(map(chr, pair)) for pair in _RNG.integers(0x4E00, 0x6E00, (20_000, 2))], object)
LENGTH = 15


def rows_of(numbers: np.ndarray) -> pd.DataFrame:
    """Feedback as a ledger gives it: every customer writes four times, one text in ten is told by others too."""
    received = np.datetime64("2024-01-01T08:00:00") + numbers.astype("m8[m]")
    customers = [f"C{number % (OLD // 4)}" for number in numbers.tolist()]
    # words as frequent as in any language, the same for the same number
    chance = np.random.default_rng(int(numbers[0]) if len(numbers) else 0).random((len(numbers), LENGTH))
    said = WORDS[(len(WORDS) ** chance).astype(int) - 1]
    told = np.where(
        (numbers % 10 == 0)[:, None], WORDS[(numbers // 1000)[:, None] % 500 + np.arange(LENGTH)], said
    )
    texts = ["".join(words) for words in told]
    return pd.DataFrame(
        {
            "feedback_key": numbers,
            "team": "",
            "customer_id": customers,
            "description": texts,
            "received_at": received,
        }
    )


@dataclass
class Fake:
    """What `Neighbours` asks of a ledger, without one: a million rows would take it half an hour to write."""

    count: int = OLD

    @property
    def stand(self) -> Stand:
        return Stand(self.count, "", 0)

    def has_drop(self, _mark: str) -> bool:
        return True

    def facts_since(self, revision: int) -> Iterator[pd.DataFrame]:
        for first in range(max(revision, 0), self.count, AT_ONCE):
            yield rows_of(np.arange(first, min(first + AT_ONCE, self.count)))

    def facts_of(self, keys: np.ndarray, _team: str) -> pd.DataFrame:
        return rows_of(keys)


def measured(folder: Path) -> tuple[float, float, float, int]:
    """Seconds of CPU to make the index, to make its rows alone, to ask and bring it up to date; and the peak of memory."""
    import resource  # noqa: PLC0415 - not on Windows

    nothing = np.zeros(0, np.int64)
    neighbours = Neighbours(folder, Fake())
    start = time.process_time()
    list(Fake().facts_since(-1))
    made = time.process_time() - start
    start = time.process_time()
    neighbours.of(rows_of(np.arange(1)), nothing, "")
    anew = time.process_time() - start - made
    kept = []
    for drop in range(5):
        ledger = Fake(OLD + NEW * drop)
        rows = rows_of(np.arange(NEW) + OLD + NEW * drop)
        start = time.process_time()
        Neighbours(folder, ledger).of(rows, nothing, "")
        kept.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return anew, made, sum(kept) / len(kept), peak


def test_a_thousand_against_a_million(tmp_path):
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        anew, made, kept, peak = pool.submit(measured, tmp_path / "nearby").result()
    print(f"\nindex of {OLD:,} made anew {anew:.1f} s (its rows alone {made:.1f} s); {NEW:,} new rows asked and entered {kept:.3f} s: "
          f"1/{anew / kept:.0f}; peak {peak / 2**20:.0f} MiB")  # fmt: skip
    assert kept <= anew / 100
    assert peak < MOST_MEMORY
