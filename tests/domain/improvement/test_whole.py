"""Plans, effects and feedback of a small shop seen together, as of one moment."""

from __future__ import annotations

import numpy as np
import pytest
from improvement_shop import received, rows
from judged import judged

from toolkit.domain.figures.period import Period
from toolkit.domain.improvement.causes import Category
from toolkit.domain.improvement.effects import Reason, Standing
from toolkit.domain.improvement.tasks import Timing
from toolkit.domain.improvement.upkeep import Return
from toolkit.domain.improvement.whole import Improvement, ImprovementRules
from toolkit.schema.books.improvement import EFFECTS, PLAN

AS_OF = np.datetime64("2026-11-02T09:00:00")
RULES = ImprovementRules(
    {"物流延迟": ("发货慢",), "支付问题": (), "功能异常": (), "服务态度": (), "其他": ()}, last=("其他",)
)

FEEDBACK = judged(
    *received("2026-09-20", 20, "物流延迟"), *received("2026-10-10", 8, "物流延迟"),
    *received("2026-09-20", 6, "支付问题"), *received("2026-10-12", 9, "功能异常"), *received("2026-10-12", 4, "服务态度"),
    *received("2026-10-12", 10, "其他"),
)  # fmt: skip
PLANS = (
    {"issue": "物流延迟", "root_cause": "①拣货慢→②分拣人员不足→③没有排班规则", "goal": "物流投诉降至10件", "measures": "①增加十名分拣员；②按量排班",
     "owner": "王芳", "due_on": "2026-10-05", "done_on": "2026-10-01", "state": "done", "cost_degree": "low"},
    {"issue": "支付失败（支付问题）", "root_cause": "①接口不兼容", "goal": "支付投诉减少一半", "measures": "升级支付接口", "owner": "李伟",
     "due_on": "2026-11-05", "state": "running"},
)  # fmt: skip
DONE_EFFECT = {
    "measure": "招加分拣员",
    "metric": "物流投诉",
    "before": 20.0,
    "after": 8.0,
    "note": "物流投诉下降50%，无新增支付投诉",
}


def improvement(plans=PLANS, effects=(DONE_EFFECT,), feedback=FEEDBACK, as_of=AS_OF):
    return Improvement(feedback, rows(PLAN, plans), rows(EFFECTS, effects), RULES, as_of)


def test_an_effect_finds_its_plan_its_day_and_its_goal():
    found = improvement().measured[0]
    assert (found.plan, found.issue) == (0, "物流延迟")
    assert (found.effect.before.value, found.effect.after.value, found.effect.target) == (20, 8, 10)
    assert (found.effect.achievement, found.effect.reason) == ("reached", Reason.MEASURED)
    assert [one.standing for one in found.claims] == [Standing.BORNE_OUT, Standing.BORNE_OUT]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"measure": "完全另一件事", "metric": "物流投诉"}, Reason.NO_DATE),
        ({"measure": "完全另一件事", "metric": "物流投诉", "effective_on": "2026-10-01"}, Reason.MEASURED),
        ({"measure": "升级支付接口", "metric": "支付成功率"}, Reason.NO_METRIC),
        ({"measure": "升级支付接口", "metric": "投诉"}, Reason.NOT_OVER),
    ],
)
def test_where_an_effect_cannot_be_told(row, reason):
    assert improvement(effects=[row]).measured[0].effect.reason is reason


def test_frequent_issues_without_a_plan_are_put_up():
    """功能异常 9 within 30 days and no plan; 服务态度 4 are too few; 物流延迟 is done and fewer; 其他 is no issue."""
    assert improvement().seeds == ("功能异常",)
    assert improvement(plans=()).seeds == ("功能异常", "物流延迟")


def test_an_issue_that_came_back_is_put_up_again():
    again = judged(*received("2026-09-20", 5, "物流延迟"), *received("2026-10-10", 8, "物流延迟"))
    found = improvement(feedback=again)
    assert [one.state for one in found.recurrences] == [Return.BACK]
    assert found.seeds == ("物流延迟",)


def test_what_people_typed_in_the_plan_weighs():
    assert improvement().priority["cost"].to_dict()["物流延迟"] == "low"
    month = improvement().month(Period.month("2026-09", AS_OF))
    assert month["count"].to_dict() == {"物流延迟": 20, "支付问题": 6}


def test_tasks_and_fishbones():
    found = improvement()
    assert found.tasks[["task", "timing"]].to_numpy().tolist() == [
        ["升级支付接口", Timing.THIS_WEEK], ["增加十名分拣员", Timing.DONE], ["按量排班", Timing.DONE],
    ]  # fmt: skip
    bones = found.fishbones[0].bones
    assert bones[Category.PEOPLE] == ("分拣人员不足", "没有排班规则")
    assert [one.issue for one in found.fishbones] == ["物流延迟", "支付失败（支付问题）"]


def test_a_proven_measure_waits_to_be_made_a_rule():
    found = improvement().to_standardise
    assert found[["issue", "is_proven"]].to_numpy().tolist() == [["物流延迟", True]]


def test_history_has_the_months_with_feedback():
    assert improvement().history["month"].unique().tolist() == ["2026-09", "2026-10"]


def test_nothing_at_all():
    found = improvement((), (), judged().iloc[:0])
    assert (found.seeds, found.measured, found.recurrences, found.fishbones) == ((), (), (), ())
    assert found.tasks.empty
    assert found.history.empty


def test_a_goal_for_another_figure_is_not_taken():
    plans = (PLANS[0] | {"goal": "满意率提升至90%"},)
    assert improvement(plans=plans).measured[0].effect.reason is Reason.NO_GOAL
