"""Pictures, charts and shapes that float over a sheet: which cells they lie over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import PatchRefusedError
from toolkit.excel.markup import parse
from toolkit.excel.refs import LAST_COLUMN, LAST_ROW, Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toolkit.excel.markup import Element
    from toolkit.excel.package import Package

_SPOT = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_ANCHORS = (f"{_SPOT}twoCellAnchor", f"{_SPOT}oneCellAnchor")
_COLUMN, _ROW = 609_600, 190_500
"""How wide and high a cell is where nobody changed it, in the units of drawings: 64 and 20 pixels."""


def drawn_over(package: Package, sheet_part: str, cells: Sequence[Box]) -> list[Box]:
    """The ranges under drawings that lie over some of these cells, from the left.

    How far a drawing that is fixed at one corner reaches is counted in cells of the usual size.
    """
    found = {box for part in package.related(sheet_part, "drawing") for box in _anchored(package, part)}
    over = (box for box in found if any(map(box.meets, cells)))
    return sorted(over, key=lambda box: (box.left, box.top, box.right, box.bottom))


def _anchored(package: Package, part: str) -> Iterator[Box]:
    if not package.has(part):
        return
    try:
        root = parse(package.read(part), part)
    except PatchRefusedError:  # we only look, and a drawing that cannot be read stays as it is
        return
    for anchor in root.iter(*_ANCHORS):
        first, last = _first(anchor), _last(anchor)
        if first and last:
            yield Box(*first, max(first[0], min(last[0], LAST_COLUMN)), max(first[1], min(last[1], LAST_ROW)))


def _first(anchor: Element) -> tuple[int, int] | None:
    corner = anchor.find(f"{_SPOT}from")
    return None if corner is None else (_number(corner, "col") + 1, _number(corner, "row") + 1)


def _last(anchor: Element) -> tuple[int, int] | None:
    """The last column and row; a drawing that ends on a line between two cells does not reach the next."""
    corner, size = anchor.find(f"{_SPOT}to"), anchor.find(f"{_SPOT}ext")
    if corner is not None:
        return (
            _number(corner, "col") + (_number(corner, "colOff") > 0),
            _number(corner, "row") + (_number(corner, "rowOff") > 0),
        )
    start = anchor.find(f"{_SPOT}from")
    if start is None or size is None:
        return None
    across = _number(start, "colOff") + int(size.get("cx") or 0)
    down = _number(start, "rowOff") + int(size.get("cy") or 0)
    return _number(start, "col") - (-across // _COLUMN), _number(start, "row") - (-down // _ROW)


def _number(corner: Element, tag: str) -> int:
    text = (corner.findtext(f"{_SPOT}{tag}") or "").strip()
    return int(text) if text.lstrip("-").isdecimal() else 0
