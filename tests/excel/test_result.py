"""The workbook of its own that goes back where somebody's file cannot be filled."""

from __future__ import annotations

import pytest

from toolkit.excel.blank.result import sheet_names


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["报价"], ["报价"]),
        (["10月[华东]/一组"], ["10月_华东__一组"]),
        (["Sheet1", "sheet1"], ["Sheet1", "sheet1 (1)"]),
        (["'quoted'", ""], ["quoted", "_"]),
        (["门店" * 20, "门店" * 20], ["门店" * 15 + "门", "门店" * 13 + " (1)"]),
    ],
    ids=[
        "as it is",
        "signs Excel refuses",
        "case does not tell two apart",
        "apostrophes and nothing",
        "cut to 31",
    ],
)
def test_sheets_get_names_that_excel_accepts(titles, names):
    assert sheet_names(titles) == names
    assert max(map(len, names)) <= 31
