"""Lists inside one cell: "①…；②…", "a → b → c", lines."""

from __future__ import annotations

import re

_NUMBERED = r"[①-⑳]|[(（]\d{1,2}[)）]|(?<![\d.])\d{1,2}(?:[、)）]|\.(?!\d))"
LINK = re.compile(rf"→|⇒|➔|➜|-+>|=+>|[\n;；]|{_NUMBERED}")
"""What parts the links of a chain."""
ITEM = re.compile(rf"[\n;；]|{_NUMBERED}")
"""What parts the measures of a plan."""


ASIDE = re.compile(r"[(（\[【](?!\d{1,2}[)）])([^)）\]】]*)[)）\]】]")
"""What stands in brackets beside a thing; a number in brackets is no aside."""
_KEPT = re.compile("\x00(\\d+)\x00")


def items(text: str) -> tuple[str, ...]:
    """Split a cell into the things it lists: "①…；②…" gives two; what stands in brackets is never parted."""
    asides: list[str] = []

    def kept(found: re.Match[str]) -> str:
        asides.append(found[0])
        return f"\x00{len(asides) - 1}\x00"

    split = ITEM.split(ASIDE.sub(kept, text))
    parts = (_KEPT.sub(lambda found: asides[int(found[1])], part).strip(" \t,，.。、:：") for part in split)
    return tuple(part for part in parts if part)
