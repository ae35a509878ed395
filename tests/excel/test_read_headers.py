"""Which sheets are ours, and where their header is."""

from __future__ import annotations

import openpyxl
import pytest
from sheets import GOOD, HEADER, codes_of, read_book, write_book

from toolkit.rules.finding import Severity
from toolkit.schema.mapping import Mapping

TITLE = ["客户反馈信息汇总表（2026年9月）"]


@pytest.mark.parametrize(
    ("rows", "header_row"),
    [
        ([HEADER, GOOD], 1),
        ([TITLE, HEADER, GOOD], 2),
        ([TITLE, [], ["填表单位：客服部", None, "日期：2026-09-30"], HEADER, GOOD], 4),
        ([["反馈\nID", "客户 ID", "＊反馈时间：", "反馈渠道 (下拉)", "问题描述【必填】"], GOOD], 1),
        ([["ticket_id", "user id", "Created At", "Channel", "Issue description"], GOOD], 1),
        ([["编号", "客户编号", "反馈时间\nReceived at", "渠道", "描述"], GOOD], 1),
        ([["反馈", None, "时间与渠道", None, "内容"], HEADER, GOOD], 2),
        ([["反馈ID", "客户", "反馈", "反馈渠道", "问题描述"], [None, "ID", "时间"], GOOD], 2),
        ([["客户反馈"], ["反馈ID", "客户", "反馈", None, "问题描述"], [None, "ID", "时间", "渠道"], GOOD], 3),
    ],
    ids=["plain", "title", "title and remarks", "marks and breaks", "english aliases", "two languages",
         "group titles", "spread over two rows", "title, then spread"],
)  # fmt: skip
@pytest.mark.parametrize("at", [(0, 0), (1, 3)], ids=["A1", "D2"])
def test_header_is_found(tmp_path, rows, header_row, at):
    book = read_book(write_book(tmp_path / "b.xlsx", {"Sheet1": rows}, at=at))
    (table,) = book.tables
    assert table.header_row == header_row + at[0]
    assert table.rows.tolist() == [header_row + at[0] + 1]
    assert list(table.headers) == ["feedback_id", "customer_id", "received_at", "channel", "description"]
    assert [header.column for header in table.headers.values()] == [n + at[1] for n in (1, 2, 3, 4, 5)]
    assert table.frame["description"].tolist() == ["物流太慢"]
    assert codes_of(book) == []


def test_merged_group_titles(tmp_path):
    path = tmp_path / "b.xlsx"
    book = openpyxl.Workbook()
    for row in (
        ["反馈ID", "客户", None, "反馈", None],
        [None, "ID", "姓名", "时间", "内容"],
        ["F1", "C1", "张三", "2026-09-18", "慢"],
    ):
        book.active.append(row)
    for cells in ("A1:A2", "B1:C1", "D1:E1"):
        book.active.merge_cells(cells)
    book.save(path)
    (table,) = read_book(path).tables
    assert list(table.headers) == [
        "feedback_id",
        "customer_id",
        "received_at",
        "description",
        "customer_name",
    ]
    assert table.header_row == 2


def test_data_is_not_taken_for_a_second_header_row(tmp_path):
    rows = [["反馈时间", "问题描述", "其他"], ["2026-09-18", "备注", "备注"], ["2026-09-19", "慢", "渠道"]]
    (table,) = read_book(write_book(tmp_path / "b.xlsx", {"a": rows})).tables
    assert len(table) == 2
    assert list(table.carried) == ["其他"]


def test_unknown_columns_are_carried(tmp_path):
    rows = [["反馈时间", "问题描述", "班组", "班组", None], ["2026-09-18", "慢", "A", 3.5, "旁注"]]
    (table,) = read_book(write_book(tmp_path / "b.xlsx", {"a": rows})).tables
    assert table.carried.to_dict("list") == {"班组": ["A"], "班组 (D)": [3.5], "E": ["旁注"]}


def test_own_header_wins_over_an_alias(tmp_path):
    rows = [["内容", "反馈时间", "问题描述"], ["旧", "2026-09-18", "新"]]
    book = read_book(write_book(tmp_path / "b.xlsx", {"a": rows}))
    assert book.tables[0].frame["description"].tolist() == ["新"]
    assert book.tables[0].carried.to_dict("list") == {"内容": ["旧"]}
    (finding,) = book.findings
    assert finding.message("zh") == "“内容”和“问题描述”都像“问题描述”，用了“问题描述”。"
    assert finding.place.address == "A"


