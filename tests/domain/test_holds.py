"""Several holds of one feedback: how they are written, and where together they move a due moment."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from deadline_rows import WAITING, only, table, text, with_policy

from toolkit.domain.account.notes import notes
from toolkit.domain.account.trace import explain
from toolkit.domain.deadlines.holds import going_on, is_unreadable, other_holds
from toolkit.domain.deadlines.policies import DEFAULT_POLICIES
from toolkit.domain.deadlines.sla import assess

FIRST = "2026-03-09 13:00 至 2026-03-09 15:00"
MONDAY = {"received_at": "2026-03-09 10:00"}


def read(cell):
    found = other_holds(pd.Series([cell], dtype=object))
    return [
        (f"{begin:%m-%d %H:%M}", f"{end:%m-%d %H:%M}", wait)
        for begin, end, wait in zip(
            found.begins[0].tolist(), found.ends[0].tolist(), found.waits[0], strict=True
        )
    ]


@pytest.mark.parametrize(("cell", "holds"), [
    (FIRST, [("03-09 13:00", "03-09 15:00", "customer")]),
    ("2026-03-09 13:00-15:00", [("03-09 13:00", "03-09 15:00", "customer")]),
    ("2026/3/9 13\uff1a00到2026年3月10日9:30（与客户约定周二）；2026-03-11 09:00~24:00（等物流商）",
     [("03-09 13:00", "03-10 09:30", "agreed_date"), ("03-11 09:00", "03-12 00:00", "partner")]),
    ("2026-03-09 13:00 to 2026-03-09 15:00 (supplier)\n2026-03-10 09:00 – 10:00",
     [("03-09 13:00", "03-09 15:00", "partner"), ("03-10 09:00", "03-10 10:00", "customer")]),
    (None, []),
])  # fmt: skip
def test_holds_as_people_write_them(cell, holds):
    assert read(cell) == holds
    assert not is_unreadable(pd.Series([cell], dtype=object))[0]


@pytest.mark.parametrize("cell", [
    "上周", "2026-03-09 至 2026-03-10", "2026-03-09 15:00 至 2026-03-09 13:00", "2026-02-30 09:00-10:00", "2026-03-09 09:00-24:01",
    "2206-03-09 09:00-10:00", f"{FIRST}；还有一次",
])  # fmt: skip
def test_what_cannot_be_read_moves_nothing(calendar, cell):
    assert is_unreadable(pd.Series([cell, None], dtype=object)).tolist() == [True, False]
    assert text(only(calendar, urgency="P0", other_holds=cell, **MONDAY)["resolution_due"]) == "03-10 10:00"


@pytest.mark.parametrize(("row", "due", "minutes"), [
    (WAITING | {"urgency": "一般"}, "03-16 15:00", 13 * 60),
    (MONDAY | {"urgency": "一般"}, "03-13 11:00", 120),
    (MONDAY | {"urgency": "P0", "held_from": "2026-03-10 11:00", "held_until": "2026-03-10 12:00"}, "03-10 13:00", 180),
    (MONDAY | {"urgency": "P0", "held_from": "2026-03-10 12:00", "held_until": "2026-03-10 13:00"}, "03-10 12:00", 120),
    (MONDAY | {"urgency": "P0", "held_from": "2026-03-09 14:00", "held_until": "2026-03-09 16:00"}, "03-10 13:00", 180),
    (MONDAY | {"urgency": "P0", "held_from": "2026-03-10 11:00"}, "", 120),
    (MONDAY | {"urgency": "P1", "held_from": "2026-03-10 16:00", "held_until": "2026-03-12 10:00"}, "03-16 18:00", 44 * 60),
    (MONDAY | {"urgency": "P0", "received_at": "2026-03-09 14:00"}, "03-10 15:00", 60),
], ids=[
    "in working hours, beside the one of E9", "the earlier one alone", "the second begins before the due that the first moved",
    "the second begins when it was due", "what overlaps counts once", "on hold again", "natural days by dates",
    "what was before receipt does not count",
])  # fmt: skip
def test_several_holds_add_up(calendar, row, due, minutes):
    found = only(calendar, other_holds=FIRST, **row)
    assert (text(found["resolution_due"]), found["held_minutes"], found["is_on_hold"]) == (
        due,
        minutes,
        due == "",
    )


def test_the_order_in_which_they_are_written_does_not_matter(calendar):
    later = MONDAY | {"urgency": "P0", "held_from": "2026-03-09 13:00", "held_until": "2026-03-09 15:00"}
    found = only(calendar, other_holds="2026-03-10 11:00-12:00", **later)
    assert (text(found["resolution_due"]), found["held_minutes"]) == ("03-10 13:00", 180)


@pytest.mark.parametrize(("caps", "due"), [
    ({"longest_pause": 1}, "03-13 11:00"),
    ({"longest_pauses": 5}, "03-13 15:00"),
    ({"longest_pause": 4, "longest_pauses": 3}, "03-13 12:00"),
], ids=["one hold at most", "all together at most", "the smaller of both"])  # fmt: skip
def test_one_hold_and_all_together_may_be_capped(calendar, caps, due):
    policies = with_policy("resolution-normal", **caps)
    found = only(calendar, policies=policies, urgency="一般", other_holds=FIRST, **WAITING)
    assert text(found["resolution_due"]) == due


def test_the_note_and_the_timeline_show_every_hold(calendar):
    row = MONDAY | {
        "urgency": "P0",
        "other_holds": FIRST,
        "held_from": "2026-03-10 11:00",
        "held_until": "2026-03-10 12:00",
    }
    found = assess(table(row), DEFAULT_POLICIES, calendar)
    assert "暂停 2 次共 3 小时 → 2026-03-10 13:00" in notes(found, "zh").iloc[0]
    segments = explain(found, 0, "zh")[1].segments
    assert [(str(part.start)[8:16], part.minutes if part.is_counted else -part.minutes) for part in segments] == [
        ("09T10:00", 180), ("09T13:00", -120), ("09T15:00", 1200), ("10T11:00", -60), ("10T12:00", 60),
    ]  # fmt: skip


def test_an_end_before_its_start_belongs_to_the_hold_before():
    frame = table(
        {"held_from": "2026-03-12 09:00", "held_until": "2026-03-10 10:00"},
        {"held_from": "2026-03-10 09:00", "held_until": "2026-03-10"},
        {"held_from": "2026-03-10 09:00", "held_until": "2026-03-10 09:00"},
    )
    assert np.isnat(going_on(frame)["held_until"].to_numpy()).tolist() == [True, False, False]
