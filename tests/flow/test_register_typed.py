"""What a supervisor types into the register counts as a drop: settled there, never written over unread, never counted twice."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from flow_books import book, row, rows
from flow_desk import LONG_AGO, loaded, opened, table_of
from flow_hands import TITLE, facts, typed

if TYPE_CHECKING:
    from flow_desk import Desk

pytestmark = pytest.mark.without_reports

EAST, SOUTH = "华东/一组.xlsx", "华南/二组.xlsx"


@pytest.fixture
def worked(desk) -> Desk:
    """Two teams whose numbers are the same: F001 to F003, and F001 to F002."""
    desk.drop(book(rows(3)), EAST)
    desk.drop(book(rows(2, start=20)), SOUTH)
    desk.run()
    return desk


def register(desk: Desk) -> list[dict[str, object]]:
    return table_of(desk.register, TITLE, header_row=2)


def test_what_is_typed_there_counts_for_the_row_of_that_team(worked):
    typed(worked.register, ("华南", "F001", "审核级别", "紧急"), ("华东", "F002", "处理人", "主管王"))
    worked.run()
    assert facts(worked, "reviewed_level")["华南", "F001"] == "紧急"
    assert facts(worked, "reviewed_level")["华东", "F001"] is None
    assert facts(worked, "owner") == {
        ("华东", "F001"): "客服周", ("华东", "F002"): "主管王", ("华东", "F003"): "客服周",
        ("华南", "F001"): "客服周", ("华南", "F002"): "客服周",
    }  # fmt: skip
    drop = worked.drops()["客户反馈台账.xlsx"]
    assert (drop["rows_read"], drop["rows_accepted"], drop["rows_new"], drop["rows_changed"]) == (2, 2, 0, 2)
    shown = {(line["团队"], line["反馈ID"]): line["处理人"] for line in register(worked)}
    assert shown["华东", "F002"] == "主管王"


def test_merely_opened_and_saved_it_says_nothing(worked):
    typed(worked.register)
    with worked.ledger() as ledger:
        before = ledger.fingerprint()
    worked.run()
    with worked.ledger() as ledger:
        assert ledger.fingerprint() == before
    assert len(register(worked)) == 5


def test_a_copy_in_the_inbox_is_matched_row_by_row(worked):
    """Rows of all teams, of which none is new."""
    copy = worked.drop(worked.register, "发给领导.xlsx")
    typed(copy, ("华南", "F002", "备注", "已电话沟通"))
    worked.run()
    assert len(facts(worked, "note")) == 5
    assert facts(worked, "note")["华南", "F002"] == "已电话沟通"
    with worked.ledger() as ledger:
        assert len(ledger.changes()) == 1


def test_a_row_that_lost_its_id_is_known_by_its_content(worked):
    typed(worked.register, ("华东", "F002", "处理人", "主管王"), ("华东", "F002", "反馈ID", None))
    worked.run()
    assert len(facts(worked, "owner")) == 5
    assert facts(worked, "owner")["华东", "F002"] == "主管王"


def test_saved_twice_from_one_opening_she_never_contradicts_herself(worked):
    stays_open = worked.register.read_bytes()
    typed(worked.register, ("华东", "F001", "处理人", "主管王"))
    first = worked.register.read_bytes()
    worked.run()
    assert stays_open != first
    worked.register.write_bytes(first)
    typed(worked.register, ("华东", "F001", "处理人", "主管李"))
    worked.run()
    assert facts(worked, "owner")["华东", "F001"] == "主管李"
    with worked.ledger() as ledger:
        assert ledger.conflicts().empty


def test_what_she_did_not_see_is_a_conflict_and_not_written_over(worked):
    """While the register was open an agent changed the very cell."""
    old = worked.register.read_bytes()
    changed = [row(1, owner="客服陈"), *rows(2, start=2)]
    worked.drop(book(changed), EAST)
    worked.run()
    worked.register.write_bytes(old)
    typed(worked.register, ("华东", "F001", "处理人", "主管王"))
    worked.run()
    assert facts(worked, "owner")["华东", "F001"] == "客服陈"
    with worked.ledger() as ledger:
        assert list(ledger.conflicts()["typed"]) == ["主管王"]


@pytest.fixture
def disputed(worked) -> Desk:
    """Two agents of one team changed the owner of F001 in copies of one returned workbook."""
    source = worked.returned / EAST
    for name, owner in (("华东/一组 (1).xlsx", "客服陈"), ("华东/一组 - 副本.xlsx", "客服林")):
        typed(worked.drop(source, name), ("华东", "F001", "处理人", owner))
    worked.run()
    with worked.ledger() as ledger:
        assert len(ledger.conflicts()) == 1
    return worked


def test_a_conflict_is_a_work_list_with_both_values_and_their_files(disputed):
    with opened(disputed.register, "冲突") as sheet:
        shown = [[cell for cell in line if cell is not None] for line in sheet.iter_rows(values_only=True)]
    line = next(cells for cells in shown if cells and cells[0] == "F001")
    assert {"华东", "处理人"} <= set(line)
    assert {"客服陈", "客服林"} <= set(line)
    assert any("一组 (1).xlsx（" in str(cell) for cell in line)
    assert any("一组 - 副本.xlsx（" in str(cell) for cell in line)
    conflict = {(one["团队"], one["反馈ID"]): one["冲突"] for one in register(disputed)}["华东", "F001"]
    assert "客服陈" in conflict
    assert "客服林" in conflict


@pytest.mark.parametrize(
    ("header", "value", "owner"),
    [
        ("处理人", "主管王", "主管王"),
        ("处理人", "客服陈", None),
        ("处理人", "客服林", None),
        ("冲突处理", "保留", None),
    ],
    ids=["a third value", "the first", "the second", "what is in force"],
)
def test_the_supervisor_settles_it_by_typing(disputed, header, value, owner):
    in_force = facts(disputed, "owner")["华东", "F001"]
    if header == "处理人" and value == in_force:
        header, value = "冲突处理", "保留"
    typed(disputed.register, ("华东", "F001", header, value))
    disputed.run()
    wanted = in_force if header == "冲突处理" else owner or value
    assert facts(disputed, "owner")["华东", "F001"] == wanted
    with disputed.ledger() as ledger:
        assert ledger.conflicts().empty
        assert "settled" in list(ledger.history("华东", "F001")["what"])
    assert "冲突" not in loaded(disputed.register).sheetnames
    assert "冲突处理" not in register(disputed)[0]


def test_a_repeat_is_confirmed_or_denied_there(worked):
    typed(worked.register, ("华东", "F003", "重复确认", "是"))
    worked.run()
    assert facts(worked, "duplicate_confirmed")["华东", "F003"] == "yes"


def test_a_computed_cell_typed_over_is_kept_as_a_remark(worked):
    typed(worked.register, ("华东", "F001", "统一级别", "1 级"), ("华东", "F001", "到期状态", "随便写的"))
    worked.run()
    with worked.ledger() as ledger:
        changes = ledger.changes()
    assert list(changes["what"]) == ["remark"]
    assert list(changes["key"]) == ["priority"]
    with opened(worked.register, "变更记录") as sheet:
        words = {cell for line in sheet.iter_rows(values_only=True) for cell in line}
    assert "写在系统的列里，只记下" in words


def test_a_cell_that_cannot_be_is_refused_alone(worked):
    typed(worked.register, ("华东", "F001", "办结时间", "下周吧"), ("华东", "F001", "处理人", "主管王"))
    worked.run()
    assert facts(worked, "owner")["华东", "F001"] == "主管王"
    assert facts(worked, "resolved_at")["华东", "F001"] is None
    with worked.ledger() as ledger:
        changes = ledger.changes()
        assert ledger.unaccepted().empty
    assert [*zip(changes["key"], changes["what"], changes["after"], strict=True)] == [
        ("owner", "changed", "主管王"),
        ("resolved_at", "refused", "下周吧"),
    ]


def test_a_suggestion_stays_one_until_it_is_confirmed_there(desk):
    desk.drop(
        book([row(1, issue_type=None, description="订单下单五天未发货,物流信息一直不更新")]), "一组.xlsx"
    )
    desk.run()
    suggested = register(desk)[0]["问题类型(标签)"]
    assert suggested
    typed(desk.register, ("", "F001", "处理人", "主管王"))
    desk.run()
    assert facts(desk, "issue_type")["", "F001"] is None
    typed(desk.register, ("", "F001", "建议确认", "是"))
    desk.run()
    assert facts(desk, "issue_type")["", "F001"] == suggested


def test_a_register_open_on_a_screen_waits_and_is_not_replaced(worked):
    typed(worked.register, ("华东", "F001", "处理人", "主管王"))
    content = worked.register.read_bytes()
    lock = worked.register.with_name(f"~${worked.register.name}")
    lock.write_bytes(bytes([4]) + b"Anna" + bytes(160))
    worked.drop(book(rows(1, start=9)), EAST)
    worked.voc("run")
    assert worked.register.read_bytes() == content
    assert facts(worked, "owner")["华东", "F001"] == "客服周"
    lock.unlink()
    worked.run()
    assert facts(worked, "owner")["华东", "F001"] == "主管王"
    assert len(register(worked)) == 6


def test_a_register_without_its_headers_is_sent_back_and_made_anew(worked):
    book_ = loaded(worked.register)
    book_[TITLE].delete_rows(1, 2)
    book_.save(worked.register)
    os.utime(worked.register, (LONG_AGO, LONG_AGO))
    worked.run()
    assert (worked.sent_back / "客户反馈台账.xlsx").is_file()
    assert len(register(worked)) == 5


def test_a_rebuilt_ledger_knows_what_was_typed(disputed):
    typed(disputed.register, ("华东", "F001", "处理人", "主管王"), ("华南", "F001", "统一级别", "1 级"))
    disputed.run()
    typed(disputed.register, ("华南", "F002", "备注", "再打一次"))
    disputed.run()
    with disputed.ledger() as ledger:
        before = ledger.fingerprint()
    assert disputed.voc("rebuild").code == 0
    with disputed.ledger() as ledger:
        assert ledger.fingerprint() == before
