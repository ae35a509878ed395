"""What the gate costs beside the parse that follows it, in one run.

Run with: pytest -m bench tests/bench/bench_gate.py -s
"""

from __future__ import annotations

import sys
from time import process_time

import pytest
import python_calamine
import xlsxwriter
from books import write_large_book

from toolkit.intake.gate.verdict import inspect

pytestmark = pytest.mark.bench


def write_tall_book(target):
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(1_000_000):
            sheet.write_row(row, 0, (row, row + 1, row + 2, row + 3))
    return target


def parse(path):
    python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def cost(work, path):
    began = process_time()
    result = work(path)
    return process_time() - began, result


@pytest.mark.parametrize("write", [write_large_book, write_tall_book])
def test_the_gate_costs_at_most_half_a_parse(tmp_path, write):
    path = write(tmp_path / "large.xlsx")
    gate_cost, gate = min((cost(inspect, path) for _ in range(3)), key=lambda pair: pair[0])
    parse_cost, _ = cost(parse, path)
    assert not gate.is_refused
    sys.stdout.write(
        f"\n{write.__name__}: gate {gate_cost:.2f} s, parse {parse_cost:.2f} s, {gate_cost / parse_cost:.2f}\n"
    )
    assert gate_cost <= 0.5 * parse_cost
