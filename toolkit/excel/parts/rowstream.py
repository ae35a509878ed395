"""Where a worksheet part keeps its rows, found in its bytes, and the rows as chunks of whole ones."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING

from toolkit.excel.markup import MAIN, parse
from toolkit.excel.parts.rowindex import IrregularXmlError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.excel.markup import Element
    from toolkit.excel.package import Package

CHUNK = 1 << 20
_OPENING = re.compile(rb"<((?:\w+:)?)sheetData\b([^>]*?)\s*(/?)>")
_FOREIGN = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=["'](?!utf-?8["'])""", re.IGNORECASE)
_DECLARED = b' xmlns="%b"' % MAIN.encode()


class RowStream:
    """A part split at its rows without keeping them: `root` is the frame around them."""

    def __init__(self, package: Package, part: str) -> None:
        """Find the rows.

        Raises:
            IrregularXmlError: they cannot be told from the bytes: another encoding, a comment before them, no end.
        """
        self._package, self._part = package, part
        with package.stream(part) as stream:
            head, opening = _until(stream)
            self.prefix = opening[1]
            if opening[2] not in (b"", _DECLARED) or _FOREIGN.match(head) or b"<!" in head[: opening.start()]:
                raise IrregularXmlError
            self._start, self._end, tail = self._bounds(stream, head, opening)
        empty = b"<%bsheetData%b/>" % (opening[1], opening[2])
        self.root: Element = parse(head[: opening.start()] + empty + tail, part)
        self.is_plain = not opening[1] and self.root.nsmap.get(None) == MAIN and not self.prefixes

    @property
    def prefixes(self) -> list[str]:
        """The prefixes that stand for the namespace of spreadsheets."""
        return [prefix for prefix, uri in self.root.nsmap.items() if prefix and uri == MAIN]

    def _bounds(self, stream: IO[bytes], head: bytes, opening: re.Match[bytes]) -> tuple[int, int, bytes]:
        """Where the rows begin and end among the bytes, and what follows them."""
        start = end = opening.end()
        rest = head[start:]
        if opening[3]:
            return start, end, rest + stream.read()
        closing = b"</%bsheetData>" % self.prefix
        keep = len(closing) - 1
        while (at := rest.find(closing)) < 0:
            end += max(len(rest) - keep, 0)
            block = stream.read(CHUNK)
            if not block:
                raise IrregularXmlError
            rest = rest[-keep:] + block
        return start, end + at, rest[at + len(closing) :] + stream.read()

    def chunks(self) -> Iterator[bytes]:
        """Whole rows, about a megabyte at a time."""
        mark = b"<%brow" % self.prefix
        left, rest = self._end - self._start, b""
        with self._package.stream(self._part) as part:
            part.read(self._start)
            while left:
                block = rest + part.read(min(left, CHUNK))
                left -= len(block) - len(rest)
                cut = block.rfind(mark) if left else len(block)
                rest = block[cut:] if cut > 0 else block if left else b""
                if cut > 0 and block[:cut].strip():
                    yield block[:cut]


def _until(stream: IO[bytes]) -> tuple[bytes, re.Match[bytes]]:
    head = b""
    while block := stream.read(CHUNK):
        head += block
        if match := _OPENING.search(head):
            return head, match
    raise IrregularXmlError
