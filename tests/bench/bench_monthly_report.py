"""The report of a busy month against what XlsxWriter needs for the same detail cells alone."""

from __future__ import annotations

import gc
import sys
import time
from datetime import datetime

import pytest
import xlsxwriter
from judged_months import months

from toolkit.excel.draw.pen import serial
from toolkit.excel.draw.report import draw_report
from toolkit.report.monthly import monthly_report

ROWS = 100_000


def cpu(work) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def write_plainly(frame, target):
    """What a careful script does: the right method for each cell, nothing else."""
    book = xlsxwriter.Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    for place, key in enumerate(frame.columns):
        values = frame[key]
        is_time = values.dtype.kind == "M"
        for row, value in enumerate((serial(values.to_numpy()) if is_time else values).tolist()):
            if isinstance(value, str):
                sheet.write_string(row, place, value)
            elif value is not None and value == value:
                sheet.write_number(row, place, value)
    book.close()


@pytest.mark.bench
def test_a_report_of_100_000_rows_costs_at_most_twice_its_detail(tmp_path):
    frame = months(ROWS, first="2026-10")
    as_of = datetime.fromisoformat("2026-11-02T09:00")
    report = monthly_report(frame, "2026-10", as_of)
    built = cpu(lambda: monthly_report(frame, "2026-10", as_of))
    drawn = cpu(lambda: draw_report(report, tmp_path / "report.xlsx"))
    plain = cpu(lambda: write_plainly(report.data[0].frame, tmp_path / "plain.xlsx"))
    line = f"built {built:.1f} s + drawn {drawn:.1f} s; XlsxWriter alone {plain:.1f} s: {(built + drawn) / plain:.2f}"
    sys.stdout.write(f"\n{ROWS:,} rows: {line} times, at most 2 wanted\n")
    assert built + drawn <= 2 * plain
