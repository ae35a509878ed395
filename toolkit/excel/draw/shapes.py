"""Draws native shapes: XlsxWriter knows text boxes only, so lines are boxes that are told to be lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsxwriter.drawing import Drawing as DrawingPart

from toolkit.excel.draw.layout import DEFAULT_PIXELS
from toolkit.excel.draw.sheets import PageSheet
from toolkit.excel.look import FACE, PALETTE, SIZES
from toolkit.schema.drawing import Box, Drawing, Ink, Stroke

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.excel.draw.layout import Placed
    from toolkit.excel.draw.pen import Pen

_LINES: Mapping[Ink, tuple[str, float]] = {
    Ink.SPINE: (PALETTE.accent, 2.5),
    Ink.BONE: (PALETTE.accent, 1.5),
    Ink.TWIG: (PALETTE.line, 1.0),
}
_NO_LINE: Mapping[str, Any] = {"none": True}


class ShapeSheet(PageSheet):
    """A worksheet whose boxes may be straight lines; everything else is XlsxWriter's."""

    drawing: Any

    def _prepare_shape(self, index: int, drawing_id: int) -> None:
        if not self.drawing:
            self.drawing = ShapePart()
            self.drawing.embedded = 1
            link = ["/drawing", f"../drawings/drawing{drawing_id}.xml", None]
            self.external_drawing_links.append(link)
        super()._prepare_shape(index, drawing_id)
        shape, options = self.drawing.drawings[-1]._shape, self.shapes[index][8]  # noqa: SLF001
        shape.preset = "line" if options.get("is_line") else "rect"
        shape.flip_v = int(bool(options.get("rises")))
        shape.name = "Line" if options.get("is_line") else shape.name


class ShapePart(DrawingPart):  # type: ignore[misc]
    """The drawing of a sheet, with the geometry that each shape asks for."""

    def _write_a_prst_geom(self, shape: Any = None) -> None:
        self._xml_start_tag("a:prstGeom", [("prst", getattr(shape, "preset", "rect"))])
        self._write_a_av_lst(shape)
        self._xml_end_tag("a:prstGeom")


def draw_shapes(pen: Pen, placed: Placed, drawing: Drawing) -> dict[int, int]:
    """Draw the shapes below their title and return the heights of the rows; they must keep theirs."""
    pen.sheet.write_string(placed.top, drawing.column, drawing.title, pen.format("heading"))
    for number, shape in enumerate(drawing.shapes):
        place, size, options = _line(shape) if isinstance(shape, Stroke) else _box(shape)
        # One of them says in words what all of them show.
        told = {"description": drawing.alt} if not number else {"decorative": True}
        where = {"x_offset": place[0], "y_offset": place[1], "width": size[0], "height": size[1]}
        words = shape.words if isinstance(shape, Box) else ""
        pen.sheet.insert_textbox(
            placed.top + 1, drawing.column, words, {**where, **options, **told, "object_position": 2}
        )
    return {placed.top + 1 + row: DEFAULT_PIXELS for row in range(drawing.rows)}


def _line(stroke: Stroke) -> tuple[tuple[int, int], tuple[int, int], dict[str, Any]]:
    (left, top), (right, bottom) = stroke.start, stroke.end
    colour, width = _LINES.get(stroke.ink, _LINES[Ink.BONE])
    options = {
        "is_line": True,
        "rises": (right - left) * (bottom - top) < 0,
        "line": {"color": colour, "width": width},
    }
    return (
        (min(left, right), min(top, bottom)),
        (abs(right - left), abs(bottom - top)),
        options | {"fill": _NO_LINE},
    )


def _box(box: Box) -> tuple[tuple[int, int], tuple[int, int], dict[str, Any]]:
    is_head = box.ink is Ink.HEAD
    font = {"name": FACE, "size": SIZES.text if is_head or box.ink is Ink.LABEL else SIZES.cell, "bold": box.ink is not Ink.WORDS,
            "color": PALETTE.paper if is_head else PALETTE.accent if box.ink is Ink.LABEL else PALETTE.ink}  # fmt: skip
    fill = (
        {"color": PALETTE.accent}
        if is_head
        else {"color": PALETTE.accent_tint}
        if box.ink is Ink.LABEL
        else _NO_LINE
    )
    centred = is_head or box.ink is Ink.LABEL
    align = {"vertical": "middle", "horizontal": "center" if centred else "left"}
    return box.place, box.size, {"font": font, "fill": fill, "line": _NO_LINE, "align": align}
