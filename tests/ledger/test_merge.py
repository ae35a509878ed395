"""What becomes of a cell that several people can change."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from ledger_desk import back, codes_of, facts_by_id, row, rows_of, table

from toolkit.ledger.drop import REGISTER, Origin


def only(merged):
    """The verdicts on the cells of a workbook with one sheet, as key -> what."""
    return dict(zip(merged.sheets[0].cells["key"], merged.sheets[0].cells["what"], strict=True))


def owner_of(ledger):
    return facts_by_id(ledger, "owner")["F001"]


def register(ledger):
    """What 台账 carries when it is written now."""
    return Origin(REGISTER, ledger.revision)


ORIGINAL = row(owner="张三", solution="补发")


@pytest.mark.parametrize(
    ("hers", "theirs", "in_force", "said"),
    [
        ("张三", "张三", "张三", {}),
        ("李四", "张三", "李四", {"owner": "changed"}),
        ("张三", "王五", "王五", {"owner": "stale"}),
        ("李四", "李四", "李四", {}),
        ("李四", "王五", "王五", {"owner": "conflict"}),
        (None, "张三", "张三", {"owner": "blank"}),
        (None, "王五", "王五", {"owner": "blank"}),
        ("李四", None, "李四", {"owner": "changed"}),
    ],
    ids=[
        "nobody",
        "she",
        "another",
        "both alike",
        "both apart",
        "she blanked",
        "she blanked, he changed",
        "he blanked",
    ],
)
def test_three_ways(desk, ledger, hers, theirs, in_force, said):
    """She works on in the returned book, he in the register; both started from 张三, and he is first."""
    returned = desk.drop("a.xlsx", [ORIGINAL])
    desk.drop("台账.xlsx", [ORIGINAL | {"feedback_id": "F001", "owner": theirs}], origin=register(ledger))
    merged = desk.drop("a.xlsx", [ORIGINAL | {"feedback_id": "F001", "owner": hers}], origin=back(returned))
    assert only(merged) == said
    assert owner_of(ledger) == in_force


def test_a_conflict_keeps_both_values_and_tells_who_and_when(desk, ledger):
    returned = desk.drop("a.xlsx", [ORIGINAL])
    desk.drop("台账.xlsx", [ORIGINAL | {"feedback_id": "F001", "owner": "王五"}], origin=register(ledger))
    merged = desk.drop("a.xlsx", [ORIGINAL | {"feedback_id": "F001", "owner": "李四"}], origin=back(returned))
    found = next(found for hits in merged.findings for found in hits if found.code.id == "L505")
    assert (
        found.message("zh")
        == "“处理人”两边都改过：这里是“李四”，台账.xlsx（2026-09-18 13:00）已改为“王五”。先保留“王五”。"
    )
    waiting = ledger.conflicts()
    assert waiting[["feedback_id", "key", "kept", "typed", "file"]].to_numpy().tolist() == [
        ["F001", "owner", "王五", "李四", "a.xlsx"]
    ]
    assert "李四" in set(ledger.history("", "F001")["after"])


@pytest.fixture
def quarrel(desk, ledger):
    """F001 in conflict: 王五 in force, 李四 in the returned book, which goes on with `back(quarrel)`."""
    returned = desk.drop("a.xlsx", [ORIGINAL])
    desk.drop("台账.xlsx", [ORIGINAL | {"feedback_id": "F001", "owner": "王五"}], origin=register(ledger))
    return desk.drop("a.xlsx", [ORIGINAL | {"feedback_id": "F001", "owner": "李四"}], origin=back(returned))


def test_a_conflict_does_not_win_by_being_dropped_again(desk, ledger, quarrel):
    """Her own cells are never overwritten, so the returned book still holds her value: that is not a new edit."""
    for _ in range(2):
        quarrel = desk.drop(
            "a.xlsx", [ORIGINAL | {"feedback_id": "F001", "owner": "李四"}], origin=back(quarrel)
        )
        assert only(quarrel) == {"owner": "conflict"}
    assert owner_of(ledger) == "王五"
    assert len(ledger.conflicts()) == 1


@pytest.mark.parametrize("typed", ["李四", "赵六"])
def test_a_conflict_is_settled_by_typing_into_the_register(desk, ledger, quarrel, typed):
    desk.drop("台账.xlsx", [ORIGINAL | {"feedback_id": "F001", "owner": typed}], origin=register(ledger))
    assert owner_of(ledger) == typed
    assert ledger.conflicts().empty


def test_a_conflict_is_settled_when_she_gives_in(desk, ledger, quarrel):
    desk.drop("a.xlsx", [ORIGINAL | {"feedback_id": "F001", "owner": "王五"}], origin=back(quarrel))
    assert owner_of(ledger) == "王五"
    assert ledger.conflicts().empty


def test_another_thought_of_hers_takes_the_place_of_the_first(desk, ledger, quarrel):
    desk.drop("a.xlsx", [ORIGINAL | {"feedback_id": "F001", "owner": "赵六"}], origin=back(quarrel))
    assert owner_of(ledger) == "王五"
    assert ledger.conflicts()["typed"].tolist() == ["赵六"]


def test_what_she_never_saw_is_not_hers_to_overwrite(desk, ledger):
    """The supervisor filled a cell that is blank in her book; what she types there is a conflict, not an edit."""
    returned = desk.drop("a.xlsx", [row(owner=None)])
    desk.drop("台账.xlsx", [row(feedback_id="F001", owner="王五")], origin=register(ledger))
    again = desk.drop("a.xlsx", [row(feedback_id="F001", owner=None)], origin=back(returned))
    merged = desk.drop("a.xlsx", [row(feedback_id="F001", owner="李四")], origin=back(again))
    assert only(merged) == {"owner": "conflict"}
    assert owner_of(ledger) == "王五"


def test_an_old_copy_brings_back_nothing(desk, ledger):
    desk.drop("a.xlsx", [ORIGINAL])
    desk.drop("a.xlsx", [ORIGINAL | {"owner": "李四"}])
    desk.drop("a.xlsx", [ORIGINAL | {"owner": "王五"}])
    merged = desk.drop("备份.csv", [ORIGINAL | {"feedback_id": "F001", "owner": "李四"}])
    assert only(merged) == {"owner": "stale"}
    assert owner_of(ledger) == "王五"


def test_her_own_file_may_go_back_and_forth(desk, ledger):
    for name in ("张三", "李四", "张三"):
        desk.drop("导出.csv", [ORIGINAL | {"owner": name}])
        assert owner_of(ledger) == name


def test_her_original_and_the_returned_book_are_two_hands(desk, ledger):
    """What she did in the returned book is not undone by her original coming again, which never had it."""
    returned = desk.drop("a.xlsx", [ORIGINAL])
    desk.drop("a.xlsx", [ORIGINAL | {"feedback_id": "F001", "owner": "李四"}], origin=back(returned))
    merged = desk.drop("a.xlsx", [ORIGINAL | {"solution": "退款"}])
    assert only(merged) == {"owner": "stale", "solution": "changed"}
    assert facts_by_id(ledger, "owner", "solution") == {"F001": ("李四", "退款")}


def test_two_copies_of_one_returned_book(desk, ledger):
    returned = desk.drop("a.xlsx", [ORIGINAL])
    desk.drop("a.xlsx", [ORIGINAL | {"feedback_id": "F001", "owner": "李四"}], origin=back(returned))
    merged = desk.drop(
        "a (1).xlsx", [ORIGINAL | {"feedback_id": "F001", "solution": "退款"}], origin=back(returned)
    )
    assert only(merged) == {"owner": "stale", "solution": "changed"}
    assert facts_by_id(ledger, "owner", "solution") == {"F001": ("李四", "退款")}


NEW = row(feedback_id="A17", customer_id="C9", description="付款以后订单不见了", owner="李四")


@pytest.mark.parametrize("values", [("李四", "王五"), ("王五", "李四")], ids=["she first", "he first"])
def test_a_row_that_is_new_in_two_copies_of_one_book_is_no_edit_of_the_first(desk, ledger, values):
    """Neither copy had the row when it went out, so whoever comes second has not seen what the first wrote."""
    returned = desk.drop("a.xlsx", [ORIGINAL])
    for owner, name in zip(values, ("a (1).xlsx", "a (2).xlsx"), strict=True):
        rows = [ORIGINAL | {"feedback_id": "F001"}, NEW | {"owner": owner}]
        merged = desk.drop(name, rows, origin=back(returned))
    assert only(merged) == {"owner": "conflict"}
    assert facts_by_id(ledger, "owner")["A17"] == values[0]
    waiting = ledger.conflicts()
    assert waiting[["feedback_id", "kept", "typed"]].to_numpy().tolist() == [["A17", *values]]
    desk.drop("a (2).xlsx", rows, origin=back(merged))
    assert len(ledger.conflicts()) == 1, "it waits once, however often it comes"


def test_what_only_one_of_two_new_rows_says_is_taken(desk, ledger):
    returned = desk.drop("a.xlsx", [ORIGINAL])
    desk.drop("a (1).xlsx", [NEW], origin=back(returned))
    merged = desk.drop(
        "a (2).xlsx", [NEW | {"owner": None, "solution": "退款", "rating": 5.0}], origin=back(returned)
    )
    assert only(merged) == {"solution": "changed", "rating": "changed"}
    assert facts_by_id(ledger, "owner", "solution", "rating")["A17"] == ("李四", "退款", 5)


def test_a_row_copied_from_a_colleagues_book_brings_back_nothing(desk, ledger):
    returned = desk.drop("a.xlsx", [ORIGINAL])
    desk.drop("b.xlsx", [NEW])
    desk.drop("b.xlsx", [NEW | {"owner": "王五"}])
    merged = desk.drop("a.xlsx", [ORIGINAL | {"feedback_id": "F001"}, NEW], origin=back(returned))
    assert only(merged) == {"owner": "stale"}
    assert facts_by_id(ledger, "owner")["A17"] == "王五"


def test_of_two_copies_that_lie_there_together_none_is_the_later_state(desk, ledger):
    """Both are somebody's own files, so nothing says which of the two values is the newer one."""
    desk.drop("a.xlsx", [ORIGINAL], at=5)
    merged = desk.drop("a (1).xlsx", [ORIGINAL | {"owner": "李四"}], at=5)
    assert only(merged) == {"owner": "conflict"}
    later = desk.drop("a (2).xlsx", [ORIGINAL | {"solution": "退款"}], at=6)
    assert only(later) == {"solution": "changed"}
    assert facts_by_id(ledger, "owner", "solution") == {"F001": ("张三", "退款")}


