"""The directory at the end of a zip, read strictly: it must be whole and must end where the file ends."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from toolkit.rules.codes import file as b1
from toolkit.rules.codes import package as b2
from toolkit.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.intake.gate.inspection import Inspection

# APPNOTE.TXT 6.3.10: 4.3.16 end record, 4.3.14 its 64-bit form, 4.3.12 entry.
_END = struct.Struct("<4s4H2IH")
_LOCATOR64 = struct.Struct("<4sIQI")
_END64 = struct.Struct("<4sQ2H2I4Q")
_ENTRY = struct.Struct("<4s6H3I5H2I")
_LONGEST_COMMENT = 0xFFFF
_FULL = 0xFFFFFFFF
_ENCRYPTED, _UTF8_NAME = 0x1, 0x800
_MEDIA = ("xl/media/", "pictures/")
_PICTURES_FOR_A_PART = 10

NO_END = Text("压缩包的结尾不见了", "the end of the package is missing")
BAD_DIRECTORY = Text("压缩包的目录和内容对不上", "the directory of the package does not match its content")


@dataclass(frozen=True, slots=True)
class Part:
    """One entry, as it claims to be."""

    name: str
    offset: int
    stored: int
    size: int
    crc: int
    method: int

    @property
    def key(self) -> str:
        return folded(self.name)

    @property
    def is_picture(self) -> bool:
        return self.key.startswith(_MEDIA)


def folded(name: str) -> str:
    """Return a part's name as readers compare it: case does not count, and a backslash is a slash."""
    return name.replace("\\", "/").lstrip("/").casefold()


def read_directory(stream: BinaryIO, size: int, look: Inspection) -> dict[str, Part]:
    """Return the parts of a zip of `size` bytes by folded name.

    Raises:
        RefusedError: the end is missing, or the directory breaks a rule.
    """
    start, block = _block(stream, size, look)
    parts: dict[str, Part] = {}
    for part in _entries(block, look):
        if part.key in parts:
            raise look.refusal(b2.DUPLICATE_PARTS, part=part.name)
        if _is_unsafe(part.name):
            raise look.refusal(b2.UNSAFE_PART_NAME, part=part.name.replace("\0", "␀"))
        parts[part.key] = part
        _count(parts, part, look)
    _refuse_overlaps(parts, start, look)
    return parts


def _block(stream: BinaryIO, size: int, look: Inspection) -> tuple[int, bytes]:
    """Return where the directory starts, and its bytes. It must end exactly where the end record starts."""
    tail_start = max(0, size - _LONGEST_COMMENT - _END.size)
    stream.seek(tail_start)
    tail = stream.read(size - tail_start)
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or len(tail) - found < _END.size:
        raise look.refusal(b1.INCOMPLETE, detail=NO_END)
    *_, length, start, comment = _END.unpack_from(tail, found)
    end = tail_start + found
    if _FULL in (length, start):
        length, start, end = _block64(stream, end, look)
    if start + length != end or not length:
        raise look.refusal(b1.INCOMPLETE, detail=BAD_DIRECTORY)
    extra = len(tail) - found - _END.size - comment
    if extra < 0:
        raise look.refusal(b1.INCOMPLETE, detail=NO_END)
    if extra:
        look.note(b2.TRAILING_BYTES, count=extra)
    stream.seek(start)
    return start, stream.read(length)


def _block64(stream: BinaryIO, end: int, look: Inspection) -> tuple[int, int, int]:
    """Return length, start and end of the directory from the 64-bit end record, which some writers always make."""
    stream.seek(max(0, end - _LOCATOR64.size))
    locator = stream.read(_LOCATOR64.size)
    if len(locator) < _LOCATOR64.size or locator[:4] != b"PK\x06\x07":
        raise look.refusal(b1.INCOMPLETE, detail=NO_END)
    position = _LOCATOR64.unpack(locator)[2]
    stream.seek(min(position, end))
    record = stream.read(_END64.size)
    if len(record) < _END64.size or record[:4] != b"PK\x06\x06":
        raise look.refusal(b1.INCOMPLETE, detail=BAD_DIRECTORY)
    *_, length, start = _END64.unpack(record)
    return length, start, position


def _entries(block: bytes, look: Inspection) -> Iterator[Part]:
    position = 0
    while position < len(block):
        if block[position : position + 4] != b"PK\x01\x02" or position + _ENTRY.size > len(block):
            raise look.refusal(b1.INCOMPLETE, detail=BAD_DIRECTORY)
        fields = _ENTRY.unpack_from(block, position)
        _, _, _, flags, method, _, _, crc, stored, size, name_length, extra_length, comment_length = fields[
            :13
        ]
        name_end = position + _ENTRY.size + name_length
        raw_name = block[position + _ENTRY.size : name_end]
        extra = block[name_end : name_end + extra_length]
        position = name_end + extra_length + comment_length
        if flags & _ENCRYPTED:
            raise look.refusal(b1.PASSWORD)
        stored, size, offset = _wide(extra, stored, size, fields[16])
        yield Part(_decoded(raw_name, flags), offset, stored, size, crc, method)


def _wide(extra: bytes, stored: int, size: int, offset: int) -> tuple[int, int, int]:
    """Return packed size, size and offset with their 64-bit values where the 32-bit ones are full (4.5.3)."""
    values = iter(_extra64(extra))
    size = next(values, size) if size == _FULL else size
    stored = next(values, stored) if stored == _FULL else stored
    offset = next(values, offset) if offset == _FULL else offset
    return stored, size, offset


def _extra64(extra: bytes) -> tuple[int, ...]:
    position = 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, position)
        field = extra[position + 4 : position + 4 + length]
        if kind == 1:
            count = len(field) // 8
            return struct.unpack(f"<{count}Q", field[: count * 8])
        position += 4 + length
    return ()


def _decoded(raw: bytes, flags: int) -> str:
    """A name is UTF-8 if it says so, or if it happens to be; else code page 437, as zip has always been."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace") if flags & _UTF8_NAME else raw.decode("cp437")


def _is_unsafe(name: str) -> bool:
    path = name.replace("\\", "/")
    return (
        path.startswith("//")
        or ".." in path.split("/")
        or any(sign in name for sign in ":\0")
        or _is_rooted(path)
    )


def _is_rooted(path: str) -> bool:
    """A rooted name is harmless only where it names a part of a workbook, as some writers do."""
    return path.startswith("/") and not path.startswith(
        ("/xl/", "/_rels/", "/docProps/", "/[Content_Types].xml")
    )


def _count(parts: dict[str, Part], newest: Part, look: Inspection) -> None:
    """Pictures count against the size of the file; their number only stops what is absurd."""
    counts, limit = look.counts, look.limits.entries
    counts.pictures += newest.is_picture
    counts.parts = len(parts)
    if len(parts) - counts.pictures > limit or counts.pictures > _PICTURES_FOR_A_PART * limit:
        raise look.refusal(b2.TOO_MANY_PARTS, count=len(parts), limit=limit)


def _refuse_overlaps(parts: dict[str, Part], directory_start: int, look: Inspection) -> None:
    """Parts that share bytes make a bomb of any size out of a small file."""
    end = directory_start
    for part in sorted(parts.values(), key=lambda part: part.offset, reverse=True):
        if part.offset + part.stored > end:
            raise look.refusal(b2.OVERLAPPING, part=part.name)
        end = part.offset
