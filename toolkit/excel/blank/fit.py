"""How much room text takes, and how columns share what there is: Excel fits neither by itself."""

from __future__ import annotations

import math
import unicodedata
from functools import cache

_PADDING_PIXELS = 10


def text_width(text: str) -> int:
    """Return the width of a text in half-width characters: a Chinese one counts two."""
    return len(text) if text.isascii() else len(text) + sum(map(_is_wide, text))


@cache
def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA"


def line_count(text: str, pixels: int, size: float) -> int:
    """Estimate how many lines a text takes in a cell so wide; Excel does not fit merged cells by itself."""
    half_width = size * 96 / 72 / 2 * 1.04
    room = max(pixels - _PADDING_PIXELS, 1) / half_width
    return sum(max(1, math.ceil(text_width(line) / room)) for line in text.split("\n"))


def fitted(widths: list[float], floors: list[float], budget: float) -> list[float]:
    """Return the widths, narrowed towards their floors in equal proportion until their sum keeps the budget."""
    room = sum(width - floor for width, floor in zip(widths, floors, strict=True))
    excess = sum(widths) - budget
    if excess <= 0 or room <= 0:
        return widths
    part = min(1.0, excess / room)
    return [round(width - part * (width - floor), 2) for width, floor in zip(widths, floors, strict=True)]