def test_every_sheet_of_ours_is_taken_by_its_kind(tmp_path):
    plan = [
        ["高频问题", "根因分析(5Why)", "改进目标", "具体措施", "责任人", "完成时间"],
        ["慢", "因", "目标", "做", "张三", "2026-10-01"],
    ]
    effects = [["改进措施", "目标指标", "改进前数值", "改进后数值"], ["做", "发货率", 0.8, "95%"]]
    path = write_book(
        tmp_path / "b.xlsx", {"封面": [["客服部"]], "一": [HEADER, GOOD], "二": plan, "三": effects, "空": []}
    )
    book = read_book(path)
    assert [(table.title, table.sheet.key) for table in book.tables] == [
        ("一", "feedback"),
        ("二", "plan"),
        ("三", "effects"),
    ]
    assert [skipped.title for skipped in book.skipped] == ["封面", "空"]
    assert book.findings == []
    assert book.rows_read == 3


def test_a_remark_that_names_columns_is_not_the_header(tmp_path):
    rows = [["必填：", "反馈时间", "问题描述"], HEADER, GOOD]
    (table,) = read_book(write_book(tmp_path / "b.xlsx", {"a": rows})).tables
    assert (table.header_row, len(table)) == (2, 1)


def test_a_guide_with_a_sample_table_is_left_alone(tmp_path):
    path = write_book(tmp_path / "b.xlsx", {"填写说明": [HEADER, GOOD], "反馈": [HEADER, GOOD]})
    book = read_book(path)
    assert [table.title for table in book.tables] == ["反馈"]
    assert book.findings == []


def test_nearly_ours_beside_a_table_is_said(tmp_path):
    path = write_book(
        tmp_path / "b.xlsx",
        {"反馈": [HEADER, GOOD], "旧表": [["反馈ID", "客户ID", "日期", "反馈渠道", "问题描述"], GOOD]},
    )
    book = read_book(path)
    (finding,) = book.findings
    assert (finding.code.id, finding.severity) == ("S207", Severity.WARNING)
    assert (
        finding.message("zh")
        == "工作表“旧表”没有收：第 1 行的表头缺少 “反馈时间”。“日期”是否就是“反馈时间”？"
    )


def test_foreign_columns_are_asked_for_by_name_and_value(tmp_path):
    rows = [
        ["编码", "何时", "说了什么"],
        [1, "2026-09-18", "等了三天还没有收到货，客服也不回复"],
        [2, "2026-09-19", "换货流程太复杂，来回寄了两次"],
    ]
    (finding,) = read_book(write_book(tmp_path / "b.xlsx", {"Sheet1": rows})).findings
    assert finding.facts["pairs"] == (("何时", "反馈时间"), ("说了什么", "问题描述"))
    assert "“何时”是否就是“反馈时间”？" in finding.message("zh")
    assert finding.place.row == 1


def test_mapping_lets_a_foreign_sheet_be_taken(tmp_path):
    rows = [
        ["编码", "何时", "说了什么", "急不急"],
        [1, "2026-09-18", "慢", "很急"],
        [2, "2026-09-19", "贵", "P2级"],
    ]
    headers = {"何时": "received_at", "说了 什么": "description", "急不急": "urgency", "编码": "feedback_id"}
    mapping = Mapping(headers=headers, values={"urgency": {"很急": "非常紧急"}})
    (table,) = read_book(write_book(tmp_path / "b.xlsx", {"Sheet1": rows}), mapping).tables
    assert table.frame["urgency"].tolist() == ["紧急", "P2"]
    assert table.raw["urgency"].tolist() == ["很急", "P2级"]
    assert table.frame["feedback_id"].tolist() == ["1", "2"]


def test_mapping_wins_over_our_own_names_and_serves_its_sheet_only(tmp_path):
    rows = [["反馈时间", "问题描述", "原话"], ["2026-09-18", "慢", "真慢"]]
    mapping = Mapping(sheet="甲", headers={"原话": "description"})
    path = write_book(tmp_path / "b.xlsx", {"甲": rows, "乙": rows})
    first, second = read_book(path, mapping).tables
    assert first.frame["description"].tolist() == ["真慢"]
    assert second.frame["description"].tolist() == ["慢"]


