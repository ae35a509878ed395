"""Real files of other people, dropped into one workspace: taken whole, or sent back for the true reason."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from flow_settings import add_rows, answer

if TYPE_CHECKING:
    from flow_desk import Desk

pytestmark = pytest.mark.shared_data

GROUPS = ("A_zh_feedback", "B_en_feedback", "C_real_sheets", "E_event_logs")

TRUE_REASONS = {
    # what the MANIFEST says of the file -> code, sheet, header row, what is missing
    "defect_log_pivot_first.xlsx": ("S202", "Sheet1", 1, ["反馈时间"]),
    "issue_log_template_merged.xlsx": ("S202", "Issue Log", 3, ["反馈时间"]),
    "issue_log_wrapped_rows.xlsx": ("S201", "Sheet1", 1, ["反馈时间", "问题描述"]),
    "人员变动汇总_五张模板.xlsx": ("S201", "增员", 2, ["反馈时间", "问题描述"]),
    "天猫评论_月日日期.xlsx": ("S202", "sheet1", 1, ["问题描述"]),
    "工单_合并标题.xlsx": ("S202", "工单_全部", 2, ["问题描述"]),
    "控件验收问题_多表_图片.xlsx": ("S202", "轮播", 1, ["反馈时间"]),
    "控件验收问题_空编号行.xlsx": ("S203", "气泡", 0, []),
    "搜索期次验收问题.xlsx": ("S203", "搜索", 0, []),
    "汽车投诉_202006.csv": ("S201", "汽车投诉_202006", 1, ["反馈时间", "问题描述"]),
    "汽车投诉_202006_GBK.csv": ("S201", "汽车投诉_202006_GBK", 1, ["反馈时间", "问题描述"]),
    "汽车投诉_202102.csv": ("S201", "汽车投诉_202102", 1, ["反馈时间", "问题描述"]),
    "汽车投诉_首行空.xlsx": ("S201", "Sheet1", 1, ["反馈时间", "问题描述"]),
    "测试评审问题清单.xlsx": ("S201", "Sheet1", 1, ["反馈时间", "问题描述"]),
    "测试问题.xlsx": ("S202", "Sheet1", 1, ["反馈时间"]),
    "申报汇总表_标题行.xlsx": ("S201", "表格", 3, ["反馈时间", "问题描述"]),
    "禅道用例导出.xlsx": ("S201", "用例", 1, ["反馈时间", "问题描述"]),
    "补充自查清单.xlsx": ("S204", "Sheet1", 0, []),
    "问题反馈_单元格长文.xlsx": ("S204", "公共问题", 0, []),
    "问题汇总_无表头.xlsx": ("S203", "Sheet1", 0, []),
    "问题清单_两张表叠放.xlsx": ("S201", "Sheet1", 1, ["反馈时间", "问题描述"]),
    "问题清单_平台.xlsx": ("S202", "Sheet1", 1, ["反馈时间"]),
    "需求池.xlsx": ("S202", "待排期", 1, ["问题描述"]),
    "需求池_单人模式.xlsx": ("S202", "待排期", 1, ["问题描述"]),
    "需求池_团队分表.xlsx": ("S202", "待评审", 1, ["问题描述"]),
    "项目进度表_三行表头.xlsx": ("S201", "工作表1", 2, ["反馈时间", "问题描述"]),
    "tickets_portuguese_formulas.xlsx": ("S202", "tickets - verificar", 1, ["问题描述"]),
    "tickets_sla_hours_demo.xlsx": ("S202", "Tickets", 1, ["问题描述"]),
}

CANDIDATES = {
    "汽车投诉_202006.csv": {"datetime": "反馈时间", "desc": "问题描述"},
    "汽车投诉_首行空.xlsx": {"datetime": "反馈时间", "desc": "问题描述"},
    "天猫评论_月日日期.xlsx": {"评论": "问题描述"},
    "需求池.xlsx": {"需求场景描述": "问题描述"},
    "禅道用例导出.xlsx": {"创建日期": "反馈时间", "用例标题": "问题描述"},
    "defect_log_pivot_first.xlsx": {"Detectd on Date": "反馈时间"},
    "tickets_portuguese_formulas.xlsx": {"ticket_type": "问题描述"},
}

CARS = [
    {"file": "汽车投诉*", "header": "id", "our_column": "反馈ID"},
    {"file": "汽车投诉*", "header": "datetime", "our_column": "反馈时间"},
    {"file": "汽车投诉*", "header": "desc", "our_column": "问题描述"},
    {"file": "汽车投诉*", "header": "car_model", "our_column": "涉及产品"},
    {"file": "汽车投诉*", "header": "status", "our_column": "反馈类型", "values": "信息审核=投诉;厂家受理=投诉;处理反馈=投诉;用户评分=投诉"},
]  # fmt: skip
REVIEWS = [
    {"file": "天猫评论*", "header": "评论", "our_column": "问题描述"},
    {"file": "天猫评论*", "header": "评论时间", "our_column": "反馈时间", "year": 2020},
    {"file": "天猫评论*", "header": "评论人信息", "our_column": "客户姓名"},
    {"file": "天猫评论*", "header": "商品名", "our_column": "涉及产品"},
]
TICKETS = [
    {"file": "tickets_portuguese*", "header": "ticket_type", "our_column": "问题描述"},
    {"file": "tickets_portuguese*", "header": "priority", "our_column": "紧急程度", "values": "alta=紧急;média=一般;media=一般;baixa=一般"},
]  # fmt: skip


def stated(manifest: str) -> dict[str, int]:
    """How many rows the MANIFEST says each file has, where it says so."""
    lines = re.findall(r"^\| (\w+)/([^|]+?)(?: \+ \.labels\.csv)? \| (\d+) \|", manifest, re.MULTILINE)
    return {name: int(rows) for group, name, rows in lines if group in GROUPS}


@pytest.fixture(scope="module")
def files(shared_data):
    found = (path for group in GROUPS for path in sorted((shared_data / group).iterdir()))
    return {path.name: path for path in found if not path.name.endswith(".labels.csv")}


@pytest.fixture(scope="module")
def everything(new_workspace, files, tmp_path_factory) -> tuple[Desk, str]:
    """All of them, dropped into one workspace and run once."""
    desk = new_workspace.copy(tmp_path_factory.mktemp("real")).without_reports()
    answer(desk, "started_on", date(2000, 1, 1))
    for path in files.values():
        desk.drop(path)
    return desk, desk.run().out


@pytest.fixture(scope="module")
def mapped(everything, files, tmp_path_factory) -> Desk:
    """The same, after somebody has said what the columns of some foreign files are, and dropped these again."""
    desk = everything[0].copy(tmp_path_factory.mktemp("mapped"))
    add_rows(desk, "mappings", *CARS, *REVIEWS, *TICKETS)
    for name in ("汽车投诉_202006.csv", "汽车投诉_202102.csv", "汽车投诉_首行空.xlsx", "天猫评论_月日日期.xlsx",
                 "tickets_portuguese_formulas.xlsx"):  # fmt: skip
        desk.drop(files[name])
    desk.run()
    return desk


def test_every_file_is_taken_or_sent_back(everything, files):
    desk, said = everything
    drops = desk.drops()
    assert drops.keys() == files.keys()
    assert {name for name, drop in drops.items() if drop["state"] == "sent_back"} == TRUE_REASONS.keys()
    assert {drop["state"] for drop in drops.values()} == {"done", "sent_back"}
    assert desk.waiting() == []
    assert "程序出错" not in said


def test_rows_read_are_those_of_the_manifest(everything, shared_data):
    drops = everything[0].drops()
    rows = stated((shared_data / "MANIFEST.md").read_text("utf-8"))
    assert len(rows) >= 18
    read = {name: drops[name]["rows_read"] for name in rows if name not in TRUE_REASONS}
    assert read == {name: count for name, count in rows.items() if name not in TRUE_REASONS}


def test_rows_read_are_taken_plus_sent_back(everything):
    desk, _ = everything
    for name, drop in desk.drops().items():
        assert drop["rows_read"] == drop["rows_accepted"] + drop["rows_sent_back"], name
    taken = sum(drop["rows_accepted"] for drop in desk.drops().values())
    with desk.ledger() as ledger:
        facts = len(ledger.facts())
    assert 0 < facts <= taken


@pytest.mark.parametrize(("name", "reason"), TRUE_REASONS.items(), ids=TRUE_REASONS)
def test_what_is_sent_back_says_the_true_reason(everything, name, reason):
    code, sheet, row, missing = reason
    page = html.unescape(everything[0].reasons(name))
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index("<body") :]))
    assert code in said
    assert sheet in said
    assert not row or f"第 {row} 行" in said
    for header in missing:
        assert f"“{header}”" in said


@pytest.mark.parametrize(("name", "pairs"), CANDIDATES.items(), ids=CANDIDATES)
def test_the_nearest_candidates_are_named(everything, name, pairs):
    page = html.unescape(everything[0].reasons(name))
    for theirs, ours in pairs.items():
        assert f"“{theirs}”是否就是“{ours}”" in page
        assert f"<td>{theirs}</td><td>{ours}</td>" in page


def test_the_page_gives_the_rows_for_the_import_mapping(everything, files, tmp_path):
    """What the page of the car complaints guesses, copied as it stands, is all that is missing."""
    desk = everything[0].copy(tmp_path)
    name = "汽车投诉_202006.csv"
    table = re.findall(
        r"<td>(.*?)</td><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td>", html.unescape(desk.reasons(name))
    )
    add_rows(
        desk,
        "mappings",
        *(dict(zip(("file", "sheet", "header", "our_column"), row, strict=True)) for row in table),
    )
    desk.drop(files[name])
    desk.run()
    assert desk.drops()[name]["rows_accepted"] == 600


def test_another_run_does_nothing(everything):
    desk, _ = everything
    before = desk.stamps()
    assert "收件箱是空的" in desk.run().out
    assert desk.stamps() == before


def test_what_was_returned_comes_back_the_same_when_it_comes_again(everything, tmp_path):
    desk = everything[0].copy(tmp_path)
    before = {path.name: path.read_bytes() for path in desk.returned.iterdir()}
    with desk.ledger() as ledger:
        fingerprint = ledger.fingerprint()
    for name, content in before.items():
        desk.drop(content, name)
    desk.run(at="2027-03-05 18:30")
    with desk.ledger() as ledger:
        assert ledger.fingerprint() == fingerprint
        assert len(ledger.conflicts()) == 0
    after = {path.name: path.read_bytes() for path in desk.returned.iterdir()}
    assert [name for name in before if after[name] != before[name]] == []


# With an import mapping


@pytest.mark.parametrize(
    ("name", "read", "taken"),
    [
        ("汽车投诉_202006.csv", 600, 600),
        ("汽车投诉_202102.csv", 600, 600),
        ("汽车投诉_首行空.xlsx", 60, 60),
        ("天猫评论_月日日期.xlsx", 5724, 5724 - 266),
        ("tickets_portuguese_formulas.xlsx", 1500, 1500),
    ],
)
def test_a_mapping_lets_a_foreign_file_be_taken(mapped, name, read, taken):
    drop = mapped.drops()[name]
    assert (drop["state"], drop["rows_read"], drop["rows_accepted"]) == ("done", read, taken)
    assert not (mapped.sent_back / name).exists()


def test_the_same_complaints_in_another_encoding_add_nothing(mapped, files, tmp_path):
    desk = mapped.copy(tmp_path)
    with desk.ledger() as ledger:
        before = ledger.facts()
    desk.drop(files["汽车投诉_202006_GBK.csv"])
    desk.run()
    drop = desk.drops()["汽车投诉_202006_GBK.csv"]
    assert (drop["rows_read"], drop["rows_accepted"], drop["rows_new"], drop["rows_changed"]) == (
        600,
        600,
        0,
        0,
    )
    with desk.ledger() as ledger:
        after = ledger.facts()
    assert list(after["feedback_id"]) == list(before["feedback_id"])


def test_what_a_mapping_says_of_words_and_years_holds(mapped):
    with mapped.ledger() as ledger:
        facts = ledger.facts()
    cars = facts[facts["file"] == "汽车投诉_202006.csv"]
    assert set(cars["kind"]) == {"complaint"}
    assert cars["received_at_is_day"].all()
    assert "482028" in set(cars["feedback_id"])
    assert cars.set_index("feedback_id")["received_at"]["482028"].date() == date(2020, 6, 8)
    reviews = facts[facts["file"] == "天猫评论_月日日期.xlsx"]
    first = reviews.set_index("row").loc[2]
    assert first["description"] == "买了一千多的零食非常爱吃。。超级满意。。我就爱小松鼠"
    assert first["received_at"].date() == date(2020, 1, 7)
    tickets = facts[facts["file"] == "tickets_portuguese_formulas.xlsx"].set_index("feedback_id")
    assert tickets.loc["T30001", "urgency"] == "紧急"
    assert tickets.loc["T30001", "received_at"].date() == date(2024, 6, 9)


def test_a_register_and_a_report_come_of_it(mapped):
    assert mapped.voc("report", "--month", "2020-06").code == 0
    assert mapped.report("2020-06").is_file()
    assert mapped.register.is_file()
