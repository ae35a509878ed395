"""Chains of causes, and the figure that a goal names."""

from __future__ import annotations

import pytest

from toolkit.domain.capa import blames_a_person, cause_chain, has_figure, parse_goal


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
