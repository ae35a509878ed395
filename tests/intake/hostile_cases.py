"""The table of hostile files: what is dropped, under which name, and which code must meet it."""

from __future__ import annotations

import functools
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import hostile as make
from compounds import compound, number, record, xls

from toolkit.rules.codes import file as b1
from toolkit.rules.codes import package as b2

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.rules.finding import Code

GOOD = make.book()
REPORT = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property pid="2" name="voc.role">'
    "<vt:lpwstr>{}</vt:lpwstr></property></Properties>"
)
FORMAT = '<xf numFmtId="14"/>'


@dataclass(frozen=True)
class Case:
    """A file as somebody may drop it. `code` refuses it; None lets it in, perhaps with `note`."""

    about: str
    content: Callable[[], bytes]
    code: Code | None = None
    file: str = "七月反馈.xlsx"
    note: Code | None = None


def case(about: str, content: bytes | Callable[[], bytes], code: Code | None = None, **more: object) -> Case:
    made = content if callable(content) else functools.partial(bytes, content)
    return Case(about, made, code, **more)  # type: ignore[arg-type]


def entity(part: str, content: str) -> Case:
    return case(f"entities in {part}", make.book({part: content}), b2.ENTITIES)


ENTITIES = [
    case("billion laughs in the sheet", make.rows(make.text_cell("&a9;"), before=make.LAUGHS), b2.ENTITIES),
    case("quadratic blow-up", make.rows(make.text_cell("&x;" * 20_000), before=make.BLOW_UP), b2.ENTITIES),
    case(
        "a foreign file in the sheet", make.rows(make.text_cell("&x;"), before=make.FOREIGN_FILE), b2.ENTITIES
    ),
    case(
        "laughs in the shared strings",
        make.book(make.strings(1, before=make.LAUGHS, text="&a9;")),
        b2.ENTITIES,
    ),
    entity("xl/workbook.xml", make.workbook(before=make.FOREIGN_FILE)),
    entity(
        "xl/_rels/workbook.xml.rels",
        make.relations("worksheet worksheets/sheet1.xml", before=make.FOREIGN_FILE),
    ),
    entity("xl/comments1.xml", f"{make.HEAD}{make.FOREIGN_FILE}<comments>&x;</comments>"),
    case(
        "a document type in UTF-16",
        make.book({make.SHEET: make.sheet(before=make.FOREIGN_FILE, head="").encode("utf-16")}),
        b2.ENTITIES,
    ),
    case(
        "a document type behind a long comment",
        make.rows(make.text_cell("x"), before=f"<!--{make.noise(1_500_000).hex()}-->{make.FOREIGN_FILE}"),
        b2.ENTITIES,
    ),
]

BOMBS = [
    case("1 GB of blanks", functools.partial(make.bomb, 8), b2.SUSPICIOUS_RATIO),
    case("entries that share a stream", functools.partial(make.overlapping, 1_000), b2.OVERLAPPING),
    case("many entries that share a stream", functools.partial(make.overlapping, 40_000), b2.TOO_MANY_PARTS),
    case("a size that lies", make.lying_size, b1.DAMAGED),
    case("2,500 parts", lambda: make.book({f"x/{n}": "" for n in range(2_500)}), b2.TOO_MANY_PARTS),
    case("3,000 pictures", lambda: make.book({f"xl/media/image{n}.png": b"x" for n in range(3_000)})),
    case("a claim of 4 billion strings", make.book(make.strings(2**32 - 1)), b2.IMPOSSIBLE_COUNT),
    case(
        "20,000 sheets",
        lambda: make.book(
            {"xl/workbook.xml": make.workbook('<sheet name="S" sheetId="1" r:id="rId1"/>' * 20_000)}
        ),
        b2.TOO_MANY_SHEETS,
    ),
    case(
        "200,000 formats",
        lambda: make.book(
            {"xl/styles.xml": f"<styleSheet xmlns='{make.MAIN}'>{FORMAT * 200_000}</styleSheet>"}
        ),
        b2.TOO_MANY_FORMATS,
    ),
    case(
        "100,000 merges",
        lambda: make.rows(
            make.ROWS, after="".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(3, 100_003))
        ),
        b2.TOO_MANY_MERGES,
    ),
    case("one merge over the whole sheet", make.rows(make.ROWS, after='<mergeCell ref="A1:XFD1048576"/>')),
]

