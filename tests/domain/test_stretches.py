"""Where the time went, against stretches added up by hand."""

from __future__ import annotations

import numpy as np
import pytest
from judged import judged
from working_week import WEEK

from toolkit.domain.figures import stretches
from toolkit.domain.worktime.calendar import WorkCalendar

SPAN = ("received_at", "resolved_at")


def rows(**more):
    """A feedback of Thursday 8 October 2026, 9:30, resolved on Monday the 12th at 11:30: 98 natural hours."""
    return judged({"received_at": "2026-10-08 09:30", "resolved_at": "2026-10-12 11:30"} | more)


def test_natural_hours_need_both_times_of_day():
    assert stretches.natural(rows(), *SPAN)[0] == 98
    assert np.isnan(stretches.natural(rows(received_at="2026-10-08"), *SPAN)[0])
    assert np.isnan(stretches.natural(rows(resolved_at="2026-10-08 09:00"), *SPAN)[0])


@pytest.mark.parametrize(("held", "waited"), [
    ({}, 0),
    ({"held_from": "2026-10-09 10:00", "held_until": "2026-10-09 16:00"}, 6),
    ({"held_from": "2026-10-07 10:00", "held_until": "2026-10-08 10:30"}, 1),
    ({"held_from": "2026-10-12 10:30"}, 1),
    ({"held_from": "2026-10-09 10:00", "held_until": "2026-10-09 16:00", "hold_reason": "等协同部门"}, 0),
    ({"other_holds": "2026-10-09 10:00 至 2026-10-09 12:00（等客户寄回）；2026-10-10 08:00 至 2026-10-10 09:30（等客户）"}, 3.5),
    ({"held_from": "2026-10-09 10:00", "held_until": "2026-10-09 16:00",
      "other_holds": "2026-10-09 12:00 至 2026-10-09 18:00（等客户）"}, 8),
    ({"other_holds": "2026-10-09 10:00 至 2026-10-09 12:00（等供应商）"}, 0),
], ids=["none", "inside", "from before", "until the end", "our own department", "two", "overlapping", "a supplier"])  # fmt: skip
def test_waiting_for_the_customer_is_told_apart(held, waited):
    assert stretches.waited(rows(**held), *SPAN)[0] == pytest.approx(waited)


def test_working_hours_and_waiting_in_working_hours():
    found = rows(held_from="2026-10-09 17:00", held_until="2026-10-12 10:00")
    calendar = WorkCalendar.from_dict({"weekly_hours": WEEK})
    assert stretches.working(found, *SPAN, calendar)[0] == 7.5 + 8 + 2.5
    assert stretches.waited(found, *SPAN, calendar)[0] == 1 + 1


def test_no_rows():
    assert len(stretches.waited(judged(), *SPAN)) == 0
