"""Our cells woven into a piece of a sheet, whole columns at a time: what is not ours stays between them as it was."""

from __future__ import annotations

import re
from itertools import chain, repeat
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toolkit.excel.patching.cells import BLANK
from toolkit.excel.patching.edits import NO_STYLE
from toolkit.excel.refs import LAST_COLUMN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from toolkit.excel.parts.rowindex import Mask, Offsets, RowIndex
    from toolkit.excel.patching.edits import EditColumn, Strip

_SPANS = re.compile(rb"""\sspans=["'][^"']*["']""")
_A_ROW = LAST_COLUMN + 1
_BEFORE, _BEHIND = 0, LAST_COLUMN + 1
"""Columns of what opens a row and of what closes it."""


class Pieces(NamedTuple):
    """n pieces of XML, each to stand instead of the bytes from `at` to `until`; both shape (n,).

    row, column: where its first cell stands, shape (n,); what opens or closes a row stands outside its columns.
    """

    at: Offsets
    until: Offsets
    row: Offsets
    column: Offsets
    text: list[bytes]

    @classmethod
    def of(cls, pieces: Iterable[tuple[int, int, int, int, bytes]]) -> Pieces:
        """Pieces given one by one, in the order in which they will stand."""
        listed = list(pieces)
        at, until, row, column = np.array([piece[:4] for piece in listed], np.int64).reshape(-1, 4).T
        return cls(at, until, row, column, [piece[4] for piece in listed])

    @classmethod
    def joined(cls, parts: Sequence[Pieces]) -> Pieces:
        """All pieces in the order in which they will stand."""
        if len(parts) < 2:
            return parts[0] if parts else cls.of(())
        at, until, row, column = (np.concatenate([part[n] for part in parts]) for n in range(4))
        order = np.lexsort((column, row, at))
        text = list(chain.from_iterable(part.text for part in parts))
        return cls(at[order], until[order], row[order], column[order], [text[n] for n in order.tolist()])

    @property
    def cells(self) -> bytes:
        """Our cells alone, row by row."""
        if self.column.size and self.column.min() > _BEFORE and self.column.max() < _BEHIND:
            return b"".join(self.text)
        kept = zip(self.column.tolist(), self.text, strict=True)
        return b"".join([text for column, text in kept if _BEFORE < column < _BEHIND])

    def woven(self, chunk: bytes) -> bytes:
        """The chunk with these pieces in it."""
        if not self.text:
            return chunk
        ends = [0, *self.until.tolist()]
        between = [chunk[a:b] for a, b in zip(ends, self.at.tolist(), strict=False)]
        return b"".join([*chain.from_iterable(zip(between, self.text, strict=True)), chunk[ends[-1] :]])


