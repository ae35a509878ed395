"""What is tallied as reward or penalty, and what is not."""

from __future__ import annotations

import pytest
from judged import judged

from toolkit.domain.loop.merits import (
    COUNTS,
    DENIED,
    NO_EFFECT,
    NOBODY,
    TO_CONFIRM,
    Merit,
    by_person,
    entries,
)

RULES = (
    Merit("发货信息不正确", percent=10, needs_effect=True, role="信息员"),
    Merit("客户表扬", is_reward=True),
    Merit("及时上报", is_reward=True, percent=2.5),
)
UPHELD = {
    "merit_item": "发货信息不正确",
    "merit_person": "王信",
    "merit_effect": "return",
    "merit_confirmed": "yes",
}


def tallied(*rows):
    return entries(judged(*rows), RULES)


@pytest.mark.parametrize(
    ("differs", "stand", "percent"),
    [
        ({}, COUNTS, -10),
        ({"merit_confirmed": None}, TO_CONFIRM, 0),
        ({"merit_confirmed": "no"}, DENIED, 0),
        ({"merit_effect": None}, NO_EFFECT, 0),
        ({"merit_person": " "}, NOBODY, 0),
        ({"merit_confirmed": "no", "merit_person": None, "merit_effect": None}, DENIED, 0),
        ({"merit_item": "客户表扬", "merit_effect": None}, COUNTS, 0),
        ({"merit_item": "及时上报", "merit_effect": None}, COUNTS, 2.5),
    ],
    ids=["upheld", "waits", "good reason", "nothing came of it", "nobody", "denied is the end of it", "praise", "rewarded"],
)  # fmt: skip
def test_what_counts(differs, stand, percent):
    found = tallied(UPHELD | differs)
    assert found[["stand", "percent"]].to_numpy().tolist() == [[stand, percent]]
    assert int(found["rewards"].sum() + found["penalties"].sum()) == (stand == COUNTS)


@pytest.mark.parametrize(
    "differs",
    [
        {"merit_item": None},
        {"merit_item": "别的事"},
        {"is_withdrawn": "yes"},
        {"merged_into": "F009"},
        {"received_at": None},
    ],
    ids=["says nothing", "no such item", "withdrawn", "merged into another", "of no month"],
)
def test_what_is_no_entry(differs):
    assert tallied(UPHELD | differs).empty


def test_each_time_counts_in_the_month_of_its_feedback():
    found = tallied(
        UPHELD | {"received_at": "2026-10-31 23:59"},
        UPHELD | {"received_at": "2026-10-02 09:00"},
        UPHELD | {"received_at": "2026-11-01"},
        UPHELD | {"merit_person": "李客", "merit_item": "客户表扬"},
        UPHELD | {"merit_person": "王信", "merit_confirmed": None},
    )
    assert found["feedback_id"].tolist() == ["F002", "F004", "F005", "F001", "F003"]
    october = found[found["month"] == "2026-10"]
    assert by_person(october).to_numpy().tolist() == [["王信", 0, 2, -20.0], ["李客", 1, 0, 0.0]]
    assert by_person(found).loc[0, "percent"] == -30
