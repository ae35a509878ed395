"""Colours, notes, links and sheets of ours: there while they are needed, gone without a trace afterwards."""

from __future__ import annotations

import subprocess

import numpy as np
import openpyxl
import pytest
from lxml import etree

from tests.excel.books import drawn, parts_of, raw_book, relations, sheet_xml, values, zipped
from tests.excel.fidelity import SCHEMAS
from tests.excel.xsd import complaints
from toolkit.errors import PatchRefusedError
from toolkit.excel.marking import Link, Marks, Note, OwnCell, OwnSheet, Rule
from toolkit.excel.patch import Block, BlockColumn, SheetJob, fill_book

ROWS = np.array([2, 3, 4])
SHEET = "xl/worksheets/sheet1.xml"
RULES = (
    Rule('{校验结果}<>""', "remark"),
    Rule('ISNUMBER(SEARCH("反馈时间",{校验结果}))', "bad", ("反馈时间",)),
    Rule('AND({反馈时间}<>"",NOW()>{反馈时间})', "watch", ("反馈ID", "反馈时间"), '"▲ "m/d hh:mm'),
)
NOTES = (Note(2, 2, "反馈时间早于 2020 年\n请改成 2026-10-01 这样的日期"), Note(3, 3, "<太短> & 空"))
LINKS = (Link(2, "校验结果", "校验报告", "A3", "看说明"),)
REPORT = OwnSheet(
    "校验报告",
    (
        (OwnCell("校验报告", "title"),),
        (OwnCell("位置", "head"), OwnCell("问题", "head")),
        (OwnCell("反馈!B2", "link", ("反馈", "B2")), "反馈时间 < 2020", 3),
    ),
    widths=(14, 60),
    frozen_rows=2,
)
ALL = Marks(RULES, NOTES, LINKS)


def returned(source, target, marks=ALL, sheets=(REPORT,)):
    result = BlockColumn("校验结果", np.array(["请看反馈时间", None, None], object))
    job = SheetJob("反馈", (Block(1, ROWS, (result,)),), marks=marks)
    return fill_book(source, target, [job], own_sheets=sheets)


@pytest.fixture
def source(tmp_path):
    return drawn(tmp_path / "a.xlsx", table=True)


@pytest.fixture
def target(tmp_path):
    return tmp_path / "returned.xlsx"


@pytest.fixture
def again(tmp_path):
    return tmp_path / "again.xlsx"


def test_colours_read_the_result_of_their_row(source, target):
    returned(source, target)
    sheet = openpyxl.load_workbook(target)["反馈"]
    rules = {str(r.sqref): [rule.formula for rule in r.rules] for r in sheet.conditional_formatting}
    assert rules == {
        "A2:D4": [['AND(N("voc")=0,$D2<>"")']],
        "B2:B4": [['AND(N("voc")=0,ISNUMBER(SEARCH("反馈时间",$D2)))']],
        "A2:A4 B2:B4": [['AND(N("voc")=0,AND($B2<>"",NOW()>$B2))']],
    }
    looks = [rule.dxf for r in sheet.conditional_formatting for rule in r.rules]
    assert [look.fill.bgColor.rgb for look in looks] == ["FFF4F0FC", "FFFEE4E2", "FFFEF0C7"]
    assert looks[2].numFmt.formatCode == '"▲ "m/d hh:mm'


def test_notes_say_what_is_wrong(source, target):
    done = returned(source, target)
    assert done.sheets[0].notes == 2
    sheet = openpyxl.load_workbook(target)["反馈"]
    assert sheet["B2"].comment.text == "【校验】" + NOTES[0].text
    assert sheet["C3"].comment.text == "【校验】" + NOTES[1].text


def test_links_lead_both_ways(source, target):
    returned(source, target)
    book = openpyxl.load_workbook(target)
    assert book["反馈"]["D2"].hyperlink.location == "'校验报告'!A3"
    assert book["校验报告"]["A3"].hyperlink.location == "'反馈'!B2"
    assert values(target, "校验报告")["C3"] == 3


@pytest.mark.parametrize("table", [True, False])
def test_marking_a_marked_workbook_again_gives_the_same_bytes(tmp_path, target, again, table):
    returned(drawn(tmp_path / "a.xlsx", table=table), target)
    returned(target, again)
    assert again.read_bytes() == target.read_bytes()


