"""What is wrong with a rule as it is written: an error that keeps its sentence in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import SettingsError

if TYPE_CHECKING:
    from toolkit.words import Text


class RuleError(SettingsError, ValueError):
    """A rule cannot be used as it is written; `text` and `facts` make the sentence in either language."""

    def __init__(self, text: Text, **facts: object) -> None:
        super().__init__(text, (), **facts)
        self.text = text
        self.facts = facts


class CalendarDataError(RuleError):
    """Working hours or days cannot be used as they are written."""


class PolicyDataError(RuleError):
    """A row of the time limits cannot be used as it is written."""
