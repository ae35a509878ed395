"""The worked examples: each is a sentence about a feedback and what becomes of its time limits."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from toolkit.domain.policies import DEFAULT_POLICIES
from toolkit.domain.sla import judge

MOMENTS = (
    "received_at", "first_responded_at", "resolved_at", "held_from", "held_until", "due_override",
    "urgency_changed_at", "extension_approved_at", "reopened_at",
)  # fmt: skip


def at(text):
    return np.datetime64(text.replace(" ", "T"), "s")


def table(*rows):
    """A table of feedback; a moment written without time of day is a bare date."""
    frame = pd.DataFrame([{"kind": "complaint", **row} for row in rows], dtype=object)
    for key in MOMENTS:
        if key in frame:
            texts = frame[key].where(frame[key].notna(), None)
            frame[key] = np.array(
                [at(text) if text else np.datetime64("NaT") for text in texts], dtype="datetime64[s]"
            )
            frame[f"{key}_is_day"] = [len(text or "") == 10 for text in texts]
    return frame


def judged(calendar, *rows, as_of=None, policies=DEFAULT_POLICIES):
    return judge(table(*rows), policies, calendar, at(as_of) if as_of else None)


def only(calendar, as_of=None, policies=DEFAULT_POLICIES, **row):
    return judged(calendar, row, as_of=as_of, policies=policies).iloc[0]


def text(moment):
    return "" if pd.isna(moment) else f"{moment:%m-%d %H:%M}"


@pytest.mark.parametrize(("received", "urgent", "normal", "by_level"), [
    ("2026-03-13 17:59", ("03-16 10:59", "03-14 17:59"), ("03-16 13:59", "03-18 18:00"),
     ("03-14 17:59", "03-16 18:00", "03-20 18:00")),
    ("2026-09-18 17:59", ("09-20 10:59", "09-19 17:59"), ("09-20 13:59", "09-22 18:00"),
     ("09-19 17:59", "09-21 18:00", "09-28 18:00")),
    ("2026-10-03 10:00", ("10-08 11:00", "10-04 10:00"), ("10-08 14:00", "10-10 18:00"),
     ("10-04 10:00", "10-08 18:00", "10-10 18:00")),
    ("2026-10-10 16:30", ("10-12 09:30", "10-11 16:30"), ("10-12 11:30", "10-14 18:00"),
     ("10-11 16:30", "10-13 18:00", "10-19 18:00")),
    ("2026-09-30 17:00", ("10-08 10:00", "10-01 17:00"), ("10-08 12:00", "10-10 18:00"),
     ("10-01 17:00", "10-08 18:00", "10-08 18:00")),
    ("2026-03-10 12:30", ("03-10 15:00", "03-11 12:30"), ("03-10 17:00", "03-13 18:00"),
     ("03-11 12:30", "03-13 18:00", "03-17 18:00")),
    ("2026-03-10 02:30", ("03-10 11:00", "03-11 02:30"), ("03-10 14:00", "03-13 18:00"),
     ("03-11 02:30", "03-13 18:00", "03-17 18:00")),
    ("2026-03-10 18:00", ("03-11 11:00", "03-11 18:00"), ("03-11 14:00", "03-13 18:00"),
     ("03-11 18:00", "03-13 18:00", "03-17 18:00")),
], ids=[
    "E1 received on Friday a minute before closing", "E2 before a make-up Sunday", "E3 on a holiday",
    "E4 on a make-up Saturday", "E5 on the eve of a long holiday", "E6 during lunch", "E6 at night", "E6 at closing time",
])  # fmt: skip
def test_due_moments(calendar, received, urgent, normal, by_level):
    rows = [{"received_at": received, "urgency": word} for word in ("紧急", "一般", "P0", "P1", "P2")]
    found = judged(calendar, *rows)
    assert [text(due) for due in found["first_response_due"]] == [urgent[0], normal[0], "", "", ""]
    assert [text(due) for due in found["resolution_due"]] == [urgent[1], normal[1], *by_level]


def test_e6_closing_time_itself_still_meets_a_due_of_closing_time(calendar):
    row = {"urgency": "一般", "received_at": "2026-03-10 12:30"}
    assert only(calendar, **row, resolved_at="2026-03-13 18:00:59")["resolution_verdict"] == "met"
    assert only(calendar, **row, resolved_at="2026-03-13 18:01")["resolution_verdict"] == "breach"
