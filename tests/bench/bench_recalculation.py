"""What LibreOffice needs to recalculate the report of a busy month from scratch, and that it arrives at our figures."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from datetime import datetime

import openpyxl
import pytest
from judged_months import months
from recalculated import profile, same

from toolkit.excel.draw.report import draw_report
from toolkit.report.monthly import monthly_report

ROWS = 100_000
MOST = 3600
"""Seconds after which nobody waits any longer."""


def seconds(work) -> float:
    """CPU seconds of the programs that the work has started: other people's work on the machine does not count."""
    before = os.times()
    work()
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def saved_again(soffice, book, user, folder):
    """Let LibreOffice load the workbook and save it again, with a profile of its own."""
    place = f"-env:UserInstallation={user.as_uri()}"
    command = [soffice, place, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=MOST)
    return folder / book.name


def cells(book, titles, *, values):
    """The cells of some sheets by sheet and address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of sparklines, which openpyxl would lose if it saved
        opened = openpyxl.load_workbook(book, read_only=True, data_only=values)
        rows = [(title, row) for title in titles for row in opened[title].iter_rows()]
    opened.close()
    return {
        (title, cell.coordinate): cell.value for title, row in rows for cell in row if cell.value is not None
    }


@pytest.mark.bench
@pytest.mark.libreoffice
def test_a_report_of_100_000_rows_recalculates(soffice, tmp_path):
    report = monthly_report(
        months(ROWS, first="2026-10"), "2026-10", datetime.fromisoformat("2026-11-02T09:00")
    )
    book = tmp_path / "report.xlsx"
    draw_report(report, book)
    trusting = seconds(lambda: saved_again(soffice, book, tmp_path / "trusting", tmp_path / "as it is"))
    counting = seconds(lambda: saved_again(soffice, book, profile(tmp_path), tmp_path / "anew"))
    titles = [page.title for page in report.pages]
    formulas = cells(book, titles, values=False)
    cached, computed = (cells(one, titles, values=True) for one in (book, tmp_path / "anew" / book.name))
    live = [place for place, value in formulas.items() if isinstance(value, str) and value.startswith("=")]
    wrong = [place for place in live if not same(cached.get(place), computed.get(place))]
    line = f"{len(live):,} formulas; {trusting:.0f} CPU seconds to load and save, {counting:.0f} with all recalculated"
    sys.stdout.write(f"\n{ROWS:,} rows: {line}\n")
    assert not wrong
    assert len(live) > 500
