"""Reminders of open promises: as of a moment, never outside working time unless the policy says so."""

from __future__ import annotations

import numpy as np
import pytest
from deadline_rows import at, table, with_policy

from toolkit.domain.deadlines.policies import DEFAULT_POLICIES
from toolkit.domain.deadlines.reminders import check_point, reached
from toolkit.domain.deadlines.sla import assess
from toolkit.domain.faults import PolicyDataError

NORMAL = {"received_at": "2026-03-09 10:00", "urgency": "一般"}


def reminder(calendar, as_of, policies=DEFAULT_POLICIES, stage="resolution", **row):
    found = getattr(assess(table(NORMAL | row), policies, calendar, at(as_of)), stage)
    points, moments = reached(found, at(as_of))
    return points[0], "" if np.isnat(moments[0]) else str(moments[0])[5:16].replace("T", " ")


@pytest.mark.parametrize(("as_of", "point", "when"), [
    ("2026-03-09 11:00", None, ""),
    ("2026-03-11 10:00", "50%", "03-11 09:30"),
    ("2026-03-12 13:00", "80%", "03-12 10:48"),
    ("2026-03-12 17:30", "-30m", "03-12 17:30"),
    ("2026-03-13 09:00", "due", "03-13 09:00"),
    ("2026-03-14 20:00", "due", "03-13 09:00"),
    ("2026-03-16 09:00", "daily", "03-16 09:00"),
], ids=["nothing yet", "half of it used", "most of it", "half an hour before", "due, told at opening",
        "no reminder at the weekend", "each day after"])  # fmt: skip
def test_reminders_of_three_working_days(calendar, as_of, point, when):
    policies = with_policy("resolution-normal", reminders=("50%", "80%", "-30m", "due", "daily"))
    assert reminder(calendar, as_of, policies) == (point, when)


def test_an_urgent_team_may_be_woken(calendar):
    policies = with_policy("resolution-urgent", reminds_in_working_time=False)
    row = {"received_at": "2026-03-13 17:00", "urgency": "紧急"}
    assert reminder(calendar, "2026-03-14 06:00", policies, **row) == ("50%", "03-14 05:00")
    assert reminder(calendar, "2026-03-14 06:00", **row) == (None, "")


@pytest.mark.parametrize("row", [
    {"resolved_at": "2026-03-09 11:00"}, {"held_from": "2026-03-09 11:00"}, {"urgency": "高"}, {"urgency": None},
], ids=["done", "on hold", "no date", "no limit"])  # fmt: skip
def test_nothing_to_remind_of(calendar, row):
    assert reminder(calendar, "2026-04-01 10:00", **row) == (None, "")


@pytest.mark.parametrize("point", ["50", "110%", "-5w", "soon", ""])
def test_what_is_no_reminder_point(point):
    with pytest.raises(PolicyDataError, match="提醒点"):
        check_point(point)
