"""Checks of the cells of one feedback against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.domain.deadlines.holds import is_unreadable
from toolkit.domain.names import people
from toolkit.domain.triage import triage
from toolkit.rules.checking import RowCheck, row_check
from toolkit.rules.codes import row as code
from toolkit.schema.naming import normalise
from toolkit.words import checks as words

if TYPE_CHECKING:
    from toolkit.rules.checking import Facts, Mask, Rows
    from toolkit.rules.finding import Code

IMPOSSIBLE_ORDERS = (
    ("received_at", "first_responded_at"),
    ("received_at", "resolved_at"),
    ("first_responded_at", "resolved_at"),
    ("received_at", "held_from"),
    ("held_from", "held_until"),
    ("resolved_at", "closed_at"),
    ("received_at", "followed_up_at"),
    ("received_at", "dissatisfied_at"),
)
"""(what comes first, what cannot come before it): such a row is left out (R21 of the deadline rules)."""

UNLIKELY_ORDERS = (
    ("occurred_at", "received_at"),
    ("received_at", "due_override"),
    ("received_at", "reviewed_at"),
    ("received_at", "synced_at"),
    ("received_at", "urgency_changed_at"),
    ("received_at", "extension_approved_at"),
)


def is_before(rows: Rows, key: str, other: str) -> Mask:
    """Where one moment is before another; when either is a bare date only the days are compared."""
    early, late = rows.moments(key), rows.moments(other)
    by_day = rows.bare_date(key) | rows.bare_date(other)
    before: Mask = np.where(
        by_day, early.astype("datetime64[D]") < late.astype("datetime64[D]"), early < late
    )
    return before


def _order(code: Code, first: str, then: str) -> RowCheck:
    return row_check(code, at=then, other=first)(lambda rows: is_before(rows, then, first))


ORDER_CHECKS = (
    *(_order(code.R401, first, then) for first, then in IMPOSSIBLE_ORDERS),
    *(_order(code.R402, first, then) for first, then in UNLIKELY_ORDERS),
)


@row_check(code.R402, at="followed_up_at", other="resolved_at")
def followed_up_before_resolved(rows: Rows) -> Mask:
    """After a second cycle the resolution is rightly later than the first follow-up."""
    return is_before(rows, "followed_up_at", "resolved_at") & ~rows.filled("dissatisfied_at")


def _torn(rows: Rows) -> pd.DataFrame:
    keys = ("urgency", "triage_level", "reviewed_level", "issue_type")
    return triage(pd.DataFrame({key: rows[key] for key in keys}), rows.context.crosswalk)


def _readings(rows: Rows, index: np.ndarray) -> Facts:
    return {"readings": _torn(rows)["readings"].to_numpy(object)[index]}


@row_check(code.R403, at="urgency", facts=_readings)
def levels_disagree(rows: Rows) -> Mask:
    """Compare "物流延迟(P1)" with P0 (S1 表1), and the first judgement with both; a reviewed level settles it."""
    is_torn: Mask = np.asarray(_torn(rows)["needs_review"], bool)
    return is_torn


@row_check(code.R404, at="owner", other="complained_person")
def handled_by_the_person_concerned(rows: Rows) -> Mask:
    """S2: 当事人不得直接参与客户投诉处理."""
    return _is_concerned(rows, "owner")


@row_check(code.R404, at="second_owner", other="complained_person")
def stood_in_for_by_the_person_concerned(rows: Rows) -> Mask:
    return _is_concerned(rows, "second_owner")


def _is_concerned(rows: Rows, key: str) -> Mask:
    both = np.flatnonzero(rows.filled(key) & rows.filled("complained_person"))
    concerned = np.zeros(len(rows.table), bool)
    pairs = zip(rows[key].iloc[both], rows["complained_person"].iloc[both], strict=True)
    concerned[both] = [not _names(owner).isdisjoint(_names(person)) for owner, person in pairs]
    return concerned


def _names(cell: str) -> set[str]:
    return {normalise(name) for name in people(cell) if "*" not in name}


@row_check(code.R405, at="reply_channel", other="channel")
def replied_by_another_channel(rows: Rows) -> Mask:
    """S2: 回复方式应与客户投诉和反馈的方式相同."""
    differs: Mask = np.asarray(rows["reply_channel"] != rows["channel"], bool)
    return differs & rows.filled("reply_channel") & rows.filled("channel")


@row_check(code.R406, at="dissatisfied_reason", other="satisfaction")
def dissatisfied_without_reason(rows: Rows) -> Mask:
    return rows.says("satisfaction", "dissatisfied") & ~rows.filled("dissatisfied_reason")


@row_check(code.R407, at="solution", other="resolved_at")
def resolved_without_solution(rows: Rows) -> Mask:
    """S2: 无论解决还是未能解决, 客户都值得得到明确的答复. Praise needs none."""
    return rows.filled("resolved_at") & ~rows.filled("solution") & ~rows.says("kind", "praise")


@row_check(code.R408, at="resolved_at", other="solution")
def solution_without_moment(rows: Rows) -> Mask:
    return rows.filled("solution") & ~rows.filled("resolved_at") & ~rows.filled("closed_at")


@row_check(code.R409, at="satisfaction", other="resolved_at")
def satisfaction_without_resolution(rows: Rows) -> Mask:
    return rows.filled("satisfaction") & ~rows.filled("resolved_at")


@row_check(code.R410, at="rating", other="satisfaction")
def rating_against_satisfaction(rows: Rows) -> Mask:
    rating = rows.numbers("rating")
    low, high = rating <= 2, rating >= 4
    against: Mask = (rows.says("satisfaction", "satisfied") & low) | (
        rows.says("satisfaction", "dissatisfied") & high
    )
    return against


@row_check(code.R411, at="hold_reason", other="held_from")
def hold_without_reason(rows: Rows) -> Mask:
    """R12 of the deadline rules: a pause needs a reason and a start."""
    return rows.filled("held_from") & ~rows.filled("hold_reason")


@row_check(code.R412, at="held_from", other="held_until")
def hold_without_start(rows: Rows) -> Mask:
    return rows.filled("held_until") & ~rows.filled("held_from")


@row_check(code.R450, at="other_holds")
def other_holds_unreadable(rows: Rows) -> Mask:
    return is_unreadable(rows["other_holds"])


@row_check(code.R418, at="resolved_at", other="closed_at")
def closed_without_resolution(rows: Rows) -> Mask:
    return rows.filled("closed_at") & ~rows.filled("resolved_at")


@row_check(code.R419, at="merged_into", needs=("feedback_id",))
def merged_into_itself(rows: Rows) -> Mask:
    same: Mask = np.asarray(rows["merged_into"] == rows["feedback_id"], bool)
    return same & rows.filled("merged_into")


@row_check(code.R420, at="solution", other="is_valid")
def invalid_without_answer(rows: Rows) -> Mask:
    return rows.says("is_valid", "no") & ~rows.filled("solution")


def _suggestion(rows: Rows, index: np.ndarray) -> Facts:
    found, choices = rows.suggestions.iloc[index], rows.context.choices(rows.table.sheet["urgency"])
    assert choices is not None
    labels = choices.label_of(rows.context.lang)
    return {
        "reason": found["urgency_reason"].to_numpy(object),
        "suggested": found["suggested_urgency"].map(labels).to_numpy(object),
        "triage": rows.table.sheet["triage_level"].header(rows.context.lang),
    }


@row_check(code.R421, at="description", other="urgency", facts=_suggestion)
def may_be_urgent(rows: Rows) -> Mask:
    """S0: 客户重大损失, 服务中断, 负面舆情风险; it stays a suggestion until a person confirms."""
    if not rows.context.alarms:
        return np.zeros(len(rows.table), bool)
    return np.asarray(rows.suggestions["suggested_urgency"].notna(), bool)


@row_check(code.R422, at="urgency_changed_at", other="urgency_before", needs=("urgency_before",))
def level_changed_without_moment(rows: Rows) -> Mask:
    return rows.filled("urgency_before") & ~rows.filled("urgency_changed_at")


def _still_missing(rows: Rows, index: np.ndarray) -> Facts:
    lang, sheet = rows.context.lang, rows.table.sheet
    absent = [(key, ~rows.filled(key)[index]) for key in ("cause", "new_solution")]
    return {
        "missing": np.array(
            [
                words.LIST_COMMA(lang).join(sheet[key].header(lang) for key, blank in absent if blank[place])
                for place in range(len(index))
            ],
            object,
        )
    }


@row_check(code.R423, at="new_solution", other="satisfaction", facts=_still_missing)
def reopened_without_a_new_plan(rows: Rows) -> Mask:
    """S0 2.4.2: 不满意需重新启动处理流程, 由客服主管牵头分析原因, 调整解决方案."""
    is_open = ~rows.filled("resolved_again_at") & ~rows.filled("closed_at")
    return (
        rows.says("satisfaction", "dissatisfied")
        & is_open
        & ~(rows.filled("new_solution") & rows.filled("cause"))
    )


@row_check(code.R424, at="prevention", other="closed_at")
def closed_without_prevention(rows: Rows) -> Mask:
    """S2: 反馈解决结果包括具体的解决方案和预防措施; asked for where a complaint is closed."""
    return rows.filled("closed_at") & rows.says("kind", "complaint") & ~rows.filled("prevention")


FEEDBACK_CHECKS = (
    *ORDER_CHECKS, followed_up_before_resolved, levels_disagree, handled_by_the_person_concerned,
    replied_by_another_channel, dissatisfied_without_reason, resolved_without_solution, solution_without_moment,
    satisfaction_without_resolution, rating_against_satisfaction, hold_without_reason, hold_without_start, other_holds_unreadable,
    closed_without_resolution, merged_into_itself, invalid_without_answer,
    may_be_urgent, level_changed_without_moment, stood_in_for_by_the_person_concerned, reopened_without_a_new_plan,
    closed_without_prevention,
)  # fmt: skip
