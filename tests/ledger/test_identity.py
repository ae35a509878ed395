"""Which row is which feedback."""

from __future__ import annotations

import pytest
from ledger_desk import back, codes_of, facts_by_id, row, rows_of, table

from toolkit.ledger.lineage import lineage_of, team_of
from toolkit.schema.books.improvement import EFFECTS, PLAN


def ids(merged):
    return merged.sheets[0].feedback_id.tolist()


@pytest.mark.parametrize(
    "copy",
    [
        "华东/x (1).xlsx", "华东/x(2).xlsx", "华东/x - 副本.xlsx", "华东/x - 副本 (3).xlsx", "华东/x 的副本.xlsx", "华东/x-冲突.xlsx",
        "华东/副本 x.xlsx", "华东/x - Copy.xlsx", "华东/Copy of x.xlsx", "华东/x copy 2.xlsx", "华东/X.xls", "华东\\x.xlsx",
        "华东/x.sync-conflict-20260918-101112-ABCDEFG.xlsx", "华东/x (张三的冲突副本 2026-09-18).xlsx",
        "华东/x (Li's conflicted copy 2026-09-18).xlsx", "华东/x-DESKTOP-AB12CD3.xlsx",
    ],
)  # fmt: skip
def test_a_copy_has_the_lineage_of_its_original(copy):
    assert lineage_of(copy) == lineage_of("华东/x.xlsx")


@pytest.mark.parametrize(
    "other", ["华南/x.xlsx", "x.xlsx", "华东/y.xlsx", "华东/x2.xlsx", "华东/九月/x.xlsx", "华东/x-2026.xlsx"]
)
def test_another_file_has_its_own(other):
    assert lineage_of(other) != lineage_of("华东/x.xlsx")


@pytest.mark.parametrize(
    ("path", "team"), [("x.xlsx", ""), ("华东/x.xlsx", "华东"), ("华东/九月/x.xlsx", "华东")]
)
def test_the_first_folder_is_the_team(path, team):
    assert team_of(path) == team


def test_rows_without_an_id_get_numbers_of_their_team(desk):
    assert ids(desk.drop("华东/a.xlsx", rows_of("C1", "C2"))) == ["F001", "F002"]
    assert ids(desk.drop("华南/a.xlsx", rows_of("C1"))) == ["F001"]
    assert ids(desk.drop("华东/b.xlsx", rows_of("C3"))) == ["F003"]


def test_a_free_id_is_kept_and_numbering_steps_over_it(desk):
    merged = desk.drop(
        "a.xlsx", [row(feedback_id="F002"), *rows_of("C1", "C2"), row(feedback_id="K-7", customer_id="C9")]
    )
    assert ids(merged) == ["F002", "F001", "F003", "K-7"]


def test_numbers_grow_wider(desk):
    many = [row(customer_id=f"C{n}", description=f"第 {n} 件事") for n in range(1001)]
    assert ids(desk.drop("a.xlsx", many))[-2:] == ["F1000", "F1001"]


def test_the_id_of_another_feedback_is_not_taken_over(desk, ledger):
    desk.drop("a.xlsx", [row(feedback_id="1", customer_id="C1", description="快递没到")])
    merged = desk.drop("b.xlsx", [row(feedback_id="1", customer_id="C2", description="屏幕发绿")])
    assert ids(merged) == ["F001"]
    assert codes_of(merged) == {"L501", "L502"}
    assert facts_by_id(ledger, "customer_id") == {"1": "C1", "F001": "C2"}


def test_a_file_that_counts_its_own_rows_keeps_meaning_its_own(desk, ledger):
    desk.drop("a.xlsx", [row(feedback_id="1", customer_id="C1", description="快递没到")])
    desk.drop("b.xlsx", [row(feedback_id="1", customer_id="C2", description="屏幕发绿")])
    again = desk.drop(
        "b.xlsx", [row(feedback_id="1", customer_id="C2", description="屏幕发绿,开不了机", owner="张三")]
    )
    assert ids(again) == ["F001"]
    assert facts_by_id(ledger, "customer_id", "owner") == {"1": ("C1", None), "F001": ("C2", "张三")}