@pytest.mark.parametrize("goes_on_in_returned", [True, False], ids=["the returned book", "her own file"])
def test_clearing_a_cell_and_typing_anew_is_no_quarrel_with_oneself(desk, ledger, goes_on_in_returned):
    first = desk.drop("a.xlsx", [ORIGINAL])
    cells = ORIGINAL | ({"feedback_id": "F001"} if goes_on_in_returned else {})
    for change in ({"owner": None, "rating": 3.0}, {"owner": None, "rating": 4.0}):
        cells = cells | change
        first = desk.drop("a.xlsx", [cells], origin=back(first) if goes_on_in_returned else Origin())
        assert only(first)["owner"] == "blank"
    last = desk.drop(
        "a.xlsx", [cells | {"owner": "李四"}], origin=back(first) if goes_on_in_returned else Origin()
    )
    assert only(last) == {"owner": "changed"}
    assert owner_of(ledger) == "李四"
    assert ledger.conflicts().empty


def test_what_changed_while_a_cell_was_empty_is_not_hers_to_overwrite(desk, ledger):
    """She emptied 张三; meanwhile the supervisor wrote 王五, which she has not seen."""
    first = desk.drop("a.xlsx", [ORIGINAL])
    emptied = row(feedback_id="F001", owner=None, solution="退款")
    second = desk.drop("a.xlsx", [emptied], origin=back(first))
    desk.drop("台账.xlsx", [emptied | {"owner": "王五"}], origin=register(ledger))
    third = desk.drop("a.xlsx", [emptied | {"owner": "李四"}], origin=back(second))
    assert only(third) == {"owner": "conflict"}
    assert owner_of(ledger) == "王五"


