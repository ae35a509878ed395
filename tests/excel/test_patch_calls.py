"""Filling as a stranger would ask for it: values by address, frames at a place, and mistakes that are said in a sentence."""

from __future__ import annotations

import datetime as dt

import numpy as np
import openpyxl
import pandas as pd
import pytest

from tests.excel.books import HEADERS, drawn, parts_of, raw_book, values
from toolkit.errors import PatchRefusedError
from toolkit.excel.patch import Block, BlockColumn, fill

FRAME = pd.DataFrame(
    {"级别": ["高", None, "低"], "期限": pd.to_datetime(["2026-10-01 09:00"] * 3), 3: [1, 2, 3]},
    index=[7, 8, 9],
)
NOON = pd.Timestamp("2026-10-01 09:00")
SHOWN = {"级别": ["高", None, "低"], "期限": [NOON] * 3, "3": [1, 2, 3]}


def columns(path, first, row=1):
    """Three columns of three rows as they stand under their headers."""
    sheet = openpyxl.load_workbook(path)["反馈"]
    left = openpyxl.utils.column_index_from_string(first)
    return {
        sheet.cell(row, c).value: [sheet.cell(r, c).value for r in range(row + 1, row + 4)]
        for c in range(left, left + 3)
    }


@pytest.fixture
def target(tmp_path):
    return tmp_path / "returned.xlsx"


@pytest.mark.parametrize("table", [True, False])
def test_a_frame_beside_a_table_makes_it_grow(tmp_path, target, table):
    source = drawn(tmp_path / "a.xlsx", table=table)
    filled = fill(str(source), str(target), "反馈", FRAME, at="D1")
    assert filled.appended == {"级别": 4, "期限": 5, "3": 6}
    assert columns(target, "D") == SHOWN
    if table:
        assert openpyxl.load_workbook(target)["反馈"].tables["明细"].ref == "A1:F4"
    again = tmp_path / "again.xlsx"
    fill(target, again, "反馈", FRAME, at="D1")
    assert again.read_bytes() == target.read_bytes()


@pytest.mark.parametrize("at", ["H1", "B9", "$J$20"])
def test_a_frame_anywhere_stands_at_its_place(tmp_path, target, at):
    source = drawn(tmp_path / "a.xlsx", table=True)
    filled = fill(source, target, "反馈", FRAME, at=at)
    first, row = at.replace("$", "")[0], int(at.replace("$", "")[1:])
    assert filled.appended == {}
    assert columns(target, first, row) == SHOWN
    assert openpyxl.load_workbook(target)["反馈"].tables["明细"].ref == "A1:C4"
    again = tmp_path / "again.xlsx"
    fill(target, again, "反馈", FRAME, at=at)
    assert again.read_bytes() == target.read_bytes()


def test_a_frame_over_columns_of_the_same_name_keeps_their_headers(tmp_path, target):
    frame = pd.DataFrame({HEADERS[1]: [1, 2, 3], HEADERS[2]: ["甲", "乙", "丙"]})
    fill(drawn(tmp_path / "a.xlsx", table=True), target, "反馈", frame, at="B1")
    assert columns(target, "A") == {
        HEADERS[0]: ["F1", "F2", "F3"],
        HEADERS[1]: [1, 2, 3],
        HEADERS[2]: ["甲", "乙", "丙"],
    }


def test_a_frame_over_other_headers_is_refused_by_a_table_and_written_over_a_range(tmp_path, target):
    with pytest.raises(PatchRefusedError) as refused:
        fill(drawn(tmp_path / "a.xlsx", table=True), target, "反馈", FRAME, at="B1")
    assert (refused.value.cause, refused.value.place) == ("table-header", "A1:C1")
    fill(drawn(tmp_path / "b.xlsx"), target, "反馈", FRAME, at="B1")
    assert columns(target, "B") == SHOWN


