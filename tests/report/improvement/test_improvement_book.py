"""改进计划.xlsx: what its pages say of a small shop, and that it can be drawn, opened and read back."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest
from improvement_shop import shop
from judged import judged
from lxml import etree

from toolkit.excel.draw.report import draw_report
from toolkit.report.improvement.book import improvement_report
from toolkit.report.improvement.desk import Desk
from toolkit.report.improvement.fishbone import fishbone_drawing
from toolkit.report.options import ReportOptions
from toolkit.schema.drawing import Box, Stroke
from toolkit.words import LANGUAGES

SHAPES = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
GEOMETRY = "{http://schemas.openxmlformats.org/drawingml/2006/main}prstGeom"


@pytest.fixture(scope="module")
def report():
    return improvement_report(shop(), ReportOptions())


def page(report, key):
    return next(page for page in report.pages if page.key == key)


def table(report, page_key, key):
    """The rows of a table as lists of what a person reads."""
    block = next(block for block in page(report, page_key).blocks if getattr(block, "key", "") == key)
    return [
        {column.key: row.cells[column.key].value for column in block.columns if column.key in row.cells}
        for row in block.rows
    ]


def test_the_agenda_has_what_is_overdue_first_and_says_what_to_look_at(report):
    said = [
        (row["timing"], row["task"], row["owner"], row["remark"]) for row in table(report, "tasks", "tasks")
    ]
    assert said == [
        ("逾期", "升级支付接口", "李伟、赵敏", "责任人不止一个、没有责任部门"),
        ("7日内到期", "补用例", "李伟", "没有责任部门"),
        ("暂缓", "界面优化", "陈晨", "暂缓但没有复查日期"),
        ("完成", "增加十名分拣员", "王芳", ""),
    ]
    assert page(report, "tasks").lead == (
        "到 2026-11-02 09:00，2 项措施在做：逾期 1，7 日内到期 1。周会从上往下过，一周内有变动的已注明。",
    )


def test_frequent_issues_stand_below_the_plan_with_their_figures(report):
    plan = report.entries[0].frame
    assert plan["issue"].tolist() == ["物流延迟", "支付问题", "其他", "功能异常"]
    last = plan.iloc[-1]
    assert (last["recent_count"], last["priority_rank"], last["quadrant"]) == (9, 1, "first")
    assert last[["root_cause", "measures", "owner"]].isna().all()
    assert plan["return_state"].tolist()[:2] == ["less", None]


def test_the_ranking_says_what_it_rests_on(report):
    ranked = table(report, "priority", "priority")
    assert [(row["issue"], row["count"], row["quadrant"]) for row in ranked] == [
        ("功能异常", 9, "高影响-高价值"), ("其他", 10, "高影响-低价值"), ("物流延迟", 8, "高影响-低价值"),
    ]  # fmt: skip
    assert ranked[2]["note"] == "100% 在西藏，可能是当地的客观限制"
    assert ranked[0]["cost"] == "中（没填）"


def test_the_quadrants_hold_each_issue_once(report):
    cells = [
        value
        for row in table(report, "priority", "quadrants")
        for key, value in row.items()
        if key != "side" and value
    ]
    assert sorted("、".join(cells).split("、")) == ["其他", "功能异常", "物流延迟"]


def test_an_effect_is_shown_typed_and_counted_with_its_claims(report):
    row = table(report, "effects", "effect_figures")[0]
    assert (row["before_typed"], row["before"]) == ("20", "20（20；12.2～30.9）")
    assert (row["after_typed"], row["after"], row["achievement"]) == ("8", "8（8；3.5～15.8）", "达标")
    assert row["why"].split("\n") == [
        "按数据判断",
        "“物流投诉下降70%”与数据不符（20→8）",
        "“无新增支付投诉”与数据相符（2→0）、变化可能是偶然",
    ]
    kept = report.entries[1].frame.iloc[0]
    assert kept["effect_check"] == "“备注”里的“物流投诉下降70%”与数据不符（20→8）", (
        "told in the row where it was claimed"
    )
    assert (kept["computed_before"], kept["computed_after"], kept["computed_achievement"]) == (
        20,
        8,
        "reached",
    )


def test_what_became_of_a_fix(report):
    assert table(report, "upkeep", "watch")[0]["state"] == "明显减少"
    assert table(report, "upkeep", "standardise")[0]["remark"] == "效果已达标"
    assert len(table(report, "upkeep", "touched")) == 20


def test_answers_worth_keeping(report):
    assert [(row["answer"], row["used"]) for row in table(report, "knowledge", "knowledge")] == [
        ("原路退回多扣的款", 2)
    ]


def test_every_cause_and_every_kind_of_cause_stands_in_the_fishbone():
    desk = Desk(shop(), ReportOptions())
    drawing = fishbone_drawing(desk, desk.known.fishbones[0])
    words = [shape.words for shape in drawing.shapes if isinstance(shape, Box)]
    assert {"物流延迟", "拣货慢", "分拣人员不足", "没有排班规则", "人员", "其他"} == set(words)
    assert drawing.alt == "物流延迟的原因：人员：分拣人员不足、没有排班规则；其他：拣货慢"


def test_no_shape_leaves_its_drawing():
    desk = Desk(shop(), ReportOptions())
    for fishbone in desk.known.fishbones:
        drawing = fishbone_drawing(desk, fishbone)
        ends = [
            point
            for shape in drawing.shapes
            if isinstance(shape, Stroke)
            for point in (shape.start, shape.end)
        ]
        ends += [
            (box.place[0] + box.size[0], box.place[1] + box.size[1])
            for box in drawing.shapes
            if isinstance(box, Box)
        ]
        assert all(0 <= x <= 1085 and 0 <= y <= 24 * drawing.rows for x, y in ends)


@pytest.fixture(scope="module")
def drawn(report, tmp_path_factory):
    target = tmp_path_factory.mktemp("improvement") / "改进计划.xlsx"
    draw_report(report, target)
    return target


def test_the_fishbone_is_drawn_with_native_lines_and_boxes(drawn):
    with zipfile.ZipFile(drawn) as package:
        names = [name for name in package.namelist() if name.startswith("xl/drawings/drawing")]
        parts = [etree.fromstring(package.read(name)) for name in names]
    kinds = [geometry.get("prst") for part in parts for geometry in part.iter(GEOMETRY)]
    assert kinds.count("line") == 2 + 3 + 4
    assert kinds.count("rect") == 2 + 3 + 4
    assert not [part for part in parts if part.findall(f".//{SHAPES}cxnSp")]


def test_the_workbook_opens_with_the_plan_first(drawn):
    book = openpyxl.load_workbook(drawn)
    assert book.sheetnames[:4] == ["根因分析及改进计划表", "改进效果跟踪表", "改进任务", "优先级"]
    sheet = book.worksheets[0]
    headers = [cell.value for cell in sheet[2]]
    assert sheet.cell(4, headers.index("进度") + 1).value == 0.4
    assert sheet.cell(6, 1).value == "功能异常"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_shop_has_a_workbook_too(lang, tmp_path):
    empty = shop((), (), judged().iloc[:0])
    draw_report(improvement_report(empty, ReportOptions(lang)), tmp_path / "empty.xlsx")
    assert openpyxl.load_workbook(tmp_path / "empty.xlsx").sheetnames
