"""Zip members as they lie in the file: copied without being inflated, or packed anew the same way every time."""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from toolkit.errors import PatchRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_BLOCK = 1 << 20
_LARGE = 8 << 20
_ZIP32 = 0xFFFFFFFF
_HAS_DESCRIPTOR = 0x08
_UTF8_NAME = 0x800
NEW_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of a zip: its header, and a way to its compressed bytes."""

    name: bytes
    flags: int
    method: int
    date: tuple[int, int, int, int, int, int]
    crc: int
    packed_size: int
    size: int
    attributes: int
    system: int
    packed: Callable[[], Iterator[bytes]]


def original(info: zipfile.ZipInfo, file: IO[bytes]) -> Member:
    """A member of an open zip; its compressed bytes are read only when it is written."""

    def packed() -> Iterator[bytes]:
        position, left = start, info.compress_size
        while left:
            file.seek(position)
            block = file.read(min(left, _BLOCK))
            if not block:
                raise PatchRefusedError("truncated-file", info.filename)
            yield block
            position, left = position + len(block), left - len(block)

    file.seek(info.header_offset)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size:
        raise PatchRefusedError("truncated-file", info.filename)
    *_, name_size, extra_size = _LOCAL.unpack(header)
    name = file.read(name_size)
    start = info.header_offset + _LOCAL.size + name_size + extra_size
    return Member(
        name, info.flag_bits & ~_HAS_DESCRIPTOR, info.compress_type, info.date_time, info.CRC,
        info.compress_size, info.file_size, info.external_attr, info.create_system, packed,
    )  # fmt: skip


def pack(chunks: Iterable[bytes], name: str, like: Member | None, expected: int, spool: IO[bytes]) -> Member:
    """Deflate chunks into a file of its own and return them as a member.

    It keeps name, date and attributes of the member `like`, which it replaces. `expected` says about how many
    bytes will come: large parts are packed faster and a little looser.
    """
    deflate = zlib.compressobj(2 if expected > _LARGE else 6, zlib.DEFLATED, -15)
    crc = size = 0
    for chunk in chunks:
        crc, size = zlib.crc32(chunk, crc), size + len(chunk)
        spool.write(deflate.compress(chunk))
    spool.write(deflate.flush())
    packed_size = spool.tell()

    def packed() -> Iterator[bytes]:
        spool.seek(0)
        while block := spool.read(_BLOCK):
            yield block

    ascii_only = name.isascii()
    return Member(
        name=like.name if like else name.encode(),
        flags=like.flags & _UTF8_NAME if like else 0 if ascii_only else _UTF8_NAME,
        method=zipfile.ZIP_DEFLATED,
        date=like.date if like else NEW_DATE,
        crc=crc,
        packed_size=packed_size,
        size=size,
        attributes=like.attributes if like else 0,
        system=like.system if like else 0,
        packed=packed,
    )


def write(members: Iterable[Member], out: IO[bytes], comment: bytes = b"") -> None:
    """Write a whole zip file.

    Raises:
        PatchRefusedError: it would grow past what a plain zip can address.
    """
    central: list[bytes] = []
    for member in members:
        offset = out.tell()
        out.write(_header(member))
        for block in member.packed():
            out.write(block)
        if max(out.tell(), member.size) >= _ZIP32 or len(central) >= 0xFFFF:
            raise PatchRefusedError("too-large", member.name.decode("utf-8", "replace"))
        central.append(_directory_entry(member, offset))
    start = out.tell()
    out.writelines(central)
    size = out.tell() - start
    out.write(_END.pack(b"PK\5\6", 0, 0, len(central), len(central), size, start, len(comment)) + comment)


def _stamp(date: tuple[int, int, int, int, int, int]) -> tuple[int, int]:
    year, month, day, hour, minute, second = date
    return hour << 11 | minute << 5 | second // 2, max(year - 1980, 0) << 9 | month << 5 | day


def _header(member: Member) -> bytes:
    fixed = _LOCAL.pack(
        b"PK\3\4", 20, member.flags, member.method, *_stamp(member.date),
        member.crc, member.packed_size, member.size, len(member.name), 0,
    )  # fmt: skip
    return fixed + member.name


def _directory_entry(member: Member, offset: int) -> bytes:
    fixed = _CENTRAL.pack(
        b"PK\1\2", member.system << 8 | 20, 20, member.flags, member.method, *_stamp(member.date),
        member.crc, member.packed_size, member.size, len(member.name), 0, 0, 0, 0, member.attributes, offset,
    )  # fmt: skip
    return fixed + member.name
