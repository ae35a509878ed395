"""Old binary workbooks, built record by record."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (MS-CFB) with these streams, each padded to at least 4096 bytes."""
    bodies = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    bodies = {name: content + b"\0" * (-len(content) % SECTOR) for name, content in bodies.items()}
    fat = [FAT, END]
    entries = [_entry("Root Entry", 5, END, 0)]
    for name, content in bodies.items():
        start, count = len(fat), len(content) // SECTOR
        fat += [*range(start + 1, start + count), END]
        entries.append(_entry(name, 2, start, len(content)))
    assert len(fat) <= SECTOR // 4, "one allocation sector is enough for a test"
    table = struct.pack("<128I", *fat, *[FREE] * (128 - len(fat)))
    directory = b"".join(entries[:4]).ljust(SECTOR, b"\0")
    return _header() + table + directory + b"".join(bodies.values())


def _header() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, END, 0, END, 0)
    return head + struct.pack("<109I", 0, *[FREE] * 108)


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack(
        "<HBB3I", len(raw) + 2, kind, 1, FREE, FREE, FREE if kind != 5 else 1
    )
    return head + bytes(36) + struct.pack("<IQ", start, size)


def record(kind: int, payload: bytes = b"") -> bytes:
    return struct.pack("<2H", kind, len(payload)) + payload


def number(row: int, column: int, value: float = 1.0) -> bytes:
    return record(0x203, struct.pack("<3Hd", row, column, 0, value))


def xls(cells: bytes, *, globals_before: bytes = b"", dimensions: tuple[int, int] = (2, 2)) -> bytes:
    """An .xls with one sheet that holds these records."""
    bof = record(0x809, struct.pack("<4H2I", 0x600, 5, 0, 0, 0, 0))
    name = "反馈".encode("utf-16-le")
    bound_size = 4 + 8 + len(name)
    position = len(bof) + len(globals_before) + bound_size + 4
    bound = record(0x85, struct.pack("<I2BBB", position, 0, 0, 2, 1) + name)
    size = record(0x200, struct.pack("<2I3H", 0, dimensions[0], 0, dimensions[1], 0))
    sheet_bof = record(0x809, struct.pack("<4H2I", 0x600, 0x10, 0, 0, 0, 0))
    book = bof + globals_before + bound + record(0x0A) + sheet_bof + size + cells + record(0x0A)
    return compound({"Workbook": book})
