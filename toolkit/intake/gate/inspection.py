"""What the gate allows, what it has counted so far, and how it refuses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.rules.finding import Code, Finding, Place
from toolkit.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

MB = 1 << 20
NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a dropped file may be. Everything is counted while streaming; no header is believed.

    file_bytes, part_bytes, unpacked_bytes: bytes of the file, of one part, and of all parts but pictures.
    entries: parts without pictures. ratio: unpacked to packed, for parts over 1 MB.
    cells: filled cells of the book. area: cells of all used ranges, since a reader allocates a range whole.
    """

    file_bytes: int = 50 * MB
    entries: int = 2_000
    part_bytes: int = 256 * MB
    unpacked_bytes: int = 400 * MB
    ratio: int = 250
    sheets: int = 256
    cells: int = 5_000_000
    area: int = 20_000_000
    merges: int = 20_000
    formats: int = 70_000

    @classmethod
    def told(cls, table: Mapping[str, object]) -> Limits:
        """Return the limits that voc.toml names; bytes are given in megabytes there, as file_mb, part_mb, unpacked_mb.

        Raises:
            ValueError: there is no such limit, or it is no whole number above zero.
        """
        found: dict[str, int] = {}
        for word, value in table.items():
            name = f"{word.removesuffix('_mb')}_bytes" if word.endswith("_mb") else word
            is_known = name in cls.__slots__ and not word.endswith("_bytes")
            if not is_known or not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise ValueError(f"[limits] {word} = {value}")
            found[name] = value * MB if word.endswith("_mb") else value
        return cls(**found)


@dataclass(slots=True)
class Counts:
    """What was met on the way; `area` is the sum of rows × columns of the used ranges."""

    parts: int = 0
    pictures: int = 0
    unpacked: int = 0
    unpacked_pictures: int = 0
    sheets: int = 0
    cells: int = 0
    area: int = 0
    merges: int = 0
    formats: int = 0


class RefusedError(Exception):
    """Leaves the inspection at once with the finding that explains it; the gate turns it into a value."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code.slug)
        self.finding = finding


@dataclass(slots=True)
class Inspection:
    """One file under inspection: its name for the messages, the limits, the counts and the notes so far."""

    file: str
    limits: Limits
    counts: Counts = field(default_factory=Counts)
    notes: list[Finding] = field(default_factory=list)

    def finding(self, code: Code, place: Place = NOWHERE, **facts: object) -> Finding:
        """Return this code about this file; a fact that is a Text becomes one fact for each language."""
        return Finding(code, place, {"file": self.file, **in_both_languages(facts)})

    def note(self, code: Code, place: Place = NOWHERE, **facts: object) -> None:
        self.notes.append(self.finding(code, place, **facts))

    def refusal(self, code: Code, place: Place = NOWHERE, **facts: object) -> RefusedError:
        """Return what to raise when the file must not go on."""
        return RefusedError(self.finding(code, place, **facts))


def in_both_languages(facts: dict[str, object]) -> dict[str, object]:
    """Return plain facts: a Text under `kind` becomes `kind_zh` and `kind_en`, so that facts can be stored."""
    plain: dict[str, object] = {}
    for name, value in facts.items():
        if isinstance(value, Text):
            plain |= {f"{name}_zh": value.zh, f"{name}_en": value.en}
        else:
            plain[name] = value
    return plain