def test_a_header_of_the_mapping_that_is_not_there_is_said(tmp_path):
    rows = [["反馈时间", "问题描述", "紧急级"], ["2026-09-18", "慢", "急"]]
    mapping = Mapping(headers={"紧急度": "urgency", "内容": "description", "目标": "goal"})
    (finding,) = read_book(write_book(tmp_path / "b.xlsx", {"a": rows}), mapping).findings
    assert finding.message("zh") == "导入映射里写的“紧急度”在工作表“a”的表头里没有。是不是“紧急级”？"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "S205"),
        ([["   "], ["\u3000\u200b"]], "S205"),
        ([["一、每个组件的问题很多"]], "S204"),
        ([["已知的问题"], ["1、慢"], ["2、贵"]], "S204"),
        ([[1, "点击没有反应"], [2, "页面白屏"], [3, None]], "S203"),
        ([["序号", "问题"], [1, "页面白屏"]], "S202"),
        ([["姓名", "部门"], ["张三", "客服"]], "S201"),
        ([HEADER], "S206"),
        ([HEADER, [None, None, "  "]], "S206"),
    ],
    ids=["empty", "blanks only", "one cell", "one column", "no header", "a column lacks", "foreign", "no rows", "blank rows"],
)  # fmt: skip
def test_a_book_of_which_nothing_can_be_taken_gets_one_reason(tmp_path, rows, code):
    book = read_book(write_book(tmp_path / "b.xlsx", {"Sheet1": rows, "Sheet2": []}))
    assert codes_of(book) == [code]
    assert book.findings[0].severity is Severity.ERROR
    for lang in ("zh", "en"):
        assert "{" not in book.findings[0].message(lang) + book.findings[0].cure(lang)


def test_a_toolkit_column_of_a_foreign_book_stays_its_own(tmp_path):
    rows = [["反馈时间", "问题描述", "状态", "统一级别"], ["2026-09-18", "慢", "In Progress", None]]
    foreign = read_book(write_book(tmp_path / "b.xlsx", {"a": rows}))
    assert "status" not in foreign.tables[0].headers
    assert "priority" in foreign.tables[0].headers
    assert foreign.tables[0].carried["状态"].tolist() == ["In Progress"]
    assert codes_of(foreign) == ["S213"]


def test_a_toolkit_column_of_our_book_is_ours(tmp_path):
    path = tmp_path / "b.xlsx"
    book = openpyxl.Workbook()
    for row in (["反馈时间", "问题描述", "状态"], ["2026-09-18", "慢", "处理中"]):
        book.active.append(row)
    book.custom_doc_props.append(openpyxl.packaging.custom.StringProperty(name="voc.book", value="b1"))
    book.save(path)
    ours = read_book(path)
    assert ours.properties == {"voc.book": "b1"}
    assert ours.tables[0].frame["status"].tolist() == ["in_progress"]
    assert ours.findings == []


def test_hidden_sheets_are_read_and_said(tmp_path):
    path = tmp_path / "b.xlsx"
    write_book(path, {"反馈": [HEADER, GOOD], "八月": [HEADER, GOOD, GOOD]})
    book = openpyxl.load_workbook(path)
    book["八月"].sheet_state = "veryHidden"
    book.save(path)
    found = read_book(path)
    assert found.rows_read == 3
    assert [finding.message("zh") for finding in found.findings] == ["隐藏的工作表“八月”也读取了（2 行）。"]


@pytest.mark.parametrize(
    ("title", "header", "is_taken"),
    [
        ("问题分类统计表", ["问题类型", "出现频次", "占比(%)", "主要问题描述关键词", "涉及客户数"], False),
        ("待办", ["问题", "责任人", "完成时间"], False),
        ("Sheet1", ["高频问题", "根因分析(5Why)", "改进目标", "具体措施"], True),
        ("改进计划表", ["高频问题", "具体措施"], True),
    ],
    ids=["our statistics", "a list of things to do", "a plan under another title", "a plan by its title"],
)
def test_one_column_alone_makes_no_plan(tmp_path, title, header, is_taken):
    """Only the issue is required in a plan, and many tables have a column of issues."""
    values = ["物流延迟", *(f"①第{n}件" for n in range(1, len(header)))]
    book = write_book(tmp_path / "b.xlsx", {"客户反馈信息汇总表": [HEADER, GOOD], title: [header, values]})
    kinds = [table.sheet.key for table in read_book(book).tables]
    assert kinds == ["feedback", "plan"][: 1 + is_taken]
