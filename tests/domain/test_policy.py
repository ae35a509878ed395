"""Rows of 时限策略: what is refused, what does not fit together, and the default rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from deadline_rows import with_policy

from toolkit.domain.deadlines.policies import DEFAULT_POLICIES
from toolkit.domain.deadlines.policy import Clock, CutOff, Extension, Match, Policy, Stage
from toolkit.domain.deadlines.policy_checks import check_policies
from toolkit.domain.faults import PolicyDataError
from toolkit.domain.worktime.calendar import WorkCalendar
from toolkit.words import Text

NAME = Text("试", "trial")


def policy(**fields):
    return Policy(
        **{"id": "x", "stage": Stage.RESOLUTION, "name": NAME, "clock": Clock.WORKING_HOURS, "amount": 4}
        | fields
    )


@pytest.mark.parametrize(("fields", "words"), [
    ({"amount": 0}, "大于 0"),
    ({"amount": -2}, "-2"),
    ({"amount": float("nan")}, "大于 0"),
    ({"amount": float("inf")}, "十年"),
    ({"amount": 10**6}, "十年"),
    ({"clock": Clock.WORKING_DAYS, "amount": 1.5}, "整数"),
    ({"clock": Clock.NATURAL_DAYS, "amount": 4000}, "十年"),
    ({"amount": 24, "amount_from": 24}, "不小于"),
    ({"clock": Clock.CUT_OFF}, "截点"),
    ({"extension": Extension(condition="complex", amount=4)}, "不大于"),
    ({"valid_from": date(2026, 4, 1), "valid_to": date(2026, 3, 1)}, "早于"),
])  # fmt: skip
def test_unusable_limits_are_refused_in_plain_words(fields, words):
    with pytest.raises(PolicyDataError, match=words) as caught:
        policy(**fields)
    assert caught.value.text("en", **caught.value.facts)


def test_a_blank_amount_is_a_cell_still_to_fill():
    assert policy(amount=None).is_unfilled
    assert not policy(clock=Clock.NOT_JUDGED, amount=None).is_unfilled
    assert not policy(clock=Clock.CUT_OFF, amount=None, cut_off=CutOff(month_day=4)).is_unfilled


def test_the_default_rows_hold_what_the_source_says():
    said = {one.id: (one.clock.value, one.amount) for one in DEFAULT_POLICIES}
    assert len(said) == len(DEFAULT_POLICIES)
    assert said["response-urgent"] == ("W", 2)
    assert said["response-normal"] == ("W", 4)
    assert said["resolution-urgent"] == ("N", 24)
    assert said["resolution-normal"] == ("D", 3)
    assert [said[f"resolution-p{level}"] for level in range(3)] == [("N", 24), ("ND", 3), ("ND", 7)]
    assert said["question-list"] == ("D", 3)
    assert all(
        one.source("zh") and one.source("en") and one.name("zh") and one.name("en")
        for one in DEFAULT_POLICIES
    )


def texts(policies, calendar, **known):
    return [problem.message("zh") for problem in check_policies(policies, {"": calendar}, known)]


def test_the_default_rows_ask_only_for_the_cells_that_the_source_leaves_blank(calendar):
    assert texts(DEFAULT_POLICIES, calendar) == [
        "“重要·首次响应”的时限还没有填写，相关反馈无法判定。",
        "“重要·办结”的时限还没有填写，相关反馈无法判定。",
    ]


@pytest.mark.parametrize(("changes", "words"), [
    ({"id": "resolution-p0"}, "“resolution-p0”重复"),
    ({"match": Match(urgency=frozenset({"一般", "P0"}))}, "顺序相同"),
    ({"match": Match(urgency=frozenset({"P9"}))}, "“一般”没有对应"),
    ({"match": Match(urgency=frozenset({"一般"}), channel=frozenset({"电报"}))}, "不认识的词“电报”"),
    ({"clock": Clock.WORKING_HOURS, "amount": 3}, "晚于"),
    ({"calendar": "夜班"}, "“夜班”不存在"),
])  # fmt: skip
def test_rows_that_do_not_fit_together(calendar, changes, words):
    found = texts(with_policy("resolution-normal", **changes), calendar, channel={"电话"})
    assert any(words in text for text in found), found


def test_rows_may_follow_each_other_in_time(calendar):
    old = with_policy("resolution-normal", valid_to=date(2026, 3, 31))
    normal = next(one for one in DEFAULT_POLICIES if one.id == "resolution-normal")
    for start, count in ((date(2026, 4, 1), 0), (date(2026, 3, 31), 1)):
        new = replace(normal, id="new", valid_from=start)
        found = [one for one in check_policies([*old, new], {"": calendar}) if "new" in one.policies]
        assert len(found) == count


def test_problems_speak_both_languages(calendar):
    for problem in check_policies(
        with_policy("resolution-normal", amount=None, calendar="x"), {"": calendar}
    ):
        assert problem.message("en").isascii() or "·" in problem.message("en")


def test_a_team_without_a_weekly_pattern_is_checked_too():
    calendar = WorkCalendar.from_dict(
        {
            "weekly_hours": {},
            "date_hours": {f"2024-01-{day:02d}": [["09:00", "18:00"]] for day in range(8, 30)},
        }
    )
    assert len(check_policies(DEFAULT_POLICIES, {"": calendar})) == 2
