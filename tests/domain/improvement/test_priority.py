"""Quadrants and matrix against a table that a person can count."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from judged import judged

from toolkit.domain.figures.period import Period
from toolkit.domain.improvement.priority import Action, PriorityRules, Quadrant, Scale, history, weigh

AS_OF = np.datetime64("2026-11-02T09:00:00")


def rows(issue, count, **more):
    return [{"issue_type": issue, "customer_id": f"{issue}{n}", "priority": "2"} | more for n in range(count)]


FRAME = judged(
    # 10 of 20 rows, 10 of 20 customers, 4 of them valuable, 5 severe
    *rows("物流延迟", 4, customer_type="高价值客户", priority="1"),
    *rows("物流延迟", 1, satisfaction="dissatisfied", customer_id="A"),
    *rows("物流延迟", 5, region="西藏"),
    # 6 rows, nobody valuable
    *rows("功能异常", 6, customer_type="新客"),
    # 3 rows of one valuable customer, wide impact
    *rows("支付问题", 3, customer_id="C1", customer_type="高价值客户", impact="many"),
    # one row
    *rows("其他", 1),
)


def test_shares_are_counted_over_all_rows_and_customers():
    """Customers: 4 + A, + 5 again numbered from 0 as the first: 物流延迟0 to 4, A, 功能异常0 to 5, C1, 其他0 = 14."""
    found = weigh(FRAME, PriorityRules())
    assert found["count"].to_dict() == {"物流延迟": 10, "功能异常": 6, "支付问题": 3, "其他": 1}
    assert found["share"].to_dict() == {"物流延迟": 0.5, "功能异常": 0.3, "支付问题": 0.15, "其他": 0.05}
    assert found["customer_count"].to_dict() == {"物流延迟": 6, "功能异常": 6, "支付问题": 1, "其他": 1}
    assert found["reach_share"]["支付问题"] == pytest.approx(1 / 14)
    assert found["value_share"].to_dict() == {"物流延迟": 0.4, "功能异常": 0.0, "支付问题": 1.0, "其他": 0.0}
    assert found["severe_share"].to_dict() == {"物流延迟": 0.5, "功能异常": 0.0, "支付问题": 1.0, "其他": 0.0}


def test_quadrants_and_matrix():
    found = weigh(FRAME, PriorityRules())
    assert found["quadrant"].to_dict() == {
        "物流延迟": Quadrant.FIRST, "功能异常": Quadrant.BROAD, "支付问题": Quadrant.VALUED, "其他": Quadrant.LATER,
    }  # fmt: skip
    assert found["action"].to_dict() == {
        "物流延迟": Action.FIRST, "功能异常": Action.PLAN, "支付问题": Action.PLAN, "其他": Action.PLAN,
    }  # fmt: skip
    assert found.index.tolist() == ["物流延迟", "功能异常", "支付问题", "其他"]
    assert found["rank"].tolist() == [1, 2, 3, 4]


def test_the_score_is_the_weighted_points():
    """物流延迟: reach high 50, value high 30, cost unknown 20 × ½; 支付问题: reach medium 25, value 30, cost 10."""
    score = weigh(FRAME, PriorityRules())["score"]
    assert score["物流延迟"] == pytest.approx(90)
    assert score["支付问题"] == pytest.approx(65)


def test_what_people_typed_wins():
    typed = pd.DataFrame(
        {"impact_degree": ["low"], "value_degree": [None], "cost_degree": ["low"]}, index=["物流延迟"]
    )
    found = weigh(FRAME, PriorityRules(typed=typed)).loc["物流延迟"]
    assert (found["reach"], found["influence"], found["value"], found["cost"]) == (
        "low",
        "low",
        "high",
        "low",
    )
    assert found["quadrant"] == Quadrant.VALUED
    assert found["score"] == pytest.approx(50)
    assert (found["is_typed_impact"], found["is_typed_value"]) == (True, False)


def test_rare_and_weak_is_paused():
    found = weigh(FRAME, PriorityRules(frequency=Scale(0.2, 0.06)))
    assert found["action"]["其他"] == Action.PAUSE


def test_a_region_that_holds_most_of_it_is_named():
    found = weigh(FRAME, PriorityRules()).loc["物流延迟"]
    assert (found["region"], found["region_share"]) == ("西藏", 1.0)


def test_rows_without_a_type_count_in_the_shares_only():
    found = weigh(judged({"issue_type": "物流延迟"}, {"issue_type": None}), PriorityRules())
    assert found["share"].to_dict() == {"物流延迟": 0.5}
    assert found["reach_share"].to_dict() == {"物流延迟": 0.5}


def test_nothing_received():
    assert weigh(FRAME.iloc[:0], PriorityRules()).empty


def test_history_by_month():
    frame = judged(
        {"issue_type": "物流延迟", "received_at": "2026-09-01 10:00", "customer_id": "A"},
        {"issue_type": "功能异常", "received_at": "2026-10-01 10:00", "customer_id": "B"},
        {"issue_type": "功能异常", "received_at": "2026-10-02 10:00", "customer_id": "C"},
        {"issue_type": "物流延迟", "received_at": "2026-10-03 10:00", "customer_id": "D"},
    )
    months = [Period.month(name, AS_OF) for name in ("2026-08", "2026-09", "2026-10")]
    found = history(frame, months, PriorityRules())
    assert found[["month", "issue_type", "rank"]].to_numpy().tolist() == [
        ["2026-09", "物流延迟", 1], ["2026-10", "功能异常", 1], ["2026-10", "物流延迟", 2],
    ]  # fmt: skip
