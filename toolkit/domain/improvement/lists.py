"""Lists inside one cell: "①…；②…", "a → b → c", lines."""

from __future__ import annotations

import re

_NUMBERED = r"[①-⑳]|(?<![\d.])\d{1,2}(?:[、)）]|\.(?!\d))"
LINK = re.compile(rf"→|⇒|➔|➜|-+>|=+>|[\n;；]|{_NUMBERED}")
"""What parts the links of a chain."""
ITEM = re.compile(rf"[\n;；]|{_NUMBERED}")
"""What parts the measures of a plan."""


def items(text: str) -> tuple[str, ...]:
    """Split a cell into the things it lists: "①…；②…" gives two."""
    parts = (part.strip(" \t,，.。、:：") for part in ITEM.split(text))
    return tuple(part for part in parts if part)
