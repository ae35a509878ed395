from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import numpy as np
import openpyxl
import pandas as pd
import pytest

from tests.excel.books import drawn, packed_parts, parts_of, raw_book, values
from toolkit.errors import PatchRefusedError
from toolkit.excel.package import Package
from toolkit.excel.parts.properties import read_properties
from toolkit.excel.patch import Block, BlockColumn, fill

ROWS = np.array([2, 3, 4])
NOON = np.datetime64("2026-10-03T12:00")


def block(*columns, rows=ROWS, header_row=1):
    return Block(header_row, rows, tuple(columns))


LEVEL = BlockColumn("统一级别", np.array(["高", None, "低"], object))
DUE = BlockColumn("办结期限", np.array([NOON, np.datetime64("NaT"), NOON]))


@pytest.fixture
def target(tmp_path):
    return tmp_path / "returned.xlsx"


def test_columns_are_appended_beside_a_plain_range(tmp_path, target):
    filled = fill(drawn(tmp_path / "a.xlsx"), target, "反馈", block(LEVEL, DUE))
    assert filled.appended == {"统一级别": 4, "办结期限": 5}
    got = values(target)
    assert got["D1"] == "统一级别"
    assert [got.get(f"D{row}") for row in ROWS] == ["高", None, "低"]
    assert got["E2"] == pd.Timestamp("2026-10-03 12:00")
    assert "E3" not in got


def test_a_table_grows_with_its_columns(tmp_path, target):
    fill(drawn(tmp_path / "a.xlsx", table=True), target, "反馈", block(LEVEL, DUE))
    table = openpyxl.load_workbook(target)["反馈"].tables["明细"]
    assert table.ref == table.autoFilter.ref == "A1:E4"
    assert [column.name for column in table.tableColumns] == [
        "反馈ID",
        "反馈时间",
        "反馈内容",
        "统一级别",
        "办结期限",
    ]


def test_a_column_that_is_there_is_filled_where_it_stands(tmp_path, target):
    words = BlockColumn("反馈内容", np.array(["甲", "乙", "丙"], object), column=3)
    filled = fill(drawn(tmp_path / "a.xlsx", table=True), target, "反馈", block(words))
    assert filled.appended == {}
    assert filled.columns == {"反馈内容": 3}
    assert [values(target)[f"C{row}"] for row in ROWS] == ["甲", "乙", "丙"]


def test_a_header_that_is_there_takes_its_column(tmp_path, target):
    first = fill(drawn(tmp_path / "a.xlsx"), target, "反馈", block(LEVEL))
    again = fill(target, tmp_path / "b.xlsx", "反馈", block(DUE, LEVEL))
    assert first.appended == {"统一级别": 4}
    assert again.appended == {"办结期限": 5}
    assert again.columns["统一级别"] == 4


@pytest.mark.parametrize("table", [False, True])
def test_filling_a_filled_workbook_again_gives_the_same_bytes(tmp_path, target, table):
    fill(drawn(tmp_path / "a.xlsx", table=table), target, "反馈", block(LEVEL, DUE), properties={"voc": "1"})
    again = tmp_path / "again.xlsx"
    fill(target, again, "反馈", block(LEVEL, DUE), properties={"voc": "1"})
    assert again.read_bytes() == target.read_bytes()


