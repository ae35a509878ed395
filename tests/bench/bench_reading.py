"""What reading a workbook as tables costs beside the bare parse, in one run; through the child process, too.

Run with: pytest -m bench tests/bench/bench_reading.py -s
"""

from __future__ import annotations

import sys
from time import process_time

import pytest
import python_calamine
from books import write_large_book

from toolkit.excel.child import Reader
from toolkit.excel.read import read
from toolkit.schema.books.workbook import DROPPABLE

pytestmark = pytest.mark.bench
HOW = {"format": "xlsx", "sheets": DROPPABLE, "vocabularies": {}}


def cost(work):
    began = process_time()
    result = work()
    return process_time() - began, result


def test_reading_costs_at_most_twice_the_parse(tmp_path):
    path = write_large_book(tmp_path / "large.xlsx")
    parse, _ = cost(
        lambda: python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    )
    whole, book = min((cost(lambda: read(path, **HOW)) for _ in range(2)), key=lambda pair: pair[0])
    with Reader() as reader:
        here, again = cost(lambda: reader.read(path, **HOW))
    assert (book.rows_read, again.rows_read, book.findings) == (100_000, 100_000, [])
    sys.stdout.write(
        f"\nparse {parse:.2f} s, read {whole:.2f} s ({whole / parse:.2f}); with a child {here:.2f} s of it are spent here\n"
    )
    assert whole <= 2 * parse
