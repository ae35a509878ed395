"""Checks of the improvement tables: statistics that add up, measures with an owner, claims that figures bear out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from toolkit.domain.improvement.goals import goal_for
from toolkit.rules.checking import row_check
from toolkit.rules.codes import row as code
from toolkit.rules.quoting import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.domain.improvement.goals import Goal
    from toolkit.rules.checking import Facts, Mask, Numbers, Rows
    from toolkit.schema.table import Table

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


STATISTICS_CHECKS = (share_unlike_count, shares_do_not_add_up)
PLAN_CHECKS = (measure_without_department,)
EFFECT_CHECKS = (claimed_but_not_reached, claimed_without_figures)
