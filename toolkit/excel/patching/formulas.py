"""Formulas that our cells meet: shared ones set free from a master we overwrite, arrays refused."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from openpyxl.formula.translate import Translator

from toolkit.errors import PatchRefusedError
from toolkit.excel.refs import Box, cell_name

if TYPE_CHECKING:
    from toolkit.excel.parts.rowindex import RowIndex
    from toolkit.excel.patching.edits import Edits

_FORMULA = re.compile(rb"<f\b([^>]*?)(?:/>|>(.*?)</f>)", re.DOTALL)
_ATTRIBUTE = re.compile(rb"""\s([a-z]+)=["']([^"']*)["']""")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True)
class Master:
    """The cell that spells a shared formula out."""

    cell: str
    formula: str


Masters = dict[bytes, Master]


def refuse_arrays(rows: RowIndex, edits: Edits) -> None:
    """Refuse when a cell of ours lies in an array formula or data table of several cells.

    Raises:
        PatchRefusedError: `array-formula` with its range.
    """
    if b'"array"' not in rows.chunk and b'"dataTable"' not in rows.chunk:
        return
    for at in rows.formula_at.tolist():
        attributes = _attributes(rows.chunk, at)
        kind, reference = attributes.get(b"t"), attributes.get(b"ref", b"").decode()
        if kind not in (b"array", b"dataTable") or not (":" in reference or kind == b"dataTable"):
            continue
        if reference and edits.touches(Box.parse(reference)):
            raise PatchRefusedError("array-formula", reference)


def shared_masters(rows: RowIndex, edits: Edits) -> Masters:
    """The masters of shared formulas that our cells will overwrite, by their group."""
    masters: Masters = {}
    if b'"shared"' not in rows.chunk:
        return masters
    for n in formula_cells(rows, edits, ours=True):
        match = _FORMULA.search(rows.cell(n))
        attributes = dict(_ATTRIBUTE.findall(match[1])) if match else {}
        if match and match[2] and attributes.get(b"t") == b"shared":
            name = cell_name(int(rows.number[rows.cell_row[n]]), int(rows.cell_column[n]))
            masters[attributes[b"si"]] = Master(name, html.unescape(match[2].decode()))
    return masters


def free_dependents(rows: RowIndex, edits: Edits, masters: Masters) -> bytes:
    """The chunk with each formula that leans on a lost master spelt out for its own cell."""
    pieces, done = [], 0
    for n in formula_cells(rows, edits, ours=False):
        old = rows.cell(n)
        match = _FORMULA.search(old)
        attributes = dict(_ATTRIBUTE.findall(match[1])) if match else {}
        master = masters.get(attributes.get(b"si", b"")) if attributes.get(b"t") == b"shared" else None
        if match is None or match[2] or master is None:
            continue
        name = cell_name(int(rows.number[rows.cell_row[n]]), int(rows.cell_column[n]))
        at = int(rows.cell_at[n])
        pieces += [rows.chunk[done : at + match.start()], _spelt(master, name)]
        done = at + match.end()
    return b"".join([*pieces, rows.chunk[done:]]) if pieces else rows.chunk


def _spelt(master: Master, cell: str) -> bytes:
    formula = Translator(f"={master.formula}", origin=master.cell).translate_formula(cell)
    return f"<f>{str(formula)[1:].translate(_MARKUP)}</f>".encode()


def formula_cells(rows: RowIndex, edits: Edits, *, ours: bool) -> list[int]:
    """The cells with formulas, by their position in the chunk, that we overwrite or those that we do not."""
    cells = np.searchsorted(rows.cell_at, rows.formula_at, "right") - 1
    mask = edits.hits(rows.number[rows.cell_row[cells]], rows.cell_column[cells])
    return [int(n) for n in cells[mask == ours]]


def _attributes(chunk: bytes, at: int) -> dict[bytes, bytes]:
    match = _FORMULA.match(chunk, at)
    return dict(_ATTRIBUTE.findall(match[1])) if match else {}
