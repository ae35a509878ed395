"""Counts, shares and durations against tables that can be checked by hand."""

import numpy as np
import pytest
from judged import judged

from toolkit.domain.figures import measures, shares
from toolkit.domain.figures.period import Period

OCTOBER = Period.month("2026-10", np.datetime64("2026-11-02T09:00"))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([120, 90, 80, 60, 50], [0.3, 0.225, 0.2, 0.15, 0.125]),
        ([1, 1, 1], [0.334, 0.333, 0.333]),
        ([2, 1], [0.667, 0.333]),
        ([5], [1.0]),
        ([0, 0], [0, 0]),
        ([], []),
        ([1] * 7, [0.143] * 6 + [0.142]),
    ],
    ids=["the source's table", "thirds", "two to one", "one", "nothing", "no groups", "sevenths"],
)
def test_shares_add_up_to_one_hundred(counts, expected):
    found = shares.rounded_shares(counts)
    assert found.tolist() == expected
    assert round(found.sum(), 9) in (0, 1)


@pytest.mark.parametrize(
    ("counts", "needed"), [([120, 90, 80, 60, 50], 4), ([8, 1, 1], 1), ([4, 4, 2], 2), ([], 0), ([0], 0)]
)
def test_how_many_types_reach_the_80_line(counts, needed):
    assert shares.vital_few(counts) == needed


def test_a_month_and_the_ones_around_it():
    assert OCTOBER.name == "2026-10"
    assert OCTOBER.previous().name == "2026-09"
    assert OCTOBER.shifted(-12).name == "2025-10"
    assert OCTOBER.until == np.datetime64("2026-10-31T23:59:59")
    assert not OCTOBER.is_open


def test_the_first_second_of_a_month_is_in_and_the_first_of_the_next_is_out():
    moments = np.array(
        ["2026-09-30T23:59:59", "2026-10-01", "2026-10-31T23:59:59", "2026-11-01", "NaT"], "M8[s]"
    )
    assert OCTOBER.holds(moments).tolist() == [False, True, True, False, False]


def test_an_open_month_speaks_only_up_to_now():
    running = Period.month("2026-10", np.datetime64("2026-10-12T08:00"))
    assert running.is_open
    assert running.until == np.datetime64("2026-10-12T08:00")


def test_what_was_not_known_yet_is_left_out():
    frame = judged(
        {"received_at": "2026-10-01 10:00", "resolved_at": "2026-10-20 10:00"},
        {"received_at": "2026-10-30 10:00"},
        {"is_withdrawn": "yes"},
    )
    known = measures.as_known(frame, np.datetime64("2026-10-12"))
    assert known["feedback_id"].tolist() == ["F001"]
    assert known["resolved_at"].isna().all()
    assert frame["resolved_at"].notna().sum() == 1, "the frame that was handed in stays as it was"


ISSUES = judged(
    {"customer_id": "C1", "issue_type": "支付问题"},
    {"customer_id": "C1", "issue_type": "支付问题", "duplicate_of": "F001"},
    {"customer_id": "C2", "issue_type": "支付问题", "duplicate_of": "F001", "duplicate_confirmed": "no"},
    {"customer_id": None, "issue_type": "支付问题"},
    {"customer_id": "C1", "issue_type": "物流延迟"},
    {"customer_id": "C2", "issue_type": "物流延迟", "merged_into": "F005"},
    {"customer_id": "C3", "issue_type": "服务态度", "duplicate_confirmed": "no"},
    {"customer_id": None, "issue_type": "产品质量"},
    {"customer_id": "C4", "issue_type": "其他"},
    {"customer_id": "C5", "issue_type": "其他"},
    {"customer_id": "C6", "issue_type": "其他"},
)


def test_issue_types_count_rows_cases_and_customers():
    table = measures.issue_types(ISSUES, last=["其他"])
    assert table.reset_index().to_numpy().tolist() == [
        ["支付问题", 4, 3, 2, 0.363],
        ["物流延迟", 2, 1, 2, 0.182],
        ["服务态度", 1, 1, 1, 0.091],
        ["产品质量", 1, 1, 0, 0.091],
        ["其他", 3, 3, 3, 0.273],
    ]


def test_distinct_customers_are_the_sum_of_first_rows():
    assert measures.first_of_customer(ISSUES).sum() == 6
    assert measures.first_of_customer(ISSUES, ["issue_type"]).tolist() == [1, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1]


def test_a_distribution_in_a_given_order():
    kinds = judged({"kind": "question"}, {"kind": "praise"}, {"kind": "question"}, {"kind": "odd"})["kind"]
    found = measures.distribution(kinds, ["complaint", "praise", "question"])
    assert found["count"].to_dict() == {"praise": 1, "question": 2, "odd": 1}
    assert list(found.index) == ["praise", "question", "odd"]


def test_keywords_are_the_most_frequent_of_a_type():
    rows = judged(
        {"keywords": "未发货、配送慢"}, {"keywords": "配送慢"}, {"keywords": "配送慢、破损"}, {"keywords": None},
        {"issue_type": "支付问题", "keywords": "扣款"},
    )  # fmt: skip
    assert measures.top_keywords(rows, 2) == {"支付问题": ["扣款"], "物流延迟": ["配送慢", "未发货"]}


def test_hours_need_the_time_of_day():
    rows = judged(
        {"received_at": "2026-10-08 09:00", "resolved_at": "2026-10-08 12:30"},
        {"received_at": "2026-10-08", "resolved_at": "2026-10-08 12:30"},
        {"received_at": "2026-10-08 09:00", "resolved_at": "2026-10-09"},
        {"received_at": "2026-10-08 09:00"},
        {"received_at": "2026-10-08 09:00", "resolved_at": "2026-10-07 09:00"},
    )
    hours = measures.hours_between(rows, "received_at", "resolved_at")
    assert hours[0] == 3.5
    assert np.isnan(hours[1:]).all()


def test_median_and_p90():
    found = measures.spread(np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, np.nan]))
    assert (found.count, found.median, found.longest) == (10, 5.5, 10)
    assert found.p90 == pytest.approx(9.1)
    assert measures.spread(np.array([np.nan])) == measures.Spread()
