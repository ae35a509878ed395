"""Reading in a child: what kills it, hangs it or fills its memory costs one finding."""

from __future__ import annotations

import datetime as dt
import zipfile
from types import MappingProxyType

import numpy as np
import pytest
from sheets import GOOD, HEADER, codes_of, moment, read_book, write_book

from toolkit.excel.child import Reader, ReadingLimits
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.books.workbook import DROPPABLE
from toolkit.schema.mapping import Mapping

HOW = {"format": "xlsx", "sheets": DROPPABLE, "vocabularies": {}}


@pytest.fixture(scope="module")
def reader():
    with Reader() as warm:
        warm.warm_up()
        yield warm


@pytest.fixture
def good(tmp_path):
    return write_book(tmp_path / "good.xlsx", {"a": [HEADER, GOOD]})


def with_stray_cell(good, address):
    """A copy of a book with one more cell far away: read as a rectangle it is huge."""
    path = good.with_name(f"{address}.xlsx")
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    stray = f'<row r="{row}"><c r="{address}"><v>1</v></c></row></sheetData>'.encode()
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"</sheetData>", stray))
    return path


def test_a_child_reads_the_same(reader, tmp_path):
    rows = [
        ["F1", 12.0, dt.date(2026, 9, 19), "热线", " 慢 "],
        ["F2", "C2", moment("2026-09-19 08:30"), None, "贵\n很贵"],
        ["合计", 2],
        ["F3", "#N/A", "2026-09-20 08:30", True, "=1+1"],
        ["F4", None, "待定", 3.5, "e\u0301"],
    ]
    path = write_book(
        tmp_path / "b.xlsx",
        {"反馈": [[*HEADER, "告知日期", "别的"], *[[*row, dt.date(2026, 10, 1), 1.5] for row in rows]]},
    )
    here, there = read_book(path), reader.read(path, **HOW)
    (first,), (second,) = here.tables, there.tables
    for name in ("frame", "raw", "carried"):
        expected, found = getattr(first, name), getattr(second, name)
        assert found.equals(expected), name
        assert found.dtypes.equals(expected.dtypes), name
        assert [list(map(type, found[key])) for key in found] == [
            list(map(type, expected[key])) for key in expected
        ], name
    assert np.array_equal(second.rows, first.rows)
    assert (second.headers, second.header_row) == (first.headers, first.header_row)
    assert second.errors.keys() == first.errors.keys() == {"customer_id"}
    assert second.sheet is FEEDBACK
    assert there.findings == here.findings
    assert there.rows_read == 4


def test_a_mapping_of_any_kind_of_dict_travels(reader, tmp_path):
    path = write_book(tmp_path / "b.xlsx", {"a": [["何时", "什么"], ["2026-09-18", "慢"]]})
    words = MappingProxyType({"channel": MappingProxyType({"a": "b"})})
    mapping = Mapping(headers=MappingProxyType({"何时": "received_at", "什么": "description"}), values=words)
    assert reader.read(path, mapping=mapping, **HOW).rows_read == 1


def test_a_book_that_kills_its_reader_is_one_finding(reader, good):
    assert codes_of(reader.read(with_stray_cell(good, "XFD1048576"), **HOW)) == ["S244"]
    assert reader.read(good, **HOW).rows_read == 1


def test_a_book_that_takes_too_long_is_one_finding(good):
    with Reader(ReadingLimits(seconds=0.2)) as reader:
        book = reader.read(with_stray_cell(good, "SF30000"), **HOW)
        assert codes_of(book) == ["S243"]
        assert "0.2 秒" in book.findings[0].message("zh")
        assert reader.read(good, **HOW).rows_read == 1


def test_a_book_that_needs_too_much_memory_is_one_finding(reader, good):
    wide = with_stray_cell(good, "SF10000")
    assert reader.read(wide, **HOW).rows_read == 1
    with Reader(ReadingLimits(megabytes=40)) as small:
        assert codes_of(small.read(wide, **HOW)) == ["S244"]
        assert small.read(good, **HOW).rows_read == 1


def test_an_error_of_ours_is_raised_and_the_child_lives_on(reader, tmp_path):
    path = write_book(tmp_path / "b.xlsx", {"a": [HEADER, GOOD]})
    with pytest.raises(AttributeError):
        reader.read(path, **(HOW | {"sheets": ("no sheet",)}))
    assert reader.read(path, **HOW).rows_read == 1


def test_a_file_that_is_gone_is_a_finding(reader, tmp_path):
    assert codes_of(reader.read(tmp_path / "gone.xlsx", **HOW)) == ["S241"]
    assert codes_of(reader.read(tmp_path / "gone.csv", **(HOW | {"format": "csv"}))) == ["S241"]


def test_malformed_and_odd_workbooks_end_in_a_finding_or_a_table(reader, shared_data):
    folder = shared_data / "D_bad_files"
    silent = []
    for path in sorted(folder.iterdir()):
        file_format = path.name.removesuffix(".xml").rsplit(".", 1)[1].lower()
        if path.name != "INDEX.csv":
            book = reader.read(path, **(HOW | {"format": file_format}))
            if not book.findings and not book.rows_read:
                silent.append(path.name)
    assert silent == []
