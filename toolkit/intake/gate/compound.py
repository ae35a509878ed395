"""The compound file that an old .xls, a protected workbook or another old Office document is (MS-CFB)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from toolkit.rules.codes import file as b1
from toolkit.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.intake.gate.inspection import Inspection, RefusedError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_LAST_SECTOR = 0xFFFFFFFA  # this and higher are no sectors but signs
_ENTRY = 128
_SMALL = 4096  # a stream shorter than this lies in the mini stream
_MOST_MINI_FAT = 4096  # python-calamine reserves 256 kB for each

BROKEN_CHAIN = Text("内部的目录断了", "its inner directory is broken")
IMPOSSIBLE_HEADER = Text("文件头里的数目不可能", "the counts in its header are impossible")


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream of the directory."""

    name: str
    start: int
    size: int


class Compound:
    """A compound file whose header, allocation table and directory could be followed."""

    def __init__(self, stream: BinaryIO, size: int, look: Inspection) -> None:
        """Read the directory.

        Raises:
            RefusedError: the header is impossible, or a chain is broken or runs in a circle.
        """
        self._stream = stream
        self._look = look
        stream.seek(0)
        head = stream.read(_HEADER)
        if len(head) < _HEADER:
            raise look.refusal(b1.INCOMPLETE, detail=BROKEN_CHAIN)
        self._sector_size = 4096 if int.from_bytes(head[30:32], "little") == 12 else 512
        self._sectors = size // self._sector_size + 1
        self._fat = self._read_fat(head)
        directory = b"".join(self._chain(_number(head, 48)))
        self._mini_start = _number(directory, 116)
        self.streams = {entry.name: entry for entry in _entries(directory)}
        self._mini_fat = self._read_mini_fat(head)

    def read(self, name: str) -> bytes:
        """Return a stream whole; no more than the file itself holds.

        Raises:
            RefusedError: its chain is broken.
        """
        entry = self.streams[name]
        blocks = self._mini_chain(entry.start) if entry.size < _SMALL else self._chain(entry.start)
        return b"".join(blocks)[: entry.size]

    def _read_fat(self, head: bytes) -> tuple[int, ...]:
        count, mini_count, difat = _number(head, 44), _number(head, 64), _number(head, 68)
        if count > self._sectors or mini_count > _MOST_MINI_FAT:
            raise self._look.refusal(b1.DAMAGED, part="header", detail=IMPOSSIBLE_HEADER)
        listed = list(struct.unpack("<109I", head[76:_HEADER]))
        steps = 0
        while difat < _LAST_SECTOR:
            *more, difat = _numbers(self._sector(difat))
            listed += more
            steps += 1
            if steps > self._sectors:
                raise self._broken()
        sectors = [sector for sector in listed if sector < _LAST_SECTOR]
        return tuple(
            number for sector in sectors[: self._sectors] for number in _numbers(self._sector(sector))
        )

    def _read_mini_fat(self, head: bytes) -> tuple[int, ...]:
        start = _number(head, 60)
        return _numbers(b"".join(self._chain(start))) if start < _LAST_SECTOR else ()

    def _sector(self, number: int) -> bytes:
        self._stream.seek((number + 1) * self._sector_size)
        content = self._stream.read(self._sector_size)
        if not content:
            raise self._broken()
        return content.ljust(self._sector_size, b"\0")

    def _chain(self, start: int) -> Iterator[bytes]:
        return map(self._sector, self._followed(start, self._fat))

    def _mini_chain(self, start: int) -> Iterator[bytes]:
        whole = b"".join(self._chain(self._mini_start))
        return (whole[number * 64 : number * 64 + 64] for number in self._followed(start, self._mini_fat))

    def _followed(self, number: int, table: tuple[int, ...]) -> Iterator[int]:
        for _ in range(len(table) + 1):
            if number >= _LAST_SECTOR:
                return
            if number >= len(table):
                break
            yield number
            number = table[number]
        raise self._broken()

    def _broken(self) -> RefusedError:
        return self._look.refusal(b1.INCOMPLETE, detail=BROKEN_CHAIN)


def _entries(directory: bytes) -> Iterator[Stream]:
    """Yield the streams and storages; a storage counts as one, since its name tells the kind of file."""
    for position in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        raw = directory[position : position + _ENTRY]
        length = min(int.from_bytes(raw[64:66], "little"), 64)
        name = raw[: max(length - 2, 0)].decode("utf-16-le", "replace")
        if name:
            yield Stream(name, _number(raw, 116), _number(raw, 120))


def _number(content: bytes, position: int) -> int:
    return int.from_bytes(content[position : position + 4], "little")


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector)
