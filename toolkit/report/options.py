"""What a team chooses about its reports, and what a report is told beside the feedback."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.domain.figures.attainment import Basis
from toolkit.domain.loop.practice import Practice
from toolkit.enrich import EnrichRules
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.brand import Brand
from toolkit.words import Language
from toolkit.words import report as say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.domain.quality.spc import Span
    from toolkit.schema.vocabulary import Vocabulary


@dataclass(frozen=True)
class ReportOptions:
    """How reports are counted and named.

    targets: by indicator key (response_rate, resolution_rate, satisfaction_rate), from 0 to 1.
    vocabularies: the lists in force by name; what is missing is as declared. practice: how the team closes the loop.
    baselines: of what is watched, the days whose weeks set the limits of its control chart.
    population: by what (customer_type, channel, region, newness) and group, its part of all customers, from 0 to 1.
    wordings: sentences of the conclusions as the team writes them, by key.
    has_page: whether a report is a web page too. brand: its colour and logo.
    """

    lang: Language = "zh"
    company: str = ""
    made_by: str = ""
    basis: Basis = Basis.DUE
    targets: Mapping[str, float] = field(default_factory=dict)
    top: int = 3
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    practice: Practice = field(default_factory=Practice)
    population: Mapping[tuple[str, str], float] = field(default_factory=dict)
    baselines: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    wordings: Mapping[str, str] = field(default_factory=dict)
    has_page: bool = True
    brand: Brand = field(default_factory=Brand)
    speech: EnrichRules = field(default_factory=EnrichRules)
    """The team's own words, by which phrases are found in what customers wrote."""

    def words_of(self, key: str) -> Vocabulary:
        """Return the list in force for a column of the feedback sheet.

        Raises:
            KeyError: the column has no list of words.
        """
        declared = FEEDBACK[key].choices
        if declared is None:
            raise KeyError(key)
        return self.vocabularies.get(declared.name) or declared.in_language(self.lang)

    def label(self, key: str, value: str) -> str:
        """Return what people see for a value of a column."""
        return self.words_of(key).label_of(self.lang).get(value, value)

    @property
    def last_types(self) -> tuple[str, ...]:
        """The issue types that stand last whatever their count."""
        return (say.OTHER.zh, say.OTHER.en, say.UNFILLED(self.lang))


LISTED = 200
"""Drops that a report lists; the others are one row together."""


@dataclass(frozen=True, slots=True)
class DropCount:
    """What became of the rows of a drop, or of several together; read = accepted + sent back, or something is wrong."""

    file: str
    read: int
    accepted: int
    sent_back: int
    team: str = ""
    files: int = 1

    @property
    def agrees(self) -> bool:
        return self.read == self.accepted + self.sent_back
