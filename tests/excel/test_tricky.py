"""The tricky cases of writing into workbooks that others made, each by its name."""

from __future__ import annotations

import io
import re
import zipfile

import numpy as np
import openpyxl
import pandas as pd
import pytest
import python_calamine
from lxml import etree

from tests.excel.books import (
    HEADERS,
    MAIN,
    PLAIN_ROWS,
    ROWS,
    drawn,
    packed_parts,
    parts_of,
    raw_book,
    raw_rows,
    relations,
    sheet_xml,
    values,
    zipped,
)
from toolkit.errors import PatchRefusedError
from toolkit.excel.package import Package
from toolkit.excel.patch import Block, BlockColumn, fill

SHEET = "xl/worksheets/sheet1.xml"
FILLED = {"D1": "统一级别", "D2": "高", "D4": "低"}
THREE = np.array([2, 3, 4])


def level(**options):
    return BlockColumn("统一级别", np.array(["高", None, "低"], object), **options)


def patched(source, target, *columns, rows=THREE, header_row=1):
    return fill(source, target, "反馈", Block(header_row, rows, columns or (level(),)))


def refused(source, target, cells=None):
    with pytest.raises(PatchRefusedError) as caught:
        patched(source, target) if cells is None else fill(source, target, "反馈", cells)
    assert not target.exists()
    return caught.value.cause, caught.value.place


@pytest.fixture
def target(tmp_path):
    return tmp_path / "returned.xlsx"


def person(book):
    return {cell: value for cell, value in values(book).items() if not cell.startswith("D")}


# How the XML of a sheet may be written


def _prefixed(xml):
    return (
        xml.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace(" xmlns=", " xmlns:x=")
    )


def _without_numbers(xml):
    return re.sub(r' r="[A-Z]*\d+"', "", xml)


