"""Owner files: the small hidden file that says who has a workbook open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LIVE_FOR = 12 * 3600.0
"""Seconds after which an owner file is taken for one that a crash left behind."""

_MOST_BYTES = 4096
_LETTERS_AT, _LENGTH_AT, _WIDE_AT = (
    1,
    55,
    57,
)  # of Excel's 165 bytes: the name twice, the second time in UTF-16
_FIELD = re.compile(r"((?:[^,;\\]|\\.)*)[,;]")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has a workbook open ("" where the owner file does not say), and the file that says so."""

    name: str
    file: Path


def owner_files(name: str) -> tuple[str, ...]:
    """Return the owner files of a workbook: Excel's, WPS's and LibreOffice's."""
    return (f"~${name}", f".~{name}", f".~lock.{name}#")


def owner_of(path: Path, wall: float) -> Owner | None:
    """Return who has this workbook open, as far as an owner file beside it tells.

    Args:
        path: the workbook; it need not exist.
        wall: the wall clock in seconds. An owner file further away than 12 hours is no longer believed.
    """
    for name in owner_files(path.name):
        file = path.with_name(name)
        try:
            changed = file.lstat().st_mtime
        except OSError:
            continue
        if abs(wall - changed) < LIVE_FOR:
            return Owner(read_owner(file), file)
    return None


def read_owner(file: Path) -> str:
    """Return the name inside an owner file; "" where it holds none, or is itself locked."""
    try:
        with file.open("rb") as stream:
            content = stream.read(_MOST_BYTES)
    except OSError:
        return ""
    return _from_lock(content) if file.name.startswith(".~lock.") else _from_excel(content)


def _from_excel(content: bytes) -> str:
    """A length and the name in the local code page; from byte 55 on, a length and the name in UTF-16."""
    length = int.from_bytes(content[_LENGTH_AT:_WIDE_AT], "little")
    wide = content[_WIDE_AT : _WIDE_AT + 2 * length]
    if 0 < length <= 54 and len(wide) == 2 * length:
        return _clean(wide.decode("utf-16-le", "replace"))
    narrow = content[_LETTERS_AT : _LETTERS_AT + content[0]] if content else b""
    return _clean(narrow.decode("gb18030", "replace"))


def _from_lock(content: bytes) -> str:
    """LibreOffice writes full name, login, computer and time, with commas between."""
    fields = [re.sub(r"\\(.)", r"\1", field) for field in _FIELD.findall(content.decode("utf-8", "replace"))]
    return next((_clean(field) for field in fields[:2] if field.strip()), "")


def _clean(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable()).strip()
