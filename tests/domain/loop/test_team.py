"""Who acts for whom, one row each."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from toolkit.domain.loop.team import Lead, Person, Team, acting

HOLIDAY = date(2026, 10, 20)
TEAM = Team(
    (
        Person("王芳", ("小王",), "agent", "客服部", "李强", date(2026, 10, 19), date(2026, 10, 21)),
        Person("李强", role="agent", department="客服部", deputy="王芳"),
        Person("赵敏", role="supervisor", deputy="钱进", away_from=date(2026, 10, 20)),
        Person("孙立", role="supervisor"),
    )
)
LEAD = Lead("supervisor", "客服主管")


def who(*, on=None, team=TEAM, **row):
    keys = ("owner", "second_owner", "complained_person", "status")
    table = pd.DataFrame({key: pd.Series([row.get(key)], dtype=object) for key in keys})
    (found,) = acting(table, team, LEAD, on)
    return found


@pytest.mark.parametrize(
    ("row", "on", "expected"),
    [
        ({}, HOLIDAY, None),
        ({"owner": "王芳"}, None, "王芳"),
        ({"owner": "小王"}, date(2026, 10, 18), "王芳"),
        ({"owner": "王芳"}, HOLIDAY, "李强"),
        ({"owner": "王芳"}, date(2026, 10, 22), "王芳"),
        ({"owner": "王芳", "second_owner": "周也"}, HOLIDAY, "周也"),
        ({"owner": "不在册"}, HOLIDAY, "不在册"),
        ({"owner": "李强", "status": "reopened"}, date(2026, 10, 10), "赵敏"),
        ({"owner": "李强", "status": "reopened"}, HOLIDAY, "孙立"),
        ({"owner": "李强", "status": "reopened", "complained_person": "赵敏"}, None, "孙立"),
        ({"owner": "李强", "complained_person": "李强"}, None, "王芳"),
        ({"owner": "李强", "complained_person": "李强"}, HOLIDAY, "孙立"),
        ({"owner": "李强", "complained_person": "李强、王芳", "second_owner": "周也"}, None, "周也"),
        ({"owner": "李强", "complained_person": "李*"}, None, "李强"),
        ({"second_owner": "周也"}, None, "周也"),
        ({"owner": "王芳、李强"}, None, "王芳"),
    ],
)
def test_who_acts(row, on, expected):
    assert who(on=on, **row) == expected


def test_without_a_list_what_came_back_goes_to_the_role():
    assert who(team=Team(), owner="李强", status="reopened") == "客服主管"


def test_deputies_of_each_other_who_are_both_away_end_with_the_lead():
    pair = (
        Person("甲", deputy="乙", away_from=HOLIDAY), Person("乙", deputy="甲", away_from=HOLIDAY),
    )  # fmt: skip
    assert who(team=Team(pair), on=HOLIDAY, owner="甲") == "客服主管"
