"""File names that every system accepts, and when two of them are the same."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MOST_BYTES = 200
"""Of a name in UTF-8: a NAS allows 255, and a suffix must still fit."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)", re.IGNORECASE)
# A name that begins so is an option, a formula, hidden, or an owner file.
_BAD_START = re.compile(r"[-=+@~.$]")


def safe_name(name: str) -> str:
    """Return the name as every system takes it: composed, at most 200 bytes, no character that another one refuses."""
    plain = name.encode("utf-8", "replace").decode("utf-8")
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", plain))
    plain = _FORBIDDEN.sub("_", plain).strip().rstrip(". ")
    if not plain or _RESERVED.match(plain) or _BAD_START.match(plain):
        plain = f"_{plain}"
    return _cut(plain, MOST_BYTES)


def safe_path(path: str) -> str:
    """Return a path with forward slashes, each of its names as every system takes it."""
    return "/".join(safe_name(name) for name in path.split("/"))


def same_name(name: str) -> str:
    """Return the form in which two names are one: Windows ignores case, and a Mac decomposes letters."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def distinct(target: Path, is_taken: Callable[[Path], bool]) -> Path:
    """Return the target, or with a suffix such as " (2)" the first name that nobody else has."""
    candidate, number = target, 1
    while is_taken(candidate):
        number += 1
        suffix = f" ({number}){target.suffix}"
        candidate = target.with_name(_cut(target.stem, MOST_BYTES - len(suffix)) + suffix)
    return candidate


def _cut(name: str, most: int) -> str:
    """Shorten a name by bytes, keeping its extension and whole letters."""
    if len(name.encode()) <= most:
        return name
    suffix = PurePath(name).suffix
    suffix = suffix if len(suffix.encode()) < 16 else ""
    stem = name[: len(name) - len(suffix)].encode()[: most - len(suffix.encode())]
    return stem.decode(errors="ignore").rstrip(". ") + suffix
