"""The names of columns that flow beside the facts of a feedback: what a model said of it, why, and which model it was."""

from __future__ import annotations

from toolkit.schema.choices import CLASSES

QUESTIONS = ("issue_type", "kind", *(one.name for one in CLASSES), "urgency")
"""What models may be asked, by the key of the column that they answer."""


def label_key(question: str) -> str:
    return f"learned_{question}"


def note_key(question: str) -> str:
    return f"learned_{question}_note"


def model_key(question: str) -> str:
    return f"learned_{question}_by"


def keys_of(question: str) -> tuple[str, str, str]:
    """The columns of a question: what a model said, why, and the model's id."""
    return label_key(question), note_key(question), model_key(question)
