"""Pivots: what Excel would compute stands in the cells before it does, and nothing in the parts makes it repair."""

from __future__ import annotations

import re
import warnings
import zipfile

import numpy as np
import openpyxl
import pandas as pd
import pytest
from recalculated import convert

from tests.excel.fidelity import SCHEMAS
from tests.excel.pivot_repairs import repairs
from tests.excel.pivoted import COUNT, cells_of, differences, many, pivot, rows_of, source_of, written
from tests.excel.xsd import complaints
from toolkit.excel.pivot import Cache, Grid, add_pivots
from toolkit.schema.page import Form
from toolkit.schema.pivot import Aggregate, PivotFilter, PivotValue

HOURS = PivotValue("hours", "平均用时", Form.DECIMAL, Aggregate.MEAN)
SUM = PivotValue("counts", "计入合计", Form.COUNT, Aggregate.SUM)
LONGEST = PivotValue("hours", "最长", Form.DECIMAL, Aggregate.LARGEST)
SHORTEST = PivotValue("hours", "最短", Form.DECIMAL, Aggregate.SMALLEST)
BY_HAND = rows_of(
    ("投诉", "物流", "2026-09", 1, 2.0),
    ("投诉", "物流", "2026-10", 1, 4.0),
    ("投诉", "破损", "2026-10", 0, None),
    ("建议", "物流", "2026-10", 1, 6.0),
)
BUSY = (
    pivot("一行一列", columns=("month",), filters=(PivotFilter("counts", (0,)), PivotFilter("about")),
          slicers=("kind", "about"), column=2),
    pivot("两行小计", ("kind", "about"), columns=("month",), has_subtotals=True),
    pivot("三行", ("month", "kind", "about")),
    pivot("三行小计", ("month", "kind", "about"), has_subtotals=True),
    pivot("两列", ("about",), columns=("month", "kind"), slicers=("kind",), column=2),
    pivot("几个值与列", ("about",), columns=("month",), values=(COUNT, HOURS, SUM)),
    pivot("最长", ("about",), columns=("kind",), values=(LONGEST,)),
    pivot("最短", ("about",), values=(SHORTEST,)),
    pivot("筛去几项", columns=("counts",), filters=(PivotFilter("month", ("2026-08",)),), has_totals=False),
    pivot("一个均值", ("about",), values=(HOURS,), order={"about": ("功能异常",)}),
    pivot("数字在行", ("counts",), columns=("kind",)),
)  # fmt: skip
SEVERAL = (
    pivot("几个值", ("about",), values=(COUNT, HOURS, SUM)),
    pivot("几个值小计", ("month", "kind"), values=(COUNT, HOURS), has_subtotals=True),
)
FRAMES = {
    "no rows": rows_of(), "one row": BY_HAND.iloc[:1], "one group": BY_HAND.assign(kind="投诉"),
    "all blank": BY_HAND.assign(kind=None, about=None), "200 groups": many(900, groups=200), "busy": many(400),
}  # fmt: skip


def test_cells_a_person_can_check(tmp_path):
    (grid,) = written(
        tmp_path / "b.xlsx", BY_HAND, pivot(columns=("month",), filters=(PivotFilter("counts"),))
    )
    assert cells_of(tmp_path / "b.xlsx", "透视") == {
        (2, 0): "计入", (2, 1): "（全部）",
        (4, 0): "件数", (4, 1): "受理月份",
        (5, 0): "反馈类型", (5, 1): "2026-09", (5, 2): "2026-10", (5, 3): "总计",
        (6, 0): "建议", (6, 2): 1, (6, 3): 1,
        (7, 0): "投诉", (7, 1): 1, (7, 2): 2, (7, 3): 3,
        (8, 0): "总计", (8, 1): 1, (8, 2): 3, (8, 3): 4,
    }  # fmt: skip
    assert str(grid.box) == "A5:D9"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (COUNT, {"建议": 1, "投诉": 3, "总计": 4}),
        (SUM, {"建议": 1, "投诉": 2, "总计": 3}),
        (HOURS, {"建议": 6, "投诉": 3, "总计": 4}),
        (LONGEST, {"建议": 6, "投诉": 4, "总计": 6}),
        (SHORTEST, {"建议": 6, "投诉": 2, "总计": 2}),
    ],
)
def test_aggregates_skip_blank_cells(tmp_path, value, expected):
    written(tmp_path / "b.xlsx", BY_HAND, pivot(values=(value,)))
    found = cells_of(tmp_path / "b.xlsx", "透视")
    assert {found[row, 0]: found[row, 1] for row in range(3, 6)} == expected


