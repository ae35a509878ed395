"""Which file is a later state or a copy of which: by its path, without what a computer adds to a copy's name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from pathlib import PurePosixPath

from toolkit.words.ledger import COPY_MARKS

_MARKS = [re.compile(mark) for mark in COPY_MARKS]


def path_key(path: str) -> str:
    """The form in which two paths are the same file: one slash, one Unicode form, no case."""
    return unicodedata.normalize("NFC", path.replace("\\", "/").strip("/")).casefold()


def team_of(path: str) -> str:
    """The team that a path in the inbox belongs to: its first folder, or "" for the inbox itself."""
    parts = PurePosixPath(path.replace("\\", "/").strip("/")).parts
    return unicodedata.normalize("NFC", parts[0]) if len(parts) > 1 else ""


def lineage_of(path: str) -> str:
    """Return the id of a path's lineage; "x.xlsx", "x (1).xlsx", "x - 副本.xlsx" and "x-冲突.xls" have the same."""
    whole = PurePosixPath(path_key(path))
    plain = f"{whole.parent}/{_without_marks(whole.stem)}"
    return blake2b(plain.encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=20_000)
def copies_last(path: str) -> tuple[str, bool, str]:
    """What to sort paths by so that a copy comes after the file that it is a copy of; else by name."""
    whole = PurePosixPath(path_key(path))
    plain = _without_marks(whole.stem)
    return str(whole.with_name(plain)), plain != whole.stem, path


def _without_marks(stem: str) -> str:
    """A copy of a copy carries several marks, so they go one after another until none is left."""
    while True:
        shorter = stem
        for mark in _MARKS:
            shorter = mark.sub("", shorter).strip() or shorter
        if shorter == stem:
            return stem
        stem = shorter