def test_a_cured_workbook_keeps_no_mark(tmp_path, source, target, again):
    returned(source, target)
    returned(target, again, Marks(), ())
    plain = tmp_path / "plain.xlsx"
    returned(source, plain, Marks(), ())
    after, expected = parts_of(again), parts_of(plain)
    assert after.keys() == expected.keys()
    differ = {name for name in after if after[name] != expected[name]}
    assert differ <= {"xl/styles.xml", "[Content_Types].xml", "xl/worksheets/_rels/sheet1.xml.rels"}
    assert after[SHEET] == expected[SHEET]
    assert b"comments" not in after["[Content_Types].xml"]


def test_fewer_findings_leave_fewer_marks(source, target, again):
    returned(source, target)
    returned(target, again, Marks(RULES[:1], NOTES[:1]), (REPORT,))
    sheet = openpyxl.load_workbook(again)["反馈"]
    assert len(sheet.conditional_formatting) == 1
    assert sheet["B2"].comment
    assert sheet["C3"].comment is None
    assert sheet["D2"].hyperlink is None


def test_none_leaves_what_is_shown(source, target, again):
    returned(source, target)
    returned(target, again, None, None)
    assert again.read_bytes() == target.read_bytes()


# Beside what people made


def noted(_, sheet):
    sheet.write_comment("B2", "我的批注", {"author": "张"})
    sheet.write_comment("A4", "另一条")
    sheet.conditional_format("A2:C4", {"type": "formula", "criteria": "=$A2=1"})
    sheet.write_url("C2", "https://example.org/", string="物流太慢")
    sheet.insert_button("H9", {"caption": "按"})


def test_a_persons_notes_rules_and_links_stay(tmp_path, target, again):
    source = drawn(tmp_path / "a.xlsx", noted)
    done = returned(source, target)
    assert done.sheets[0].notes == 1
    sheet = openpyxl.load_workbook(target)["反馈"]
    assert sheet["B2"].comment.text == "我的批注"
    assert sheet["C3"].comment.text == "【校验】" + NOTES[1].text
    assert sheet["C2"].hyperlink.target == "https://example.org/"
    returned(target, again, Marks(), ())
    before, after = parts_of(source), parts_of(again)
    for name in before:
        if "vml" in name or "comments" in name:
            assert after[name].rstrip() == before[name].rstrip() or same_tree(before[name], after[name]), name


def same_tree(one, other):
    return etree.tostring(etree.fromstring(one), method="c14n") == etree.tostring(
        etree.fromstring(other), method="c14n"
    )


def test_a_cell_with_a_thread_gets_no_note(target):
    thread = '<ThreadedComments xmlns="urn:x"><threadedComment ref="B2"/></ThreadedComments>'
    links = relations(("rId7", "threadedComment", "../threads.xml"))
    book = raw_book(extra={"xl/worksheets/_rels/sheet1.xml.rels": links, "xl/threads.xml": thread})
    assert returned(book, target).sheets[0].notes == 1


def test_no_more_than_200_notes(source, target):
    notes = tuple(Note(row, 2, f"第 {row} 行") for row in range(2, 400))
    assert returned(source, target, Marks(notes=notes)).sheets[0].notes == 200
    sheet = openpyxl.load_workbook(target)["反馈"]
    assert sheet["B201"].comment
    assert sheet["B202"].comment is None


def test_a_drawing_that_cannot_be_added_to_gets_no_notes(tmp_path, target):
    source = drawn(tmp_path / "a.xlsx", lambda _, sheet: sheet.insert_button("H9"))
    parts = parts_of(source)
    name = next(name for name in parts if name.endswith(".vml"))
    book = zipped({**parts, name: parts[name].decode().encode("utf-16")})
    assert returned(book, target).sheets[0].notes == 0


def test_a_persons_sheet_of_the_same_name_is_left_alone(tmp_path, target, again):
    source = drawn(tmp_path / "a.xlsx", lambda book, _: book.add_worksheet("校验报告").write(0, 0, "我的"))
    done = returned(source, target)
    assert done.own_sheets == {"校验报告": "校验报告 2"}
    assert values(target, "校验报告") == {"A1": "我的"}
    assert openpyxl.load_workbook(target)["反馈"]["D2"].hyperlink.location == "'校验报告 2'!A3"
    returned(target, again)
    assert again.read_bytes() == target.read_bytes()


