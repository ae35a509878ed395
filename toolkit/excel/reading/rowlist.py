"""Row numbers in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.words import Text

if TYPE_CHECKING:
    from toolkit.words import Language

_MOST_SPANS = 8
_SEPARATOR = Text("、", ", ")
_AND_MORE = Text(" 等 {count} ", " and more ({count} in all)")


def row_list(rows: np.ndarray, lang: Language) -> str:
    """Return row numbers as a person writes them: 3, 5–9, 12."""
    breaks = np.flatnonzero(np.diff(rows) != 1) + 1
    spans = [f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in np.split(rows, breaks)]
    text = _SEPARATOR(lang).join(spans[:_MOST_SPANS])
    return text + _AND_MORE(lang, count=len(rows)) if len(spans) > _MOST_SPANS else text
