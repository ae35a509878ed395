"""What can stop the toolkit, as a tree. What is wrong with a workbook is a Finding, never one of these.

ToolkitError
├── SettingsError        the team's rules cannot be used at all
├── WorkspaceError       the folder is not a workspace, or not ours to write
├── CalendarHorizonError a moment lies outside the years that the calendar knows
├── PatchRefusedError    a workbook cannot be filled in place without harm
└── LedgerError          the ledger is missing, foreign or newer than this program
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.words import refusals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.rules.finding import Finding
    from toolkit.words import Language, Text


class ToolkitError(Exception):
    """Something stops us; the message is one sentence for the person in front of the screen."""

    exit_code = 3

    def __init__(self, sentence: str | Text, **facts: object) -> None:
        """`sentence`: one that is finished already, or one of the catalogue, which the facts fill."""
        super().__init__(sentence if isinstance(sentence, str) else sentence("zh", **facts))
        self._said = (sentence, facts)

    def said(self, lang: Language) -> str:
        """Return the sentence in a language, as far as it was not finished before."""
        sentence, facts = self._said
        return sentence if isinstance(sentence, str) else sentence(lang, **facts)


class SettingsError(ToolkitError):
    """The team's rules cannot be used at all; `findings` say where, as far as there are cells to name."""

    def __init__(self, sentence: str | Text, findings: Sequence[Finding] = (), **facts: object) -> None:
        super().__init__(sentence, **facts)
        self.findings = tuple(findings)


class WorkspaceError(ToolkitError):
    """The folder is not a workspace, or not ours to write."""


class CalendarHorizonError(ToolkitError):
    """A moment lies outside the years that the calendar knows."""


class PatchRefusedError(ToolkitError):
    """A workbook cannot be filled in place without harm; `cause` is one of `refusals.REASONS`, `place` an address."""

    def __init__(self, cause: str, place: str = "") -> None:
        self.cause = cause
        self.place = place
        super().__init__(refusals.sentence(self, "zh"))

    def said(self, lang: Language) -> str:
        return refusals.sentence(self, lang)


class LedgerError(ToolkitError):
    """The ledger is missing, foreign or newer than this program."""
