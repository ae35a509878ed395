"""Cells that come back blank though they are not: error values, and formulas that were never computed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import numpy as np

from toolkit.excel.refs import cell_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 20
_TAG = rb"(?:\w{1,9}:)?"
_ERROR = re.compile(rb"<" + _TAG + rb"""c\s[^>]*?\bt=["']e["'][^>]*>""")
_EMPTY_FORMULA = re.compile(
    rb"<" + _TAG + rb"c\s[^>]*>"
    rb"<" + _TAG + rb"f(?:/>|\s[^>]*?/>|(?:\s[^>]*)?>[^<]*</" + _TAG + rb"f>)"
    rb"(?:<" + _TAG + rb"v\s*/>|<" + _TAG + rb"v></" + _TAG + rb"v>)?</" + _TAG + rb"c>"
)  # fmt: skip
_TEXT_RESULT = re.compile(rb"""^[^>]*\bt=["']str["']""")
_ADDRESS = re.compile(rb"""^[^>]*?\br=["']([A-Za-z]{1,3}\d{1,7})["']""")
# Most sheets hold neither, and then not even these letters; one letter is found many times quicker than a word.
_IN_ERRORS, _IN_FORMULAS = b"#", b"f"


@dataclass(frozen=True, slots=True)
class Marks:
    """Excel addresses, shape (n, 2) each: row and column, from 1."""

    errors: np.ndarray
    uncomputed: np.ndarray


def find_marks(sheet: IO[bytes]) -> Marks:
    """Look through the XML of a worksheet, a chunk at a time; one without errors and formulas costs a glance."""
    errors: list[tuple[int, int]] = []
    uncomputed: list[tuple[int, int]] = []
    for text in _chunks(sheet):
        if _IN_ERRORS in text:
            errors += [place for cell in _ERROR.findall(text) if (place := _place(cell))]
        if _IN_FORMULAS in text:
            empty = (cell for cell in _EMPTY_FORMULA.findall(text) if not _TEXT_RESULT.match(cell))
            uncomputed += [place for cell in empty if (place := _place(cell))]
    return Marks(np.array(errors, int).reshape(-1, 2), np.array(uncomputed, int).reshape(-1, 2))


def _chunks(sheet: IO[bytes]) -> Iterator[bytes]:
    """Yield the text in pieces that end where a row ends, so that no cell is cut in two."""
    rest = b""
    while block := sheet.read(_CHUNK):
        text = rest + block
        end = text.rfind(b"</row>") + 1 or text.rfind(b":row>") + 1
        yield text[:end]
        rest = text[end:]
    yield rest


def _place(cell: bytes) -> tuple[int, int] | None:
    found = _ADDRESS.match(cell)
    return cell_numbers(found[1].decode()) if found else None