SHAPES = {
    "as Excel writes": (lambda xml: xml, "splice"),
    "indented": (lambda xml: xml.replace("><", ">\n  <"), "splice"),
    "spans": (lambda xml: xml.replace('<row r="2"', '<row r="2" spans="1:3"'), "splice"),
    "namespace prefix": (_prefixed, "tidy"),
    "single quotes": (lambda xml: xml.replace('<c r="A2"', "<c r='A2'"), "tidy"),
    "attributes before the reference": (lambda xml: xml.replace('<c r="B2"', '<c s="0" r="B2"'), "tidy"),
    "rows and cells without numbers": (_without_numbers, "dom"),
    "comment between rows": (lambda xml: xml.replace('<row r="3"', '<!-- <row r="9"> --><row r="3"'), "tidy"),
    "comment and CDATA": (lambda xml: xml.replace(
        "<t>物流太慢</t>", "<!-- a --><t><![CDATA[物流太慢]]></t>"), "dom"),
    "processing instruction": (lambda xml: xml.replace('<row r="3"', '<?x <row r="9"?><row r="3"'), "dom"),
    "CDATA": (lambda xml: xml.replace("<t>物流太慢</t>", "<t><![CDATA[物流太慢]]></t>"), "dom"),
    "line break inside a tag": (lambda xml: xml.replace('<c r="A2"', '<c\nr="A2"'), "tidy"),
    "UTF-16": (lambda xml: xml.replace("UTF-8", "UTF-16").encode("utf-16"), "dom"),
    "GB18030": (lambda xml: xml.replace("UTF-8", "GB18030").encode("gb18030"), "dom"),
    "byte order mark": (lambda xml: xml.encode("utf-8-sig"), "splice"),
    "rows out of order": (lambda xml: xml.replace('<row r="1"', '<row r="9"/><row r="1"', 1), "tidy"),
    "cells out of order": (lambda xml: xml.replace('<row r="2">', '<row r="2"><c r="C2"/>').replace(
        '<c r="C2" t="inlineStr"><is><t>物流太慢</t></is></c>', "").replace(
        '<c r="C2"/>', '<c r="C2" t="inlineStr"><is><t>物流太慢</t></is></c>'), "dom"),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_however_the_sheet_is_written_the_result_is_the_same(target, tmp_path, shape):
    rewrite, way = SHAPES[shape]
    source = raw_book(rewrite(sheet_xml()))
    filled = patched(source, target)
    assert filled.way == way
    assert values(target) == values(raw_book()) | FILLED
    again = tmp_path / "again.xlsx"
    patched(target, again)
    assert again.read_bytes() == target.read_bytes()


@pytest.mark.parametrize(("old", "new", "way"), [
    ('<c r="A2"', "<c  r='A2'", "tidy"), ('<row r="3"', '<!-- --><row r="3"', "tidy"),
    ('<row r="3"', '<?x?><row r="3"', "dom"),
])  # fmt: skip
def test_every_way_writes_the_same_rows(target, tmp_path, old, new, way):
    patched(raw_book(), target)
    other = tmp_path / "other.xlsx"
    assert patched(raw_book(sheet_xml().replace(old, new)), other).way == way
    assert parts_of(target)[SHEET] == parts_of(other)[SHEET]


@pytest.mark.parametrize(("rows", "cause", "place"), [
    (PLAIN_ROWS.replace('<row r="3">', '<row r="2">'), "row-twice", "2"),
    (PLAIN_ROWS.replace('<c r="A3"', '<c r="A9"'), "bad-reference", "A9"),
    (PLAIN_ROWS + '<row r="2"/>', "row-twice", "2"),
    (PLAIN_ROWS.replace('<c r="B2">', '<c r="A2">'), "cell-twice", "A2"),
    (PLAIN_ROWS.replace('<c r="B2">', '<c r="ZZZZ2">'), "bad-reference", "ZZZZ2"),
    (PLAIN_ROWS.replace('<row r="4">', '<row r="1048577">'), "bad-reference", "1048577"),
])  # fmt: skip
def test_rows_and_cells_that_contradict_each_other_are_refused(target, rows, cause, place):
    assert refused(raw_book(sheet_xml(rows)), target) == (cause, place)


def test_empty_rows_and_missing_rows(target):
    rows = raw_rows([HEADERS]) + '<row r="2"/><row r="4" hidden="1"></row>'
    patched(raw_book(sheet_xml(rows)), target)
    assert values(target) == {"A1": HEADERS[0], "B1": HEADERS[1], "C1": HEADERS[2]} | FILLED
    assert b'<row r="4" hidden="1"><c r="D4"' in parts_of(target)[SHEET]


def test_no_rows_at_all(target):
    fill(
        raw_book(sheet_xml("").replace("<sheetData></sheetData>", "<sheetData/>")), target, "反馈", {"B3": 7}
    )
    assert values(target) == {"B3": 7}


def test_large_sheets_are_cut_into_chunks_of_whole_rows(target, tmp_path):
    rows = [HEADERS, *((f"F{n}", n, "很长的反馈内容" * 30) for n in range(2, 6002))]
    numbers = np.arange(2, 6002)
    column = BlockColumn("序号", numbers * 2)
    for name, rewrite in (("regular", str), ("irregular", lambda xml: xml.replace('r="A2"', "r='A2'"))):
        book = tmp_path / f"{name}.xlsx"
        patched(raw_book(rewrite(sheet_xml(raw_rows(rows)))), book, column, rows=numbers)
        got = values(book)
        assert [got[f"D{n}"] for n in numbers] == (numbers * 2).tolist()
        assert [got[f"B{n}"] for n in numbers] == numbers.tolist()
    assert parts_of(tmp_path / "regular.xlsx")[SHEET] == parts_of(tmp_path / "irregular.xlsx")[SHEET]


# Hints that would be wrong


def test_spans_go_from_touched_rows_only(target):
    xml = (
        sheet_xml()
        .replace('<row r="2"', '<row r="2" spans="1:3"')
        .replace('<row r="3"', '<row r="3" spans="1:3"')
    )
    fill(raw_book(xml), target, "反馈", {"D2": 1})
    assert parts_of(target)[SHEET].count(b"spans") == 1


@pytest.mark.parametrize(("head", "after"), [
    ('<dimension ref="A1:C4"/>', b'<dimension ref="A1:D4"/>'),
    ('<dimension ref="A1"/>', b'<dimension ref="A1:D4"/>'),
    ('<dimension ref="Quatsch"/>', b"<sheetData>"),
    ("", b"<sheetData>"),
])  # fmt: skip
def test_the_used_range_is_widened_where_there_is_one(target, head, after):
    patched(raw_book(sheet_xml(head=head)), target)
    assert after in parts_of(target)[SHEET]


def test_wrong_counts_of_strings_do_not_matter(target):
    strings = f'<sst xmlns="{MAIN}" count="1" uniqueCount="99"><si><t>高</t></si><si/><si><r><t>富</t></r></si></sst>'
    book = _with_strings(strings)
    patched(book, target)
    assert values(target) == values(book) | FILLED
    assert parts_of(target)["xl/sharedStrings.xml"].endswith(
        "<si><t>低</t></si><si><t>统一级别</t></si></sst>".encode()
    )


def test_a_count_that_is_no_number_of_strings_stays(target):
    """Counts beyond what the schema allows are a person's mistake, and not ours to repeat with another number."""
    strings = f'<sst xmlns="{MAIN}" count="8876876876877" uniqueCount="1"><si><t>甲</t></si></sst>'
    patched(_with_strings(strings), target)
    assert b' count="8876876876877" uniqueCount="4"' in parts_of(target)["xl/sharedStrings.xml"]


# Strings


def _with_strings(xml, sheet=None):
    types = parts_of(raw_book())["[Content_Types].xml"].decode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    return raw_book(sheet, {
        "[Content_Types].xml": types.replace("</Types>", override),
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml")),
        "xl/sharedStrings.xml": xml,
    })  # fmt: skip


@pytest.mark.parametrize("xml", [
    f'<x:sst xmlns:x="{MAIN}"><x:si><x:t>高</x:t></x:si></x:sst>',
    f'<sst xmlns="{MAIN}"><!-- </sst> --><si><t>高</t></si></sst>',
    f'<sst xmlns="{MAIN}"><si><t><![CDATA[</si>]]></t></si></sst>',
    f'<sst xmlns="{MAIN}"/>',
    f'<sst xmlns="{MAIN}"><si  ><t>高</t></si></sst>',
])  # fmt: skip
def test_beside_odd_shared_strings_ours_are_written_inline(target, xml):
    patched(_with_strings(xml), target)
    assert parts_of(target)["xl/sharedStrings.xml"] == xml.encode()
    assert values(target) == values(raw_book()) | FILLED


def test_a_text_that_is_there_is_not_added_again(target):
    strings = f'<sst xmlns="{MAIN}" count="0" uniqueCount="3"><si><t>统一级别</t></si><si><t>高</t></si><si><t>低</t></si></sst>'
    patched(_with_strings(strings), target)
    assert parts_of(target)["xl/sharedStrings.xml"] == strings.encode()


@pytest.mark.parametrize("text", [
    "控制\x01字符", "回车\r\n换行", "像转义_x000D_的字", " 前后空格 ", "<b>&amp;\"'", "末尾换行\n", "表情😀", "=1+1", "制表\t符",
])  # fmt: skip
@pytest.mark.parametrize("shared", [True, False])
def test_text_comes_back_as_it_was(tmp_path, target, text, shared):
    source = drawn(tmp_path / "a.xlsx") if shared else raw_book()
    fill(source, target, "反馈", {"D2": text})
    # openpyxl leaves _xHHHH_ of carriage returns and what only looks like it; calamine reads them right
    got = python_calamine.load_workbook(target).get_sheet_by_name("反馈").to_python()[1][3]
    assert got == text


def test_text_is_cut_to_what_a_cell_holds(tmp_path, target):
    fill(raw_book(), target, "反馈", {"D2": "长" * 40_000, "D3": "😀" * 20_000, "D4": "半\ud800个"})
    got = values(target)
    assert got["D2"] == "长" * 32_767
    assert got["D3"] == "😀" * 16_383
    assert got["D4"] == "半\ufffd个"


# Formulas


def _formula_sheet(cells):
    rows = raw_rows([(*HEADERS, "算")]) + "".join(
        f'<row r="{n}">{cell}</row>' for n, cell in enumerate(cells, start=2)
    )
    return raw_book(sheet_xml(rows))


SHARED = (
    '<c r="D2"><f t="shared" ref="D2:D4" si="0">B2*$B$1&amp;"&lt;"</f><v>1</v></c>',
    '<c r="D3"><f t="shared" si="0"/><v>2</v></c>',
    '<c r="D4"><f t="shared" si="0"/><v>3</v></c>',
)


@pytest.mark.parametrize("irregular", [False, True])
def test_a_shared_formula_survives_the_loss_of_its_master(target, irregular):
    cells = tuple(cell.replace('<c r="D2"', "<c r='D2'") for cell in SHARED) if irregular else SHARED
    fill(_formula_sheet(cells), target, "反馈", {"D2": 9})
    assert (values(target)["D2"], values(target)["D3"], values(target)["D4"]) == (
        9,
        '=B3*$B$1&"<"',
        '=B4*$B$1&"<"',
    )
    assert b"<v>2</v>" in parts_of(target)[SHEET]


def test_overwriting_a_dependent_of_a_shared_formula_is_free(target):
    fill(_formula_sheet(SHARED), target, "反馈", {"D3": 9})
    assert values(target)["D2"] == '=B2*$B$1&"<"'
    assert b't="shared" si="0"/>' in parts_of(target)[SHEET]


@pytest.mark.parametrize("formula", [
    '<f t="array" ref="D2:D3">B2:B3*2</f>', '<f t="dataTable" ref="D2:D3" dt2D="0" dtr="0" r1="A1"/>',
])  # fmt: skip
def test_a_cell_of_an_array_formula_or_data_table_is_refused(target, formula):
    cells = (f'<c r="D2">{formula}<v>1</v></c>', '<c r="D3"><v>2</v></c>')
    assert refused(_formula_sheet(cells), target, {"D3": 1}) == ("array-formula", "D2:D3")
    fill(_formula_sheet(cells), target, "反馈", {"E3": 1})


def test_an_array_formula_of_one_cell_may_be_overwritten_and_its_metadata_goes(target):
    cells = ('<c r="D2" s="0" cm="1" vm="2"><f t="array" ref="D2">SUM(B2:B3)</f><v>1</v></c>',)
    fill(_formula_sheet(cells), target, "反馈", {"D2": 5})
    assert b'<c r="D2"><v>5</v></c>' in parts_of(target)[SHEET]


def _with_chain(cells):
    parts = parts_of(_formula_sheet(cells))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = types.replace(
        "</Types>", f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/></Types>').encode()  # fmt: skip
    parts["xl/_rels/workbook.xml.rels"] = relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "calcChain", "calcChain.xml")).encode()  # fmt: skip
    parts["xl/calcChain.xml"] = f'<calcChain xmlns="{MAIN}"><c r="D2" i="1"/></calcChain>'.encode()
    return zipped(parts)


