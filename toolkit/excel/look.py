"""The one design language: palette, type, number formats and page, the same for workbooks and for HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, Literal

FACE = "Microsoft YaHei"
FALLBACKS = (
    "Microsoft YaHei",
    "微软雅黑",
    "DengXian",
    "等线",
    "PingFang SC",
    "Noto Sans CJK SC",
    "sans-serif",
)
"""A workbook names one face and Excel finds its like; HTML can say them in order."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour by what it is for. White paper, one accent, grey for context."""

    ink: str = "#1F2933"
    muted: str = "#616E7C"
    line: str = "#CBD2D9"
    band: str = "#F5F7FA"
    paper: str = "#FFFFFF"
    accent: str = "#1B4F8A"
    accent_tint: str = "#D6E4F5"
    good: str = "#027A48"
    good_tint: str = "#D1FADF"
    watch: str = "#B54708"
    watch_tint: str = "#FEF0C7"
    bad: str = "#B42318"
    bad_tint: str = "#FEE4E2"
    computed: str = "#F0F4F8"
    suggested: str = "#6941C6"
    remark_tint: str = "#F4F0FC"


PALETTE = Palette()
OTHERS = "#8A94A1"
SERIES = ("#1B4F8A", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
"""Series in order; they differ in lightness too. What is left over (其他) is always `OTHERS`."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes in points."""

    figure: float = 24
    title: float = 18
    heading: float = 13
    lead: float = 11
    text: float = 10
    cell: float = 9.5
    caption: float = 8.5


SIZES = Sizes()
_JPEG_FRAME = re.compile(
    rb"\xff[\xc0-\xc3]\x00\x11\x08(?!\x00\x00)..(?!\x00\x00)..|\xff[\xc0-\xc3]\x00\x0b\x08", re.DOTALL
)
"""The part of a JPEG that says its height and width, in colour or grey."""
_TINT = 0.17
"""How much of a colour is left in its tint."""
LEADING = 1.5
"""Height of a line of text over its size."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Number formats; units stand in headers, never in cells."""

    count: str = "#,##0"
    decimal: str = "#,##0.0"
    percent_points: str = "0.0"
    """For a figure already in percent (30 for 30 %), under a header that says (%)."""
    rate: str = "0.0%"
    day: str = "yyyy-mm-dd"
    moment: str = "yyyy-mm-dd hh:mm"
    short_moment: str = "mm-dd hh:mm"
    time: str = "hh:mm"
    text: str = "@"
    required: str = '@"  *"'
    """Shows a mark behind a header without changing its text, so formulas and readers still find it."""


NUMBERS = Numbers()


@dataclass(frozen=True, slots=True)
class Page:
    """A4 landscape, one page wide; margins in inches; a report's page is a grid of equal columns."""

    paper: int = 9
    side: float = 0.4
    top: float = 0.55
    bottom: float = 0.55
    margin_header: float = 0.25
    grid_columns: int = 12
    grid_width: float = 9.5


PAGE = Page()

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. Fields left at their default are not written."""

    size: float = SIZES.cell
    ink: str = PALETTE.ink
    is_bold: bool = False
    is_italic: bool = False
    is_link: bool = False
    fill: str = ""
    line: str = ""
    """Colour of a thin line below."""
    top_line: str = ""
    align: Align = "left"
    vertical: Literal["top", "vcenter", "bottom"] = "vcenter"
    is_wrapped: bool = False
    indent: int = 0
    number: str = ""

    def xlsx(self) -> dict[str, Any]:
        """The look as XlsxWriter's format properties."""
        said = {
            "bold": self.is_bold,
            "italic": self.is_italic,
            "underline": self.is_link,
            "bg_color": self.fill,
            "bottom": 1 if self.line else 0,
            "bottom_color": self.line,
            "top": 1 if self.top_line else 0,
            "top_color": self.top_line,
            "text_wrap": self.is_wrapped,
            "indent": self.indent,
            "num_format": self.number,
        }
        always = {"font_name": FACE, "font_size": self.size, "font_color": self.ink}
        return (
            always
            | {"align": self.align, "valign": self.vertical}
            | {key: value for key, value in said.items() if value}
        )

    def css(self) -> str:
        """The look as declarations for a style attribute or rule."""
        said = {
            "font-weight": "700" if self.is_bold else "",
            "font-style": "italic" if self.is_italic else "",
            "background": self.fill,
            "border-bottom": f"1px solid {self.line}" if self.line else "",
            "border-top": f"1px solid {self.top_line}" if self.top_line else "",
            "padding-left": f"{self.indent}em" if self.indent else "",
        }
        always = {"font-size": f"{self.size:g}pt", "color": self.ink, "text-align": self.align}
        return ";".join(f"{key}:{value}" for key, value in (always | said).items() if value)


_CELL = Look(is_wrapped=True, line=PALETTE.line)
_NUMBER = replace(_CELL, align="right", is_wrapped=False)
_HEADER = Look(ink=PALETTE.paper, is_bold=True, fill=PALETTE.accent, is_wrapped=True)

LOOKS = MappingProxyType(
    {
        # Words on a page.
        "text": Look(SIZES.text, is_wrapped=True),
        "lead": Look(SIZES.lead, is_wrapped=True),
        "muted": Look(SIZES.text, PALETTE.muted, is_wrapped=True),
        "note": Look(is_wrapped=True),
        "caption": Look(SIZES.caption, PALETTE.muted),
        "title": Look(SIZES.title, is_bold=True),
        "heading": Look(SIZES.heading, PALETTE.accent, is_bold=True),
        "link": Look(SIZES.text, PALETTE.accent, is_link=True),
        # Cards.
        "card_label": Look(SIZES.caption, PALETTE.muted, fill=PALETTE.band, indent=1),
        "card_figure": Look(SIZES.figure, is_bold=True, fill=PALETTE.band, indent=1),
        "card_note": Look(SIZES.caption, PALETTE.muted, fill=PALETTE.band, indent=1),
        # Headers of what people fill and of what we compute.
        "header": _HEADER,
        "header_required": replace(_HEADER, number=NUMBERS.required),
        "header_ours": replace(_HEADER, fill=PALETTE.muted),
        # Cells of a table.
        "cell": _CELL,
        "cell_short": replace(_CELL, is_wrapped=False),
        "cell_id": replace(_CELL, is_wrapped=False, number=NUMBERS.text),
        "cell_center": replace(_CELL, align="center"),
        "cell_moment": replace(_NUMBER, align="left", number=NUMBERS.moment),
        "cell_short_moment": replace(_NUMBER, align="left", number=NUMBERS.short_moment),
        "cell_day": replace(_NUMBER, align="left", number=NUMBERS.day),
        "cell_time": replace(_NUMBER, align="left", number=NUMBERS.time),
        "cell_count": replace(_NUMBER, number=NUMBERS.count),
        "cell_number": replace(_NUMBER, number="General"),
        "cell_decimal": replace(_NUMBER, number=NUMBERS.decimal),
        "cell_percent_points": replace(_NUMBER, number=NUMBERS.percent_points),
        "cell_rate": replace(_NUMBER, number=NUMBERS.rate),
        "cell_total": replace(_NUMBER, number=NUMBERS.count, is_bold=True, top_line=PALETTE.ink),
        "hint": Look(SIZES.caption, PALETTE.muted, fill=PALETTE.band, is_wrapped=True, vertical="top"),
        "cell_suggested": replace(_CELL, ink=PALETTE.suggested, is_italic=True),
        # States: always beside a word or a sign, never colour alone.
        "good": Look(ink=PALETTE.good, is_bold=True, fill=PALETTE.good_tint),
        "watch": Look(ink=PALETTE.watch, is_bold=True, fill=PALETTE.watch_tint),
        "bad": Look(ink=PALETTE.bad, is_bold=True, fill=PALETTE.bad_tint),
        "remark": Look(fill=PALETTE.remark_tint),
    }
)


def css_variables(accent: str = "") -> str:
    """Return the palette as custom properties for a style sheet: `--ink:#1F2933;--accent-tint:…`.

    accent: a company's own, as `recoloured` takes it.
    """
    own = recoloured(accent)
    colours = {field.name: str(getattr(PALETTE, field.name)) for field in fields(PALETTE)}
    named = ((name.replace("_", "-"), own.get(colour, colour)) for name, colour in colours.items())
    return ";".join(f"--{name}:{colour}" for name, colour in named)


def recoloured(accent: str) -> dict[str, str]:
    """Return, by colour of ours, what stands in its place where a company has an accent of its own ("" for none)."""
    if not accent:
        return {}
    channels = (int(accent[place : place + 2], 16) for place in (1, 3, 5))
    tint = "".join(f"{round(255 - (255 - channel) * _TINT):02X}" for channel in channels)
    return {PALETTE.accent: accent, PALETTE.accent_tint: f"#{tint}"}


def contrast(one: str, other: str) -> float:
    """Return how well two colours stand apart, from 1 to 21; text needs 4.5 (WCAG 2.2, 1.4.3)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def picture_type(picture: bytes) -> str:
    """Return the media type of a PNG or JPEG that says how large it is, "" for anything else."""
    if picture[:8] == b"\x89PNG\r\n\x1a\n" and picture[12:16] == b"IHDR" and all(_png_size(picture)):
        return "image/png"
    return "image/jpeg" if picture[:3] == b"\xff\xd8\xff" and _JPEG_FRAME.search(picture) else ""


def _png_size(picture: bytes) -> tuple[int, int]:
    return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])


def _luminance(colour: str) -> float:
    """Return the relative luminance of "#RRGGBB", from 0 to 1, as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def font_stack() -> str:
    """Return the faces as a CSS font-family value."""
    return ", ".join(face if face == "sans-serif" else f'"{face}"' for face in FALLBACKS)