def test_missing_rows_and_columns_are_no_deletion(desk, ledger):
    returned = desk.drop("a.xlsx", [ORIGINAL, *rows_of("C5")])
    desk.drop("a.xlsx", [row(feedback_id="F001")], origin=back(returned))
    assert facts_by_id(ledger, "customer_id", "owner") == {"F001": ("C1001", "张三"), "F002": ("C5", None)}


def test_rows_in_another_order_change_nothing(desk, ledger):
    people = rows_of("C1", "C2", "C3")
    returned = desk.drop("a.xlsx", people)
    before = ledger.fingerprint()
    named = [
        cells | {"feedback_id": number}
        for cells, number in zip(people, ("F001", "F002", "F003"), strict=True)
    ]
    merged = desk.drop("a.xlsx", named[::-1], origin=back(returned))
    assert merged.sheets[0].is_unchanged.all()
    assert ledger.fingerprint() == before


def test_withdrawn_by_the_word_and_taken_back_in(desk, ledger):
    returned = desk.drop("a.xlsx", [row()])
    gone = desk.drop("a.xlsx", [row(feedback_id="F001", is_withdrawn="yes")], origin=back(returned))
    assert "L506" in codes_of(gone)
    assert ledger.facts().empty
    assert ledger.facts(with_withdrawn=True)["is_withdrawn_row"].tolist() == [True]
    desk.drop("a.xlsx", [row(feedback_id="F001", is_withdrawn="no")], origin=back(gone))
    assert len(ledger.facts()) == 1


