"""Earlier feedback that a new one may repeat."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.domain.text.likeness import BANDS
from toolkit.domain.text.nearby import MOST, Nearby, day_keys, entries, likeliest

OLD = pd.DataFrame(
    {
        "description": ["订单三天没有发货，客服也不回消息", "收到的杯子碎了一个，要求换货", "没有发票", None],
        "customer_id": ["C1", "C2", "匿名", "C4"],
        "order_no": [None, "A9", None, None],
    }
)
NUMBERS = np.array([11, 12, 13, 14])


def found(**row: object) -> list[int]:
    new = pd.DataFrame([{"description": None} | row])
    return Nearby.of(entries(OLD), NUMBERS).find(entries(new)).tolist()


def test_found_by_customer_order_or_words():
    assert found(customer_id="c1") == [11]
    assert found(order_no=" a9 ") == [12]
    assert found(description="订单三天没有发货，客服也不回消息！") == [11]
    assert found(customer_id="C4", description="收到的杯子碎了一个，要求换货。") == [12, 14]


def test_nobody_is_not_somebody_and_blank_is_nothing():
    assert found(customer_id="匿名") == []
    assert found() == []


def test_a_customer_is_no_order():
    assert found(order_no="C1") == []


def test_parts_hold_what_one_whole_holds():
    entered = entries(OLD)
    parts = [Nearby.of(entered[:2], NUMBERS[:2]), Nearby.of(entered[2:], NUMBERS[2:])]
    merged, whole = Nearby.merged(parts), Nearby.of(entered, NUMBERS)
    assert np.array_equal(merged.keys, whole.keys)
    assert np.array_equal(merged.numbers, whole.numbers)


def test_what_was_entered_again_stands_as_it_was_entered_last():
    before, again = entries(OLD), entries(OLD.assign(description="付款以后订单不见了"))
    parts = [Nearby.of(before, NUMBERS), Nearby.of(again[:2], NUMBERS[:2])]
    merged = Nearby.merged(parts)
    whole = Nearby.of(np.vstack([again[:2], before[2:]]), NUMBERS)
    assert np.array_equal(merged.keys, whole.keys)
    assert np.array_equal(merged.numbers, whole.numbers)


def test_a_crowd_names_its_latest():
    crowd = pd.DataFrame({"description": ["系统坏了，什么都打不开"] * 200})
    index = Nearby.of(entries(crowd), np.arange(200))
    assert index.find(entries(crowd[:1])).tolist() == list(range(200 - MOST, 200))


def test_the_same_in_every_process():
    """Kept between runs, so nothing random may go in."""
    entered = entries(pd.DataFrame({"description": ["没有发票"], "customer_id": ["C1"]}))
    assert (int(entered[0, 0]), int(entered[0, BANDS])) == (12856554221486129303, 9976010413108360109)


def test_of_a_crowd_a_row_is_held_against_those_that_share_most():
    """Sixty share one band with the row, the oldest of all shares three."""
    rows = np.array([0] * 60 + [0, 0, 0, 1])
    numbers = np.array([*range(100, 160), 7, 7, 7, 5])
    assert likeliest(rows, numbers).tolist() == [5, 7, *range(111, 160)]
    assert likeliest(rows[:0], numbers[:0]).tolist() == []


def test_rooms_do_not_meet():
    index = Nearby.of(entries(OLD, "华东"), NUMBERS)
    assert index.find(entries(OLD, "华南")).tolist() == []
    assert index.find(entries(OLD, "华东")).tolist() == [11, 12, 13, 14]


def test_a_day_names_what_came_on_it():
    cases = OLD.assign(
        received_at=np.array(["2026-09-18T23:59", "2026-09-19T00:00", "NaT", "2026-09-19"], "M8[s]")
    )
    index = Nearby.of(entries(cases), NUMBERS)
    assert index.find(day_keys(np.array(["2026-09-19"], "M8[D]"))).tolist() == [12, 14]
    assert index.find(day_keys(np.array(["NaT"], "M8[s]"))).tolist() == []
