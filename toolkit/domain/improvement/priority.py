"""Which issue comes first: four quadrants of reach, customer value and cost, and the matrix of influence and frequency."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.figures import measures

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from toolkit.domain.figures.period import Period

HIGH, MEDIUM, LOW = "high", "medium", "low"
POINTS: Mapping[str, float] = {HIGH: 1.0, MEDIUM: 0.5, LOW: 0.0}
SEVERE_LEVEL, WIDE = "1", "many"


class Quadrant(StrEnum):
    """Reach against customer value (S1-028); what reaches many valuable customers is done first (S1-029)."""

    FIRST = "first"
    BROAD = "broad"
    VALUED = "valued"
    LATER = "later"


class Action(StrEnum):
    """What the matrix of influence and frequency says (S3-040, S3-041)."""

    FIRST = "first"
    PLAN = "plan"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Scale:
    """From which share on a figure is high, and below which it is low."""

    high: float
    low: float

    def degree(self, shares: np.ndarray) -> np.ndarray:
        """Return a degree for each share, shape (n,); NaN is medium."""
        names = [np.array(name, object) for name in (HIGH, LOW)]
        found: np.ndarray = np.select([shares >= self.high, shares < self.low], names, MEDIUM)
        return found


@dataclass(frozen=True)
class PriorityRules:
    """How issues are weighed.

    reach, value, influence, frequency: the scales of the computed shares. weights: of reach, value and low cost in
    the score. important: customer types that count as valuable. typed: by issue type, the degrees that people gave
    (columns impact_degree, value_degree, cost_degree); they win over what is computed.
    """

    reach: Scale = Scale(0.20, 0.05)
    value: Scale = Scale(0.30, 0.10)
    influence: Scale = Scale(0.30, 0.10)
    frequency: Scale = Scale(0.20, 0.05)
    weights: tuple[float, float, float] = (50, 30, 20)
    important: Collection[str] = frozenset({"高价值客户"})
    typed: pd.DataFrame | None = None


def weigh(rows: pd.DataFrame, rules: PriorityRules) -> pd.DataFrame:
    """Weigh the issue types of some feedback against each other, the most pressing first.

    Args:
        rows: received feedback, judged; rows without an issue type are left out of the table, not of the shares.
        rules: scales, weights, and what people typed.

    Returns:
        Index: issue type. count; share (of all rows); customer_count; reach_share (of all customers; of rows where no
        customer is named); value_share (rows of important customers); severe_share (rows of the top level, of wide
        impact, or whose customer was dissatisfied); region and region_share (the most frequent region and its part of
        the rows that name one); frequency, reach, value, influence, cost (degrees); is_typed_impact, is_typed_value,
        is_typed_cost; score (0 to 100); quadrant; action; rank (from 1).
    """
    found = _shares(rows, rules.important)
    found = found.assign(
        frequency=rules.frequency.degree(found["share"].to_numpy(float)), **_degrees(found, rules)
    )
    found = found.assign(score=_score(found, rules.weights), quadrant=_quadrant(found), action=_action(found))
    first = found["quadrant"].map({name: place for place, name in enumerate(Quadrant)})
    order = found.assign(place=first, name=found.index.astype(str)).sort_values(
        ["place", "score", "count", "name"], ascending=[True, False, False, True], kind="stable"
    )
    ranked: pd.DataFrame = order.drop(columns=["place", "name"]).assign(rank=np.arange(1, len(order) + 1))
    return ranked


def history(rows: pd.DataFrame, periods: Sequence[Period], rules: PriorityRules) -> pd.DataFrame:
    """Return how the issues stood in each period: month, issue_type, count, rank, quadrant, action (S1-038)."""
    parts = [
        weigh(rows[measures.is_received(rows, period)], rules)
        .rename_axis("issue_type").reset_index().assign(month=period.name)
        for period in periods
    ]  # fmt: skip
    keys = ["month", "issue_type", "count", "rank", "quadrant", "action"]
    return pd.concat(parts, ignore_index=True)[keys] if parts else pd.DataFrame(columns=keys)


def _shares(rows: pd.DataFrame, important: Collection[str]) -> pd.DataFrame:
    """Count each issue type's rows, customers, and how much of it is severe or valuable."""
    named = rows[rows["issue_type"].notna()]
    facts = pd.DataFrame(
        {
            "issue_type": named["issue_type"],
            "count": 1,
            "customer_count": measures.first_of_customer(named, ["issue_type"]),
            "value_share": named["customer_type"].isin(important).astype(float),
            "severe_share": _is_severe(named).astype(float),
        }
    )
    sums = {"count": "sum", "customer_count": "sum", "value_share": "mean", "severe_share": "mean"}
    table = facts.groupby("issue_type").agg(sums)
    customers = int(measures.first_of_customer(rows).sum())
    reach = table["customer_count"] / customers if customers else table["count"] / max(len(rows), 1)
    return table.assign(
        share=table["count"] / max(len(rows), 1), reach_share=reach.astype(float), **_regions(named)
    )