def test_columns_that_are_not_ours_are_kept_and_merged_too(desk, ledger):
    desk.drop("a.xlsx", [table([row()], carried={"班组": ["甲"], "件数": [3.0]})])
    desk.drop("a.xlsx", [table([row()], carried={"班组": ["乙"], "件数": [3.0]})])
    changed = ledger.changes()
    assert changed[["key", "before", "after"]].to_numpy().tolist() == [["carried:班组", "甲", "乙"]]
    assert ledger.carried()[["班组", "件数"]].to_numpy().tolist() == [["乙", 3]]


def written(*labels, key="issue_type"):
    return [pd.DataFrame({key: pd.Series(labels, dtype=object)})]


SUGGESTED = [
    ("issue_type", "物流延迟", "服务态度"),
    ("kind", "complaint", "question"),
    ("issue_attribute", "process", "people"),
    ("process_stage", "delivery", "handling"),
    ("issue_nature", "efficiency", "quality"),
]
"""Each question with what we suggest and what a person would say."""


@pytest.mark.parametrize(("question", "ours", "_hers"), SUGGESTED)
def test_a_suggestion_that_comes_back_is_nobodys_fact(desk, ledger, question, ours, _hers):
    returned = desk.drop("a.xlsx", [row(**{question: None})], written=written(ours, key=question))
    for _ in range(2):
        cells = [row(feedback_id="F001", **{question: ours})]
        returned = desk.drop("a.xlsx", cells, origin=back(returned), written=written(ours, key=question))
        assert facts_by_id(ledger, question) == {"F001": None}
        assert returned.sheets[0].is_unchanged.all()


def test_an_old_suggestion_in_a_saved_as_copy_is_nobodys_fact(desk, ledger):
    returned = desk.drop("a.xlsx", [row(issue_type=None)], written=written("物流延迟"))
    desk.drop(
        "a.xlsx",
        [row(feedback_id="F001", issue_type=None)],
        origin=back(returned),
        written=written("服务态度"),
    )
    desk.drop("另存.csv", [row(feedback_id="F001", issue_type="物流延迟")])
    assert facts_by_id(ledger, "issue_type") == {"F001": None}


@pytest.mark.parametrize("confirms", [False, True], ids=["another value", "是"])
@pytest.mark.parametrize(("question", "ours", "hers"), SUGGESTED)
def test_a_suggestion_becomes_a_persons(desk, ledger, question, ours, hers, confirms):
    returned = desk.drop("a.xlsx", [row(**{question: None})], written=written(ours, key=question))
    cells = {question: ours, "suggestion_confirmed": "yes"} if confirms else {question: hers}
    desk.drop("a.xlsx", [row(feedback_id="F001", **cells)], origin=back(returned))
    assert facts_by_id(ledger, question) == {"F001": cells[question]}


