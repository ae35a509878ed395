"""The shared strings of a workbook, append only: old items are found by their bytes, never parsed or rewritten."""

from __future__ import annotations

import html
import re
from itertools import chain
from typing import TYPE_CHECKING

from toolkit.excel.markup import MAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.excel.package import Package

LONGEST_TEXT = 32_767
_CHUNK = 1 << 20
_TAIL = re.compile(rb"</sst>\s*$")
_HEAD = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>)?\s*<sst\b[^>]*>")
_FOREIGN = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-?8["'])""", re.IGNORECASE)
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\r]|_x[0-9A-Fa-f]{4}_")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_DRESSED = re.compile(rb"<si\s")
_PHONETIC = re.compile(rb"<rPh\b.*?</rPh>", re.DOTALL)
_RUN = re.compile(rb"<t\b[^>]*?(?:/>|>(.*?)</t>)", re.DOTALL)


def escaped(text: str) -> str:
    """A text as Excel stores it: cut to 32,767 UTF-16 units, what XML cannot hold as _xHHHH_, markup escaped."""
    text = _SURROGATE.sub("\ufffd", _cut(text))
    return _UNSAFE.sub(_as_code, text).translate(_MARKUP)


def element(text: str) -> bytes:
    """The <t> element of a text."""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{space}>{escaped(text)}</t>".encode()


def plain(item: bytes) -> str:
    """The text of an <si> or <is>: its runs joined, phonetic guides left out."""
    joined = b"".join(match[1] or b"" for match in _RUN.finditer(_PHONETIC.sub(b"", item)))
    return _ESCAPED.sub(
        lambda match: chr(int(match[1], 16)), html.unescape(joined.decode("utf-8", "replace"))
    )


def _cut(text: str) -> str:
    if len(text) <= LONGEST_TEXT // 2:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: LONGEST_TEXT * 2].decode("utf-16-le", "ignore")


def _as_code(match: re.Match[str]) -> str:
    return f"_x{ord(match[0]):04X}_" if len(match[0]) == 1 else f"_x005F{match[0]}"


def _items(whole: bytes) -> list[bytes]:
    """What each <si> of some whole ones holds."""
    items = whole.split(b"</si><si>")
    if all(whole.count(mark) == len(items) for mark in (b"<si><", b"></si>")) and b"<si/>" not in whole:
        items[0] = items[0].partition(b"<si>")[2]
        items[-1] = items[-1].removesuffix(b"</si>")
        return items
    pieces = whole.split(b"</si>")[:-1]
    empty = [[b""] * piece.count(b"<si/>") for piece in pieces]
    full = [piece[piece.rfind(b"<si>") + 4 :].strip() for piece in pieces]
    return [item for n, one in enumerate(full) for item in (*empty[n], one)]


class Strings:
    """Texts to be written: as indexes into the shared strings where that part is plain, else inline.

    First every text is `want`ed, then `tail` gives what stands behind a cell's reference and style.
    """

    def __init__(self, package: Package, part: str | None) -> None:
        self._package, self._part = package, part
        self._wanted: dict[str, int] = {}
        self._items = 0
        self._fresh: list[str] = []
        self._resolved = False
        self._shared = part is not None and self._is_plain()

    def _is_plain(self) -> bool:
        if not self._package.has(self._part or ""):
            return False
        first = last = b""
        for chunk in self._chunks():
            first, last = first or chunk, last[-64:] + chunk
            if b"<!" in last or b"<?" in last[64:] or _DRESSED.search(last):
                return False
        opening = _HEAD.match(first)
        usual = opening and MAIN.encode() in opening[0] and not _FOREIGN.match(first)
        return bool(usual and _TAIL.search(last[-64:]))

    def want(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._wanted.setdefault(text, -1)
        self._resolved = False

    def tail(self, text: str) -> bytes:
        """What follows a cell's style: the index of the text, or the text itself."""
        if not self._shared:
            return b' t="inlineStr"><is>%b</is></c>' % element(text)
        if not self._resolved:
            self._resolve()
        return b' t="s"><v>%d</v></c>' % self._wanted[text]

    def texts(self, indexes: set[int]) -> dict[int, str]:
        """The texts of some shared strings; the part is read only as far as needed."""
        found: dict[int, str] = {}
        if indexes and self._shared:
            for number, item in enumerate(self._all()):
                if number in indexes:
                    found[number] = plain(item)
                if len(found) == len(indexes):
                    break
        return found

    def _resolve(self) -> None:
        """Give every wanted text its place: where it already stands, or behind the last item."""
        places = {element(text): text for text, place in self._wanted.items() if place < 0}
        self._items = 0
        for items in self._batches():
            for item in places.keys() & set(items):
                self._wanted[places.pop(item)] = self._items + items.index(item)
            self._items += len(items)
        for text in places.values():
            self._wanted[text] = self._items + len(self._fresh)
            self._fresh.append(text)
        self._resolved = True

    def _all(self) -> Iterator[bytes]:
        """What each <si> holds, in order."""
        return chain.from_iterable(self._batches())

    def _batches(self) -> Iterator[list[bytes]]:
        """What each <si> holds, in order, a chunk of the part at a time."""
        rest = b""
        for chunk in self._chunks():
            whole, end, rest = (rest + chunk).rpartition(b"</si>")
            yield _items(whole + end)
        yield [b""] * rest.count(b"<si/>")

    def _chunks(self) -> Iterator[bytes]:
        with self._package.stream(self._part or "") as part:
            while chunk := part.read(_CHUNK):
                yield chunk

    @property
    def promised(self) -> tuple[str, dict[int, bytes]] | None:
        """The part, and what must stand at each place in it that our cells point at."""
        if not (self._shared and self._resolved and self._part):
            return None
        return self._part, {place: element(text) for text, place in self._wanted.items()}

    def save(self, more: int) -> None:
        """Append what is new; `more` is by how many the cells that hold shared strings grew."""
        if not self._fresh or not self._part:
            return
        added = b"".join(b"<si>%b</si>" % element(text) for text in self._fresh)
        expected = self._package.size(self._part) + len(added)
        self._package.stage(self._part, self._grown(added, more), expected)

    def _grown(self, added: bytes, more: int) -> Iterator[bytes]:
        chunks = self._chunks()
        first = next(chunks)
        head = _HEAD.match(first)
        opening = head[0] if head else b""
        rest = self._counted(opening, more) + first[len(opening) :]
        for chunk in chunks:
            yield rest[:-64]
            rest = rest[-64:] + chunk
        end = rest.rindex(b"</sst>")
        yield rest[:end] + added + rest[end:]

    def _counted(self, opening: bytes, more: int) -> bytes:
        unique = b' uniqueCount="%d"' % (self._items + len(self._fresh))
        opening = re.sub(rb"""\suniqueCount=["']\d+["']""", unique, opening)
        return re.sub(
            rb"""\scount=["'](\d{1,9})["']""", lambda m: b' count="%d"' % max(int(m[1]) + more, 0), opening
        )
