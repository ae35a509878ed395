"""The statistics sheet counts by itself: LibreOffice's figures are those a person counts by hand."""

from __future__ import annotations

import subprocess
import zipfile

import openpyxl
import pytest
from recalculated import profile

from toolkit.excel.blank.counting import BOUND
from toolkit.excel.template import write_template
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.books.workbook import WORKBOOK

pytestmark = pytest.mark.libreoffice

COLUMN = {column.key: number for number, column in enumerate(FEEDBACK.columns, 1)}
KEYS = (
    "feedback_id",
    "customer_id",
    "issue_type",
    "duplicate_of",
    "duplicate_confirmed",
    "merged_into",
    "is_withdrawn",
)
# Two customers with late delivery: C1 three times (a suspected repeat, and one that is none), C2 once.
# One rude answer told twice in other words, which somebody confirmed.
# One payment by nobody we know, one that is merged, one withdrawn; a type that no list has.
ROWS = (
    ("F1", "C1", "物流延迟", "", "", "", ""),
    ("F2", "C1", "物流延迟", "F1", "", "", ""),
    ("F3", "C1", "物流延迟", "F1", "否", "", ""),
    ("F4", "C2", "物流延迟", "", "", "", "否"),
    ("F5", "", "支付问题", "", "", "", ""),
    ("F6", "1001", "支付问题", "", "", "F5", ""),
    ("F7", "C3", "支付问题", "", "", "", "是"),
    ("F8", "C3", "漏水", "", "", "", ""),
    ("F9", "C4", "服务态度", "", "", "", ""),
    ("F10", "C4", "服务态度", "", "是", "", ""),
)
# By hand: count, share of the 8 that are classified, distinct customers, cases.
EXPECTED = {
    "物流延迟": (4, 50, 2, 3),
    "功能异常": (0, 0, 0, 0),
    "服务态度": (2, 25, 1, 1),
    "退换货流程": (0, 0, 0, 0),
    "支付问题": (2, 25, 1, 1),
    "产品质量": (0, 0, 0, 0),
    "其他": (0, 0, 0, 0),
}


MANY = [(f"F{n}", f"C{n}", "物流延迟", "", "", "", "") for n in range(BOUND + 1)]
FORMULAS = 7 * 4 + 4


def filled(target, rows, first_of_customer=()):
    write_template(WORKBOOK, target)
    book = openpyxl.load_workbook(target)
    sheet = book[FEEDBACK.zh]
    for number, row in enumerate(rows, 2):
        sheet.cell(number, COLUMN["description"], f"第 {number} 行")
        for key, value in zip(KEYS, row, strict=True):
            if value:
                sheet.cell(number, COLUMN[key], value)
    for number, value in enumerate(first_of_customer, 2):
        sheet.cell(number, COLUMN["is_first_of_customer"], value)
    book.save(target)


def planted(source, target):
    """Copy a template with one cached figure changed."""
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as copy:
        for name in package.namelist():
            content = package.read(name)
            if name == "xl/worksheets/sheet3.xml":
                content = content.replace(b"</f><v>0</v>", b"</f><v>7</v>", 1)
            copy.writestr(name, content)


@pytest.fixture(scope="module")
def folder(soffice, tmp_path_factory):
    """Workbooks and, in `again`, what LibreOffice makes of them; it starts once for all."""
    folder = tmp_path_factory.mktemp("counted")
    filled(folder / "by_id.xlsx", ROWS)
    filled(folder / "marked.xlsx", ROWS, first_of_customer=(1, 0, 0, 0, 1, 0, 0, 0, 0, 0))
    filled(folder / "half_marked.xlsx", ROWS, first_of_customer=(1, 0, 0))
    filled(folder / "many.xlsx", MANY, first_of_customer=(1, 1, 1))
    for lang in ("zh", "en"):
        write_template(WORKBOOK, folder / f"{lang}.xlsx", lang=lang)
    planted(folder / "zh.xlsx", folder / "planted.xlsx")
    sources = [str(path) for path in sorted(folder.glob("*.xlsx"))]
    command = [
        soffice,
        f"-env:UserInstallation={profile(folder).as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run([*command, "--outdir", str(folder / "again"), *sources], check=True, capture_output=True)
    return folder


def counted(folder, name):
    sheet = openpyxl.load_workbook(folder / "again" / f"{name}.xlsx", data_only=True).worksheets[2]
    figures = {
        row[0]: (row[1], row[2], row[4], row[5]) for row in sheet.iter_rows(2, 8, 1, 6, values_only=True)
    }
    return figures, [sheet[f"I{row}"].value for row in (2, 3, 4)]


def test_counts_shares_customers_and_cases_are_those_by_hand(folder):
    figures, totals = counted(folder, "by_id")
    assert set(figures) == set(EXPECTED)
    for issue_type, expected in EXPECTED.items():
        assert figures[issue_type] == pytest.approx(expected), issue_type
    assert totals == [9, 8, 1]


def test_customers_come_from_our_column_once_every_row_has_it(folder):
    """The column says 1 for F1 and F5 only: not what the customer ids say, so it must be what is counted."""
    figures, _ = counted(folder, "marked")
    assert (figures["物流延迟"][2], figures["支付问题"][2]) == (1, 1)


def test_new_rows_without_our_column_are_still_counted(folder):
    figures, _ = counted(folder, "half_marked")
    assert figures["物流延迟"][2] == 2


def test_past_the_bound_only_our_column_is_believed(folder):
    figures, totals = counted(folder, "many")
    assert figures["物流延迟"] == pytest.approx((BOUND + 1, 100, 3, BOUND + 1))
    assert totals == [BOUND + 1, BOUND + 1, 0]


def differing(folder, name):
    """The formulas whose cached figure is not what LibreOffice computes."""
    formulas, caches, results = (
        openpyxl.load_workbook(path, data_only=is_data).worksheets[2]
        for path, is_data in (
            (folder / f"{name}.xlsx", False),
            (folder / f"{name}.xlsx", True),
            (folder / "again" / f"{name}.xlsx", True),
        )
    )
    cells = [cell.coordinate for row in formulas.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(cells) == FORMULAS
    return [cell for cell in cells if caches[cell].value != results[cell].value]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_figures_in_an_empty_template_are_what_libreoffice_computes(folder, lang):
    assert differing(folder, lang) == []


def test_a_planted_wrong_figure_is_caught(folder):
    assert differing(folder, "planted") == ["B2"]
