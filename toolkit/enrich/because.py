"""Why something was suggested, in words beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.enrich.hearing import all_words, place_of, words_in
from toolkit.enrich.questions import ASKED
from toolkit.schema.learned import note_key
from toolkit.words import texts as say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toolkit.enrich.columns import Columns
    from toolkit.enrich.hearing import Words
    from toolkit.enrich.questions import Question
    from toolkit.enrich.rules import EnrichRules
    from toolkit.words import Language

_MOST_WORDS = 3
_Said = tuple[tuple[object, object], ...]
"""For each question the label that rules suggested, or what a model gave as its reason; None for neither."""


def suggestion_note(frame: pd.DataFrame, rules: EnrichRules) -> Columns:
    """Return suggestion_note: for what was suggested in a row the words that decided and how sure that is, else None.

    Reads what the suggestions say of themselves; rows with the same words and the same suggestions get the same note.
    """
    asked = [one for one in ASKED if f"{one.key}_is_suggested" in frame]
    rows = np.flatnonzero(np.logical_or.reduce([frame[f"{one.key}_is_suggested"] for one in asked]))
    notes, lexicon = np.full(len(frame), None, object), all_words(rules)
    known: dict[tuple[Words, _Said], str] = {}
    told = zip(words_in(frame, rules)[rows], _said(asked, frame.iloc[rows]), strict=True)
    for row, case in zip(rows, told, strict=True):
        if case not in known:
            words = (lexicon.entries[number] for number in case[0])
            spoken = [(word, lexicon.labels[label]) for word, label in words]
            known[case] = _note(asked, case[1], spoken, rules.lang)
        notes[row] = known[case]
    return {"suggestion_note": pd.Series(notes, frame.index, dtype=object)}


def _said(asked: Sequence[Question], frame: pd.DataFrame) -> Iterator[_Said]:
    """What was suggested in each row, and the reason that a model gave."""
    questions = [_of_question(one, frame) for one in asked]
    return zip(*questions, strict=True)


def _of_question(one: Question, frame: pd.DataFrame) -> Iterator[tuple[object, object]]:
    is_learned, is_suggested = (
        frame[f"{one.key}_is_{how}"].to_numpy(bool) for how in ("learned", "suggested")
    )
    labels, notes = np.full(len(frame), None, object), np.full(len(frame), None, object)
    by_rules = is_suggested & ~is_learned
    labels[by_rules] = frame[one.key].to_numpy(object)[by_rules]
    if is_learned.any():
        notes[is_learned] = frame[note_key(one.key)].to_numpy(object)[is_learned]
    return zip(labels, notes, strict=True)


def _note(asked: Sequence[Question], said: _Said, spoken: Sequence[tuple[str, str]], lang: Language) -> str:
    """One sentence a reason; what has the same reason shares it."""
    told: dict[str, list[str]] = {}
    for one, (label, learned) in zip(asked, said, strict=True):
        if label is not None or learned is not None:
            words = [word for word, place in spoken if place == place_of(one, label)]
            told.setdefault(str(learned or _because(one, words, lang)), []).append(one.name(lang))
    return say.AND(lang).join(
        say.OF(lang, what=say.BESIDE(lang).join(names), why=why) for why, names in told.items()
    )


def _because(one: Question, words: Sequence[str], lang: Language) -> str:
    distinct = dict.fromkeys(words[:_MOST_WORDS])
    quoted = say.BETWEEN_QUOTED(lang).join(distinct)
    return say.BY_WORDS(lang, words=quoted) if quoted else one.without_words(lang)
