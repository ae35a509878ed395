"""Draws a company's logo into the upper right corner of the first page."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter.image import Image

from toolkit.excel.draw.layout import pixels, widths

if TYPE_CHECKING:
    from toolkit.excel.draw.pen import Pen
    from toolkit.schema.brand import Brand
    from toolkit.schema.page import Page

_HEIGHT, _WIDTH = 52, 200
"""At most so large, in pixels: the height of heading and note."""
_SCREEN = 96
"""Pixels of an inch; a picture that says another resolution is taken for its size on paper."""


def draw_logo(pen: Pen, page: Page, brand: Brand) -> None:
    """Draw the logo, if there is one, at the right edge of the page's columns, never larger than it is."""
    if not brand.logo:
        return
    picture = Image(BytesIO(brand.logo))
    width, height = picture.width * _SCREEN / picture.x_dpi, picture.height * _SCREEN / picture.y_dpi
    scale = min(1.0, _HEIGHT / height, _WIDTH / width)
    edge = sum(pixels(one) for one in widths(page))
    pen.sheet.insert_image(0, 0, "logo", {
        "image_data": BytesIO(brand.logo), "x_offset": round(edge - width * scale), "y_offset": 4,
        "x_scale": scale, "y_scale": scale, "object_position": 2, "description": brand.company or "logo",
    })  # fmt: skip