def test_a_name_that_is_there_already_does_not_move_a_frame(tmp_path, target):
    frame = pd.DataFrame({HEADERS[0]: ["甲"]})
    fill(drawn(tmp_path / "a.xlsx"), target, "反馈", frame, at="D1")
    assert {cell: values(target)[cell] for cell in ("A2", "D1", "D2")} == {
        "A2": "F1",
        "D1": HEADERS[0],
        "D2": "甲",
    }


def test_a_frame_without_rows_is_its_headers(target):
    fill(raw_book(), target, "反馈", FRAME[:0], at="E5")
    assert {cell: value for cell, value in values(target).items() if cell[0] > "C"} == {
        "E5": "级别",
        "F5": "期限",
        "G5": "3",
    }


def test_addresses_as_people_write_them(target):
    fill(raw_book(), target, "反馈", {"f9": 1, "$G$9": dt.date(2026, 10, 1)})
    assert (values(target)["F9"], values(target)["G9"]) == (1, pd.Timestamp("2026-10-01"))


def test_an_open_file_is_a_source(tmp_path, target):
    with drawn(tmp_path / "a.xlsx").open("rb") as source:
        fill(source, target, "反馈", {"F9": 1})
    assert values(target)["F9"] == 1


def test_nothing_to_fill_is_a_copy(tmp_path, target):
    source = drawn(tmp_path / "a.xlsx")
    assert fill(source, target, "反馈", {}).changed == ()
    assert parts_of(target) == parts_of(source)


ONE = np.array([1])


@pytest.mark.parametrize(("cells", "said"), [
    ({"foo": 1}, "'foo' is no cell"), ({(1, 2): 1}, "is no cell"), ({"A1:B2": 1}, "is no cell"),
    ({"XFE1": 1}, "outside a worksheet"), ({"F9": 1, "$F$9": 2}, "F9 is given twice"),
    (None, "values by address"), ([("A1", 1)], "values by address"), (FRAME, "needs the address"),
], ids=str)  # fmt: skip
def test_a_mistake_is_said_in_a_sentence(target, cells, said):
    with pytest.raises(ValueError, match=said):
        fill(raw_book(), target, "反馈", cells)
    assert not target.exists()


@pytest.mark.parametrize("block", [
    lambda: Block(0, np.array([2]), (BlockColumn("x", ONE),)),
    lambda: Block(1, np.array([1_048_577]), (BlockColumn("x", ONE),)),
    lambda: Block(1, np.array([2]), (BlockColumn("x", ONE, column=0),)),
    lambda: Block(1, np.array([2]), (BlockColumn("x", ONE, column=16_385),)),
    lambda: Block(1, np.array([3, 2]), (BlockColumn("x", np.array([1, 2])),)),
    lambda: Block(1, np.array([2]), (BlockColumn("x", np.array([1, 2])),)),
    lambda: Block.of_frame(FRAME, "XFC1"),
])  # fmt: skip
def test_a_block_outside_a_worksheet_is_a_mistake(block):
    with pytest.raises(ValueError, match=r"worksheet|ascend|one value"):
        block()


def test_only_a_frame_goes_to_a_place(target):
    with pytest.raises(ValueError, match="only a frame"):
        fill(raw_book(), target, "反馈", {"A1": 1}, at="B1")


@pytest.mark.parametrize("sheet", [0, None])
def test_a_sheet_is_asked_for_by_name(target, sheet):
    with pytest.raises(ValueError, match="named by its text"):
        fill(raw_book(), target, sheet, {"A1": 1})


def test_properties_are_texts(target):
    with pytest.raises(ValueError, match="properties are texts"):
        fill(raw_book(), target, "反馈", {"A1": 1}, properties={"voc": 1})


def test_files_that_are_not_there(tmp_path, target):
    with pytest.raises(FileNotFoundError, match=r"none\.xlsx"):
        fill(tmp_path / "none.xlsx", target, "反馈", {"A1": 1})
    with pytest.raises(FileNotFoundError, match="there is no folder"):
        fill(raw_book(), tmp_path / "no" / "b.xlsx", "反馈", {"A1": 1})
