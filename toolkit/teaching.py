"""Let models learn from what persons filled or confirmed: in a child process, when there is enough that is new.

The facts of the ledger are persons' words alone; what we suggested and nobody confirmed is not among them, so nothing
learns from itself.
"""

from __future__ import annotations

import importlib.util
import json
import multiprocessing
from concurrent.futures import TimeoutError as TooSlowError
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pebble import ProcessExpired, ProcessPool

from toolkit.advice import models_folder
from toolkit.enrich.columns import texts
from toolkit.enrich.suggest import ruled, typed_types
from toolkit.excel.reading.limits import limit_memory
from toolkit.intake.durable import write_whole
from toolkit.judging import rules_of
from toolkit.learning.keeping import forget, keep
from toolkit.learning.training import LEAST_ROWS, Lessons, train
from toolkit.schema.learned import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pandas as pd

    from toolkit.settings.model import Settings
    from toolkit.site import Site

GROWN = 1.1
"""How many times more answers there must be than at the last lesson before there is another one."""

LEAST_NEW = 50
MOST_ROWS = 20_000
"""Answers that are learned from, the latest: more make hardly a better model, but a longer lesson."""

SECONDS = 120.0
_MEGABYTES = 2048


@dataclass(frozen=True, slots=True)
class Taught:
    """A lesson that was given: the question, from how many answers, and the model it made ("" for none worth using)."""

    question: str
    answers: int
    model_id: str


def teach(
    site: Site, facts: pd.DataFrame, lesson: Callable[[str, Lessons, Path], str] | None = None
) -> list[Taught]:
    """Train a model anew for each question that has enough new answers; return what was taught.

    Nothing is done where the team does not want it, or where scikit-learn is not installed.

    Args:
        site: the workspace; models stay on this machine.
        facts: all feedback in force, as the ledger gives it.
        lesson: who trains; the usual one is a child process with limits of time and memory.
    """
    if site.settings.answers["learns"] != "yes" or not can_learn():
        return []
    folder = models_folder(site.workspace)
    taught = []
    for question, answers, lessons in _due(facts, site.settings, folder):
        folder.mkdir(parents=True, exist_ok=True)
        model_id = (lesson or in_a_child)(question, lessons, folder)
        write_whole(_note(folder, question), json.dumps({"answers": answers, "model": model_id}))
        taught.append(Taught(question, answers, model_id))
    return taught


def can_learn() -> bool:
    """Whether what training needs is installed (the extra "learn")."""
    return importlib.util.find_spec("sklearn") is not None


def in_a_child(question: str, lessons: Lessons, folder: Path) -> str:
    """Train in a child process; a lesson that takes too long or too much leaves the model as it was."""
    with ProcessPool(
        max_workers=1,
        context=multiprocessing.get_context("spawn"),
        initializer=limit_memory,
        initargs=(_MEGABYTES,),
    ) as pool:
        try:
            told: str = pool.schedule(lesson_of, args=(question, lessons, folder), timeout=SECONDS).result()
        except (TooSlowError, ProcessExpired, MemoryError):
            return ""
        return told


def lesson_of(question: str, lessons: Lessons, folder: Path) -> str:
    """Train and keep a model; return its id, or "" where it would be no help: then an older one goes too."""
    model = train(question, lessons)
    if model is None:
        forget(folder, question)
        return ""
    keep(model, folder)
    return model.model_id


def _due(facts: pd.DataFrame, settings: Settings, folder: Path) -> Iterator[tuple[str, int, Lessons]]:
    """The questions with enough new answers: how many there are, and what there is to learn."""
    for question in QUESTIONS:
        answered = (
            facts[facts[question].notna() & facts["description"].notna()]
            if question in facts
            else facts.iloc[:0]
        )
        if is_enough(len(answered), _last(folder, question)):
            yield question, len(answered), lessons_of(question, answered.tail(MOST_ROWS), settings)


def is_enough(answers: int, last: int) -> bool:
    """Whether a lesson is worth its time: enough answers at all, and enough more than at the last one."""
    return answers >= max(LEAST_ROWS, last * GROWN, last + LEAST_NEW if last else 0)


def lessons_of(question: str, answered: pd.DataFrame, settings: Settings) -> Lessons:
    """Return what persons called these rows, and what the rules alone would have said."""
    rules = rules_of(settings, None)
    frame = answered.reset_index(drop=True)
    labels = typed_types(frame, rules) if question == "issue_type" else frame[question]
    said = ruled(question, frame, rules).to_numpy(object)
    return Lessons(
        [str(text) for text in texts(frame)],
        [str(label) for label in labels],
        [None if label is None else str(label) for label in said],
    )


def _last(folder: Path, question: str) -> int:
    """From how many answers the last lesson was, also where no model came of it; 0 where there was none."""
    try:
        return int(json.loads(_note(folder, question).read_text(encoding="utf-8"))["answers"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _note(folder: Path, question: str) -> Path:
    return folder / f"{question}.json"
