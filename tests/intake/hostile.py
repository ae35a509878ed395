"""Hostile and broken files, each with the code that must meet it; all are made here, from a few hundred bytes."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_ENABLED = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>反馈ID</t></is></c><c r="B1" t="inlineStr"><is><t>描述</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>F1</t></is></c><c r="B2" t="inlineStr"><is><t>物流慢</t></is></c></row>'
)
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
BLOW_UP = f'<!DOCTYPE q [<!ENTITY x "{"A" * 100_000}">]>'
FOREIGN_FILE = '<!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

Parts = Mapping[str, str | bytes]
SHEET = "xl/worksheets/sheet1.xml"


def sheet(rows: str = ROWS, *, before: str = "", after: str = "", head: str = HEAD) -> str:
    return f'{head}{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def text_cell(text: str) -> str:
    return f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'


def number_cells(*references: str) -> str:
    """One row for each cell such as XFD1048576, with a number in it."""
    rows = {ref: ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for ref in references}
    return "".join(f'<row r="{row}"><c r="{ref}"><v>1</v></c></row>' for ref, row in rows.items())


def workbook(
    sheets: str = '<sheet name="反馈" sheetId="1" r:id="rId1"/>', *, before: str = "", head: str = HEAD
) -> str:
    return f'{head}{before}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'


def relations(*entries: str, before: str = "") -> str:
    """Relations; each entry is "kind target", and anything after a second blank is a further attribute."""
    body = ""
    for number, entry in enumerate(entries, start=1):
        kind, target, *more = entry.split(" ", 2)
        body += f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}" {"".join(more)}/>'
    return f'{HEAD}{before}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def types(main: str = PLAIN) -> str:
    override = f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>'
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{override}</Types>'


def good_parts() -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations("officeDocument xl/workbook.xml"),
        "xl/workbook.xml": workbook(),
        "xl/_rels/workbook.xml.rels": relations(
            "worksheet worksheets/sheet1.xml", "sharedStrings sharedStrings.xml"
        ),
        SHEET: sheet(),
    }


def packed(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def book(changed: Parts | None = None, *, without: str = "") -> bytes:
    """A good workbook with one sheet, but for these parts."""
    parts = good_parts() | dict(changed or {})
    parts.pop(without, None)
    return packed(parts)


def rows(content: str, **more: str) -> bytes:
    return book({SHEET: sheet(content, **more)})


def strings(claimed: int, *, before: str = "", text: str = "x") -> dict[str, str]:
    table = f'<sst xmlns="{MAIN}" count="1" uniqueCount="{claimed}"><si><t>{text}</t></si></sst>'
    return {"xl/sharedStrings.xml": f"{HEAD}{before}{table}"}


def bomb(megabytes: int, letters: bytes = b" ") -> bytes:
    """A sheet that unpacks to this much."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in good_parts().items():
            if name != SHEET:
                archive.writestr(name, content)
        with archive.open(SHEET, "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(letters.ljust(1 << 20, letters[:1]))
    return out.getvalue()


def overlapping(count: int) -> bytes:
    """A directory in which many entries share one stream, as Fifield's bomb does."""
    data = b"A" * (1 << 20)
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = engine.compress(data) + engine.flush()
    facts = (zlib.crc32(data), len(stream), len(data))
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, *facts, 9, 0) + b"xl/000001" + stream
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, *facts, 9, 0, 0, 0, 0, 0, 0)
    directory = b"".join(entry + b"xl/%06d" % n for n in range(1, count + 1))
    return (
        local
        + directory
        + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(directory), len(local), 0)
    )


def in_directory(content: bytes, name: str, offset: int, value: bytes) -> bytes:
    """Overwrite a field of an entry of the directory (APPNOTE 4.3.12)."""
    at = content.rindex(name.encode()) - 46 + offset
    return content[:at] + value + content[at + len(value) :]


def lying_size() -> bytes:
    """The directory claims 100 bytes for the sheet, and gives the checksum of those."""
    raw = sheet().encode()
    lied = in_directory(book(), SHEET, 16, struct.pack("<I", zlib.crc32(raw[:100])))
    return in_directory(lied, SHEET, 24, struct.pack("<I", 100))


def renamed(old: str, new: bytes) -> bytes:
    """A part under a name that zipfile would not write; both have the same length."""
    assert len(old) == len(new)
    return book({old: "x"}).replace(old.encode(), new)


def twins() -> bytes:
    """Two parts of one name with different content: readers differ about which one counts."""
    other = SHEET.replace("sheet1", "sheet9")
    return book({other: sheet(text_cell("SECOND"))}).replace(other.encode(), SHEET.encode())


def bad_checksum(part: str = "docProps/thumbnail.bin") -> bytes:
    """A part that nobody reads, with one bit turned."""
    content = book({part: bytes(range(256)) * 8})
    at = content.index(part.encode()) + len(part) + 20
    return content[:at] + bytes([content[at] ^ 4]) + content[at + 1 :]


def new_head_over_old_tail() -> bytes:
    """What lies on disk while a program overwrites a workbook in place."""
    old, new = rows(text_cell("旧" * 3000)), rows("".join(f"<row r='{n}'/>" for n in range(1, 4000)))
    return new[: len(new) // 2] + old[len(new) // 2 :]


def noise(count: int) -> bytes:
    return random.Random(7).randbytes(count)  # the seed is fixed


def wounded(content: bytes, dice: random.Random) -> bytes:
    """The content with one to four small wounds."""
    hurt = bytearray(content)
    for _ in range(dice.choice((1, 1, 2, 4))):
        at = dice.randrange(len(hurt) + 1)  # a wound may have taken all there was
        wound = dice.choice((b"", b"\0\0\0\0", b"\xff\xff\xff\xff", dice.randbytes(1)))
        hurt[at : at + dice.randrange(1, 9)] = wound
    return bytes(hurt)