def test_the_calculation_chain_goes_only_when_a_formula_goes(target):
    cells = ('<c r="D2"><f>B2*2</f><v>1</v></c>',)
    fill(_with_chain(cells), target, "反馈", {"E2": 9})
    assert "xl/calcChain.xml" in parts_of(target)
    fill(_with_chain(cells), target, "反馈", {"D2": 9})
    after = parts_of(target)
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"]


def test_formulas_are_computed_on_opening_where_there_are_any(target):
    fill(_formula_sheet(('<c r="D2"><f>B2*2</f><v>1</v></c>',)), target, "反馈", {"E2": 9})
    assert b'fullCalcOnLoad="1"' in parts_of(target)["xl/workbook.xml"]
    source = raw_book()
    fill(source, target, "反馈", {"E2": 9})
    assert packed_parts(target)["xl/workbook.xml"] == packed_parts(source)["xl/workbook.xml"]


# Styles


def test_a_number_beside_a_date_column_is_no_date(tmp_path, target):
    def dates(book, sheet):
        sheet.write_datetime(
            "D2", pd.Timestamp("2026-10-01"), book.add_format({"num_format": "yyyy年m月d日"})
        )

    fill(drawn(tmp_path / "a.xlsx", dates), target, "反馈", {"D2": 5})
    assert openpyxl.load_workbook(target)["反馈"]["D2"].number_format == "General"


