"""Tables of words made once for all workbooks under the same settings."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from toolkit.domain.text.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PRAISE = "praise"


def lexicon_of(meanings: Mapping[str, Sequence[str]]) -> Lexicon:
    """Return the lexicon of these words by label; words of praise do not count after a "not"."""
    return _lexicon(tuple((label, tuple(words)) for label, words in meanings.items()))


@lru_cache(maxsize=32)
def _lexicon(meanings: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    return Lexicon(dict(meanings), negatable=(PRAISE,))