def test_an_id_is_recognised_elsewhere_when_the_content_agrees(desk, ledger):
    desk.drop("a.xlsx", [row(feedback_id="K1")])
    merged = desk.drop("export.csv", [row(feedback_id="k1", owner="张三")])
    assert merged.sheets[0].is_changed.tolist() == [True]
    assert facts_by_id(ledger, "owner") == {"K1": "张三"}


def test_a_row_copied_within_a_book_as_a_start_is_another_feedback(desk, ledger):
    first = desk.drop("a.xlsx", [row()])
    copied = [
        row(feedback_id="F001"),
        row(feedback_id="F001", received_at="2026-09-20 10:00", description="发票抬头写错了"),
    ]
    merged = desk.drop("a.xlsx", copied, origin=back(first))
    assert ids(merged) == ["F001", "F002"]
    assert "L502" in codes_of(merged)


def test_the_same_row_twice_with_its_id_counts_once(desk, ledger):
    first = desk.drop("a.xlsx", [row()])
    merged = desk.drop(
        "a.xlsx", [row(feedback_id="F001"), row(feedback_id="F001", owner="张三")], origin=back(first)
    )
    assert ids(merged) == ["F001", "F001"]
    assert "L511" in codes_of(merged)
    assert facts_by_id(ledger, "owner") == {"F001": "张三"}


def test_two_new_rows_with_one_typed_id(desk):
    same = desk.drop("a.xlsx", [row(feedback_id="K1"), row(feedback_id="K1")])
    assert (ids(same), codes_of(same)) == (["K1", "K1"], {"L511"})
    other = desk.drop(
        "b.xlsx", [row(feedback_id="K2", customer_id="C1"), row(feedback_id="K2", customer_id="C2")]
    )
    assert (ids(other), codes_of(other)) == (["K2", "F001"], {"L501", "L502"})


def test_last_months_book_as_a_template_brings_new_feedback(desk, ledger):
    first = desk.drop("九月.xlsx", rows_of("C1", "C2"))
    reused = [
        row(
            feedback_id="F001", customer_id="C8", received_at="2026-10-02 08:00", description="发票抬头写错了"
        )
    ]
    merged = desk.drop("十月.xlsx", reused, origin=back(first))
    assert ids(merged) == ["F003"]
    assert facts_by_id(ledger, "customer_id") == {"F001": "C1", "F002": "C2", "F003": "C8"}


def test_twenty_nightly_drops_of_a_growing_copy_equal_its_last_state(desk, ledger):
    state = rows_of("C0", "C1", "C1", "")
    for night in range(20):
        state = [dict(cells) for cells in state]
        state.insert(night % len(state), row(customer_id=f"N{night}", description=f"{night} 号晚上来的电话"))
        state[(night * 7) % len(state)]["owner"] = f"客服{night % 3}"
        state[(night * 5) % len(state)]["rating"] = float(night % 5 + 1)
        desk.drop("夜班.xlsx", state)
    kept = ledger.facts()
    assert len(kept) == len(state) == 24
    told = {
        (cells["customer_id"] or None, cells["description"], cells.get("owner"), cells.get("rating"))
        for cells in state
    }
    found = kept[["customer_id", "description", "owner", "rating"]].astype(object)
    assert set(found.where(found.notna(), None).itertuples(index=False, name=None)) == told


def test_identical_rows_are_told_apart_by_how_often_they_stand_there(desk, ledger):
    assert ids(desk.drop("a.xlsx", [row(), row(), row()])) == ["F001", "F002", "F003"]
    assert ids(desk.drop("a.xlsx", [row(), row(), row(), row()])) == ["F001", "F002", "F003", "F004"]
    assert ids(desk.drop("a.xlsx", [row(), row()])) == ["F001", "F002"]
    assert len(ledger.facts()) == 4


@pytest.mark.parametrize(
    "edit",
    [
        {"channel": "邮件"},
        {"description": "快递三天没有动静,客服说不清楚,请尽快处理"},
        {"customer_id": None},
        {"description": "完全不同的一句话也无妨"},
    ],
    ids=["channel", "longer text", "customer removed", "other text, same customer and minute"],
)
def test_an_edited_row_without_id_is_the_same_feedback(desk, ledger, edit):
    others = rows_of("D1", "D2")
    desk.drop("a.xlsx", [row(), *others])
    merged = desk.drop("a.xlsx", [others[0], row(**edit), others[1]])
    assert merged.sheets[0].is_new.sum() == 0
    assert len(ledger.facts()) == 3


