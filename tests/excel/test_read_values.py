"""Values through a whole file: formats, date systems, error cells, CSV in its many ways."""

from __future__ import annotations

import datetime as dt
import subprocess
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pytest
import xlsxwriter
from sheets import GOOD, HEADER, codes_of, moment, read_book, read_rows, write_book

from toolkit.schema.mapping import Mapping

if TYPE_CHECKING:
    from toolkit.schema.table import Table

WHEN = "2026-09-18 17:59"
PLAIN = ["反馈时间", "问题描述"]


def test_a_table_has_the_shape_that_the_rest_leans_on(tmp_path):
    table = read_rows(tmp_path, GOOD, ["F2", None, dt.date(2026, 9, 19), "热线", "贵"])
    frame = table.frame
    assert frame["received_at"].dtype == "datetime64[s]"
    assert frame["received_at_is_day"].tolist() == [False, True]
    assert frame["customer_id"].tolist() == ["C1", None]
    assert frame["channel"].tolist() == ["电话", "电话"]
    assert {str(frame[key].dtype) for key in ("feedback_id", "customer_id", "channel", "description")} == {
        "object"
    }
    assert table.raw["received_at"].tolist() == [WHEN, dt.date(2026, 9, 19)]
    assert table.raw["channel"].tolist() == ["电话", "热线"]
    assert table.rows.tolist() == [2, 3]
    assert table.where("channel") == (4, "反馈渠道")
    assert frame.index.tolist() == [0, 1]


def test_dates_of_kind_day_lose_their_time(tmp_path):
    table = read_rows(tmp_path, [WHEN, "慢", moment("2026-09-20T08:00:00")], header=[*PLAIN, "告知日期"])
    assert table.frame["informed_at"].tolist() == [moment("2026-09-20")]
    assert table.frame["informed_at_is_day"].tolist() == [True]


def test_built_in_chinese_date_formats(tmp_path):
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("反馈")
        sheet.write_row(0, 0, PLAIN)
        for row, number_format in enumerate((31, 57, 27, 22, 14), start=1):
            sheet.write_number(row, 0, 46283, book.add_format({"num_format": number_format}))
            sheet.write(row, 1, "慢")
    (table,) = read_book(path).tables
    assert set(table.frame["received_at"]) == {moment("2026-09-18")}
    assert set(table.raw["received_at"]) == {dt.date(2026, 9, 18)}


@pytest.mark.parametrize("is_1904", [False, True])
def test_date_systems_agree_with_and_without_a_format(tmp_path, is_1904):
    serial = 46283 - (1462 if is_1904 else 0)
    path = write_book(
        tmp_path / "b.xlsx", {"a": [PLAIN, [dt.date(2026, 9, 18), "慢"], [serial, "贵"]]}, date_1904=is_1904
    )
    (table,) = read_book(path).tables
    assert table.frame["received_at"].tolist() == [moment("2026-09-18")] * 2


def test_an_undecidable_order_follows_the_neighbour_or_is_told(tmp_path):
    header = ["反馈时间", "办结时间", "问题描述"]
    alone = write_book(tmp_path / "a.xlsx", {"a": [header, ["10/06/2019", None, "慢"]]})
    (finding,) = read_book(alone).findings
    assert finding.message("zh") == "“反馈时间”里的“10/06/2019”分不清月和日，按 月/日/年 读取。"
    sure = write_book(tmp_path / "b.xlsx", {"a": [header, ["10/06/2019", "25/06/2019", "慢"]]})
    book = read_book(sure)
    assert book.findings == []
    assert book.tables[0].frame["received_at"].tolist() == [moment("2019-06-10")]


def test_zones_and_missing_years_are_told_once_a_column(tmp_path):
    rows = [
        ["反馈时间", "办结时间", "问题描述"],
        ["2026-09-18T09:59:00Z", "09.20", "慢"],
        ["2026-09-18T08:59:00Z", "09.21", "贵"],
    ]
    path = write_book(tmp_path / "b.xlsx", {"a": rows})
    book = read_book(path)
    assert codes_of(book) == ["S233", "S232"]
    assert book.findings[1].message("zh") == "“办结时间”只写了月和日（如“09.20”，共 2 处），不知道是哪一年。"
    told = read_book(path, Mapping(year=2026))
    assert codes_of(told) == ["S233"]
    assert told.tables[0].frame["resolved_at"].tolist() == [
        moment("2026-09-20"),
        moment("2026-09-21"),
    ]


def errors_of(table: Table) -> dict[str, list[int]]:
    return {key: table.rows[mask].tolist() for key, mask in table.errors.items()}


def test_error_values_and_uncomputed_formulas_are_known(tmp_path):
    path = tmp_path / "b.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (PLAIN, [WHEN, "慢"], ["=NOW()", "贵"], [WHEN, "=A1&A2"], ["#N/A", "坏"]):
        sheet.append(row)
    sheet["A5"].data_type = "e"
    book.save(path)
    (table,) = read_book(path).tables
    assert errors_of(table) == {"received_at": [5]}
    assert {key: table.rows[mask].tolist() for key, mask in table.uncomputed.items()} == {
        "received_at": [3],
        "description": [4],
    }
    assert table.frame["description"].tolist() == ["慢", "贵", None, "坏"]