def test_styles_are_appended_never_edited(tmp_path, target):
    source = drawn(
        tmp_path / "a.xlsx", lambda book, sheet: sheet.set_column("A:C", 9, book.add_format({"bold": True}))
    )
    moments = BlockColumn("期限", np.array(["2026-10-01T10:00"] * 3, "datetime64[m]"), tint="computed")
    patched(source, target, moments, level(tint="suggested"))
    for tag in ("cellXfs", "fonts", "fills", "numFmts", "borders", "cellStyleXfs"):
        before, after = _style_list(source, tag), _style_list(target, tag)
        assert after[: len(before)] == before


def test_what_the_schema_does_not_know_of_a_look_is_not_said_twice(tmp_path, target):
    parts = parts_of(drawn(tmp_path / "a.xlsx"))
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b"<xf numFmtId", b'<xf odd="1" numFmtId')
    source = zipped(parts)
    patched(source, target, BlockColumn("期限", np.array(["2026-10-01"] * 3, "datetime64[D]")))
    assert parts_of(target)["xl/styles.xml"].count(b'odd="1"') == parts["xl/styles.xml"].count(b'odd="1"')


def _style_list(book, tag):
    root = etree.fromstring(parts_of(book)["xl/styles.xml"])
    return [etree.tostring(e, method="c14n") for e in root.iterfind(f"{{{MAIN}}}{tag}/*")]


