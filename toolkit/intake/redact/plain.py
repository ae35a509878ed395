"""A text without a person: a table of texts by its columns, JSON by its values, a page outside its tags."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.intake.redact.person import Person

ENCODINGS = ("utf-8", "gb18030", "utf-16-le")
"""In which words are looked for where nobody says how a text is written."""

_SEPARATORS = "\t;,|"
_TAGS = re.compile(r"(<style.*?</style>|<[^>]*>)", re.DOTALL)
_PAGE = re.compile(r"\s*<(!doctype|html)", re.IGNORECASE)


def decoded(content: bytes) -> tuple[str, str] | None:
    """Return a text and its encoding, None for what is none."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _in(content, "utf-16")
    if b"\0" in content:
        return None
    return _in(content, "utf-8") or _in(content, "gb18030")


def _in(content: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError:
        return None


def without(text: str, encoding: str, person: Person) -> bytes | None:
    """Return a text without a person, None where nothing in it tells of them."""
    if _PAGE.match(text):
        new = "".join(
            piece if piece.startswith("<") else person.taken_out(piece) for piece in _TAGS.split(text)
        )
    elif (value := _json(text)) is not None:
        new = json.dumps(_outside_keys(value, person), ensure_ascii=False, sort_keys=True)
        new = text if json.loads(new) == value else new
    else:
        new = _table(text, person)
    return None if new == text else new.encode(encoding)


def without_in_line(line: str, person: Person) -> str:
    """Return a line of a journal without a person; one that is torn as any text."""
    value = _json(line)
    if value is None:
        return person.taken_out(line)
    new = _outside_keys(value, person)
    return line if new == value else json.dumps(new, ensure_ascii=False) + "\n"


def _json(text: str) -> Any:
    try:
        return json.loads(text) if text[:1] in {"{", "["} else None
    except ValueError:
        return None


def _outside_keys(value: Any, person: Person, *, tells_who: bool = False) -> Any:
    if isinstance(value, str):
        return person.of_cell(value, tells_who=tells_who)
    if isinstance(value, list):
        return [_outside_keys(one, person, tells_who=tells_who) for one in value]
    if isinstance(value, dict):
        return {
            key: _outside_keys(one, person, tells_who=person.names_them(key)) for key, one in value.items()
        }
    return value


def _table(text: str, person: Person) -> str:
    """Texts in columns: an id that is sure nowhere else is taken out of the columns that tell who."""
    separator = max(_SEPARATORS, key=text[:10_000].count)
    try:
        rows = [*csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error:  # no table after all: one of its lines is longer than any cell
        return person.taken_out(text)
    telling: set[int] = set()
    changed = False
    for row in rows:
        for place, cell in enumerate(row):
            if person.names_them(cell):
                telling.add(place)
            elif place in telling and person.is_all_of(cell, tells_who=True):
                row[place], changed = person.of_cell(cell, tells_who=True), True
    if not changed:
        return person.taken_out(text)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n" if "\r\n" in text else "\n").writerows(rows)
    return person.taken_out(out.getvalue())
