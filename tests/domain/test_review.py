"""初判 → 审核: what a supervisor's other level does to the time limits."""

from __future__ import annotations

import pandas as pd
import pytest
from deadline_rows import table, text

from toolkit.domain.deadlines.policies import DEFAULT_POLICIES
from toolkit.domain.deadlines.sla import judge
from toolkit.domain.review import with_reviews

RECEIVED = {"received_at": "2026-03-09 10:00", "kind": "complaint"}


def reviewed(row):
    frame = table(RECEIVED | row)
    if row.get("reviewed_at"):
        frame["reviewed_at"] = pd.to_datetime(frame["reviewed_at"]).astype("datetime64[s]")
    return frame


@pytest.mark.parametrize(("row", "due"), [
    ({"urgency": "一般"}, "03-12 18:00"),
    ({"urgency": "一般", "reviewed_level": "紧急", "reviewed_at": "2026-03-10 14:00"}, "03-11 14:00"),
    ({"urgency": "紧急", "reviewed_level": "一般", "reviewed_at": "2026-03-09 14:00"}, "03-12 18:00"),
    ({"urgency": "紧急", "reviewed_level": "一般", "reviewed_at": "2026-03-10 14:00"}, "03-10 10:00"),
    ({"urgency": "一般", "reviewed_level": "紧急"}, "03-10 10:00"),
    ({"urgency": "一般", "reviewed_level": "一般", "reviewed_at": "2026-03-10 14:00"}, "03-12 18:00"),
    ({"urgency": None, "issue_type": "物流延迟(P1)"}, "03-12 18:00"),
    ({"urgency": "一般", "reviewed_level": "紧急", "reviewed_at": "2026-03-12 17:00", "urgency_before": "一般",
      "urgency_changed_at": "2026-03-10 14:00"}, "03-11 14:00"),
], ids=["no review", "raised", "lowered in time", "lowered after the breach", "without a moment", "confirmed",
        "only in the issue type", "a change on record stays"])  # fmt: skip
def test_a_review_is_a_change_of_level(calendar, row, due):
    judged = judge(with_reviews(reviewed(row)), DEFAULT_POLICIES, calendar)
    assert text(judged.loc[0, "resolution_due"]) == due


def test_the_table_itself_is_left_alone():
    frame = reviewed({"urgency": "普通", "reviewed_level": "紧急", "reviewed_at": "2026-03-10 14:00"})
    before = frame.copy()
    assert with_reviews(frame)["urgency_before"].to_list() == ["一般"]
    pd.testing.assert_frame_equal(frame, before)