def test_subtotals_stand_below_what_they_sum(tmp_path):
    written(tmp_path / "b.xlsx", BY_HAND, pivot(rows=("kind", "about"), has_subtotals=True))
    found = cells_of(tmp_path / "b.xlsx", "透视")
    body = [[found.get((row, column)) for column in range(3)] for row in range(3, 9)]
    assert body == [
        ["建议", "物流", 1], ["建议 汇总", None, 1], ["投诉", "物流", 2], [None, "破损", 1], ["投诉 汇总", None, 3],
        ["总计", None, 4],
    ]  # fmt: skip


def test_a_filter_that_leaves_one_item_names_it_and_one_that_leaves_several_says_so(tmp_path):
    blocks = (
        pivot("一", filters=(PivotFilter("counts", (0,)),)),
        pivot("几", filters=(PivotFilter("month", ("2026-09", "2027-01")), PivotFilter("about", ("",)))),
        pivot("多", filters=(PivotFilter("id", ("F1",)),)),
    )
    one, whole, several = written(tmp_path / "b.xlsx", BY_HAND, *blocks)
    found = {grid.sheet: cells_of(tmp_path / "b.xlsx", grid.sheet) for grid in (one, whole, several)}
    assert (found["一"][2, 1], one.figure()) == (1, 3)
    assert (found["几"][2, 1], found["几"][3, 1], whole.figure()) == ("2026-10", "（全部）", 3)
    assert (found["多"][2, 1], several.figure()) == ("（多项）", 3)


def test_the_only_item_is_chosen_where_others_would_be_left_out(tmp_path):
    frame = BY_HAND.assign(counts=1.0)
    (grid,) = written(tmp_path / "b.xlsx", frame, pivot(filters=(PivotFilter("counts", (0,)),)))
    assert cells_of(tmp_path / "b.xlsx", "透视")[2, 1] == 1
    with zipfile.ZipFile(tmp_path / "b.xlsx") as book:
        assert '<pageField fld="4" item="0"' in book.read("xl/pivotTables/pivotTable1.xml").decode()
    assert grid.figure() == 4


def test_words_that_differ_in_case_only_are_one_item_as_excel_has_it(tmp_path):
    frame = BY_HAND.assign(about=["App", "APP", "app", "物流"])
    (grid,) = written(tmp_path / "b.xlsx", frame, pivot(rows=("about",)))
    assert grid.cache.items["about"].values == ("App", "物流")
    assert grid.figure((0,)) == 3
    assert repairs(tmp_path / "b.xlsx") == []


def test_items_stand_in_the_order_given_then_by_letters_the_blank_one_last():
    frame = BY_HAND.assign(about=["c", None, "a", "b"])
    cache = Cache.of(source_of(frame), [pivot(rows=("about",), order={"about": ("z", "b")})])
    assert cache.items["about"].values == ("b", "a", "c", None)


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.shared_data
def test_every_part_is_as_the_schemas_say_and_nothing_is_to_repair(name, tmp_path, shared_data):
    blocks = (*_fitting(name), *SEVERAL)
    written(tmp_path / "b.xlsx", FRAMES[name], *blocks)
    assert repairs(tmp_path / "b.xlsx") == []
    with zipfile.ZipFile(tmp_path / "b.xlsx") as book:
        parts = [one for one in book.namelist() if one.endswith(".xml")]
        assert {one: found for one in parts if (found := complaints(book.read(one), SCHEMAS))} == {}
        assert sum("pivotTables/pivotTable" in one for one in parts) == len(blocks)


@pytest.mark.libreoffice
def test_libreoffice_computes_the_same_cells(tmp_path, soffice):
    # a table of one empty row is no source to it
    frames = {name: frame for name, frame in FRAMES.items() if len(frame)}
    grids = {
        name: written(tmp_path / f"{name}.xlsx", frame, *_fitting(name), *SEVERAL, wrong_by=1000)
        for name, frame in frames.items()
    }
    theirs = convert(soffice, [tmp_path / f"{name}.xlsx" for name in frames], tmp_path, "xlsx")
    for name, path in zip(frames, theirs, strict=True):
        plain, several = grids[name][: -len(SEVERAL)], grids[name][-len(SEVERAL) :]
        assert [one for grid in plain for one in differences(path, grid)] == []
        # it puts the captions of several values into a row of their own
        wrong = [one for grid in several for one in differences(path, grid, shift=1) if "row 3 " not in one]
        assert wrong == []


def _fitting(name):
    """The pivots that leave some of the rows in."""
    return [one for one in BUSY if name == "busy" or not any(filters.without for filters in one.filters)]


