"""Possible duplicates: the same customer, the same words, not too far apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from enrich_rows import RULES, enriched, rows

from toolkit.enrich import enrich

FIRST = {"feedback_id": "F001", "received_at": "2026-10-01 09:00", "description": "订单未发货!"}


def repeat(**change):
    return FIRST | {"feedback_id": "F002", "received_at": "2026-10-03 09:00"} | change


@pytest.mark.parametrize(
    ("second", "is_repeat"),
    [
        (repeat(), True),
        (repeat(description="订单 未发货！！"), True),
        (repeat(description="订单还是未发货"), False),
        (repeat(customer_id="C2"), False),
        (repeat(customer_id="c1001 "), True),
        (repeat(received_at="2026-10-31 09:00"), True),
        (repeat(received_at="2026-11-01 09:00"), False),
        (repeat(is_withdrawn="yes"), False),
    ],
    ids=[
        "same",
        "punctuation",
        "other words",
        "other customer",
        "spelling of id",
        "30 days",
        "31 days",
        "withdrawn",
    ],
)
def test_repeat(second, is_repeat):
    assert enriched(FIRST, second)["duplicate_of"].tolist() == [None, "F001" if is_repeat else None]


@pytest.mark.parametrize("key", ["contact", "order_no"])
def test_a_phone_or_an_order_identifies_too(key):
    both = {key: "138 1234 5678", "customer_id": None}
    assert enriched(FIRST | both, repeat(**both))["duplicate_of"].tolist() == [None, "F001"]


@pytest.mark.parametrize("nobody", [None, "匿名", "无", "anonymous"])
def test_nobody_repeats_nobody(nobody):
    who = {"customer_id": nobody}
    assert enriched(FIRST | who, repeat(**who))["duplicate_of"].tolist() == [None, None]


def test_the_first_by_time_is_the_one_repeated():
    frame = enriched(repeat(), FIRST)
    assert frame["duplicate_of"].tolist() == ["F001", None]


def test_a_run_of_repeats_points_at_its_first():
    days = [
        FIRST | {"feedback_id": f"F{n:03}", "received_at": f"2026-{month}-15 09:00"}
        for n, month in enumerate(("08", "09", "10"), 1)
    ]
    assert enriched(*days, repeat_days=31)["duplicate_of"].tolist() == [None, "F001", "F001"]
    assert enriched(*days, repeat_days=30)["duplicate_of"].tolist() == [None, None, "F002"]


def test_a_repeat_of_a_repeat_points_at_the_very_first():
    frame = enriched(
        FIRST | {"order_no": None},
        repeat(order_no="A1"),
        repeat(feedback_id="F003", received_at="2026-10-04 09:00", customer_id=None, order_no="A1"),
    )
    assert frame["duplicate_of"].tolist() == [None, "F001", "F001"]


def test_rows_of_before_may_be_repeated_but_not_by_themselves():
    earlier = rows(FIRST)
    frame = enrich(rows(FIRST, repeat()), replace(RULES, earlier=earlier))
    assert frame["duplicate_of"].tolist() == [None, "F001"]
    frame = enrich(rows(repeat()), replace(RULES, earlier=earlier))
    assert frame["duplicate_of"].tolist() == ["F001"]


def test_no_description_no_repeat():
    assert enriched(FIRST | {"description": None}, repeat(description=None))["duplicate_of"].tolist() == [
        None,
        None,
    ]