class Weaving:
    """The pieces for one chunk. shared: by how many the cells that hold shared strings become fewer."""

    def __init__(self, rows: RowIndex) -> None:
        self._rows = rows
        self._keys = rows.cell_row * _A_ROW + rows.cell_column
        self._ends = np.append(rows.cell_at, len(rows.chunk))
        self.shared = 0

    def pieces(self, strips: Sequence[Strip]) -> Pieces:
        """Where our cells of these strips go in the chunk, and how the rows around them are opened and closed."""
        found, missing = [], []
        touched = np.zeros(self._rows.number.size, np.bool_)
        for strip in strips:
            k = np.minimum(np.searchsorted(self._rows.number, strip.rows), touched.size - 1)
            there = self._rows.number[k] == strip.rows
            touched[k[there]] = True
            found.append(self._placed(strip.only(there), k[there]))
            missing.append(strip.only(~there))
        starts = np.append(self._rows.at, len(self._rows.chunk))
        fresh = fresh_rows(missing, lambda row: int(starts[np.searchsorted(self._rows.number, row)]))
        return Pieces.joined([part for part in (*found, self._tags(touched), fresh) if part.text])

    def _placed(self, strip: Strip, k: Offsets) -> Pieces:
        """The cells of rows that are there: behind all cells left of ours, instead of those in our columns."""
        group, rows = strip.group, self._rows
        first = np.searchsorted(self._keys, k * _A_ROW + group.first)
        behind = np.searchsorted(self._keys, k * _A_ROW + group.last, "right")
        at, until = (
            np.where(n < rows.first_cell[k + 1], self._ends[n], rows.closed[k]) for n in (first, behind)
        )
        is_new = first == behind
        text = np.empty(k.size, object)
        text[is_new] = new_cells(strip.only(is_new))
        text[~is_new] = self._over(strip.only(~is_new), k[~is_new])
        return Pieces(at, until, strip.rows, np.full(k.size, group.first), text.tolist())

    def _over(self, strip: Strip, k: Offsets) -> list[bytes]:
        """Our cells where some cells are."""
        names = _names(strip)
        columns = [
            self._over_column(column, tails, (k, names))
            for column, tails in zip(strip.group.columns, strip.tails, strict=True)
        ]
        return list(map(b"".join, zip(*columns, strict=True)))

    def _over_column(
        self, column: EditColumn, tails: Sequence[bytes], rows: tuple[Offsets, list[bytes]]
    ) -> list[bytes]:
        k, names = rows
        said = self._said(column, k, names)
        looks = {said: column.look.over(said) for said in set(said) if said is not None}
        self.shared += sum(looks[one][1] for one in said if one is not None)
        styles: dict[bytes | None, bytes] = {one: style for one, (style, _) in looks.items()}
        styles[None] = column.look.default
        start = b'<c r="' + column.letters
        return [
            b'%b%b"%b%b' % (start, name, styles[one], tail)
            if tail is not BLANK or one is not None or styles[one]
            else b""
            for name, one, tail in zip(names, said, tails, strict=True)
        ]

    def _said(self, column: EditColumn, k: Offsets, names: list[bytes]) -> list[bytes | None]:
        """What the old cells of a column say between their references and the ends of their start tags, None where none is."""
        wanted = k * _A_ROW + column.number
        n = np.searchsorted(self._keys, wanted)
        there = np.append(self._keys, -1)[n] == wanted
        chunk, before = self._rows.chunk, len(b'<c r=""') + len(column.letters)
        starts = (self._ends[n] + before).tolist()
        return [
            chunk[start + len(name) : chunk.index(b">", start)] if is_there else None
            for start, name, is_there in zip(starts, names, there.tolist(), strict=True)
        ]

    def _tags(self, touched: Mask) -> Pieces:
        """The starts of touched rows: spans are a hint that our cells would make wrong, and an empty row is opened."""
        rows, chunk = self._rows, self._rows.chunk
        odd = touched if b" spans=" in chunk else touched & (rows.closed == rows.opened)
        pieces, plain = [], {}
        for at, until, row in zip(
            *(values[odd].tolist() for values in (rows.at, rows.opened, rows.number)), strict=True
        ):
            behind = chunk.index(b'"', at + len(b'<row r="')) + 1
            said = chunk[behind:until]
            if said not in plain:
                plain[said] = _plain_end(said)
            if plain[said] != said:
                pieces.append((behind, until, row, _BEFORE, plain[said]))
            if said.endswith(b"/>"):
                pieces.append((until, until, row, _BEHIND, b"</row>"))
        return Pieces.of(pieces)


def fresh_rows(strips: Sequence[Strip], where: Callable[[int], int]) -> Pieces:
    """Whole rows of ours, to stand `where` a row of their number belongs; one of mere blanks is left out."""
    cells = [
        (row, strip.group.first, text)
        for strip in strips
        for row, text in zip(strip.rows.tolist(), new_cells(strip), strict=True)
        if text
    ]
    opened = [(row, _BEFORE, b'<row r="%d">' % row) for row in {row for row, _, _ in cells}]
    closed = [(row, _BEHIND, b"</row>") for row, _, _ in opened]
    return Pieces.of(
        (at := where(row), at, row, column, text) for row, column, text in sorted(opened + cells + closed)
    )


def new_cells(strip: Strip) -> list[bytes]:
    """The cells of each row where none were; a blank one is written only for its look."""
    names = _names(strip)
    parts: list[Iterable[bytes]] = []
    for (start, style), tails in zip(strip.group.openings, strip.tails, strict=True):
        if style != NO_STYLE or BLANK not in tails:
            parts += (repeat(start), names, repeat(style), tails)
        else:
            cells = zip(names, tails, strict=True)
            parts.append([b"" if t is BLANK else b"%b%b%b%b" % (start, name, style, t) for name, t in cells])
    return list(map(b"".join, zip(*parts, strict=False)))


def _names(strip: Strip) -> list[bytes]:
    """What follows the letters in the references of each row's cells."""
    return [b"%d" % row for row in strip.rows.tolist()]


def _plain_end(said: bytes) -> bytes:
    """What a row's start tag says behind its number, without spans and open."""
    said = _SPANS.sub(b"", said)
    return said[:-2].rstrip() + b">" if said.endswith(b"/>") else said
