"""What the first bytes of a file say it is, whatever its name says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.intake.gate.text import ONLY_ZEROS, is_text
from toolkit.rules.codes import file as b1
from toolkit.words import Text

if TYPE_CHECKING:
    from toolkit.rules.finding import Code

HEAD = 1 << 16
_ZEROS = 64
COMPOUND, ZIP, PLAIN = "compound", "zip", "text"


_UNKNOWN = Text("认不出的二进制文件", "a binary file of unknown kind")


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A container to look into, or the code (with the kind's name) that refuses the file."""

    container: str = ""
    code: Code = b1.NOT_A_WORKBOOK
    kind: Text = _UNKNOWN


_MAGIC: tuple[tuple[bytes, Text], ...] = (
    (b"%PDF", Text("PDF 文档", "a PDF document")),
    (b"\x89PNG", Text("PNG 图片", "a PNG picture")),
    (b"\xff\xd8\xff", Text("JPEG 图片", "a JPEG picture")),
    (b"GIF8", Text("GIF 图片", "a GIF picture")),
    (b"BM", Text("BMP 图片", "a BMP picture")),
    (b"II*\0", Text("TIFF 图片", "a TIFF picture")),
    (b"MM\0*", Text("TIFF 图片", "a TIFF picture")),
    (b"RIFF", Text("图片或音视频", "a picture, sound or film")),
    (b"Rar!", Text("RAR 压缩包", "a RAR archive")),
    (b"7z\xbc\xaf", Text("7z 压缩包", "a 7z archive")),
    (b"\x1f\x8b", Text("gzip 压缩包", "a gzip archive")),
    (b"MZ", Text("Windows 程序", "a Windows program")),
    (b"\x7fELF", Text("Linux 程序", "a Linux program")),
    (b"SQLite format 3", Text("SQLite 数据库", "an SQLite database")),
    (b"{\\rtf", Text("RTF 文档", "an RTF document")),
    (b"PAR1", Text("Parquet 数据文件", "a Parquet file")),
)
_OLD: tuple[tuple[bytes, Text], ...] = (
    (b"\x09\0\x04\0", Text("Excel 2 的文件", "an Excel 2 file")),
    (b"\x09\x02\x06\0", Text("Excel 3 的文件", "an Excel 3 file")),
    (b"\x09\x04\x06\0", Text("Excel 4 的文件", "an Excel 4 file")),
    (b"\x09\x08", Text("Excel 5/95 的裸文件", "a bare Excel 5/95 file")),
    (b"\0\0\x02\0", Text("Lotus 1-2-3 或 Works 表格", "a Lotus 1-2-3 or Works spreadsheet")),
    (b"\0\0\x1a\0", Text("Lotus 1-2-3 表格", "a Lotus 1-2-3 spreadsheet")),
    (b"\xff\0\x02\0", Text("Works 表格", "a Works spreadsheet")),
    (b"ID;P", Text("SYLK 表格", "a SYLK spreadsheet")),
)
_XML: tuple[tuple[bytes, Text], ...] = (
    (
        b"urn:schemas-microsoft-com:office:spreadsheet",
        Text("Excel 2003 XML 表格", "an Excel 2003 XML spreadsheet"),
    ),
    (
        b"office/2006/xmlPackage",
        Text("单文件 XML 格式的 Office 文档", "an Office document as a single XML file"),
    ),
    (
        b"urn:oasis:names:tc:opendocument:xmlns:office",
        Text("单文件 OpenDocument（.fods）", "a flat OpenDocument file"),
    ),
)
_PLAIN_XML = Text("XML 文件", "an XML file")
_HTML = Text("网页（HTML）", "a web page (HTML)")
_HTML_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|table|style|script|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_OUR_PAGE = re.compile(rb"<meta\s+name=[\"']generator[\"']\s+content=[\"']voc-toolkit", re.IGNORECASE)
_LFS = b"version https://git-lfs.github.com/spec/"


def sniff(head: bytes) -> Sniffed:
    """Return what the first 64 kB say: a container, or the code that refuses the file."""
    if head.endswith(bytes(_ZEROS)) and is_text(head.rstrip(b"\0")):
        return Sniffed(code=b1.INCOMPLETE, kind=ONLY_ZEROS)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Sniffed(ZIP)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Sniffed(COMPOUND)
    for magic, kind in _OLD:
        if head.startswith(magic):
            return Sniffed(code=b1.OLD_FORMAT, kind=kind)
    for magic, kind in _MAGIC:
        if head.startswith(magic) and not (magic.isalpha() and is_text(head)):
            return Sniffed(kind=kind)
    return _sniff_text(head)


def _sniff_text(head: bytes) -> Sniffed:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(_LFS):
        return Sniffed(code=b1.LFS_POINTER)
    if _HTML_START.match(text):
        return Sniffed(code=b1.OWN_REPORT) if _OUR_PAGE.search(text) else Sniffed(kind=_HTML)
    if text.startswith((b"<?xml", b"<?mso")):
        return next(
            (Sniffed(code=b1.OLD_FORMAT, kind=kind) for mark, kind in _XML if mark in text),
            Sniffed(kind=_PLAIN_XML),
        )
    return Sniffed(PLAIN) if is_text(head) else Sniffed()
