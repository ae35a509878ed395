"""The page beside a file that came back: every finding with its cell and its cure, and nobody can slip code in."""

from __future__ import annotations

import base64
import hashlib
import re

import numpy as np
import pytest
from lxml import html

from toolkit.report.note import NAMED, SHOWN, drop_note, note_html
from toolkit.report.options import DropCount
from toolkit.rules.codes.cell import C301, C304
from toolkit.rules.finding import Code, Finding, Hits, Place, Severity
from toolkit.words import Text

AS_OF = np.datetime64("2026-10-20T14:30", "s")
SHEET = "客户反馈信息汇总表"
WHOLE = Code(
    "B999", "broken", Severity.ERROR, Text("文件打不开。", "The file does not open."),
    Text("它不完整。", "It is not whole."), Text("重新导出一次。", "Export it again."),
)  # fmt: skip
NOT_IN_LIST = Finding(C304, Place(SHEET, 7, 4, "反馈渠道"), {"value": "电邮", "hint": "是否想填“邮件”?"})
MISSING = Finding(C301, Place(SHEET, 9, 3, "反馈时间"))


DROP = DropCount("一组.xlsx", 10, 8, 2)


def note_of(*findings, drop=DROP, lang="zh"):
    return drop_note(drop, findings, AS_OF, lang)


def lines(note):
    return [line for part in note.parts for line in part.lines]


def test_each_finding_has_its_cell_header_message_and_cure():
    first, second = lines(note_of(NOT_IN_LIST, MISSING))
    assert (first.place, first.header, first.level, first.code) == ("C9", "反馈时间", "error", "C301")
    assert second.place == "D7"
    assert "电邮" in second.message
    assert "是否想填“邮件”" in second.message
    assert second.cure


def test_the_file_comes_before_its_sheets_and_errors_before_warnings():
    note = note_of(NOT_IN_LIST, MISSING, Finding(WHOLE))
    assert [part.title for part in note.parts] == ["整份文件", f"工作表“{SHEET}”"]
    assert [line.code for line in lines(note)] == ["B999", "C301", "C304"]


@pytest.mark.parametrize(
    ("drop", "heading", "has_steps"),
    [
        (DropCount("a.xlsx", 10, 8, 2), "收下 8 行，2 行要改", True),
        (DropCount("a.xlsx", 10, 0, 10), "这份文件没有收下", True),
        (DropCount("a.xlsx", 0, 0, 0), "这份文件没有收下", True),
        (DropCount("a.xlsx", 10, 10, 0), "这份文件收下了", False),
    ],
)
def test_the_heading_says_what_became_of_it(drop, heading, has_steps):
    note = note_of(MISSING, drop=drop)
    assert note.heading == heading
    assert bool(note.steps) is has_steps


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(), "整份文件"), (Place(SHEET), "整张表"), (Place(SHEET, 7), "第 7 行"),
        (Place(SHEET, 0, 3), "C 列"), (Place(SHEET, 7, 3), "C7"),
    ],
)  # fmt: skip
def test_places_as_people_see_them(place, said):
    assert lines(note_of(Finding(WHOLE, place)))[0].place == said


def test_one_message_for_many_cells_is_said_once_with_the_cells():
    rows = np.arange(2, 102)
    (line,) = lines(note_of(Hits(C301, SHEET, rows, rows - 2, 3, "反馈时间")))
    assert line.place == "C2"
    assert line.same.startswith("同样的问题还在这些单元格：C3、C4、")
    assert "等 99 处" in line.same
    assert line.same.count("C") == NAMED - 1


def test_different_messages_stand_by_themselves_up_to_a_number():
    rows = np.arange(2, 14)
    facts = {"value": np.array([f"词{n}" for n in range(12)], object), "hint": "?"}
    found = lines(note_of(Hits(C304, SHEET, rows, rows - 2, 4, "反馈渠道", facts)))
    assert [line.place for line in found] == [f"D{n}" for n in range(2, 2 + SHOWN)]
    assert found[0].same == ""
    assert found[-1].same.endswith("D10、D11、D12、D13")


EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


def test_nobody_can_slip_markup_in():
    place = Place(f"表{EVIL}", 7, 4, f"渠道{EVIL}")
    finding = Finding(C304, place, {"value": EVIL, "hint": EVIL})
    page = note_html(note_of(finding, drop=DropCount(f"{EVIL}.xlsx", 1, 0, 1)))
    tree = html.fromstring(page)
    assert not tree.xpath("//script | //img | //*[@onerror]")
    assert EVIL in tree.xpath("string(//article)")


def test_the_page_needs_nothing_from_outside():
    page = note_html(note_of(NOT_IN_LIST, MISSING))
    tree = html.fromstring(page)
    assert not tree.xpath("//link | //script | //iframe | //*[@src] | //*[@href] | //*[@style]")
    assert "http" not in page.replace("http-equiv", "")
    assert tree.xpath("//meta[@name='viewport']")
    assert tree.get("lang") == "zh-CN"


def test_the_policy_allows_this_style_sheet_and_nothing_else():
    page = note_html(note_of(MISSING))
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = html.fromstring(page).xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_quoted_values_are_masked():
    finding = Finding(C304, Place(SHEET, 7, 4, "反馈渠道"), {"value": "打13800138000", "hint": "13800138000"})
    page = note_html(note_of(finding, drop=DropCount("13800138000.xlsx", 1, 0, 1)))
    assert "13800138000" not in page
    assert "138****8000" in page


def test_in_english():
    page = note_html(note_of(NOT_IN_LIST, lang="en"))
    text = html.fromstring(page).xpath("string(//main)")
    assert "8 rows taken, 2 to mend" in text
    assert "What to do" in text


def test_nothing_to_say():
    assert "没有发现问题" in note_html(note_of(drop=DropCount("a.xlsx", 3, 3, 0)))
