"""Which rows under a header are data."""

from __future__ import annotations

import openpyxl
import pytest
from sheets import GOOD, HEADER, codes_of, read_book, write_book

from toolkit.excel.reading.grid import BLOCK, stacked

WHEN = "2026-09-18 17:59"


def taken(tmp_path, *rows, header=HEADER):
    book = read_book(write_book(tmp_path / "b.xlsx", {"反馈": [header, *rows]}))
    return book.tables[0].rows.tolist(), [(f.code.id, f.facts.get("rows")) for f in book.findings]


def test_blank_rows_are_not_rows_and_addresses_stay(tmp_path):
    assert taken(tmp_path, [], GOOD, [None, "  ", "\u3000"], GOOD) == ([3, 5], [])


@pytest.mark.parametrize(
    "total",
    [
        ["合计", None, None, None, 12],
        ["总计：", 3],
        [None, "小计", None, "80%"],
        ["本月合计", 5, None, None, "1,200"],
        ["Grand Total", 9],
        ["合计12条"],
    ],
)
def test_totals_are_not_data(tmp_path, total):
    assert taken(tmp_path, GOOD, total) == ([2], [("S222", "3")])


@pytest.mark.parametrize(
    "row", [["合计", None, WHEN, "电话", "合计金额算错"], [None, None, WHEN, None, "汇总表打不开"]]
)
def test_words_like_totals_in_a_record_are_data(tmp_path, row):
    assert taken(tmp_path, row) == ([2], [])


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["示例", "C001", WHEN, "电话", "请写客户原话"], "S223"),
        (["（示例）F1", "C001", WHEN, "电话", "请写客户原话"], "S223"),
        (["必填", "选填", "日期", "下拉选择", "文本"], "S223"),
        (["留空即可，系统会编号；已有编号会保留", "匿名可留空", None, "客户从哪里找到我们", None], "S223"),
        (["注：本表每周五上交"], "S223"),
        (["制表人：张三", "审核人：李四"], "S223"),
        (HEADER, "S224"),
    ],
    ids=["sample", "sample in brackets", "hints", "help texts", "remark", "signatures", "header again"],
)
def test_what_a_form_brings_along_is_not_data(tmp_path, row, code):
    assert taken(tmp_path, row, GOOD) == ([3], [(code, "2")])


def test_rows_with_only_a_running_number_are_not_data(tmp_path):
    rows = [[1, *GOOD[1:]], [2], [3.0], ["No.4"], ["5、"]]
    assert taken(tmp_path, *rows) == ([2], [])
    numbered = [[1, WHEN, "慢"], [2, None, None]]
    assert taken(tmp_path, *numbered, header=["序号", "反馈时间", "问题描述"]) == ([2], [])


def test_what_the_toolkit_fills_makes_no_row(tmp_path):
    header = ["反馈时间", "问题描述", "状态"]
    assert taken(tmp_path, [WHEN, "慢"], [None, None, "处理中"], header=header)[0] == [2]


def test_a_record_over_two_rows_is_said(tmp_path):
    rows = [GOOD, [None, None, None, None, "还没有人回复"], GOOD, [None, None, None, None, "已投诉两次"]]
    assert taken(tmp_path, *rows) == ([2, 3, 4, 5], [("S221", "3、5")])


def test_a_sheet_without_moments_is_not_called_continued(tmp_path):
    rows = [[None, None, None, None, "慢"], [None, None, None, None, "贵"], GOOD]
    assert taken(tmp_path, *rows) == ([2, 3, 4], [])


def test_another_table_below_is_not_mixed_in(tmp_path):
    below = [["渠道", "问题描述", "反馈时间", "处理人", "客户ID"], ["电话", "贵", WHEN, "张三", "C2"]]
    assert taken(tmp_path, GOOD, [], *below) == ([2], [("S214", None)])


def test_cells_merged_downwards_count_for_each_row(tmp_path):
    path = tmp_path / "b.xlsx"
    book = openpyxl.Workbook()
    for row in (HEADER, ["F1", "C1", WHEN, "电话", "慢"], [None, None, None, None, "贵"]):
        book.active.append(row)
    for cells in ("B2:B3", "C2:C3", "D2:D3"):
        book.active.merge_cells(cells)
    book.save(path)
    found = read_book(path)
    assert found.tables[0].frame["customer_id"].tolist() == ["C1", "C1"]
    assert found.tables[0].frame["channel"].tolist() == ["电话", "电话"]
    assert codes_of(found) == ["S225"] * 3


def test_a_million_formatted_rows_are_no_rows(tmp_path):
    path = tmp_path / "b.xlsx"
    book = openpyxl.Workbook()
    for row in (HEADER, GOOD):
        book.active.append(row)
    book.active.cell(1_048_576, 3).number_format = "yyyy-mm-dd"
    book.active.cell(1_048_576, 5, " ")
    book.save(path)
    (table,) = read_book(path).tables
    assert table.rows.tolist() == [2]


def test_rows_prepared_with_an_issue_and_nothing_else_are_not_rows(tmp_path):
    header = ["高频问题", "根因分析(5Why)", "具体措施", "解决成本", "校验结果"]
    rows = [
        ["物流延迟", None, None, None, None],
        ["支付问题", None, None, "高", None],
        ["功能异常", None, None, None, "看一下"],
    ]
    book = read_book(write_book(tmp_path / "plan.xlsx", {"改进计划表": [header, *rows]}))
    assert book.tables[0].rows.tolist() == [3]
    assert book.tables[0].frame["issue"].tolist() == ["支付问题"]


def test_texts_that_repeat_are_kept_once_a_slice():
    """A sheet of millions of cells must fit into the memory that a reading child may take."""
    names = (f"客服{number % 3}" for number in range(10_000))
    cells = stacked([[name, float(number)] for number, name in enumerate(names)])
    assert len({id(text) for text in cells[:, 0]}) == 3 * -(-len(cells) // BLOCK)
    assert cells[4711].tolist() == ["客服1", 4711.0]
