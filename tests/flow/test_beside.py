"""Workbooks beyond safe patching: read like any other, given back untouched, the result and the reason beside them."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from flow_books import book, row, rows
from flow_desk import files_in, loaded, opened, table_of
from openpyxl.chart import BarChart

from toolkit.schema.books.feedback import FEEDBACK

pytestmark = pytest.mark.without_reports

TITLE = FEEDBACK.zh
TRANSITIONAL = b"http://schemas.openxmlformats.org/"
STRICT = {
    TRANSITIONAL + b"spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    TRANSITIONAL
    + b"officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def rewritten(content: bytes, change) -> bytes:
    """A workbook with each part changed by `change(name, data)`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def strict(_name: str, data: bytes) -> bytes:
    for old, new in STRICT.items():
        data = data.replace(old, new)
    return data


def merged(name: str, data: bytes) -> bytes:
    """Cells merged where our columns would go."""
    block = b'<mergeCells count="1"><mergeCell ref="J2:K3"/></mergeCells>'
    return data.replace(b"</sheetData>", b"</sheetData>" + block) if name.endswith("sheet1.xml") else data


def revised(name: str, data: bytes) -> bytes:
    """A shared workbook of old, with a history of revisions."""
    link = b'<Relationship Id="rId99" Type="x/revisionHeaders" Target="revisions/revisionHeaders.xml"/></Relationships>'
    return data.replace(b"</Relationships>", link) if name == "xl/_rels/workbook.xml.rels" else data


CASES = {
    "Strict": (strict, "Strict Open XML"),
    "merged cells": (merged, "合并单元格 J2:K3"),
    "revisions": (revised, "修订记录"),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_read_and_the_result_lies_beside_it_with_the_reason(desk, case):
    change, why = CASES[case]
    content = rewritten(book(rows(3)), change)
    desk.drop(content, "华东/一组.xlsx")
    desk.run()
    assert desk.drops()["华东/一组.xlsx"]["rows_new"] == 3
    assert files_in(desk.returned) == ["华东/一组(处理结果).xlsx", "华东/一组.xlsx"]
    assert (desk.returned / "华东/一组.xlsx").read_bytes() == content
    beside = desk.returned / "华东/一组(处理结果).xlsx"
    assert [row["统一级别"] for row in table_of(beside, TITLE)] == ["2级"] * 3
    with opened(beside, "校验报告") as report:
        assert why in report["A2"].value
        assert "再放回收件箱" in report["A3"].value


def test_the_findings_of_a_workbook_that_is_not_filled_are_listed_with_the_reason(desk):
    content = rewritten(book([*rows(2), row(3, owner=None, channel="信鸽")]), merged)
    desk.drop(content, "一组.xlsx")
    desk.run()
    with opened(desk.returned / "一组(处理结果).xlsx", "校验报告") as report:
        lines = [[cell.value for cell in line] for line in report.iter_rows(min_row=4)]
        assert all(cell.hyperlink is None for line in report.iter_rows() for cell in line)
    assert lines[0][:4] == ["程度", "工作表", "单元格", "列"]
    assert [TITLE, "D4", "反馈渠道"] in [line[1:4] for line in lines]


def test_once_the_cause_is_gone_the_workbook_itself_is_filled(desk):
    desk.drop(rewritten(book(rows(2)), merged), "一组.xlsx")
    desk.run()
    desk.drop(book(rows(2)), "一组.xlsx")
    desk.run()
    assert [row["统一级别"] for row in table_of(desk.returned / "一组.xlsx", TITLE)] == ["2级"] * 2


# Filled, but not to be seen


def charted(content: bytes, cell: str) -> bytes:
    """The workbook with a chart whose corner lies on a cell."""
    made, out = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    made[TITLE].add_chart(BarChart(), cell)
    made.save(out)
    return out.getvalue()


def test_a_chart_over_our_columns_is_named_and_the_report_says_so(desk):
    desk.drop(charted(book(rows(3)), "K2"), "一组.xlsx")
    desk.run()
    first = (desk.returned / "一组.xlsx").read_bytes()
    with opened(desk.returned / "一组.xlsx", "校验报告") as report:
        (line,) = [line for line in report.iter_rows(min_row=5, values_only=True) if line[6] == "S252"]
    assert "K2:S16" in line[4]
    desk.drop(first, "一组.xlsx")
    desk.run()
    assert (desk.returned / "一组.xlsx").read_bytes() == first


def test_a_chart_elsewhere_is_no_matter(desk):
    desk.drop(charted(book(rows(3)), "B20"), "一组.xlsx")
    desk.run()
    assert "校验报告" not in loaded(desk.returned / "一组.xlsx").sheetnames
