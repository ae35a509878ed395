"""The rules in force, as everything downstream receives them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.domain.deadlines.policy import Clock
from toolkit.domain.loop.practice import Practice, Promise
from toolkit.domain.loop.replies import Replies
from toolkit.domain.loop.team import Lead, Team
from toolkit.schema.brand import Brand
from toolkit.schema.rule_choices import ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping as ByKey
    from datetime import date

    from toolkit.domain.alarm import AlarmRule
    from toolkit.domain.deadlines.policy import Policy
    from toolkit.domain.loop.asking import FollowUpRule
    from toolkit.domain.loop.cadence import Routine
    from toolkit.domain.loop.merits import Merit
    from toolkit.domain.quality.spc import Span
    from toolkit.domain.triage import Crosswalk
    from toolkit.domain.worktime.calendar import WorkCalendar
    from toolkit.rules.finding import Finding
    from toolkit.schema.mapping import Mapping
    from toolkit.schema.vocabulary import Vocabulary
    from toolkit.words import Language


@dataclass(frozen=True, slots=True)
class IssueType:
    """One of the team's issue types: the words that suggest it, what it usually is, and who mends it."""

    name: str
    keywords: tuple[str, ...] = ()
    kind: str = ""
    attribute: str = ""
    stage: str = ""
    nature: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Who leads, follows up and helps for a kind of feedback; an empty `levels` is every level."""

    kind: str
    levels: frozenset[str]
    lead: str
    follow_up: str = ""
    co_departments: str = ""


@dataclass(frozen=True)
class Speech:
    """The team's own words: those that are never cut, those not to count, and the names of its products."""

    words: tuple[str, ...] = ()
    stop_words: frozenset[str] = frozenset()
    products: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """What 设置.xlsx says.

    answers: by key, the answers of 常用 and 报告选项, understood. vocabularies: the lists in force, by name.
    calendars: by name, the main one under "". crosswalk: the unified levels behind the urgency words. alarms: what suggests an urgency.
    kind_words: keywords by kind. class_words: keywords by question and class. team: the people. follow_ups: who asks customers. replies: texts to send. routines: what recurs. merits: what is tallied as reward or penalty. brand: how reports look. baselines: of what is watched, the days whose weeks set the limits.
    """

    lang: Language
    answers: ByKey[str, Any]
    vocabularies: ByKey[str, Vocabulary]
    calendars: ByKey[str, WorkCalendar]
    policies: tuple[Policy, ...]
    crosswalk: Crosswalk
    alarms: tuple[AlarmRule, ...] = ()
    issue_types: tuple[IssueType, ...] = ()
    kind_words: ByKey[str, tuple[str, ...]] = field(default_factory=dict)
    class_words: ByKey[str, ByKey[str, tuple[str, ...]]] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
    important_customers: frozenset[str] = frozenset()
    mappings: tuple[Mapping, ...] = ()
    team: Team = field(default_factory=Team)
    follow_ups: tuple[FollowUpRule, ...] = ()
    replies: Replies = field(default_factory=Replies)
    routines: tuple[Routine, ...] = ()
    merits: tuple[Merit, ...] = ()
    sentences: ByKey[str, str] = field(default_factory=dict)
    population: ByKey[tuple[str, str], float] = field(default_factory=dict)
    baselines: ByKey[str, tuple[Span, ...]] = field(default_factory=dict)
    brand: Brand = field(default_factory=Brand)
    speech: Speech = field(default_factory=Speech)
    findings: tuple[Finding, ...] = ()

    @property
    def calendar(self) -> WorkCalendar:
        """The main calendar."""
        return self.calendars[""]

    @property
    def started_on(self) -> np.datetime64 | None:
        """The first day whose feedback is judged; earlier rows are only counted."""
        day: date | None = self.answers.get("started_on")
        return np.datetime64(day, "s") if day else None

    @property
    def practice(self) -> Practice:
        """How the team closes the loop."""
        answers = self.answers
        role = answers["reopened_owner"]
        return Practice(
            self.team, Lead(role, ROLES.label_of(self.lang)[role]), self.replies, self.routines, self.calendar,
            {one.id: Promise(one.amount, one.clock is Clock.WORKING_HOURS) for one in self.policies
             if one.amount and one.clock in (Clock.WORKING_HOURS, Clock.NATURAL_HOURS)},
            int(answers["idle_days"]), int(answers["progress_days"]), float(answers["close_after_days"]),
            self.started_on,
        )  # fmt: skip

    def mapping_for(self, file_name: str) -> Mapping | None:
        """Return how a foreign file of this name is to be read, if anybody has said so."""
        return next((mapping for mapping in self.mappings if mapping.fits(file_name)), None)
