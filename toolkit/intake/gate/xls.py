"""Inside an .xls: one stream of records (MS-XLS 2.1.4, and BIFF5 before it)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from toolkit.intake.gate.grid import Used
from toolkit.intake.gate.measure import Sheet, judge
from toolkit.rules.codes import file as b1
from toolkit.rules.codes import package as b2
from toolkit.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.intake.gate.compound import Compound
    from toolkit.intake.gate.inspection import Inspection

_BOOK_STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")
_OTHERS = {
    "WordDocument": Text("Word 97-2003 文档", "a Word 97-2003 document"),
    "PowerPoint Document": Text("PowerPoint 97-2003 演示文稿", "a PowerPoint 97-2003 presentation"),
    "VisioDocument": Text("Visio 图", "a Visio drawing"),
    "__properties_version1.0": Text("Outlook 邮件", "an Outlook message"),
    "MatOST": Text("Works 文档", "a Works document"),
    "NativeContent_MAIN": Text("Quattro Pro 表格", "a Quattro Pro spreadsheet"),
}
_UNKNOWN = Text("其他 Office 文件", "some other Office file")
NO_END = Text("工作表没有结尾", "a sheet has no end")
_FOREIGN = Text("其他程序写出的旧式表格", "an old spreadsheet that another program wrote")

_BOF, _EOF, _FILEPASS, _CODEPAGE, _BOUNDSHEET, _XF = 0x809, 0x0A, 0x2F, 0x42, 0x85, 0xE0
_DIMENSIONS, _MERGES, _MULTIPLE = 0x200, 0xE5, 0xBD
# Number, Label, RString, BoolErr, RK, LabelSst, Formula: each begins with its row and column.
_CELLS = frozenset({0x203, 0x204, 0xD6, 0x205, 0x27E, 0xFD, 0x06})
_HEAD, _PAIR = struct.Struct("<2H"), struct.Struct("<2H")
_WORKSHEET, _BIFF8 = 0, 0x600
# What python-calamine 0.9 can decode, of what Excel writes.
_CODEPAGES = frozenset(
    {
        367,
        437,
        720,
        737,
        775,
        850,
        852,
        855,
        857,
        858,
        860,
        861,
        862,
        863,
        864,
        865,
        866,
        869,
        874,
        932,
        936,
        949,
        950,
    }
    | {1200, *range(1250, 1259), 1361, 10000, 32768, 65001}
)


def inspect_compound(compound: Compound, look: Inspection) -> str:
    """Check a compound file and return "xls".

    Raises:
        RefusedError: it is protected, no workbook, or larger than the limits.
    """
    names = compound.streams
    if "EncryptedPackage" in names:
        raise look.refusal(b1.PASSWORD)
    stream = next((name for name in _BOOK_STREAMS if name in names), None)
    if stream is None:
        raise look.refusal(
            b1.NOT_A_WORKBOOK, kind=next((_OTHERS[name] for name in names if name in _OTHERS), _UNKNOWN)
        )
    _inspect_book(compound.read(stream), look)
    return "xls"


def _inspect_book(content: bytes, look: Inspection) -> None:
    listed: list[tuple[str, int]] = []
    version = int.from_bytes(content[4:6], "little")
    for kind, start, end in _records(content, 0):
        if kind == _FILEPASS:
            raise look.refusal(b1.PASSWORD)
        if kind == _CODEPAGE and int.from_bytes(content[start : start + 2], "little") not in _CODEPAGES:
            raise look.refusal(b1.OLD_FORMAT, kind=_FOREIGN)
        if kind == _BOUNDSHEET:
            listed += _bound_sheet(content[start:end], version)
        look.counts.formats += kind == _XF
        if kind == _EOF:
            break
    else:
        raise look.refusal(b1.INCOMPLETE, detail=NO_END)
    _judge_sheets(content, listed, look)


def _judge_sheets(content: bytes, listed: list[tuple[str, int]], look: Inspection) -> None:
    look.counts.sheets = len(listed)
    if len(listed) > look.limits.sheets:
        raise look.refusal(b2.TOO_MANY_SHEETS, count=len(listed), limit=look.limits.sheets)
    if len({position for _, position in listed}) != len(listed):
        raise look.refusal(b2.OVERLAPPING, part=listed[-1][0])
    sheets = [Sheet(title) for title, _ in listed]
    for sheet, (_, position) in zip(sheets, listed, strict=True):
        sheet.take(_used(content, position, look))
    judge(sheets, look)


def _used(content: bytes, position: int, look: Inspection) -> Used:
    """Return where a sheet's filled cells are; the stream of an embedded chart is not the sheet's."""
    used = Used()
    depth = 0
    for kind, start, end in _records(content, position):
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return used
        elif depth <= 1:
            _take(used, kind, content[start:end])
    raise look.refusal(b1.INCOMPLETE, detail=NO_END)


def _take(used: Used, kind: int, payload: bytes) -> None:
    if len(payload) < _PAIR.size:
        return
    if kind in _CELLS:
        row, column = _PAIR.unpack_from(payload)
        used.add(row + 1, column + 1)
    elif kind == _MULTIPLE:
        row, first = _PAIR.unpack_from(payload)
        last = int.from_bytes(payload[-2:], "little")
        used.add(row + 1, max(first, last) + 1, max(last - first + 1, 0))
    elif kind == _MERGES:
        used.extent.merges += int.from_bytes(payload[:2], "little")
    elif kind == _DIMENSIONS:
        _refuse_dimensions(used, payload)


def _refuse_dimensions(used: Used, payload: bytes) -> None:
    """A reader reserves memory for the dimensions as claimed: more than the grid is an attack."""
    wide = len(payload) >= 14
    last_row = int.from_bytes(payload[4:8] if wide else payload[2:4], "little")
    last_column = int.from_bytes(payload[10:12] if wide else payload[6:8], "little")
    if last_row > 65_536 or last_column > 256:
        used.beyond = (last_row, last_column)


def _bound_sheet(payload: bytes, version: int) -> Iterator[tuple[str, int]]:
    """Yield the title of a worksheet, and where in the stream it starts (MS-XLS 2.4.28)."""
    if len(payload) < 8 or payload[5] != _WORKSHEET:
        return
    length, raw = payload[6], payload[7:]
    if version < _BIFF8:
        title = raw[:length].decode("gb18030", "replace")
    elif raw[0] & 1:
        title = raw[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    else:
        title = raw[1 : 1 + length].decode("latin-1")
    yield title, int.from_bytes(payload[:4], "little")


def _records(content: bytes, position: int) -> Iterator[tuple[int, int, int]]:
    """Yield each record's kind, and where its payload starts and ends."""
    last = len(content) - _HEAD.size
    while position <= last:
        kind, length = _HEAD.unpack_from(content, position)
        start = position + _HEAD.size
        position = start + length
        yield kind, start, position
