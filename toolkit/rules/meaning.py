"""What was perhaps meant: the word of a list nearest to the one that was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from toolkit.schema.naming import normalise
from toolkit.words import checks as words

if TYPE_CHECKING:
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language

_LEAST_LIKENESS = 50
_LEAST_LIKENESS_OF_LETTERS = 75  # two Latin words share half their letters by chance
_MOST_SHOWN = 8
_LONGEST_COMPARED = 30


def hint(word: str, choices: Vocabulary, lang: Language) -> str:
    """Return the sentence that helps: the one word that was probably meant, or what may be filled in."""
    meant = nearest(word, choices)
    if meant:
        return words.DID_YOU_MEAN(lang, word=choices.label_of(lang)[meant])
    labels = choices.labels(lang)
    shown = words.LIST_COMMA(lang).join(labels[:_MOST_SHOWN])
    return words.CHOOSE_FROM(
        lang, words=shown if len(labels) <= _MOST_SHOWN else words.AND_MORE(lang, words=shown)
    )


def nearest(word: str, choices: Vocabulary) -> str:
    """Return the key of the choice whose label or alias is most like the word; "" when none is or two tie."""
    typed = normalise(word)
    if not typed or len(typed) > _LONGEST_COMPARED:
        return ""
    inside = {key for known, key in choices.by_word.items() if len(known) > 1 and _holds(typed, known)}
    if len(inside) == 1:
        return inside.pop()
    least = _LEAST_LIKENESS_OF_LETTERS if any(map(str.isascii, typed)) else _LEAST_LIKENESS
    found = process.extract(typed, list(choices.by_word), scorer=fuzz.ratio, limit=None, score_cutoff=least)
    best = {choices.by_word[known] for known, score, _ in found if score == found[0][1]}
    return best.pop() if len(best) == 1 else ""


def _holds(typed: str, known: str) -> bool:
    """Whether a word contains another; a Latin one must stand by itself, for "online" is no "line"."""
    if not known.isascii():
        return known in typed
    return re.search(rf"(?<![a-z0-9]){re.escape(known)}(?![a-z0-9])", typed) is not None
