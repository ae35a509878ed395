"""The looks as XlsxWriter takes them: formats made once a workbook, page set-up, widths that fit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from toolkit.excel.look import FACE, LOOKS, PAGE, PALETTE, SIZES, Look, recoloured


def workbook_options() -> dict[str, Any]:
    """Return how every workbook of ours is opened, as XlsxWriter's options; new each time, for it writes into them."""
    return {
        "in_memory": True,
        # Without "none" Excel would show the theme's face in place of ours.
        "default_format_properties": {"font_name": FACE, "font_size": SIZES.text, "font_scheme": "none"},
        "default_row_height": 22,
        # What a person typed is what stands there: no text becomes a formula, number or link by itself.
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }


class Formats:
    """The looks as formats of one workbook, each made once."""

    def __init__(self, book: Any, accent: str = "") -> None:
        self._book = book
        self._own = recoloured(accent)
        self._made: dict[Look, Any] = {}

    def __call__(self, look: str | Look, **changes: Any) -> Any:
        """Return the format of a look, by its name in `LOOKS` or as one; `changes` are fields that differ.

        Raises:
            KeyError: there is no look of that name.
        """
        base = LOOKS[look] if isinstance(look, str) else look
        wanted = replace(base, **changes) if changes else base
        if wanted not in self._made:
            said = {key: self.colour(value) for key, value in wanted.xlsx().items()}
            self._made[wanted] = self._book.add_format(said)
        return self._made[wanted]

    def colour(self, colour: Any) -> Any:
        """Return what stands in this workbook for a colour of ours: a company may have its own accent."""
        return self._own.get(colour, colour) if isinstance(colour, str) else colour

    def rule(self, look: str, number: str = "") -> Any:
        """Return what a conditional format may say of a look: colours, weight and number format."""
        wanted = LOOKS[look]
        said = {
            "bg_color": wanted.fill,
            "bold": wanted.is_bold,
            "italic": wanted.is_italic,
            "num_format": number or wanted.number,
        }
        ink = {"font_color": wanted.ink} if wanted.ink != PALETTE.ink else {}
        return self._book.add_format(ink | {key: value for key, value in said.items() if value})


def page_setup(sheet: Any, *, header_rows: int = 0) -> None:
    """Set a sheet up for A4 landscape, one page wide, the header rows repeated, page numbers at the foot."""
    sheet.set_landscape()
    sheet.set_paper(PAGE.paper)
    sheet.set_margins(PAGE.side, PAGE.side, PAGE.top, PAGE.bottom)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&8&A&R&8&P / &N", {"margin": PAGE.margin_header})
    if header_rows:
        sheet.repeat_rows(0, header_rows - 1)
