"""What a model says of rows, as columns of the frame: its label, why, and which model it was.

Kept apart from the rules, because a model changes: what it said of a row is written down and stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
import pandas as pd

from toolkit.enrich.columns import column, texts
from toolkit.schema.learned import keys_of, label_key, model_key, note_key
from toolkit.words import texts as say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from toolkit.words import Language

_SHORT_ID = 6


class Explains(Protocol):
    """A trained model, as `toolkit.learning.model.Model` is one."""

    @property
    def model_id(self) -> str: ...
    def words(self, text: str, label: str) -> tuple[str, ...]: ...


class Suggests(Protocol):
    """The models in use by question, as `toolkit.learning.model.Models` are; all are asked at once."""

    def __iter__(self) -> Iterator[str]: ...
    def __getitem__(self, question: str, /) -> Explains: ...
    def suggest(self, texts: pd.Series) -> Mapping[str, pd.DataFrame]: ...


def learned(
    frame: pd.DataFrame, models: Suggests, allowed: Mapping[str, Collection[str]], lang: Language
) -> pd.DataFrame:
    """Return the columns of what models say where a person left a blank, n rows; None where they say nothing.

    allowed: the labels in use for a question; a model may have learned one that the team has given up since.
    """
    is_asked = np.zeros(len(frame), bool)
    for question in models:
        is_asked |= column(frame, question).isna().to_numpy(bool)
    asked = np.flatnonzero(is_asked)
    said, made = texts(frame.iloc[asked]), pd.DataFrame(index=frame.index, dtype=object)
    for question, found in (models.suggest(said) if len(said) else {}).items():
        is_blank = column(frame, question).iloc[asked].isna()
        rows = np.flatnonzero((is_blank & found["label"].isin(allowed[question])).to_numpy(bool))
        answers = {
            label_key(question): found["label"].to_numpy(object)[rows],
            model_key(question): models[question].model_id,
            note_key(question): _notes(models[question], said.iloc[rows], found.iloc[rows], lang),
        }
        for key in keys_of(question):
            values = np.full(len(frame), None, object)
            values[asked[rows]] = answers[key]
            made[key] = pd.Series(values, frame.index, dtype=object)
    return made


def _notes(model: Explains, said: pd.Series, found: pd.DataFrame, lang: Language) -> list[str]:
    """Why, in words; each distinct text is looked at once."""
    codes, distinct = pd.factorize(said)
    _, first = np.unique(codes, return_index=True)
    labels, sureness = found["label"].to_numpy(object)[first], found["sureness"].to_numpy(float)[first]
    notes = []
    for text, label, sure in zip(distinct, labels, sureness, strict=True):
        quoted = say.BETWEEN_QUOTED(lang).join(model.words(str(text), label))
        notes.append(
            say.BY_MODEL(
                lang,
                words=say.QUOTED(lang, words=quoted) if quoted else say.WHOLE_TEXT(lang),
                sureness=f"{sure:.0%}",
                model=model.model_id[:_SHORT_ID],
            )
        )
    return [notes[code] for code in codes]
