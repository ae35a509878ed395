"""The path of one workbook against the script that a competent analyst would write, in one run."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROWS = 100_000


def child_cpu(*command: object) -> float:
    """Run a program to its end; return the CPU seconds that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *map(str, command)], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.bench
def test_one_book_costs_a_sixth_of_the_analysts_script(tmp_path):
    source = tmp_path / "book.xlsx"
    child_cpu(HERE / "books.py", source, ROWS)
    env = {**os.environ, "VOC_HOME": str(tmp_path / "home")}
    ours = subprocess.run(
        [sys.executable, HERE / "one_book.py", source, tmp_path / "scratch", "--with-refresh"],
        check=True, capture_output=True, text=True, env=env,
    )  # fmt: skip
    mine = json.loads(ours.stdout.splitlines()[-1])
    theirs = child_cpu(HERE / "analyst.py", source, tmp_path / "out.xlsx")
    bare = child_cpu(HERE / "analyst.py", source, tmp_path / "out2.xlsx", "--without-deadlines")
    print(
        f"\n{ROWS:,} rows x 20 columns, CPU seconds:"
        f"\n  the analyst's script              {theirs:7.1f}   ratio {theirs / mine['cpu']:.1f}"
        f"\n  the same without its deadlines    {bare:7.1f}   ratio {bare / mine['cpu']:.1f}"
        f"\n  one workbook, gate to publish     {mine['cpu']:7.1f}   peak {mine['rss_mb']:,.0f} MiB"
        f"\n  register and reports on top       {mine['refresh_cpu']:7.1f}   peak {mine['refresh_rss_mb']:,.0f} MiB"
    )
    assert mine["rows_read"] == ROWS
    assert mine["waiting"] == 0
    assert theirs / mine["cpu"] >= 6
    assert mine["rss_mb"] < 1024