def _is_severe(rows: pd.DataFrame) -> pd.Series:
    severe: pd.Series = (
        (rows["priority"] == SEVERE_LEVEL)
        | (rows["impact"] == WIDE)
        | (rows["satisfaction"] == "dissatisfied")
    )
    return severe


def _regions(named: pd.DataFrame) -> dict[str, pd.Series]:
    """The most frequent region of each type: an issue of one far region may be a matter of distance (S1-077)."""
    known = named[named["region"].notna()]
    sizes = known.groupby(["issue_type", "region"], sort=True).size()
    top = (
        sizes.sort_values(ascending=False, kind="stable")
        .groupby(level=0, sort=False)
        .head(1)
        .reset_index(name="most")
    )
    top = top.set_index("issue_type")
    total = known.groupby("issue_type").size()
    return {"region": top["region"], "region_share": top["most"] / total}


def _degrees(found: pd.DataFrame, rules: PriorityRules) -> dict[str, pd.Series]:
    typed = (pd.DataFrame() if rules.typed is None else rules.typed).reindex(found.index)
    own = {
        name: typed.get(f"{name}_degree", pd.Series(None, found.index, dtype=object))
        for name in ("impact", "value", "cost")
    }
    computed = {
        "reach": rules.reach.degree(found["reach_share"].to_numpy(float)),
        "influence": rules.influence.degree(found["severe_share"].to_numpy(float)),
        "value": rules.value.degree(found["value_share"].to_numpy(float)),
        "cost": np.full(len(found), MEDIUM, object),
    }
    said = {"reach": "impact", "influence": "impact", "value": "value", "cost": "cost"}
    degrees = {key: own[said[key]].where(own[said[key]].notna(), computed[key]) for key in computed}
    return degrees | {f"is_typed_{name}": values.notna() for name, values in own.items()}


def _score(found: pd.DataFrame, weights: tuple[float, float, float]) -> np.ndarray:
    """Return the weighted points of reach, value and how little it costs, 0 to 100."""
    points = [found["reach"].map(POINTS), found["value"].map(POINTS), 1 - found["cost"].map(POINTS)]
    whole = sum(weights) or 1.0
    parts = [weight * of.to_numpy(float) for weight, of in zip(weights, points, strict=True)]
    score: np.ndarray = np.sum(parts, axis=0) / whole * 100
    return score


def _quadrant(found: pd.DataFrame) -> np.ndarray:
    """Medium belongs to neither high half: what is not high is low."""
    wide, valued = ((found[key] == HIGH).to_numpy() for key in ("reach", "value"))
    names = [np.array(name.value, object) for name in (Quadrant.FIRST, Quadrant.BROAD, Quadrant.VALUED)]
    return np.select([wide & valued, wide, valued], names, Quadrant.LATER.value)


def _action(found: pd.DataFrame) -> np.ndarray:
    strong, often = found["influence"].to_numpy(object), found["frequency"].to_numpy(object)
    tests = [(strong == HIGH) & (often == HIGH), (strong == LOW) & (often == LOW)]
    return np.select(
        tests, [np.array(name.value, object) for name in (Action.FIRST, Action.PAUSE)], Action.PLAN.value
    )
