"""A zoo of workbooks: a small table, and beside it one thing that a careless program would lose."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, Any

import xlsxwriter

from tests.excel.books import HEADERS, MAIN, OFFICE, ROWS, parts_of, zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_CHARTS = ("area", "bar", "column", "doughnut", "line", "pie", "radar", "scatter", "stock")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MICROSOFT = "http://schemas.microsoft.com/office"


def picture() -> bytes:
    """A PNG of one red dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + size + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")


def _image() -> dict[str, Any]:
    return {"image_data": io.BytesIO(picture())}


def _chart(kind: str) -> Callable[[Any, Any], None]:
    def draw(book: Any, sheet: Any) -> None:
        chart = book.add_chart({"type": kind})
        for column in range(1, 4 if kind == "stock" else 2):
            chart.add_series(
                {"categories": ["反馈", 1, 0, 3, 0], "values": ["反馈", 1, column, 3, column], "name": "量"}
            )
        chart.set_title({"name": "标题", "name_font": {"name": "微软雅黑"}})
        sheet.insert_chart("N2", chart)

    return draw


def _rich(book: Any, sheet: Any) -> None:
    bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "red"})
    sheet.write_rich_string("C2", "很", bold, "粗", red, "很红", "的字")


def _rules(_: Any, sheet: Any) -> None:
    for kind in (
        {"type": "3_color_scale"},
        {"type": "data_bar", "data_bar_2010": True},
        {"type": "icon_set", "icon_style": "3_traffic_lights"},
    ):
        sheet.conditional_format("B2:B4", kind)
    sheet.conditional_format("A2:C4", {"type": "formula", "criteria": '=$A2="F1"', "stop_if_true": True})


def _dynamic(_: Any, sheet: Any) -> None:
    sheet.write_dynamic_array_formula("P2:P4", "=SORT(B2:B4)")
    sheet.write_formula("P9", "=_xlfn.XLOOKUP(1,B2:B4,B2:B4)")
    sheet.write_array_formula("Q2:Q4", "{=B2:B4*2}")


def _validations(book: Any, sheet: Any) -> None:
    book.add_worksheet("字").write_column("A1", ["甲", "乙"])
    sheet.data_validation("A2:A4", {"validate": "list", "source": ["甲", "乙"]})
    sheet.data_validation(
        "C2:C4",
        {"validate": "list", "source": "=字!$A$1:$A$2", "input_title": "请选", "input_message": "一个"},
    )


def _page(_: Any, sheet: Any) -> None:
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&C&G", {"image_center": "dot.png", "image_data_center": io.BytesIO(picture())})
    sheet.set_h_pagebreaks([2])
    sheet.set_background(io.BytesIO(picture()))


