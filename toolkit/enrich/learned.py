"""What a model says of rows, as columns of the frame: its label, why, and which model it was.

Kept apart from the rules, because a model changes: what it said of a row is written down and stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np
import pandas as pd

from toolkit.enrich.columns import column, texts
from toolkit.schema.learned import keys_of, label_key, model_key, note_key
from toolkit.words import texts as say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toolkit.words import Language

_SHORT_ID = 6


class Suggests(Protocol):
    """A trained model, as `toolkit.learning.model.Model` is one."""

    @property
    def model_id(self) -> str: ...
    def suggest(self, texts: pd.Series) -> pd.DataFrame: ...
    def words(self, text: str, label: str) -> tuple[str, ...]: ...


Models: TypeAlias = "Mapping[str, Suggests]"
"""The models in use, by the question that each answers."""


def learned(
    frame: pd.DataFrame, models: Mapping[str, Suggests], allowed: Mapping[str, Sequence[str]], lang: Language
) -> pd.DataFrame:
    """Return the columns of what models say where a person left a blank, n rows; None where they say nothing.

    allowed: the labels in use for a question; a model may have learned one that the team has given up since.
    """
    made: dict[str, np.ndarray] = {}
    for question, model in models.items():
        rows = np.flatnonzero(column(frame, question).isna().to_numpy(bool))
        made |= _answers(
            question, model, texts(frame.iloc[rows]), (rows, len(frame)), (frozenset(allowed[question]), lang)
        )
    return pd.DataFrame(made, index=frame.index, dtype=object)


def _answers(
    question: str,
    model: Suggests,
    said: pd.Series,
    where: tuple[np.ndarray, int],
    how: tuple[frozenset[str], Language],
) -> dict[str, np.ndarray]:
    (rows, count), (allowed, lang) = where, how
    found = model.suggest(said)
    told = found["label"].isin(allowed).to_numpy(bool)
    columns = {key: np.full(count, None, object) for key in keys_of(question)}
    columns[label_key(question)][rows[told]] = found["label"].to_numpy(object)[told]
    columns[model_key(question)][rows[told]] = model.model_id
    columns[note_key(question)][rows[told]] = _notes(model, said[told], found[told], lang)
    return columns


def _notes(model: Suggests, said: pd.Series, found: pd.DataFrame, lang: Language) -> list[str]:
    """Why, in words; each distinct text is looked at once."""
    codes, distinct = pd.factorize(said)
    _, first = np.unique(codes, return_index=True)
    labels, sureness = found["label"].to_numpy(object)[first], found["sureness"].to_numpy(float)[first]
    notes = []
    for text, label, sure in zip(distinct, labels, sureness, strict=True):
        quoted = "".join(say.QUOTED(lang, word=word) for word in model.words(str(text), label))
        notes.append(
            say.BY_MODEL(
                lang,
                words=quoted or say.WHOLE_TEXT(lang),
                sureness=f"{sure:.0%}",
                model=model.model_id[:_SHORT_ID],
            )
        )
    return [notes[code] for code in codes]
