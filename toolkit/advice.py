"""What models say of the rows of a drop: asked once, written down, and from then on repeated whatever the models become."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np
import pandas as pd

from toolkit.enrich.learned import learned
from toolkit.intake.journal import SUGGESTED, Journal
from toolkit.learning.keeping import kept
from toolkit.learning.model import Models
from toolkit.ledger.learned import known_answers
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.choices import CLASSES
from toolkit.schema.learned import QUESTIONS, keys_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from toolkit.learning.model import Model
    from toolkit.ledger.drop import Drop
    from toolkit.ledger.merging.merged import Merged, SheetMerge
    from toolkit.settings.model import Settings
    from toolkit.workspace import Workspace

Said = tuple[str, str, str, str, str]
"""Feedback id, question, label, why, and the model's id."""


def models_folder(workspace: Workspace) -> Path:
    """Where this machine keeps what it has learned; never on the share, for whoever can write there is not us."""
    return workspace.machine_home / "models"


class Adviser(Protocol):
    """Says something of rows of which nothing has been said yet."""

    def of(self, drop: Drop, frames: Sequence[pd.DataFrame], settings: Settings) -> list[pd.DataFrame]:
        """Return the columns of `schema.learned` for each frame of feedback, as long as it; without columns for nothing."""
        ...


@dataclass(frozen=True)
class Repeating:
    """Says what was said when the drop was taken, as the journal has it."""

    said: Sequence[Said] = ()

    def of(self, _drop: Drop, frames: Sequence[pd.DataFrame], _settings: Settings) -> list[pd.DataFrame]:
        known = {(feedback_id, question): rest for feedback_id, question, *rest in self.said}
        return [_found(frame["feedback_id"], known) for frame in frames]


def _found(ids: pd.Series, known: Mapping[tuple[str, str], Sequence[str]]) -> pd.DataFrame:
    made: dict[str, list[str | None]] = {}
    for question in QUESTIONS if known else ():
        said = [known.get((one, question), (None, None, None)) for one in ids]
        made |= {
            key: list(values) for key, values in zip(keys_of(question), zip(*said, strict=True), strict=True)
        }
    return pd.DataFrame(made, index=ids.index, dtype=object)


@dataclass(frozen=True)
class Asking:
    """Asks the models of this machine, and writes down what they said before anything is made of it."""

    folder: Path
    journal: Journal

    def of(self, drop: Drop, frames: Sequence[pd.DataFrame], settings: Settings) -> list[pd.DataFrame]:
        models = models_in(self.folder) if settings.answers["learns"] == "yes" else Models()
        found = [learned(frame, models, labels_of(settings), settings.lang) for frame in frames]
        said = [line for frame, told in zip(frames, found, strict=True) for line in _lines(frame, told)]
        # An attempt that was cut short may have written down something else; the last line counts.
        if said or drop.attempts > 1:
            self.journal.append(SUGGESTED, {"drop": drop.drop_id, "said": said})
        return found


def labels_of(settings: Settings) -> dict[str, Collection[str]]:
    """Return the labels in use for each question: a model may have learned one that the team has given up since."""
    return {
        "issue_type": [one.name for one in settings.issue_types],
        "kind": list(settings.kind_words),
        "urgency": list(settings.crosswalk.levels),
        **{one.name: one.keys for one in CLASSES},
    }


def _lines(frame: pd.DataFrame, told: pd.DataFrame) -> Iterable[Said]:
    ids = frame["feedback_id"].to_numpy(object)
    for question in QUESTIONS if len(told.columns) else ():
        said = told.reindex(columns=list(keys_of(question))).to_numpy(object)
        for row in np.flatnonzero(~pd.isna(said[:, 0])):
            label, why, model = said[row]
            yield ids[row], question, label, why, model


def models_in(folder: Path) -> Models:
    """Return the models of a folder that can be read, by question; each is read once."""
    places = {question: folder / f"{question}.npz" for question in QUESTIONS}
    found = {
        question: _read(folder, question, place.stat().st_mtime_ns)
        for question, place in places.items()
        if place.is_file()
    }
    return Models({question: model for question, model in found.items() if model is not None})


@lru_cache(maxsize=len(QUESTIONS))
def _read(folder: Path, question: str, _changed: int) -> Model | None:
    return kept(folder, question)


@dataclass(frozen=True)
class Advised:
    """The tables of feedback of a merge with what models said of their rows, by the table's place."""

    columns: Mapping[int, pd.DataFrame] = field(default_factory=dict)

    def beside(self, place: int, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the frame of the table at this place with the columns of what models said."""
        told = self.columns.get(place)
        return frame if told is None or told.empty else frame.join(told)


def advised(merged: Merged, adviser: Adviser, settings: Settings) -> Advised:
    """Ask about the rows that were taken and of which nothing was said before."""
    places = [at for at, sheet in enumerate(merged.sheets) if sheet.table.sheet.key == FEEDBACK.key]
    known = [known_answers(merged, merged.sheets[place]) for place in places]
    asked = [
        merged.sheets[place].frame[_is_open(merged.sheets[place], told)]
        for place, told in zip(places, known, strict=True)
    ]
    fresh = adviser.of(merged.drop, asked, settings)
    together = (one.combine_first(two) for one, two in zip(known, fresh, strict=True))
    return Advised({place: told for place, told in zip(places, together, strict=True) if len(told.columns)})


def _is_open(sheet: SheetMerge, known: pd.DataFrame) -> np.ndarray:
    return np.asarray(sheet.accepted & ~known.notna().any(axis=1).to_numpy(bool), bool)
