"""A worksheet part in two: the frame as a tree, and the rows as a stream of plain chunks."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Literal, Protocol

from lxml import etree

from toolkit.errors import PatchRefusedError
from toolkit.excel.markup import MAIN, Element, main, parse, refuse_entities, serialise
from toolkit.excel.plainrows import PlainRows
from toolkit.excel.rowindex import IrregularXmlError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.excel.package import Package

Way = Literal["splice", "dom"]
CHUNK = 1 << 20
_OPENING = re.compile(rb"<sheetData\s*(/?)>")
_CLOSING = b"</sheetData>"
_FOREIGN = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=["'](?!utf-?8["'])""", re.IGNORECASE)
_ROWS_HERE = "rows-go-here"
_PLACE = re.compile(rb"<(\w+:)?sheetData([^>]*)>rows-go-here</(\w+:)?sheetData>")


class SheetXml(Protocol):
    """What a worksheet part offers, however it is written."""

    way: Way
    root: Element

    def chunks(self) -> Iterator[bytes]:
        """Whole rows, in order, about a megabyte at a time."""


class RegularSheet:
    """A part whose rows can be cut out of its bytes as they are."""

    way: Way = "splice"

    def __init__(self, package: Package, part: str) -> None:
        """Find the rows without keeping them.

        Raises:
            IrregularXmlError: the part must go through a parser.
        """
        self._package, self._part = package, part
        head, tail = self._bounds()
        if _FOREIGN.match(head) or b"<!" in head:
            raise IrregularXmlError
        self.root = parse(head + b"<sheetData/>" + tail, part)
        prefixed = any(uri == MAIN for prefix, uri in self.root.nsmap.items() if prefix)
        if prefixed or self.root.nsmap.get(None) != MAIN:
            raise IrregularXmlError

    def _bounds(self) -> tuple[bytes, bytes]:
        with self._package.stream(self._part) as part:
            head, opening = _until(part, _OPENING)
            rest = head[opening.end() :]
            self._start = self._end = opening.end()
            if opening[1]:
                return head[: opening.start()], rest + part.read()
            at = rest.find(_CLOSING)
            while at < 0:
                keep = len(_CLOSING) - 1
                self._end += max(len(rest) - keep, 0)
                block = part.read(CHUNK)
                if not block:
                    raise IrregularXmlError
                rest = rest[-keep:] + block
                at = rest.find(_CLOSING)
            self._end += at
            return head[: opening.start()], rest[at + len(_CLOSING) :] + part.read()

    def chunks(self) -> Iterator[bytes]:
        left, rest = self._end - self._start, b""
        with self._package.stream(self._part) as part:
            part.read(self._start)
            while left:
                block = rest + part.read(min(left, CHUNK))
                left -= len(block) - len(rest)
                cut = block.rfind(b"<row") if left else len(block)
                rest = block[cut:] if cut > 0 else block if left else b""
                if cut > 0 and block[:cut].strip():
                    yield block[:cut]


class ParsedSheet:
    """A part that only a parser understands: its rows are written anew, plainly and in order, into a file."""

    way: Way = "dom"

    def __init__(self, package: Package, part: str) -> None:
        """Parse the part row by row, so that a large one needs no large tree.

        Raises:
            PatchRefusedError: no XML, entities declared, no rows, rows or cells twice.
        """
        self._rows = PlainRows(package.scratch())
        with package.stream(part) as stream:
            self.root = self._parsed(stream, part)
        self._rows.sort()

    def _parsed(self, stream: IO[bytes], part: str) -> Element:
        options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": True}
        events = etree.iterparse(stream, events=("end",), tag=main("row"), **options)
        try:
            for _, row in events:
                self._rows.add(row)
                row.clear()
                _forget_earlier(row)
        except etree.XMLSyntaxError as error:
            raise PatchRefusedError("broken-part", part) from error
        root: Element = events.root
        refuse_entities(root, part)
        data = root.find(main("sheetData"))
        if data is None:
            raise PatchRefusedError("no-rows-in-sheet", part)
        for row in list(data):
            data.remove(row)
        data.text = None
        return root

    def chunks(self) -> Iterator[bytes]:
        return self._rows.chunks(CHUNK)


def open_sheet(package: Package, part: str) -> SheetXml:
    """Open a worksheet part the quick way where its bytes allow it."""
    try:
        return RegularSheet(package, part)
    except IrregularXmlError:
        return ParsedSheet(package, part)


def written(root: Element, rows: Iterable[bytes]) -> Iterator[bytes]:
    """The part again: the frame as it is now, with these rows inside."""
    data = root.find(main("sheetData"))
    if data is None:
        raise ValueError("a frame without sheetData")
    data.text = _ROWS_HERE
    text = serialise(root)
    data.text = None
    place = _PLACE.search(text)
    if place is None:
        raise ValueError("the frame lost its place for rows")
    # rows are always written without a prefix, so a prefixed sheet gets a default namespace for them
    declared = b' xmlns="%b"' % MAIN.encode() if place[1] else place[2]
    yield text[: place.start()] + b"<sheetData%b>" % declared
    yield from rows
    yield _CLOSING + text[place.end() :]


def _until(part: IO[bytes], pattern: re.Pattern[bytes]) -> tuple[bytes, re.Match[bytes]]:
    head = b""
    while block := part.read(CHUNK):
        head += block
        if match := pattern.search(head):
            return head, match
    raise IrregularXmlError


def _forget_earlier(row: Element) -> None:
    parent = row.getparent()
    while parent is not None and row.getprevious() is not None:
        del parent[0]
