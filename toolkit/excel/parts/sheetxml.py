"""A worksheet part in two: the frame as a tree, and the rows as a stream of plain chunks."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Literal, Protocol

from lxml import etree

from toolkit.errors import PatchRefusedError
from toolkit.excel.markup import MAIN, Element, main, refuse_entities, serialise
from toolkit.excel.parts.plainrows import PlainRows
from toolkit.excel.parts.rowindex import IrregularXmlError
from toolkit.excel.parts.rowstream import CHUNK, RowStream
from toolkit.excel.parts.tidy import tidied

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from toolkit.excel.package import Package

Way = Literal["splice", "tidy", "dom"]
_CLOSING = b"</sheetData>"
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
            IrregularXmlError: the rows are not written plainly.
        """
        self._stream = RowStream(package, part)
        if not self._stream.is_plain:
            raise IrregularXmlError
        self.root = self._stream.root

    def chunks(self) -> Iterator[bytes]:
        return self._stream.chunks()


class TidiedSheet:
    """A part whose tags only want tidying: prefixes, quotes, the order of attributes and of rows."""

    way: Way = "tidy"

    def __init__(self, package: Package, part: str) -> None:
        """Write the rows anew, tag by tag and in order, into a file.

        Raises:
            IrregularXmlError: more than that is unusual about them.
        """
        stream = RowStream(package, part)
        if stream.root.nsmap.get(None, MAIN) != MAIN:
            raise IrregularXmlError
        self.root = stream.root
        self._rows = PlainRows(package.scratch())
        for chunk in stream.chunks():
            self._rows.add_tidied(tidied(chunk, stream.prefixes))
        self._rows.sort()

    def chunks(self) -> Iterator[bytes]:
        return self._rows.chunks(CHUNK)


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


WAYS: tuple[type[RegularSheet | TidiedSheet | ParsedSheet], ...] = (RegularSheet, TidiedSheet, ParsedSheet)
"""The ways to read a sheet, the quickest first; what they yield is the same."""


def open_sheet(package: Package, part: str, but: Collection[Way] = ()) -> SheetXml:
    """Open a worksheet part the quickest way that its bytes allow, but not in these ways."""
    for way in WAYS[:-1]:
        if way.way not in but:
            with suppress(IrregularXmlError):
                return way(package, part)
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


def _forget_earlier(row: Element) -> None:
    parent = row.getparent()
    while parent is not None and row.getprevious() is not None:
        del parent[0]
