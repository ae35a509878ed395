"""The last look at a written workbook before it takes its place: every checksum, every part, our cells read back."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import numpy as np

from toolkit.errors import PatchRefusedError
from toolkit.excel.markup import parse
from toolkit.excel.opc import part_name
from toolkit.excel.parts.rowindex import IrregularXmlError, RowIndex, index

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from toolkit.excel.patching.edits import Edits
    from toolkit.excel.patching.splice import Splice

_BLOCK = 1 << 20
_ITEM = re.compile(rb"<si>(.*?)</si>|<si/>", re.DOTALL)
_ITEM_ENDS = (b"</si>", b"<si/>")
_GT = ord(">")
_OPENING = re.compile(rb"<sheetData\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Promise:
    """What a written workbook must be.

    names: its parts, in order. parsed: parts that must be whole XML. sheets: for each rewritten worksheet part what
    was written into it. strings: the part of shared strings, and what must stand at some places of it.
    """

    names: Sequence[str]
    parsed: Collection[str]
    sheets: Mapping[str, Splice]
    strings: tuple[str, Mapping[int, bytes]] | None


def verify(draft: Path, promise: Promise) -> None:
    """Read a written workbook with other eyes than wrote it.

    Raises:
        PatchRefusedError: `verification-failed` or `damaged-part`, with the part that is not as it should be.
    """
    with zipfile.ZipFile(draft) as written:
        infos = {part_name(info): info for info in written.infolist()}
        if list(infos) != list(promise.names):
            raise PatchRefusedError("verification-failed", "parts")
        for name, info in infos.items():
            try:
                with written.open(info) as part:
                    _inspect(part, name, promise)
            except (zipfile.BadZipFile, EOFError, zlib.error) as error:
                raise PatchRefusedError("damaged-part", name) from error
            except NotImplementedError:  # packed in a way that we can copy but not unpack
                continue


def _inspect(part: IO[bytes], name: str, promise: Promise) -> None:
    if name in promise.sheets:
        _read_back(part, name, promise.sheets[name])
    elif promise.strings and name == promise.strings[0]:
        _read_strings(part, name, promise.strings[1])
    elif name in promise.parsed:
        parse(part.read(), name)
    while part.read(_BLOCK):  # the checksum is compared at the end
        pass


def _read_strings(part: IO[bytes], name: str, expected: Mapping[int, bytes]) -> None:
    """Count the shared strings, and find ours where our cells point."""
    rest, number, found = b"", 0, 0
    places = np.sort(np.fromiter(expected, np.int64, len(expected)))
    while block := part.read(_BLOCK):
        rest += block
        cut = max(at + len(mark) if (at := rest.rfind(mark)) >= 0 else 0 for mark in _ITEM_ENDS)
        items, rest = rest[:cut], rest[cut:]
        count = sum(map(items.count, _ITEM_ENDS))
        wanted = places[slice(*np.searchsorted(places, (number, number + count)))].tolist()
        if wanted:
            here = [(match[1] or b"").strip() for match in _ITEM.finditer(items)]
            if len(here) != count or any(here[place - number] != expected[place] for place in wanted):
                raise PatchRefusedError("verification-failed", name)
        number, found = number + count, found + len(wanted)
    if found != len(expected):
        raise PatchRefusedError("verification-failed", name)


def _read_back(part: IO[bytes], name: str, sheet: Splice) -> None:
    """Find our cells by the order of rows and columns; together they must be the bytes that were to be written."""
    cells = digest = last = 0
    try:
        for chunk in _rows(part):
            rows = index(chunk, last)
            last = int(rows.number[-1])
            count, ours = _ours(rows, sheet.edits)
            cells, digest = cells + count, zlib.crc32(ours, digest)
    except IrregularXmlError as error:
        raise PatchRefusedError("verification-failed", name) from error
    if (cells, digest) != (sheet.cells, sheet.digest):
        raise PatchRefusedError("verification-failed", name)


def _ours(rows: RowIndex, edits: Edits) -> tuple[int, bytes]:
    """How many of the cells are ours, and their bytes; neighbours that touch are taken together."""
    mask = edits.hits(rows.number[rows.cell_row], rows.cell_column)
    ends = np.append(rows.cell_at[1:], 0)
    lasts = rows.first_cell[1:][np.diff(rows.first_cell) > 0] - 1
    ends[lasts] = rows.closed[rows.cell_row[lasts]]
    starts, ends = rows.cell_at[mask], ends[mask]
    chunk = rows.chunk
    touch = (ends[:-1] == starts[1:]) & (np.frombuffer(chunk, np.uint8)[ends[:-1] - 1] == _GT)
    first, last = np.append(True, ~touch), np.append(~touch, True)
    runs = zip(starts[first[: starts.size]].tolist(), ends[last[: ends.size]].tolist(), strict=True)
    return starts.size, b"".join([chunk[a:b].rstrip() for a, b in runs])


def _rows(part: IO[bytes]) -> Iterator[bytes]:
    """Whole rows between <sheetData> and its end, about a megabyte at a time."""
    rest, inside = b"", False
    while block := part.read(_BLOCK):
        rest += block
        if not inside:
            opening = _OPENING.search(rest)
            if not opening:
                continue
            rest, inside = rest[opening.end() :], True
        end = rest.find(b"</sheetData>")
        cut = end if end >= 0 else rest.rfind(b"<row")
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
        if end >= 0:
            return
