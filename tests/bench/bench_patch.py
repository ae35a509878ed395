"""What filling 8 columns costs beside openpyxl's load, set and save, on every shape of sheet, in one run.

`pytest -m bench tests/bench/bench_patch.py -s`; VOC_BENCH_ROWS says how many rows (100,000). Each measurement is a
process of its own, so that neither memory nor caches are shared.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import psutil
import pytest
import xlsxwriter

from tests.excel.books import parts_of, raw_book, raw_rows, sheet_xml, zipped
from toolkit.excel.patch import Block, BlockColumn, fill

ROWS = int(os.environ.get("VOC_BENCH_ROWS", "100000"))
COLUMNS = 20
SHEET = "xl/worksheets/sheet1.xml"
SHAPES = {
    "shared strings": ("regular", 10),
    "inline strings": ("inline", 10),
    "table": ("table", 10),
    "filled before": ("filled", 10),
    "attributes in another order": ("attributes", 4),
    "rows out of order": ("shuffled", 4),
    "namespace prefix": ("prefixed", 4),
    "cells without references": ("bare", 4),
    "comments among the cells": ("commented", 4),
    "character data sections": ("sections", 4),
}
MOST_MIB = 500
WORDS = [f"客户反馈第{n}条，物流太慢了希望改进{n * 7}" for n in range(5000)]


def build(path: Path, shape: str) -> None:
    """A sheet of 20 columns: texts, a few remarks, moments and numbers."""
    book = xlsxwriter.Workbook(path, {"constant_memory": shape == "inline"})
    sheet = book.add_worksheet("反馈")
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write_row(0, 0, [f"列{c}" for c in range(COLUMNS)])
    for row in range(1, ROWS + 1):
        sheet.write_string(row, 0, f"F{row:07d}")
        for c in range(1, 9):
            sheet.write_string(row, c, WORDS[(row * 7 + c * 13) % len(WORDS)])
        for c in range(10, 14):
            sheet.write_number(row, c, 46000 + row * 0.013 + c, moment)
        for c in range(14, COLUMNS):
            sheet.write_number(row, c, row * c)
    if shape == "table":
        sheet.add_table(0, 0, ROWS, COLUMNS - 1, {"columns": [{"header": f"列{c}"} for c in range(COLUMNS)]})
    book.close()
    if shape == "filled":
        fill(path, path, "反馈", block())
    elif shape in IRREGULAR:
        parts = parts_of(path)
        parts[SHEET] = IRREGULAR[shape](parts[SHEET])
        path.write_bytes(zipped(parts))


def _shuffled(xml: bytes) -> bytes:
    start, end = xml.index(b"<sheetData>") + 11, xml.index(b"</sheetData>")
    rows = [row + b"</row>" for row in xml[start:end].split(b"</row>")[:-1]]
    return xml[:start] + b"".join(rows[:1] + rows[:0:-1]) + xml[end:]


def _prefixed(xml: bytes) -> bytes:
    return (
        xml.replace(b"<", b"<x:")
        .replace(b"<x:/", b"</x:")
        .replace(b"<x:?", b"<?")
        .replace(b" xmlns=", b" xmlns:x=")
    )


IRREGULAR = {
    "attributes": lambda xml: xml.replace(b'<row r="', b'<row collapsed="0" r="'),
    "shuffled": _shuffled,
    "prefixed": _prefixed,
    "bare": lambda xml: re.sub(rb'<(c|row) r="[A-Z]*[0-9]+"', rb"<\1", xml),
    "sections": lambda xml: xml.replace(b"</row>", b"<![CDATA[ ]]></row>"),
    "commented": lambda xml: xml.replace(b"</row>", b"<!-- end of row --></row>"),
}


def block() -> Block:
    chance = np.random.default_rng(0)
    levels = np.array(["紧急", "高", "中", "低"], object)[chance.integers(0, 4, ROWS)]
    due = np.datetime64("2026-10-01T00:00") + chance.integers(0, 500_000, ROWS).astype("timedelta64[m]")
    remarks = np.array([f"第{n}行，请看一看" if n % 50 == 0 else None for n in range(ROWS)], object)
    values = (
        levels,
        levels[::-1],
        due,
        due + np.timedelta64(1800, "m"),
        levels,
        chance.random(ROWS),
        chance.integers(0, 9, ROWS),
        remarks,
    )
    names = ("统一级别", "状态", "响应期限", "办结期限", "判定", "得分", "次数", "校验结果")
    return Block(
        1, np.arange(2, ROWS + 2), tuple(BlockColumn(n, v) for n, v in zip(names, values, strict=True))
    )


def ours(source: Path, target: Path) -> None:
    fill(source, target, "反馈", block())


def theirs(source: Path, target: Path) -> None:
    book = openpyxl.load_workbook(source)
    sheet = book["反馈"]
    columns = [column.values.tolist() for column in block().columns]
    for row, cells in enumerate(zip(*columns, strict=True), start=2):
        for column, value in enumerate(cells, start=COLUMNS + 1):
            sheet.cell(row, column, value)
    book.save(target)


def measured(way: str, source: Path, target: Path) -> tuple[float, float]:
    """CPU seconds and peak memory in MiB of one way, in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.bench_patch", way, str(source), str(target)]
    environment = {**os.environ, "VOC_BENCH_ROWS": str(ROWS)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    watched, most = psutil.Process(process.pid), 0
    while process.poll() is None:
        try:
            most = max(most, watched.memory_info().rss)
            process.wait(0.02)
        except (subprocess.TimeoutExpired, psutil.NoSuchProcess):
            continue
    assert process.returncode == 0
    assert process.stdout is not None
    with process.stdout as out:
        return float(out.read()), most / 2**20


@pytest.mark.bench
@pytest.mark.parametrize("label", SHAPES)
def test_filling_beside_openpyxl(tmp_path, label):
    shape, times = SHAPES[label]
    source = tmp_path / "book.xlsx"
    build(source, shape)
    cpu, memory = measured("ours", source, tmp_path / "ours.xlsx")
    slow, _ = measured("theirs", source, tmp_path / "theirs.xlsx")
    line = f"{label:28} {cpu:6.2f} s CPU, {memory:4.0f} MiB; openpyxl {slow:6.2f} s: {slow / cpu:4.1f} times"
    sys.stdout.write(f"\n{line}, wanted {times}\n")
    assert slow / cpu >= times
    assert memory <= MOST_MIB * max(ROWS / 100_000, 1)


@pytest.mark.bench
@pytest.mark.skipif(ROWS != 100_000, reason="has a size of its own")
def test_a_million_rows_in_bounded_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "ROWS", 1_000_000)
    source = tmp_path / "book.xlsx"
    build_large(source)
    cpu, memory = measured("ours", source, tmp_path / "ours.xlsx")
    sys.stdout.write(f"\n1,000,000 rows: {cpu:.1f} s CPU, {memory:.0f} MiB\n")
    assert memory <= 2048


def build_large(path: Path) -> None:
    """As many rows of 20 columns as asked for, written as text: quicker than any writer."""
    head, tail = sheet_xml(rows="|").split("|")
    letters = [chr(65 + c) for c in range(COLUMNS)]
    texts = "".join(f'<c r="{c}%d" t="inlineStr"><is><t>很长的反馈内容 %d</t></is></c>' for c in letters[:9])
    numbers = "".join(f'<c r="{c}%d"><v>%d</v></c>' for c in letters[9:])
    row = f'<row r="%d" spans="1:20">{texts}{numbers}</row>'
    titles = raw_rows([[f"列{c}" for c in range(COLUMNS)]])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, content in parts_of(raw_book()).items():
            if name != SHEET:
                book.writestr(name, content)
        with book.open(SHEET, "w", force_zip64=True) as part:
            part.write((head + titles).encode())
            for n in range(2, ROWS + 2):
                part.write((row % (n, *(value for _ in letters for value in (n, n)))).encode())
            part.write(tail.encode())


if __name__ == "__main__":
    begun = time.process_time()
    {"ours": ours, "theirs": theirs}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    sys.stdout.write(str(time.process_time() - begun))
