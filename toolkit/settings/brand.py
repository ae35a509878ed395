"""Company, colour and logo: what cannot be used is said at its cell, and the report keeps its own look."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from toolkit.excel.look import PALETTE, contrast, picture_type
from toolkit.rules.codes.settings import P626, P627
from toolkit.schema.brand import Brand
from toolkit.schema.naming import normalise
from toolkit.words import brand as say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from toolkit.rules.finding import Place
    from toolkit.settings.rows import Faults
    from toolkit.words import Text

READABLE = 4.5
"""Contrast that text needs (WCAG 2.2, 1.4.3)."""
LIMIT = 1024
"""Kilobytes of a logo; it is in every report."""
_HEX = re.compile(r"#?[0-9a-fA-F]{6}")
_NAMED = {normalise(name): colour for text, colour in say.ACCENTS for name in (text.zh, text.en)}


def read_brand(
    answers: Mapping[str, Any], places: Mapping[str, Place], folder: Path | None, faults: Faults
) -> Brand:
    """Return how the team's reports look.

    places: where colour and logo are asked for. folder: the workspace that the logo lies in; without one none is read.
    """
    company, accent, logo = (str(answers[key] or "").strip() for key in ("company", "accent", "logo"))
    colour, problem = _colour(accent)
    if problem:
        faults.add(P626, places["accent"], value=accent, problem=problem(faults.lang, **_facts(accent)))
    picture, wrong = _picture(logo, folder) if logo else (b"", None)
    if wrong:
        faults.add(P627, places["logo"], value=logo, problem=wrong(faults.lang, limit=LIMIT))
    return Brand(company, "" if colour == PALETTE.accent else colour, picture, picture_type(picture))


def _colour(typed: str) -> tuple[str, Text | None]:
    """Return "#RRGGBB" for what was typed, or "" and why it cannot be used."""
    word = unicodedata.normalize("NFKC", typed)
    if found := _NAMED.get(normalise(word)):
        return found, None
    if not word or not _HEX.fullmatch(word):
        return "", say.NOT_A_COLOUR if word else None
    colour = f"#{word.removeprefix('#').upper()}"
    return (colour, None) if contrast(colour, PALETTE.paper) >= READABLE else ("", say.TOO_LIGHT)


def _facts(typed: str) -> dict[str, str]:
    word = unicodedata.normalize("NFKC", typed).removeprefix("#")
    return {"contrast": f"{contrast(f'#{word}', PALETTE.paper):.1f}"} if _HEX.fullmatch(word) else {}


def _picture(typed: str, folder: Path | None) -> tuple[bytes, Text | None]:
    """Return the picture, or nothing and why it cannot be used."""
    place = PurePosixPath(typed.replace("\\", "/"))
    if place.is_absolute() or ".." in place.parts or ":" in typed:
        return b"", say.OUTSIDE
    if folder is None:
        return b"", None
    return _read(folder / place, folder)


def _read(path: Path, folder: Path) -> tuple[bytes, Text | None]:
    try:
        if not path.is_file():
            return b"", say.NOT_THERE
        if not path.resolve().is_relative_to(folder.resolve()):
            return b"", say.OUTSIDE
        if path.stat().st_size > LIMIT * 1024:
            return b"", say.TOO_LARGE
        picture = path.read_bytes()
    except OSError:
        return b"", say.NOT_READABLE
    return (picture, None) if picture_type(picture) else (b"", say.NOT_A_PICTURE)
