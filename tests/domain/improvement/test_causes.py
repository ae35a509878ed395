"""Chains of causes, and the figure that a goal names."""

from __future__ import annotations

import pytest

from toolkit.domain.improvement.causes import (
    Category,
    blames_a_person,
    by_category,
    category_of,
    cause_chain,
    is_phenomenon,
)
from toolkit.domain.improvement.goals import has_figure, parse_goal


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("①仓库人手不足→②大促未提前招人→③没有排班规则", ("仓库人手不足", "大促未提前招人", "没有排班规则")),
        ("人手不足->未招人=>预算没批", ("人手不足", "未招人", "预算没批")),
        ("1. 系统卡顿\n2. 缓存太小\n3、没有压测", ("系统卡顿", "缓存太小", "没有压测")),
        ("①人手不足②未招人", ("人手不足", "未招人")),
        ("人手不足", ("人手不足",)),
        ("版本 2.5 有缺陷", ("版本 2.5 有缺陷",)),
        ("", ()),
    ],
)
def test_cause_chain(text, links):
    assert cause_chain(text) == links


@pytest.mark.parametrize(
    ("cause", "blames"),
    [
        ("员工责任心不强", True),
        ("客服能力差", True),
        ("operator was careless", True),
        ("没有复核步骤", False),
        ("培训内容没有更新", False),
        ("careful review was missing", False),
    ],
)
def test_blames_a_person(cause, blames):
    assert blames_a_person(cause) is blames


@pytest.mark.parametrize(
    ("text", "target", "is_lower_better"),
    [
        ("3天内发货率提升至95%", 0.95, False),
        ("支付成功率提升至99%", 0.99, False),
        ("shipped within 3 days: 95%", 0.95, False),
        ("平均处理时长降至24小时", 24, True),
        ("投诉量控制在50以内", 50, True),
        ("退款时长≤3天", 3, True),
        ("满意度达到4.5分", 4.5, False),
        ("reduce complaints to 20", 20, True),
        ("从80%提高到９５％", 0.95, False),
    ],
)
def test_goal(text, target, is_lower_better):
    goal = parse_goal(text)
    assert goal is not None
    assert goal.target == pytest.approx(target)
    assert goal.is_lower_better is is_lower_better


@pytest.mark.parametrize("text", ["投诉下降50%", "发货更快", "提升20个百分点", ""])
def test_no_absolute_target(text):
    assert parse_goal(text) is None


@pytest.mark.parametrize(
    ("goal", "value", "is_reached"),
    [
        ("发货率提升至95%", 0.96, True),
        ("发货率提升至95%", 96, True),
        ("发货率提升至95%", 0.94, False),
        ("发货率提升至100%", 1, True),
        ("处理时长降至24小时", 20, True),
        ("处理时长降至24小时", 25, False),
    ],
)
def test_is_reached(goal, value, is_reached):
    parsed = parse_goal(goal)
    assert parsed is not None
    assert parsed.is_reached(value) is is_reached


@pytest.mark.parametrize(
    ("goal", "has"),
    [
        ("发货率95%", True),
        ("投诉减少三成", True),
        ("差评清零", True),
        ("大幅提升", False),
        ("统一标准", False),
    ],
)
def test_has_figure(goal, has):
    assert has_figure(goal) is has


@pytest.mark.parametrize(
    ("cause", "is_seen"),
    [
        ("客服响应慢", True),
        ("客户投诉多", True),
        ("系统卡顿", True),
        ("delivery is slow", True),
        ("人员不足", False),
        ("知识库不完善", False),
        ("招聘流程慢", False),
        ("需求阶段未评估负载", False),
        ("no rule for shifts", False),
    ],
)
def test_what_customers_see_is_no_cause(cause, is_seen):
    assert is_phenomenon(cause) is is_seen


def test_the_issue_said_again_is_no_cause():
    assert is_phenomenon("物流的延迟", "物流延迟")
    assert is_phenomenon("支付问题", "支付问题")
    assert not is_phenomenon("支付问题", "物流延迟")


@pytest.mark.parametrize(
    ("cause", "category"),
    [
        ("分拣人员不足", Category.PEOPLE),
        ("招聘流程慢", Category.PEOPLE),
        ("支付接口兼容性问题", Category.SYSTEM),
        ("测试用例覆盖不全", Category.SYSTEM),
        ("与物流商没有时效协议", Category.PARTNER),
        ("知识库不完善", Category.KNOWLEDGE),
        ("没有复核步骤", Category.PROCESS),
        ("天气原因", Category.OTHER),
        ("审批规则不合理", Category.PROCESS),
        ("包装材料太薄", Category.PRODUCT),
        ("未预留扩容资源", Category.PROCESS),
    ],
)
def test_category(cause, category):
    assert category_of(cause) is category


def test_causes_are_sorted_onto_bones_once_each():
    chains = [("分拣人员不足", "招聘流程慢"), ("分拣人员不足", "没有时效协议")]
    assert by_category(chains) == {
        Category.PEOPLE: ("分拣人员不足", "招聘流程慢"),
        Category.PARTNER: ("没有时效协议",),
    }


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("3天内发货率提升至95%", "3天内发货率"),
        ("支付成功率提升至99%", "支付成功率"),
        ("物流延迟投诉率从25%降至10%", "物流延迟投诉率"),
        ("投诉量控制在50以内", "投诉量"),
        ("reduce complaints to 20", "complaints"),
    ],
)
def test_the_figure_that_a_goal_names(text, metric):
    assert parse_goal(text).metric == metric
