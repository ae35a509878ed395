"""Something found in a text."""

from __future__ import annotations

from typing import NamedTuple


class Mention(NamedTuple):
    """What it is (one of `mentions.KINDS`), its plain form ("" for nothing worth giving), and where it ends."""

    kind: str
    value: str
    end: int