def test_computed_formulas_are_values(tmp_path):
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [*PLAIN, "备注", "回访评分"])
        sheet.write_row(1, 0, [WHEN, "慢"])
        sheet.write_formula("D2", "=1/0", None, "#DIV/0!")
        sheet.write_row(2, 0, [WHEN])
        sheet.write_formula("B3", '="真"&"慢"', None, "真慢")
    (table,) = read_book(path).tables
    assert table.frame["description"].tolist() == ["慢", "真慢"]
    assert table.uncomputed == {}
    assert errors_of(table) == {"rating": [2]}


def test_custom_properties_of_a_package(tmp_path):
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.set_custom_property("voc.role", "returned")
        book.set_custom_property("voc.revision", 7)
        book.add_worksheet().write_row(0, 0, HEADER)
    assert read_book(path).properties == {"voc.role": "returned", "voc.revision": "7"}


CSV = '反馈时间,问题描述,客户ID\n2026-09-18 17:59,"慢，\n很慢",007\n,,\n2026/9/19,贵,"=""008"""\n'


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (CSV.encode(), "utf-8"),
        (CSV.encode("utf-8-sig"), "utf-8"),
        (CSV.encode("gb18030"), "gb18030"),
        (CSV.replace("\n", "\r\n").encode("utf-16"), "utf-16"),
        (CSV.replace(",", ";").encode(), "utf-8"),
        (CSV.replace(",", "\t").encode(), "utf-8"),
        (("sep=;\n" + CSV.replace(",", ";")).encode(), "utf-8"),
    ],
    ids=["utf-8", "bom", "gb18030", "utf-16 crlf", "semicolons", "tabs", "declared"],
)
def test_csv(tmp_path, data, encoding):
    path = tmp_path / "导出.csv"
    path.write_bytes(data)
    book = read_book(path, encoding=encoding)
    (table,) = book.tables
    shift = int(data.startswith(b"sep"))
    assert table.title == "导出"
    assert table.frame["customer_id"].tolist() == ["007", "008"]
    assert table.frame["description"].str.replace("\r", "").tolist() == ["慢，\n很慢", "贵"]
    assert table.frame["received_at_is_day"].tolist() == [False, True]
    assert table.rows.tolist() == [2 + shift, 4 + shift]
    assert book.findings == []


def test_csv_with_short_and_long_rows_and_error_words(tmp_path):
    path = tmp_path / "b.csv"
    path.write_text("反馈时间,问题描述,客户ID\n2026-09-18\n2026-09-18,慢,#N/A,多,出\n", encoding="utf-8")
    (table,) = read_book(path).tables
    assert table.frame["description"].tolist() == [None, "慢"]
    assert table.frame["customer_id"].tolist() == [None, None]
    assert errors_of(table) == {"customer_id": [3]}
    assert table.carried.to_dict("list") == {"D": [None, "多"], "E": [None, "出"]}


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_csv(tmp_path, data):
    path = tmp_path / "b.csv"
    path.write_bytes(data)
    assert codes_of(read_book(path)) == ["S205"]


def test_bytes_in_another_encoding_are_a_finding(tmp_path):
    path = tmp_path / "b.csv"
    path.write_bytes(CSV.encode("gb18030"))
    assert codes_of(read_book(path, encoding="utf-8")) == ["S241"]


@pytest.mark.parametrize("file_format", ["xlsx", "xlsb", "xls", "ods"])
def test_what_is_no_workbook_is_a_finding(tmp_path, file_format):
    path = tmp_path / f"b.{file_format}"
    path.write_bytes(b"PK\x03\x04 but not really a workbook")
    book = read_book(path)
    assert codes_of(book) == ["S241"]
    assert book.tables == []


def converted(soffice, source, extension):
    """The file as LibreOffice saves it in another format."""
    folder = source.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        extension,
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return source.with_suffix(f".{extension}")


@pytest.mark.libreoffice
@pytest.mark.parametrize("extension", ["xls", "ods"])
def test_other_formats_read_the_same(tmp_path, soffice, extension):
    rows = [["标题"], HEADER, GOOD, ["F2", 12, dt.date(2026, 9, 19), "邮件", "贵"]]
    source = write_book(tmp_path / "b.xlsx", {"反馈": rows}, at=(1, 1))
    other_file = converted(soffice, source, extension)
    (first,), (other,) = read_book(source).tables, read_book(other_file).tables
    assert other.frame.equals(first.frame)
    assert np.array_equal(other.rows, first.rows)
    assert other.headers == first.headers


@pytest.mark.libreoffice
def test_custom_properties_of_an_open_document(tmp_path, soffice):
    source = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(source) as book:
        book.set_custom_property("voc.book", "b1")
        book.add_worksheet().write_row(0, 0, HEADER)
    assert read_book(converted(soffice, source, "ods")).properties["voc.book"] == "b1"


def test_values_of_ten_thousand_rows_keep_their_places(tmp_path):
    rows = [
        [f"F{n}", f"C{n % 7}", moment("2026-01-01") + dt.timedelta(minutes=n), "电话", f"第{n}条"]
        for n in range(10_000)
    ]
    rows[5000] = [None] * 5
    table = read_rows(tmp_path, *rows)
    assert len(table) == 9_999
    at = int(np.flatnonzero(table.rows == 9_002)[0])
    assert table.frame.loc[at, "feedback_id"] == "F9000"
    assert table.frame.loc[at, "received_at"] == moment("2026-01-07T06:00:00")
