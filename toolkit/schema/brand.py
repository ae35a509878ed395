"""How a company's reports are told apart from others': its name, its colour, its sign."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Brand:
    """accent: "#RRGGBB" in place of our own, "" for ours. logo: the whole picture, with its media type."""

    company: str = ""
    accent: str = ""
    logo: bytes = b""
    logo_type: str = ""