def test_a_person_who_chose_another_date_format_keeps_it(tmp_path, target):
    patched(
        drawn(tmp_path / "a.xlsx"), target, BlockColumn("期限", np.array(["2026-10-01"] * 3, "datetime64[D]"))
    )
    book = openpyxl.load_workbook(target)
    for row in THREE:
        book["反馈"].cell(int(row), 4).number_format = "m/d"
    book.save(target)
    patched(target, target, BlockColumn("期限", np.array(["2026-10-02"] * 3, "datetime64[D]")))
    assert openpyxl.load_workbook(target)["反馈"]["D2"].number_format == "m/d"


@pytest.mark.parametrize(("from_1904", "moment", "serial"), [
    (False, "2026-10-03T12:00", 46298.5), (True, "2026-10-03T12:00", 44836.5),
    (False, "1900-01-01", 1), (False, "1900-02-28", 59), (False, "1900-03-01", 61), (True, "1904-01-02", 1),
])  # fmt: skip
def test_days_are_counted_as_the_workbook_counts(target, from_1904, moment, serial):
    workbook = parts_of(raw_book())["xl/workbook.xml"].decode()
    counted = workbook.replace("<sheets>", f'<workbookPr date1904="{from_1904:d}"/><sheets>')
    fill(raw_book(extra={"xl/workbook.xml": counted}), target, "反馈", {"D2": np.datetime64(moment)})
    assert f"<v>{serial}</v>".encode() in parts_of(target)[SHEET]


def test_a_day_before_excel_counts_is_said_in_words(target):
    fill(
        raw_book(),
        target,
        "反馈",
        {"D2": np.datetime64("1899-12-31"), "D3": np.datetime64("1850-01-01T08:30")},
    )
    assert (values(target)["D2"], values(target)["D3"]) == ("1899-12-31", "1850-01-01 08:30:00")


# Tables


def test_a_totals_row_stays_and_is_not_filled(tmp_path, target):
    def totals(_, sheet):
        columns = [{"header": header, "total_string": "合计"} for header in HEADERS]
        sheet.add_table("A1:C5", {"columns": columns, "total_row": True, "name": "明细"})

    source = drawn(tmp_path / "a.xlsx", totals)
    patched(source, target)
    assert values(target)["A5"] == "合计"
    assert openpyxl.load_workbook(target)["反馈"].tables["明细"].ref == "A1:D5"
    four = BlockColumn("统一级别", np.array(["高"] * 4, object))
    with pytest.raises(PatchRefusedError) as caught:
        patched(source, tmp_path / "b.xlsx", four, rows=np.array([2, 3, 4, 5]))
    assert (caught.value.cause, caught.value.place) == ("totals-row", "A5:C5")


def test_a_column_of_values_is_no_longer_computed_by_the_table(tmp_path, target):
    def computed(_, sheet):
        columns = [{"header": header} for header in HEADERS[:2]] + [
            {"header": HEADERS[2], "formula": "=[@反馈时间]*2"}
        ]
        sheet.add_table("A1:C4", {"columns": columns, "name": "明细"})

    patched(
        drawn(tmp_path / "a.xlsx", computed), target, BlockColumn(HEADERS[2], np.array([1, 2, 3]), column=3)
    )
    assert b"calculatedColumnFormula" not in parts_of(target)["xl/tables/table1.xml"]
    assert values(target)["C2"] == 1


def test_headers_of_a_table_differ_by_more_than_case(tmp_path, target):
    def english(_, sheet):
        sheet.add_table("A1:C4", {"columns": [{"header": "Level"}, {"header": "A"}, {"header": "B"}]})

    filled = patched(drawn(tmp_path / "a.xlsx", english), target, BlockColumn("LEVEL", np.array([1, 2, 3])))
    assert filled.columns == {"LEVEL": 1}


def test_a_header_with_a_line_break_is_written_as_the_table_wants_it(tmp_path, target):
    patched(drawn(tmp_path / "a.xlsx", table=True), target, BlockColumn("响应\n期限", np.array([1, 2, 3])))
    assert 'name="响应_x000a_期限"'.encode() in parts_of(target)["xl/tables/table1.xml"]
    assert values(target)["D1"] == "响应\n期限"
    patched(target, target, BlockColumn("响应\n期限", np.array([1, 2, 3])))
    assert "E1" not in values(target)


