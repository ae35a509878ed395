"""Several people on the same workbooks: going on in 已处理, taking back by moving to 撤回, copies of all kinds."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from flow_books import book, row, rows
from flow_desk import files_in, table_of
from flow_hands import facts, typed

from toolkit.schema.books.feedback import FEEDBACK

if TYPE_CHECKING:
    from flow_desk import Desk

pytestmark = pytest.mark.without_reports

NAME, TITLE = "一组.xlsx", FEEDBACK.zh


@pytest.fixture
def worked(desk) -> Desk:
    desk.drop(book(rows(3)), NAME)
    desk.run()
    return desk


def returned(desk: Desk, name: str = NAME) -> list[dict[str, object]]:
    return table_of(desk.returned / name, TITLE)


# Going on in 已处理


def test_going_on_in_a_returned_workbook_counts_as_a_drop(worked):
    typed(worked.returned / NAME, ("", "F002", "处理人", "客服陈"), ("", "F002", "客户诉求", "要求补发"))
    worked.run()
    assert facts(worked, "owner")["", "F002"] == "客服陈"
    assert facts(worked, "request")["", "F002"] == "要求补发"
    assert returned(worked)[1]["处理人"] == "客服陈"
    assert [line["path"] for line in worked.journal() if line["kind"] == "arrived"] == [NAME, NAME]
    stands = (worked.returned / NAME).read_bytes()
    worked.run()
    assert (worked.returned / NAME).read_bytes() == stands
    assert len([line for line in worked.journal() if line["kind"] == "arrived"]) == 2


def test_a_returned_workbook_still_open_is_left_alone_until_it_is_closed(worked):
    path = worked.returned / NAME
    typed(path, ("", "F002", "处理人", "客服陈"))
    content = path.read_bytes()
    lock = path.with_name(f"~${NAME}")
    lock.write_bytes(bytes([4]) + b"Anna" + bytes(160))
    assert worked.voc("run").code == 4
    assert path.read_bytes() == content
    assert facts(worked, "owner")["", "F002"] == "客服周"
    lock.unlink()
    worked.run()
    assert facts(worked, "owner")["", "F002"] == "客服陈"


def test_what_was_typed_in_a_returned_workbook_survives_a_rebuild_of_the_ledger(worked):
    """It had not been read when the ledger was made anew."""
    typed(worked.returned / NAME, ("", "F002", "处理人", "客服陈"))
    assert worked.voc("rebuild").code == 0
    worked.run()
    assert facts(worked, "owner")["", "F002"] == "客服陈"


def test_a_renamed_returned_workbook_brings_nothing_new(worked):
    (worked.returned / NAME).rename(worked.returned / "一组 旧.xlsx")
    with worked.ledger() as ledger:
        before = ledger.fingerprint()
    worked.run()
    with worked.ledger() as ledger:
        assert ledger.fingerprint() == before
    assert len(worked.drops()) == 1


@pytest.mark.parametrize(
    "name",
    [
        "一组 (1).xlsx",
        "一组 - 副本.xlsx",
        "一组.sync-conflict-20261102-090000-ABCDEFG.xlsx",
        "一组-DESKTOP-AB12CD3.xlsx",
    ],
)
def test_two_copies_with_other_cells_filled_in_come_together(worked, name):
    source = worked.returned / NAME
    copy = worked.drop(source, name)
    typed(copy, ("", "F001", "处理人", "客服陈"))
    typed(source, ("", "F003", "客户诉求", "等回电"))
    worked.run()
    assert facts(worked, "owner") == {("", "F001"): "客服陈", ("", "F002"): "客服周", ("", "F003"): "客服周"}
    assert facts(worked, "request")["", "F003"] == "等回电"


def test_last_months_file_used_as_a_template_leaves_last_months_rows_alone(worked):
    """Somebody keeps the file with its ids and types other customers over the rows."""
    path = worked.drop(worked.returned / NAME, "11月.xlsx")
    other = [(n, head, value) for n in (1, 2, 3) for head, value in (
        ("客户ID", f"C90{n}"), ("反馈时间", f"2026-10-2{n} 11:0{n}"), ("问题描述", f"第{n}台新机开不了机,屏幕一直不亮"),
        ("处理人", "客服陈"))]  # fmt: skip
    typed(path, *(("", f"F00{n}", head, value) for n, head, value in other))
    worked.run()
    owners = facts(worked, "owner")
    assert [owners["", f"F00{n}"] for n in (1, 2, 3)] == ["客服周"] * 3
    assert len(owners) == 6


# 撤回


def moved(desk: Desk, name: str = NAME, source=None) -> None:
    target = desk.space.undo / name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(source or desk.returned / name, target)


def note(desk: Desk, name: str = NAME) -> str:
    return (desk.space.undo / f"{name}.说明.html").read_text("utf-8")


def test_the_folder_appears_with_the_first_returned_workbook(desk):
    desk.run()
    assert not desk.space.undo.exists()
    desk.drop(book(rows(1)), NAME)
    desk.run()
    assert files_in(desk.space.undo) == []


def test_a_returned_workbook_moved_there_takes_back_what_it_brought(worked):
    worked.drop(book(rows(1, start=9)), "二组.xlsx")
    worked.run()
    moved(worked)
    said = worked.run().out
    assert f"撤回/{NAME}：已撤回" in said
    assert list(facts(worked, "owner")) == [("", "F004")]
    assert "已撤回" in note(worked)
    assert "3 行" in note(worked)
    before = worked.journal()
    assert f"撤回/{NAME}" not in worked.run().out
    assert worked.journal() == before


def test_where_later_work_stands_on_it_the_note_says_which(worked):
    typed(worked.drop(worked.returned / NAME, "一组 (1).xlsx"), ("", "F002", "处理人", "客服陈"))
    worked.run()
    moved(worked)
    worked.run()
    assert "没有撤回" in note(worked)
    assert "一组 (1).xlsx" in note(worked)
    assert len(facts(worked, "owner")) == 3
    assert not [line for line in worked.journal() if line["kind"] == "undone"]
    moved(worked, "一组 (1).xlsx")
    worked.run()
    assert facts(worked, "owner") == {}
    assert "已撤回" in note(worked)


def test_what_was_typed_later_into_a_returned_workbook_is_taken_back_alone(worked):
    typed(worked.returned / NAME, ("", "F002", "处理人", "客服陈"))
    worked.run()
    moved(worked)
    worked.run()
    assert facts(worked, "owner")["", "F002"] == "客服周"


def test_a_copy_of_what_was_dropped_will_do(worked):
    original = worked.space.undo / "原件.xlsx"
    original.write_bytes(book(rows(3)))
    worked.run()
    assert facts(worked, "owner") == {}


def test_a_workbook_that_nobody_knows_is_left_there_with_a_word(worked):
    (worked.space.undo / "别的.xlsx").write_bytes(book(rows(1, start=50)))
    said = worked.run().out
    assert "没有带来过什么" in said
    assert len(facts(worked, "owner")) == 3
    assert "没有带来过什么" not in worked.run().out


def test_a_note_goes_with_its_workbook(worked):
    moved(worked)
    worked.run()
    shutil.move(worked.space.undo / NAME, worked.inbox / NAME)
    worked.run()
    assert files_in(worked.space.undo) == []
    assert len(facts(worked, "owner")) == 3


def test_taking_back_is_in_history_with_its_own_moment_and_in_a_rebuilt_ledger(worked):
    typed(worked.returned / NAME, ("", "F002", "处理人", "客服陈"))
    worked.run(at="2026-11-03 10:00")
    moved(worked)
    worked.run(at="2026-11-04 10:00")
    with worked.ledger() as ledger:
        lines, before = ledger.history("", "F002"), ledger.fingerprint()
    assert [*zip(lines["what"], lines["at"].astype(str), strict=True)] == [
        ("new", "2026-11-02 09:00:00"), ("changed", "2026-11-03 10:00:00"), ("undone", "2026-11-04 10:00:00"),
    ]  # fmt: skip
    assert worked.voc("rebuild").code == 0
    with worked.ledger() as ledger:
        assert ledger.fingerprint() == before


# History


def test_history_tells_everything_that_happened_to_a_feedback(worked):
    typed(worked.drop(worked.returned / NAME, "一组 (1).xlsx"), ("", "F001", "处理人", "客服陈"))
    typed(worked.drop(worked.returned / NAME, "一组 (2).xlsx"), ("", "F001", "处理人", "客服林"))
    worked.run()
    typed(worked.register, ("", "F001", "统一级别", "1 级"), ("", "F001", "冲突处理", "保留"))
    worked.run()
    out = worked.ask("history", "F001").out
    for word in (
        "收下",
        "改动",
        "两边都改，待定",
        "冲突已定",
        "写在系统的列里",
        "客服陈",
        "客服林",
        "一组 (1).xlsx",
        "客户反馈台账.xlsx",
    ):
        assert word in out, out


def test_the_register_shows_the_changes_of_two_months(worked):
    worked.drop(book([row(1, owner="客服陈"), *rows(2, start=2)]), NAME)
    worked.run()
    shown = {line[1].value: line for line in _cells(worked, "变更记录")}
    assert "F001" in shown
    worked.run(at="2027-02-10 09:00")
    assert not list(_cells(worked, "变更记录"))


def _cells(desk: Desk, title: str):
    from flow_desk import loaded  # noqa: PLC0415

    sheet = loaded(desk.register)[title]
    return [
        line for line in sheet.iter_rows(min_row=4) if line[1].value and str(line[1].value).startswith("F0")
    ]
