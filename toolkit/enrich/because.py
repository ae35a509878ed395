"""Why something was suggested, in words beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.enrich.columns import Columns, texts
from toolkit.enrich.lexicons import lexicon_of
from toolkit.schema.learned import note_key
from toolkit.words import texts as say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toolkit.enrich.rules import EnrichRules
    from toolkit.words import Language, Text

_MOST_WORDS = 3


def suggestion_note(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return suggestion_note: for what was suggested in a row the words that decided and how sure that is, else None.

    Reads what the suggestions say of themselves.
    """
    types = {rule.name: rule.keywords for rule in rules.issue_types}
    first = _said("issue_type", say.ISSUE_TYPE, frame, types, rules.lang)
    second = _said("kind", say.KIND, frame, rules.kind_words, rules.lang)
    both = np.where((first != "") & (second != ""), say.AND(rules.lang), "").astype(object)
    return {
        "suggestion_note": pd.Series(first + both + second, frame.index, dtype=object).replace({"": None})
    }


def _said(
    key: str, name: Text, frame: pd.DataFrame, meanings: Mapping[str, Sequence[str]], lang: Language
) -> np.ndarray:
    """Why each row has what was suggested for a column, "" where nothing was."""
    is_learned = frame[f"{key}_is_learned"].to_numpy(bool)
    notes = np.full(len(frame), None, object)
    rows = np.flatnonzero(frame[f"{key}_is_suggested"].to_numpy(bool) & ~is_learned)
    found = lexicon_of(meanings).find(texts(frame.iloc[rows]))
    for place, (row, label) in enumerate(zip(rows, frame[key].to_numpy(object)[rows], strict=True)):
        notes[row] = _because([word for word, meaning in found.of(place) if meaning == label], lang)
    if is_learned.any():
        notes[is_learned] = frame[note_key(key)].to_numpy(object)[is_learned]
    codes, distinct = pd.factorize(notes)
    return np.array([*(say.OF(lang, what=name(lang), why=why) for why in distinct), ""], object)[codes]


def _because(words: Sequence[str], lang: Language) -> str:
    quoted = "".join(say.QUOTED(lang, word=word) for word in dict.fromkeys(words[:_MOST_WORDS]))
    return say.BY_WORDS(lang, words=quoted) if quoted else say.BY_FORM(lang)
