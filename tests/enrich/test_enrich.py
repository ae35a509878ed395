"""Our columns, one after the other: level, duty, keywords, first rows, state."""

from __future__ import annotations

import pandas as pd
import pytest
from enrich_rows import RULES, enriched, rows

from toolkit.enrich import enrich
from toolkit.schema.books.feedback import FEEDBACK
from toolkit.schema.table import blank_column


@pytest.mark.parametrize(
    ("row", "priority", "torn"),
    [
        ({"urgency": "紧急"}, "1", False),
        ({"urgency": None}, None, False),
        ({"urgency": "紧急", "triage_level": "P2"}, "1", True),
        ({"urgency": "P0", "issue_type": "物流延迟(P2)"}, "1", True),
    ],
)
def test_level(row, priority, torn):
    frame = enriched(row)
    assert frame["priority"].tolist() == [priority]
    assert frame["needs_review"].tolist() == [torn]


@pytest.mark.parametrize(
    ("row", "duty"),
    [
        ({"urgency": "P0"}, ("客服主管", "客服专员", "技术部、运营部")),
        ({"urgency": "P1"}, ("客服专员", None, None)),
        ({"urgency": None}, ("客服专员", None, None)),
        ({"kind": "praise"}, ("客服专员", None, "被表扬员工所在部门")),
        ({"kind": "question"}, (None, None, None)),
        ({"kind": None, "issue_type": "其他", "description": "在几楼"}, (None, None, None)),
    ],
)
def test_duty(row, duty):
    frame = enriched(row)
    assert tuple(frame.loc[0, ["lead_department", "follow_up_role", "co_departments"]]) == duty


@pytest.mark.parametrize(
    ("description", "keywords"),
    [
        ("未发货，又重复扣款", "未发货、重复扣款"),
        ("退款慢", "退款慢"),
        ("扣款了，扣款了", "扣款"),
        ("你们在几楼", None),
    ],
)
def test_keywords_of_a_row(description, keywords):
    assert enriched({"description": description})["keywords"].tolist() == [keywords]


def test_first_of_customer_by_type_and_time():
    frame = enriched(
        {"received_at": "2026-10-09 10:00"},
        {"received_at": "2026-10-08 10:00"},
        {"received_at": "2026-10-10 10:00", "issue_type": "支付问题"},
        {"customer_id": None},
    )
    assert frame["is_first_of_customer"].tolist() == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({}, "awaiting_response"),
        ({"urgency": "P0", "issue_type": "物流延迟(P1)"}, "in_review"),
        ({"kind": None, "description": "感谢客服小王，很耐心", "issue_type": None}, "recorded"),
        ({"resolved_at": "2026-10-09 10:00", "satisfaction": "satisfied"}, "closed"),
    ],
)
def test_status(row, status):
    assert enriched(row)["status"].tolist() == [status]


def test_the_nine_columns_of_the_source_are_enough():
    frame = rows({})[["feedback_id", "customer_id", "received_at", "issue_type", "description"]]
    assert enrich(frame, RULES)["status"].tolist() == ["awaiting_response"]


def test_no_rows():
    assert len(enrich(rows({}).iloc[:0], RULES)) == 0


def test_what_people_wrote_is_not_touched():
    before = rows({}, {"urgency": "紧急", "note": "老客户"})
    after = enrich(before, RULES)
    pd.testing.assert_frame_equal(after[before.columns], before)


def test_our_columns_are_declared_and_in_the_form_of_a_table():
    after = enrich(rows({}, {"urgency": None}), RULES)
    for key in (
        "status",
        "priority",
        "lead_department",
        "follow_up_role",
        "co_departments",
        "keywords",
        "duplicate_of",
    ):
        assert FEEDBACK[key].is_ours
        assert after[key].dtype == object
        assert all(value is None or isinstance(value, str) for value in after[key])
    assert after["is_first_of_customer"].dtype == blank_column(FEEDBACK["is_first_of_customer"], 1).dtype
