"""Rows written by columns are the same rows as XlsxWriter's own, cell by cell."""

from __future__ import annotations

import re
import zipfile

import numpy as np
import openpyxl
import pandas as pd
import xlsxwriter

from toolkit.excel.draw.bulk import BulkColumn, BulkSheet

TEXTS = [
    "平常",
    "",
    None,
    "=1+1",
    " 前后有空格 ",
    "<&>\"'",
    "两行\n文字",
    "\x0b控制",
    "平常",
    "_x000B_",
    "长" * 40_000,
]
NUMBERS = np.array([0, 1, -2.5, np.nan, 1e-9, 46_000.123456789, 1e15, 0.1, 1e300, 123456789012345, np.nan])


def written(path, *, by_columns):
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    sheet = book.add_worksheet("行", BulkSheet)
    plain, other = book.add_format({"num_format": "0.00"}), book.add_format({"num_format": "0"})
    sheet.write_row(0, 0, ["文字", "数字"])
    is_other = np.arange(len(NUMBERS)) % 2 == 0
    if by_columns:
        texts = pd.Series(TEXTS, dtype=object)
        sheet.fill(1, [BulkColumn(0, texts), BulkColumn(1, NUMBERS, plain, other, is_other)])
    else:
        for row, (text, number) in enumerate(zip(TEXTS, NUMBERS, strict=True), 1):
            if text:
                sheet.write_string(row, 0, text[:32_767])
            if not np.isnan(number):
                sheet.write_number(row, 1, number, other if is_other[row - 1] else plain)
    book.add_worksheet("空", BulkSheet).fill(0, [])
    book.close()
    return path


def cells(path):
    sheet = openpyxl.load_workbook(path)["行"]
    return {
        cell.coordinate: (cell.value, cell.number_format, cell.data_type) for row in sheet for cell in row
    }


def test_cell_by_cell_as_xlsxwriter_writes_them(tmp_path):
    ours = cells(written(tmp_path / "ours.xlsx", by_columns=True))
    assert ours == cells(written(tmp_path / "theirs.xlsx", by_columns=False))
    assert ours["A5"] == ("=1+1", "General", "s")
    assert ours["B4"][1] == "0"


def test_the_table_of_texts_counts_every_use(tmp_path):
    counts = []
    for by_columns in (True, False):
        path = written(tmp_path / f"{by_columns}.xlsx", by_columns=by_columns)
        with zipfile.ZipFile(path) as book:
            found = re.search(
                rb'<sst [^>]*count="(\d+)" uniqueCount="(\d+)"', book.read("xl/sharedStrings.xml")
            )
            counts.append(found.groups())
    assert counts[0] == counts[1]


def test_rows_past_one_piece_keep_their_numbers_and_heights(tmp_path):
    count = 12_345
    book = xlsxwriter.Workbook(str(tmp_path / "many.xlsx"))
    sheet = book.add_worksheet("行", BulkSheet)
    heights = np.where(np.arange(count) == 7, 40.5, np.nan)
    sheet.fill(2, [BulkColumn(3, np.arange(count, dtype=float))], heights)
    book.close()
    found = openpyxl.load_workbook(tmp_path / "many.xlsx")["行"]
    assert found.max_row == count + 2
    assert [found.cell(row, 4).value for row in (3, 5_003, 12_347)] == [0, 5_000, 12_344]
    assert found.row_dimensions[10].height == 40.5
    assert found.row_dimensions[11].height is None