def test_only_the_table_that_holds_the_known_column_grows(tmp_path, target):
    def second(_, sheet):
        sheet.write_row("J1", ["x", "y"])
        sheet.add_table("J1:K4", {"name": "右边", "columns": [{"header": "x"}, {"header": "y"}]})

    source = drawn(tmp_path / "a.xlsx", second, table=True)
    filled = patched(source, target, level(), BlockColumn("y", np.array([1, 2, 3]), column=11))
    assert filled.columns == {"统一级别": 12, "y": 11}
    assert openpyxl.load_workbook(target)["反馈"].tables["明细"].ref == "A1:C4"


# What stands in the way


def _in_the_way(draw):
    return lambda tmp_path: drawn(tmp_path / "a.xlsx", draw, table=True)


@pytest.mark.parametrize(("draw", "cause", "place"), [
    (lambda _, sheet: sheet.write("D3", "x"), "cell-in-the-way", "D3"),
    (lambda _, sheet: sheet.write_formula("D4", "=1"), "cell-in-the-way", "D4"),
    (lambda _, sheet: sheet.merge_range("D2:E3", ""), "merged-cells", "D2:E3"),
    (lambda _, sheet: sheet.add_table("D2:E4"), "table-in-the-way", "D2:E4"),
])  # fmt: skip
def test_what_stands_in_the_way_is_named(tmp_path, target, draw, cause, place):
    assert refused(drawn(tmp_path / "a.xlsx", draw, table=True), target) == (cause, place)


def test_cells_that_only_have_a_look_are_not_in_the_way(tmp_path, target):
    source = drawn(
        tmp_path / "a.xlsx",
        lambda book, sheet: sheet.write_blank("D3", None, book.add_format({"bold": True})),
    )
    patched(source, target)
    assert values(target)["D2"] == "高"


def test_below_the_table_there_may_be_anything(tmp_path, target):
    patched(drawn(tmp_path / "a.xlsx", lambda _, sheet: sheet.write("D9", "x"), table=True), target)
    assert values(target)["D9"] == "x"


def test_merged_cells_show_only_their_first(tmp_path, target):
    source = drawn(tmp_path / "a.xlsx", lambda _, sheet: sheet.merge_range("E2:F3", "合并"))
    fill(source, target, "反馈", {"E2": "新"})
    assert refused(source, tmp_path / "b.xlsx", {"F3": 1}) == ("merged-cells", "E2:F3")


def test_the_header_of_a_table_is_not_to_be_written_by_address(tmp_path, target):
    assert refused(drawn(tmp_path / "a.xlsx", table=True), target, {"B1": "别"}) == ("table-header", "A1:C1")


def test_the_last_column_of_a_sheet_has_no_neighbour(target):
    rows = raw_rows([HEADERS, *ROWS]).replace('<c r="C1"', '<c r="XFD1"')
    assert refused(raw_book(sheet_xml(rows)), target) == ("no-room", "XFD1")


# What goes along


def test_rules_filters_and_names_that_end_with_the_table_follow(tmp_path, target):
    def rules(book, sheet):
        sheet.conditional_format("A2:C4", {"type": "formula", "criteria": "=$A2=1"})
        sheet.conditional_format("C2:C4", {"type": "duplicate"})
        sheet.conditional_format("A2:C4", {"type": "data_bar", "data_bar_2010": True})
        sheet.data_validation("C2:C4", {"validate": "length", "criteria": "<", "value": 9})
        sheet.autofilter("A1:C4")
        sheet.print_area("A1:C4")
        book.define_name("全部", "=反馈!$A$1:$C$4")
        book.define_name("末列", "=反馈!$C$1:$C$4")
        book.define_name("别表", "=别!$A$1:$C$4")
        book.add_worksheet("别")

    patched(drawn(tmp_path / "a.xlsx", rules), target)
    after = parts_of(target)
    sheet = after[SHEET].decode()
    assert sheet.count('sqref="A2:D4"') == 1 + sheet.count('<cfRule type="dataBar"') - 1
    assert '<conditionalFormatting sqref="C2:C4">' in sheet
    assert '<dataValidation type="textLength" operator="lessThan" sqref="C2:C4"' in sheet.replace(
        'allowBlank="1" showInputMessage="1" showErrorMessage="1" ', "")  # fmt: skip
    assert "<xm:sqref>A2:D4</xm:sqref>" in sheet
    assert '<autoFilter ref="A1:D4"/>' in sheet
    names = {name.get("name"): name.text for name in _names(after["xl/workbook.xml"])}
    assert names == {
        "_xlnm._FilterDatabase": "反馈!$A$1:$D$4", "_xlnm.Print_Area": "反馈!$A$1:$D$4",
        "全部": "反馈!$A$1:$D$4", "末列": "反馈!$C$1:$C$4", "别表": "别!$A$1:$C$4",
    }  # fmt: skip