def _outline(_: Any, sheet: Any) -> None:
    sheet.set_row(1, 30, None, {"level": 1, "hidden": True})
    sheet.set_column("B:B", 12, None, {"level": 1})
    sheet.set_column("E:XFD", 9, None, {"hidden": True})
    sheet.freeze_panes(1, 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:A9"})


def _filtered(_: Any, sheet: Any) -> None:
    sheet.autofilter("A1:C4")
    sheet.filter_column("A", "x == F1")
    sheet.set_row(2, options={"hidden": True})


def _macros(book: Any, sheet: Any) -> None:
    book.add_vba_project(io.BytesIO(b"\xd0\xcf\x11\xe0 not run"), is_stream=True)
    sheet.insert_button("N9", {"macro": "算", "caption": "按"})


DRAWN: dict[str, Callable[[Any, Any], None]] = {
    **{f"{kind} chart": _chart(kind) for kind in _CHARTS},
    "image": lambda _, sheet: sheet.insert_image("N2", "dot.png", _image()),
    "image in a cell": lambda _, sheet: sheet.embed_image("C3", "dot.png", _image()),
    "text box": lambda _, sheet: sheet.insert_textbox("N2", "文字", {"object_position": 1}),
    "notes": lambda _, sheet: sheet.write_comment("A2", "旧批注", {"author": "张"}),
    "sparklines": lambda _, sheet: sheet.add_sparkline("N2", {"range": "反馈!A2:C2", "markers": True}),
    "rules": _rules,
    "validations": _validations,
    "checkboxes": lambda _, sheet: sheet.insert_checkbox("N2", True),
    "rich text": _rich,
    "dynamic arrays": _dynamic,
    "page set-up": _page,
    "outline": _outline,
    "filter": _filtered,
    "macros": _macros,
    "links": lambda _, sheet: sheet.write_url("N2", "https://example.org/", string="网"),
    "merged cells": lambda _, sheet: sheet.merge_range("N6:P7", "合并"),
    "protected": lambda _, sheet: sheet.protect("密码", {"format_cells": True}),
    "names": lambda book, _: book.define_name("税率", "=0.06"),
    "chart sheet": lambda book, _: book.add_chartsheet("图").set_chart(_filled_chart(book)),
    "hidden sheet": lambda book, _: book.add_worksheet("藏").very_hidden(),
    "formulas": lambda _, sheet: sheet.write_formula("N2", "=SUM(B2:B4)", None, 138003.75),
    "1904": lambda _, sheet: sheet.write("N2", 1),
    "document properties": lambda book, _: book.set_custom_property("部门", "客服"),
}


def _filled_chart(book: Any) -> Any:
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": ["反馈", 1, 1, 3, 1]})
    return chart


def keep(folder: Path) -> dict[str, Path]:
    """Every animal as a file, with an Excel table and without one."""
    zoo = {}
    for name, draw in DRAWN.items():
        for table in (False, True):
            if table and name == "filter":
                continue  # a sheet's filter and a table's do not go together
            label = f"{name}, table" if table else name
            zoo[label] = _drawn(
                folder / f"{label}.{'xlsm' if name == 'macros' else 'xlsx'}", draw, table=table, name=name
            )
    for name, attach in ATTACHED.items():
        zoo[name] = _attached(folder / f"{name}.xlsx", attach)
    return zoo


def _drawn(path: Path, draw: Callable[[Any, Any], None], *, table: bool, name: str = "") -> Path:
    book = xlsxwriter.Workbook(path, {"date_1904": name == "1904"})
    sheet = book.add_worksheet("反馈")
    sheet.write_row(0, 0, HEADERS)
    for n, row in enumerate(ROWS, start=1):
        sheet.write_row(n, 0, row)
    if table:
        sheet.add_table(0, 0, 3, 2, {"columns": [{"header": header} for header in HEADERS], "name": "明细"})
    draw(book, sheet)
    book.close()
    return path


# What XlsxWriter does not make is put in by hand: parts, their content types, and who points at them

Attachment = tuple[tuple[str, str, str, str], ...]
_SHEET, _BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


def _marked(parts: dict[str, str]) -> None:
    """Excel dresses its rows so."""
    ignorable = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" '
    ignorable += f'xmlns:x14ac="{_MICROSOFT}/spreadsheetml/2009/9/ac"'
    parts[_SHEET] = parts[_SHEET].replace("<worksheet ", f"<worksheet {ignorable} ", 1)
    parts[_SHEET] = parts[_SHEET].replace('spans="1:3"', 'spans="1:3" x14ac:dyDescent="0.25"')


ATTACHED: dict[str, tuple[Attachment, Callable[[dict[str, str]], None]]] = {
    "threaded comments": ((
        (_SHEET, f"{_MICROSOFT}/2017/10/relationships/threadedComment", "xl/threadedComments/threadedComment1.xml",
         (f'<ThreadedComments xmlns="{_MICROSOFT}/spreadsheetml/2018/threadedcomments"><threadedComment ref="A2" '
         'dT="2026-10-01T08:00:00.00" personId="{00000000-0000-0000-0000-000000000001}" '
         'id="{00000000-0000-0000-0000-000000000002}"><text>好</text></threadedComment></ThreadedComments>')),
        (_BOOK, f"{_MICROSOFT}/2017/10/relationships/person", "xl/persons/person.xml",
         (f'<personList xmlns="{_MICROSOFT}/spreadsheetml/2018/threadedcomments"><person displayName="张" '
         'id="{00000000-0000-0000-0000-000000000001}" userId="z" providerId="None"/></personList>')),
    ), lambda parts: None),
    "slicer": ((
        (_SHEET, f"{_MICROSOFT}/2007/relationships/slicer", "xl/slicers/slicer1.xml",
         f'<slicers xmlns="{_MICROSOFT}/spreadsheetml/2009/9/main"><slicer name="a" cache="b" rowHeight="1"/></slicers>'),
        (_BOOK, f"{_MICROSOFT}/2007/relationships/slicerCache", "xl/slicerCaches/slicerCache1.xml",
         f'<slicerCacheDefinition xmlns="{_MICROSOFT}/spreadsheetml/2009/9/main" name="b" sourceName="反馈ID"/>'),
    ), lambda parts: _extension(parts, _SHEET, "{A8765BA9-456A-4DAB-B4F3-ACF838C121DE}", "x14:slicerList")),
    "pivot table": ((
        (_BOOK, f"{OFFICE}/pivotCacheDefinition", "xl/pivotCache/pivotCacheDefinition1.xml",
         (f'<pivotCacheDefinition xmlns="{MAIN}" saveData="0" recordCount="3"><cacheSource type="worksheet">'
         '<worksheetSource ref="A1:C4" sheet="反馈"/></cacheSource><cacheFields count="1"><cacheField name="反馈ID"/>'
         '</cacheFields></pivotCacheDefinition>')),
    ), lambda parts: _before(parts, _BOOK, "</workbook>", '<pivotCaches><pivotCache cacheId="1" r:id="rId901"/></pivotCaches>')),
    "form control": ((
        (_SHEET, f"{OFFICE}/ctrlProp", "xl/ctrlProps/ctrlProp1.xml",
         f'<formControlPr xmlns="{_MICROSOFT}/spreadsheetml/2009/9/main" objectType="CheckBox"/>'),
    ), lambda parts: _before(parts, _SHEET, "</worksheet>", _CONTROL)),
    "external link": ((
        (_BOOK, f"{OFFICE}/externalLink", "xl/externalLinks/externalLink1.xml",
         f'<externalLink xmlns="{MAIN}"><externalBook><sheetNames><sheetName val="x"/></sheetNames></externalBook></externalLink>'),
    ), lambda parts: _before(parts, _BOOK, "<definedNames>", '<externalReferences><externalReference r:id="rId901"/></externalReferences>')),
    "WPS pictures in cells": ((
        (_BOOK, "http://www.wps.cn/officeDocument/2020/cellImage", "xl/cellimages.xml",
         '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"/>'),
    ), lambda parts: _before(parts, _SHEET, "</row>", '<c r="M1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>')),
    "custom XML": ((
        ("", f"{OFFICE}/customXml", "customXml/item1.xml", "<b:Sources xmlns:b='urn:b'/>"),
    ), lambda parts: None),
    "printer settings": ((
        (_SHEET, f"{OFFICE}/printerSettings", "xl/printerSettings/printerSettings1.bin", "\0\1 binary"),
    ), lambda parts: None),
    "connections": ((
        (_BOOK, f"{OFFICE}/connections", "xl/connections.xml", f'<connections xmlns="{MAIN}"><connection id="1" refreshedVersion="0"/></connections>'),
    ), lambda parts: None),
    "calculation chain": ((
        (_BOOK, f"{OFFICE}/calcChain", "xl/calcChain.xml", f'<calcChain xmlns="{MAIN}"><c r="M1" i="1"/></calcChain>'),
    ), lambda parts: _before(parts, _SHEET, "</row>", '<c r="M1"><f>1+1</f><v>2</v></c>')),
    "extension of rows": ((), _marked),
    "rich shared strings": ((), lambda parts: _before(parts, "xl/sharedStrings.xml", "</sst>",
        '<si><r><rPr><b/></rPr><t>富</t></r><rPh sb="0" eb="1"><t>fu</t></rPh></si><si/>')),
}  # fmt: skip
_CONTROL = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x14" '
    f'xmlns:x14="{_MICROSOFT}/spreadsheetml/2009/9/main"><controls><control shapeId="1025" r:id="rId901" name="框"/></controls>'
    "</mc:Choice></mc:AlternateContent>"
)