def test_sheets_behind_ours_keep_their_names_when_ours_goes(tmp_path, source, target):
    returned(source, target)
    book = openpyxl.load_workbook(target)
    book.create_sheet("后来").print_area = "A1:B2"
    book.active = 2
    moved = tmp_path / "moved.xlsx"
    book.save(moved)
    returned(moved, target, Marks(), ())
    after = openpyxl.load_workbook(target)
    assert after.sheetnames == ["反馈", "后来"]
    assert after["后来"].print_area == "'后来'!$A$1:$B$2"
    assert after.active.title == "后来"


def test_the_hidden_lists_of_our_template_are_rewritten_in_place(tmp_path, target, again):
    def lists(book, _):
        sheet = book.add_worksheet("字典")
        sheet.write_column("A1", ["旧", "表"])
        sheet.set_column("A:A", 33)
        sheet.hide()

    given = OwnSheet("字典", (("新",), ("的",), ("表",)), is_given=True)
    returned(drawn(tmp_path / "a.xlsx", lists), target, sheets=(given,))
    assert values(target, "字典") == {"A1": "新", "A2": "的", "A3": "表"}
    assert openpyxl.load_workbook(target)["字典"].column_dimensions["A"].width == pytest.approx(
        33.71, abs=0.1
    )
    returned(target, again, sheets=(given,))
    assert again.read_bytes() == target.read_bytes()


def test_a_sheet_that_people_see_is_not_ours_to_rewrite(source, target):
    with pytest.raises(PatchRefusedError, match="工作表“反馈”不是由我们生成的"):
        returned(source, target, sheets=(OwnSheet("反馈", ((1,),), is_given=True),))


@pytest.mark.libreoffice
def test_libreoffice_keeps_our_marks_and_we_know_them_again(soffice, tmp_path, target, again):
    returned(drawn(tmp_path / "a.xlsx", noted), target)
    profile = (tmp_path / "profile").as_uri()
    command = [
        soffice,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        tmp_path / "saved",
    ]
    subprocess.run([*command, target], check=True, capture_output=True, timeout=300)
    saved = tmp_path / "saved" / target.name
    assert len(openpyxl.load_workbook(saved)["反馈"].conditional_formatting) == 3
    returned(saved, again, Marks(), ())
    after = openpyxl.load_workbook(again)
    assert after.sheetnames == ["反馈"]
    assert {c.coordinate for row in after["反馈"].iter_rows() for c in row if c.comment} == {"B2", "A4"}
    assert len(after["反馈"].conditional_formatting) == 1
    assert after["反馈"]["D2"].hyperlink is None


@pytest.mark.shared_data
@pytest.mark.usefixtures("shared_data")
def test_what_we_add_is_right_by_the_schemas(tmp_path, target):
    source = drawn(tmp_path / "a.xlsx", noted)
    returned(source, target)
    before = parts_of(source)
    for name, data in parts_of(target).items():
        if name.endswith(".xml"):
            fresh = complaints(data, SCHEMAS) - (
                complaints(before[name], SCHEMAS) if name in before else complaints(b"<x/>", SCHEMAS)
            )
            assert not fresh, name


def test_several_blocks_and_single_cells_in_one_pass(source, target, again):
    blocks = (
        Block(1, ROWS, (BlockColumn("统一级别", np.array(["高"] * 3, object)), BlockColumn("反馈内容", np.array(["甲"] * 3, object), column=3))),
        Block(1, np.array([3]), (BlockColumn("反馈时间", np.array([46100]), column=2),)),
    )  # fmt: skip
    job = SheetJob("反馈", blocks, {"A3": "F9", "H20": 1})
    fill_book(source, target, [job])
    got = values(target)
    assert (got["D3"], got["C3"], got["B3"], got["A3"], got["H20"], got["B2"]) == (
        "高",
        "甲",
        46100,
        "F9",
        1,
        46000.5,
    )
    fill_book(target, again, [job])
    assert again.read_bytes() == target.read_bytes()


def test_a_cell_cannot_be_given_twice(source, target):
    block = Block(1, ROWS, (BlockColumn("反馈时间", np.array([1, 2, 3]), column=2),))
    with pytest.raises(ValueError, match="twice"):
        fill_book(source, target, [SheetJob("反馈", (block,), {"B3": 1})])


def test_an_irregular_sheet_is_marked_once(tmp_path, target, again):
    book = raw_book(sheet_xml().replace('<row r="4">', "<!-- --><row r='4'>"))
    done = returned(book, target)
    assert done.way == "tidy"
    assert sum("vml" in name for name in parts_of(target)) == 1
    returned(target, again)
    assert again.read_bytes() == target.read_bytes()
