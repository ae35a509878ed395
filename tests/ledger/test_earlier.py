"""Earlier feedback found through the index gives what reading the whole ledger gives, whatever became of the index."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pandas as pd
import pytest
from ledger_desk import row, table

from toolkit.domain.text.nearby import MOST_OF_ONE
from toolkit.earlier import NOTE, Neighbours
from toolkit.judging import our_columns
from toolkit.settings import load_settings

SETTINGS = load_settings([], lang="zh", today=date(2026, 11, 1))
LEANING = ["duplicate_of", "similar_to", "similarity_note", "suggested_urgency", "urgency_reason"]
SAID = (
    "快递三天没有动静，客服说不清楚",
    "付款以后订单不见了，钱也没退",
    "客服态度很差还挂电话",
    "想要支持夜间配送",
    "屏幕一打开就发绿，换了一台还是这样",
)


def somebody(rng: random.Random, place: int) -> dict[str, object]:
    """A row that often repeats one of before: few customers, few contacts, few stories, small changes."""
    text = rng.choice(SAID) + rng.choice(("", "。", "！！", f"已经第{rng.randrange(3)}次了"))
    return row(
        customer_id=rng.choice((None, "匿名", *(f"C{n}" for n in range(12)))),
        contact=rng.choice((None, None, *(f"1380013800{n}" for n in range(6)))),
        order_no=rng.choice((None, None, *(f"A{n}" for n in range(9)))),
        description=rng.choice((text, text, f"{text}{place}", None, "慢")),
        received_at=f"2026-{rng.choice((7, 8, 9)):02}-{rng.randrange(1, 29):02} {rng.randrange(8, 20):02}:00",
        issue_type=rng.choice(("物流延迟", "支付问题")),
    )


def by_both(ledger, folder, sheet, team=""):
    """Our columns with everything that the ledger holds, and with what the index finds."""
    known = sheet.feedback_key[sheet.accepted & ~sheet.is_new]
    found = Neighbours(folder, ledger).of(sheet.frame[sheet.accepted], known, team, hours=24)
    every = ledger.facts("feedback", [team])
    made = [
        our_columns(sheet.frame, sheet.accepted, SETTINGS, earlier=earlier, unwanted=frozenset())[LEANING]
        for earlier in (every, found)
    ]
    return made, len(every), len(found)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_as_with_the_whole_ledger(desk, ledger, tmp_path, seed):
    rng, told = random.Random(seed), 0
    for number in range(8):
        rows = [somebody(rng, 100 * number + place) for place in range(40)]
        merged = ledger.merge(ledger.attempt(ledger.receive(f"{number}a.xlsx", f"{number}" * 64, pd.Timestamp("2026-09-20")).drop), [table(rows)])  # fmt: skip
        (whole, found), _, _ = by_both(ledger, tmp_path / "nearby", merged.sheets[0])
        pd.testing.assert_frame_equal(found, whole)
        told += int(whole["duplicate_of"].notna().sum() + whole["similar_to"].notna().sum())
        ledger.commit(merged)
    assert told > 50


def test_only_what_may_matter_is_read(desk, ledger, tmp_path):
    others = [row(customer_id=f"X{n}", received_at="2026-01-05 10:00", description=f"第{n}号客户说的是另一件事情{n * 7919}") for n in range(300)]  # fmt: skip
    desk.drop("a.xlsx", others)
    desk.drop("b.xlsx", [row()])
    merged = ledger.merge(ledger.attempt(ledger.receive("c.xlsx", "c" * 64, pd.Timestamp("2026-09-20")).drop), [table([row()])])  # fmt: skip
    (whole, found), every, read = by_both(ledger, tmp_path / "nearby", merged.sheets[0])
    assert whole["duplicate_of"].tolist() == found["duplicate_of"].tolist() == ["F301"]
    assert (every, read) == (301, 1)


def test_the_first_of_a_long_run_is_found_through_customers_who_wrote_more_than_one_key_names(
    desk, ledger, tmp_path
):
    again = [row(received_at=f"2026-09-{1 + n % 28:02} 10:{n % 60:02}") for n in range(MOST_OF_ONE + 50)]
    desk.drop("a.xlsx", again)
    new = ledger.merge(ledger.attempt(ledger.receive("b.xlsx", "b" * 64, pd.Timestamp("2026-09-20")).drop), [table([row()])])  # fmt: skip
    (whole, found), _, _ = by_both(ledger, tmp_path / "nearby", new.sheets[0])
    assert found["duplicate_of"].tolist() == whole["duplicate_of"].tolist()
    assert found["duplicate_of"].notna().all()


def names(ledger, folder, **cells):
    rows = table([row(**cells)]).frame
    return Neighbours(folder, ledger).of(rows, np.zeros(0, np.int64), "")["feedback_id"].tolist()


def test_what_changed_is_found_under_its_new_words_and_what_was_taken_back_is_not(desk, ledger, tmp_path):
    merged = desk.drop("a.xlsx", [row(customer_id="C1", description="屏幕一打开就发绿")])
    assert names(ledger, tmp_path, customer_id="C9", description="付款以后订单不见了") == []
    desk.drop("a.xlsx", [row(feedback_id="F001", customer_id="C9", description="付款以后订单不见了")])
    assert names(ledger, tmp_path, customer_id="C9", description="付款以后订单不见了") == ["F001"]
    last = desk.drop("b.xlsx", [row(customer_id="C9", description="想要支持夜间配送")])
    assert names(ledger, tmp_path, customer_id="C9", description=None) == ["F001", "F002"]
    ledger.undo(last.drop)
    assert names(ledger, tmp_path, customer_id="C9", description=None) == ["F001"]
    assert merged


@pytest.mark.parametrize("harm", ["gone", "torn", "empty", "older", "of another ledger"])
def test_an_index_that_does_not_fit_is_made_anew(desk, ledger, tmp_path, harm):
    desk.drop("a.xlsx", [row(customer_id="C1")])
    assert names(ledger, tmp_path, customer_id="C1") == ["F001"]
    note = tmp_path / NOTE
    match harm:
        case "gone":
            note.unlink()
        case "torn":
            note.write_text(note.read_text("utf-8")[:-9], "utf-8")
        case "empty":
            for path in tmp_path.glob("*.npy"):
                path.write_bytes(b"")
        case "older":
            note.write_text(note.read_text("utf-8").replace('"version": 1', '"version": 0'), "utf-8")
        case _:
            note.write_text(note.read_text("utf-8").replace("0", "9"), "utf-8")
    desk.drop("b.xlsx", [row(customer_id="C1", description="另一件完全不同的事情")])
    assert names(ledger, tmp_path, customer_id="C1") == ["F001", "F002"]


def test_parts_stay_few_and_files_of_joined_ones_go(desk, ledger, tmp_path):
    for number in range(20):
        desk.drop(f"{number}.xlsx", [row(customer_id="C1", description=f"第{number}件不同的事情")])
        assert len(names(ledger, tmp_path, customer_id="C1")) == number + 1
    assert len(list(tmp_path.glob("*.npy"))) <= 12


def test_a_row_that_changes_again_and_again_leaves_no_trace_in_the_index(desk, ledger, tmp_path):
    sizes = []
    for number in range(40):
        merged = desk.drop(
            "a.xlsx", [row(feedback_id="F001", customer_id="C1", description=f"第{number}种说法")]
        )
        assert names(ledger, tmp_path, customer_id="C1") == ["F001"], merged
        sizes.append(sum(path.stat().st_size for path in tmp_path.glob("*.npy")))
    assert max(sizes) <= 3 * sizes[0]