def test_a_corrected_date_at_the_same_place_is_an_edit(desk, ledger):
    others = rows_of("D1", "D2")
    desk.drop("a.xlsx", [*others, row()])
    desk.drop("a.xlsx", [*others, row(received_at="2026-09-17 09:30")])
    assert len(ledger.facts()) == 3


def test_a_file_written_anew_each_day_brings_new_rows(desk, ledger):
    desk.drop("今日.csv", [row(), row(customer_id="C2")])
    desk.drop(
        "今日.csv",
        [row(received_at="2026-09-19 09:30"), row(customer_id="C2", received_at="2026-09-19 09:40")],
    )
    assert len(ledger.facts()) == 4


def test_the_same_words_from_another_customer_on_the_same_day_are_another_feedback(desk, ledger):
    desk.drop("今日.csv", [row(customer_id="C1", received_at="2026-09-18")])
    desk.drop("今日.csv", [row(customer_id="C2", received_at="2026-09-18")])
    assert len(ledger.facts()) == 2


def test_a_copy_brings_no_row_twice(desk, ledger):
    desk.drop("a.xlsx", rows_of("C1", "C2"))
    desk.drop("a (1).xlsx", rows_of("C1", "C2", "C3"))
    assert ids(desk.drop("a - 副本.xlsx", rows_of("C1", "C2", "C3"))) == ["F001", "F002", "F003"]


def test_plans_and_effects_are_kept_without_numbers(desk, ledger):
    plan = {
        "issue": "物流延迟",
        "root_cause": "①人少→②没有排班",
        "measures": "①排班",
        "owner": "李四",
        "due_on": "2026-10-31",
    }
    effect = {"measure": "①排班", "metric": "发货率", "before": 0.6, "after": 0.8}
    book = [table([plan], PLAN), table([effect], EFFECTS)]
    first = desk.drop("改进.xlsx", book)
    assert [sheet.feedback_id.tolist() for sheet in first.sheets] == [[""], [""]]
    later = [table([plan | {"progress_rate": 50.0}], PLAN), table([effect | {"after": 0.9}], EFFECTS)]
    desk.drop("改进.xlsx", later)
    assert ledger.facts("plan")[["owner", "progress_rate"]].to_numpy().tolist() == [["李四", 50.0]]
    assert ledger.facts("effects")["after"].tolist() == [0.9]


def test_two_sheets_of_one_kind_in_one_workbook(desk, ledger):
    book = [table(rows_of("C1"), title="九月"), table(rows_of("C2", "C3"), title="十月")]
    merged = desk.drop("a.xlsx", book)
    assert [sheet.feedback_id.tolist() for sheet in merged.sheets] == [["F001"], ["F002", "F003"]]
    moved = [
        table(rows_of("C1")[:0], title="九月"),
        table([*rows_of("C2", "C3"), *rows_of("C1")], title="十月"),
    ]
    merged = desk.drop("a.xlsx", moved)
    assert [sheet.feedback_id.tolist() for sheet in merged.sheets] == [[], ["F002", "F003", "F001"]]


def test_a_plan_filled_in_bit_by_bit_stays_one_row(desk, ledger):
    issue = {"issue": "物流延迟"}
    desk.drop("改进.xlsx", [table([issue | {"cost_degree": "high"}], PLAN)])
    whole = issue | {
        "cost_degree": "high",
        "root_cause": "①慢→②人少→③不招",
        "measures": "①招人",
        "owner": "李四",
    }
    desk.drop("改进.xlsx", [table([whole], PLAN)])
    desk.drop(
        "改进.xlsx",
        [
            table(
                [
                    whole | {"measures": "①招十个人；②排班", "owner": "王五"},
                    issue | {"measures": "③换承运商"},
                ],
                PLAN,
            )
        ],
    )
    found = ledger.facts("plan")
    assert found[["measures", "owner", "cost_degree"]].to_numpy().tolist() == [
        ["①招十个人；②排班", "王五", "high"], ["③换承运商", None, None],
    ]  # fmt: skip
