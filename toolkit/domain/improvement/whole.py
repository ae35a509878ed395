"""Everything there is to say about improvement as of a moment, computed once: lists, report and documents draw from here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from toolkit.domain.figures import measures as counted
from toolkit.domain.figures.period import Period
from toolkit.domain.improvement.causes import by_category, cause_chain
from toolkit.domain.improvement.claims import parse_claims
from toolkit.domain.improvement.effects import Check, Checked, Effect, EffectRules, check_claim, effect
from toolkit.domain.improvement.goals import goal_for
from toolkit.domain.improvement.lists import items
from toolkit.domain.improvement.metrics import issue_in, named_in
from toolkit.domain.improvement.priority import PriorityRules, history, weigh
from toolkit.domain.improvement.tasks import DONE, tasks
from toolkit.domain.improvement.upkeep import Recurrence, Return, knowledge, recurrence

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from toolkit.domain.improvement.causes import Category

RECENT_DAYS = 30
HISTORY_MONTHS = 6
_SAME_MEASURE = 60
_DEGREES = ("impact_degree", "value_degree", "cost_degree")
_NO_DAY = np.datetime64("NaT", "s")


@dataclass(frozen=True)
class ImprovementRules:
    """How improvement is judged.

    issues: other words by issue type. last: the types that are no issue of their own (other). seeds: how many frequent
    issues are put up for a plan. least: how often an issue has come within 30 days before it is.
    """

    issues: Mapping[str, Collection[str]]
    priority: PriorityRules = field(default_factory=PriorityRules)
    effect: EffectRules = field(default_factory=EffectRules)
    last: Collection[str] = ()
    seeds: int = 3
    least: int = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """A row of the effectiveness check beside what the ledger says. place: its index; plan: that of its plan, if found."""

    place: int
    issue: str
    plan: int | None
    effect: Effect
    claims: tuple[Checked, ...]


@dataclass(frozen=True, slots=True)
class Fishbone:
    """An issue, and what causes it by category."""

    issue: str
    bones: Mapping[Category, tuple[str, ...]]


@dataclass(frozen=True)
class Improvement:
    """What is computed from three tables, as of a moment.

    feedback: judged, as known at that moment. plans, effects: the rows of both sheets, typed, as the ledger has them.
    """

    feedback: pd.DataFrame
    plans: pd.DataFrame
    effects: pd.DataFrame
    rules: ImprovementRules
    as_of: np.datetime64

    @property
    def recent(self) -> Period:
        """The last 30 days."""
        day = self.as_of.astype("M8[D]")
        start, end = (day + 1 - RECENT_DAYS).astype("M8[s]"), (day + 1).astype("M8[s]")
        return Period(start, end, self.as_of)

    @cached_property
    def plan_issues(self) -> list[str]:
        """The issue type of each plan, "" where its words name none."""
        return [self._issue(text) for text in self.plans["issue"]]

    def _issue(self, text: object) -> str:
        words = str(text).strip() if isinstance(text, str) else ""
        return words if words in self.rules.issues else issue_in(words, self.rules.issues) if words else ""

    @cached_property
    def weights(self) -> PriorityRules:
        """The rules with what people typed in the plan; the last row of an issue that says something counts."""
        typed = self.plans[list(_DEGREES)].assign(issue=self.plan_issues)
        typed = typed[typed["issue"] != ""].groupby("issue")[list(_DEGREES)].last()
        return replace(self.rules.priority, typed=typed)

    @cached_property
    def priority(self) -> pd.DataFrame:
        """The issues of the last 30 days; see `priority.weigh`."""
        received = self.feedback[counted.is_received(self.feedback, self.recent)]
        return weigh(received, self.weights)

    def month(self, period: Period) -> pd.DataFrame:
        """The issues of a period, such as the month of a report."""
        return weigh(self.feedback[counted.is_received(self.feedback, period)], self.weights)

    @cached_property
    def history(self) -> pd.DataFrame:
        """How the issues stood month by month, this one last; see `priority.history`."""
        this = Period.month(str(self.as_of.astype("M8[M]")), self.as_of)
        return history(
            self.feedback, [this.shifted(n + 1 - HISTORY_MONTHS) for n in range(HISTORY_MONTHS)], self.weights
        )

    @cached_property
    def tasks(self) -> pd.DataFrame:
        """Every measure as a task; see `tasks.tasks`."""
        return tasks(self.plans, self.as_of)

    @cached_property
    def seeds(self) -> tuple[str, ...]:
        """The most frequent issues of the last 30 days without a plan that is under way."""
        counts = self.priority["count"].sort_values(ascending=False, kind="stable")
        frequent = [
            str(name) for name in counts.index[counts >= self.rules.least] if name not in self.rules.last
        ]
        return tuple(name for name in frequent[: self.rules.seeds] if name not in self._under_way)

    @property
    def _under_way(self) -> set[str]:
        is_open = (self.plans["state"] != DONE).to_numpy(bool)
        back = {one.issue for one in self.recurrences if one.state is Return.BACK}
        done = {issue for issue, still in zip(self.plan_issues, is_open, strict=True) if not still}
        going = {issue for issue, still in zip(self.plan_issues, is_open, strict=True) if still}
        return going | (done - back)

    @cached_property
    def recurrences(self) -> tuple[Recurrence, ...]:
        """The issues of plans that are done, each since its last fix."""
        days: dict[str, np.datetime64] = {}
        for place, issue in enumerate(self.plan_issues):
            fixed = self._fixed_on(place)
            if (
                issue
                and self.plans["state"].iloc[place] == DONE
                and not np.isnat(fixed)
                and fixed <= self.as_of
            ):
                days[issue] = max(days.get(issue, fixed), fixed)
        return tuple(recurrence(self.feedback, issue, day, self.as_of) for issue, day in days.items())

    def _fixed_on(self, place: int) -> np.datetime64:
        row = self.plans.iloc[place]
        day = row["due_on"] if pd.isna(row["done_on"]) else row["done_on"]
        return _NO_DAY if pd.isna(day) else np.datetime64(day, "s")

    @cached_property
    def measured(self) -> tuple[Measured, ...]:
        """Every row of the effectiveness check, computed from the ledger and its claims checked."""
        return tuple(self._measured(place, row) for place, row in enumerate(self.effects.to_dict("records")))

    def _measured(self, place: int, row: dict[Any, Any]) -> Measured:
        plan = self._plan_of(row["measure"])
        metric = str(row["metric"] or "")
        issue = self._issue(row["effect_issue"]) or issue_in(metric, self.rules.issues)
        issue = issue or (self.plan_issues[plan] if plan is not None else "")
        typed = None if pd.isna(row["after"]) else float(row["after"])
        check = Check(
            named_in(metric, self.rules.issues, issue),
            self._since(row, plan),
            self._goal(metric, plan),
            typed,
        )
        found = effect(self.feedback, check, self.as_of, self.rules.effect)
        claims = tuple(
            check_claim(
                claim,
                named_in(claim.subject or metric, self.rules.issues, issue),
                self.feedback,
                found.windows,
            )
            for claim in parse_claims(str(row["note"] or ""))
        )
        return Measured(place, issue, plan, found, claims)

    def _plan_of(self, measure: object) -> int | None:
        """The plan whose measures hold this one, by its words."""
        scores = [
            max((fuzz.partial_ratio(str(measure), item) for item in items(str(text or ""))), default=0.0)
            for text in self.plans["measures"]
        ]
        best = int(np.argmax(scores)) if scores else 0
        return best if scores and scores[best] >= _SAME_MEASURE else None

    def _since(self, row: dict[Any, Any], plan: int | None) -> np.datetime64:
        if not pd.isna(row["effective_on"]):
            return np.datetime64(row["effective_on"], "s")
        return _NO_DAY if plan is None else self._fixed_on(plan)

    def _goal(self, metric: str, plan: int | None) -> str:
        """The goal of the plan that the measure stands in, or else the one of all that names this figure."""
        own = None if plan is None else self.plans["goal"].iloc[plan]
        if isinstance(own, str) and self._key(own) == self._key(metric):
            return own
        found = goal_for(metric, tuple(self.plans["goal"].dropna())) if metric else None
        return found.text if found else ""

    def _key(self, text: str) -> str:
        """Which figure of the dictionary a text names, "" for one that the ledger does not know."""
        named = named_in(text, self.rules.issues, about="-")
        return named.metric.key if named else ""

    @cached_property
    def fishbones(self) -> tuple[Fishbone, ...]:
        """The causes of each issue that has any, over all its plans."""
        chains: dict[str, list[tuple[str, ...]]] = {}
        for issue, text in zip(self.plans["issue"], self.plans["root_cause"], strict=True):
            if isinstance(issue, str) and isinstance(text, str):
                chains.setdefault(issue, []).append(cause_chain(text))
        return tuple(Fishbone(issue, by_category(found)) for issue, found in chains.items())

    @cached_property
    def to_standardise(self) -> pd.DataFrame:
        """Plans that are done and not yet made a rule (S1-037): place, issue, measures, owner, done_on, is_proven."""
        rows = self.plans.reset_index(drop=True)
        proven = {one.plan for one in self.measured if one.effect.achievement == "reached"}
        found = rows[(rows["state"] == DONE) & rows["standard"].isna()]
        keys = ["issue", "measures", "owner", "done_on"]
        return found[keys].assign(place=found.index, is_proven=[place in proven for place in found.index])

    @cached_property
    def knowledge(self) -> pd.DataFrame:
        """Answers worth keeping; see `upkeep.knowledge`."""
        return knowledge(self.feedback)