def _attached(path: Path, attachment: tuple[Attachment, Callable[[dict[str, str]], None]]) -> Path:
    _drawn(path, lambda book, _: book.define_name("税率", "=0.06"), table=True)
    raw = parts_of(path)
    binary = {name for name, content in raw.items() if name.endswith((".bin", ".png"))}
    parts = {name: content.decode() for name, content in raw.items() if name not in binary}
    added, change = attachment
    for number, (owner, kind, name, content) in enumerate(added, start=901):
        parts[name] = content if name.endswith(".bin") else _HEAD + content
        _before(
            parts,
            "[Content_Types].xml",
            "</Types>",
            f'<Override PartName="/{name}" ContentType="application/x-{number}"/>',
        )
        links = (
            "xl/worksheets/_rels/sheet1.xml.rels"
            if owner == _SHEET
            else "xl/_rels/workbook.xml.rels"
            if owner
            else "_rels/.rels"
        )
        _before(
            parts,
            links,
            "</Relationships>",
            f'<Relationship Id="rId{number}" Type="{kind}" Target="/{name}"/>',
        )
    change(parts)
    path.write_bytes(zipped({**{name: raw[name] for name in binary}, **parts}))
    return path


def _before(parts: dict[str, str], name: str, mark: str, text: str) -> None:
    assert mark in parts[name]
    parts[name] = parts[name].replace(mark, text + mark, 1)


def _extension(parts: dict[str, str], name: str, uri: str, element: str) -> None:
    content = f'<extLst><ext uri="{uri}" xmlns:x14="{_MICROSOFT}/spreadsheetml/2009/9/main"><{element}/></ext></extLst>'
    _before(parts, name, "</worksheet>", content)
