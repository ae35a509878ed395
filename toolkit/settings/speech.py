"""文本规则: the team's own words; and keywords that look like patterns, which are never run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from toolkit.settings.model import Speech

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.settings.rows import Row

_PATTERN = re.compile(r"\\[dDwWsSbB]|\.[*+?]|[\])][*+?{]|\(\?[:=!<P]|^\^|\$$|\[\^?\w-\w|\w\|\w")


def read_speech(rows: Iterable[Row]) -> Speech:
    """Return the words by their use."""
    found: dict[str, dict[str, None]] = {"dictionary": {}, "stop": {}, "product": {}}
    for row in rows:
        if row["use"] in found:
            found[row["use"]].update(dict.fromkeys(row.words("keywords")))
    return Speech(
        tuple(found["dictionary"]), frozenset(map(str.casefold, found["stop"])), tuple(found["product"])
    )


def pattern_in(words: Iterable[str]) -> str:
    """Return the first of these words that is written as a regular expression, "" where none is.

    They are found as they are written: a pattern of a user's could take for ever. Source: of "(a+)+$" the re module of
    Python does not come back.
    """
    return next((word for word in words if _PATTERN.search(word)), "")
