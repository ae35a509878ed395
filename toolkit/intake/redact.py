"""Taking a person out of a file that is kept: every spelling of what tells who it was is replaced, and the rest stays."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, unescape

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

_NEVER_TEXT = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".bin")
_TAG = re.compile(r"<[^>]*>")
_ENCODINGS = ("utf-8", "gb18030", "utf-16-le")
_NOTHING = r"(?!)"
_SEPARATOR = r"[ \-－\u3000]?"


@dataclass(frozen=True)
class Person:
    """What tells who somebody is, or who several are: ids, names, numbers; and the word that stands there afterwards.

    tokens: by word, where several persons are to be told apart afterwards.
    """

    words: Collection[str]
    token: str
    tokens: Mapping[str, str] = field(default_factory=dict)
    _pattern: re.Pattern[str] = field(init=False)
    _plain: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        known = sorted(
            {spelled for word in self.words for spelled in _spellings(word)}, key=len, reverse=True
        )
        object.__setattr__(self, "_pattern", re.compile("|".join(known) or _NOTHING, re.IGNORECASE))
        plain = {_plainly(word): token for word, token in self.tokens.items()}
        object.__setattr__(self, "_plain", plain)

    def is_in(self, text: str) -> bool:
        return bool(self._pattern.search(text))

    def taken_out(self, text: str) -> str:
        return self._pattern.sub(lambda found: self._plain.get(_plainly(found[0]), self.token), text)

    def taken_out_of_xml(self, text: str) -> str:
        """A number that stands in a cell of its own stays a number, of zeros."""
        numbers = re.sub(
            r"(<v>)([^<]*)(</v>)",
            lambda cell: f"{cell[1]}{self._zeros(cell[2])}{cell[3]}",
            text,
        )
        return self.taken_out(numbers)

    def _zeros(self, value: str) -> str:
        whole = re.fullmatch(r"\d+", value) and self._pattern.fullmatch(value)
        return "0" if whole else value


def _plainly(word: str) -> str:
    return re.sub(_SEPARATOR, "", unescape(word)).casefold()


def _spellings(word: str) -> Iterable[str]:
    """Patterns of one word: digits of a long number may be set apart; a short word counts only as a whole."""
    if not word:
        return
    if re.fullmatch(r"\d{7,}", word):
        yield rf"(?<!\d){_SEPARATOR.join(word)}(?!\d)"
        return
    for spelled in {word, escape(word)}:
        before = r"(?<![0-9A-Za-z])" if re.match(r"[0-9A-Za-z]", spelled) else ""
        after = r"(?![0-9A-Za-z])" if re.search(r"[0-9A-Za-z]$", spelled) else ""
        yield f"{before}{re.escape(spelled)}{after}"


def holds(path: Path, person: Person) -> bool:
    """Say whether a file tells of a person, as far as its text can be read; pictures cannot."""
    content = path.read_bytes()
    parts = _parts(content)
    if parts is None:
        return any(person.is_in(content.decode(encoding, errors="ignore")) for encoding in _ENCODINGS)
    return any(_tells(name, part, person) for name, part in parts.items())


def without(path: Path, person: Person) -> bytes:
    """Return a file's content without a person; one that cannot be changed part by part becomes a line that says so."""
    content = path.read_bytes()
    parts = _parts(content)
    if parts is None:
        return _plain_without(content, person)
    changed = {name: _part_without(name, part, person) for name, part in parts.items()}
    if any(_tells(name, part, person) for name, part in changed.items()):
        return person.token.encode()  # a name in several pieces, each with a format of its own
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in changed.items():
            package.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _parts(content: bytes) -> dict[str, bytes] | None:
    """The parts of a package by name, None where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return {info.filename: package.read(info) for info in package.infolist()}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        return None


def _is_text(name: str) -> bool:
    return not name.lower().endswith(_NEVER_TEXT)


def _tells(name: str, part: bytes, person: Person) -> bool:
    if not _is_text(name):
        return any(person.is_in(part.decode(encoding, errors="ignore")) for encoding in _ENCODINGS)
    text = part.decode("utf-8", errors="ignore")
    return person.is_in(text) or person.is_in(_TAG.sub("", text))


def _part_without(name: str, part: bytes, person: Person) -> bytes:
    if not _is_text(name) or not _tells(name, part, person):
        return part
    try:
        return person.taken_out_of_xml(part.decode("utf-8")).encode()
    except UnicodeDecodeError:
        return part


def _plain_without(content: bytes, person: Person) -> bytes:
    """Text keeps its encoding; what is no text at all cannot be changed, so only the token is left of it."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return person.taken_out(content.decode(encoding)).encode(encoding)
        except UnicodeDecodeError:
            continue
    return person.token.encode()
