"""How a foreign file is to be read: its headers and words in terms of ours, as 导入映射 in the settings says."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING
from unicodedata import normalize

from toolkit.schema.naming import normalise

if TYPE_CHECKING:
    from collections import abc


@dataclass(frozen=True)
class Mapping:
    """One kind of foreign file.

    file: a pattern for the file's name, such as "汽车投诉*.csv"; case does not count.
    sheet: the title of the one sheet it is for; blank for every sheet.
    headers: their header -> our column's key.
    values: our column's key -> {their word: our word}.
    year: the year of dates that are written without one.
    """

    file: str = "*"
    sheet: str = ""
    headers: abc.Mapping[str, str] = field(default_factory=dict)
    values: abc.Mapping[str, abc.Mapping[str, str]] = field(default_factory=dict)
    year: int | None = None

    def fits(self, file_name: str) -> bool:
        """Whether a file of this name (without its folder) is of this kind."""
        return fnmatchcase(_plain(file_name), _plain(self.file))

    def serves(self, title: str) -> bool:
        """Whether it is for a sheet of this title."""
        return not self.sheet or normalise(self.sheet) == normalise(title)


def _plain(name: str) -> str:
    return normalize("NFC", name).casefold()
