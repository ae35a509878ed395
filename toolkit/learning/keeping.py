"""Models on the machine's own disk, as plain numbers: reading one can run nothing, and a damaged one is no model."""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np

from toolkit.learning.model import Figures, Model
from toolkit.learning.pieces import BUCKETS

if TYPE_CHECKING:
    from pathlib import Path

VERSION = 2
_TOLD = ("model_id", "question", "labels", "thresholds")


def keep(model: Model, folder: Path) -> Path:
    """Write a model into the folder in place of the last one for its question, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    target = _place(folder, model.question)
    told = {name: getattr(model, name) for name in _TOLD} | {
        "figures": asdict(model.figures),
        "version": VERSION,
    }
    used = np.flatnonzero(model.rarity)
    half_written = target.with_suffix(".part")
    with half_written.open("wb") as file:
        np.savez_compressed(
            file,
            told=np.array(json.dumps(told, ensure_ascii=False)),
            used=used,
            rarity=model.rarity[used],
            weights=model.weights[:, used].astype(np.float32),
            bias=model.bias,
        )
    os.replace(half_written, target)  # noqa: PTH105 - Path.replace does the same and says less
    return target


def kept(folder: Path, question: str) -> Model | None:
    """Return the model that answers a question, None where there is none that can be read."""
    try:
        with _place(folder, question).open("rb") as file, np.load(file, allow_pickle=False) as stored:
            told = json.loads(str(stored["told"]))
            if told.pop("version") != VERSION:
                return None
            used, weights = stored["used"], stored["weights"]
            rarity, wide = np.zeros(BUCKETS), np.zeros((len(weights), BUCKETS))
            rarity[used], wide[:, used] = stored["rarity"], weights
            told |= {name: tuple(told[name]) for name in ("labels", "thresholds")}
            told["figures"] = Figures(**told["figures"])
            return Model(weights=wide, bias=stored["bias"], rarity=rarity, **told)
    except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError, zipfile.BadZipFile):
        return None


def forget(folder: Path, question: str) -> None:
    """Take a model away: its question is answered by rules and people again."""
    _place(folder, question).unlink(missing_ok=True)


def _place(folder: Path, question: str) -> Path:
    return folder / f"{question}.npz"