def test_names_of_whole_columns_follow_too(tmp_path, target):
    def names(book, sheet):
        sheet.print_area("A1:C1048576")
        book.define_name("全列", "=反馈!$A:$C")
        book.define_name("末列", "=反馈!$C:$C")
        book.define_name("表头行", "=反馈!$1:$1")
        book.define_name("混写", "=反馈!$A$1:$C")

    patched(drawn(tmp_path / "a.xlsx", names), target)
    found = {name.get("name"): name.text for name in _names(parts_of(target)["xl/workbook.xml"])}
    assert found.pop("_xlnm.Print_Area") in ("反馈!$A:$D", "反馈!$A$1:$D$1048576")
    assert found == {
        "全列": "反馈!$A:$D",
        "末列": "反馈!$C:$C",
        "表头行": "反馈!$1:$1",
        "混写": "反馈!$A$1:$C",
    }


def test_what_is_repeated_on_each_page_stays(tmp_path, target):
    source = drawn(tmp_path / "a.xlsx", lambda _, sheet: (sheet.repeat_columns("A:C"), sheet.repeat_rows(0)))
    patched(source, target)
    assert [name.text for name in _names(parts_of(target)["xl/workbook.xml"])] == ["反馈!$A:$C,反馈!$1:$1"]


def _names(xml):
    return etree.fromstring(xml).iterfind(f"{{{MAIN}}}definedNames/*")


@pytest.mark.parametrize(("columns", "after"), [
    ("", '<cols><col min="4" max="4" width="11" customWidth="1"/></cols>'),
    ('<cols><col min="1" max="2" width="5"/></cols>',
     '<cols><col min="1" max="2" width="5"/><col min="4" max="4" width="11" customWidth="1"/></cols>'),
    ('<cols><col min="3" max="16384" width="5" hidden="1" outlineLevel="1"/></cols>',
     ('<cols><col min="3" max="3" width="5" hidden="1" outlineLevel="1"/><col min="4" max="4" width="11" customWidth="1"/>'
     '<col min="5" max="16384" width="5" hidden="1" outlineLevel="1"/></cols>')),
])  # fmt: skip
def test_new_columns_get_a_width_and_are_seen_beside_hidden_and_grouped_ones(target, columns, after):
    patched(raw_book(sheet_xml(head=columns)), target)
    assert after.encode() in parts_of(target)[SHEET]


def test_a_protected_sheet_stays_protected(tmp_path, target):
    source = drawn(tmp_path / "a.xlsx", lambda _, sheet: sheet.protect("geheim"))
    patched(source, target)
    before, after = parts_of(source)[SHEET], parts_of(target)[SHEET]
    protection = before[before.index(b"<sheetProtection") :].split(b"/>")[0]
    assert protection in after
    assert values(target)["D2"] == "高"


def test_pivots_over_the_table_refresh_on_opening(target):
    cache = f'<pivotCacheDefinition xmlns="{MAIN}"><cacheSource type="worksheet"><worksheetSource {{}}/></cacheSource></pivotCacheDefinition>'
    for source, refreshes in (
        ('ref="A1:C4" sheet="反馈"', True),
        ('ref="A1:C4" sheet="别"', False),
        ('name="x"', False),
    ):
        book = raw_book(extra={
            "xl/_rels/workbook.xml.rels": relations(
                ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "pivotCacheDefinition", "cache.xml")),
            "xl/cache.xml": cache.format(source),
        })  # fmt: skip
        fill(book, target, "反馈", {"B2": 1})
        assert (b'refreshOnLoad="1"' in parts_of(target)["xl/cache.xml"]) == refreshes


# Packages


