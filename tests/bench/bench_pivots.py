"""Three pivots over the detail of a busy month against what drawing the month costs."""

from __future__ import annotations

import gc
import sys
import time
from dataclasses import replace
from datetime import datetime

import pytest
from judged_months import months

from toolkit.excel.draw.report import draw_report
from toolkit.report.monthly import monthly_report
from toolkit.schema.pivot import PivotBlock

ROWS = 100_000


def cpu(work) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.bench
def test_pivots_cost_a_small_part_of_the_report(tmp_path):
    report = monthly_report(
        months(ROWS, first="2026-10"), "2026-10", datetime.fromisoformat("2026-11-02T09:00")
    )
    without = tuple(
        page for page in report.pages if not any(isinstance(block, PivotBlock) for block in page.blocks)
    )
    assert len(report.pages) - len(without) == 3
    # the contents of the first page lead to pages that are not there then
    bare = replace(report, pages=without[1:], home=without[1].key)
    whole = replace(report, pages=report.pages[1:], home=report.pages[1].key)
    plain = cpu(lambda: draw_report(bare, tmp_path / "bare.xlsx"))
    drawn = cpu(lambda: draw_report(whole, tmp_path / "whole.xlsx"))
    line = f"without pivots {plain:.2f} s, with three {drawn:.2f} s: {drawn / plain:.3f} times, at most 1.2 wanted"
    sys.stdout.write(f"\n{ROWS:,} rows: {line}\n")
    assert drawn <= 1.2 * plain
