"""Checks of the improvement tables: statistics that add up, measures with an owner, claims that figures bear out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from toolkit.domain.improvement.causes import blames_a_person, cause_chain, is_phenomenon
from toolkit.domain.improvement.claims import Kind, parse_claims
from toolkit.domain.improvement.goals import goal_for
from toolkit.domain.improvement.tasks import measures
from toolkit.rules.checking import row_check
from toolkit.rules.codes import row as code
from toolkit.rules.quoting import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from toolkit.domain.improvement.claims import Claim
    from toolkit.domain.improvement.goals import Goal
    from toolkit.domain.improvement.tasks import Measure
    from toolkit.rules.checking import Facts, Mask, Numbers, Rows
    from toolkit.schema.table import Table

_SAME_FIGURE = 75
_ROUNDED = 0.05
_ROUNDING = 0.06  # two shares rounded to one decimal place differ by at most 0.05


def _percentages(rows: Rows) -> Numbers:
    """The typed shares in percent; a column of shares up to 1 holds Excel percentages."""
    shares = rows.numbers("share_rate")
    known = shares[np.isfinite(shares)]
    return shares * 100 if known.size and known.sum() <= 1.5 else shares


def _expected(rows: Rows) -> Numbers:
    counts = rows.numbers("feedback_count")
    return counts / max(float(np.nansum(counts)), 1.0) * 100


def _expected_shares(rows: Rows, index: np.ndarray) -> Facts:
    return {"expected": np.array([f"{share:.1f}" for share in _expected(rows)[index]], object)}


@row_check(code.R413, at="share_rate", other="feedback_count", facts=_expected_shares)
def share_unlike_count(rows: Rows) -> Mask:
    """A share rounded to whole percent still agrees."""
    typed = _percentages(rows)
    allowed = np.where(typed == np.round(typed), 0.5, _ROUNDING)
    differs: Mask = np.abs(typed - _expected(rows)) > allowed
    return differs


def _sum(rows: Rows, _index: np.ndarray) -> Facts:
    return {"total": f"{np.nansum(_percentages(rows)):.1f}"}


@row_check(code.R414, at="share_rate", facts=_sum)
def shares_do_not_add_up(rows: Rows) -> Mask:
    """Marked once, on the last row that has a share; rounding may cost half a unit a row."""
    typed = np.flatnonzero(rows.filled("share_rate"))
    wrong = np.zeros(len(rows.table), bool)
    off = abs(float(np.nansum(_percentages(rows))) - 100)
    if typed.size and off > 0.05 * typed.size + _ROUNDING:
        wrong[typed[-1]] = True
    return wrong


@row_check(code.R417, at="department", needs=("measures",))
def measure_without_department(rows: Rows) -> Mask:
    """S1 四-2: 每个改进措施需指定唯一责任人及部门."""
    return rows.filled("measures") & ~rows.filled("department")


def _deepest(rows: Rows, index: np.ndarray) -> Facts:
    chains = (cause_chain(str(text)) for text in rows["root_cause"].iloc[index])
    return {"deepest": np.array([shorten(chain[-1]) for chain in chains], object)}


@row_check(code.R430, at="root_cause", facts=_deepest)
def cause_is_what_customers_see(rows: Rows) -> Mask:
    """S1 四-2: “客服响应慢”是现象, the cause is 人员不足, 系统卡顿 or 知识库不完善. One who blames a person is told that instead."""
    chains = [cause_chain(str(text)) if text else () for text in rows["root_cause"]]
    ends = zip(chains, rows["issue"], strict=True)
    return np.array(
        [
            bool(chain) and is_phenomenon(chain[-1], issue or "") and not blames_a_person(chain[-1])
            for chain, issue in ends
        ],
        bool,
    )


def _latest(rows: Rows) -> list[Measure | None]:
    """The measure of each plan with the latest date of its own; a span says no date before the plan is in force."""
    found = []
    for text in rows["measures"]:
        dated = [one for one in (measures(str(text)) if text else ()) if one.due]
        found.append(max(dated, key=_day_of) if dated else None)
    return found


def _day_of(measure: Measure) -> date:
    assert measure.due is not None, "only measures with a day are compared"
    return measure.due


def _late_measures(rows: Rows, index: np.ndarray) -> Facts:
    found = _latest(rows)
    late = [measure for at in index if (measure := found[at])]
    return {
        "measure": np.array([shorten(one.text) for one in late], object),
        "day": np.array([str(one.due) for one in late], object),
    }


@row_check(code.R431, at="due_on", needs=("measures",), facts=_late_measures)
def measure_due_after_its_plan(rows: Rows) -> Mask:
    due = rows.moments("due_on").astype("M8[D]")
    days = [np.datetime64(one.due, "D") if one else np.datetime64("NaT") for one in _latest(rows)]
    late: Mask = np.array(days, "M8[D]") > due
    return late


@row_check(code.R432, at="review_on", other="state")
def paused_without_review(rows: Rows) -> Mask:
    """S3-041: what is put off has a day on which it is looked at again."""
    return rows.says("state", "paused") & ~rows.filled("review_on")


@row_check(code.R433, at="done_on", other="state")
def done_without_day(rows: Rows) -> Mask:
    return rows.says("state", "done") & ~rows.filled("done_on")


def goals_of(tables: Iterable[Table]) -> tuple[str, ...]:
    """Return the goals of the improvement plans among these tables, for the context of their effectiveness checks."""
    plans = (table.frame["goal"] for table in tables if table.sheet.key == "plan" and "goal" in table.frame)
    return tuple(str(goal) for goals in plans for goal in goals.dropna())


def _goals(rows: Rows) -> list[Goal | None]:
    goals = tuple(rows.context.goals)
    return [goal_for(str(metric), goals) if metric and goals else None for metric in rows["metric"]]


def _goal_texts(rows: Rows, index: np.ndarray) -> Facts:
    goals = _goals(rows)
    return {"goal": np.array([shorten(goal.text) if (goal := goals[at]) else "" for at in index], object)}


@row_check(code.R415, at="achievement", other="after", needs=("metric",), facts=_goal_texts)
def claimed_but_not_reached(rows: Rows) -> Mask:
    claims = rows.says("achievement", "reached") & rows.filled("after")
    measured = zip(claims, _goals(rows), rows.numbers("after"), strict=True)
    return np.array(
        [bool(claim and goal and not goal.is_reached(after)) for claim, goal, after in measured], bool
    )


@row_check(code.R416, at="achievement", needs=("before", "after"))
def claimed_without_figures(rows: Rows) -> Mask:
    before, after = rows.numbers("before"), rows.numbers("after")
    no_change: Mask = ~np.isfinite(before) | ~np.isfinite(after) | (before == after)
    return rows.says("achievement", "reached") & no_change


def _denied(rows: Rows) -> list[Claim | None]:
    """For each row the first claim of its remark about this very figure that the typed figures deny."""
    typed = zip(rows["note"], rows["metric"], rows.numbers("before"), rows.numbers("after"), strict=True)
    return [_denied_one(note, metric, before, after) for note, metric, before, after in typed]


def _denied_one(note: object, metric: object, before: float, after: float) -> Claim | None:
    if not (note and metric and np.isfinite(before) and np.isfinite(after)):
        return None
    for claim in parse_claims(str(note)):
        is_about = fuzz.partial_ratio(claim.subject, str(metric)) >= _SAME_FIGURE if claim.subject else True
        found = _typed_change(claim, before, after)
        if is_about and found is not None and not claim.is_borne_out(found, _ROUNDED):
            return claim
    return None


def _typed_change(claim: Claim, before: float, after: float) -> float | None:
    """What the typed figures say, in the terms of the claim."""
    if claim.kind is Kind.BY:
        return after / before - 1 if before else None
    return {Kind.NONE: after, Kind.TO: after}.get(claim.kind, after - before)


def _denied_claims(rows: Rows, index: np.ndarray) -> Facts:
    found = _denied(rows)
    return {
        "claim": np.array([shorten(claim.text) for at in index if (claim := found[at])], object),
        "before": rows.quoted("before", index),
        "after": rows.quoted("after", index),
    }


@row_check(code.R434, at="note", needs=("metric", "before", "after"), facts=_denied_claims)
def claim_unlike_the_figures(rows: Rows) -> Mask:
    return np.array([claim is not None for claim in _denied(rows)], bool)


STATISTICS_CHECKS = (share_unlike_count, shares_do_not_add_up)
PLAN_CHECKS = (
    measure_without_department, cause_is_what_customers_see, measure_due_after_its_plan, paused_without_review, done_without_day,
)  # fmt: skip
EFFECT_CHECKS = (claimed_but_not_reached, claimed_without_figures, claim_unlike_the_figures)
