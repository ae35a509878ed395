"""Who asks the customer how and when: the shipped rules, checked by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from toolkit.domain.loop.asking import MARKED, SHIPPED, FollowUpRule, match_rules, ways, window

NAT = np.datetime64("NaT", "s")
IMPORTANT = {"高价值客户"}


def table(**row):
    keys = ("kind", "priority", "customer_type", "needs_follow_up")
    return pd.DataFrame({key: pd.Series([row.get(key)], dtype=object) for key in keys})


@pytest.mark.parametrize(
    ("row", "way", "by"),
    [
        ({"kind": "complaint", "priority": "2"}, "questionnaire", "agent"),
        ({"kind": "suggestion", "priority": "3"}, "questionnaire", "agent"),
        ({"kind": "complaint", "priority": "1"}, "phone", "supervisor"),
        ({"kind": "suggestion", "priority": "1"}, "questionnaire", "agent"),
        ({"kind": "question", "customer_type": "高价值客户"}, "phone", "supervisor"),
        ({"kind": "question"}, "in_channel", "owner"),
        ({"kind": "praise"}, "in_channel", "owner"),
        ({"kind": "question", "needs_follow_up": "yes"}, "phone", "owner"),
        ({"kind": "complaint", "needs_follow_up": "yes"}, "phone", "owner"),
        ({"kind": "complaint", "priority": "1", "needs_follow_up": "no"}, None, None),
        ({}, "questionnaire", "agent"),
    ],
)
def test_the_source_says_who_asks_how(row, way, by):
    found = ways(match_rules(table(**row), SHIPPED, IMPORTANT), SHIPPED)
    assert (found["ask_way"][0], found["ask_by"][0]) == (way, by)


def test_a_row_that_asks_for_it_is_asked_whatever_the_rules():
    rules = (FollowUpRule("nobody", "none", "owner"),)
    marked, other = (match_rules(table(needs_follow_up=word), rules) for word in ("yes", None))
    assert (ways(marked, rules)["ask_way"][0], ways(other, rules)["ask_way"][0]) == (MARKED.way, None)


@pytest.mark.parametrize(
    ("rule", "resolved", "limits", "expected"),
    [
        (FollowUpRule("r", "phone", "owner"), "2026-10-09T10:00:00", ("2026-10-10T10:00:00", "2026-10-11T10:00:00"),
         ("2026-10-10T10:00:00", "2026-10-11T10:00:00")),
        (FollowUpRule("r", "phone", "owner", from_hours=2, until_hours=8), "2026-10-09T10:00:00",
         ("2026-10-10T10:00:00", "2026-10-11T10:00:00"), ("2026-10-09T12:00:00", "2026-10-09T18:00:00")),
        (FollowUpRule("r", "phone", "owner", until_hours=8), "2026-10-09T10:00:00", ("NaT", "NaT"),
         ("2026-10-09T10:00:00", "2026-10-09T18:00:00")),
        (FollowUpRule("r", "phone", "owner"), "2026-10-09T10:00:00", ("NaT", "NaT"),
         ("2026-10-10T10:00:00", "2026-10-11T10:00:00")),
        (FollowUpRule("r", "in_channel", "owner"), "2026-10-09T10:00:00", ("NaT", "NaT"), ("NaT", "NaT")),
        (FollowUpRule("r", "phone", "owner", until_hours=8), "NaT", ("NaT", "NaT"), ("NaT", "NaT")),
    ],
    ids=["as the time limits say", "own numbers win", "from the resolution on", "as usual", "by a button", "held in process"],
)  # fmt: skip
def test_from_when_until_when(rule, resolved, limits, expected):
    arrays = [np.array([value], "datetime64[s]") for value in (resolved, *limits)]
    found = window(np.array([0]), (rule,), arrays[0], (arrays[1], arrays[2]), (24, 48))
    assert tuple(str(side[0]) for side in found) == expected