def test_untouched_parts_keep_their_compressed_bytes(tmp_path, target):
    source = drawn(tmp_path / "a.xlsx", lambda book, _: book.add_worksheet("别的").write(0, 0, 1))
    filled = fill(source, target, "反馈", block(LEVEL))
    before, after = packed_parts(source), packed_parts(target)
    assert set(filled.changed) <= {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"}
    assert {name for name in before if before[name] != after[name]} == set(filled.changed)
    assert list(before) == list(after)


def test_cells_by_address(tmp_path, target):
    cells = {"C2": "改", "F9": 1.5, "G9": True, "A4": None, "H1": dt.date(2026, 10, 1), "I2": float("inf")}
    fill(drawn(tmp_path / "a.xlsx"), target, "反馈", cells)
    got = values(target)
    assert (got["C2"], got["F9"], got["G9"], got["H1"], got["I2"]) == (
        "改",
        1.5,
        True,
        pd.Timestamp("2026-10-01"),
        "#NUM!",
    )
    assert "A4" not in got


def test_every_kind_of_value(tmp_path, target):
    kinds = {
        "文本": pd.Series(["甲", None, ""], dtype="str"),
        "整数": pd.Series([1, None, 3], dtype="Int64"),
        "小数": np.array([0.1, np.nan, 1e300]),
        "是否": pd.Series([True, None, False], dtype="boolean"),
        "类别": pd.Categorical(["甲", None, "乙"]),
        "时区": pd.Series(pd.to_datetime(["2026-10-03 12:00"] * 3)).dt.tz_localize("Asia/Shanghai"),
        "混合": np.array([True, "一", pd.Timestamp("2026-10-03 12:00")], object),
    }
    columns = [
        BlockColumn(name, data if isinstance(data, np.ndarray) else pd.Series(data))
        for name, data in kinds.items()
    ]
    fill(raw_book(), target, "反馈", block(*columns))
    sheet = openpyxl.load_workbook(target)["反馈"]
    got = {sheet.cell(1, c).value: [sheet.cell(r, c).value for r in ROWS] for c in range(4, 11)}
    noon = pd.Timestamp("2026-10-03 12:00")
    assert got == {
        "文本": ["甲", None, None],
        "整数": [1, None, 3],
        "小数": [0.1, None, 1e300],
        "是否": [True, None, False],
        "类别": ["甲", None, "乙"],
        "时区": [noon, noon, noon],
        "混合": [True, "一", noon],
    }


def test_a_new_column_of_moments_is_wide_enough_to_show_them(tmp_path, target):
    late = BlockColumn("晚", pd.Series([dt.datetime(2026, 10, 1, 8, 30), None, None], dtype=object))
    fill(drawn(tmp_path / "a.xlsx"), target, "反馈", block(DUE, late, LEVEL))
    widths = openpyxl.load_workbook(target)["反馈"].column_dimensions
    assert (widths["D"].width, widths["E"].width, widths["F"].width) == (17, 17, 11)


def test_each_value_of_a_mixed_column_shows_as_what_it_is(tmp_path, target):
    """A number beside dates is no date of 1900, and the hour of a moment is not hidden by a date before it."""
    mixed = [
        dt.date(2026, 10, 1),
        3,
        dt.time(8, 30),
        None,
        dt.timedelta(hours=26),
        dt.datetime(2026, 10, 1, 8, 30),
        "待定",
    ]
    column = BlockColumn("混合", pd.Series(mixed, dtype=object))
    fill(drawn(tmp_path / "a.xlsx"), target, "反馈", block(column, rows=np.arange(2, 9)))
    sheet = openpyxl.load_workbook(target)["反馈"]
    cells = [sheet.cell(row, 4) for row in range(2, 9)]
    moment = "yyyy-mm-dd hh:mm"
    assert [cell.number_format for cell in cells][:3] == [moment, "General", "hh:mm:ss"]
    assert [cell.number_format for cell in cells][4:6] == ["[h]:mm:ss", moment]
    assert [cell.value for cell in cells] == [
        pd.Timestamp("2026-10-01"), 3, dt.time(8, 30), None, dt.timedelta(hours=26), pd.Timestamp("2026-10-01 08:30"), "待定",
    ]  # fmt: skip


@pytest.mark.parametrize(("value", "read", "shown"), [
    (dt.time(8, 30), dt.time(8, 30), "hh:mm:ss"),
    (np.timedelta64(90, "m"), dt.timedelta(minutes=90), "[h]:mm:ss"),
    (pd.Timedelta("26h"), dt.timedelta(hours=26), "[h]:mm:ss"),
    (pd.Timestamp("2026-10-01 08:30", tz="Asia/Shanghai"), pd.Timestamp("2026-10-01 08:30"), "yyyy-mm-dd hh:mm"),
    (np.float32(1.5), 1.5, "General"), (np.bool_(True), True, "General"), (np.str_("甲"), "甲", "General"),
    (Decimal("1.25"), 1.25, "General"), (Fraction(1, 4), 0.25, "General"), (10**400, "#NUM!", "General"),
    (Decimal("NaN"), None, "General"), (pd.NA, None, "General"), (110101199003071234, 110101199003071234, "General"),
])  # fmt: skip
def test_values_of_every_library(tmp_path, target, value, read, shown):
    fill(drawn(tmp_path / "a.xlsx"), target, "反馈", {"F2": value})
    cell = openpyxl.load_workbook(target)["反馈"]["F2"]
    assert (cell.value, cell.number_format) == (read, shown)


@pytest.mark.parametrize("value", [b"x", [1], {"a": 1}, 1j, np.array([1, 2]), pd.Series([1])], ids=type)
def test_what_no_cell_holds_is_a_mistake(tmp_path, target, value):
    with pytest.raises(ValueError, match="a cell holds no"):
        fill(drawn(tmp_path / "a.xlsx"), target, "反馈", {"F2": value})


def test_new_columns_carry_the_look_of_their_neighbours(tmp_path, target):
    def framed(book, sheet):
        form = book.add_format({"border": 1, "bg_color": "#FFFF00", "num_format": "yyyy/m/d"})
        sheet.write(0, 3, "日期", book.add_format({"bold": True}))
        for row in range(1, 4):
            sheet.write(row, 3, 46000, form)

    fill(drawn(tmp_path / "a.xlsx", framed), target, "反馈", block(LEVEL, DUE))
    sheet = openpyxl.load_workbook(target)["反馈"]
    assert sheet["E1"].font.b
    assert sheet["E1"].number_format == "General"
    assert (sheet["E3"].border.left.style, sheet["E3"].fill.fgColor.rgb) == ("thin", "FFFFFF00")
    assert (sheet["E2"].number_format, sheet["F2"].number_format) == ("General", "yyyy-mm-dd hh:mm")
    assert sheet["D2"].number_format == "yyyy/m/d"


def test_computed_and_suggested_columns_look_so(tmp_path, target):
    computed = BlockColumn("响应期限", np.array([1, 2, 3]), tint="computed")
    suggested = BlockColumn("建议", np.array(["甲"] * 3, object), tint="suggested")
    fill(drawn(tmp_path / "a.xlsx"), target, "反馈", block(computed, suggested))
    sheet = openpyxl.load_workbook(target)["反馈"]
    assert sheet["D2"].fill.fgColor.rgb == "FFF0F4F8"
    assert (sheet["E2"].font.i, sheet["E2"].font.color.rgb) == (True, "FF6941C6")


def test_properties_are_kept_beside_those_of_others(tmp_path, target):
    source = drawn(tmp_path / "a.xlsx", lambda book, _: book.set_custom_property("部门", "客服"))
    fill(source, target, "反馈", {"A2": "F9"}, properties={"voc.revision": "1"})
    fill(target, tmp_path / "b.xlsx", "反馈", {"A2": "F9"}, properties={"voc.revision": "2"})
    with Package.open(tmp_path / "b.xlsx") as package:
        assert read_properties(package) == {"部门": "客服", "voc.revision": "2"}


def test_the_source_may_be_the_target(tmp_path):
    path = drawn(tmp_path / "a.xlsx")
    fill(path, path, "反馈", {"A2": "改"})
    assert values(path)["A2"] == "改"
    assert [item.name for item in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_refusal_writes_nothing(tmp_path, target):
    source = drawn(tmp_path / "a.xlsx", lambda _, sheet: sheet.write("D3", "批注"))
    before = source.read_bytes()
    with pytest.raises(PatchRefusedError) as refused:
        fill(source, target, "反馈", block(LEVEL))
    assert (refused.value.cause, refused.value.place) == ("cell-in-the-way", "D3")
    assert source.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["a.xlsx"]


def test_unknown_sheet(target):
    with pytest.raises(PatchRefusedError, match="没有名叫“没有”的工作表"):
        fill(raw_book(), target, "没有", {"A1": 1})


def test_a_workbook_without_styles_gets_some_only_when_needed(target):
    fill(raw_book(), target, "反馈", {"D2": "文字"})
    assert "xl/styles.xml" not in parts_of(target)
    fill(raw_book(), target, "反馈", {"D2": dt.date(2026, 10, 1)})
    assert values(target)["D2"] == pd.Timestamp("2026-10-01")
