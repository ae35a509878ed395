"""Small workbooks for the tests of the patch engine: made by XlsxWriter, or put together part by part."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

HEADERS = ("反馈ID", "反馈时间", "反馈内容")
ROWS = (("F1", 46000.5, "物流太慢"), ("F2", 46001.25, "包装破损"), ("F3", 46002, "服务很好"))


def drawn(path: Path, draw: Callable[[Any, Any], None] | None = None, *, table: bool = False) -> Path:
    """A sheet 反馈 of three rows by XlsxWriter; `draw(workbook, worksheet)` adds what a test is about."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("反馈")
    sheet.write_row(0, 0, HEADERS)
    for n, row in enumerate(ROWS, start=1):
        sheet.write_row(n, 0, row)
    if table:
        sheet.add_table(0, 0, 3, 2, {"columns": [{"header": header} for header in HEADERS], "name": "明细"})
    if draw:
        draw(book, sheet)
    book.close()
    return path


def raw_rows(rows: Sequence[Sequence[object]]) -> str:
    """Rows as Excel writes them, with inline strings."""
    return "".join(
        f'<row r="{n}">'
        + "".join(_cell(chr(64 + c), n, value) for c, value in enumerate(row, start=1))
        + "</row>"
        for n, row in enumerate(rows, start=1)
    )


def _cell(letter: str, row: int, value: object) -> str:
    if isinstance(value, str):
        return f'<c r="{letter}{row}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{letter}{row}"><v>{value}</v></c>'


PLAIN_ROWS = raw_rows([HEADERS, *ROWS])


def sheet_xml(rows: str = PLAIN_ROWS, head: str = "", tail: str = "") -> str:
    namespaces = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
    return f"{_DECLARATION}<worksheet {namespaces}>{head}<sheetData>{rows}</sheetData>{tail}</worksheet>"


def raw_book(sheet: str | bytes | None = None, extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook with one sheet 反馈, part by part; `extra` replaces parts or adds some."""
    sheet = sheet_xml() if sheet is None else sheet
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SPREADSHEET}.worksheet+xml"/></Types>',
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{_DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="反馈" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("rId1", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return zipped(parts | dict(extra or {}))


def relations(*entries: tuple[str, str, str]) -> str:
    """A relationships part of (id, kind, target)."""
    listed = "".join(
        f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in entries
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(zipfile.ZipInfo(name, (2026, 10, 1, 8, 0, 0)), content)
    return out.getvalue()


def parts_of(book: Path | bytes) -> dict[str, bytes]:
    """The parts of a workbook, unpacked, in the order of the file."""
    with zipfile.ZipFile(io.BytesIO(book) if isinstance(book, bytes) else book) as opened:
        return {info.filename: opened.read(info) for info in opened.infolist()}


def packed_parts(book: Path | bytes) -> dict[str, bytes]:
    """The compressed bytes of each part, as they lie in the file."""
    data = book if isinstance(book, bytes) else book.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {info.filename: _packed(data, info) for info in opened.infolist()}


def _packed(data: bytes, info: zipfile.ZipInfo) -> bytes:
    at = info.header_offset
    start = (
        at
        + 30
        + int.from_bytes(data[at + 26 : at + 28], "little")
        + int.from_bytes(data[at + 28 : at + 30], "little")
    )
    return data[start : start + info.compress_size]


def values(book: Path | bytes, sheet: str = "反馈") -> dict[str, object]:
    """The cells that hold something, as openpyxl reads them."""
    opened = openpyxl.load_workbook(io.BytesIO(book) if isinstance(book, bytes) else book)
    return {
        cell.coordinate: cell.value
        for row in opened[sheet].iter_rows()
        for cell in row
        if cell.value is not None
    }
