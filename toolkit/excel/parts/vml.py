"""The yellow boxes of notes, in the old drawing language that Excel still wants; edited as bytes, for it is often no XML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.excel.marking import Note

EMPTY = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_KIND = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = """<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;\
width:168pt;height:{height}pt;z-index:{order};visibility:hidden" fillcolor="#FEF0C7" o:insetmode="auto">\
<v:fill color2="#FEF0C7"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>\
<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>\
<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""
_ANY_SHAPE = re.compile(rb"<v:shape\b.*?</v:shape>", re.DOTALL)
_NUMBER = re.compile(rb"_x0000_s(\d+)")
_PLACE = re.compile(rb"<x:(Row|Column)>\s*(\d+)\s*</x:(?:Row|Column)>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_END = b"</xml>"
_WIDE, _LINE = 13, 14
_LAST_COLUMN = 16_380


def is_plain(data: bytes) -> bool:
    """Whether shapes can be added: the usual prefixes, one byte a letter, an end."""
    return b"<xml" in data and data.rstrip().endswith(_END) and b'"urn:schemas-microsoft-com:vml"' in data


def has_shapes(data: bytes) -> bool:
    return _ANY_SHAPE.search(data) is not None


def without(data: bytes, places: set[tuple[int, int]]) -> bytes:
    """The drawing without the notes of these cells (row, column from 1), and without their kind of shape if none is left."""

    def keep(match: re.Match[bytes]) -> bytes:
        numbers = {name: int(number) + 1 for name, number in _PLACE.findall(match[0])}
        is_note = b'ObjectType="Note"' in match[0]
        gone = is_note and (numbers.get(b"Row", 0), numbers.get(b"Column", 0)) in places
        return b"" if gone else match[0]

    rest = _ANY_SHAPE.sub(keep, data)
    return rest if b'"#_x0000_t202"' in rest else rest.replace(_KIND, b"")


def with_notes(data: bytes, notes: Sequence[Note]) -> bytes:
    """The drawing with a hidden box for each note at its end."""
    if not notes:
        return data
    end = data.rindex(_END)
    head, tail = data[:end], data[end:]
    if b'id="_x0000_t202"' not in head:
        head += _KIND
    first = max([1024, *(int(number) for number in _NUMBER.findall(head))]) + 1
    boxes = "".join(
        _box(note, number, order)
        for order, (number, note) in enumerate(enumerate(notes, start=first), start=1)
    )
    return head + boxes.encode() + tail


def printable(text: str) -> str:
    """A text without what XML cannot hold."""
    return _CONTROL.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


def _box(note: Note, number: int, order: int) -> str:
    lines = sum(
        1 + sum(1 if c.isascii() else 2 for c in line) // (2 * _WIDE) for line in note.text.splitlines()
    )
    rows = max(lines, 2) + 1
    # right of the cell, but never beyond the sheet; offsets are pixels inside the column or row
    left, top = min(note.column, _LAST_COLUMN), max(note.row - 2, 0)
    anchor = f"{left}, 15, {top}, 4, {left + 3}, 15, {top + rows}, 4"
    height = rows * _LINE
    return _SHAPE.format(
        number=number, height=height, order=order, anchor=anchor, row=note.row - 1, column=note.column - 1
    )