@pytest.mark.parametrize(("extra", "cause"), [
    ({"_xmlsignatures/origin.sigs": ""}, "signed-workbook"),
    ({"xl/_rels/workbook.xml.rels": relations(
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "revisionHeaders", "revisions/revisionHeaders.xml"))},
     "shared-workbook"),
    ({"xl/workbook.xml": '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'}, "strict-ooxml"),
    ({"xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'}, "entities-declared"),
    ({"xl/workbook.xml": "<workbook"}, "broken-part"),
    ({"_rels/.rels": relations()}, "not-a-workbook"),
    ({"XL/worksheets/SHEET1.xml": ""}, "parts-twice"),
])  # fmt: skip
def test_packages_that_are_beyond_safe_patching_are_refused(target, extra, cause):
    assert refused(raw_book(extra=extra), target)[0] == cause


@pytest.mark.parametrize(("data", "cause"), [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "password-protected"),
    (b"no zip", "not-a-workbook"), (b"", "not-a-workbook"),
])  # fmt: skip
def test_files_that_are_no_package_are_refused(target, data, cause):
    assert refused(data, target)[0] == cause


def test_entities_in_a_sheet_are_refused(target):
    xml = sheet_xml().replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet')
    assert refused(raw_book(xml), target)[0] == "entities-declared"


def test_a_damaged_part_is_refused(target):
    data = bytearray(raw_book())
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        info = book.getinfo(SHEET)
    data[info.header_offset + 30 + len(SHEET) + 40] ^= 0xFF
    assert refused(bytes(data), target)[0] == "damaged-part"


def test_a_damaged_part_that_we_do_not_touch_is_noticed_before_publishing(target):
    data = bytearray(raw_book(extra={"xl/media/image1.png": b"picture" * 50}))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        info = book.getinfo("xl/media/image1.png")
    data[info.header_offset + 30 + len(info.filename) + 5] ^= 0xFF
    assert refused(bytes(data), target) == ("damaged-part", "xl/media/image1.png")


def _rezipped(change=None, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **options) as book:
        for name, content in parts_of(raw_book()).items():
            book.writestr(change(name) if change else name, content)
    return out.getvalue()


def _streamed():
    class Pipe(io.RawIOBase):
        def __init__(self):
            self.data = b""

        def writable(self):
            return True

        def write(self, data):
            self.data += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts_of(raw_book()).items():
            book.writestr(name, content)
    return pipe.data


def _zip64():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts_of(raw_book()).items():
            with book.open(name, "w", force_zip64=True) as part:
                part.write(content)
    return out.getvalue()


PACKAGES = {
    "stored": lambda: _rezipped(compression=zipfile.ZIP_STORED),
    "bzip2": lambda: _rezipped(compression=zipfile.ZIP_BZIP2),
    "lzma": lambda: _rezipped(compression=zipfile.ZIP_LZMA),
    "data descriptors": _streamed,
    "zip64 headers": _zip64,
    "backslashes": lambda: _rezipped(lambda name: name.replace("/", "\\")),
    "other case": lambda: _rezipped(lambda name: name.replace("xl/worksheets", "XL/Worksheets")),
    "a program in front": lambda: b"MZ" * 100 + raw_book(),
    "something behind": lambda: raw_book() + b"\0" * 100,
    "names beyond ASCII": lambda: raw_book(extra={"xl/media/图.png": b"x"}),
}


@pytest.mark.parametrize("package", PACKAGES)
def test_however_the_package_is_packed(target, tmp_path, package):
    patched(PACKAGES[package](), target)
    with Package.open(target) as opened:
        assert b"D4" in opened.read(SHEET)
    if package not in ("backslashes", "other case"):  # openpyxl does not find those parts
        assert values(target) == values(raw_book()) | FILLED
    again = tmp_path / "again.xlsx"
    patched(target, again)
    assert again.read_bytes() == target.read_bytes()


def test_a_name_in_an_old_encoding_keeps_its_bytes(target):
    data = raw_book(extra={"xl/media/xx.png": b"x"}).replace(
        b"media/xx.png", "media/图".encode("gbk") + b".png"
    )
    patched(data, target)
    assert target.read_bytes().count("media/图".encode("gbk")) == 2


def test_a_sheet_whose_target_starts_at_the_package(target):
    links = relations(("rId1", "worksheet", "/xl/worksheets/sheet1.xml"))
    patched(raw_book(extra={"xl/_rels/workbook.xml.rels": links}), target)
    assert values(target)["D2"] == "高"


def test_a_chart_sheet_has_no_cells(target):
    links = relations(("rId1", "chartsheet", "worksheets/sheet1.xml"))
    assert refused(raw_book(extra={"xl/_rels/workbook.xml.rels": links}), target) == (
        "not-a-worksheet",
        "反馈",
    )