def test_openpyxl_reads_every_pivot_back(tmp_path):
    grids = written(tmp_path / "b.xlsx", many(300), *BUSY, *SEVERAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    for grid in grids:
        (found,) = book[grid.sheet]._pivots
        assert found.name == grid.block.name
        assert found.location.ref == str(grid.box)
        assert found.cache.cacheSource.worksheetSource.name == "明细"
        assert found.cache.refreshOnLoad
        assert [field.x for field in found.rowFields] == [grid.cache.source.place(k) for k in grid.block.rows]


def test_pandas_sees_the_figures_before_any_refresh(tmp_path):
    (grid,) = written(tmp_path / "b.xlsx", BY_HAND, pivot(columns=("month",)))
    found = pd.read_excel(tmp_path / "b.xlsx", sheet_name="透视", header=None, engine="calamine")
    assert found.iloc[-1].tolist() == ["总计", 1, 3, 4]
    assert grid.figure() == 4


def test_the_same_rows_give_the_same_bytes(tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        written(tmp_path / name, many(200), *BUSY)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_pivots_of_one_table_share_one_cache_and_a_slicer_works_on_all_that_have_its_column(tmp_path):
    written(tmp_path / "b.xlsx", many(200), *BUSY)
    with zipfile.ZipFile(tmp_path / "b.xlsx") as book:
        names = book.namelist()
        kinds = book.read("xl/slicerCaches/slicerCache1.xml").decode()
        sets = "".join(book.read(one).decode() for one in names if "slicers/slicer" in one)
    assert sum("pivotCacheDefinition" in one and "rels" not in one for one in names) == 1
    assert len(re.findall("<pivotTable ", kinds)) == sum("kind" in block.fields for block in BUSY)
    assert re.findall(' name="([^"]+)"', sets) == ["反馈类型", "问题类型(标签)", "反馈类型 1"]


def test_a_slicer_of_200_items(tmp_path):
    block = pivot(filters=(PivotFilter("about"),), slicers=("about",), column=2)
    written(tmp_path / "b.xlsx", many(2000, groups=200), block)
    assert repairs(tmp_path / "b.xlsx") == []
    with zipfile.ZipFile(tmp_path / "b.xlsx") as book:
        found = book.read("xl/slicerCaches/slicerCache1.xml").decode()
        drawing = book.read("xl/drawings/drawing1.xml").decode()
    assert len(re.findall('<i x="\\d+" s="1"/>', found)) == 200
    assert "<xdr:row>15</xdr:row>" in drawing, "as high as ten buttons; the rest is scrolled to"


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (pivot(values=(PivotValue("id", "用时[小时]", Form.COUNT),)), "caption that is a header"),
        (pivot(values=(COUNT, COUNT)), "caption twice"),
        (pivot(columns=("kind",)), "column twice"),
        (pivot(rows=()), "needs a row"),
        (pivot(filters=(PivotFilter("counts", (0,)),), slicers=("counts",)), "narrowed filter"),
        (pivot(filters=(PivotFilter("counts", (0, 1)),)), "leaves out every row"),
        (pivot(rows=("at",)), "holds moments"),
    ],
)
def test_what_excel_would_not_open_is_refused(block, words):
    with pytest.raises(ValueError, match=words):
        Grid(block, Cache.of(source_of(BY_HAND), [block]), "透视", 0, 0, "zh")


def test_two_pivots_of_one_name_are_refused(tmp_path):
    (grid,) = written(tmp_path / "b.xlsx", BY_HAND, pivot())
    with pytest.raises(ValueError, match="one name"):
        add_pivots(tmp_path / "b.xlsx", [grid, grid], {})


def test_a_workbook_that_has_pivots_gets_more(tmp_path):
    (grid,) = written(tmp_path / "b.xlsx", BY_HAND, pivot(slicers=("kind",), column=2))
    with zipfile.ZipFile(tmp_path / "b.xlsx") as book:
        before = set(book.namelist())
    other = pivot("又一个", rows=("about",))
    again = Grid(other, Cache.of(source_of(BY_HAND), [other]), "透视", 30, 0, "zh")
    add_pivots(tmp_path / "b.xlsx", [again], {Form.COUNT: "#,##0"})
    assert repairs(tmp_path / "b.xlsx") == []
    with zipfile.ZipFile(tmp_path / "b.xlsx") as book:
        assert before < set(book.namelist())
    assert grid.figure() == again.figure() == 4


def test_no_text_of_a_column_that_no_pivot_shows_is_in_the_parts(tmp_path):
    frame = BY_HAND.assign(about=["张三丰 13800138000"] * 4)
    written(tmp_path / "b.xlsx", frame, pivot(columns=("month",)))
    with zipfile.ZipFile(tmp_path / "b.xlsx") as book:
        shown = [one for one in book.namelist() if "13800138000" in book.read(one).decode("utf-8", "replace")]
    assert shown == ["xl/sharedStrings.xml"]


def test_numbers_on_an_axis_are_numbers():
    frame = BY_HAND.assign(counts=np.array([2.5, 10, 2.5, np.nan]))
    cache = Cache.of(source_of(frame), [pivot(rows=("counts",))])
    assert cache.items["counts"].values == (2.5, 10, None)