EXTENTS = [
    case("two cells in opposite corners", make.rows(make.number_cells("A1", "XFD1048576")), b2.STRAY_CELL),
    case("one cell at (60000, 400)", make.rows(make.number_cells("A1", "OJ60000")), b2.STRAY_CELL),
    case("opposite corners in one row", make.rows('<row r="1"><c r="A900000"><v>1</v></c><c r="XFA1"><v>1</v></c></row>'), b2.STRAY_CELL),
    case("a second reference in the tag", make.rows('<row r="1"><c r="A1"><v>1</v></c><c r="A1" r="XFD1048576"><v>1</v></c></row>'), b1.UNREADABLE),
    case("corners with a prefix", make.book({make.SHEET: f'<x:worksheet xmlns:x="{make.MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'}), b2.STRAY_CELL),
    case("corners with other quotes", make.rows(make.number_cells("A1", "XFD1048576").replace('"', "'")), b2.STRAY_CELL),
    case("corners with the style first", make.rows(make.number_cells("A1", "XFD1048576").replace("<c ", '<c s="1" ')), b2.STRAY_CELL),
    case("corners in lower case", make.rows('<row r="1"><c r="a1"><v>1</v></c><c r="xfd1048576"><v>1</v></c></row>'), b2.STRAY_CELL),
    case("an empty text far away", make.rows(make.number_cells("A1") + '<row r="1048576"><c r="XFD1048576" t="str"><v></v></c></row>'), b2.STRAY_CELL),
    case("a formatted empty cell far away", make.rows(make.ROWS + '<row r="1048576"><c r="XFD1048576" s="0"/></row>')),
    case("a blank in the last row", make.rows(make.ROWS + '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t> </t></is></c></row>')),
    case("a wrong dimension", make.book({make.SHEET: make.sheet().replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')})),
    case("beyond the last column", make.rows(make.number_cells("ZZZZZ99999999")), b2.BEYOND_EXCEL),
    case("beyond the last row", make.rows(make.number_cells("A4294967295")), b2.BEYOND_EXCEL),
    case("a formula shared by the whole sheet", make.rows('<row r="1"><c r="A1"><f t="shared" ref="A1:XFD1048576" si="0">B1</f><v>0</v></c></row>')),
]  # fmt: skip

PACKAGES = [
    case("bytes that are GB18030", make.book({make.SHEET: make.sheet().encode("gb18030")}), b2.WRONG_ENCODING),
    case("a declared GB18030", make.book({make.SHEET: make.sheet(head='<?xml version="1.0" encoding="GB18030"?>').encode("gb18030")}), b2.WRONG_ENCODING),
    case("a name that climbs out", make.book({"../../evil.txt": "x"}), b2.UNSAFE_PART_NAME),
    case("a rooted name", make.book({"/etc/cron.d/x": "x"}), b2.UNSAFE_PART_NAME),
    case("a name with a drive", make.book({"C:\\x": "x"}), b2.UNSAFE_PART_NAME),
    case("a name with a zero", functools.partial(make.renamed, "xl/zero.bin", b"xl/z\0ro.bin"), b2.UNSAFE_PART_NAME),
    case("a sheet outside the file", make.book({"xl/_rels/workbook.xml.rels": make.relations("worksheet ../../../../etc/passwd")}), b2.SHEET_MISSING),
    case("a sheet elsewhere", make.book({"xl/_rels/workbook.xml.rels": make.relations('worksheet file:///etc/passwd TargetMode="External"')}), b2.SHEET_MISSING),
    case("two parts of one name", make.twins, b2.DUPLICATE_PARTS),
    case("two parts but for case", make.book({SHEET.upper(): "x" for SHEET in [make.SHEET]}), b2.DUPLICATE_PARTS),
    case("no workbook part", make.book(without="xl/workbook.xml"), b2.MISSING_PART),
    case("no content types", make.book(without="[Content_Types].xml"), b2.MISSING_PART),
    case("no sheet part", make.book(without=make.SHEET), b2.SHEET_MISSING),
    case("a part that is no XML", make.book({"xl/workbook.xml": "<workbook><sheets>"}), b1.UNREADABLE),
    case("hidden macros", make.book({"xl/vbaProject.bin": b"\xd0\xcf"}), b2.MACROS_IN_XLSX),
    case("hidden macros of Excel 4", make.book({"xl/macrosheets/sheet1.xml": "<x/>"}), b2.MACROS_IN_XLSX),
    case("macros under a false name", make.book({"[Content_Types].xml": make.types(make.MACRO_ENABLED), "xl/vbaProject.bin": b"x"}), b2.MACROS_IN_XLSX),
    case("macros where they belong", make.book({"[Content_Types].xml": make.types(make.MACRO_ENABLED), "xl/vbaProject.bin": b"x"}), file="带宏.xlsm"),
    case("links to other books", make.book({"xl/externalLinks/externalLink1.xml": "<externalLink/>"}), note=b2.OUTSIDE_LINKS),
    case("our own report", make.book({"docProps/custom.xml": REPORT.format("report")}), b1.OWN_REPORT),
    case("our own register", make.book({"docProps/custom.xml": REPORT.format("register")})),
    case("our own page", b'<!DOCTYPE html><html><head><meta name="generator" content="voc-toolkit 0.1"></head></html>', b1.OWN_REPORT, file="2026-10 月度报告.html"),
]  # fmt: skip

BROKEN = [
    case("empty", b"", b1.EMPTY),
    case("larger than allowed", functools.partial(bytes, 50 * 2**20 + 1), b1.TOO_LARGE),
    case("an end of zeros, 18 bytes", GOOD[:-18] + bytes(18), b1.INCOMPLETE),
    case("an end of zeros, 10 bytes", GOOD[:-10] + bytes(10), b1.INCOMPLETE),
    case("an end of zeros, 4,000 bytes", GOOD[:-900] + bytes(900), b1.INCOMPLETE),
    case("a new head over an old tail", make.new_head_over_old_tail, b1.INCOMPLETE),
    case("a wrong checksum where nobody looks", make.bad_checksum, b1.DAMAGED),
    case("bytes after the end", GOOD + make.noise(100), note=b2.TRAILING_BYTES),
    case("a program before the beginning", b"MZ" + make.noise(500) + GOOD, b1.NOT_A_WORKBOOK),
    case("an entry with a password", make.in_directory(GOOD, make.SHEET, 8, b"\1"), b1.PASSWORD),
    case("packed in an unknown way", make.in_directory(GOOD, make.SHEET, 10, b"\x0e"), b1.DAMAGED),
    case("a copy that has only its size yet", bytes(20_000), b1.INCOMPLETE),
    case("a text half arrived", "反馈ID,描述\n".encode() + bytes(300), b1.INCOMPLETE, file="七月.csv"),
    case(
        "a long text half arrived",
        "反馈ID,描述\n".encode() * 9_000 + bytes(300),
        b1.INCOMPLETE,
        file="七月.csv",
    ),
    case(
        "an old workbook half arrived",
        compound({"Workbook": xls(number(0, 0))[1024:1100]}),
        b1.INCOMPLETE,
        file="旧.xls",
    ),
    case("an empty archive", b"PK\5\6" + bytes(18), b1.INCOMPLETE),
]


def _circle() -> bytes:
    content = xls(number(0, 0))
    return content[: 512 + 8] + struct.pack("<I", 2) + content[512 + 12 :]


KINDS = [
    case("PDF", b"%PDF-1.7\n" + make.noise(2_000), b1.NOT_A_WORKBOOK),
    case("PNG", b"\x89PNG\r\n\x1a\n" + make.noise(2_000), b1.NOT_A_WORKBOOK),
    case("web page", "<table><tr><td>反馈ID</td></tr></table>".encode(), b1.NOT_A_WORKBOOK, file="导出.xls"),
    case("CSV under another name", "反馈ID,描述\nF1,慢\n".encode(), b1.NOT_A_WORKBOOK),
    case("Word", make.packed({"[Content_Types].xml": make.types(), "word/document.xml": "<x/>"}), b1.NOT_A_WORKBOOK),
    case("an archive of workbooks", make.packed({"七月.xlsx": GOOD}), b1.NOT_A_WORKBOOK),
    case("noise", make.noise(3_000), b1.NOT_A_WORKBOOK),
    case("Git LFS", b"version https://git-lfs.github.com/spec/v1\noid sha256:4f\nsize 63\n", b1.LFS_POINTER, file="x.csv"),
    case("Excel 2003 XML", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', b1.OLD_FORMAT),
    case("Excel 2", b"\x09\0\4\0\7\0\x10\0" + bytes(50), b1.OLD_FORMAT, file="旧表.xls"),
    case("Works", b"\xff\0\2\0\4\4" + bytes(50), b1.OLD_FORMAT, file="旧表.wks"),
    case("a good workbook of another name", GOOD, file="七月反馈.xls", note=b1.CONTENT_DIFFERS),
    case("a protected workbook", compound({"EncryptedPackage": b"", "EncryptionInfo": b""}), b1.PASSWORD),
    case("old Word", compound({"WordDocument": b""}), b1.NOT_A_WORKBOOK, file="旧.xls"),
    case("a header and noise", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + make.noise(4_096), b1.DAMAGED, file="旧.xls"),
    case("an old workbook", xls(number(0, 0) + number(1, 1)), file="旧.xls"),
    case("an old protected workbook", xls(number(0, 0), globals_before=record(0x2F, b"\1\0" * 4)), b1.PASSWORD, file="旧.xls"),
    case("an old workbook with a far column", xls(number(0, 0) + number(1, 60_000)), b2.BEYOND_EXCEL, file="旧.xls"),
    case("an old workbook with wide corners", xls(number(0, 0) + number(65_535, 9_000)), b2.STRAY_CELL, file="旧.xls"),
    case("an old workbook that claims too much", xls(number(0, 0), dimensions=(2**31, 255)), b2.BEYOND_EXCEL, file="旧.xls"),
    case("an old workbook whose chain runs in a circle", _circle, b1.INCOMPLETE, file="旧.xls"),
]  # fmt: skip

CASES = [*ENTITIES, *BOMBS, *EXTENTS, *PACKAGES, *BROKEN, *KINDS]