def test_an_old_yes_confirms_no_later_suggestion(desk, ledger):
    first = desk.drop("a.xlsx", [row(issue_type=None)], written=written("物流延迟"))
    confirmed = row(feedback_id="F001", issue_type="物流延迟", suggestion_confirmed="yes")
    second = desk.drop("a.xlsx", [confirmed], origin=back(first), written=written("complaint", key="kind"))
    desk.drop("a.xlsx", [confirmed | {"kind": "complaint"}], origin=back(second))
    assert facts_by_id(ledger, "issue_type", "kind") == {"F001": ("物流延迟", None)}


def test_her_choice_stands_against_a_later_suggestion(desk, ledger):
    """She chose 服务态度; a copy from before still shows what was suggested then."""
    returned = desk.drop("a.xlsx", [row(issue_type=None)], written=written("物流延迟"))
    chosen = desk.drop("a.xlsx", [row(feedback_id="F001", issue_type="服务态度")], origin=back(returned))
    desk.drop("a (1).xlsx", [row(feedback_id="F001", issue_type="物流延迟")], origin=back(returned))
    assert facts_by_id(ledger, "issue_type") == {"F001": "服务态度"}
    desk.drop("a.xlsx", [row(feedback_id="F001", issue_type="物流延迟")], origin=back(chosen))
    assert facts_by_id(ledger, "issue_type") == {"F001": "物流延迟"}


def test_numbers_survive_another_program(desk, ledger):
    returned = desk.drop("a.xlsx", [row(compensation_amount=0.1 + 0.2, rating=4.0)])
    merged = desk.drop(
        "a.xlsx", [row(feedback_id="F001", compensation_amount=0.3, rating=4.0)], origin=back(returned)
    )
    assert merged.sheets[0].is_unchanged.all()


def test_a_time_added_to_a_bare_date_is_a_change(desk, ledger):
    returned = desk.drop("a.xlsx", [row(received_at="2026-09-18")])
    assert ledger.facts()["received_at_is_day"].tolist() == [True]
    desk.drop("a.xlsx", [row(feedback_id="F001", received_at="2026-09-18 17:59")], origin=back(returned))
    assert ledger.facts()[["received_at", "received_at_is_day"]].to_numpy().tolist() == [
        [pd.Timestamp("2026-09-18 17:59"), False]
    ]


def test_the_facts_to_judge_hold_what_others_typed(desk, ledger):
    returned = desk.drop("a.xlsx", [row()])
    desk.drop(
        "台账.xlsx", [row(feedback_id="F001", first_responded_at="2026-09-18 10:00")], origin=register(ledger)
    )
    merged = desk.drop("a.xlsx", [row(feedback_id="F001")], origin=back(returned))
    assert merged.sheets[0].frame["first_responded_at"].tolist() == [pd.Timestamp("2026-09-18 10:00")]


DUE = pd.Timestamp("2026-09-18 11:30")


def computed(*, status, due=None):
    """Our columns of one row in the form of a frame."""
    moments = pd.Series([pd.NaT if due is None else due], dtype="datetime64[s]")
    return [pd.DataFrame({"status": pd.Series([status], dtype=object), "first_response_due": moments})]


def test_what_is_typed_over_a_computed_cell_is_kept_as_a_remark(desk, ledger):
    returned = desk.drop("a.xlsx", [row()], written=computed(status="in_progress", due=DUE))
    cells = row(feedback_id="F001", status="closed", first_response_due="2026-09-18 11:30")
    for _ in range(2):
        merged = desk.drop("a.xlsx", [cells], origin=back(returned))
        assert only(merged).get("status", "remark") == "remark"
    assert ledger.changes()[["key", "before", "after", "what"]].to_numpy().tolist() == [
        ["status", None, "closed", "remark"]
    ]
    assert "status" not in ledger.facts()


