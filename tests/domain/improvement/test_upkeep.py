"""Whether an issue comes back, whom it touched, and which answers are worth keeping."""

from __future__ import annotations

import numpy as np
import pytest
from judged import judged

from toolkit.domain.improvement.effects import windows
from toolkit.domain.improvement.upkeep import Return, knowledge, recurrence, touched_customers

FIXED = np.datetime64("2026-10-01")
AS_OF = np.datetime64("2026-10-31T09:00:00")


def rows(day, count, **more):
    return [{"received_at": f"{day} 10:00"} | more for _ in range(count)]


@pytest.mark.parametrize(
    ("before", "since", "state"),
    [
        (5, 0, Return.GONE),
        (20, 5, Return.LESS),
        (6, 3, Return.UNCLEAR),
        (4, 4, Return.BACK),
        (0, 1, Return.UNCLEAR),
        (0, 2, Return.BACK),
    ],
)
def test_whether_it_comes_back(before, since, state):
    frame = judged(*rows("2026-09-10", before), *rows("2026-10-10", since), *rows("2026-08-01", 9))
    found = recurrence(frame, "物流延迟", FIXED, AS_OF)
    assert (found.days, found.before, found.since, found.state) == (30, before, since, state)


def test_repeats_and_other_issues_do_not_count():
    frame = judged(*rows("2026-10-10", 2, duplicate_of="F001"), *rows("2026-10-10", 2, issue_type="其他"))
    found = recurrence(frame, "物流延迟", FIXED, AS_OF)
    assert found.state is Return.GONE
    assert np.isnat(found.last_at)


def test_whom_an_issue_touched():
    frame = judged(
        {"customer_id": "A", "received_at": "2026-09-05 10:00"}, {"customer_id": "B", "received_at": "2026-09-06 10:00"},
        {"customer_id": "B", "received_at": "2026-09-07 10:00"}, {"customer_id": None, "received_at": "2026-09-07 10:00"},
        {"customer_id": "C", "received_at": "2026-10-07 10:00"},
    )  # fmt: skip
    found = touched_customers(frame, "物流延迟", windows(FIXED, 30, AS_OF)[0])
    assert found[["customer_id", "count", "feedback_id"]].to_numpy().tolist() == [
        ["B", 2, "F003"],
        ["A", 1, "F001"],
    ]


def solved(solution, day="2026-10-05", **more):
    return {"solution": solution, "resolved_at": f"{day} 10:00", "description": "订单没有发货"} | more


def test_answers_that_proved_themselves():
    found = knowledge(
        judged(
            solved("已联系承运商优先派送"), solved("已联系承运商，优先派送。", "2026-10-06", description="没发货"),
            solved("原路退回多扣的款", satisfaction="satisfied", issue_type="支付问题"),
            solved("只用过一次的办法"), solved("客户不满意的办法", satisfaction="dissatisfied"),
            solved("客户不满意的办法"), solved("已解释"), solved("已解释"), solved("重办过的办法好", cycle=2), solved("重办过的办法好", cycle=2),
            solved("没能解决的答复", outcome="answered"), solved("没能解决的答复", outcome="answered"),
        )
    )  # fmt: skip
    assert found["answer"].tolist() == ["已联系承运商，优先派送。", "原路退回多扣的款"]
    first = found.iloc[0]
    assert (first["question"], first["cases"], first["count"], first["satisfied_count"]) == (
        "没发货",
        ["F001", "F002"],
        2,
        0,
    )


def test_nothing_solved_nothing_kept():
    assert knowledge(judged({})).empty
