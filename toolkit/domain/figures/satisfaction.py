"""What customers said afterwards: satisfaction, rating and NPS, three words that are never averaged together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.domain.figures.period import Mask, Period

FEW_ANSWERS = 30
PROMOTER, DETRACTOR = 9, 6


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Answers in the three words. Both rates are shown: with and without those who were fairly satisfied."""

    satisfied: int = 0
    fairly_satisfied: int = 0
    dissatisfied: int = 0

    @property
    def count(self) -> int:
        return self.satisfied + self.fairly_satisfied + self.dissatisfied

    @property
    def rate(self) -> float | None:
        return self.satisfied / self.count if self.count else None

    @property
    def rate_with_fairly(self) -> float | None:
        return (self.satisfied + self.fairly_satisfied) / self.count if self.count else None

    @property
    def is_few(self) -> bool:
        """Whether there are too few answers to compare the rate with another month's."""
        return self.count < FEW_ANSWERS


@dataclass(frozen=True, slots=True)
class Rating:
    """Marks from 1 to 5: how many, and their mean."""

    count: int = 0
    mean: float | None = None


@dataclass(frozen=True, slots=True)
class Nps:
    """Willingness to recommend, 0 to 10: promoters give 9 or more, detractors 6 or less."""

    promoters: int = 0
    passives: int = 0
    detractors: int = 0

    @property
    def count(self) -> int:
        return self.promoters + self.passives + self.detractors

    @property
    def score(self) -> float | None:
        """Promoters less detractors, in points from -100 to 100."""
        return 100 * (self.promoters - self.detractors) / self.count if self.count else None


def answered_at(frame: pd.DataFrame) -> pd.Series:
    """Return when each row's customer answered, NaT where none did.

    It is the moment of follow-up; where nobody noted one, the nearest that is known: dissatisfied, closed,
    resolved, received.
    """
    moment = frame["followed_up_at"]
    for key in ("dissatisfied_at", "closed_at", "resolved_at", "received_at"):
        moment = moment.fillna(frame[key])
    has_answer = frame["satisfaction"].notna() | frame["rating"].notna() | frame["nps"].notna()
    return moment.where(has_answer)


def is_answered(frame: pd.DataFrame, period: Period) -> Mask:
    return period.holds(answered_at(frame))


def satisfaction(answers: pd.DataFrame) -> Satisfaction:
    """Count the three words; a word that is none of them does not count."""
    counts = answers["satisfaction"].value_counts()
    return Satisfaction(
        *(int(counts.get(key, 0)) for key in ("satisfied", "fairly_satisfied", "dissatisfied"))
    )


def rating(answers: pd.DataFrame) -> Rating:
    marks = answers["rating"].dropna()
    return Rating(len(marks), float(marks.mean())) if len(marks) else Rating()


def nps(answers: pd.DataFrame) -> Nps:
    marks = answers["nps"].dropna()
    promoters, detractors = int((marks >= PROMOTER).sum()), int((marks <= DETRACTOR).sum())
    return Nps(promoters, len(marks) - promoters - detractors, detractors)