def test_computed_cells_that_come_back_as_they_went_say_nothing(desk, ledger):
    returned = desk.drop("a.xlsx", [row()], written=computed(status="in_progress", due=DUE))
    cells = row(feedback_id="F001", status="in_progress", first_response_due="2026-09-18 11:30")
    merged = desk.drop(
        "a.xlsx", [cells], origin=back(returned), written=computed(status="awaiting_follow_up")
    )
    assert only(merged) == {}
    assert merged.returned_revision == returned.revision
    later = desk.drop(
        "a.xlsx", [cells | {"status": "awaiting_follow_up", "first_response_due": None}], origin=back(merged)
    )
    assert only(later) == {}


def test_typing_where_we_left_a_blank_is_noticed(desk):
    returned = desk.drop("a.xlsx", [row()], written=computed(status=None))
    merged = desk.drop("a.xlsx", [row(feedback_id="F001", status="closed")], origin=back(returned))
    assert {found.message("zh") for hits in merged.findings for found in hits} == {
        "“状态”由系统计算，写上的“已关闭”不作数，已记为备注。"
    }


def test_the_register_holds_several_teams(desk, ledger):
    desk.drop("华东/a.xlsx", [row(owner="张三")])
    desk.drop("华南/a.xlsx", [row(owner="李四")])
    both = table(
        [row(feedback_id="F001", owner="王五"), row(feedback_id="F001", owner="李四"), row(customer_id="C9")]
    )
    merged = desk.drop(
        "台账.xlsx", [both], origin=register(ledger), teams=[np.array(["华东", "华南", "华南"], object)]
    )
    assert merged.sheets[0].feedback_id.tolist() == ["F001", "F001", "F002"]
    assert merged.sheets[0].is_changed.tolist() == [True, False, False]
    assert ledger.facts()[["team", "feedback_id", "owner"]].to_numpy().tolist() == [
        ["华东", "F001", "王五"], ["华南", "F001", "李四"], ["华南", "F002", None],
    ]  # fmt: skip


def test_a_suggestion_in_the_register_is_nobodys_fact_either(desk, ledger):
    desk.drop("a.xlsx", [row(issue_type=None)])
    facts = ledger.facts()
    ledger.suggested(facts["feedback_key"].to_numpy(), written("服务态度")[0])
    desk.drop("台账.xlsx", [row(feedback_id="F001", issue_type="服务态度")], origin=register(ledger))
    assert facts_by_id(ledger, "issue_type") == {"F001": None}


def test_a_returned_book_keeps_its_revision_until_it_brings_something(desk, ledger):
    returned = desk.drop("a.xlsx", [ORIGINAL])
    assert returned.returned_revision == returned.revision == 1
    cells = ORIGINAL | {"feedback_id": "F001"}
    same = desk.drop("a.xlsx", [cells], origin=back(returned))
    assert (same.revision, same.returned_revision) == (2, 1)
    desk.drop("台账.xlsx", [cells | {"owner": "王五"}], origin=register(ledger))
    stale = desk.drop("a.xlsx", [cells], origin=Origin(same.book, same.returned_revision))
    assert (only(stale), stale.returned_revision) == ({"owner": "stale"}, 1)
    quarrel = desk.drop(
        "a.xlsx", [cells | {"owner": "李四"}], origin=Origin(same.book, stale.returned_revision)
    )
    assert (only(quarrel), quarrel.returned_revision) == ({"owner": "conflict"}, quarrel.revision)


def test_typing_what_another_typed_already_is_a_state_to_start_from(desk, ledger):
    """She and he typed the same; when he changes it again she has not edited anything."""
    returned = desk.drop("a.xlsx", [ORIGINAL])
    cells = ORIGINAL | {"feedback_id": "F001"}
    desk.drop("台账.xlsx", [cells | {"owner": "王五"}], origin=register(ledger))
    alike = desk.drop("a.xlsx", [cells | {"owner": "王五"}], origin=back(returned))
    assert (only(alike), alike.returned_revision) == ({}, alike.revision)
    desk.drop("台账.xlsx", [cells | {"owner": "赵六"}], origin=register(ledger))
    assert only(desk.drop("a.xlsx", [cells | {"owner": "王五"}], origin=back(alike))) == {"owner": "stale"}
