"""The parts of a zip as streams: unpacked in small pieces, counted and checked, nothing in a header believed."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, BinaryIO

from toolkit.intake.gate.directory import BAD_DIRECTORY, Part, folded, read_directory
from toolkit.intake.gate.inspection import MB, Inspection, RefusedError
from toolkit.rules.codes import file as b1
from toolkit.rules.codes import package as b2
from toolkit.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 1 << 20
_PACKED = 1 << 16  # small, so that the ratio is known early
_LOCAL = struct.Struct("<4s5H3I2H")
_STORED, _DEFLATED = 0, 8

CUT_SHORT = Text("内容比目录里写的短", "it is shorter than the directory says")
BAD_LENGTH = Text("长度和目录里写的不一样", "its length differs from the directory")
BAD_CHECKSUM = Text("校验码不对", "its checksum is wrong")
BAD_STREAM = Text("压缩数据解不开", "its data cannot be unpacked")
BAD_METHOD = Text("压缩方法不是工作簿该用的", "it is packed in a way that workbooks never use")


class Container:
    """A zip whose directory was found whole, without duplicates, unsafe names and overlaps."""

    def __init__(self, stream: BinaryIO, size: int, look: Inspection) -> None:
        """Read the directory.

        Raises:
            RefusedError: the end is missing, or the directory breaks a rule.
        """
        self._stream = stream
        self._look = look
        self._seen: set[str] = set()
        self.parts: dict[str, Part] = read_directory(stream, size, look)

    def find(self, name: str) -> Part | None:
        return self.parts.get(folded(name))

    def stream(self, part: Part) -> Iterator[bytes]:
        """Yield the part in pieces of at most 1 MB; it ends without complaint only if length and checksum are right.

        Raises:
            RefusedError: the part is damaged, or larger than the limits allow.
        """
        produced = checksum = 0
        is_new = part.key not in self._seen
        self._seen.add(part.key)
        for piece, consumed in self._unpacked(part):
            produced += len(piece)
            checksum = zlib.crc32(piece, checksum)
            self._weigh(part, produced, consumed)
            if is_new:
                self._add(part, len(piece))
            yield piece
        if produced != part.size:
            raise self._damage(part, BAD_LENGTH)
        if checksum != part.crc:
            raise self._damage(part, BAD_CHECKSUM)

    def read(self, name: str, most: int = 16 * MB) -> bytes:
        """Return a small part whole; b"" where there is none.

        Raises:
            RefusedError: as for `stream`, or the part is larger than `most` bytes.
        """
        part = self.find(name)
        content = bytearray()
        for piece in self.stream(part) if part else ():
            content += piece
            if len(content) > most:
                raise self._look.refusal(b2.UNPACKS_TOO_LARGE, part=name, limit=most // MB)
        return bytes(content)

    def check_rest(self) -> None:
        """Stream every part that nobody has read yet: damage must not go unseen."""
        for part in [part for key, part in self.parts.items() if key not in self._seen]:
            for _ in self.stream(part):
                pass

    def _unpacked(self, part: Part) -> Iterator[tuple[bytes, int]]:
        """Yield unpacked pieces, each with the count of packed bytes taken so far."""
        if part.method == _STORED:
            yield from self._stored(part)
        elif part.method == _DEFLATED:
            yield from self._inflated(part)
        else:
            raise self._damage(part, BAD_METHOD)

    def _stored(self, part: Part) -> Iterator[tuple[bytes, int]]:
        consumed = 0
        for block in self._raw(part):
            consumed += len(block)
            yield block, consumed

    def _inflated(self, part: Part) -> Iterator[tuple[bytes, int]]:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        consumed = 0
        try:
            for block in self._raw(part):
                consumed += len(block)
                piece = engine.decompress(block, CHUNK)
                while piece:
                    yield piece, consumed
                    piece = engine.decompress(engine.unconsumed_tail, CHUNK)
        except zlib.error as error:
            raise self._damage(part, BAD_STREAM) from error
        if not engine.eof:
            raise self._damage(part, CUT_SHORT)

    def _raw(self, part: Part) -> Iterator[bytes]:
        self._stream.seek(part.offset)
        header = self._stream.read(_LOCAL.size)
        if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
            raise self._damage(part, BAD_DIRECTORY)
        *_, name_length, extra_length = _LOCAL.unpack(header)
        position = part.offset + _LOCAL.size + name_length + extra_length
        end = position + part.stored
        while position < end:
            self._stream.seek(position)  # another part may have been read in between
            block = self._stream.read(min(_PACKED, end - position))
            if not block:
                raise self._damage(part, CUT_SHORT)
            position += len(block)
            yield block

    def _weigh(self, part: Part, produced: int, consumed: int) -> None:
        limits = self._look.limits
        if produced > limits.part_bytes:
            raise self._look.refusal(b2.UNPACKS_TOO_LARGE, part=part.name, limit=limits.part_bytes // MB)
        if produced > MB and produced > limits.ratio * consumed and not part.is_picture:
            raise self._look.refusal(b2.SUSPICIOUS_RATIO, part=part.name, ratio=produced // consumed)

    def _add(self, part: Part, count: int) -> None:
        """Pictures have an allowance of their own, so that a book of screenshots is not taken for a bomb."""
        counts, limit = self._look.counts, self._look.limits.unpacked_bytes
        if part.is_picture:
            counts.unpacked_pictures += count
        else:
            counts.unpacked += count
        if max(counts.unpacked, counts.unpacked_pictures) > limit:
            raise self._look.refusal(b2.UNPACKS_TOO_LARGE, part=part.name, limit=limit // MB)

    def _damage(self, part: Part, detail: Text) -> RefusedError:
        return self._look.refusal(b1.DAMAGED, part=part.name, detail=detail)
