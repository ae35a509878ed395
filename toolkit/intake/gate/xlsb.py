"""Inside an .xlsb: the same package with records instead of XML (MS-XLSB 2.1.4)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from toolkit.intake.gate.grid import Used
from toolkit.rules.codes import package as b2

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toolkit.intake.gate.container import Container
    from toolkit.intake.gate.directory import Part
    from toolkit.intake.gate.inspection import Inspection
    from toolkit.intake.gate.measure import Sheet

_ROW, _FIRST_FILLED, _LAST_FILLED = 0, 2, 11  # BrtRowHdr; BrtCellRk to BrtFmlaError
_FORMAT, _SHEET, _MERGE = 0x2F, 0x9C, 0xB0  # BrtXF, BrtBundleSh, BrtMergeCell
_NUMBER = struct.Struct("<I")
_LONGEST_WHOLE = 1 << 20  # of a longer payload only the beginning is wanted
_BEGINNING = 64
_MORE = 0x80  # set in a byte that another one follows


def listed(container: Container, main: str) -> list[tuple[str, str]]:
    """Return the name and the relation's id of each sheet that the workbook part lists."""
    part = container.find(main)
    pieces = container.stream(part) if part else iter(())
    return [_bundle(payload) for kind, payload in records(pieces) if kind == _SHEET]


def measure_records(container: Container, sheets: Sequence[tuple[Sheet, Part]], look: Inspection) -> None:
    """Measure the sheets of an .xlsb, and count its formats.

    Raises:
        RefusedError: a part is damaged or larger than the limits allow.
    """
    for sheet, part in sheets:
        sheet.take(_used(container.stream(part)))
    styles = container.find("xl/styles.bin")
    for kind, _ in records(container.stream(styles)) if styles else ():
        look.counts.formats += kind == _FORMAT
    if look.counts.formats > look.limits.formats:
        raise look.refusal(b2.TOO_MANY_FORMATS, count=look.counts.formats, limit=look.limits.formats)


def _used(pieces: Iterator[bytes]) -> Used:
    """Follow python-calamine 0.9: of a record cut short it takes the rest from the one before."""
    used = Used()
    row, head = 0, bytearray(_NUMBER.size)
    for kind, payload in records(pieces):
        start = payload[: _NUMBER.size]
        head[: len(start)] = start
        if kind == _ROW:
            row = _NUMBER.unpack(head)[0]
        elif _FIRST_FILLED <= kind <= _LAST_FILLED:
            used.add(row + 1, _NUMBER.unpack(head)[0] + 1)
        elif kind == _MERGE:
            used.extent.merges += 1
    return used


def _bundle(payload: bytes) -> tuple[str, str]:
    """Return a sheet's name and relation from its record (MS-XLSB 2.4.313): two texts after eight bytes."""
    relation, position = _text(payload, 8)
    name, _ = _text(payload, position)
    return name, relation


def _text(payload: bytes, position: int) -> tuple[str, int]:
    length = int.from_bytes(payload[position : position + 4], "little")
    start = position + 4
    end = start + 2 * length
    return payload[start:end].decode("utf-16-le", "replace"), end


def records(pieces: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield kind and payload of each record; of a payload over 1 MB only the beginning."""
    data, skip = b"", 0
    for piece in pieces:
        data += piece[skip:]
        skip = max(0, skip - len(piece))
        position = 0
        while head := _head(data, position):
            kind, start, end = head
            whole = min(end, start + _BEGINNING) if end - start > _LONGEST_WHOLE else end
            if whole > len(data):
                break
            yield kind, data[start:whole]
            skip, position = max(0, end - len(data)), min(end, len(data))
        data = data[position:]


def _head(data: bytes, position: int) -> tuple[int, int, int] | None:
    """Return a record's kind, and where its payload starts and ends; None where the data ends before (2.1.4)."""
    try:
        kind = data[position]
        if kind >= _MORE:
            position += 1
            kind = kind & 0x7F | (data[position] & 0x7F) << 7
        length = 0
        for shift in (0, 7, 14, 21):
            position += 1
            length |= (data[position] & 0x7F) << shift
            if data[position] < _MORE:
                break
    except IndexError:
        return None
    return kind, position + 1, position + 1 + length
